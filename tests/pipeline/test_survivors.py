"""Where rows of one contact differ, one value stands by rule; the plan shows it, and a person may choose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.support.desk import Desk, codes, table
from tests.support.generated import few

from carnet.choices import Party, Place, SheetChoices, Value
from carnet.contract import Plan
from carnet.stages.survivorship import REASONS

PEOPLE = ["Client ID", "Name", "Email", "Contact Type", "Hat"]
HAT = {"Hat": "custom.Hat", "Name": "person.full_name"}
SHORT = ["7", "Ana Lopez", "ana@example.com", "Client", "1"]
LONG = ["7", "Ana Maria Lopez", "ana@example.com", "Prospect", "2"]


def ana(row: int = 2, name: str = "Ana Lopez") -> Party:
    return Party(kind="person", name=name, file=0, sheet="list", row=row)


def told(plan: Plan) -> dict[str, tuple[str | None, list[str], str]]:
    """field -> the value that stands, the others and the reason."""
    return {
        row["field"]: (row["value"], row["others"], row["reason"])
        for row in plan.survived.iter_rows(named=True)
    }


def chosen(desk: Desk, *values: Value) -> Plan:
    return desk.take_text(table([PEOPLE, SHORT, LONG]), mapping=HAT, values=values)


def test_the_most_complete_name_stands_with_its_parts_and_the_plan_says_why(desk: Desk) -> None:
    plan = chosen(desk)
    found = told(plan)
    assert found["name"] == ("Ana Maria Lopez", ["Ana Lopez"], "completeness")
    assert found["contact_type"] == ("Client", ["Prospect"], "order")
    assert found["custom.Hat"] == ("1", ["2"], "order")
    assert set(found) == {"name", "contact_type", "custom.Hat"}
    assert {reason for _, _, reason in found.values()} <= set(REASONS)
    (shown,) = desk.shows().values()
    assert (shown["name"], shown["middle_name"]) == ("Ana Maria Lopez", "Maria")
    assert (shown["contact_type"], shown["custom"]) == ("Client", {"Hat": "1"})
    assert codes(plan).count("value.conflict") == 1  # the type; it is set aside with its row


def test_what_stood_by_rule_stands_when_the_rows_come_again_in_another_order(desk: Desk) -> None:
    chosen(desk)
    again = desk.plan(desk.file("list.csv", table([PEOPLE, LONG, SHORT])), mapping=HAT)
    assert again.counts["update"] == 0
    assert told(again)["contact_type"] == ("Client", ["Prospect"], "book")
    assert told(again)["custom.Hat"] == ("1", ["2"], "book")


def test_a_tool_that_is_known_is_trusted_before_another_source(desk: Desk) -> None:
    files = [desk.file(f"{name}.csv", table([PEOPLE, row])) for name, row in (("a", SHORT), ("b", LONG))]
    sheets = {Place(1, "b"): SheetChoices(provider="officetools")}
    plan = desk.plan(*files, mapping=HAT, sheets=sheets, keys=("client_identifier",))
    assert told(plan)["contact_type"] == ("Prospect", ["Client"], "trust")


def test_the_rows_of_a_client_say_more_of_it_than_those_that_only_name_it(desk: Desk) -> None:
    rows = [
        ["Client Name", "Client ID", "Spouse First Name", "Spouse Last Name", "Spouse Email", "Email"],
        ["Ben Roe", "1", "Anna", "Roe", "ann@example.com", "ben@example.com"],
        ["Ann Roe", "2", "", "", "", "ann@example.com"],
    ]
    names = {row["name"] for row in desk.take_text(table(rows)).contacts.iter_rows(named=True)}
    assert {"Ben Roe", "Ann Roe"} <= names


def test_an_organization_is_linked_by_any_of_its_names(desk: Desk) -> None:
    organizations = "Client ID,Company Name\n7,Oak Mill\n7,Oak Mill LLC\n"
    people = "First Name,Last Name,Works At\nAna,Lopez,Oak Mill\nBen,Roe,Oak Mill LLC\n"
    mapping = {"Works At": "person.belongs_to"}
    plan = desk.take(desk.file("o.csv", organizations), desk.file("p.csv", people), mapping=mapping)
    assert told(plan)["name"] == ("Oak Mill LLC", ["Oak Mill"], "completeness")
    shown = desk.shows()
    assert [shown[name]["cards"][0]["linked"] for name in ("Ana Lopez", "Ben Roe")] == ["Oak Mill LLC"] * 2
    again = desk.plan(desk.folder / "o.csv", desk.folder / "p.csv", mapping=mapping)
    assert (again.counts["create"], again.counts["update"]) == (0, 0)


def test_a_contact_is_found_in_the_book_under_any_of_its_names(desk: Desk) -> None:
    desk.take_text("Company Name\nOak Mill\n")
    both = "Client ID,Company Name\n7,Oak Mill\n7,Oak Mill LLC\n"
    assert desk.plan(desk.file("both.csv", both)).counts["create"] == 0


def test_a_person_chooses_another_value_or_none(desk: Desk) -> None:
    plan = chosen(
        desk,
        Value(ana(), "name", "Ana Lopez"),
        Value(ana(), "contact_type", "Prospect"),
        Value(ana(3, "Ana Maria Lopez"), "custom.Hat", None),
    )
    found = told(plan)
    assert found["name"] == ("Ana Lopez", ["Ana Maria Lopez"], "chosen")
    assert found["contact_type"] == ("Prospect", ["Client"], "chosen")
    assert found["custom.Hat"] == (None, ["1", "2"], "chosen")
    (shown,) = desk.shows().values()
    assert (shown["name"], shown["contact_type"]) == ("Ana Lopez", "Prospect")
    assert "custom" not in shown
    assert "value.conflict" not in codes(plan)


def test_a_chosen_value_stands_before_what_the_book_has(desk: Desk) -> None:
    chosen(desk)
    values = (Value(ana(), "contact_type", "Supplier"), Value(ana(), "custom.Hat", "2"))
    plan = chosen(desk, *values)
    assert plan.changes.select("field", "old", "new").rows() == [
        ("contact_type", "Client", "Supplier"), ("custom.Hat", "1", "2"),
    ]  # fmt: skip
    (shown,) = desk.shows().values()
    assert (shown["contact_type"], shown["custom"]) == ("Supplier", {"Hat": "2"})


def test_a_choice_that_cannot_be_made_is_told(desk: Desk) -> None:
    lost = (
        Value(ana(name="Zoe Lopez"), "contact_type", "Client"),
        Value(ana(), "colour", "red"),
        Value(ana(), "name", None),
    )
    plan = chosen(desk, *lost)
    assert codes(plan).count("value.not_found") == 3
    assert set(desk.shows()) == {"Ana Maria Lopez"}


NAMES = ["Ana Lopez", "Ana Maria Lopez", "ANA LOPEZ"]
ROWS = st.lists(
    st.tuples(
        st.just("7"), st.sampled_from(NAMES), st.just("ana@example.com"),
        st.sampled_from(["Client", "Prospect", ""]), st.sampled_from(["1", "2", ""]),
    ),
    min_size=2, max_size=5,
)  # fmt: skip
VALUES = st.lists(
    st.tuples(st.sampled_from(["contact_type", "custom.Hat"]), st.sampled_from(["Client", "2", "new", None])),
    max_size=2,
)


@few(4)
@given(rows=ROWS, values=VALUES)
def test_whatever_rows_say_and_a_person_chooses_one_value_stands_and_every_cell_has_one_place(
    desks: Callable[[], Desk], rows: list[Any], values: list[tuple[str, str | None]]
) -> None:
    desk = desks()
    path = desk.file("list.csv", table([PEOPLE, *rows]))
    choices = tuple(Value(ana(2, rows[0][1]), field, value) for field, value in values)
    plan = desk.take(path, mapping=HAT, values=choices)
    assert plan.balance.read == sum(bool(cell) for row in rows for cell in row)
    assert plan.survived.select("contact", "field").is_unique().all()
    for contact in desk.book.contents().contacts.iter_rows(named=True):
        assert len({one["name"] for one in contact["custom"] or ()}) == len(contact["custom"] or ())
    for field, value in dict(values).items():
        assert (value, "chosen") in {(told(plan)[field][0], told(plan)[field][2])}
    again = desk.plan(path, mapping=HAT, values=choices)
    assert (again.counts["create"], again.counts["update"]) == (0, 0)


def test_a_person_is_called_by_all_parts_of_the_name_whichever_cells_they_are_from(desk: Desk) -> None:
    head = "Client Name,First Name,Middle Name,Last Name,Email\n"
    desk.take_text(head + "Ana Lee & Omar Lee,Ana,Mary,Lee,ana@example.com\n")
    assert {"Ana Lee & Omar Lee", "Ana Mary Lee", "Omar Lee"} == set(desk.shows())
