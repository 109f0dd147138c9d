"""Cells that a person corrected: what is imported is theirs, and the file's own text stays known."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.support.desk import Desk, codes, table
from tests.support.generated import few
from tests.support.tables import tables

from carnet.choices import Choices, Fix, Place, Replacement
from carnet.contract import CarnetError, Disposition, Plan
from carnet.pipeline import Timings, make_plan
from carnet.pipeline.current import column as cells
from carnet.pipeline.fixes import accepted, corrected, edited, found_and_replaced
from carnet.pipeline.no_book import NoBook

_LIST = (
    "Client Name,Email,Phone,Notes\nOak Mill LLC,oak@gmial.com,212 555 0147,calls back\n"
    "Elm Mill LLC,elm@gmial.com,,\n"
)
_texts = st.sampled_from(["", "Ash Mill LLC", "ash@example.com", "  ", "x", "1", "Total", "2020-01-01"])


def _filled(rows: list[list[str]]) -> set[tuple[int, int]]:
    return {(r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell.strip()}


@few(5)
@given(rows=tables(), wanted=st.lists(st.tuples(st.integers(1, 9), st.integers(0, 6), _texts), max_size=8))
@example(rows=[["Client Name", "Email"], ["Oak", "o@example.com"]], wanted=[(1, 0, ""), (1, 1, "")])
@example(rows=[["Client Name", "Email"], ["Oak", ""]], wanted=[(1, 1, "o@example.com"), (1, 0, "Elm")])
def test_whatever_is_corrected_each_cell_has_one_place(
    rows: list[list[str]], wanted: list[tuple[int, int, str]], tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(table(rows))
    fixes = tuple(
        Fix(0, "list", row + 1, column, rows[row][column] if column < len(rows[row]) else "", now)
        for row, column, now in wanted
        if row < len(rows)
    )
    with tempfile.TemporaryDirectory() as scratch:
        plain = make_plan([path], Choices(), NoBook(), Path(scratch), Timings())
        plan = make_plan([path], Choices(fixes=fixes), NoBook(), Path(scratch), Timings())
        balance = plan.balance
        width = plan.sheets[0].mapped.recognised.sheet.width
        header = plan.sheets[0].mapped.recognised.header_row
    made = {(f.row - 1, f.column) for f in fixes if f.now.strip() and f.column < width and f.row > header}
    blank = {row + 1 for row in range(len(rows)) if not any(cell.strip() for cell in rows[row])}
    made = {(row, column) for row, column in made if row + 1 not in blank}
    assert balance.read == balance.stored + balance.merged + balance.set_aside + balance.refused
    assert balance.read == plain.balance.read + len(made - _filled(rows))


def test_what_is_imported_is_the_correction_and_the_file_s_text_stays_known(desk: Desk) -> None:
    fixes = (
        Fix(0, "list", 2, 1, "oak@gmial.com", "oak@gmail.com"), Fix(0, "list", 3, 2, "", "+1 212 555 0148"),
        Fix(0, "list", 2, 3, "calls back", ""),
    )  # fmt: skip
    plan = desk.take_text(_LIST, fixes=fixes)
    shown = desk.shows()
    assert shown["Oak Mill LLC"]["cards"][0]["emails"] == ["oak@gmail.com"]
    assert shown["Elm Mill LLC"]["cards"][0]["phones"][0]["number"] == "+12125550148"
    keys = dict(desk.book.contents().contacts.select("name", "key").iter_rows())
    cells = {(cell.row, cell.column): cell for name in keys for cell in desk.book.provenance(keys[name])}
    email, phone, note = cells[2, "Email"], cells[3, "Phone"], cells[2, "Notes"]
    assert (email.value, email.corrected, email.user) == ("oak@gmial.com", "oak@gmail.com", "tests")
    assert (phone.value, phone.corrected, phone.fate) == ("", "+1 212 555 0148", Disposition.STORED)
    assert (note.value, note.corrected, note.fate) == ("calls back", "", Disposition.SET_ASIDE)
    assert cells[3, "Email"].corrected is None
    assert desk.book.set_aside()["value"].to_list() == ["calls back"]
    assert plan.balance.read == 7  # six of the file, one that was filled in


def test_a_correction_of_a_cell_that_now_says_something_else_is_not_made_but_told(desk: Desk) -> None:
    fixes = (Fix(0, "list", 2, 1, "gone@example.com", "new@example.com"), Fix(0, "list", 99, 0, "a", "b"))
    plan = desk.take_text(_LIST, fixes=fixes)
    assert desk.shows()["Oak Mill LLC"]["cards"][0]["emails"] == ["oak@gmial.com"]
    assert codes(plan).count("fix.not_made") == 2


def test_a_row_that_was_emptied_makes_no_contact_and_no_finding(desk: Desk) -> None:
    fixes = [
        Fix(0, "list", 3, column, was, "") for column, was in ((0, "Elm Mill LLC"), (1, "elm@gmial.com"))
    ]
    plan = desk.take_text(_LIST, fixes=tuple(fixes))
    assert list(desk.shows()) == ["Oak Mill LLC"]
    assert not plan.findings.filter(plan.findings["row"] == 3).height
    assert (plan.balance.read, plan.balance.set_aside) == (6, 2)


def test_a_replacement_holds_for_every_cell_of_the_columns_with_its_header(desk: Desk) -> None:
    text = "Client Name,Notes,City\nOak Mill LLC,NYC,NYC\nElm Mill LLC,x,NYC\nAsh Mill LLC,x,Albany\n"
    desk.take_text(
        text, replacements=(Replacement("city", "NYC", "New York"),),
        fixes=(Fix(0, "list", 3, 2, "NYC", "Buffalo"),),
    )  # fmt: skip
    cities = {name: shown["cards"][0]["addresses"][0]["city"] for name, shown in desk.shows().items()}
    assert cities == {"Oak Mill LLC": "New York", "Elm Mill LLC": "Buffalo", "Ash Mill LLC": "Albany"}
    assert desk.shows()["Oak Mill LLC"]["description"] == "NYC"


def test_the_plan_without_corrections_reads_the_sheet_where_the_reader_left_it(desk: Desk) -> None:
    plan = desk.plan(desk.file("list.csv", _LIST))
    assert plan.sheets[0].mapped.recognised.sheet.corrected is None


# ----------------------------------------------------------------------------- suggestions, find and replace


@pytest.fixture
def planned(desk: Desk, tmp_path: Path) -> Callable[..., tuple[Plan, list[Path]]]:
    """Makes a plan of files with some contents, list.csv, list2.csv ..."""

    def make(*contents: str, choices: Choices | None = None) -> tuple[Plan, list[Path]]:
        paths = [desk.file(f"list{n or ''}.csv", text) for n, text in enumerate(contents)]
        scratch = Path(tempfile.mkdtemp(dir=tmp_path))
        return make_plan(paths, choices or Choices(), desk.book, scratch, Timings()), paths

    return make


Planned = Callable[..., tuple[Plan, list[Path]]]


def _stands(plan: Plan, choices: Choices, column: int, sheet: int = 0) -> list[str | None]:
    """What stands in a column by now."""
    return cells(plan.sheets[sheet], column, choices)["text"].to_list()


def test_suggestions_are_accepted_for_one_cell_or_for_all_alike(desk: Desk, planned: Planned) -> None:
    text = "Client Name,Email\nOak Mill LLC,oak@gmial.com; tax@example.com\nElm Mill LLC,ELM@gmial.com\n"
    plan, paths = planned(text)
    one = accepted(plan, Choices(), code="email.domain_typo", sheet=0, column=1, row=3)
    assert one.fixes == (Fix(0, "list", 3, 1, "ELM@gmial.com", "ELM@gmail.com"),)
    both = accepted(plan, Choices(), code="email.domain_typo")
    assert both.cells == 2
    assert [fix.now for fix in both.fixes] == ["oak@gmail.com; tax@example.com", "ELM@gmail.com"]
    assert accepted(plan, Choices(), code="email.domain_typo", suggestion="x").cells == 0
    taken = desk.take(*paths, fixes=both.fixes)
    assert "email.domain_typo" not in codes(taken)


def test_a_suggestion_for_every_cell_with_a_text_is_said_once_for_the_column(planned: Planned) -> None:
    rows = "".join(f"Firm {n} LLC,same@gmial.com\n" for n in range(4))
    plan, _ = planned(f"Client Name,Email\n{rows}Oak LLC,other@gmial.com\n")
    found = accepted(plan, Choices(), code="email.domain_typo")
    assert found.replacements == (Replacement("Email", "same@gmial.com", "same@gmail.com"),)
    assert [fix.now for fix in found.fixes] == ["other@gmail.com"]
    assert found.cells == 5
    choices = corrected(Choices(), found)
    assert _stands(plan, choices, 1) == ["same@gmail.com"] * 4 + ["other@gmail.com"]
    assert accepted(plan, choices, code="email.domain_typo").cells == 0


def test_a_cell_that_a_person_corrected_is_left_out_of_what_is_said_for_the_column(planned: Planned) -> None:
    rows = "".join(f"Firm {n} LLC,same@gmial.com\n" for n in range(4))
    plan, _ = planned(f"Client Name,Email\n{rows}")
    mine = corrected(Choices(), edited(plan, Choices(), 0, 3, 1, "mine@example.com"))
    choices = corrected(mine, accepted(plan, mine, code="email.domain_typo"))
    assert _stands(plan, choices, 1) == ["same@gmail.com", "mine@example.com", *["same@gmail.com"] * 2]


def test_a_suggestion_that_is_no_text_for_the_cell_is_not_accepted(planned: Planned) -> None:
    plan, _ = planned(
        "First Name,Last Name,Phone,Zorblax\nJon,Smith,212 555 0147,q\nJohn,Smith,212 555 0147,q\n"
    )
    assert plan.findings.filter(plan.findings["suggestion"].fill_null("") != "").height
    assert [fix for fix in accepted(plan, Choices()).fixes if fix.row == 3 and "%" in fix.now] == []
    assert accepted(plan, Choices(), code="duplicate.suspected").cells == 0


def test_an_organization_s_name_is_not_accepted_in_place_of_it_and_the_person_behind_it(
    planned: Planned,
) -> None:
    plan, _ = planned("Client Name,Email\nElm Inc (Ann Roe),ann@elm.example\nOak LLC,oak@oak.example\n")
    assert "name.person_in_brackets" in codes(plan)
    assert accepted(plan, Choices()).cells == 0


@pytest.mark.parametrize(
    ("how", "names", "notes"),
    [
        ({}, "Oak (new) LLC", ["new", "new."]),
        ({"match_case": True}, "Oak (new) LLC", ["new", "Old."]),
        ({"column": 1}, "Oak (old) LLC", ["new", "new."]),
        ({"whole": True}, "Oak (old) LLC", ["new", "Old."]),
        ({"find": "(old)"}, "Oak new LLC", ["old", "Old."]),
        ({"find": "OLD", "put": "$1", "column": 1}, "Oak (old) LLC", ["$1", "$1."]),
        ({"find": " "}, "Oak (old) LLC", ["old", "Old."]),
        ({"find": "absent"}, "Oak (old) LLC", ["old", "Old."]),
    ],
)
def test_find_and_replace_takes_parts_or_whole_cells_of_a_column_or_of_all(
    planned: Planned, how: dict[str, Any], names: str, notes: list[str]
) -> None:
    plan, _ = planned("Client Name,Notes\nOak (old) LLC,old\nElm LLC,Old.\n")
    asked = {"column": None, "find": "old", "put": "new", **how}
    found = found_and_replaced(plan, Choices(), 0, **asked)
    choices = corrected(Choices(), found)
    assert _stands(plan, choices, 0)[0] == names
    assert _stands(plan, choices, 1) == notes
    before = [*_stands(plan, Choices(), 0), *_stands(plan, Choices(), 1)]
    after = [*_stands(plan, choices, 0), *_stands(plan, choices, 1)]
    assert found.cells == sum(old != new for old, new in zip(before, after, strict=True))


def test_a_find_and_replace_is_one_choice_however_many_cells_it_changes(desk: Desk, planned: Planned) -> None:
    rows = "".join(f"Firm {n} LLC,n{n}@old.example\n" for n in range(300))
    plan, paths = planned(f"Client Name,Email\n{rows}")
    found = found_and_replaced(plan, Choices(), 0, 1, "old.example", "new.example")
    assert (found.cells, len(found.fixes), len(found.replacements)) == (300, 0, 1)
    desk.take(*paths, replacements=found.replacements)
    emails = {one["cards"][0]["emails"][0].partition("@")[2] for one in desk.shows().values()}
    assert emails == {"new.example"}


def test_a_find_and_replace_leaves_columns_alone_that_it_is_not_meant_for(planned: Planned) -> None:
    text = "Client Name,City\nOak LLC,NYC\nElm LLC,NYC\n"
    plan, _ = planned(text, text.replace("LLC", "Inc"))
    found = found_and_replaced(plan, Choices(), 0, 1, "NYC", "New York")
    choices = corrected(Choices(), found)
    assert _stands(plan, choices, 1, sheet=0) == ["New York", "New York"]
    assert _stands(plan, choices, 1, sheet=1) == ["NYC", "NYC"]
    assert found_and_replaced(plan, Choices(), None, None, "NYC", "New York").replacements == (
        Replacement("City", "NYC", "New York", part=True, match_case=False),
    )


def test_nothing_is_found_in_tax_identifiers_unless_their_column_is_asked_for(planned: Planned) -> None:
    plan, _ = planned("Client Name,EIN\nOak 12-3 LLC,12-3456789\n")
    found = found_and_replaced(plan, Choices(), 0, None, "12-3", "x")
    assert [(one.header, one.was) for one in found.replacements] == [("Client Name", "12-3")]
    assert found_and_replaced(plan, Choices(), 0, 1, "12-3", "98-3").cells == 1


def test_each_correction_builds_on_those_before_and_one_back_to_the_file_is_none(planned: Planned) -> None:
    plan, _ = planned(_LIST)
    first = corrected(Choices(), found_and_replaced(plan, Choices(), 0, 0, "Mill", "Hill"))
    second = corrected(first, found_and_replaced(plan, first, 0, 0, "Hill", "Mount"))
    assert _stands(plan, second, 0) == ["Oak Mount LLC", "Elm Mount LLC"]
    by_hand = corrected(second, edited(plan, second, 0, 2, 0, "Oak Mill LLC"))
    assert _stands(plan, by_hand, 0) == ["Oak Mill LLC", "Elm Mount LLC"]
    third = corrected(by_hand, found_and_replaced(plan, by_hand, 0, 0, "LLC", "Ltd"))
    assert _stands(plan, third, 0) == ["Oak Mill Ltd", "Elm Mount Ltd"]
    alone = corrected(Choices(), edited(plan, Choices(), 0, 2, 0, "x"))
    assert corrected(alone, edited(plan, alone, 0, 2, 0, "Oak Mill LLC")).fixes == ()


def test_what_stands_in_a_cell_is_what_is_imported(desk: Desk, planned: Planned) -> None:
    plan, paths = planned(_LIST)
    choices = corrected(Choices(), found_and_replaced(plan, Choices(), 0, None, "mill", "Hill"))
    choices = corrected(choices, edited(plan, choices, 0, 3, 0, "Elm Grove LLC"))
    choices = corrected(choices, found_and_replaced(plan, choices, 0, 0, "llc", "Ltd"))
    taken = desk.take(*paths, fixes=choices.fixes, replacements=choices.replacements)
    names = ["Elm Grove Ltd", "Oak Hill Ltd"]
    assert sorted(desk.shows()) == sorted(map(str, _stands(plan, choices, 0))) == names
    assert "fix.not_made" not in codes(taken)


def test_a_cell_that_is_not_there_cannot_be_corrected(planned: Planned) -> None:
    plan, _ = planned(_LIST)
    for sheet, row, column in ((1, 2, 0), (0, 99, 0), (0, 1, 0), (0, 2, 9), (0, 2, -1)):
        with pytest.raises(CarnetError, match=r"fix\.unknown"):
            edited(plan, Choices(), sheet, row, column, "x")


def test_corrections_of_one_sheet_leave_another_of_the_same_file_name_alone(desk: Desk) -> None:
    (desk.folder / "b").mkdir()
    paths = [desk.file("list.csv", _LIST), desk.file("b/list.csv", _LIST.replace("Mill", "Hill"))]
    plan = desk.take(*paths, fixes=(Fix(1, "list", 2, 1, "oak@gmial.com", "oak@example.com"),))
    assert [sheet.place for sheet in plan.sheets] == [Place(0, "list"), Place(1, "list")]
    shown = desk.shows()
    emails = {name: one["cards"][0]["emails"] for name, one in shown.items() if name.startswith("Oak")}
    assert emails == {"Oak Mill LLC": ["oak@gmial.com"], "Oak Hill LLC": ["oak@example.com"]}
