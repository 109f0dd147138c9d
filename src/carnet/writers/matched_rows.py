"""The rows of files as they came, with the cluster of each: rows of one number are one contact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from carnet.contract import Mapped
from carnet.writers.csv_file import write_csv

ADDED = ("cluster_id", "probability")


def write_matched(path: Path, sheets: Sequence[Mapped], rows: pl.DataFrame, clusters: pl.DataFrame) -> None:
    """Write one table: the input's rows in order, then cluster_id and probability.

    Rows of several sheets stand under one header, columns of an equal header in one column. Rows that are
    no contacts (totals, footers) stand alone. UTF-8 is announced unless the files are plain UTF-8 themselves.

    Args:
        path: the file to write.
        sheets: those with contacts among them are written.
        rows: sheet, position: the rows that were compared.
        clusters: row, cluster_id, probability, in the order of rows.
    """
    listed = [(index, sheet) for index, sheet in enumerate(sheets) if sheet.recognised.kind != "none"]
    columns = list(dict.fromkeys(name for _, sheet in listed for name in _names(sheet)))
    found = rows.hstack(clusters.select(ADDED))
    headers = [f"{name} (2)" if name in ADDED else name for name, _ in columns]
    free = 1 + int(clusters.select(pl.col(ADDED[0]).max().fill_null(0)).item())
    bom = any(sheet.recognised.sheet.encoding != "utf-8" for _, sheet in listed)
    write_csv(path, [*headers, *ADDED], _tables(listed, columns, found, free), bom=bom)


def _names(sheet: Mapped) -> list[tuple[str, int]]:
    """The headers of a sheet, each with how many of the same stand before it."""
    headers = sheet.recognised.headers
    return [(name, headers[:place].count(name)) for place, name in enumerate(headers)]


def _tables(
    listed: Sequence[tuple[int, Mapped]], columns: Sequence[tuple[str, int]], found: pl.DataFrame, free: int
) -> Iterator[pl.DataFrame]:
    for index, sheet in listed:
        recognised = sheet.recognised
        whole = recognised.sheet.scan().collect()
        below = (whole["row"] > recognised.header_row).to_numpy()
        own = found.filter(pl.col("sheet") == index)
        cluster = np.full(whole.height, -1, dtype=np.int64)
        cluster[own["position"].to_numpy()] = own["cluster_id"].to_numpy()
        alone = (cluster < 0) & below
        cluster[alone] = free + np.arange(alone.sum())
        free += int(alone.sum())
        probability = np.ones(whole.height)
        probability[own["position"].to_numpy()] = own["probability"].to_numpy()
        place = {name: f"c{number}" for number, name in enumerate(_names(sheet))}
        told = [
            (pl.col(place[name]) if name in place else pl.lit(None, pl.String)).alias(f"t{number}")
            for number, name in enumerate(columns)
        ]
        added = [
            pl.Series(ADDED[0], cluster).cast(pl.String),
            pl.Series(ADDED[1], probability).round(4).cast(pl.String),
        ]
        yield whole.select(told).hstack(added).filter(below)
