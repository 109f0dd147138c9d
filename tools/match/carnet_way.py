"""Carnet on a CSV file: read, recognise, map, normalise, compare; its columns are mapped by itself."""

from __future__ import annotations

import tempfile
from pathlib import Path

import polars as pl

from carnet.contract import Habits, Options
from carnet.stages.assemble.columns import standardise
from carnet.stages.assemble.mentions import gather
from carnet.stages.map import map_columns
from carnet.stages.match.evidence.facts import facts_of_rows
from carnet.stages.match.evidence.find import find_duplicates
from carnet.stages.match.evidence.records import comparison_table
from carnet.stages.read import read
from carnet.stages.recognise import recognise


def table_of(path: Path) -> pl.DataFrame:
    """The comparison table of a file's rows."""
    with tempfile.TemporaryDirectory() as folder:
        files = read([path], Options(), Path(folder))
        recognised, _ = recognise(files, Options())
        mapped = [map_columns(sheet, Options(), {})[0] for sheet in recognised]
        columns = [
            standardise(one, n, one.country, None, Path(folder), Habits()) for n, one in enumerate(mapped)
        ]
        return comparison_table(facts_of_rows(columns, gather(columns)))


def clusters(path: Path) -> list[int]:
    """A number for each row: equal where Carnet holds two to be one contact, by its one default."""
    return find_duplicates(table_of(path)).frame["cluster_id"].to_list()
