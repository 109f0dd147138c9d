"""The book at a glance counts what the book holds, no more and no less, and follows each change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from carnet.contract import Disposition, Kind
from tests.support.book_plans import PlanMaker, Wish

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook
    from carnet.book.listing import Overview
    from tests.conftest import Opens

IN_MARCH, IN_MAY = (datetime(2026, month, 15, 12, tzinfo=UTC) for month in (3, 5))
ALBANY = {
    "label": "home",
    "city": "Albany",
    "country": "US",
    **dict.fromkeys(("line", "region", "postal_code")),
}
PEOPLE = (
    Wish("Zoé", values={"client_owner": "Marc"}, cards=[{"emails": ["zoe@example.com"]}], row=2),
    Wish("Ana", cards=[{"addresses": [ALBANY]}], row=3),
    Wish("Œuvres d'Été", "organization", values={"client_identifier": "OE-1"}, row=4),
    Wish("Famille", "client_group", members=["Zoé"], row=5),
)  # fmt: skip
TOLD = [("email.invalid", 2), ("email.invalid", 3), ("phone.no_number", 3)]


def glance(book: FirmBook, folder: Path) -> Overview:
    """The overview of a listing that read the book just now."""
    from carnet.book.listing import Listing

    found = Listing(book, folder / "cache").overview()
    assert found is not None
    return found


def imported(book: FirmBook, folder: Path, *wishes: Wish) -> str:
    """Import contacts, of which the import finds TOLD; its key."""
    from carnet.book.actions.apply_import import apply
    from carnet.findings import FINDINGS

    maker = PlanMaker(book, folder, rows=dict.fromkeys(range(2, 6), ("Name", "x@", "43")),
                      ledger=dict.fromkeys(range(2, 6), (Disposition.STORED,) * 3))  # fmt: skip
    told = [{"sheet": 0, "row": row, "column": 1, "code": code} for code, row in TOLD]
    plan = replace(maker.plan(*wishes), findings=pl.DataFrame(told, schema=FINDINGS))
    return apply(book, plan, user="Léa").key


def test_the_numbers_are_those_of_the_book(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.edit_contact import archive, create
    from carnet.book.actions.keep_duplicates import add
    from carnet.book.models import Change, Contact, Import

    imported(book, tmp_path, *PEOPLE)
    Import.objects.using(book.using).filter(firm_id=book.firm).update(created=IN_MARCH)
    create(book, Kind.PERSON, {"name": "By Hand"}, user="Marc")
    typed = Contact.objects.using(book.using).get(firm_id=book.firm, name="By Hand")
    Change.objects.using(book.using).filter(contact=typed).update(at=IN_MAY)
    archive(book, create(book, Kind.PERSON, {"name": "Put Away"}, user="Marc"), user="Marc")
    ids = dict(book.contents().contacts.select("name", "id").iter_rows())
    pairs: dict[str, Any] = {
        "a": [ids["Zoé"], ids["Zoé"], ids["Ana"]], "b": [ids["Ana"], ids["By Hand"], ids["By Hand"]],
        "probability": [0.95, 0.94, 0.5], "evidence": [None, None, None],
    }  # fmt: skip
    with book.writing() as cursor:
        add(book, cursor, pl.DataFrame(pairs, schema_overrides={"evidence": pl.String}), batch=None)
    seen = glance(book, tmp_path)
    assert (seen.contacts, seen.archived) == (5, 1)
    assert seen.kinds == {"person": 3, "organization": 1, "client_group": 1}
    assert seen.countries == (("", 4), ("US", 1))
    assert seen.months == {
        (2026, 3): {"person": 2, "organization": 1, "client_group": 1}, (2026, 5): {"person": 1},
    }  # fmt: skip
    none = dict.fromkeys(seen.kinds, 0)
    assert seen.filled == {
        "email": none | {"person": 1}, "phone": none, "address": none | {"person": 1},
        "client_identifier": none | {"organization": 1}, "contact_type": none,
        "client_owner": none | {"person": 1}, "client_manager": none,
    }  # fmt: skip
    assert (seen.flagged, seen.rules) == (2, (("email.invalid", 2), ("phone.no_number", 1)))
    assert seen.pairs == (1, 1, 1)


def test_the_numbers_follow_an_edit_a_decision_and_an_undo(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.edit_contact import edit
    from carnet.book.actions.keep_duplicates import add, decide
    from carnet.book.actions.undo_import import undo
    from carnet.book.listing import Listing

    kept = imported(book, tmp_path, *PEOPLE)
    gone = imported(book, tmp_path, Wish("Ben", row=2), Wish("Ben Second", row=3))
    ids = dict(book.contents().contacts.select("name", "id").iter_rows())
    pair = {"a": [ids["Zoé"]], "b": [ids["Ana"]], "probability": [0.9], "evidence": ["[]"]}
    with book.writing() as cursor:
        add(book, cursor, pl.DataFrame(pair), batch=None)
    shown = Listing(book, tmp_path / "cache")

    def now() -> Overview:
        found = shown.overview()
        assert found is not None
        return found

    assert (now().contacts, now().rules[0], now().pairs) == (6, ("email.invalid", 4), (0, 1, 0))
    assert now() is now(), "it is made once a revision"
    edit(book, book.contents().contacts["key"][0], {"contact_type": "Client"}, user="Marc")
    assert now().filled["contact_type"]["person"] == 1
    decide(book, book.duplicates()[0].id, "separate", user="Marc")
    assert now().pairs == (0, 0, 0)
    undo(book, gone, user="Marc")
    assert (now().contacts, now().rules[0]) == (4, ("email.invalid", 2))
    undo(book, kept, user="Marc")
    assert now().rules == ()


def test_the_numbers_of_a_large_book_come_when_it_is_read(
    book: FirmBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from carnet.book.listing import Listing

    imported(book, tmp_path, *PEOPLE)
    monkeypatch.setattr("carnet.book.listing.listing._AT_ONCE", 1)
    shown = Listing(book, tmp_path / "cache")
    assert shown.overview() is None
    shown.wait()
    seen = shown.overview()
    assert seen is not None
    assert (seen.contacts, shown.progress) == (4, 1.0)


def test_no_number_counts_another_firms_contacts(opens: Opens, tmp_path: Path) -> None:
    one, two = opens("One"), opens("Two")
    imported(one, tmp_path, *PEOPLE)
    seen = glance(two, tmp_path)
    assert (seen.contacts, seen.archived, seen.flagged) == (0, 0, 0)
    assert (seen.kinds, seen.countries, seen.months, seen.rules, seen.pairs) == ({}, (), {}, (), (0, 0, 0))
    assert glance(one, tmp_path).contacts == 4
