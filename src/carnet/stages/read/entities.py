"""Letters that a program wrote as a web page does, "&amp;" for "&", in a text that is none."""

from __future__ import annotations

import html
import mmap
import re
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from carnet.stages.read.parts import Parts

_MARK = re.compile(
    rb"&(?:amp;|quot;|apos;|nbsp;|#x?[0-9A-Fa-f]{2,6};|[A-Za-z]{1,2}(?:acute|grave|circ|uml|cedil);)"
)
_ENTITY = (
    r"&(?:amp|lt|gt|quot|apos|nbsp|rsquo|lsquo|#x?[0-9A-Fa-f]{2,6}|szlig"
    r"|[A-Za-z]{1,2}(?:acute|grave|circ|uml|cedil|tilde|ring|lig|slash));"
)


def example(path: Path) -> str:
    """A word of the text that has such a letter; "" where none has."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        mark = _MARK.search(data)
        if mark is None:
            return ""
        around = data[max(0, mark.start() - 20) : mark.end() + 20].decode("utf-8", "replace")
    found = re.search(rf"\w*{_ENTITY}\w*", around)
    return found[0] if found else ""


class Unescaped(Parts):
    """Takes the cells with the letters themselves."""

    def add(self, rows: pl.Series, columns: Sequence[pl.Series]) -> None:
        """See Parts."""
        super().add(rows, [_unescaped(column) for column in columns])


def _unescaped(column: pl.Series) -> pl.Series:
    written = column.filter(column.str.contains(_ENTITY)).unique()
    return column.replace(written, [html.unescape(text) for text in written]) if len(written) else column
