"""Where candidate pairs are sought and Splink compares them: DuckDB in this process, or Spark."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import polars as pl

from carnet.stages.match.evidence import spark
from carnet.stages.match.evidence.blocking import Blocked, candidate_pairs

FUNCTIONS = {
    "jw": "jaro_winkler_similarity", "dl": "damerau_levenshtein", "any": "list_has_any",
    "both": "list_intersect", "size": "len", "has": "list_contains", "starts": "starts_with",
    "without": "carnet_without", "joined": "array_to_string",
}  # fmt: skip
_PAIRS = ("'0' as match_key", "l as join_key_l", "r as join_key_r")


@dataclass(frozen=True, slots=True)
class Tables:
    """Splink's tables on one engine.

    Attributes:
        api: what Splink talks to.
        functions: the engine's functions, by the names that the conditions in levels use.
        given: a table in a form that the engine takes.
        read: the rows of a query.
    """

    api: Any
    functions: Mapping[str, str]
    given: Callable[[pl.DataFrame], Any]
    read: Callable[[str], pl.DataFrame]

    def register(self, table: pl.DataFrame, name: str | None = None) -> Any:
        """A table as one of Splink's."""
        return self.api.register(self.given(table), dataset_display_name=name)

    def register_pairs(self, pairs: Any) -> Any:
        """Blocked.pairs as Splink's candidate pairs."""
        if isinstance(pairs, pl.DataFrame):
            return self.register(pairs.select(pl.sql_expr(_PAIRS)))
        return self.api.register(pairs.selectExpr(*_PAIRS))


@dataclass(frozen=True, slots=True)
class Engine:
    """Something that compares.

    Attributes:
        candidates: the pairs of a table's records of one kind that are worth a look.
        tables: tables to compare in; what is made in them is forgotten at the end.
    """

    candidates: Callable[[pl.DataFrame, str], Blocked]
    tables: Callable[[], AbstractContextManager[Tables]]


def connected(engine: str) -> AbstractContextManager[Engine]:
    """An engine ready to compare. Where the caller has a Spark session, that session serves.

    Raises:
        CarnetError: argument.engine_missing.
        ValueError: there is no such engine.
    """
    if engine not in _ENGINES:
        raise ValueError(f"Duplicates cannot be searched on {engine}.")
    return _ENGINES[engine]()


def require(engine: str) -> None:
    """Nothing, where the engine can be started here.

    Raises:
        CarnetError: argument.engine_missing.
    """
    if engine == "spark":
        spark.require()


def duckdb_opened() -> duckdb.DuckDBPyConnection:
    """A database of DuckDB's in memory, with all of FUNCTIONS."""
    connection = duckdb.connect()
    connection.execute(
        "create macro carnet_without(one, other) as list_filter(one, lambda x: not list_contains(other, x))"
    )
    return connection


@contextmanager
def _in_duckdb() -> Iterator[Tables]:
    from splink.backends.duckdb import DuckDBAPI  # half a second to load

    with duckdb_opened() as connection:
        yield Tables(
            DuckDBAPI(connection), FUNCTIONS, pl.DataFrame.to_arrow, lambda sql: connection.sql(sql).pl()
        )


DUCKDB = Engine(candidate_pairs, _in_duckdb)


@contextmanager
def _duckdb() -> Iterator[Engine]:
    yield DUCKDB


@contextmanager
def _spark() -> Iterator[Engine]:
    spark.require()
    with spark.session() as session:

        @contextmanager
        def tables() -> Iterator[Tables]:
            try:
                yield Tables(
                    spark.api(session), spark.FUNCTIONS, spark.signed, lambda sql: spark.read(session, sql)
                )
            finally:
                spark.forget(session)

        yield Engine(lambda table, kind: spark.candidate_pairs(session, table, kind), tables)


_ENGINES: Mapping[str, Callable[[], AbstractContextManager[Engine]]] = {"duckdb": _duckdb, "spark": _spark}
