"""A firm's desk: a real embedded book, files to import into it, and what it shows afterwards."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carnet.choices import Choices
from carnet.contract import CARD, Contents, Options, Plan
from carnet.language import Language
from carnet.pipeline import Timings, make_plan
from carnet.writers import export
from carnet.writers.corrections import write_corrections
from tests.support.documents import document

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

_OF_THE_PATH = {field.name for field in fields(Choices)}
_BEGINNINGS: dict[
    str, tuple[Plan, tempfile.TemporaryDirectory[str]]
] = {}  # with the sheets that a plan reads
_NOT_SEEN = {"id", "key", "contact", "organization_contact"}


class Desk:
    """One firm's book and a folder for its files."""

    def __init__(self, book: FirmBook, folder: Path) -> None:
        self.book = book
        self.folder = folder
        self.last = ""  # the key of the import applied last
        self.told: dict[str, Any] = {}  # the JSON document of the run before

    def file(self, name: str, text: str | bytes) -> Path:
        """A file with these contents."""
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def plan(self, *paths: Path, report: Path | None = None, apply: bool = False, **choices: Any) -> Plan:
        """The plan that files make of the book; choices are those of Options and Choices."""
        from carnet.book.actions.apply_import import apply as apply_import

        with tempfile.TemporaryDirectory() as scratch:
            plan = make_plan(list(paths), _chosen(choices), self.book, Path(scratch), Timings())
            key = apply_import(self.book, plan, user="tests").key if apply else None
            self.last = key or self.last
            self.told = document(plan, key)
            if report:
                write_corrections(report, plan, key, Language.EN)
        return plan

    def take(self, *paths: Path, **choices: Any) -> Plan:
        """Import files: the plan, applied."""
        return self.plan(*paths, apply=True, **choices)

    def take_text(self, text: str, name: str = "list.csv", **choices: Any) -> Plan:
        """Import one file with these contents."""
        return self.take(self.file(name, text), **choices)

    def begin(self, text: str, name: str = "list.csv", **choices: Any) -> None:
        """Import a file into the book, which is empty yet: the plan is made once for all that begin so."""
        from carnet.book.actions.apply_import import apply as apply_import

        key = repr((name, text, sorted(choices.items())))
        if key not in _BEGINNINGS:
            scratch = tempfile.TemporaryDirectory()
            path = Path(scratch.name, name)
            path.write_text(text, encoding="utf-8")
            plan = make_plan([path], _chosen(choices), self.book, path.parent, Timings())
            _BEGINNINGS[key] = plan, scratch
        plan, _ = _BEGINNINGS[key]
        self.last = apply_import(self.book, plan, user="tests").key or self.last
        self.told = document(plan, self.last)

    def forget_sheets(self) -> None:
        """Let no sheet be known as imported before: contacts must tell who they are, as in a new export."""
        from carnet.book.models import ImportSheet

        ImportSheet.objects.using(self.book.using).update(digest="")

    def export(self, to: str, name: str, language: Language = Language.EN) -> tuple[Path, list[str]]:
        """The book as another program's file, and the codes of the notes about it."""
        path = self.folder / name
        contents = self.book.contents()
        contents.set_aside = self.book.set_aside()
        return path, [code for code, _ in export(to, contents, path, language)]

    def shows(self) -> dict[str, dict[str, Any]]:
        """What the book shows of each contact, by name; see seen()."""
        return {contact["name"]: contact for contact in seen(self.book.contents())}


def _chosen(choices: dict[str, Any]) -> Choices:
    of_the_path = {name: value for name, value in choices.items() if name in _OF_THE_PATH}
    options = {name: value for name, value in choices.items() if name not in _OF_THE_PATH}
    return Choices(**{"everywhere": Options(**options), **of_the_path})


def seen(contents: Contents) -> list[dict[str, Any]]:
    """The contacts as a person sees them: no ids, no empty values, in no order that depends on ids."""
    names = dict(contents.contacts.select("id", "name").iter_rows())
    cards: dict[int, list[dict[str, Any]]] = {}
    for card in contents.cards.iter_rows(named=True):
        values = {name: card[name] for name in ("primary", *CARD.names())}
        values["linked"] = names.get(card["organization_contact"])
        cards.setdefault(card["contact"], []).append(_filled(values))
    members: dict[int, list[str]] = {}
    for group, member in contents.members.iter_rows():
        members.setdefault(group, []).append(names[member])
    found = []
    for contact in contents.contacts.iter_rows(named=True):
        values = {name: value for name, value in contact.items() if name not in _NOT_SEEN}
        values["custom"] = {one["name"]: one["value"] for one in contact["custom"] or ()}
        values["cards"] = cards.get(contact["id"])
        values["members"] = sorted(members.get(contact["id"], ()))
        found.append(_filled(values))
    return sorted(found, key=repr)


def _filled(value: Any) -> Any:
    """Without empty values, at any depth."""
    if isinstance(value, dict):
        return {key: _filled(item) for key, item in value.items() if item not in (None, [], "", {}, False)}
    if isinstance(value, list):
        return [_filled(item) for item in value]
    return value


def codes(plan: Plan) -> list[str]:
    """The codes of a plan's findings, in order."""
    return plan.findings["code"].to_list()


def assert_changes_nothing(plan: Plan) -> None:
    """The files of a plan have nothing that the book does not have."""
    counts = plan.counts
    assert (counts["create"], counts["update"], counts["link"], counts["review"]) == (0, 0, 0, 0)
    assert counts["skip"] == plan.contacts.height
    assert plan.changes.height == 0
    assert plan.balance.stored == 0


def table(rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    """Rows as csv text."""
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return held.getvalue()
