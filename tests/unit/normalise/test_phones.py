"""Phone numbers of a cell."""

from __future__ import annotations

import random
from typing import Any

import phonenumbers
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.stages.normalise.numbering import verify
from carnet.stages.normalise.phones import normalise_phones
from tests.support.generated import few

Number = tuple[str, str, str | None]


def one(value: str | None, country: str | None = "AU") -> dict[str, Any]:
    values, countries = (pl.Series([each], dtype=pl.String) for each in (value, country))
    return normalise_phones(values, countries, "office").row(0, named=True)


def numbers(value: str, country: str | None = "AU") -> list[Number]:
    return [(one["label"], one["number"], one["extension"]) for one in one_cell(value, country)]


def one_cell(value: str, country: str | None) -> list[dict[str, Any]]:
    return list(one(value, country)["values"])


@pytest.mark.parametrize(
    ("written", "country", "e164"),
    [
        ("(02) 5550 1234", "AU", "+61255501234"),
        ("0491 570 156", "AU", "+61491570156"),
        ("1300 975 707", "AU", "+611300975707"),
        ("61491570156", "AU", "+61491570156"),
        ("'+61 2 5550 1234", None, "+61255501234"),
        ("(410) 555-0100", "US", "+14105550100"),
        ("1-410-555-0100", "CA", "+14105550100"),
        ("514.555.0199", "CA", "+15145550199"),
        ("418 555-0110", None, "+14185550110"),
        ("(410) 555-0100", "AU", "+14105550100"),
        ("01 99 00 12 34", "FR", "+33199001234"),
        ("+33 (0)1 99 00 12 34", "US", "+33199001234"),
        ("+44 (0)20 7946 0123", "AU", "+442079460123"),
        ("011 44 20 7946 0123", "US", "+442079460123"),
        ("+39 06 698 12345", None, "+390669812345"),
        ("0475/12.34.56", "BE", "+32475123456"),
        ("tel:+61-2-5550-1234", None, "+61255501234"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("1-800-555-CPAS", "CA", "+18005552727"),
        ("[410] 555-0100", "US", "+14105550100"),
        ("07700 900123", "GB", "+447700900123"),
        ("+44 1632 960 999", None, "+441632960999"),
        ("06 39 98 12 34", "FR", "+33639981234"),
        ("020 915 1234", "IE", "+353209151234"),
    ],
)
def test_a_number_in_use_is_kept_in_its_international_form(
    written: str, country: str | None, e164: str
) -> None:
    found = one(written, country)
    assert [each["number"] for each in found["values"]] == [e164]
    assert (found["code"], found["rest"]) == (None, None)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Phone:(410) 555-0100 Mobile:(410) 555-0101 Fax:(410) 555-0102",
         [("office", "+14105550100", None), ("mobile", "+14105550101", None), ("fax", "+14105550102", None)]),
        ("Phone:(410) 555-0100 Mobile:(410) 555-0100", [("office", "+14105550100", None)]),
        ("H: 410-555-0100, C: 410-555-0101", [("home", "+14105550100", None),
        ("mobile", "+14105550101", None)]),
        ("410-555-0100 (h) 410-555-0101 (cell)", [("home", "+14105550100", None),
        ("mobile", "+14105550101", None)]),
        ("Home 410-555-0100 Cell 410-555-0101 Work 410-555-0102",
         [("home", "+14105550100", None), ("mobile", "+14105550101", None), ("work", "+14105550102", None)]),
        ("410-555-0100 fax 410-555-0101", [("office", "+14105550100", None), ("fax", "+14105550101", None)]),
        ("410-555-0100 - home", [("home", "+14105550100", None)]),
        ("Téléc. : 410-555-0100", [("fax", "+14105550100", None)]),
        ("410-555-0100 ext12", [("office", "+14105550100", "12")]),
        ("410-555-0100 ::: 410-555-0101", [("office", "+14105550100", None),
        ("office", "+14105550101", None)]),
        ("410-555-0100 or 410-555-0101", [("office", "+14105550100", None),
        ("office", "+14105550101", None)]),
        ("410-555-0100 / 410-555-0101", [("office", "+14105550100", None), ("office", "+14105550101", None)]),
        ("410-555-0100\n410-555-0101", [("office", "+14105550100", None), ("office", "+14105550101", None)]),
        ("tél. 410-555-0100 bur. 410-555-0101", [("office", "+14105550100", None),
        ("office", "+14105550101", None)]),
        ("Work Fax 410-555-0100", [("fax", "+14105550100", None)]),
        ("410-555-0100 x89", [("office", "+14105550100", "89")]),
        ("410-555-0100, ext. 12", [("office", "+14105550100", "12")]),
        ("410-555-0100 poste 12; 410-555-0101 #7", [("office", "+14105550100", "12"),
        ("office", "+14105550101", "7")]),
        ("tel:+1-410-555-0100;ext=5", [("office", "+14105550100", "5")]),
        ("410-555-0100 p. 45", [("office", "+14105550100", "45")]),
        ("410-555-0100 410-555-0101", [("office", "+14105550100", None), ("office", "+14105550101", None)]),
        ("(h) 410-555-0100 (c) 410-555-0101 (w) 410-555-0102", [("home", "+14105550100", None),
        ("mobile", "+14105550101", None), ("work", "+14105550102", None)]),
        ("P: 410-555-0100 F: 410-555-0101", [("office", "+14105550100", None),
        ("fax", "+14105550101", None)]),
        ("Tél. : 410-555-0100 - Cell. : 410-555-0101", [("office", "+14105550100", None),
        ("mobile", "+14105550101", None)]),
        ("Rés. 410-555-0100", [("home", "+14105550100", None)]),
        ("4.105550100E9", [("office", "+14105550100", None)]),
    ],
)  # fmt: skip
def test_every_number_of_a_cell_is_found_with_its_label_and_extension(
    cell: str, expected: list[Number]
) -> None:
    assert numbers(cell, "US") == expected
    assert one(cell, "US")["rest"] is None


@pytest.mark.parametrize(
    ("written", "country", "suggestion"),
    [
        ("412345678", "AU", "+61412345678"),
        ("612345678", "FR", "+33612345678"),
        ("412345678.0", "AU", "+61412345678"),
        ("0033 1 99 00 12 34", None, "+33199001234"),
        ("01 99 00 12 34", None, None),
        ("555-0100", "US", None),
        ("123", "AU", None),
    ],
)
def test_a_doubtful_number_is_kept_as_written_and_only_suggested(
    written: str, country: str | None, suggestion: str | None
) -> None:
    found = one(written, country)
    assert [each["number"] for each in found["values"]] == [written.removesuffix(".0")]
    assert (found["code"], found["suggestion"]) == ("phone.unverified", suggestion)


@pytest.mark.parametrize("shortened", ["6.14E+10", "4.12E+08", "6,14E+10", "4e+08"])
def test_a_number_that_a_spreadsheet_has_shortened_is_not_kept(shortened: str) -> None:
    found = one(shortened)
    assert (found["values"], found["rest"], found["code"]) == ([], shortened, "phone.mangled")


@pytest.mark.parametrize("stand_in", ["000-000-0000", "(999) 999-9999", "0000000000"])
def test_a_number_that_only_fills_a_form_is_none(stand_in: str) -> None:
    found = one(stand_in, "US")
    assert (found["values"], found["code"]) == ([], "phone.no_number")


def test_words_around_a_number_are_not_lost() -> None:
    found = one("call after 6pm 0491 570 156")
    assert (found["rest"], found["code"]) == ("call after 6pm", "phone.extra_text")
    assert [each["number"] for each in found["values"]] == ["+61491570156"]
    alone = one("ask Ana")
    assert (alone["values"], alone["rest"], alone["code"]) == ([], "ask Ana", "phone.no_number")


def test_no_data_in_words_is_no_finding() -> None:
    for nothing in (None, "n/a", "--", "aucun"):
        assert (one(nothing)["values"], one(nothing)["code"]) == ([], None)


def test_a_number_too_long_for_the_field_is_told() -> None:
    assert one("+61 2 5550 1234 5678 9012 3456")["code"] == "phone.too_long"


def test_each_row_may_have_its_own_label_and_country() -> None:
    found = normalise_phones(
        pl.Series(["0491 570 156", "(410) 555-0100", None]),
        pl.Series(["AU", "US", "US"]),
        pl.Series(["mobile", "home", "fax"]),
    )
    assert found["values"].to_list() == [
        [{"label": "mobile", "number": "+61491570156", "extension": None}],
        [{"label": "home", "number": "+14105550100", "extension": None}],
        [],
    ]


COUNTRIES = [
    "AU",
    "NZ",
    "US",
    "CA",
    "GB",
    "IE",
    "FR",
    "ZA",
    "DE",
    "BE",
    "CH",
    "NL",
    "ES",
    "IT",
    "SG",
    "IN",
    "BR",
]


def by_the_library(number: str, country: str) -> str | None:
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def written_number(chance: random.Random) -> tuple[str, str]:
    """A number of real shape in some country, with a digit changed, lost or added."""
    country = chance.choice(COUNTRIES)
    kind = chance.choice([phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE])
    example = phonenumbers.example_number_for_type(country, kind)
    assert example is not None
    text = phonenumbers.format_number(example, chance.choice([0, 1, 2]))
    at = chance.randrange(1, len(text))
    changed = text[:at] + chance.choice(["", "0", "1", "5", "9", text[at]]) + text[at + 1 :]
    return chance.choice([changed, changed.replace("+", ""), changed.lstrip("0")]), country


@few(8)
@given(st.randoms(use_true_random=False))
def test_the_quick_reading_agrees_with_the_library(chance: random.Random) -> None:
    cases = [written_number(chance) for _ in range(150)]
    told = verify(pl.DataFrame(cases, schema=["number", "country"], orient="row"))
    for (number, country), (e164, suggestion) in zip(cases, told.iter_rows(), strict=True):
        assert (e164 or suggestion) == by_the_library(number, country), (number, country)


@few(13)
@given(st.lists(st.text(alphabet="0123456789 +-()./;,:xhmTEL\n", max_size=30), max_size=6))
def test_no_digit_of_a_cell_is_lost(cells: list[str]) -> None:
    found = normalise_phones(
        pl.Series(cells, dtype=pl.String), pl.repeat(None, len(cells), dtype=pl.String, eager=True), "work"
    )
    assert found.height == len(cells)
    for cell, row in zip(cells, found.iter_rows(named=True), strict=True):
        kept = "".join(f"{each['number']}{each['extension'] or ''}" for each in row["values"]) + (
            row["rest"] or ""
        )
        unsettled = cell.strip(" .-/\n") and set(cell) & set("123456789")
        assert not unsettled or set(cell) & set("123456789") <= set(kept)
