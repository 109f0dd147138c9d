"""Carnet's own export of one contact a line as JSON: the table that Carnet's csv export is.

A card takes a row, and further rows for what a cell cannot hold twice. What such a table has no column for
(values that were set aside, a mark that a contact is archived) stands under "Set aside".
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from carnet.catalog import FIELDS
from carnet.contract import Sheet, SourceFile
from carnet.stages.read.cells import Sink
from carnet.stages.read.decoding import decode
from carnet.stages.read.job import Job
from carnet.stages.read.limits import CHUNK_BYTES
from carnet.stages.read.parts import Parts
from carnet.stages.read.refusal import IN_A_ROW, refuse, too_large

_KINDS = {"organization": "Organization", "person": "Person", "client_group": "Client Group"}
_IDENTITY = frozenset({"name", "first_name", "middle_name", "last_name", "suffix", "client_identifier"})
_PLACED = frozenset({"kind", "id", "cards", "members", "accounting", "custom", "set_aside"})
_MEMBERS_IN_A_CELL = 500

_Object = dict[str, Any]


def read_json_lines(job: Job) -> SourceFile:
    """The contacts of a file as one sheet; row counts the rows of that table, the header is the first.

    Raises:
        CarnetError: a line is no contact as JSON.
    """
    job.wishes.among([job.title])
    decoded = decode(job.path, job.scratch / f"{job.stem}.utf8", job.options.encoding)
    parts = Parts(job.scratch, job.parts())
    sink = Sink(parts)
    try:
        headers = {name: None for row in _rows(decoded.path, decoded.start) for name in row}
        columns = {name: place for place, name in enumerate(headers)}
        for name, place in columns.items():
            sink.cell(1, place, name)
        for number, row in enumerate(_rows(decoded.path, decoded.start), start=2):
            for name, text in row.items():
                sink.cell(number, columns[name], text)
        sink.finish()
    finally:
        if decoded.path != job.path:
            decoded.path.unlink()
    sheet = Sheet(job.shown, job.title, "jsonl", parts.finish(), parts.width, parts.rows, decoded.encoding)
    return SourceFile(job.shown, "jsonl", (sheet,), decoded.encoding, notes=tuple(decoded.notes))


def _rows(path: Path, start: int) -> Iterator[dict[str, str]]:
    """The rows of all contacts: header -> text."""
    with path.open(encoding="utf-8") as file:
        file.seek(start)
        for number, line in enumerate(iter(lambda: file.readline(CHUNK_BYTES + 1), ""), start=1):
            if len(line) > CHUNK_BYTES:
                raise too_large(f"> {CHUNK_BYTES:,}", IN_A_ROW)
            if line.strip():
                yield from _rows_of(_contact(line, number))


def _contact(line: str, number: int) -> _Object:
    try:
        contact = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise refuse("file.no_contact_line", value=str(number), detail=str(error)) from error
    cards = contact.get("cards") or [] if isinstance(contact, dict) else None
    if cards is None or contact.get("kind") not in _KINDS or not _are_objects(cards):
        raise refuse("file.no_contact_line", value=str(number), detail=line.strip()[:60])
    return {**contact, "cards": cards}


def _rows_of(contact: _Object) -> Iterator[dict[str, str]]:
    """One row a card, and further rows for what repeats."""
    singles = {
        name: text for name, value in contact.items() if name not in _PLACED and (text := _text(value))
    }
    identity = {
        _header(name): singles.pop(name) for name in _IDENTITY & singles.keys()
    }  # on each row, so that every row says whose it is
    told = {_header(name): text for name, text in singles.items() if name in _known()}
    for name, value in _pairs(contact.get("accounting")):
        told[_header(f"accounting.{name}")] = value
    told |= {f"custom.{name}": value for name, value in _pairs(contact.get("custom"))}
    rest = [f"{name}: {text}" for name, text in singles.items() if name not in _known()]
    for number, card in enumerate(contact["cards"] or [{}], start=1):
        values = _of_card(card)
        first = {
            _header(name): text for name in ("belongs_to", "role") if (text := values.pop(name, [""])[0])
        }
        if number == 1:
            first |= told
            values[_header("members")] = list(_members(contact.get("members")))
            values["Set aside"] = [*rest, *_aside(contact.get("set_aside"))]
        own = {"Kind": _KINDS[contact["kind"]], "Contact Card": str(number)}
        if key := _text(contact.get("id")):
            own["Carnet key"] = key
        for place in range(max([1, *map(len, values.values())])):
            further = {name: texts[place] for name, texts in values.items() if place < len(texts)}
            yield {**own, **identity, **(first if place == 0 else {}), **further}


def _of_card(card: _Object) -> dict[str, list[str]]:
    """What a card holds by header; the organization and the role by their fields."""
    held: defaultdict[str, list[str]] = defaultdict(list)
    held["belongs_to"] = [_text(card.get("organization_id") or card.get("organization"))]
    held["role"] = [_text(card.get("role"))]
    held[_header("email")] = list(filter(None, map(_text, _list(card.get("emails")))))
    held[_header("website")] = list(filter(None, map(_text, _list(card.get("websites")))))
    for phone in filter(_is_object, _list(card.get("phones"))):
        extension = _text(phone.get("extension"))
        number = _text(phone.get("number")) + (f" ext. {extension}" if extension else "")
        held[_header(f"phone.{phone.get('label')}")].append(number)
    for network, value in _pairs(card.get("social")):
        held[_header(f"social.{network}")].append(value)
    counted: defaultdict[str, int] = defaultdict(int)
    for address in filter(_is_object, _list(card.get("addresses"))):
        label = _text(address.get("label"))
        for part in ("line", "city", "region", "postal_code", "country"):
            texts = held[_header(f"address.{label}.{part}")]
            texts += [""] * (counted[label] - len(texts)) + [_text(address.get(part))]
        counted[label] += 1
    return held


def _members(members: Any) -> Iterator[str]:
    """The members by their keys, which no two contacts share, else by their names."""
    named = [_text(one.get("id") or one.get("name")) for one in filter(_is_object, _list(members))]
    firsts = range(0, len(named), _MEMBERS_IN_A_CELL)
    return ("; ".join(named[first : first + _MEMBERS_IN_A_CELL]) for first in firsts)


def _aside(values: Any) -> Iterator[str]:
    for one in filter(_is_object, _list(values)):
        yield f"{_text(one.get('column'))}: {_text(one.get('value'))}"


def _pairs(value: Any) -> list[tuple[str, str]]:
    return [(name, text) for name, one in value.items() if (text := _text(one))] if _is_object(value) else []


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def _are_objects(values: Any) -> bool:
    return isinstance(values, list) and all(map(_is_object, values))


def _text(value: Any) -> str:
    if value is None or value is False:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


@cache
def _known() -> dict[str, str]:
    """Short name -> header: the catalogue's label."""
    found = {field_id: field.label.en for field_id, field in FIELDS.items()}
    for kind in reversed(_KINDS):
        own = {name: field for name, field in FIELDS.items() if name.startswith(f"{kind}.")}
        found |= {name.removeprefix(f"{kind}."): field.label.en for name, field in own.items()}
    return found | {"name": FIELDS["contact.name"].label.en}


def _header(name: str) -> str:
    """The header of a field by its short name; a name that the catalogue does not know stays."""
    return _known().get(name, name)
