"""How many rows are taken at a time is no matter of what is found."""

from __future__ import annotations

import pytest
from tests.golden.test_golden import CASES, expected, summary
from tests.support.runs import told

from carnet.stages.assemble import shelf
from carnet.stages.assemble.columns import sheet

FEW = 5  # rows; each block costs as much as a small file
WHOLE = sorted({case.split("/")[0]: case for case in CASES}.values())  # one sample of each provider


@pytest.mark.parametrize("case", WHOLE)
def test_a_sample_taken_a_few_rows_at_a_time_gives_the_same(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "BLOCK", FEW)
    monkeypatch.setattr(sheet, "BLOCK", FEW)
    assert summary(told(CASES[case])) == expected(case)
