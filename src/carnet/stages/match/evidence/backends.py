"""Where Splink compares: DuckDB in this process, or Spark. All that differs between the two is here.

Splink's own functions for Spark count half transpositions in another way than DuckDB does, which gives other
levels for names like Magaret and Margaret. So on Spark, too, it is DuckDB that tells how similar two texts
are: its function runs in Spark's Python workers, on the columns of each batch.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl
import pyarrow as pa
from splink.backends.duckdb import DuckDBAPI

from carnet.contract import CarnetError
from carnet.findings import Severity, rule

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# Where the least weight is asked for before the comparisons, Spark makes all of them twice.
_TWICE = "org.apache.spark.sql.catalyst.optimizer.PushDownPredicates"
OLDEST_JAVA = 17  # Source: Spark 4, docs/index.md, "Downloading"

rule(
    "argument.engine_missing",
    Severity.ERROR,
    en="--engine spark needs %(value)s, which was not found here. Install PySpark with "
    'pip install "carnet[spark]" and Java 17 or later (for example from https://adoptium.net), then start '
    "again; or leave --engine out to compare on this machine.",
    fr="--engine spark a besoin de %(value)s, introuvable ici. Installez PySpark avec "
    'pip install "carnet[spark]" et Java 17 ou plus récent (par exemple depuis https://adoptium.net), puis '
    "recommencez ; ou omettez --engine pour comparer sur cette machine.",
)


@dataclass(frozen=True, slots=True)
class Backend:
    """Splink's tables on one engine.

    Attributes:
        api: what Splink talks to.
        functions: the engine's functions, by the names that the conditions in levels use.
        given: a table in a form that the engine takes.
        read: the rows of a query.
    """

    api: Any
    functions: Mapping[str, str]
    given: Callable[[pl.DataFrame], pa.Table]
    read: Callable[[str], pl.DataFrame]

    def register(self, table: pl.DataFrame, name: str | None = None) -> Any:
        """The table as one of Splink's."""
        return self.api.register(self.given(table), dataset_display_name=name)


def connected(engine: str) -> AbstractContextManager[Backend]:
    """An engine ready to compare; what it made is forgotten at the end.

    Within another ``connected("spark")``, or where the caller has a Spark session, that session serves.

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
    if engine != "spark":
        return
    if find_spec("pyspark") is None:
        raise CarnetError("argument.engine_missing", value="PySpark")
    if "PYSPARK_GATEWAY_PORT" not in os.environ and _java() < OLDEST_JAVA:
        raise CarnetError("argument.engine_missing", value=f"Java {OLDEST_JAVA}")


def _java() -> int:
    """The release of Java that Spark would start; 0 where there is none."""
    home = os.environ.get("JAVA_HOME")
    program = shutil.which("java", path=str(Path(home, "bin")) if home else None)
    if program is None:
        return 0
    said = subprocess.run([program, "-version"], capture_output=True, text=True, errors="replace").stderr
    release = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(release[1]) if release else 0


@contextmanager
def _duckdb() -> Iterator[Backend]:
    connection = duckdb.connect()
    functions = {
        "jw": "jaro_winkler_similarity", "dl": "damerau_levenshtein", "any": "list_has_any",
        "both": "list_intersect", "size": "len", "has": "list_contains", "starts": "starts_with",
        "without": "carnet_without", "joined": "array_to_string",
    }  # fmt: skip
    connection.execute(
        "create macro carnet_without(one, other) as list_filter(one, lambda x: not list_contains(other, x))"
    )
    try:
        yield Backend(
            DuckDBAPI(connection), functions, pl.DataFrame.to_arrow, lambda sql: connection.sql(sql).pl()
        )
    finally:
        connection.close()


@contextmanager
def _spark() -> Iterator[Backend]:
    require("spark")
    functions = {
        "jw": "carnet_jaro_winkler", "dl": "carnet_damerau_levenshtein", "any": "arrays_overlap",
        "both": "array_intersect", "size": "size", "has": "array_contains", "starts": "startswith",
        "without": "array_except", "joined": "array_join",
    }  # fmt: skip
    with _session() as session:
        from pyspark.sql.functions import arrow_udf  # type: ignore[attr-defined]  # its stub is behind
        from splink.backends.spark import SparkAPI

        apart = session.newSession()  # the caller's views and functions stay as they are
        apart.conf.set("spark.sql.optimizer.excludedRules", _TWICE)
        apart.udf.register(functions["jw"], arrow_udf(_on_workers("jaro_winkler_similarity"), "double"))
        apart.udf.register(functions["dl"], arrow_udf(_on_workers("damerau_levenshtein"), "long"))
        api = SparkAPI(spark_session=apart, break_lineage_method="persist", register_udfs_automatically=False)  # type: ignore[no-untyped-call]
        try:
            yield Backend(api, functions, _signed, lambda sql: pl.DataFrame(apart.sql(sql).toArrow()))
        finally:
            _forget(apart)


_ENGINES: Mapping[str, Callable[[], AbstractContextManager[Backend]]] = {"duckdb": _duckdb, "spark": _spark}


@contextmanager
def _session() -> Iterator[SparkSession]:
    """The session that there is, or a new one that ends here."""
    from pyspark.sql import SparkSession

    if running := SparkSession.getActiveSession():
        yield running
        return
    builder = SparkSession.builder.appName("carnet match")
    if "PYSPARK_GATEWAY_PORT" not in os.environ:  # not by spark-submit, whose settings are its own
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = builder.config("spark.ui.enabled", "false").config("spark.log.level", "ERROR")
    session = builder.getOrCreate()
    try:
        yield session
    finally:
        session.stop()


def _on_workers(function: str) -> Callable[[pa.Array, pa.Array], pa.Array]:
    """A function of DuckDB over two columns of texts, for Spark's Python workers."""

    def over(left: pa.Array, right: pa.Array) -> pa.Array:
        import duckdb

        pairs = pa.table({"l": left, "r": right})
        duckdb.execute("set threads = 1")  # Spark starts a worker for each core
        return (
            duckdb.from_arrow(pairs)
            .project(f"{function}(l, r) as told")
            .to_arrow_table()["told"]
            .combine_chunks()
        )

    return over


def _signed(table: pl.DataFrame) -> pa.Table:
    """Spark has no unsigned numbers."""
    return table.cast({pl.UInt32: pl.Int64}).to_arrow()


def _forget(session: SparkSession) -> None:
    """Give back what a session keeps in memory."""
    for table in session.catalog.listTables():
        if table.isTemporary:
            session.catalog.uncacheTable(table.name)
            session.catalog.dropTempView(table.name)
