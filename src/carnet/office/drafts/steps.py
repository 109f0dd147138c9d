"""The steps that a person takes in a draft's choices, as differences that are taken back and made again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

MOST = 100  # steps that can be undone
_LARGEST = 16_000_000  # characters of all of them together; the oldest go first

Document = dict[str, Any]
# How one value became another: {"inside": {key: difference}} of a mapping; {"out": [[place, item]], "in":
# [[place, item]]} of a list; else {"was": [value], "now": [value]}, [] where there was or is none.
Difference = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the choices.

    Attributes:
        what: was changed, for the person who undoes it ("cells", "columns" ...).
        reading: whether it decides how files are read.
        changed: the difference of the choices' JSON.
    """

    what: str
    reading: bool
    changed: Difference

    def forth(self, document: Document) -> Document:
        """The document with the step made."""
        made: Document = _made(document, self.changed, back=False)
        return made

    def back(self, document: Document) -> Document:
        """The document as it was before the step."""
        made: Document = _made(document, self.changed, back=True)
        return made


def step(what: str, reading: bool, before: Document, after: Document) -> Step | None:
    """The step between two documents; None where nothing changed."""
    changed = _difference(before, after)
    return Step(what, reading, changed) if changed else None


def kept(text: str) -> list[Step]:
    """The steps that written() wrote, the oldest first."""
    return [Step(*fields) for fields in json.loads(text)]


def written(steps: list[Step]) -> str:
    """The last of the steps as JSON, as many as are kept."""
    texts: list[str] = []
    size = 0
    for one in reversed(steps[-MOST:]):
        texts.append(json.dumps([one.what, one.reading, one.changed], ensure_ascii=False))
        size += len(texts[-1])
        if size > _LARGEST and len(texts) > 1:
            texts.pop()
            break
    return f"[{','.join(reversed(texts))}]"


def _difference(was: Any, now: Any) -> Difference:
    """How one value became the other; {} where they are equal."""
    if was == now:
        return {}
    if isinstance(was, dict) and isinstance(now, dict):
        keys = [*was, *(key for key in now if key not in was)]
        told = {key: _of_key(was, now, key) for key in keys}
        return {"inside": {key: one for key, one in told.items() if one}}
    if isinstance(was, list) and isinstance(now, list):
        items = _of_lists(was, now)
        if items is not None:
            return items
    return {"was": [was], "now": [now]}


def _of_key(was: Document, now: Document, key: str) -> Difference:
    if key in was and key in now:
        return _difference(was[key], now[key])
    return {"was": [was[key]] if key in was else [], "now": [now[key]] if key in now else []}


def _of_lists(was: list[Any], now: list[Any]) -> Difference | None:
    """What went out of a list and what came in; None where the items that stay changed their order."""
    before, after = [json.dumps(item) for item in was], [json.dumps(item) for item in now]
    gone, new = set(before) - set(after), set(after) - set(before)
    if [text for text in before if text not in gone] != [text for text in after if text not in new]:
        return None
    return {
        "out": [[place, was[place]] for place, text in enumerate(before) if text in gone],
        "in": [[place, now[place]] for place, text in enumerate(after) if text in new],
    }


def _made(value: Any, told: Difference, *, back: bool) -> Any:
    if "inside" in told:
        return _inside(value, told["inside"], back=back)
    if "out" in told:
        out, new = (told["in"], told["out"]) if back else (told["out"], told["in"])
        left = {place for place, _ in out}
        items = [item for place, item in enumerate(value) if place not in left]
        return _with_items(items, new)
    return (told["was"] if back else told["now"])[0]


def _inside(value: Document, told: dict[str, Difference], *, back: bool) -> Document:
    made = dict(value)
    for key, one in told.items():
        if one.get("was" if back else "now") == []:
            made.pop(key, None)
        else:
            made[key] = _made(made.get(key), one, back=back)
    return made


def _with_items(items: list[Any], new: list[tuple[int, Any]]) -> list[Any]:
    """The items with others at the places that these have in the end, which come in order."""
    rest, places = iter(items), dict(new)
    return [places[place] if place in places else next(rest) for place in range(len(items) + len(new))]
