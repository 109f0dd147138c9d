"""Each provider's sample gives the records that stand beside it.

``make golden`` writes what is missing for reading; CARNET_GOLDEN=overwrite replaces what is there.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from tests.support.runs import told

FOLDER = Path(__file__).parent
WRITE = os.environ.get("CARNET_GOLDEN", "")


def _cases() -> dict[str, list[Path]]:
    """Case name -> files of one import: "xero/joined.clients.csv" and "xero/joined.contacts.csv" are one."""
    found: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(FOLDER.glob("*/*")):
        if path.is_file() and not path.name.endswith(".expected.json"):
            found[f"{path.parent.name}/{path.name.split('.')[0]}"].append(path)
    return found


CASES = _cases()


def _summary(document: dict[str, Any]) -> dict[str, Any]:
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
    }


@pytest.mark.parametrize("case", CASES)
def test_a_sample_gives_the_records_beside_it(case: str) -> None:
    expected_path = FOLDER / f"{case}.expected.json"
    found = _summary(told(CASES[case]))
    if WRITE == "overwrite" or (WRITE and not expected_path.exists()):
        expected_path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    expected = json.loads(expected_path.read_text(encoding="utf-8"))
    assert found == expected


@pytest.mark.parametrize("case", CASES)
def test_every_cell_of_a_sample_has_one_place(case: str) -> None:
    cells = told(CASES[case])["cells"]
    assert cells["read"] > 0
    assert cells["read"] == cells["stored"] + cells["merged"] + cells["set_aside"] + cells["refused"]


@pytest.mark.parametrize("case", CASES)
def test_a_sample_is_recognised_as_its_provider(case: str) -> None:
    document = told(CASES[case])
    providers = {sheet["provider"] for file in document["files"] for sheet in file["sheets"]}
    assert case.split("/")[0] in providers
