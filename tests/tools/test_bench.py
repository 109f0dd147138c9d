"""The bench: its messy files, its clock and its scales."""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl
import pytest
from stdnum.au import abn

import bench
from measure import messy
from measure.process import measure


def test_a_messy_file_has_its_rows_and_thirty_columns_whatever_the_size_of_a_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messy, "PIECE", 400)
    messy.write(tmp_path / "clients.csv", 1000)
    frame = pl.read_csv(tmp_path / "clients.csv", infer_schema=False)
    assert frame.shape == (1000, 30)
    assert frame["Client ID"].n_unique() == 1000
    numbers = frame["ABN"].drop_nulls()
    assert 0.97 < sum(map(abn.is_valid, numbers)) / len(numbers) < 1


def test_time_that_doubles_with_the_rows_grows_by_the_power_of_one() -> None:
    assert bench.exponent([(10, 1.0), (100, 10.0), (1000, 100.0)]) == pytest.approx(1)
    assert bench.exponent([(10, 1.0), (100, 100.0)]) == pytest.approx(2)


@pytest.mark.skipif(sys.platform == "win32", reason="the bench needs wait4")
def test_the_memory_of_a_child_is_not_taken_for_the_programs_own() -> None:
    child = "held = bytearray(150_000_000); import time; time.sleep(0.1)"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    measured = measure([sys.executable, "-c", program], {})
    assert measured.status == 0
    assert measured.largest > 140
    if sys.platform == "linux":
        assert measured.own < 100 < measured.child
