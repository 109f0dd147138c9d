"""A whole address in one cell, taken apart."""

from __future__ import annotations

import re
from collections import Counter

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carnet.stages.normalise.addresses import country_of_region, normalise_addresses, normalise_postal

_WORDS = re.compile(r"\w+")
Parts = tuple[str | None, str | None, str | None, str | None, str | None]


def _parts(text: str, country: str | None = None) -> tuple[object, ...]:
    row = normalise_addresses(pl.Series([text]), country).row(0, named=True)
    return row["line"], row["city"], row["region"], row["postal_code"], row["country"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "12 Wattle Street, Ballarat, VIC, 3350, Australia",
            ("12 Wattle Street", "Ballarat", "VIC", "3350", "AU"),
        ),
        (
            "12 Wattle Street, Suite 4, Ballarat VIC 3350",
            ("12 Wattle Street, Suite 4", "Ballarat", "VIC", "3350", "AU"),
        ),
        ("1 St Georges Tce, Perth WA 6000", ("1 St Georges Tce", "Perth", "WA", "6000", "AU")),
        ("1 Pike St, Seattle, WA 98101", ("1 Pike St", "Seattle", "WA", "98101", "US")),
        ("1 Pike St, Seattle, WA", ("1 Pike St", "Seattle", "WA", None, None)),
        ("1 Main St, Springfield, IL 62701-1234", ("1 Main St", "Springfield", "IL", "62701-1234", "US")),
        ("1 Main St, Springfield, Illinois", ("1 Main St", "Springfield", "Illinois", None, "US")),
        (
            "1 Main St, Springfield New Jersey 07001",
            ("1 Main St", "Springfield", "New Jersey", "07001", "US"),
        ),
        ("Springfield, IL", (None, "Springfield", "IL", None, "US")),
        ("350 5th Ave, New York, NY 10118, USA", ("350 5th Ave", "New York", "NY", "10118", "US")),
        ("12 Main St, San Jose, CA", ("12 Main St", "San Jose", "CA", None, "US")),
        ("12 Main St, Toronto, ON, M5V 2T6, CA", ("12 Main St", "Toronto", "ON", "M5V 2T6", "CA")),
        (
            "123 rue Sherbrooke, Montréal (Québec) H2X 1Y4",
            ("123 rue Sherbrooke", "Montréal", "Québec", "H2X 1Y4", "CA"),
        ),
        (
            "123 rue Sherbrooke\nMontréal QC H2X 1Y4\nCanada",
            ("123 rue Sherbrooke", "Montréal", "QC", "H2X 1Y4", "CA"),
        ),
        ("10 Downing Street, London SW1A 1AA", ("10 Downing Street", "London", None, "SW1A 1AA", "GB")),
        (
            "10 High St, Leeds, West Yorkshire, LS1 1AA, United Kingdom",
            ("10 High St", "Leeds", "West Yorkshire", "LS1 1AA", "GB"),
        ),
        ("12 Main Rd, Dublin 4, Ireland", ("12 Main Rd", "Dublin 4", None, None, "IE")),
        (
            "Level 3, 100 Queen Street, Auckland 1010, New Zealand",
            ("Level 3, 100 Queen Street", "Auckland", None, "1010", "NZ"),
        ),
        ("75008 Paris", (None, "Paris", None, "75008", None)),
        ("8 rue de la Paix 75002 Paris France", ("8 rue de la Paix", "Paris", None, "75002", "FR")),
        (
            "8 rue de la Paix\r\n75002 PARIS CEDEX 02\r\nFrance",
            ("8 rue de la Paix", "PARIS CEDEX 02", None, "75002", "FR"),
        ),
        ("Rue de la Loi 16, 1000 Bruxelles, Belgique", ("Rue de la Loi 16", "Bruxelles", None, "1000", "BE")),
        ("Bahnhofstrasse 1, CH-8001 Zürich", ("Bahnhofstrasse 1", "Zürich", None, "CH-8001", "CH")),
        ("Unter den Linden 1, 10117 Berlin, Germany", ("Unter den Linden 1", "Berlin", None, "10117", "DE")),
        ("10 Orchard Road, Singapore 238823", ("10 Orchard Road", "Singapore", None, "238823", "SG")),
        ("Unter den Linden 1, 10117 Berlin, DE", ("Unter den Linden 1", "Berlin", None, "10117", "DE")),
        ("12 Long St, Cape Town, 8001, South Africa", ("12 Long St", "Cape Town", None, "8001", "ZA")),
    ],
)
def test_an_address_comes_apart(text: str, expected: Parts) -> None:
    assert _parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 Main St Springfield IL", ("1 Main St Springfield", None, "IL", None, "US")),
        ("1 Main St Springfield IL 62701", ("1 Main St Springfield", None, "IL", "62701", "US")),
        ("42 Wallaby Way Sydney NSW 2000", ("42 Wallaby Way Sydney", None, "NSW", "2000", "AU")),
        ("12 Wattle Street, Suite 4", ("12 Wattle Street, Suite 4", None, None, None, None)),
    ],
)
def test_a_city_that_cannot_be_told_from_the_street_is_said(text: str, expected: Parts) -> None:
    assert _parts(text) == expected
    assert normalise_addresses(pl.Series([text]), None)["code"].to_list() == ["address.unparsed"]


def test_the_firms_country_reads_addresses_that_do_not_say_theirs() -> None:
    assert _parts("12 Smith St, Richmond 3121", "AU") == ("12 Smith St", "Richmond", None, "3121", None)
    assert _parts("8 rue A, 69001 Lyon", "AU") == ("8 rue A", "Lyon", None, "69001", None)


def test_empty_cells_stay_empty() -> None:
    read = normalise_addresses(pl.Series([None, "", "n/a", ",,,"]), "US")
    assert read.null_count().row(0) == (4,) * 8


@pytest.mark.parametrize("country", [None, "US", "CA", "FR", "GB"])
def test_no_addresses_give_no_rows(country: str | None) -> None:
    assert normalise_addresses(pl.Series([], dtype=pl.String), country).height == 0


_PIECES = st.sampled_from(
    [
        "12",
        "Wattle",
        "Street",
        "Suite 4",
        "Ballarat",
        "VIC",
        "3350",
        "Springfield",
        "IL",
        "62701",
        "75008",
        "Paris",
        "Montréal",
        "(Québec)",
        "QC)",
        "H2X 1Y4",
        "London",
        "SW1A 1AA",
        "New York",
        "Texas",
        "Cork",
        ",",
        ",",
        "\n",
        "-",
        ".",
        "PO Box 9",
        "rue de la Paix",
        "CEDEX 02",
        "Leeds",
        "West Yorkshire",
        "CH-8001",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(_PIECES, min_size=1, max_size=10).map(" ".join), min_size=5, max_size=20),
    st.sampled_from([None, "AU", "US", "CA", "GB", "FR", "HK"]),
)
def test_every_word_ends_in_a_part(texts: list[str], country: str | None) -> None:
    rows = normalise_addresses(pl.Series(texts), country).rows(named=True)
    for text, row in zip(texts, rows, strict=True):
        kept = " ".join(str(row[name] or "") for name in ("line", "city", "region", "postal_code"))
        written, stored = Counter(_WORDS.findall(text)), Counter(_WORDS.findall(kept))
        assert not written - stored - Counter([row["country"]]), (text, row)
        assert not stored - written, (text, row)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=6))
def test_any_text_is_read_without_harm(texts: list[str]) -> None:
    assert normalise_addresses(pl.Series(texts, dtype=pl.String), "US").height == len(texts)


def test_a_region_tells_its_country_unless_two_have_it() -> None:
    regions = pl.Series(["VIC", "WA", "Québec", "nj", "New South Wales", "Nowhere", None])
    assert country_of_region(regions).to_list() == ["AU", None, "CA", "US", "AU", None, None]


@pytest.mark.parametrize(
    ("value", "country", "code", "suggestion"),
    [
        ("800", "AU", "address.postal_code", "0800"),
        ("2134", "US", "address.postal_code", "02134"),
        ("1000", "FR", "address.postal_code", "01000"),
        ("zzz", "GB", "address.postal_code", None),
        ("0800", "AU", None, None),
        ("02134-1234", "US", None, None),
        ("k1a 0b1", "CA", None, None),
        ("zzz", "ZW", None, None),
        ("zzz", None, None, None),
        (None, "US", None, None),
    ],
)
def test_a_postal_code_that_its_country_cannot_have_is_said(
    value: str | None, country: str | None, code: str | None, suggestion: str | None
) -> None:
    values, countries = pl.Series([value], dtype=pl.String), pl.Series([country], dtype=pl.String)
    row = normalise_postal(values, countries).row(0, named=True)
    assert (row["value"], row["code"], row["suggestion"]) == (value, code, suggestion)
