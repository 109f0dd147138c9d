"""An undone import leaves the book as if it had never been, but for what people edited since."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from carnet.contract import CarnetError
from tests.support.book_plans import Card, PlanMaker, Wish, keys

if TYPE_CHECKING:
    from carnet.book.actions.undo_import import UndoResult
    from carnet.book.firm_book import FirmBook


def applied(book: FirmBook, folder: Path, *wishes: Wish) -> str:
    from carnet.book.actions.apply_import import apply

    return apply(book, PlanMaker(book, folder).plan(*wishes), user="Léa").key


def undone(book: FirmBook, key: str) -> UndoResult:
    from carnet.book.actions.undo_import import undo

    return undo(book, key, user="Marc")


def edited(book: FirmBook, name: str, **values: str | None) -> None:
    from carnet.book.actions.edit_contact import edit

    edit(book, key_of(book, name), values, user="Marc")


def key_of(book: FirmBook, name: str) -> str:
    return str(book.contents().contacts.row(by_predicate=pl.col("name") == name, named=True)["key"])


def names(book: FirmBook) -> list[str]:
    return sorted(book.contents().contacts["name"])


def rows_in(book: FirmBook, table: str) -> int:
    """Rows that belong to the firm, through the row that owns them, and rows that nothing owns."""
    owner = {
        "card": "contact",
        "lookup": "contact",
        "member": "group",
        "change": "contact",
    }
    with book.cursor() as cursor:
        if table in {"sourcerows", "sourcelinks"}:
            cursor.execute(
                f"""SELECT count(*) FROM book_{table} r JOIN book_importsheet s ON s.id = r.sheet_id
                JOIN book_import i ON i.id = s.batch_id WHERE i.firm_id = %s""",
                [book.firm],
            )
        else:
            cursor.execute(
                f"""SELECT count(*) FROM book_{table} t
                LEFT JOIN book_contact c ON c.id = t.{owner[table]}_id
                WHERE c.firm_id = %s OR c.id IS NULL""",
                [book.firm],
            )
        return int(cursor.fetchone()[0])


KEPT_TABLES = ("card", "lookup", "sourcelinks", "member", "change", "sourcerows")


def test_an_undone_import_leaves_nothing_behind(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.apply_import import apply

    before = book.digest()
    maker = PlanMaker(book, tmp_path, rows={2: ("Ana", "ana@example.com", "43")}, ledger={2: (1, 1, 3)})
    plan = maker.plan(
        Wish("Ana", cards=[{"works_at": "Org", "emails": ["ana@example.com"]}], row=2),
        Wish("Org", "organization", cards=[{}]),
        Wish("Family", "client_group", members=["Ana", "Org"]),
    )
    key = apply(book, plan, user="Léa").key
    assert book.digest() != before
    result = undone(book, key)
    assert (result.counts["contacts"], result.kept) == (3, [])
    assert book.digest() == before
    assert {table: rows_in(book, table) for table in KEPT_TABLES} == dict.fromkeys(KEPT_TABLES, 0)
    assert book.history(key)[0].undone_by == "Marc"


def test_updated_values_and_cards_are_as_before(book: FirmBook, tmp_path: Path) -> None:
    values = {
        "first_name": "Ana", "client_identifier": "A1", "accounting.legal_name": "Ana Ltd",
        "accounting.tax_id": "111", "custom.Hat": "7", "custom.Shoe": "43",
    }  # fmt: skip
    cards: list[Card] = [{"works_at": "Org", "emails": ["a@example.com"]}, {"emails": ["b@example.com"]}]
    applied(book, tmp_path, Wish("Ana", values=values, cards=cards), Wish("Org", "organization"))
    before, lookups = book.digest(), live_lookups(book)
    changes = {
        "first_name": "Anna", "client_identifier": "A2", "accounting.legal_name": None,
        "accounting.tax_id": "222", "accounting.trading_name": "Ana's", "custom.Hat": "8", "custom.Belt": "M",
    }  # fmt: skip
    new_cards: list[Card] = [{"replaces": 0, "emails": ["c@example.com"]}, {"emails": ["d@example.com"]}]
    key = applied(book, tmp_path, Wish("Ana", update=True, values=changes, cards=new_cards))
    assert book.digest() != before
    assert live_lookups(book) != lookups
    result = undone(book, key)
    assert result.kept == []
    assert (result.counts["values"], result.counts["cards"]) == (7, 2)
    assert book.digest() == before
    assert live_lookups(book) == lookups


def live_lookups(book: FirmBook) -> list[tuple[str, str]]:
    with book.cursor() as cursor:
        cursor.execute("SELECT kind, value FROM book_lookup WHERE firm_id = %s AND NOT retired", [book.firm])
        return sorted((kind, value) for kind, value in cursor.fetchall())


def test_a_contact_that_a_person_edited_stays_whole_and_its_edits_are_listed(
    book: FirmBook, tmp_path: Path
) -> None:
    from carnet.book.actions.apply_import import apply

    maker = PlanMaker(
        book,
        tmp_path,
        rows={2: ("Ana", None, "43"), 3: ("Ben", None, "44")},
        ledger={2: (1, 0, 3), 3: (1, 0, 3)},
    )
    wishes = [
        Wish("Ana", values={"description": "from the file"}, cards=[{"works_at": "Org"}], row=2),
        Wish("Ben", row=3),
        Wish("Org", "organization"),
    ]
    key = apply(book, maker.plan(*wishes), user="Léa").key
    edited(book, "Ana", preferred_name="Ana-Marie", **{"accounting.tax_id": "12-3456789"})
    result = undone(book, key)
    assert names(book) == ["Ana"]
    assert [(kept.name, kept.kind, kept.field, kept.value, kept.who) for kept in result.kept] == [
        ("Ana", "person", "preferred_name", "Ana-Marie", "Marc"),
        ("Ana", "person", "accounting.tax_id", "•••", "Marc"),
    ]
    assert all(kept.when is not None for kept in result.kept)
    contact = book.contents().contacts.row(0, named=True)
    assert (contact["description"], contact["accounting.tax_id"]) == ("from the file", "12-3456789")
    assert book.contents().cards["organization"].to_list() == ["Org"]
    assert [cell.value for cell in book.provenance(contact["key"])] == ["Ana", "43"]


def test_a_value_edited_after_an_update_stays_and_the_others_go_back(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.edit_cards import save_card

    values = {"first_name": "Ana", "description": "old", "custom.Hat": "7"}
    cards: list[Card] = [{"emails": ["a@example.com"]}, {"emails": ["b@example.com"]}]
    applied(book, tmp_path, Wish("Ana", values=values, cards=cards))
    changes = {"first_name": "Anna", "description": "new", "custom.Hat": "8"}
    new_cards: list[Card] = [
        {"replaces": 0, "emails": ["c@example.com"]},
        {"replaces": 1, "emails": ["d@example.com"]},
    ]
    key = applied(book, tmp_path, Wish("Ana", update=True, values=changes, cards=new_cards))
    edited(book, "Ana", description="Marc's", **{"custom.Hat": "9"})
    second = book.contents().cards["id"][1]
    save_card(book, key_of(book, "Ana"), {"role": "Director"}, user="Marc", card=second)
    result = undone(book, key)
    assert sorted((kept.field, kept.who) for kept in result.kept) == [
        ("card", "Marc"), ("custom.Hat", "Marc"), ("description", "Marc"),
    ]  # fmt: skip
    assert next(kept.value for kept in result.kept if kept.field == "card") == "Director, d@example.com"
    contents = book.contents()
    contact = contents.contacts.row(0, named=True)
    assert (contact["first_name"], contact["description"]) == ("Ana", "Marc's")
    assert contact["custom"] == [{"name": "Hat", "value": "9"}]
    assert contents.cards.select("emails", "role").rows() == [
        (["a@example.com"], None),
        (["d@example.com"], "Director"),
    ]


def test_a_value_edited_back_to_what_the_import_wrote_goes_back(book: FirmBook, tmp_path: Path) -> None:
    applied(book, tmp_path, Wish("Ana", values={"description": "old"}))
    before = book.digest()
    key = applied(book, tmp_path, Wish("Ana", update=True, values={"description": "new"}))
    edited(book, "Ana", description="between")
    edited(book, "Ana", description="new")
    assert undone(book, key).kept == []
    assert book.digest() == before


def test_imports_undone_out_of_order_leave_nothing_either(book: FirmBook, tmp_path: Path) -> None:
    applied(
        book,
        tmp_path,
        Wish("Ana", values={"description": "0", "accounting.tax_id": "0"}, cards=[{"role": "0"}]),
    )
    before, lookups = book.digest(), live_lookups(book)
    changes = [{"description": str(step), "accounting.tax_id": str(step)} for step in (1, 2)]
    first = applied(
        book, tmp_path,
        Wish("Ana", update=True, values=changes[0], cards=[{"replaces": 0, "role": "1"}, {"role": "new 1"}]),
        Wish("Ben", values={"client_identifier": "B"}),
    )  # fmt: skip
    second = applied(
        book, tmp_path,
        Wish("Ana", update=True, values=changes[1],
             cards=[{"replaces": 0, "role": "2"}, {"replaces": 1, "role": "new 2"}]),
        Wish("Ben", update=True, values={"description": "B"}),
    )  # fmt: skip
    result = undone(book, first)
    assert {(kept.name, kept.field, kept.who) for kept in result.kept} == {
        ("Ana", "description", "Léa"), ("Ana", "accounting.tax_id", "Léa"), ("Ana", "card", "Léa"),
        ("Ben", "description", "Léa"),
    }  # fmt: skip
    assert undone(book, second).kept == []
    assert book.digest() == before
    assert live_lookups(book) == lookups


def test_what_a_later_import_points_at_stays_until_that_import_is_undone_too(
    book: FirmBook, tmp_path: Path
) -> None:
    from carnet.book.actions.apply_import import apply

    before = book.digest()
    first = applied(book, tmp_path, Wish("Org", "organization"), Wish("Ana"), Wish("Ben"))
    maker = PlanMaker(book, tmp_path)
    plan = maker.plan(
        Wish("Org", update=True, values={}), Wish("Ana", update=True, values={}),
        Wish("Zoe", cards=[{"works_at": "Org"}]), Wish("Family", "client_group", members=["Ana"]),
    )  # fmt: skip
    second = apply(book, plan, user="Zed").key
    result = undone(book, first)
    assert sorted((kept.name, kept.field, kept.value, kept.who) for kept in result.kept) == [
        ("Ana", "members", "Family", "Zed"), ("Org", "organization", "Zoe", "Zed"),
    ]  # fmt: skip
    assert names(book) == ["Ana", "Family", "Org", "Zoe"]
    undone(book, second)
    assert names(book) == []
    assert book.digest() == before


def test_an_import_cannot_be_undone_twice_nor_one_that_is_not_there(book: FirmBook, tmp_path: Path) -> None:
    key = applied(book, tmp_path, Wish("Ana"))
    undone(book, key)
    with pytest.raises(CarnetError) as twice:
        undone(book, key)
    with pytest.raises(CarnetError) as unknown:
        undone(book, "nothere")
    assert (twice.value.code, unknown.value.code) == ("import.already_undone", "import.unknown")


def test_a_plan_made_before_an_undo_is_stale(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.apply_import import apply

    key = applied(book, tmp_path, Wish("Ana"))
    plan = PlanMaker(book, tmp_path).plan(Wish("Ben"))
    undone(book, key)
    with pytest.raises(CarnetError, match=r"plan\.stale"):
        apply(book, plan, user="Léa")


def test_undo_does_not_touch_what_is_remembered(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.apply_import import apply

    plan = PlanMaker(book, tmp_path).plan(Wish("Ana"), mappings={"s": {"Nom": "contact.name"}})
    undone(book, apply(book, plan, user="Léa").key)
    assert book.remembered("s") == {"Nom": "contact.name"}


def test_a_key_that_an_edit_made_true_again_is_found(book: FirmBook, tmp_path: Path) -> None:
    applied(book, tmp_path, Wish("Ana", values={"client_identifier": "A"}))
    edited(book, "Ana", client_identifier="B")
    assert book.find(keys(("identifier", "a"))).height == 0
    edited(book, "Ana", client_identifier="A")
    assert book.find(keys(("identifier", "a"), ("identifier", "b")))["value"].to_list() == ["a"]
