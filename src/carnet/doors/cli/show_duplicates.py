"""What a person reads of suspected duplicates of the book, and of what they decide."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape

from carnet.doors.cli.show import number
from carnet.language import Language, Text

if TYPE_CHECKING:
    from carnet.book.actions.merge_contacts import MergeResult
    from carnet.book.duplicates import Pair

_NONE = Text("No suspected duplicates to decide on.", "Aucun doublon présumé à trancher.")
_TOTAL = Text(
    "%(total)s pairs to decide on. carnet duplicates --merge ID, or --separate ID.",
    "%(total)s paires à trancher. carnet duplicates --merge ID, ou --separate ID.",
)
_MERGED = Text(
    "Merged: “%(gone)s” into “%(keep)s”. To undo it: carnet undo %(key)s",
    "Fusionné : « %(gone)s » dans « %(keep)s ». Pour l'annuler : carnet undo %(key)s",
)
_ASIDE = Text(
    "%(field)s: “%(value)s” stands (%(reason)s); “%(other)s” is set aside.",
    "%(field)s : « %(value)s » est conservé (%(reason)s) ; « %(other)s » est mis de côté.",
)
_APART = Text(
    "Pair %(pair)s: two contacts. They will not be proposed again.",
    "Paire %(pair)s : deux contacts distincts. Ils ne seront plus proposés.",
)
_NOTHING = Text("Nothing was changed.", "Rien n'a été modifié.")


def pairs(found: Sequence[Pair], total: int, language: Language, json_: bool) -> None:
    """The pairs to decide on, the surest first."""
    if json_:
        print(json.dumps({"total": total, "pairs": documents(found, language)}, ensure_ascii=False))
        return
    console = Console(highlight=False, soft_wrap=True)
    if not found:
        console.print(_NONE(language), style="green")
        return
    for pair in found:
        _pair(console, pair, language)
    console.print(_TOTAL(language, {"total": number(total, language)}))


def _pair(console: Console, pair: Pair, language: Language) -> None:
    from carnet.stages.report.evidence import evidence_line

    names = f"{escape(pair.first.name)}  ·  {escape(pair.second.name)}"
    console.print(f"[bold]{pair.id}[/]  {pair.probability:.0%}  {names}")
    line = evidence_line(pair.evidence, language)
    if line:
        console.print(f"  {escape(line)}", style="dim")


def documents(found: Sequence[Pair], language: Language) -> list[dict[str, Any]]:
    """Pairs as JSON has them, with the line of evidence."""
    from carnet.stages.report.evidence import evidence_line

    return [{**asdict(pair), "said": evidence_line(pair.evidence, language)} for pair in found]


def merged(results: Sequence[MergeResult], names: Mapping[str, str], language: Language, json_: bool) -> None:
    """What was merged, which values stand, and how it is undone.

    Args:
        names: the contacts' names by their keys, before the merges.
    """
    if json_:
        print(json.dumps({"merged": [asdict(result) for result in results]}, ensure_ascii=False))
        return
    console = Console(highlight=False, soft_wrap=True)
    if not results:
        console.print(_NOTHING(language))
    for result in results:
        shown = {"keep": names[result.keep], "gone": names[result.gone], "key": result.key}
        console.print(escape(_MERGED(language, shown)), style="green")
        for line in _set_aside(result, language):
            console.print(f"  {escape(line)}")


def _set_aside(result: MergeResult, language: Language) -> list[str]:
    from carnet.catalog import SECRET_COLUMNS
    from carnet.stages.survivorship import REASONS

    return [
        _ASIDE(
            language,
            {
                "field": one.field,
                "reason": REASONS[one.reason](language),
                "value": "•••" if one.field in SECRET_COLUMNS else one.value or "",
                "other": "•••" if one.field in SECRET_COLUMNS else one.other,
            },
        )
        for one in result.chosen
        if one.other is not None
    ]


def held_apart(pair: int, language: Language, json_: bool) -> None:
    """A pair was decided to be two contacts."""
    if json_:
        print(json.dumps({"separate": [pair]}))
        return
    print(_APART(language, {"pair": pair}))
