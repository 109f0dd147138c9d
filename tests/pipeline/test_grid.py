"""The grid of a sheet shows each cell as the next plan will take it, with what was found about it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.support.desk import Desk

from carnet.choices import Choices, Fix, Replacement
from carnet.contract import Plan
from carnet.findings import Severity, rules
from carnet.language import Language
from carnet.pipeline import Timings, make_plan
from carnet.pipeline.fixes import accepted, corrected, edited, found_and_replaced
from carnet.pipeline.grid import GridCell, GridPage, GridQuery, GridReader
from carnet.pipeline.kept import keep_plan
from carnet.pipeline.pages import PlanReader

_LIST = """Clients of the firm,,,,
Client Name,Email,EIN,City,Zorblax
Oak Mill LLC,oak@gmial.com,12-3456789,NYC,1
Elm Mill LLC,nobody,98-7654321,NYC,2
Ash Mill LLC,ash@gmial.com,,Albany,
,,,,
Yew Mill LLC,yew@example.com,12-34,Montréal,4
Total,,,,4
"""
_ROWS = [3, 4, 5, 7]  # those that are contacts


@pytest.fixture
def planned(desk: Desk, tmp_path: Path) -> Callable[[Choices], tuple[Plan, PlanReader]]:
    """Plans the list with some choices, and keeps the plan."""
    path = desk.file("list.csv", _LIST)

    def make(choices: Choices) -> tuple[Plan, PlanReader]:
        folder = Path(tempfile.mkdtemp(dir=tmp_path))
        plan = make_plan([path], choices, desk.book, folder, Timings())
        keep_plan(plan, folder / "kept")
        return plan, PlanReader(folder / "kept")

    return make


Planned = Callable[[Choices], tuple[Plan, PlanReader]]


def _page(reader: PlanReader, choices: Choices | None = None, **query: Any) -> GridPage:
    return GridReader(reader, choices or Choices()).page(GridQuery(**query), Language.EN)


def _cells(page: GridPage) -> dict[tuple[int, int], GridCell]:
    return {(row.row, index): cell for row in page.rows for index, cell in enumerate(row.cells)}


def test_the_grid_shows_the_contacts_rows_as_the_file_has_them(planned: Planned) -> None:
    _, reader = planned(Choices())
    page = _page(reader)
    assert (page.total, [row.row for row in page.rows]) == (4, _ROWS)
    cells = _cells(page)
    assert [cells[3, index].text for index in (0, 1, 3)] == ["Oak Mill LLC", "oak@gmial.com", "NYC"]
    assert cells[5, 2] == GridCell("")
    assert {cell.was for cell in cells.values()} == {None}


def test_findings_stand_at_their_cell_with_what_can_be_accepted(planned: Planned) -> None:
    _, reader = planned(Choices())
    cells = _cells(_page(reader))
    (typo,) = cells[3, 1].findings
    assert (typo.code, typo.suggestion, typo.acceptable) == ("email.domain_typo", "oak@gmail.com", True)
    assert "list" not in typo.message.split()[0]
    (nobody,) = cells[4, 1].findings
    assert (nobody.severity, nobody.acceptable) == (Severity.ERROR, False)


def test_what_is_about_one_field_of_a_contact_stands_at_the_cell_that_says_it(desk: Desk) -> None:
    desk.take_text("Client Name,Client ID\nOak Mill LLC,A1\n")
    text = "Client Name,Client ID\nElm Mill LLC,\nElm Mill LLC,A1\n"
    plan = desk.plan(desk.file("more.csv", text), keys=("name",))
    places = plan.findings.filter(pl.col("code") == "identifier.in_book").select("row", "column")
    assert places.rows() == [(3, 1)]
    groups = "Group Name,Members\nOak family,Nobody Here\n"
    plan = desk.plan(desk.file("groups.csv", groups))
    assert plan.findings.filter(pl.col("code") == "link.unknown_member")["column"].to_list() == [1]


def test_tax_identifiers_are_masked_and_not_searched_but_can_be_corrected(planned: Planned) -> None:
    _, reader = planned(Choices())
    choices = corrected(Choices(), edited(reader, Choices(), 0, 3, 2, "45-6789012"))
    assert choices.fixes == (Fix(0, "list", 3, 2, "12-3456789", "45-6789012"),)
    page = _page(reader, choices)
    assert not [number for number in ("3456789", "6789012", "7654321") if number in repr(page)]
    assert (_cells(page)[3, 2].text, _cells(page)[3, 2].was) == ("••-••••012", "••-••••789")
    assert _page(reader, choices, text="6789012").total == _page(reader, text="98-765").total == 0
    secret = [
        column.header for column in GridReader(reader, choices).columns(0, Language.EN) if column.secret
    ]
    assert secret == ["EIN"]


def test_each_filter_finds_the_rows_that_have_such_a_finding(planned: Planned) -> None:
    plan, reader = planned(Choices())
    findings = plan.findings.filter(pl.col("row").is_in(_ROWS))

    def theirs(chosen: pl.Expr) -> list[int]:
        return findings.filter(chosen)["row"].unique().sort().to_list()

    def ours(**query: Any) -> list[int]:
        return [row.row for row in _page(reader, **query).rows]

    for code in findings["code"].unique():
        assert ours(code=code) == theirs(pl.col("code") == code) != []
    for severity in Severity:
        codes = [code for code, told in rules().items() if told.severity is severity]
        assert ours(severity=severity) == theirs(pl.col("code").is_in(codes))
    assert ours(column=1) == theirs(pl.col("column") == 1)
    assert ours(column=1, severity=Severity.ERROR) == [4]
    assert ours(column=3, code="email.invalid") == []
    assert ours(text="montreal mill") == [7]
    assert ours(text="mill nyc") == [3, 4]
    assert [row.row for row in _page(reader, offset=1, limit=2).rows] == [4, 5]


def test_columns_and_counts_tell_how_many_cells_have_a_finding(planned: Planned) -> None:
    plan, reader = planned(Choices())
    grid = GridReader(reader, Choices())
    for one in grid.counts(0):
        same = plan.findings.filter(
            (pl.col("code") == one.code)
            & pl.col("column").eq_missing(pl.lit(one.column, pl.UInt16))
            & pl.col("row").is_not_null()
        )
        assert one.cells == same["row"].n_unique() > 0
    columns = grid.columns(0, Language.EN)
    assert [column.header for column in columns] == ["Client Name", "Email", "EIN", "City", "Zorblax"]
    assert columns[1].cells[Severity.ERROR] == 1
    assert (columns[0].field, columns[1].field, columns[4].field) == ("contact.name", "person.email", None)
    assert [finding.column for finding in columns[4].findings] == ["Zorblax"]


def test_what_was_corrected_since_the_plan_is_shown_and_its_findings_are_settled(planned: Planned) -> None:
    _, reader = planned(Choices())
    choices = corrected(Choices(), accepted(reader, Choices(), code="email.domain_typo", row=3))
    cell = _cells(_page(reader, choices))[3, 1]
    assert (cell.text, cell.was, cell.settled) == ("oak@gmail.com", "oak@gmial.com", True)
    assert [row.row for row in _page(reader, choices, corrected=True).rows] == [3]
    assert [row.row for row in _page(reader, choices, text="oak@gmail").rows] == [3]
    _, again = planned(choices)
    cell = _cells(_page(again, choices))[3, 1]
    assert (cell.text, cell.was, cell.settled, cell.findings) == ("oak@gmail.com", "oak@gmial.com", False, ())
    undone = _cells(_page(again))[3, 1]
    assert (undone.text, undone.was, undone.settled) == ("oak@gmial.com", None, True)


def test_a_row_that_was_emptied_stays_in_the_grid_to_be_filled_again(planned: Planned) -> None:
    choices = Choices()
    _, reader = planned(choices)
    for column in range(5):
        choices = corrected(choices, edited(reader, choices, 0, 5, column, ""))
    plan, emptied = planned(choices)
    assert "Ash Mill LLC" not in plan.contacts["name"].to_list()
    assert {cell.text for (row, _), cell in _cells(_page(emptied, choices)).items() if row == 5} == {""}
    choices = corrected(choices, edited(emptied, choices, 0, 5, 0, "Ash Grove LLC"))
    assert _cells(_page(emptied, choices))[5, 0].text == "Ash Grove LLC"
    plan, _ = planned(choices)
    assert "Ash Grove LLC" in plan.contacts["name"].to_list()


def test_what_the_grid_shows_is_what_the_next_plan_takes(planned: Planned) -> None:
    _, reader = planned(Choices())
    choices = Choices(
        replacements=(
            Replacement("city", "NYC", "New York"), Replacement("City", "New York", "Yonkers"),
            Replacement("Client Name", "mill", "$0 Hill", part=True, match_case=False),
            Replacement("City", "ALBANY", "  ", match_case=False),
            Replacement("Email", "OAK", "x", part=True),
        ),
        fixes=(
            Fix(0, "list", 4, 3, "NYC", "Buffalo"), Fix(0, "list", 7, 0, "Yew Mill LLC", "Yew Mill LLC"),
            Fix(0, "list", 3, 1, "gone@example.com", "new@example.com"), Fix(0, "list", 5, 4, "", "9"),
        ),
    )  # fmt: skip
    choices = corrected(choices, found_and_replaced(reader, choices, 0, None, "llc", "Ltd"))
    shown = {place: cell.text for place, cell in _cells(_page(reader, choices)).items() if place[1] != 2}
    assert shown[3, 0] == "Oak $0 Hill Ltd"
    assert [shown[row, 3] for row in _ROWS] == ["Yonkers", "Buffalo", "", "Montréal"]
    assert (shown[7, 0], shown[3, 1], shown[5, 4]) == ("Yew Mill Ltd", "oak@gmial.com", "9")
    plan, _ = planned(choices)
    taken = plan.sheets[0].mapped.recognised.sheet.scan().collect()
    assert shown == {
        (row, index): cells[f"c{index}"] or ""
        for cells in taken.iter_rows(named=True)
        for row in [cells["row"]]
        if row in _ROWS
        for index in (0, 1, 3, 4)
    }
