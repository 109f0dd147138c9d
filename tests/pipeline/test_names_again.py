"""What a person of the book is called once a file names them otherwise."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.desk import Desk, assert_changes_nothing, codes

from carnet.contract import Mode

ANN = "Client ID,First Name,Middle Name,Last Name\np-1,Ann,Marie,Roe\np-2,Bo,,Li\n"
NAMES = ("name", "first_name", "middle_name", "last_name")
KEPT = ("Ann Marie Roe", "Ann", "Marie", "Roe")


def called(desk: Desk, header: str, ann: str, **choices: Any) -> tuple[tuple[str | None, ...], list[str]]:
    """Ann's names after a file that names her so, and the codes of the findings."""
    desk.begin(ANN)
    path = desk.file(
        "again.csv", f"Client ID,{header}\np-1,{ann}\np-2,{'Bo Li' if ',' not in header else 'Bo,,Li'}\n"
    )
    plan = desk.take(path, **choices)
    assert_changes_nothing(desk.plan(path, **choices))
    shown = {contact["client_identifier"]: contact for contact in desk.shows().values()}
    return tuple(shown["p-1"].get(name) for name in NAMES), codes(plan)


@pytest.mark.parametrize(
    ("header", "ann", "names"),
    [
        ("Full Name", "Ann Roe", ("Ann Roe", "Ann", None, "Roe")),
        ("Full Name", '"Smith, Ann"', ("Ann Smith", "Ann", None, "Smith")),
        ("Full Name", "ANN MARIE ROE", KEPT),
        ("Full Name", "", KEPT),
        ("First Name,Middle Name,Last Name", "Ann,,Roe", KEPT),
        ("First Name,Middle Name,Last Name", "Ann,Lea,Roe", ("Ann Lea Roe", "Ann", "Lea", "Roe")),
        ("First Name,Middle Name,Last Name", ",,Smith", ("Ann Marie Smith", "Ann", "Marie", "Smith")),
        ("First Name,Middle Name,Last Name", ",,", KEPT),
    ],
)
def test_a_whole_name_takes_the_place_of_the_name_and_parts_that_of_parts(
    desk: Desk, header: str, ann: str, names: tuple[str | None, ...]
) -> None:
    assert called(desk, header, ann)[0] == names


def test_a_middle_name_that_the_file_does_not_give_is_kept_and_said(desk: Desk) -> None:
    names, found = called(desk, "First Name,Middle Name,Last Name", "Ann,,Smith")
    assert names == ("Ann Marie Smith", "Ann", "Marie", "Smith")
    assert "name.middle_kept" in found


@pytest.mark.parametrize("mode", [Mode.FILL, Mode.CREATE])
def test_a_mode_that_changes_no_value_changes_no_name(desk: Desk, mode: Mode) -> None:
    assert called(desk, "Full Name", "Ann Smith", mode=mode)[0] == KEPT
