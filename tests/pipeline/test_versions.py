"""Rows are known again in the next version of a file: corrections go along, and what changed is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from carnet.choices import Choices, Fix
from carnet.contract import Plan
from carnet.pipeline import Timings, make_plan
from carnet.pipeline.no_book import NoBook
from carnet.pipeline.versions import CellChange, Kept, RowChange, compare, kept_of, refit

HEADER = "Client ID,Name,Email,Row"
FIRST = [
    "C1,Ann Roy,ann@example.com,1",
    "C2,Bob Hay,bob@example,2",
    ",Cleo Day,cleo.example.com,3",
    ",,dan@,4",
]


class Desk:
    """Plans of files."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._files = folder, 0

    def plan(self, *rows: str, header: str = HEADER, fixes: tuple[Fix, ...] = ()) -> Plan:
        self._files += 1
        path = self._folder / f"{self._files}.csv"
        path.write_text("\n".join([header, *rows]), "utf-8")
        scratch = self._folder / str(self._files)
        scratch.mkdir()
        return make_plan([path], Choices(fixes=fixes), NoBook(), scratch, Timings())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_corrections_go_along_with_their_rows_wherever_these_stand(desk: Desk) -> None:
    fixes = (
        Fix(0, "1", 3, 2, "bob@example", "bob@example.com"),
        Fix(0, "1", 4, 2, "cleo.example.com", "cleo@example.com"),
        Fix(0, "1", 5, 2, "dan@", "dan@example.com"),
    )
    kept = kept_of(desk.plan(*FIRST, fixes=fixes).sheets, fixes)
    assert [one.column for one in kept] == ["email"] * 3
    moved = desk.plan(
        "bob@example,C2,9,Robert Hay", "cleo.example.com,,8,CLEO  day", "ann@example.com,C1,7,Ann Roy",
        header="Email,Client ID,Row,Name",
    )  # fmt: skip
    told = refit(kept, [one.place for one in moved.sheets], [one.mapped.recognised for one in moved.sheets])
    assert told.fixes == (
        Fix(0, "2", 2, 0, "bob@example", "bob@example.com"),
        Fix(0, "2", 3, 0, "cleo.example.com", "cleo@example.com"),
    )
    assert [one.was for one in told.unfit] == ["dan@"]
    later = desk.plan("C2,Bob Hay,bob@example.com,2", ",Cleo Day,c@example.com,3")
    told = refit(kept, [one.place for one in later.sheets], [one.mapped.recognised for one in later.sheets])
    assert told.fixes == ()
    assert [one.was for one in told.there] == ["bob@example"]  # the firm corrected its own data
    assert [one.was for one in told.unfit] == ["cleo.example.com", "dan@"]


def test_a_row_that_is_not_alone_with_what_it_says_is_not_guessed_at(desk: Desk) -> None:
    fixes = (Fix(0, "1", 2, 2, "x@", "x@example.com"),)
    twins = ["C1,Ann Roy,x@,1", "C1,Ann Roy,x@,1"]
    kept = kept_of(desk.plan(*twins).sheets, fixes)
    assert kept == [Kept("1", "email", "x@", "x@example.com", ())]
    alone = desk.plan(twins[0])
    told = refit(kept, [one.place for one in alone.sheets], [one.mapped.recognised for one in alone.sheets])
    assert told.unfit == tuple(kept)


def test_two_versions_stand_side_by_side(desk: Desk) -> None:
    before = desk.plan(*FIRST)
    after = desk.plan("C9,Eve Oak,eve@example,9", *FIRST[2:3], "C2,Bob Hay,bob@example.com,2", FIRST[0])
    told = compare(before, after)
    assert (told.added, told.removed, told.changed, told.same, told.cells) == (1, 1, 1, 2, 1)
    assert told.rows == (
        RowChange("2", 3, 4, (CellChange("Email", "bob@example", "bob@example.com"),)),
        RowChange("2", 5, 0, (CellChange("Email", "dan@", ""), CellChange("Row", "4", ""))),
        RowChange("2", 0, 2, (CellChange("Client ID", "", "C9"), CellChange("Name", "", "Eve Oak"),
                              CellChange("Email", "", "eve@example"))),
    )  # fmt: skip
    assert sum(told.solved.values()) >= 1
    assert told.fresh == {"email.invalid": 1}
    assert told.still == {"email.invalid": 1}
    other = desk.plan("C1,Ann Roy,+1 202 555 0101", header="Client ID,Name,Phone")
    told = compare(before, other)
    assert (told.gone, told.come) == (("Email", "Row"), ("Phone",))
    assert (told.changed, told.same, told.removed) == (0, 1, 3)
    assert compare(before, before).rows == ()
