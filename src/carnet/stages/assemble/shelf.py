"""Where values of a large sheet wait on disk, a block of rows a file: memory does not grow with the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TypeVar

import polars as pl

from carnet.frames import mapped, put

BLOCK = 100_000  # rows
T = TypeVar("T")


def at_once(columns: Sequence[T], rows: int) -> list[Sequence[T]]:
    """The columns that are looked at as one long column: as many as have a block of cells together.

    Args:
        columns: or what stands for them, one for each.
        rows: how many each has.
    """
    most = max(1, BLOCK // max(1, rows))
    return [columns[first : first + most] for first in range(0, len(columns), most)]


@dataclass(frozen=True, slots=True)
class Kept:
    """A frame that was put away: in memory where it is small, else a file in Arrow's IPC format."""

    at: pl.DataFrame | Path
    columns: tuple[str, ...]
    height: int

    def read(self) -> pl.DataFrame:
        """The frame, mapped into memory where it is a file: for who soon lets it go."""
        return self.at if isinstance(self.at, pl.DataFrame) else mapped(self.at)

    def copied(self, columns: Sequence[str]) -> pl.DataFrame:
        """Those of the columns that the frame has, of which some may stay without the others."""
        chosen = [name for name in self.columns if name in columns]
        if isinstance(self.at, pl.DataFrame):
            return self.at.select(chosen)
        return pl.read_ipc(self.at, columns=chosen)


class Shelf:
    """Takes the frames of one sheet.

    Args:
        folder: made where something has to be written.
        rows: the rows of the sheet; up to a block of them, everything stays in memory.
    """

    def __init__(self, folder: Path, rows: int) -> None:
        self._folder = folder
        self._large = rows > BLOCK
        self._numbers = count()

    def keep(self, frame: pl.DataFrame) -> Kept:
        """Put a frame away."""
        if not self._large:
            return Kept(frame, tuple(frame.columns), frame.height)
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{next(self._numbers)}.arrow"
        put(frame, path)
        return Kept(path, tuple(frame.columns), frame.height)

    def keep_blocks(self, values: pl.Series) -> tuple[Kept, ...]:
        """Put a column away, a frame with its values as "v" for each block of rows."""
        whole = values.alias("v").to_frame()
        return tuple(self.keep(part) for part in whole.iter_slices(BLOCK)) or (self.keep(whole),)
