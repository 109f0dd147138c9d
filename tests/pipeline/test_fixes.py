"""Cells that a person corrected: what is imported is theirs, and the file's own text stays known."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from tests.support.desk import Desk, codes, table
from tests.support.runs import EmptyBook
from tests.support.tables import tables

from carnet.choices import Choices, Fix, Place, Replacement
from carnet.contract import Disposition, Plan
from carnet.pipeline import Timings, make_plan
from carnet.pipeline.fixes import fixed, replaced, suggested

few = settings(
    max_examples=25, deadline=None, derandomize=True, database=None,
    phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
_LIST = (
    "Client Name,Email,Phone,Notes\nOak Mill LLC,oak@gmial.com,212 555 0147,calls back\n"
    "Elm Mill LLC,elm@gmial.com,,\n"
)
_texts = st.sampled_from(["", "Ash Mill LLC", "ash@example.com", "  ", "x", "1", "Total", "2020-01-01"])


def _filled(rows: list[list[str]]) -> set[tuple[int, int]]:
    return {(r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell.strip()}


@few
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
        plain = make_plan([path], Choices(), EmptyBook(), Path(scratch), Timings())
        plan = make_plan([path], Choices(fixes=fixes), EmptyBook(), Path(scratch), Timings())
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


def _planned(desk: Desk, text: str, use: Callable[[Plan, Path], None]) -> None:
    """Make a plan and use it while its files are there."""
    with tempfile.TemporaryDirectory() as scratch:
        path = desk.file("list.csv", text)
        use(make_plan([path], Choices(), desk.book, Path(scratch), Timings()), path)


def test_suggestions_are_accepted_for_one_cell_or_for_all_alike(desk: Desk) -> None:
    text = "Client Name,Email\nOak Mill LLC,oak@gmial.com; tax@example.com\nElm Mill LLC,ELM@gmial.com\n"

    def use(plan: Plan, path: Path) -> None:
        one = suggested(plan, code="email.domain_typo", sheet=0, column=1, row=3)
        assert one == (Fix(0, "list", 3, 1, "ELM@gmial.com", "ELM@gmail.com"),)
        both = suggested(plan, code="email.domain_typo")
        assert [fix.now for fix in both] == ["oak@gmail.com; tax@example.com", "ELM@gmail.com"]
        taken = desk.take(path, fixes=both)
        assert "email.domain_typo" not in codes(taken)

    _planned(desk, text, use)


def test_a_suggestion_that_is_no_text_for_the_cell_is_not_accepted(desk: Desk) -> None:
    text = "First Name,Last Name,Phone,Zorblax\nJon,Smith,212 555 0147,q\nJohn,Smith,212 555 0147,q\n"

    def use(plan: Plan, _: Path) -> None:
        assert plan.findings.filter(plan.findings["suggestion"].fill_null("") != "").height
        assert [fix for fix in suggested(plan) if fix.row == 3 and "%" in fix.now] == []
        assert suggested(plan, code="duplicate.suspected") == ()

    _planned(desk, text, use)


def test_find_and_replace_takes_parts_or_whole_cells_of_a_column_or_of_all(desk: Desk) -> None:
    text = "Client Name,Notes\nOak (old) LLC,old\nElm LLC,Old.\n"

    def use(plan: Plan, _: Path) -> None:
        def now(**how: object) -> list[str]:
            column = how.pop("column", None)
            return [fix.now for fix in replaced(plan, 0, column, how.pop("find", "old"), "new", **how)]  # type: ignore[arg-type]

        assert now() == ["Oak (new) LLC", "new", "new."]
        assert now(match_case=True) == ["Oak (new) LLC", "new"]
        assert now(column=1) == ["new", "new."]
        assert now(whole=True) == ["new"]
        assert now(find="(old)") == ["Oak new LLC"]
        assert now(find="") == now(find="absent") == []

    _planned(desk, text, use)


def test_a_later_correction_builds_on_the_one_before_and_one_back_to_the_file_is_none(desk: Desk) -> None:
    def use(plan: Plan, _: Path) -> None:
        first = replaced(plan, 0, 0, "Mill", "Hill")
        later = replaced(plan, 0, 0, "Hill", "Mount", choices=Choices(fixes=first))
        assert [(fix.was, fix.now) for fix in fixed(first, later)] == [
            ("Oak Mill LLC", "Oak Mount LLC"), ("Elm Mill LLC", "Elm Mount LLC"),
        ]  # fmt: skip
        back = [fix._replace(now=fix.was) for fix in later]
        assert fixed(first, back) == ()

    _planned(desk, _LIST, use)


def test_corrections_of_one_sheet_leave_another_of_the_same_file_name_alone(desk: Desk) -> None:
    (desk.folder / "b").mkdir()
    paths = [desk.file("list.csv", _LIST), desk.file("b/list.csv", _LIST.replace("Mill", "Hill"))]
    plan = desk.take(*paths, fixes=(Fix(1, "list", 2, 1, "oak@gmial.com", "oak@example.com"),))
    assert [sheet.place for sheet in plan.sheets] == [Place(0, "list"), Place(1, "list")]
    shown = desk.shows()
    emails = {name: one["cards"][0]["emails"] for name, one in shown.items() if name.startswith("Oak")}
    assert emails == {"Oak Mill LLC": ["oak@gmial.com"], "Oak Hill LLC": ["oak@example.com"]}
