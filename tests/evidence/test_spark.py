"""On Spark the same contacts are the same; without Spark a sentence says what to install."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from carnet.contract import CarnetError
from carnet.stages.match.evidence import blocking
from carnet.stages.match.evidence.backends import connected, require
from carnet.stages.match.evidence.find import Clusters, find_duplicates
from tests.evidence.people import one_contact, organization, person, strangers, table

SMALL = (
    "--master local[2] --driver-memory 512m --driver-java-options '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC "
    "-XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote' "
    "--conf spark.sql.shuffle.partitions=2 --conf spark.default.parallelism=2 --conf spark.ui.enabled=false "
    "--conf spark.sql.adaptive.enabled=false --conf spark.sql.codegen.wholeStage=false "
    "--conf spark.sql.maxPlanStringLength=100 --conf spark.log.level=ERROR "
    "--conf spark.ui.showConsoleProgress=false pyspark-shell"
)
BIRTH = {"birth_date": "1961-03-28"}
FEW = 3.2  # pairs for each record, so that a part of the keys of one size is taken
HOME = {"line": "14 Quandong Road", "city": "Wirrabilla", "postal_code": "2795"}
PLANT = {"line": "3 Tallow Lane", "city": "Corindi", "postal_code": "2456", "phone": "+61298761900"}
# Each two rows are one contact, by another kind of agreement.
TWICE = [
    person("Margaret", "Thornhill", email="m.thornhill@wattle.example", **BIRTH, **HOME),
    person("Peggy", "Thornhill", email="m.thornhil@wattle.example", **BIRTH, **HOME),
    person("Magaret", "Øster", birth_date="1948-07-02", phone="+61298761801"),
    person("Margaret", "Oster", birth_date="1948-02-07", phone="+61298761801"),
    person("Quillon", "Vantongeren", birth_date="1975-11-30", email="qv@marram.example"),
    person("Vantongeren", "Quilon", birth_date="1975-11-30", email="qv@marram.example"),
    organization("Quandong Holdings Pty Ltd", registration="au_abn:51824753556", **PLANT),
    organization("Holdings Quandong Ltd", registration="au_abn:51824753556", **PLANT),
    organization("Mulga Creek Catering Trust", email="office@mulgacreek.example", **HOME),
    organization("Mulga Crek Catering", email="accounts@mulgacreek.example", **HOME),
]


def _rows() -> list[dict[str, object]]:
    others = strangers(150)
    again = [{**row, "first_name": f"{row['first_name'][:-1]}n", "emails": None} for row in others[:30]]
    firms = [
        organization(f"{row['last_name']} Removals", phone=row["phones"][0], city="Corindi")
        for row in others[100:120]
    ]
    return [*TWICE, *others, *again, *firms]


@pytest.fixture(scope="module")
def spark_settings() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_SUBMIT_ARGS", SMALL)
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.delenv("SPARK_REMOTE", raising=False)
        yield


@dataclass(frozen=True)
class Searched:
    """The same rows searched here and there, and the views of the session that was open before."""

    here: Clusters
    there: Clusters
    views: list[str]


@pytest.fixture(scope="module")
def searched(spark_settings: None) -> Searched:
    from pyspark.sql import SparkSession

    rows = table(_rows())
    mine = SparkSession.builder.getOrCreate()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocking, "ALL_BELOW", 0)  # as in a long list, with keys that too many share
        patch.setattr(blocking, "THOROUGH", (FEW, 0))
        mine.range(3).createOrReplaceTempView("mine")
        there = find_duplicates(rows, engine="spark")
        views = [view.name for view in mine.catalog.listTables()]
        here = find_duplicates(rows)
    mine.stop()
    return Searched(here, there, views)


def test_spark_gives_each_row_the_cluster_that_duckdb_gives_it(searched: Searched) -> None:
    clusters = searched.there.frame["cluster_id"].to_list()
    assert clusters == searched.here.frame["cluster_id"].to_list()
    assert all(one_contact(searched.there, row, row + 1) for row in range(0, len(TWICE), 2))


def test_spark_gives_each_pair_the_probability_and_the_evidence_that_duckdb_gives_it(
    searched: Searched,
) -> None:
    here, there = (found.pairs.sort("kind", "l", "r") for found in (searched.here, searched.there))
    told = ["kind", "l", "r", "apart", *(name for name in here.columns if name.startswith("gamma_"))]
    assert there.schema == here.schema
    assert there.select(told).equals(here.select(told))
    for measure in ("probability", "related"):
        assert (there[measure] - here[measure]).abs().max() < 1e-6  # type: ignore[operator]
    assert set(here["kind"]) == {"person", "organization"}


def test_spark_leaves_out_of_comparison_what_duckdb_leaves_out(searched: Searched) -> None:
    assert searched.there.left_out.equals(searched.here.left_out)
    assert searched.here.left_out.height > 0


def test_the_session_of_the_caller_stays_open_and_as_it_was(searched: Searched) -> None:
    assert searched.views == ["mine"]


def test_a_session_that_was_opened_to_compare_is_closed_after_it(spark_settings: None) -> None:
    from pyspark.sql import SparkSession

    with connected("spark") as engine, engine.tables() as tables:
        tables.register(pl.DataFrame({"name": ["Ana", None]}), "theirs")
        assert tables.read("select name from theirs").to_dict(as_series=False) == {"name": ["Ana", None]}
    assert SparkSession.getActiveSession() is None


def _without_java(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.delenv("JAVA_HOME", raising=False)
    patch.setenv("PATH", str(folder))


def _old_java(folder: Path) -> None:
    program = folder / "java"
    program.write_text("#!/bin/sh\necho 'openjdk version \"1.8.0_412\"' >&2\n", encoding="utf-8")
    program.chmod(0o755)


def test_without_java_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _without_java(monkeypatch, tmp_path)
    with pytest.raises(CarnetError) as told:
        require("spark")
    assert (told.value.code, told.value.values["value"]) == ("argument.engine_missing", "Java 17")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for an old Java is a shell script")
def test_a_java_that_is_too_old_for_spark_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _without_java(monkeypatch, tmp_path)
    _old_java(tmp_path)
    with pytest.raises(CarnetError) as told:
        require("spark")
    assert (told.value.code, told.value.values["value"]) == ("argument.engine_missing", "Java 17")


def test_without_pyspark_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(CarnetError) as told:
        find_duplicates(table(strangers(3)), engine="spark")
    assert (told.value.code, told.value.values["value"]) == ("argument.engine_missing", "PySpark")


def test_an_engine_that_there_is_not_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="cannot be searched on sqlite"):
        find_duplicates(pl.DataFrame(), engine="sqlite")
