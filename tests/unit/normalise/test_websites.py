"""Websites and social profiles."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.stages.normalise.websites import normalise_social, normalise_websites, website_key
from tests.support.generated import few


def one(value: str | None) -> dict[str, Any]:
    return normalise_websites(pl.Series([value], dtype=pl.String)).row(0, named=True)


@pytest.mark.parametrize(
    "cell",
    [
        '<a href="https://example.com">Example</a>',
        "[Example](https://example.com)",
        "Website: https://example.com",
    ],
)
def test_a_link_in_markup_or_behind_its_label_is_the_website(cell: str) -> None:
    row = normalise_websites(pl.Series([cell])).row(0, named=True)
    assert (row["values"], row["code"]) == (["https://example.com"], None)


@pytest.mark.parametrize("cell", ["https://https://example.com", "http://www.https://example.com"])
def test_a_second_scheme_is_left_out_of_what_is_proposed(cell: str) -> None:
    row = normalise_websites(pl.Series([cell])).row(0, named=True)
    assert (row["code"], row["suggestion"]) == ("website.invalid", "https://example.com")


def test_a_remark_beside_a_website_is_left_out_of_what_is_proposed() -> None:
    row = normalise_websites(pl.Series(["www.example.com (old)"])).row(0, named=True)
    assert (row["code"], row["suggestion"]) == ("website.invalid", "www.example.com")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("www.bluegum.example", ["www.bluegum.example"]),
        ("bluegum.example/shop/", ["bluegum.example/shop"]),
        ("HTTPS://BlueGum.example/", ["https://BlueGum.example"]),
        ("www.bluegum.example; wattle.example", ["www.bluegum.example", "wattle.example"]),
        (
            "https://bluegum.example https://wattle.example",
            ["https://bluegum.example", "https://wattle.example"],
        ),
        ("https://bluegum.example/a,b?c=d#e", ["https://bluegum.example/a,b?c=d#e"]),
        ("https://facebook.com", ["https://facebook.com"]),
        ("bluegum.example / wattle.example", ["bluegum.example", "wattle.example"]),
        ("bluegum.example#http://bluegum.example#", ["bluegum.example"]),
        ("bluegum.example.", ["bluegum.example"]),
        ("crédit.example", ["crédit.example"]),
        ("acme.example/@ann.roe", ["acme.example/@ann.roe"]),
        ("n/a", []),
        ("http://", []),
        (None, []),
    ],
)
def test_a_website_is_kept_as_written(written: str | None, kept: list[str]) -> None:
    found = one(written)
    assert (found["values"], found["social"], found["rest"], found["code"]) == (kept, [], None, None)


@pytest.mark.parametrize(
    ("written", "network", "value"),
    [
        ("https://www.facebook.com/bluegum", "facebook", "https://www.facebook.com/bluegum"),
        ("https://ca.linkedin.com/in/ana/", "linkedin", "https://ca.linkedin.com/in/ana"),
        ("twitter.com/bluegum", "twitter", "twitter.com/bluegum"),
        ("https://x.com/bluegum", "twitter", "https://x.com/bluegum"),
        ("http://plus.google.com/1234", "google_plus", "http://plus.google.com/1234"),
        ("skype:ana.bluegum?call", "skype", "ana.bluegum"),
    ],
)
def test_a_profile_among_websites_goes_to_its_network(written: str, network: str, value: str) -> None:
    found = one(written)
    assert (found["values"], found["social"]) == ([], [{"network": network, "value": value}])


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [
        ("www,bluegum.example", "www.bluegum.example"),
        ("htp://bluegum.example", "http://bluegum.example"),
        ("http:/bluegum.example", "http://bluegum.example"),
        ("blue gum.example", "bluegum.example"),
        ("bluegum", None),
        ("www.bluegum", None),
    ],
)
def test_a_mistyped_website_is_set_aside_with_a_suggestion(written: str, suggestion: str | None) -> None:
    found = one(written)
    assert (found["values"], found["rest"]) == ([], written)
    assert (found["code"], found["suggestion"]) == ("website.invalid", suggestion)


def test_an_email_in_a_website_s_place_is_told() -> None:
    found = one("www.bluegum.example, ana@bluegum.example")
    assert (found["values"], found["rest"]) == (["www.bluegum.example"], "ana@bluegum.example")
    assert found["code"] == "website.is_email"


def test_websites_are_compared_without_scheme_and_www() -> None:
    written = pl.DataFrame({"site": ["https://WWW.BlueGum.example/", "bluegum.example"]})
    assert written.select(website_key(pl.col("site"))).to_series().n_unique() == 1


@pytest.mark.parametrize(
    ("network", "written", "value", "code"),
    [
        ("twitter", "@bluegum", "bluegum", None),
        ("twitter", "bluegum", "bluegum", None),
        ("twitter", "https://x.com/bluegum/", "https://x.com/bluegum", None),
        ("linkedin", "linkedin.com/in/ana", "linkedin.com/in/ana", None),
        ("twitter", "https://facebook.com/bluegum", None, "social.other_network"),
        ("facebook", "Blue Gum Nursery", None, "social.invalid"),
        ("skype", "live:.cid.1a2b", "live:.cid.1a2b", None),
        ("skype", "skype:ana?chat", "ana", None),
        ("skype", None, None, None),
    ],
)
def test_a_profile_is_a_link_to_its_network_or_a_bare_name(
    network: str, written: str | None, value: str | None, code: str | None
) -> None:
    assert normalise_social(pl.Series([written], dtype=pl.String), network).row(0)[:2] == (value, code)


@few(16)
@given(st.lists(st.text(alphabet="abW. :/?,;@x-\n", max_size=30), max_size=6))
def test_no_word_of_a_cell_is_lost(cells: list[str]) -> None:
    found = normalise_websites(pl.Series(cells, dtype=pl.String))
    assert found.height == len(cells)
    for cell, row in zip(cells, found.iter_rows(named=True), strict=True):
        kept = " ".join([*row["values"], *(each["value"] for each in row["social"]), row["rest"] or ""])
        assert {"a", "b", "x"} & set(cell) <= set(kept)
