"""Each provider's sample gives the records that stand beside it, and a second time nothing more.

``make golden`` writes what is missing for reading; CARNET_GOLDEN=overwrite replaces what is there.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.support.desk import Desk, assert_changes_nothing
from tests.support.generated import SOAK
from tests.support.runs import records, work_items

from carnet.contract import Plan

FOLDER = Path(__file__).parent
WRITE = os.environ.get("CARNET_GOLDEN", "")


def _cases() -> dict[str, list[Path]]:
    """Case name -> files of one import: "xero/joined.clients.csv" and "xero/joined.contacts.csv" are one."""
    found: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(FOLDER.glob("[!_]*/*")):
        if path.is_file() and not path.name.endswith(".expected.json"):
            found[f"{path.parent.name}/{path.name.split('.')[0]}"].append(path)
    return found


CASES = _cases()
AGAIN = CASES if SOAK else {case.split("/")[0]: case for case in CASES}.values()  # one of each provider
Imported = Callable[[str], tuple[Desk, Plan, dict[str, Any]]]


def expected(case: str) -> dict[str, Any]:
    """What stands beside a sample."""
    text = (FOLDER / f"{case}.expected.json").read_text(encoding="utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


def summary(document: dict[str, Any]) -> dict[str, Any]:
    """The part of a check's document that stands beside a sample."""
    sheets = [sheet for file in document["files"] for sheet in file["sheets"]]
    return {
        "sheets": [
            {
                "provider": sheet["provider"],
                "header_row": sheet["header_row"],
                "columns": {
                    column["header"]: column["field"] for column in sheet["columns"] if column["header"]
                },
            }
            for sheet in sheets
        ],
        "cells": document["cells"],
        "findings": sorted(
            f"{finding['severity']} {finding['code']} row {finding['row']} {finding['column']}".strip()
            for finding in document["findings"]
        ),
        "contacts": document["contacts"],
        **({"work": document["work"]} if document["work"] else {}),
    }


@pytest.fixture(scope="module")
def imported(home: Path) -> Imported:
    """A desk at which a sample was imported, the plan and its document; once for all tests of a sample."""
    from carnet.book.setup import open_book

    @cache
    def first(case: str) -> tuple[Desk, Plan, dict[str, Any]]:
        desk = Desk(open_book(home, firm=case), home)
        return desk, desk.take(*CASES[case]), desk.told

    return first


@pytest.mark.parametrize("case", CASES)
def test_a_sample_is_recognised_and_gives_the_records_beside_it_each_cell_in_its_place(
    imported: Imported, case: str
) -> None:
    _, plan, told = imported(case)
    expected_path = FOLDER / f"{case}.expected.json"
    found = summary({**told, "contacts": records(plan), "work": work_items(plan)})
    if WRITE == "overwrite" or (WRITE and not expected_path.exists()):
        expected_path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == expected(case)
    assert case.split("/")[0] in {sheet["provider"] for sheet in found["sheets"]}
    cells = found["cells"]
    assert cells["read"] > 0
    assert cells["read"] == cells["stored"] + cells["merged"] + cells["set_aside"] + cells["refused"]


@pytest.mark.parametrize("case", AGAIN)
def test_a_new_export_of_the_contacts_of_a_sample_changes_nothing(imported: Imported, case: str) -> None:
    desk, first, _ = imported(case)
    desk.forget_sheets()
    second = desk.plan(*CASES[case])
    assert second.contacts.height == first.contacts.height > 0
    assert_changes_nothing(second)
