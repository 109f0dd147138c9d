"""QuickBooks' names of customers: parents, currencies, deleted ones."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.stages.normalise.customers import normalise_customers


def _read(text: str | None) -> dict[str, str | None]:
    return normalise_customers(pl.Series([text], dtype=pl.String)).row(0, named=True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("O'Brien & Daughters - USD", "O'Brien & Daughters"),
        ("Kwan Trading (HKD)", "Kwan Trading"),
        ("Zürich Café EUR", "Zürich Café"),
    ],
)
def test_a_currency_behind_a_name_is_no_part_of_it(text: str, name: str) -> None:
    row = _read(text)
    assert (row["value"], row["code"]) == (name, "customer.currency")


@pytest.mark.parametrize("text", ["USD", "Gold CAD Drafting Ltd", "Pay-EUR", "Club 10:30", "Ratio 3:1 Ltd"])
def test_a_name_that_only_looks_like_one_of_these_stays_as_it_is(text: str) -> None:
    row = _read(text)
    assert (row["value"], row["parent"], row["code"]) == (text, None, None)


def test_a_person_under_an_organization_belongs_to_it() -> None:
    row = _read("Acme Widgets Inc.:John Smith")
    assert (row["value"], row["parent"], row["code"]) == (
        "John Smith",
        "Acme Widgets Inc.",
        "customer.of_parent",
    )


def test_a_branch_or_a_job_keeps_its_full_name_which_alone_is_unique() -> None:
    for text in ("Acme Widgets Inc.:West Branch", "Smith, John:Kitchen remodel"):
        row = _read(text)
        assert (row["value"], row["parent"], row["code"]) == (text, None, "customer.of_parent")


def test_a_deleted_customer_is_told_and_taken_without_the_mark() -> None:
    row = _read("Old Mill Bakery (deleted)")
    assert (row["value"], row["code"]) == ("Old Mill Bakery", "customer.deleted")
    assert _read("Ancien client (supprimé)")["value"] == "Ancien client"


@given(st.lists(st.one_of(st.none(), st.text(alphabet="Ab: -()USD", max_size=12)), max_size=5))
def test_every_cell_with_a_name_keeps_one(texts: list[str | None]) -> None:
    found = normalise_customers(pl.Series(texts, dtype=pl.String))
    assert found.height == len(texts)
    for text, name in zip(texts, found["value"], strict=True):
        assert (name is None) == (not (text or "").strip())
        assert name is None or "".join(name.split()) in "".join((text or "").split())
