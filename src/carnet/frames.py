"""Frames as Arrow files that take no memory until their rows are looked at."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pyarrow as pa


def put(frame: pl.DataFrame, path: Path) -> None:
    """Write a frame in one piece, uncompressed, so that it can be mapped."""
    frame.rechunk().write_ipc(path, compression="uncompressed", record_batch_size=max(frame.height, 1))


def mapped(path: Path) -> pl.DataFrame:
    """The frame of a file, mapped into memory: opening it costs a millisecond whatever its length.

    Raises:
        OSError: there is no such file. ValueError: it is broken.
    """
    with pa.memory_map(str(path)) as source:
        frame = pl.from_arrow(pa.ipc.open_file(source).read_all(), rechunk=False)
    if not isinstance(frame, pl.DataFrame):
        raise ValueError(path.name)
    return frame
