"""Registration numbers: printed form, check digits, and numbers of the wrong kind."""

from __future__ import annotations

import random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.au import abn, acn
from stdnum.ca import bn
from stdnum.dk import cvr
from stdnum.fi import ytunnus
from stdnum.fr import siren, siret
from stdnum.gb import utr, vat
from stdnum.no import orgnr as norwegian
from stdnum.nz import ird
from stdnum.se import orgnr as swedish
from stdnum.us import ein, ssn

from carnet.catalog import FIELDS
from carnet.catalog.fields import FieldType
from carnet.stages.normalise.registration import normalise_registration, registration_key
from carnet.stages.normalise.registration.checks import Check
from carnet.stages.normalise.registration.numbers import OF_FIELD, TYPES
from tests.support.generated import few


def _told(value: str, country: str | None, holder: str | None, name: str | None = None) -> dict[str, object]:
    """A number of a column that does not name its type."""
    one = [pl.Series([text], dtype=pl.String) for text in (value, country, holder)]
    return normalise_registration(one[0], name and f"accounting.{name}", *one[1:]).row(0, named=True)


def _one(name: str | None, value: str | None, country: str | None = None) -> dict[str, object]:
    field = name and f"accounting.{name}"
    values, countries = pl.Series([value], dtype=pl.String), pl.Series([country], dtype=pl.String)
    return normalise_registration(values, field, countries).row(0, named=True)


@pytest.mark.parametrize(
    ("name", "value", "country", "printed"),
    [
        ("business_number", "51824753556", None, "51 824 753 556"),
        ("business_number", "ABN 51-824-753-556", "AU", "51 824 753 556"),
        ("business_number", "51824753556.0", "AU", "51 824 753 556"),
        ("business_number", "A.B.N. 51 824 753 556", None, "51 824 753 556"),
        ("business_number", "abn51824753556", None, "51 824 753 556"),
        ("business_number", "N.E. : 123456782 RT0001", "CA", "123456782 RT0001"),
        ("social_insurance_number", "SIN#046454286", None, "046 454 286"),
        ("ird_number", "IRD No. 49091850", None, "49-091-850"),
        ("vat_number", "VAT Reg No. 980 7806 84", "GB", "GB980780684"),
        ("vat_number", "XI 980 7806 84", "GB", "XI980780684"),
        ("vat_number", "N° TVA FR83404833048", "FR", "FR83404833048"),
        ("siret", "Siret n° 73282932000074", None, "732 829 320 00074"),
        ("vat_number", "BE 428.759.497", None, "BE0428759497"),
        ("vat_number", "428759497", "BE", "BE0428759497"),
        ("vat_number", "BTW BE 0428.759.497", "BE", "BE0428759497"),
        ("vat_number", "NL 0044.95.445.B.01", None, "NL004495445B01"),
        ("vat_number", "U13585627", "AT", "ATU13585627"),
        ("social_security_number", "900-70-1234", None, "900-70-1234"),
        ("business_number", "123456782RT0001", "CA", "123456782 RT0001"),
        ("company_number", "004085616", "AU", "004 085 616"),
        ("tax_file_number", "123456782", None, "123 456 782"),
        ("tax_id", "990000101", "US", "99-0000101"),
        ("social_insurance_number", "046454286", None, "046 454 286"),
        ("vat_number", "980 7806 84", "GB", "GB980780684"),
        ("vat_number", "83404833048", "FR", "FR83404833048"),
        ("vat_number", "DE 136 695 976", None, "DE136695976"),
        ("unique_taxpayer_reference", "19558 39661", None, "1955839661"),
        ("nz_business_number", "9429041535110", None, "9429041535110"),
        ("ird_number", "49091850", None, "49-091-850"),
        ("gst_number", "49091850", "NZ", "49-091-850"),
        ("rcs", "732829320", None, "732 829 320"),
        ("rcs", "RCS Paris B 732 829 320", None, "RCS Paris B 732 829 320"),
        ("siret", "73282932000074", None, "732 829 320 00074"),
        ("uen", "00192200m", None, "00192200M"),
        ("cvr_number", "13 58 56 28", None, "13585628"),
        ("organisation_number", "1234567897", "SE", "123456-7897"),
        ("organisation_number", "988077917", "NO", "988 077 917"),
        ("finnish_business_id", "20774740", None, "2077474-0"),
        ("gstin", "27aapfu0939f1zv", None, "27AAPFU0939F1ZV"),
        ("permanent_account_number", "ACUPA7085R", None, "ACUPA7085R"),
    ],
)
def test_a_right_number_gets_its_printed_form(
    name: str, value: str, country: str | None, printed: str
) -> None:
    row = _one(name, value, country)
    assert (row["value"], row["code"], row["valid"]) == (printed, None, True)
    assert row["field"] == f"accounting.{name}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("business_number", "51 824 753 557"),
        ("tax_file_number", "123 456 789"),
        ("siret", "732 829 320 00075"),
        ("ird_number", "136410133"),
        ("rcs", "RCS Paris B 732 829 321"),
        ("unique_taxpayer_reference", "1955839662"),
    ],
)
def test_a_mistyped_digit_is_said_and_the_number_kept_as_written(name: str, value: str) -> None:
    row = _one(name, value)
    assert (row["value"], row["code"], row["valid"]) == (value, "registration.check_digit", False)
    assert value not in str(row["detail"])


@pytest.mark.parametrize(
    ("name", "value", "country"),
    [("business_number", "xyz", "AU"), ("social_security_number", "12345", "US"), ("siret", "12", "FR")],
)
def test_text_of_another_shape_is_not_stored(name: str, value: str, country: str) -> None:
    row = _one(name, value, country)
    assert (row["value"], row["code"]) == (None, "registration.shape")


@pytest.mark.parametrize("value", ["***-**-6789", "XXX-XX-1234", "xxxxx6789", "•••-••-6789"])
def test_a_masked_number_is_set_aside(value: str) -> None:
    for name in ("social_security_number", None):
        row = _one(name, value, "US")
        assert (row["value"], row["code"]) == (None, "registration.masked")


@pytest.mark.parametrize("value", ["5.18E+10", "1,23e+10", "5E10"])
def test_a_number_that_a_spreadsheet_shortened_is_refused(value: str) -> None:
    assert _one("business_number", value)["code"] == "registration.mangled"


@pytest.mark.parametrize(
    ("name", "value", "country", "suggestion"),
    [
        ("company_number", "4085616", "AU", "004 085 616"),
        ("tax_id", "12345678", "US", "01-2345678"),
        ("company_registration_number", "1234567", "GB", "01234567"),
        ("social_security_number", "12345678", "US", "012-34-5678"),
        ("vat_number", "NL4495445B01", None, "NL004495445B01"),
        ("vat_number", "4495445.B.01", "NL", "NL004495445B01"),
    ],
)
def test_a_lost_zero_is_proposed(name: str, value: str, country: str, suggestion: str) -> None:
    row = _one(name, value, country)
    assert (row["value"], row["code"], row["suggestion"]) == (value, "registration.leading_zero", suggestion)


@pytest.mark.parametrize(
    ("name", "value", "suggestion"),
    [
        ("tax_id", "123-45-6780", "SSN"),
        ("social_security_number", "12-3456780", "EIN"),
        ("business_number", "004 085 616", "ACN"),
        ("siret", "732829320", "SIREN"),
        ("unique_taxpayer_reference", "AB 12 34 56 C", "NINO"),
        ("rcs", "FR44732829320", "TVA/VAT"),
    ],
)
def test_a_number_of_another_type_is_named(name: str, value: str, suggestion: str) -> None:
    row = _one(name, value)
    assert (row["value"], row["code"], row["suggestion"]) == (value, "registration.other_type", suggestion)
    assert row["valid"] is False


def test_a_vat_number_among_the_company_numbers_is_named() -> None:
    row = _one("company_registration_number", "GB980780684", "GB")
    assert (row["code"], row["suggestion"]) == ("registration.other_type", "VAT")


def test_a_persons_number_of_another_country_is_not_printed_as_this_ones() -> None:
    row = _one("social_security_number", "046 454 286", "CA")
    assert (row["value"], row["code"], row["suggestion"]) == ("046 454 286", "registration.other_type", "SIN")


@pytest.mark.parametrize(
    ("name", "value", "country", "suggestion"),
    [
        ("vat_number", "NLOO4495445BO1", None, "NL004495445B01"),
        ("vat_number", "BEO428759497", "BE", "BE0428759497"),
        ("vat_number", "GB 98O 7806 84", "GB", "GB980780684"),
        ("business_number", "123456782RTO001", "CA", "123456782 RT0001"),
        ("business_number", "5l 824 753 556", "AU", "51 824 753 556"),
        ("tax_id", "I2-3456780", "US", "12-3456780"),
    ],
)
def test_a_letter_in_the_place_of_a_digit_is_said(
    name: str, value: str, country: str, suggestion: str
) -> None:
    row = _one(name, value, country)
    assert (row["value"], row["code"], row["suggestion"]) == (value, "registration.letters", suggestion)
    assert row["valid"] is False


@pytest.mark.parametrize(
    ("value", "country", "kind"),
    [("1143920115", "CA", "NEQ"), ("NEQ 1143920115", "CA", "NEQ"), ("1001234567 TQ 0001", "CA", "QST/TVQ"),
     ("AB 12 34 56 C", "GB", "NINO")],
)  # fmt: skip
def test_a_number_without_a_field_is_named(value: str, country: str, kind: str) -> None:
    row = _told(value, country, None)
    assert (row["value"], row["code"], row["detail"]) == (None, "registration.no_field", kind)


@pytest.mark.parametrize(
    ("value", "country", "field"),
    [
        ("51824753556", "AU", "business_number"),
        ("51824753556", None, "business_number"),
        ("12-3456780", "US", "tax_id"),
        ("123-45-6780", "US", "social_security_number"),
        ("732829320", "FR", "rcs"),
        ("73282932000074", "FR", "siret"),
        ("123456782RT0001", "CA", "business_number"),
    ],
)
def test_a_number_whose_column_does_not_say_tells_its_type(
    value: str, country: str | None, field: str | None
) -> None:
    assert _one(None, value, country)["field"] == (field and f"accounting.{field}")


@pytest.mark.parametrize(
    ("value", "country", "types"), [("123456780", "US", "EIN, SSN"), ("046454286", "CA", "BN, SIN")]
)
def test_a_number_of_two_possible_types_is_set_aside(value: str, country: str, types: str) -> None:
    row = _one(None, value, country)
    assert (row["value"], row["code"], row["suggestion"]) == (None, "registration.ambiguous", types)


@pytest.mark.parametrize(
    ("value", "country", "holder", "field", "code"),
    [
        ("046454286", "CA", "person", "social_insurance_number", None),
        ("046454286", "CA", "organization", "business_number", None),
        ("046454287", "CA", "person", "social_insurance_number", "registration.check_digit"),
        ("123456780", "US", "person", "social_security_number", None),
        ("123456780", "US", "organization", "tax_id", None),
        ("12-3456780", "US", "person", "tax_id", None),
        ("123-45-6780", "US", "organization", "social_security_number", None),
        ("123-45-6780", None, None, "social_security_number", None),
        ("666-45-6789", "US", None, "social_security_number", "registration.check_digit"),
        ("123 456 782", "AU", "person", "tax_file_number", None),
        ("123 456 789", "AU", "person", "tax_file_number", "registration.check_digit"),
        ("123 456 789", "AU", "organization", "tax_file_number", "registration.check_digit"),
        ("51 824 753 557", "AU", "organization", "business_number", "registration.check_digit"),
        ("1955839661", "GB", "person", "unique_taxpayer_reference", None),
        ("1955839662", "GB", "organization", "unique_taxpayer_reference", "registration.check_digit"),
        ("SC123456", "GB", "organization", "company_registration_number", None),
        ("GB980780684", "GB", "organization", "vat_number", None),
        ("AB123456C", "GB", "person", None, "registration.no_field"),
        ("49-091-850", "NZ", "person", "ird_number", None),
        ("9429041535110", "NZ", "organization", "nz_business_number", None),
        ("732829321", "FR", "organization", "rcs", "registration.check_digit"),
        ("73282932000075", "FR", "organization", "siret", "registration.check_digit"),
        ("FR83404833048", "FR", "organization", "vat_number", None),
        ("hello", None, None, None, "registration.no_type"),
    ],
)
def test_country_form_and_kind_of_contact_tell_the_type(
    value: str, country: str | None, holder: str | None, field: str | None, code: str | None
) -> None:
    row = _told(value, country, holder)
    assert (row["field"], row["code"]) == (field and f"accounting.{field}", code)


def test_a_mistyped_number_names_every_type_that_it_may_be() -> None:
    row = _told("123 456 789", "AU", "organization")
    assert row["detail"] == "ACN 999 999 999 / TFN 999 999 999"
    assert _told("123 456 789", "AU", "person")["detail"] == "TFN 999 999 999"


def test_a_persons_number_never_goes_to_a_field_that_is_not_secret_on_a_guess() -> None:
    row = _told("046454286", "CA", None)
    assert (row["value"], row["code"], row["suggestion"]) == (None, "registration.ambiguous", "BN, SIN")


def test_the_columns_field_decides_where_the_number_may_be_of_several_types() -> None:
    assert _told("123456782", "CA", None, "business_number")["field"] == "accounting.business_number"
    assert _told("123456780", None, None, "tax_id")["field"] == "accounting.tax_id"
    assert _told("51824753556", "AU", None, "tax_file_number")["field"] == "accounting.business_number"
    assert _told("X-99", None, None, "tax_id")["value"] == "X-99"


def test_numbers_of_no_known_rule_are_kept_as_written() -> None:
    assert _one("charity_number", " CH 123 ")["value"] == "CH 123"
    assert _one("business_number", "12345", "FR")["value"] == "12345"


def test_a_stand_in_number_is_no_key_of_a_contact() -> None:
    assert _one("tax_id", "11-1111111", "US")["valid"] is False
    assert _one("tax_id", "11-1111112", "US")["valid"] is True


def test_empty_cells_stay_empty_and_rows_keep_their_order() -> None:
    values = pl.Series(["51824753556", None, "n/a", "51824753556", "x"])
    read = normalise_registration(values, "accounting.business_number", pl.Series(["AU"] * 5))
    assert read["value"].to_list() == ["51 824 753 556", None, None, "51 824 753 556", None]


def test_every_field_with_a_rule_is_in_the_catalogue() -> None:
    numbers = {name for name, field in FIELDS.items() if field.type is FieldType.REGISTRATION}
    named = {*OF_FIELD, *(kind.field for kind in TYPES.values() if kind.field)}
    assert {f"accounting.{name}" for name in named} <= numbers


def test_the_comparable_form_has_letters_and_digits_only() -> None:
    frame = pl.DataFrame({"n": ["51 824-753.556", "gb 980/7806", None]})
    assert frame.select(registration_key(pl.col("n")))["n"].to_list() == ["51824753556", "GB9807806", None]


_ORACLES = [
    ("abn", 11, abn),
    ("acn", 9, acn),
    ("bn", 9, bn),
    ("cvr", 8, cvr),
    ("ytunnus", 8, ytunnus),
    ("siren", 9, siren),
    ("siret", 14, siret),
    ("utr", 10, utr),
    ("gbvat", 9, vat),
    ("noorg", 9, norwegian),
    ("ird", 9, ird),
    ("seorg", 10, swedish),
    ("ein", 9, ein),
    ("ssn", 9, ssn),
]


@pytest.mark.parametrize(("name", "length", "oracle"), _ORACLES, ids=[name for name, _, _ in _ORACLES])
def test_check_digits_agree_with_python_stdnum(name: str, length: int, oracle: object) -> None:
    draw = random.Random(length)
    first = "12345678" if name == "ssn" else "123456789"  # 9 begins another number (ITIN)
    numbers = [draw.choice(first) + "".join(draw.choices("0123456789", k=length - 1)) for _ in range(3000)]
    check: Check = TYPES[name].check
    expected = [oracle.is_valid(number) for number in numbers]  # type: ignore[attr-defined]
    assert check(pl.Series(numbers)).tolist() == expected


@few(20)
@given(
    st.lists(st.text(alphabet="0123456789 -ABX*.E+é", max_size=16), max_size=6),
    st.sampled_from([None, *(f"accounting.{name}" for name in OF_FIELD)]),
    st.sampled_from([None, "AU", "US", "CA", "GB", "FR", "NZ", "SE"]),
    st.sampled_from(["", None, "person", "organization"]),
)
def test_any_text_is_read_without_harm(
    texts: list[str], field: str | None, country: str | None, holder: str | None
) -> None:
    countries = pl.Series([country] * len(texts), dtype=pl.String)
    holders = None if holder == "" else pl.Series([holder] * len(texts), dtype=pl.String)
    read = normalise_registration(pl.Series(texts, dtype=pl.String), field, countries, holders)
    assert read.height == len(texts)
    assert (
        read.filter(pl.col("valid") & (pl.col("value").is_null() | pl.col("code").is_not_null())).height == 0
    )
