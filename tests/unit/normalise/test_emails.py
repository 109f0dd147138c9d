"""Email addresses of a cell."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from email_validator import validate_email
from hypothesis import given
from hypothesis import strategies as st

from carnet.stages.normalise.emails import email_key, normalise_emails
from tests.support.generated import few


def one(value: str | None) -> dict[str, Any]:
    return normalise_emails(pl.Series([value], dtype=pl.String)).row(0, named=True)


def test_an_address_is_kept_as_written_with_its_host_in_lower_case() -> None:
    assert one("Ana.Martin@BlueGum.Example")["values"] == ["Ana.Martin@bluegum.example"]
    frame = pl.DataFrame({"email": ["Ana@BlueGum.example"]})
    assert frame.select(email_key(pl.col("email"))).item() == "ana@bluegum.example"


@pytest.mark.parametrize("cell", ["jo＠example.com", "ｊｏ@example.com", "#mailto:jo@example.com#"])
def test_letters_of_full_width_and_links_of_a_program_are_the_address(cell: str) -> None:
    row = normalise_emails(pl.Series([cell])).row(0, named=True)
    assert (row["values"], row["code"]) == (["jo@example.com"], None)


def test_an_address_in_words_is_proposed() -> None:
    row = normalise_emails(pl.Series(["jo at example dot com"])).row(0, named=True)
    assert (row["values"], row["code"], row["suggestion"]) == ([], "email.invalid", "jo@example.com")


@pytest.mark.parametrize(
    "host", ["bluegum.test", "bluegum.example", "bluegum.invalid", "localhost", "münchen.example"]
)
def test_hosts_that_no_network_knows_are_good(host: str) -> None:
    found = one(f"ana@{host}")
    assert (found["values"], found["code"]) == ([f"ana@{host}"], None)


@pytest.mark.parametrize(
    "cell",
    [
        "a@one.example; b@two.example",
        "a@one.example,b@two.example",
        "a@one.example ::: b@two.example",
        "a@one.example / b@two.example",
        "a@one.example\nb@two.example",
        "a@one.example b@two.example",
        "a@one.example and b@two.example",
        "a@one.example ou b@two.example",
        "<a@one.example>, <b@two.example>",
        "mailto:a@one.example; 'b@two.example'",
        "a@one.example; 'b@two.example",
        "a@one.example; b@two.example; a@one.example",
    ],
)
def test_several_addresses_in_a_cell_are_each_kept(cell: str) -> None:
    found = one(cell)
    assert found["values"] == ["a@one.example", "b@two.example"]
    assert (found["code"], found["detail"], found["rest"]) == ("email.several", "2", None)


@pytest.mark.parametrize(
    "cell", ["a@one.example#mailto:a@one.example#", "MAILTO:a@one.example?subject=Hello", "'a@one.example"]
)
def test_what_a_program_puts_around_an_address_is_taken_off(cell: str) -> None:
    found = one(cell)
    assert (found["values"], found["code"], found["rest"]) == (["a@one.example"], None, None)


def test_the_name_beside_an_address_is_not_lost() -> None:
    found = one("Ana Martin <ana@bluegum.example>")
    assert (found["values"], found["rest"], found["code"]) == (["ana@bluegum.example"], "Ana Martin", None)
    spaced = one("ana martin@bluegum.example")
    assert (spaced["rest"], spaced["code"]) == ("ana", "email.extra_text")


@pytest.mark.parametrize(
    ("raw", "suggestion"),
    [
        ("ana@bluegum.example.", "ana@bluegum.example"),
        ("ana@bluegum.example,", "ana@bluegum.example"),
        ("ana@@bluegum.example", "ana@bluegum.example"),
        ("ana@bluegum,example", "ana@bluegum.example"),
        ("ana @ bluegum.example", "ana@bluegum.example"),
        ("ana@bluegum .example", "ana@bluegum.example"),
        ("ana@bluegumcom", "ana@bluegum.com"),
        ("ana@gmail", "ana@gmail.com"),
        ("ana@hotmail.co,uk", "ana@hotmail.co.uk"),
        ("o’neil@bluegum.example", "o'neil@bluegum.example"),
        ("ana(at)bluegum.example", "ana@bluegum.example"),
        ("ana..m@bluegum.example", "ana.m@bluegum.example"),
        ("ana", None),
        ("ana@192.168.1.1", None),
        ("www.bluegum.example", None),
    ],
)
def test_an_invalid_address_is_set_aside_with_its_likely_correction(raw: str, suggestion: str | None) -> None:
    found = one(raw)
    assert (found["values"], found["code"], found["suggestion"]) == ([], "email.invalid", suggestion)
    assert found["rest"] == raw


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmal.con", "gmail.com"),
        ("hotmial.com", "hotmail.com"),
        ("yaho.com", "yahoo.com"),
        ("outlok.com", "outlook.com"),
        ("gmail.co", "gmail.com"),
        ("bluegum.con", "bluegum.com"),
        ("bigpond.con.au", "bigpond.com.au"),
        ("orange.ft", "orange.fr"),
        ("videotron.cmo", "videotron.com"),
        ("xtra.co.nx", "xtra.co.nz"),
        ("xtra.conz", "xtra.co.nz"),
        ("xtraco.nz", "xtra.co.nz"),
    ],
)
def test_a_mistyped_provider_is_kept_as_written_with_a_suggestion(typed: str, meant: str) -> None:
    found = one(f"ana@{typed}")
    assert found["values"] == [f"ana@{typed}"]
    assert (found["code"], found["suggestion"]) == ("email.domain_typo", f"ana@{meant}")


@pytest.mark.parametrize(
    "host",
    ["ymail.com", "gmx.com", "gmx.net", "mail.com", "live.ca", "email.com", "yahoo.de", "yahoo.co.nz",
     "hotmail.gr", "bell.ca", "me.com", "outlook.be", "bluegum.co", "bluegum.com"],
)  # fmt: skip
def test_a_real_neighbour_of_a_provider_is_left_alone(host: str) -> None:
    assert one(f"ana@{host}")["code"] is None


def test_an_address_inside_exchange_and_a_placeholder_are_no_addresses() -> None:
    assert one("/o=ExchangeLabs/ou=Group/cn=Recipients/cn=ana")["code"] == "email.exchange"
    for placeholder in ("none@none.com", "noemail@noemail.com", "no email", "pas d'adresse"):
        found = one(placeholder)
        assert (found["values"], found["code"]) == ([], "email.placeholder")
    assert (one("n/a")["values"], one("n/a")["code"]) == ([], None)


def test_a_good_address_is_kept_beside_a_bad_one() -> None:
    found = one("ana@bluegum,example, zoe@wattle.example")
    assert found["values"] == ["zoe@wattle.example"]
    assert (found["code"], found["rest"]) == ("email.invalid", "ana@bluegum,example")


@few(26)
@given(st.lists(st.text(alphabet="aB1.-_+'@ ,;<>/\n", max_size=24), min_size=1, max_size=6))
def test_what_is_kept_is_an_address_and_what_is_not_is_told(cells: list[str]) -> None:
    found = normalise_emails(pl.Series(cells))
    assert found.height == len(cells)
    for cell, row in zip(cells, found.iter_rows(named=True), strict=True):
        for address in row["values"]:
            validate_email(address, check_deliverability=False)
            assert address.lower() in cell.lower()
        if any(char.isalnum() for char in cell):
            assert row["values"] or row["rest"] or row["code"]
