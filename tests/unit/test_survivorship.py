"""Of several values one stands, by rule, and the reason is told."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from carnet.stages.survivorship import REASONS, RULES, SAID, completeness, survivors

Said = tuple[str, str, int, int, str | None, int | None]  # field, value, source, completeness, moment, trust


def said(*rows: Said) -> pl.DataFrame:
    named = [dict(zip(SAID.names(), (1, *row), strict=True)) for row in rows]
    return pl.DataFrame(named, schema=SAID)


def stands(*rows: Said, order: tuple[str, ...] = RULES) -> list[tuple[Any, ...]]:
    return survivors(said(*rows), order).select("field", "value", "reason").rows()


def test_the_most_complete_value_stands_before_the_most_recent_before_the_most_trusted() -> None:
    rows: list[Said] = [("name", "A. Ray", 1, 1, "2026", 2), ("name", "Ann Ray", 2, 2, "2025", 0)]
    assert stands(*rows) == [("name", "Ann Ray", "completeness")]
    assert stands(*rows, order=("moment", "trust")) == [("name", "A. Ray", "moment")]
    same: list[Said] = [("x", "a", 1, 0, "2026", 0), ("x", "b", 2, 0, "2026", 2)]
    assert stands(*same) == [("x", "b", "trust")]


def test_where_no_rule_tells_the_first_stands() -> None:
    assert stands(("x", "a", 1, 0, None, None), ("x", "b", 2, 0, None, None)) == [("x", "a", "first")]


def test_one_value_and_equal_values_need_no_rule() -> None:
    rows: list[Said] = [("x", "a", 2, 0, None, 0), ("y", "b", 1, 0, "2026", 0), ("y", "b", 2, 0, "2025", 1)]
    assert stands(*rows) == [("x", "a", "only"), ("y", "b", "equal")]


def test_a_first_name_goes_with_the_whole_name_that_stands() -> None:
    rows: list[Said] = [
        ("name", "A. Ray", 1, 1, "2026", 0), ("name", "Ann Ray", 2, 2, "2025", 0),
        ("first_name", "A", 1, 0, "2026", 0), ("first_name", "Ann", 2, 0, "2025", 0),
        ("middle_name", "Lee", 1, 1, "2026", 0),
    ]  # fmt: skip
    assert stands(*rows) == [
        ("name", "Ann Ray", "completeness"), ("first_name", "Ann", "together"),
        ("middle_name", "Lee", "only"),
    ]  # fmt: skip


def how_complete(field: str, *values: str) -> list[int]:
    frame = pl.DataFrame({"field": [field] * len(values), "value": values})
    return frame.select(completeness()).to_series().to_list()


def test_initials_are_less_complete_than_names_and_capitals_than_both_cases() -> None:
    initial, capitals, small, whole, longer = how_complete(
        "name", "J. McRay", "JO MCRAY", "jo mcray", "Jo McRay", "JO ANN MCRAY"
    )
    assert initial < capitals == small < whole < longer


def test_numbers_and_dates_are_not_weighed_by_their_length() -> None:
    assert how_complete("client_identifier", "A 100 200", "a1") == [0, 0]
    assert how_complete("birth_date", "1980", "1980-02-01") == [0, 0]


VALUE = st.sampled_from("abc")
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["name", "first_name", "x"]), VALUE, st.integers(1, 3), st.integers(0, 2),
        st.none() | st.sampled_from(["2025", "2026"]), st.none() | st.integers(0, 2),
    ),
    max_size=12,
)  # fmt: skip


@given(ROWS)
def test_each_field_has_one_value_that_somebody_said_and_a_reason(rows: list[Said]) -> None:
    found = survivors(said(*rows))
    assert found["field"].to_list() == list(dict.fromkeys(row[0] for row in rows))
    told = {(field, value, source) for field, value, source, *_ in rows}
    assert set(found.select("field", "value", "source").rows()) <= told
    assert set(found["reason"]) <= set(REASONS)
