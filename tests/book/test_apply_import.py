"""A plan is applied whole or not at all, and the book then says what the plan said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest

from carnet.contract import CarnetError, Disposition, SourceFile
from carnet.findings import FINDINGS
from tests.support.book_plans import Card, PlanMaker, Wish, keys

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook
    from tests.conftest import Opens

ODD = 'Zoë "Zed" O\'Neil\\n\t\u2028\x01 \\. 100% %s 🦘'
PHONE = {"label": "mobile", "number": "+61491570156", "extension": None}
ADDRESS = {
    "label": "mailing", "line": "1 Rue de l'Été\nApt 2", "city": "Québec", "region": "QC",
    "postal_code": "G1R 1A1", "country": "CA",
}  # fmt: skip


def applied(book: FirmBook, folder: Path, *wishes: Wish) -> str:
    from carnet.book.actions.apply_import import apply

    return apply(book, PlanMaker(book, folder).plan(*wishes), user="Léa").key


def test_the_book_holds_what_the_plan_said_to_the_letter(book: FirmBook, tmp_path: Path) -> None:
    card = {
        "works_at": "Blue Gum", "role": ODD, "emails": ["zoe@example.com", ODD], "phones": [PHONE],
        "addresses": [ADDRESS], "websites": ["https://bluegum.example"],
        "social": [{"network": "linkedin", "value": ODD}],
    }  # fmt: skip
    values = {
        "first_name": "Zoë", "last_name": ODD, "description": "two\nlines", "accounting.legal_name": ODD,
        "accounting.tax_id": "12-3456789", "custom.Shoe size": ODD,
    }  # fmt: skip
    applied(
        book, tmp_path,
        Wish(ODD, values=values, cards=[card, {"emails": ["second@example.com"]}]),
        Wish("Blue Gum", "organization", cards=[{}]),
        Wish("Family", "client_group", members=[ODD]),
    )  # fmt: skip
    contents = book.contents()
    person = contents.contacts.row(by_predicate=pl.col("name") == ODD, named=True)
    assert {name: person[name] for name in values if not name.startswith("custom")} == {
        name: value for name, value in values.items() if not name.startswith("custom")
    }
    assert person["custom"] == [{"name": "Shoe size", "value": ODD}]
    first, second = contents.cards.filter(pl.col("contact") == person["id"]).to_dicts()
    organization = contents.contacts.row(by_predicate=pl.col("name") == "Blue Gum", named=True)
    assert (first["primary"], second["primary"]) == (True, False)
    assert first["organization_contact"] == organization["id"]
    assert first["organization"] == "Blue Gum"
    shown = ("role", "emails", "phones", "addresses", "websites", "social")
    assert {name: first[name] for name in shown} == {name: card[name] for name in shown}
    group = contents.contacts.row(by_predicate=pl.col("kind") == "client_group", named=True)
    assert contents.members.rows() == [(group["id"], person["id"])]


def test_contents_of_some_contacts_are_theirs_alone(book: FirmBook, tmp_path: Path) -> None:
    applied(book, tmp_path, Wish("Ana", cards=[{"emails": ["ana@example.com"]}]), Wish("Ben", cards=[{}]))
    ana = book.contents().contacts.filter(pl.col("name") == "Ana")["id"]
    some = book.contents(ana)
    assert some.contacts["name"].to_list() == ["Ana"]
    assert some.cards["emails"].to_list() == [["ana@example.com"]]
    assert book.contents(pl.Series([], dtype=pl.Int64)).contacts.height == 0


def test_a_nul_character_is_kept_visibly_on_both_engines(book: FirmBook, tmp_path: Path) -> None:
    applied(book, tmp_path, Wish("A\x00B", values={"accounting.legal_name": "C\x00D"}))
    contact = book.contents().contacts.row(0, named=True)
    assert (contact["name"], contact["accounting.legal_name"]) == ("A␀B", "C␀D")
    odd = keys(*((kind, "A\x00B") for kind in ("name", "contact_key", "source_row", "email", "registration")))
    assert book.find(odd).height == 0


def test_contacts_are_found_by_each_kind_of_key(book: FirmBook, tmp_path: Path) -> None:
    maker = PlanMaker(book, tmp_path, rows={7: ("Ana", "ana@example.com", None)})
    from carnet.book.actions.apply_import import apply

    values = {
        "first_name": "Ana",
        "last_name": "Roy",
        "client_identifier": "C-1",
        "accounting.tax_id": "12-3456789",
    }
    wish = Wish("Ana Roy", values=values, cards=[{"emails": ["Ana@Example.com"]}], row=7)
    result = apply(book, maker.plan(wish), user="Léa")
    contact = book.contents().contacts.row(0, named=True)
    wanted = keys(
        ("name", "person:ana roy"),
        ("identifier", "c-1"),
        ("registration", "accounting.tax_id:123456789"),
        ("email", "ana@example.com"),
        ("contact_key", contact["key"]),
        ("source_row", f"{result.key}/0/7"),
        ("source_row", f"{result.key}/0/8"),
        ("source_row", "no such form"),
        ("email", "other@example.com"),
        ("name", "ana@example.com"),
    )
    found = book.find(wanted)
    assert found["book_id"].unique().to_list() == [contact["id"]]
    assert sorted(found["contact"]) == [0, 1, 2, 3, 4, 5]
    assert found.schema == {**wanted.schema, "book_id": pl.Int64}


def test_a_plan_made_before_another_change_is_refused_and_changes_nothing(
    book: FirmBook, tmp_path: Path
) -> None:
    from carnet.book.actions.apply_import import apply

    maker = PlanMaker(book, tmp_path)
    stale = maker.plan(Wish("Late"))
    applied(book, tmp_path, Wish("First"))
    before = book.digest()
    with pytest.raises(CarnetError) as refused:
        apply(book, stale, user="Léa")
    assert refused.value.code == "plan.stale"
    assert book.digest() == before
    assert len(book.history()) == 1


def test_an_update_changes_what_the_plan_names_and_nothing_else(book: FirmBook, tmp_path: Path) -> None:
    values = {"first_name": "Ana", "description": "keep", "accounting.tax_id": "111", "custom.Hat": "7"}
    cards: list[Card] = [{"works_at": "Org", "emails": ["a@example.com"]}, {"emails": ["b@example.com"]}]
    applied(book, tmp_path, Wish("Ana", values=values, cards=cards), Wish("Org", "organization"))
    changes = {"first_name": "Anna", "accounting.tax_id": "222", "custom.Shoe": "43"}
    new_cards: list[Card] = [
        {"replaces": 0, "organization": "Org", "emails": ["a@example.com", "c@example.com"]},
        {"emails": ["d@example.com"]},
    ]
    applied(book, tmp_path, Wish("Ana", update=True, values=changes, cards=new_cards))
    contents = book.contents()
    ana = contents.contacts.row(by_predicate=pl.col("name") == "Ana", named=True)
    assert (ana["first_name"], ana["description"], ana["accounting.tax_id"]) == ("Anna", "keep", "222")
    assert ana["custom"] == [{"name": "Hat", "value": "7"}, {"name": "Shoe", "value": "43"}]
    held = contents.cards.filter(pl.col("contact") == ana["id"])
    assert held["emails"].to_list() == [
        ["a@example.com", "c@example.com"],
        ["b@example.com"],
        ["d@example.com"],
    ]
    assert held["organization_contact"].null_count() == 2, "the replaced card still belongs to Org"


def test_a_contact_is_found_by_its_new_identifier_and_not_by_the_old_one(
    book: FirmBook, tmp_path: Path
) -> None:
    applied(book, tmp_path, Wish("Ana", values={"client_identifier": "OLD"}))
    applied(book, tmp_path, Wish("Ana", update=True, values={"client_identifier": "NEW"}))
    found = book.find(keys(("identifier", "old"), ("identifier", "new")))
    assert found["value"].to_list() == ["new"]


def test_no_firm_sees_another_firms_contacts(opens: Opens, tmp_path: Path) -> None:
    from carnet.book.actions.apply_import import apply

    one, other = opens("One"), opens("Other")
    maker = PlanMaker(one, tmp_path, rows={2: ("Ana", "ana@example.com", "43")}, ledger={2: (1, 1, 3)})
    wish = Wish("Ana", values={"client_identifier": "1"}, cards=[{"emails": ["a@example.com"]}], row=2)
    plan = maker.plan(wish, mappings={"shape": {"Name": "contact.name"}})
    key = apply(one, plan, user="Léa").key
    contact = one.contents().contacts.row(0, named=True)
    wanted = keys(
        ("email", "a@example.com"), ("identifier", "1"), ("contact_key", contact["key"]),
        ("source_row", f"{key}/0/2"),
    )  # fmt: skip
    ids = pl.Series([contact["id"]])
    assert one.find(wanted).height == 4
    assert other.find(wanted).height == 0
    applied(other, tmp_path, Wish("Ben"))
    assert other.find(wanted).height == 0
    assert other.contents(ids).contacts.height == other.contents(ids).cards.height == 0
    assert other.set_aside(ids).height == 0
    assert other.contents().contacts["name"].to_list() == ["Ben"]
    assert other.remembered("shape") == {}
    assert one.remembered("shape") == {"Name": "contact.name"}
    assert [entry.key for entry in other.history()] != [key]
    for asked in (
        lambda: other.history(key),
        lambda: other.provenance(contact["key"]),
        lambda: undone(other, key),
    ):
        with pytest.raises(CarnetError):
            asked()
    assert one.contents().contacts.height == 1


def undone(book: FirmBook, key: str) -> None:
    from carnet.book.actions.undo_import import undo

    undo(book, key, user="Léa")


def test_every_cell_of_a_contacts_rows_is_kept_with_what_became_of_it(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.apply_import import apply

    rows = {2: ("Ana", "ana@example.com", " 43 "), 5: ("Ben", None, "44"), 9: ("total", None, "2")}
    stored, aside = Disposition.STORED, Disposition.SET_ASIDE
    ledger = {2: (stored, stored, aside), 5: (stored, 0, aside), 9: (aside, 0, aside)}
    maker = PlanMaker(book, tmp_path, rows=rows, ledger=ledger)
    key = apply(book, maker.plan(Wish("Ana", row=2), Wish("Ben", row=5)), user="Léa").key
    contacts = {contact["name"]: contact for contact in book.contents().contacts.to_dicts()}
    ana, ben = contacts["Ana"], contacts["Ben"]
    cells = [
        (cell.batch, cell.row, cell.column, cell.value, cell.field, cell.fate)
        for cell in book.provenance(ana["key"])
    ]
    assert cells == [
        (key, 2, "Name", "Ana", "contact.name", stored),
        (key, 2, "Email", "ana@example.com", "person.email", stored),
        (key, 2, "Shoe size", " 43 ", None, aside),
    ]
    assert book.set_aside().rows() == [
        (ana["id"], "clients.csv", "clients", 2, "Shoe size", " 43 "),
        (ben["id"], "clients.csv", "clients", 5, "Shoe size", "44"),
    ]  # fmt: skip


def test_a_cell_that_was_set_aside_is_listed_once_though_its_row_gave_two_contacts(
    book: FirmBook, tmp_path: Path
) -> None:
    from carnet.book.actions.apply_import import apply

    aside = Disposition.SET_ASIDE
    maker = PlanMaker(book, tmp_path, rows={2: ("Ana", None, "43")}, ledger={2: (1, 0, aside)})
    apply(book, maker.plan(Wish("Ana", row=2), Wish("Her spouse", row=2)), user="Léa")
    ids = {contact["name"]: contact["id"] for contact in book.contents().contacts.to_dicts()}
    assert book.set_aside()["contact"].to_list() == [ids["Ana"]]
    assert book.set_aside(pl.Series([ids["Her spouse"]])).height == 0


def test_raw_rows_and_tax_numbers_cannot_be_read_in_the_database(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.apply_import import apply

    secret = "987654321"
    maker = PlanMaker(book, tmp_path, rows={2: ("Ana", "ana@example.com", secret)})
    apply(book, maker.plan(Wish("Ana", values={"accounting.tax_id": secret}, row=2)), user="Léa")
    applied(book, tmp_path, Wish("Ana", update=True, values={"accounting.tax_id": "87654321"}))
    with book.cursor() as cursor:
        for table in ("contact", "lookup", "sourcerows", "change", "import", "card"):
            cursor.execute(f"SELECT * FROM book_{table}")
            for row in cursor.fetchall():
                assert "87654321" not in "".join(
                    bytes(cell).decode("latin-1") if isinstance(cell, bytes | memoryview) else str(cell)
                    for cell in row
                )


def test_a_file_whose_name_is_no_text_can_be_imported(book: FirmBook, tmp_path: Path) -> None:
    from dataclasses import replace

    from carnet.book.actions.apply_import import apply

    plan = PlanMaker(book, tmp_path).plan(Wish("Ana"))
    plan.files = (replace(SourceFile("clients.csv", "csv", ()), path="caf\udce9.csv"),)
    key = apply(book, plan, user="Léa").key
    assert book.history(key)[0].files == ["caf\ufffd.csv"]


def test_a_ledger_that_does_not_fit_its_sheet_is_never_stored(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.apply_import import apply

    plan = PlanMaker(book, tmp_path, rows={2: ("Ana", None, None)}).plan(Wish("Ana", row=2))
    plan.sheets[0].ledger = np.vstack([plan.sheets[0].ledger] * 2)
    with pytest.raises(AssertionError):
        apply(book, plan, user="Léa")
    assert book.history() == []


def test_findings_come_back_as_they_were(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.apply_import import apply

    plan = PlanMaker(book, tmp_path).plan(Wish("Ana"))
    row = (0, 2, 1, "email.invalid", "ana@", None, "ana@")
    plan.findings = pl.DataFrame([row], schema=FINDINGS, orient="row")
    assert book.findings(apply(book, plan, user="Léa").key).rows() == [row]
