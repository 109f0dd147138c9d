"""What the two database engines do each in its own way: bulk writing, arrays as parameters, locks."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any, Protocol

import polars as pl

SLICE = 50_000  # rows in memory as Python objects at a time


Ready = list[tuple[str, Any]]  # each engine's own


class Cursor(Protocol):
    """The part of Django's cursor that the book uses."""

    db: Any
    description: Any
    rowcount: int

    def execute(self, sql: str, params: Any = None) -> Any: ...
    def executemany(self, sql: str, param_list: Any) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def fetchone(self) -> Any: ...
    def fetchmany(self, size: int = ...) -> list[Any]: ...


class Engine(Protocol):
    """One database engine. SQL uses %s for parameters, as Django's cursors do on both."""

    #: Subquery giving the values of an array of texts, as its column "value"; one parameter.
    texts: str
    #: Subquery giving the values of an array of integers, as its column "value"; one parameter.
    numbers: str
    #: Equal, or both null.
    same: str

    def array(self, values: pl.Series) -> object:
        """A whole array as one parameter, for ``texts`` and ``numbers``."""

    def instant(self, moment: Any) -> str:
        """A moment as the text that the engine stores."""

    def ready(self, frame: pl.DataFrame) -> Ready:
        """The rows of a frame, whose columns are a table's, as ``put`` takes them; any thread may ask."""

    def put(self, cursor: Cursor, table: str, rows: Ready) -> None:
        """Add rows that ``ready`` gave."""

    def insert(self, cursor: Cursor, table: str, frame: pl.DataFrame) -> None:
        """Add the rows of a frame; its columns are the table's."""

    def update(self, cursor: Cursor, table: str, frame: pl.DataFrame) -> None:
        """Set the columns of the rows that have the frame's ids."""

    def reserve(self, cursor: Cursor, table: str, count: int) -> pl.Series:
        """Ids that no other row has or will have, ascending, as Int64."""

    def lock(self, cursor: Cursor, firm: int) -> int | None:
        """Let nobody else change the firm's book until the transaction ends; the firm's revision."""

    def bulk(self, cursor: Cursor, table: str, rows: int) -> AbstractContextManager[None]:
        """Add or delete so many rows at once in the way that is fastest for them."""
