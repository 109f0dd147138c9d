"""Frames as Arrow files that take no memory until their rows are looked at."""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from weakref import WeakSet

import polars as pl
import pyarrow as pa

LARGE = 100_000  # rows; smaller frames are not worth a file
_SMALL_FILES = 1_000_000  # bytes
_PAGES = hasattr(mmap.mmap, "madvise")  # not on Windows, where no file goes that is mapped
_pages: WeakSet[mmap.mmap] = WeakSet()  # of the frames that are paged
_held = Lock()  # while _pages is read or added to


def engine(files: Iterable[Path]) -> pl.Config:
    """For a with block: Polars' engine for the lists of these files; to stream a small one takes longer than
    to compute it."""
    small = sum(os.path.getsize(file) for file in files if os.path.isfile(file)) <= _SMALL_FILES
    return pl.Config(engine_affinity="in-memory" if small else "streaming")


def put(frame: pl.DataFrame, path: Path) -> None:
    """Write a frame in one piece, uncompressed, so that it can be mapped."""
    frame.rechunk().write_ipc(path, compression="uncompressed", record_batch_size=max(frame.height, 1))


def mapped(path: Path) -> pl.DataFrame:
    """The frame of a file, mapped into memory: opening it costs a millisecond whatever its length.

    Raises:
        OSError: there is no such file. ValueError: it is broken.
    """
    with pa.memory_map(str(path)) as source:
        return _opened(source, path.name)


def paged(frame: pl.DataFrame) -> pl.DataFrame:
    """The same frame; a large one moves to a file that goes with it, and takes memory as it is looked at.

    What was looked at stays in memory until page_out(), or until another frame is paged.
    """
    if frame.height <= LARGE or not frame.width or not _PAGES:
        return frame
    page_out()
    with NamedTemporaryFile(prefix="carnet-") as file:
        put(frame, Path(file.name))
        pages = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    with _held:
        _pages.add(pages)
    return _opened(pa.BufferReader(pa.py_buffer(pages)), file.name)


def page_out() -> None:
    """Give back the memory that paged frames took; what is looked at again is read again."""
    with _held:
        every = tuple(_pages)
    for pages in every:
        pages.madvise(mmap.MADV_DONTNEED)


def chosen(frame: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    """The rows that are chosen; where all are, the frame itself and no copy of it.

    Args:
        rows: one truth a row.
    """
    return frame if rows.all() else frame.filter(rows)


def _opened(source: pa.NativeFile, name: str) -> pl.DataFrame:
    frame = pl.from_arrow(pa.ipc.open_file(source).read_all(), rechunk=False)
    if not isinstance(frame, pl.DataFrame):
        raise ValueError(name)
    return frame
