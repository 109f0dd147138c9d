"""Any table at all: bounded, in order, and nothing left out without a word."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from carnet.stages.match.evidence import refine, score
from carnet.stages.match.evidence.blocking import THOROUGH, candidate_pairs
from carnet.stages.match.evidence.cluster import cluster
from carnet.stages.match.evidence.find import find_duplicates
from carnet.stages.match.evidence.identifiers import identifying, is_label
from carnet.stages.match.evidence.model import default_model
from carnet.stages.match.evidence.records import comparison_table
from carnet.stages.match.evidence.score import score_pairs
from carnet.stages.match.evidence.weigh import log_prior
from match.estimate import records
from match.tables import facts
from tests.evidence.people import among_strangers, one_contact, person, strangers, table
from tests.support.generated import few


@pytest.mark.parametrize("number", [0, 1])
def test_a_table_of_no_or_one_row_has_no_duplicates(number: int) -> None:
    found = find_duplicates(table(strangers(number + 1)).head(number))
    assert found.frame["cluster_id"].to_list() == list(range(number))


def test_rows_that_say_nothing_stay_alone_and_are_counted() -> None:
    found = among_strangers({"kind": "person"}, {"kind": "person"})
    assert found.frame["cluster_id"].gather([0, 1]).n_unique() == 2
    assert found.left_out.row(0) == ("nothing to compare", 0, 2, 0)


def test_a_hundred_thousand_equal_rows_are_one_contact_compared_once() -> None:
    row = table([person("Margaret", "Thornhill", birth_date="1961-03-28")])
    many = pl.concat([row] * 100_000).with_columns(unique_id=pl.int_range(pl.len(), dtype=pl.UInt32))
    found = find_duplicates(many)
    assert found.frame["cluster_id"].n_unique() == 1
    assert found.pairs.height == 0


def test_a_value_that_everybody_shares_is_left_out_of_blocking_and_named() -> None:
    rows = table(strangers(5_000)).with_columns(
        phones=pl.lit(["+61298765432"]), street=pl.lit("quandongroad"), number=pl.lit("14")
    )
    blocked = candidate_pairs(rows, "person")
    assert blocked.pairs.height <= THOROUGH[1]
    assert {"phone", "address"} <= set(blocked.left_out["key"])
    assert blocked.left_out["records"].max() == 5_000


def test_columns_that_are_all_empty_weigh_nothing() -> None:
    row = {"birth_date": "1961-03-28", "line": "14 Quandong Road", "city": "Wirrabilla"}
    found = among_strangers(person("Margaret", "Thornhill", **row), person("Peggy", "Thornhill", **row))
    empty = {column for column in found.pairs.columns if column.startswith("gamma_")}
    assert found.pairs["gamma_registration"].unique().to_list() == [-1]
    assert one_contact(found, 0, 1)
    assert "gamma_given" in empty


@pytest.mark.parametrize("header", ["cluster", "Cluster ID", "true_id", "label", "entity_id", "Ground truth"])
def test_a_column_that_tells_the_answer_is_never_read(header: str) -> None:
    assert is_label(header)
    assert not identifying([(header, pl.Series(["A7001", "A7001", "A9422", "A9422"]))])


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        pytest.param(["5304461", "5304461", "1130562", "9945003"], True, id="a member number"),
        pytest.param(["rec-1-org", "rec-1-dup", "rec-2-org", "rec-3-org"], False, id="a number of the row"),
        pytest.param(["1", "2", "3", "4"], False, id="counted rows"),
        pytest.param(["1000", "1000", "1001", "1002"], False, id="numbers counted out"),
        pytest.param(["gold", "gold", "gold", "blue"], False, id="a class"),
    ],
)
def test_only_issued_numbers_identify_a_contact(values: list[str], kept: bool) -> None:
    assert bool(identifying([("member no", pl.Series(values))])) is kept


@pytest.mark.parametrize("kind", ["person", "organization"])
def test_few_pairs_are_compared_as_splink_compares_many(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = comparison_table(facts(records(kind, 7, 40, 1.6)))
    model, pairs = default_model(kind), candidate_pairs(rows, kind).pairs
    few = score_pairs(rows, pairs, model, log_prior(model, 40), floor=None)
    monkeypatch.setattr(score, "QUERIED", 0)
    many = score_pairs(rows, pairs, model, log_prior(model, 40), floor=None)
    assert_frame_equal(few, many, check_row_order=False, rel_tol=0, abs_tol=1e-9)
    kept = few.filter(pl.col("strangers") >= score.FLOOR)
    again = score_pairs(rows, pairs, model, log_prior(model, 40))
    assert_frame_equal(kept, again, check_row_order=False, rel_tol=0, abs_tol=1e-9)
    assert 0 < kept.height < few.height


def test_what_is_learnt_does_not_depend_on_the_order_in_which_pairs_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(refine, "SAMPLE", 40)
    rows = table([*strangers(60), *strangers(60)])
    model = default_model("person")
    pairs = score_pairs(rows, candidate_pairs(rows, "person").pairs, model, log_prior(model, 120))
    once, again = (refine.refined(model, part, 120) for part in (pairs, pairs.reverse()))
    assert pairs.height > refine.SAMPLE
    assert once.copies == pytest.approx(again.copies)
    assert once.weights["given"].same == pytest.approx(again.weights["given"].same)


_LINKS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.floats(-9, 9)), max_size=40)


@given(_LINKS)
@few(50)
def test_contradicting_records_never_meet_and_the_order_of_pairs_does_not_matter(
    links: list[tuple[int, int, float]],
) -> None:
    told = {(min(a, b), max(a, b)): (odds, odds < -6) for a, b, odds in links if a != b}
    rows = [(a, b, odds, apart) for (a, b), (odds, apart) in told.items()]
    schema = {"l": pl.UInt32, "r": pl.UInt32, "odds": pl.Float64, "apart": pl.Boolean}
    label = cluster(12, pl.DataFrame(rows, schema=schema, orient="row"), 0.0)
    again = cluster(12, pl.DataFrame(rows[::-1], schema=schema, orient="row"), 0.0)
    assert label.tolist() == again.tolist()
    assert all(label[a] != label[b] for a, b, _, apart in rows if apart)
    assert all(label[first] == first for first in label)
