"""Pairs found and compared on Spark: what there is to say to it, and a session to say it in.

Splink's own functions for Spark count half transpositions in another way than DuckDB does, which gives other
levels for names like Magaret and Margaret. So on Spark, too, it is DuckDB that tells how similar two texts
are: its function runs in Spark's Python workers, on the columns of each batch. The keys of records are made
there as well, by the same code as without Spark.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa

from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.stages.match.evidence import blocking

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

OLDEST_JAVA = 17  # Source: Spark 4, docs/index.md, "Downloading"
FUNCTIONS = {
    "jw": "carnet_jaro_winkler", "dl": "carnet_damerau_levenshtein", "any": "arrays_overlap",
    "both": "array_intersect", "size": "size", "has": "array_contains", "starts": "startswith",
    "without": "array_except", "joined": "array_join",
}  # fmt: skip
# With these, Spark makes a comparison again for each place that asks for its result.
_TWICE = ",".join(
    f"org.apache.spark.sql.catalyst.optimizer.{name}" for name in ("PushDownPredicates", "CollapseProject")
)

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


def require() -> None:
    """Nothing, where Spark can be started here.

    Raises:
        CarnetError: argument.engine_missing.
    """
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
def session() -> Iterator[SparkSession]:
    """A session beside the one that there is, or of a new one that ends here; the caller's stays as it is."""
    with _running() as running:
        apart = running.newSession()
        apart.conf.set("spark.sql.optimizer.excludedRules", _TWICE)
        apart.conf.set("spark.sql.constraintPropagation.enabled", "false")  # dear, of many comparisons
        try:
            yield apart
        finally:
            forget(apart)


@contextmanager
def _running() -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession

    if active := SparkSession.getActiveSession():
        yield active
        return
    builder = SparkSession.builder.appName("carnet match")
    if "PYSPARK_GATEWAY_PORT" not in os.environ:  # not by spark-submit, whose settings are its own
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = builder.config("spark.ui.enabled", "false").config("spark.log.level", "ERROR")
    made = builder.getOrCreate()
    try:
        yield made
    finally:
        made.stop()


def api(apart: SparkSession) -> Any:
    """What Splink talks to, in a session that knows FUNCTIONS from here on."""
    from pyspark.sql.functions import arrow_udf  # type: ignore[attr-defined]  # its stub is behind
    from splink.backends.spark import SparkAPI

    apart.udf.register(FUNCTIONS["jw"], arrow_udf(_on_workers("jaro_winkler_similarity"), "double"))
    apart.udf.register(FUNCTIONS["dl"], arrow_udf(_on_workers("damerau_levenshtein"), "long"))
    return SparkAPI(spark_session=apart, break_lineage_method="persist", register_udfs_automatically=False)  # type: ignore[no-untyped-call]


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


def candidate_pairs(apart: SparkSession, table: pl.DataFrame, kind: str) -> blocking.Blocked:
    """What blocking.candidate_pairs gives for the table; the pairs are Spark's and stay there."""
    if table.height <= blocking.ALL_BELOW:
        return blocking.candidate_pairs(table, kind)
    records = blocking.keyed(table, kind)
    apart.createDataFrame(signed(records)).createOrReplaceTempView("carnet_read")
    apart.udf.register("carnet_keys_of", _keys_on_workers(kind))
    keys = apart.sql(
        "select unique_id, told.key, told.tag from (select unique_id, "
        f"explode(carnet_keys_of(struct({', '.join(records.columns)}))) as told from carnet_read)"
    )
    keys.persist().createOrReplaceTempView("carnet_keys")
    sizes = apart.sql(
        "select key, count(*) as records, count(*) * (count(*) - 1) div 2 as pairs, min(tag) as tag "
        "from carnet_keys group by key having count(*) > 1"
    )
    sizes.persist().createOrReplaceTempView("carnet_sizes")
    taken = _taken(apart, blocking.most_pairs(table.height, blocking.THOROUGH))
    left_out = read(
        apart,
        "select tag as key, count(*) as values, max(records) as records, sum(pairs) as pairs "
        f"from carnet_sizes as s where not ({taken}) group by tag",
    )
    pairs = apart.sql(
        "with taken as (select k.unique_id, k.key from carnet_keys as k join carnet_sizes as s "
        f"on k.key = s.key where {taken}) "
        "select distinct one.unique_id as l, other.unique_id as r from taken as one join taken as other "
        "on one.key = other.key and one.unique_id < other.unique_id"
    )
    return blocking.Blocked(pairs, blocking.in_order(left_out))


def _keys_on_workers(kind: str) -> Any:
    """The keys of each record, told with all that blocking.keyed has."""
    from pyspark.sql.functions import arrow_udf  # type: ignore[attr-defined]

    def over(records: pa.Array) -> pa.Array:
        table = (
            pl.Series(pl.from_arrow(records)).struct.unnest().with_columns(unique_id=pl.int_range(pl.len()))
        )
        keys = (
            pl.concat(blocking.block_keys(table, kind))
            .group_by("unique_id")
            .agg(pl.struct("key", pl.col("tag").cast(pl.String)))
            .collect()
        )
        told = table.select("unique_id").join(keys, on="unique_id", how="left", maintain_order="left")
        return told["key"].to_arrow().cast(_KEYS)

    return arrow_udf(over, "array<struct<key: bigint, tag: string>>")


_KEYS = pa.list_(pa.struct([("key", pa.int64()), ("tag", pa.string())]))


def _taken(apart: SparkSession, budget: int) -> str:
    """The condition on carnet_sizes, called s, of the rarest keys: those with so many pairs together."""
    counted = read(
        apart,
        "select records, count(*) as keys, sum(pairs) as pairs from carnet_sizes "
        "group by records order by records",
    )
    over = counted.with_columns(total=pl.col("pairs").cum_sum()).filter(pl.col("total") > budget)
    if not over.height:
        return "true"
    records, keys, pairs, total = over.row(0)
    room = (budget - (total - pairs)) * keys // pairs  # for some keys of so many records
    if not room:
        return f"s.records < {records}"
    last = read(
        apart,
        f"select max(key) from (select key from carnet_sizes where records = {records} "
        f"order by key limit {room})",
    ).item()
    return f"s.records < {records} or (s.records = {records} and s.key <= {last})"


def read(apart: SparkSession, sql: str) -> pl.DataFrame:
    """The rows of a query, here."""
    return pl.DataFrame(apart.sql(sql).toArrow())


def signed(table: pl.DataFrame) -> pa.Table:
    """A table for Spark, which has no unsigned numbers."""
    return table.cast({pl.UInt32: pl.Int64}).to_arrow()


def forget(apart: SparkSession) -> None:
    """Give back what a session keeps in memory."""
    for table in apart.catalog.listTables():
        if table.isTemporary:
            apart.catalog.uncacheTable(table.name)
            apart.catalog.dropTempView(table.name)
