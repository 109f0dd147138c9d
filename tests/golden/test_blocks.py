"""How many rows are taken at a time is no matter of what is found."""

from __future__ import annotations

from typing import Any

import pytest
from tests.golden.test_golden import CASES
from tests.support.runs import told

from carnet.stages.assemble import shelf
from carnet.stages.assemble.columns import sheet

FEW = 5  # rows; each block costs as much as a small file


@pytest.mark.parametrize("case", CASES)
def test_a_sample_taken_a_few_rows_at_a_time_gives_the_same(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _comparable(told(CASES[case]))
    monkeypatch.setattr(shelf, "BLOCK", FEW)
    monkeypatch.setattr(sheet, "BLOCK", FEW)
    assert _comparable(told(CASES[case])) == whole


def _comparable(document: dict[str, Any]) -> dict[str, Any]:
    """The document with its findings in one order."""
    return document | {"findings": sorted(document["findings"], key=str)}
