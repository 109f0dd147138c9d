"""Keep, fill or overwrite, chosen field by field; the mode decides of the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.desk import Desk, codes, table
from tests.support.generated import few

from carnet.book.actions.undo_import import undo
from carnet.choices import Policy
from carnet.contract import Mode

KEEP, FILL, OVERWRITE = Policy.KEEP, Policy.FILL, Policy.OVERWRITE
HEADERS = "Client ID,Client Name,Email,Mobile,Office Phone,City,Notes,Contact Type,Hat\n"
FIRST = HEADERS + (
    "007,Oak Mill LLC,office@oak.example,+12125550147,+12125550148,Albany,first note,Client,7\n"
    "008,Elm Mill LLC,,,,,,,\n"
)
SECOND = HEADERS + (
    "007,Oak Mills LLC,new@oak.example,+12125550149,+12125550150,Boston,second note,Prospect,8\n"
    "008,Elm Mills LLC,elm@example.com,+12125550151,,Utica,a note,Client,9\n"
)
HAT = {"Hat": "custom.Hat"}


@pytest.fixture
def known(desk: Desk) -> Desk:
    """A desk whose book has the first file."""
    desk.begin(FIRST, mapping=HAT)
    return desk


def card(desk: Desk, name: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.shows()[name]["cards"][0]
    return found


def numbers(desk: Desk, name: str) -> list[str]:
    return [phone["number"][-3:] for phone in card(desk, name)["phones"]]


def test_a_field_that_is_kept_stays_even_where_the_book_has_nothing(known: Desk) -> None:
    policies = dict.fromkeys(
        ("contact.name", "person.email", "organization.contact_type", "organization.description",
         "custom.Hat"), KEEP,
    )  # fmt: skip
    plan = known.take_text(SECOND, policies=policies)
    oak, elm = known.shows()["Oak Mill LLC"], known.shows()["Elm Mill LLC"]
    assert (oak["description"], oak["contact_type"], oak["custom"]) == ("first note", "Client", {"Hat": "7"})
    assert not {"description", "contact_type", "custom"} & set(elm)
    assert card(known, "Oak Mill LLC")["emails"] == ["office@oak.example"]
    assert "emails" not in card(known, "Elm Mill LLC")
    assert numbers(known, "Oak Mill LLC") == ["149", "150"]  # the mode decides of these
    assert "value.conflict" not in codes(plan)
    told = plan.findings.filter(pl.col("code") == "policy.kept")
    assert told.select("column", "value").rows() == [(1, "2"), (2, "2"), (6, "2"), (7, "2"), (8, "2")]


def test_a_field_that_is_filled_takes_the_file_s_value_only_where_the_book_has_none(known: Desk) -> None:
    policies = dict.fromkeys(
        ("person.email", "phone.mobile", "organization.contact_type", "organization.description",
         "custom.Hat"), FILL,
    )  # fmt: skip
    known.take_text(SECOND, policies=policies)
    oak, elm = known.shows()["Oak Mills LLC"], known.shows()["Elm Mills LLC"]
    assert (oak["description"], oak["contact_type"], oak["custom"]) == ("first note", "Client", {"Hat": "7"})
    assert (elm["description"], elm["contact_type"], elm["custom"]) == ("a note", "Client", {"Hat": "9"})
    assert card(known, "Oak Mills LLC")["emails"] == ["office@oak.example"]
    assert card(known, "Elm Mills LLC")["emails"] == ["elm@example.com"]
    assert numbers(known, "Oak Mills LLC") == ["147", "150"]


def test_what_is_overwritten_takes_the_place_of_what_the_book_has(known: Desk) -> None:
    policies = dict.fromkeys(
        ("person.email", "phone.mobile", "organization.description", "custom.Hat"), OVERWRITE
    )
    known.take_text(SECOND, mode=Mode.FILL, policies=policies)
    oak = known.shows()["Oak Mill LLC"]
    assert (oak["description"], oak["custom"]) == ("second note", {"Hat": "8"})
    assert oak["contact_type"] == "Client"  # the mode fills
    assert card(known, "Oak Mill LLC")["emails"] == ["new@oak.example"]
    assert numbers(known, "Oak Mill LLC") == ["148", "149"]  # the office's stays


def test_a_contact_is_no_longer_found_under_an_email_that_was_overwritten(known: Desk) -> None:
    known.take_text(SECOND, policies={"person.email": OVERWRITE})
    by_email = "Client Name,Email\nOak Trading,{}@oak.example\n"
    for email, found in (("office", 0), ("new", 1)):
        plan = known.plan(known.file("a.csv", by_email.format(email)), keys=("email",))
        assert plan.counts["update"] == found


def test_an_overwritten_file_taken_again_changes_nothing_and_undo_brings_all_back(known: Desk) -> None:
    before = known.book.digest()
    policies = dict.fromkeys(
        ("person.email", "phone.mobile", "phone.office", "address.physical.city", "custom.Hat"),
        OVERWRITE,
    )
    plan = known.take_text(SECOND, policies=policies)
    assert plan.counts["update"] == 2
    again = known.plan(known.file("list.csv", SECOND), policies=policies)
    assert (again.counts["update"], again.counts["skip"]) == (0, 2)
    undo(known.book, known.last, user="tests")
    assert known.book.digest() == before


PEOPLE = "First Name,Last Name,Email,Mobile,Works At,Role\n"
AT = {"Works At": "person.belongs_to"}


def test_an_overwritten_email_of_one_organization_leaves_the_cards_of_others(desk: Desk) -> None:
    desk.take_text(
        PEOPLE + "Ana,Lopez,ana@oak.example,+12125550147,Oak Mill,Owner\n"
        "Ana,Lopez,ana@elm.example,+12125550147,Elm Mill,Clerk\n",
        mapping=AT,
    )
    at_oak = PEOPLE + "Ana,Lopez,new@oak.example,+12125550147,Oak Mill,\n"
    desk.take_text(at_oak, policies={"person.email": OVERWRITE}, mapping=AT)
    cards = {one["organization"]: one["emails"] for one in desk.shows()["Ana Lopez"]["cards"]}
    assert cards == {"Oak Mill": ["new@oak.example"], "Elm Mill": ["ana@elm.example"]}


def test_an_overwritten_organization_is_where_the_person_works_now(desk: Desk) -> None:
    desk.take_text(PEOPLE + "Ana,Lopez,ana@oak.example,+12125550147,Oak Mill,Owner\n", mapping=AT)
    before = desk.book.digest()
    policies = {"person.belongs_to": OVERWRITE, "person.email": OVERWRITE}
    desk.take_text(
        PEOPLE + "Ana,Lopez,ana@elm.example,+12125550147,Elm Mill,\n", policies=policies, mapping=AT
    )
    (only,) = desk.shows()["Ana Lopez"]["cards"]
    assert (only["organization"], only["linked"], only["emails"]) == (
        "Elm Mill",
        "Elm Mill",
        ["ana@elm.example"],
    )
    assert "role" not in only
    undo(desk.book, desk.last, user="tests")
    assert desk.book.digest() == before


def test_an_organization_that_is_kept_back_is_neither_linked_nor_made(desk: Desk) -> None:
    desk.take_text(PEOPLE + "Ana,Lopez,ana@oak.example,+12125550147,Oak Mill,Owner\n", mapping=AT)
    row = PEOPLE + "Ana,Lopez,ana@elm.example,+12125550147,Elm Mill,Clerk\n"
    plan = desk.take_text(row, policies={"person.belongs_to": KEEP}, mapping=AT)
    assert set(desk.shows()) == {"Ana Lopez", "Oak Mill"}
    (only,) = desk.shows()["Ana Lopez"]["cards"]
    assert (only["role"], only["emails"]) == ("Owner", ["ana@elm.example"])
    assert plan.balance.set_aside == 2


def test_a_card_that_nothing_is_left_of_goes_and_comes_back(desk: Desk) -> None:
    rows = "First Name,Last Name,Client ID,Email\n"
    desk.take_text(
        "Name,Client ID,Card,Email\nAna Lopez,007,1,a@example.com\nAna Lopez,007,2,b@example.com\n",
        mapping={"Card": ""},
    )
    desk.take_text(rows + "Ana,Lopez,007,c@example.com\n", policies={"person.email": OVERWRITE})
    cards = desk.shows()["Ana Lopez"]["cards"]
    assert [one["emails"] for one in cards] == [["c@example.com"]]


def test_the_name_of_a_person_follows_parts_that_are_decided_one_by_one(desk: Desk) -> None:
    desk.take_text("First Name,Last Name,Email\nAna,Lopez,ana@example.com\n")
    married = "Client ID,First Name,Last Name,Email\n,Anna,Cruz,ana@example.com\n"
    desk.take_text(married, keys=("email",), policies={"person.first_name": KEEP})
    (shown,) = desk.shows().values()
    assert (shown["name"], shown["first_name"], shown["last_name"]) == ("Ana Cruz", "Ana", "Cruz")


def test_an_empty_cell_does_not_clear_what_is_kept(known: Desk) -> None:
    known.take_text(
        "Client ID,Notes,Contact Type\n007,,\n008,a note,Client\n",
        clear=True,
        policies={"organization.description": KEEP},
    )
    shown = known.shows()["Oak Mill LLC"]
    assert shown["description"] == "first note"
    assert "contact_type" not in shown


COLUMNS = [
    "Client ID",
    "First Name",
    "Last Name",
    "Email",
    "Mobile",
    "City",
    "Notes",
    "Belongs To",
    "Role",
    "Hat",
]
FIELDS = [
    "person.client_identifier", "person.first_name", "person.last_name", "person.email", "phone.mobile",
    "address.physical.city", "person.description", "person.belongs_to", "person.role", "custom.Hat",
]  # fmt: skip
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["1", "2"]), st.sampled_from(["Ana", "Anna", ""]), st.just("Lopez"),
        st.sampled_from(["a@example.com", "b@example.com", "a@example.com; c@example.com", ""]),
        st.sampled_from(["(212) 555-0147", "(212) 555-0148", ""]), st.sampled_from(["Albany", "Boston", ""]),
        st.sampled_from(["one", "two", "one\ntwo", ""]), st.sampled_from(["Oak Mill", "Elm Mill", ""]),
        st.sampled_from(["Owner", "Clerk", ""]), st.sampled_from(["7", "8", ""]),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@few(3)
@given(
    first=ROWS, second=ROWS, mode=st.sampled_from([Mode.UPSERT, Mode.FILL, Mode.UPDATE, Mode.CREATE]),
    policies=st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(Policy)), clear=st.booleans(),
)  # fmt: skip
def test_under_any_mode_and_policies_every_cell_has_one_place_and_a_second_import_changes_nothing(
    desks: Callable[[], Desk], first: Any, second: Any, mode: Mode, policies: dict[str, Policy], clear: bool
) -> None:
    desk = desks()
    mapping = dict(zip(COLUMNS, FIELDS, strict=True))
    desk.take_text(table([COLUMNS, *first]), mapping=mapping)
    before = desk.book.digest()
    path = desk.file("second.csv", table([COLUMNS, *second]))
    plan = desk.take(path, mode=mode, policies=policies, clear=clear, mapping=mapping)
    filled = sum(bool(cell) for row in second for cell in row)
    assert plan.balance.read == filled  # and Balance holds the sum
    again = desk.plan(path, mode=mode, policies=policies, clear=clear, mapping=mapping)
    assert (again.counts["create"], again.counts["update"]) == (0, 0)
    kept = {field for field, policy in policies.items() if policy is KEEP}
    assert not kept & {_field(name) for name in plan.changes["field"]}
    undo(desk.book, desk.last, user="tests")
    assert desk.book.digest() == before


def _field(column: str) -> str:
    return column if column.startswith("custom.") else f"person.{column}"
