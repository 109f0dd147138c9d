"""Runs of the whole path without a database, and what came out of them in a form that reads like the book."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from carnet.catalog import RECORD_COLUMNS
from carnet.choices import Choices
from carnet.contract import CARD, WORK_VALUES, Options, Plan
from carnet.language import Language
from carnet.pipeline import Timings, make_plan
from carnet.pipeline.no_book import NoBook
from tests.support.documents import document


@contextmanager
def planned(paths: Sequence[Path], **choices: Any) -> Iterator[Plan]:
    """The plan of files against an empty book; choices are those of Options."""
    with tempfile.TemporaryDirectory() as scratch:
        yield make_plan(paths, Choices(Options(**choices)), NoBook(), Path(scratch), Timings())


def told(paths: Sequence[Path], **choices: Any) -> dict[str, Any]:
    """The JSON document of a check, with the records beside it."""
    with planned(paths, **choices) as plan:
        return {**document(plan, None, Language.EN), "contacts": records(plan), "work": work_items(plan)}


def told_of(folder: Path, text: str | bytes, name: str = "list.csv", **choices: Any) -> dict[str, Any]:
    """The same for one file with the given contents."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return told([path], **choices)


def records(plan: Plan) -> list[dict[str, Any]]:
    """The contacts of a plan, each with its cards and members, empty values left out."""
    names = dict(plan.contacts.select("contact", "name").iter_rows())
    cards: dict[int, list[dict[str, Any]]] = {}
    for card in plan.cards.iter_rows(named=True):
        cards.setdefault(card["contact"], []).append(_filled({key: card[key] for key in CARD.names()}))
    members: dict[int, list[str]] = {}
    for group, member in plan.members.iter_rows():
        members.setdefault(group, []).append(names[member])
    found = []
    for contact in plan.contacts.iter_rows(named=True):
        fields = {key: contact.get(key) for key in ("kind", *RECORD_COLUMNS, "custom")}
        number = contact["contact"]
        found.append(_filled({**fields, "cards": cards.get(number), "members": members.get(number)}))
    return found


def work_items(plan: Plan) -> list[dict[str, Any]]:
    """The work items of a plan, each with its client's name, empty values left out."""
    shown = {"client": "client_name", **{name: name for name in ("key", *WORK_VALUES)}}
    return [
        _filled({name: item[column] for name, column in shown.items()})
        for item in plan.work.iter_rows(named=True)
    ]


def _filled(value: Any) -> Any:
    """Without empty values, at any depth."""
    if isinstance(value, dict):
        return {key: _filled(item) for key, item in value.items() if item not in (None, [], "")}
    if isinstance(value, list):
        return [_filled(item) for item in value]
    return value
