"""Recognised sheets for tests of the map stage, as the stage before hands them on."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from carnet.contract import Recognised, Sheet
from carnet.language import Text

_FOLDER = tempfile.TemporaryDirectory(prefix="carnet-map-")  # until the tests end


def recognised(
    columns: Sequence[tuple[str, Sequence[str]]],
    *,
    kind: str = "contact",
    left_out: Mapping[int, str] | None = None,
    provider: str = "other",
    layout: str = "",
) -> Recognised:
    """A recognised sheet of headers and their values; the header is row 1, the values from row 2 on."""
    rows = max((len(values) for _, values in columns), default=0)
    numbers = pl.Series("row", range(2, rows + 2), dtype=pl.UInt32)
    cells = {
        f"c{index}": pl.Series(
            [value if value.strip() else None for value in values] + [None] * (rows - len(values)),
            dtype=pl.String,
        )
        for index, (_, values) in enumerate(columns)
    }
    with tempfile.NamedTemporaryFile(suffix=".arrow", dir=_FOLDER.name, delete=False) as file:
        path = Path(file.name)
    pl.DataFrame({"row": numbers, **cells}).write_ipc(path)
    sheet = Sheet("clients.csv", "clients", "csv", (path,), len(columns), rows)
    headers = tuple(header for header, _ in columns)
    reason = Text("invented", "inventé")
    return Recognised(sheet, provider, layout, 1.0, reason, 1, headers, dict(left_out or {}), kind)
