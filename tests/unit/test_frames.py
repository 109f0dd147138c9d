"""Frames that move to a file say the same as before, and no file stays."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from carnet.frames import LARGE, chosen, page_out, paged


@pytest.fixture(scope="module")
def large() -> pl.DataFrame:
    numbers = pl.int_range(LARGE + 1, eager=True).alias("number")
    text = pl.col("number").cast(pl.String) + " Rue des Érables, Québec"
    item = pl.struct("text", pl.lit(None, pl.String).alias("none"))
    lists = pl.when(pl.col("number") % 3 == 0).then(pl.concat_list(item, item))
    return numbers.to_frame().with_columns(text=text, odd=numbers % 2 == 1).with_columns(items=lists)


def test_a_large_frame_says_the_same_from_its_file(
    large: pl.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    moved = paged(large)
    assert_frame_equal(moved, large)
    some = moved.filter("odd")
    page_out()
    assert_frame_equal(moved, large)
    del moved
    assert_frame_equal(some, large.filter("odd"))  # which still reads texts of the file
    assert not list(tmp_path.iterdir())


def test_a_small_frame_stays_where_it_is(large: pl.DataFrame) -> None:
    small = large.head(LARGE)
    assert paged(small) is small


def test_nothing_is_copied_where_every_row_is_chosen(large: pl.DataFrame) -> None:
    assert chosen(large, large["number"] >= 0) is large
    assert chosen(large, large["number"] < 2).height == 2
