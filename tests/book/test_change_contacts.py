"""Many contacts are changed at once: what the preview says and nothing else, and an undo takes it back."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carnet.contract import CarnetError
from tests.book.test_undo_import import applied, edited, key_of, undone
from tests.support.book_plans import Wish
from tests.support.generated import few

if TYPE_CHECKING:
    from carnet.book.actions.change_contacts import ChangeResult
    from carnet.book.bulk import BulkChange, Preview
    from carnet.book.firm_book import FirmBook
    from tests.conftest import Opens

NUMBER = count()


def asked(book: FirmBook, verb: str, field: str = "", value: str = "", group: str = "") -> BulkChange:
    from carnet.book.bulk import BulkChange, Verb

    return BulkChange(Verb(verb), field, value, key_of(book, group) if group else "")


def ids(book: FirmBook) -> pl.Series:
    return book.contents().contacts["id"]


def shown(book: FirmBook, verb: str, **wanted: str) -> Preview:
    from carnet.book.bulk import preview

    return preview(book, ids(book), asked(book, verb, **wanted))


def changed(
    book: FirmBook, verb: str, *, chosen: pl.Series | None = None, revision: int | None = None, **wanted: str
) -> ChangeResult:
    from carnet.book.actions.change_contacts import change_contacts

    which = ids(book) if chosen is None else chosen
    return change_contacts(book, which, asked(book, verb, **wanted), user="Léa", revision=revision)


def filled(book: FirmBook, folder: Path) -> str:
    """Two people, an organization and a group of one of them."""
    return applied(
        book, folder,
        Wish("Ana", values={"client_owner": "Bob", "custom.Hat": "7", "salutation": "Ms"}, cards=[{}]),
        Wish("Ben", values={"client_manager": "Bob"}),
        Wish("Org", "organization", values={"accounting.entity_type": "Partnership"}),
        Wish("Family", "client_group", members=["Ana"]),
    )  # fmt: skip


def told(book: FirmBook, field: str) -> dict[str, Any]:
    """What each contact says in a field."""
    contacts = book.contents().contacts
    values = contacts[field] if field in contacts.columns else [None] * contacts.height
    return dict(zip(contacts["name"], values, strict=True))


@pytest.mark.parametrize(
    ("wanted", "counts"),
    [
        ({"verb": "set", "field": "client_owner", "value": "Bob"}, (3, 1, 0)),
        ({"verb": "set", "field": "client_owner", "value": ""}, (1, 3, 0)),
        ({"verb": "set", "field": "client_manager", "value": " Bob "}, (3, 1, 0)),
        ({"verb": "set", "field": "salutation", "value": "Mr"}, (2, 0, 2)),
        ({"verb": "set", "field": "accounting.entity_type", "value": "LLP"}, (3, 0, 1)),
        ({"verb": "set", "field": "custom.Hat", "value": "7"}, (3, 1, 0)),
        ({"verb": "join", "group": "Family"}, (2, 1, 1)),
        ({"verb": "leave", "group": "Family"}, (1, 3, 0)),
        ({"verb": "archive"}, (4, 0, 0)),
    ],
    ids=str,
)
def test_what_is_done_is_what_the_preview_said_and_an_undo_takes_it_back(
    book: FirmBook, tmp_path: Path, wanted: dict[str, Any], counts: tuple[int, int, int]
) -> None:
    filled(book, tmp_path)
    before, revision = book.digest(), book.revision
    preview = shown(book, **wanted)
    assert (preview.changes, preview.already, preview.unfit) == counts
    assert (book.digest(), book.revision, preview.total) == (before, preview.revision, 4)
    assert len(preview.sample) == preview.changes
    result = changed(book, revision=preview.revision, **wanted)
    assert (result.count, book.revision) == (preview.changes, revision + 1)
    assert book.digest() != before
    assert shown(book, **wanted).changes == 0
    (entry, *_) = book.history()
    assert (entry.key, entry.mode, entry.user, entry.counts) == (
        result.key,
        "edit",
        "Léa",
        {"update": result.count},
    )
    outcome = undone(book, result.key)
    assert (outcome.kept, book.digest()) == ([], before)
    assert sum(outcome.counts.values()) == result.count


def test_values_are_kept_in_their_standard_form_and_a_wrong_one_is_refused(
    book: FirmBook, tmp_path: Path
) -> None:
    filled(book, tmp_path)
    changed(book, "set", field="accounting.financial_year_end_month", value="June")
    assert set(told(book, "accounting.financial_year_end_month").values()) == {"6", None}
    before = book.digest()
    refused: list[tuple[str, dict[str, Any]]] = [
        ("choice.unknown", {"field": "accounting.entity_type", "value": "Frog"}),
        ("contact.field", {"field": "client_identifier", "value": "A1"}),
        ("contact.field", {"field": "accounting.tax_file_number", "value": "123 456 782"}),
        ("contact.field", {"field": "custom.", "value": "x"}),
        ("bulk.nothing", {"field": "client_manager", "value": "Bob"}),
    ]
    for code, wanted in refused:
        chosen = ids(book)[:0] if code == "bulk.nothing" else None
        with pytest.raises(CarnetError) as error:
            changed(book, "set", chosen=chosen, **wanted)
        assert error.value.code == code
    with pytest.raises(CarnetError, match=r"^group\.unknown$"):
        changed(book, "join", group="Ana")
    assert book.digest() == before


def test_a_book_that_moved_on_since_the_preview_is_left_alone(book: FirmBook, tmp_path: Path) -> None:
    filled(book, tmp_path)
    seen = shown(book, "archive")
    edited(book, "Ben", description="new")
    before = book.digest()
    with pytest.raises(CarnetError, match=r"^bulk\.changed$"):
        changed(book, "archive", revision=seen.revision)
    assert book.digest() == before


def test_contacts_of_another_firm_are_neither_changed_nor_groups_of_it_joined(
    opens: Opens, tmp_path: Path
) -> None:
    from carnet.book.bulk import ids_of

    mine, other = opens("Mine"), opens("Other")
    filled(mine, tmp_path)
    filled(other, tmp_path)
    before = other.digest()
    with pytest.raises(CarnetError, match=r"^bulk\.nothing$"):
        changed(mine, "archive", chosen=ids(other))
    assert ids_of(mine, other.contents().contacts["key"].to_list()).height == 0
    assert ids_of(mine, mine.contents().contacts["key"].to_list())["id"].to_list() == ids(mine).to_list()
    from carnet.book.actions.change_contacts import change_contacts

    with pytest.raises(CarnetError, match=r"^group\.unknown$"):
        change_contacts(mine, ids(mine), asked(other, "join", group="Family"), user="Léa")
    assert other.digest() == before


def test_what_was_edited_since_stays_and_is_listed(book: FirmBook, tmp_path: Path) -> None:
    filled(book, tmp_path)
    key = changed(book, "set", field="client_owner", value="Zoe").key
    archived = changed(book, "archive").key
    edited(book, "Ben", client_owner="Max")
    from carnet.book.actions.edit_contact import archive

    archive(book, key_of(book, "Ben"), user="Marc", archived=False)
    assert [(kept.name, kept.field, kept.value) for kept in undone(book, key).kept] == [
        ("Ben", "client_owner", "Max")
    ]
    assert told(book, "client_owner") == {"Ana": "Bob", "Ben": "Max", "Org": None, "Family": None}
    assert [(kept.name, kept.field) for kept in undone(book, archived).kept] == [("Ben", "archived")]
    assert set(told(book, "archived").values()) == {False}


def test_a_merge_made_since_stands_when_the_edit_is_undone(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.merge_contacts import merge

    filled(book, tmp_path)
    key = changed(book, "set", field="contact_type", value="Prospect").key
    made = merge(book, key_of(book, "Ana"), key_of(book, "Ben"), user="Zed").key
    outcome = undone(book, key)
    assert [(kept.name, kept.value) for kept in outcome.kept] == [("Ben", "Prospect")]
    assert told(book, "contact_type") == {"Ana": None, "Org": None, "Family": None}
    undone(book, made)
    assert told(book, "contact_type") == {"Ana": None, "Ben": "Prospect", "Org": None, "Family": None}


def test_a_member_that_left_comes_back_only_with_the_import_that_put_it_there(
    book: FirmBook, tmp_path: Path
) -> None:
    empty = book.digest()
    imported = filled(book, tmp_path)
    left = changed(book, "leave", group="Family").key
    undone(book, imported)
    undone(book, left)
    assert book.digest() == empty


def test_a_contact_and_a_group_deleted_since_are_as_before_the_edit_when_they_are_restored(
    book: FirmBook, tmp_path: Path
) -> None:
    from carnet.book.actions.delete_contacts import delete

    filled(book, tmp_path)
    before = book.digest()
    edits = [
        changed(book, "leave", group="Family").key,
        changed(book, "set", field="contact_type", value="X").key,
    ]
    deleted = delete(book, [key_of(book, "Ana"), key_of(book, "Family")], user="Zed")
    for key in (*edits, deleted):
        undone(book, key)
    assert book.digest() == before


STEP = st.one_of(
    st.tuples(
        st.just("set"), st.sampled_from(["client_owner", "client_manager", "custom.Hat"]),
        st.sampled_from(["", "A", "B"]),
    ),
    st.tuples(st.sampled_from(["join", "leave"]), st.just("group"), st.just("Family")),
    st.tuples(st.sampled_from(["archive", "restore"]), st.just(""), st.just("")),
    st.integers(0, 5),
)  # fmt: skip


@few(5)
@given(steps=st.lists(STEP, min_size=1, max_size=6), some=st.sets(st.integers(0, 3), min_size=1))
@example(steps=[("leave", "group", "Family"), ("join", "group", "Family")], some={0})
def test_undoing_every_edit_in_any_order_restores_the_book(
    opens: Opens, tmp_path: Path, steps: list[Any], some: set[int]
) -> None:
    book = opens(f"Firm {next(NUMBER)}")
    filled(book, tmp_path)
    before = book.digest()
    standing: list[str] = []
    for step in steps:
        if isinstance(step, int):
            if standing:
                undone(book, standing.pop(step % len(standing)))
            continue
        verb, field, value = step
        wanted: dict[str, Any] = (
            {"field": field, "value": value} if verb == "set" else {field: value} if field else {}
        )
        chosen = ids(book)[sorted(some)] if len(standing) % 2 else None
        try:
            standing.append(changed(book, verb, chosen=chosen, **wanted).key)
        except CarnetError as error:
            if error.code != "bulk.nothing":
                raise
    for key in standing:
        undone(book, key)
    assert book.digest() == before
