"""A contact as a record of Karbon's API: what the API spells otherwise, and what it has no room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from carnet.contract import Kind

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook
    from carnet.karbon.held import Held


def made(book: FirmBook, kind: Kind, *cards: dict[str, Any], **values: str) -> str:
    from carnet.book.actions.edit_contact import create

    typed = {name.replace("__", "."): value for name, value in values.items()}
    return create(book, kind, typed, user="Marc", cards=cards)


def one(book: FirmBook, key: str) -> Held:
    from carnet.karbon.held import held, ids_of

    return held(book, ids_of(book, [key]))[0]


def test_months_countries_and_numbers_are_spelled_as_the_api_has_them(book: FirmBook) -> None:
    from carnet.karbon.shapes.written import written

    mill = made(book, Kind.ORGANIZATION, name="Mill")
    address = {"label": "physical", "line": "1 Elm St", "city": "Ballarat", "country": "Australia"}
    card = {"addresses": [address], "organization_key": mill, "emails": ["ana@example.com"]}
    phone = {"phones": [{"label": "office", "number": "+12125550147", "extension": "12"}]}
    ana = made(
        book, Kind.PERSON, card, phone, first_name="Ana", last_name="Roy", birth_date="1980-04-03",
        accounting__financial_year_end_day="31", accounting__financial_year_end_month="December",
        accounting__annual_revenue="1250000.50", accounting__sales_tax_basis="Cash",
        accounting__business_number="51 824 753 556", **{"custom.Karbon TaxCountryCode": "United Kingdom"},
    )  # fmt: skip
    record = written(one(book, ana), {mill: "K1"}.get)
    assert record.lost == []
    assert record.body["AccountingDetail"] == {
        "BirthDate": "1980-04-03T00:00:00Z", "FinancialYearEndDay": 31, "FinancialYearEndMonth": 11,
        "AnnualRevenue": 1250000.5, "GstBasis": "Cash", "TaxCountryCode": "UK",
        "RegistrationNumbers": [
            {"RegistrationNumber": "51 824 753 556", "Type": "Australian Business Number (ABN)"}
        ],
    }  # fmt: skip
    first, second = record.body["BusinessCards"]
    assert (first["OrganizationKey"], first["Addresses"][0]["CountryCode"]) == ("K1", "AU")
    assert second["PhoneNumbers"] == [{"Number": "+12125550147 x12", "CountryCode": "US", "Label": "Office"}]


def test_what_points_at_what_is_not_there_is_told_and_looked_at_again(book: FirmBook) -> None:
    from carnet.karbon.shapes.written import written

    mill = made(book, Kind.ORGANIZATION, name="Mill")
    ana = made(book, Kind.PERSON, {"organization_key": mill}, first_name="Ana", last_name="Roy")
    record = written(one(book, ana), lambda key: None)
    assert [(loss.code, loss.value, loss.lasting) for loss in record.lost] == [
        ("karbon.not_there", "Mill", False)
    ]


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"FinancialYearEndMonth": 12}, "FinancialYearEndMonth"),
        ({"TaxCountryCode": "GB"}, "TaxCountryCode"),
        (
            {"RegistrationNumbers": [{"Type": "Tax ID", "RegistrationNumber": "1" * 51}]},
            "RegistrationNumbers",
        ),
        ({"IsVATRegistered": "yes"}, "IsVATRegistered"),
    ],
)
def test_details_of_another_form_are_refused(sent: dict[str, Any], wrong: str) -> None:
    from carnet.karbon.shapes.given import given
    from carnet.karbon.shapes.invalid import InvalidError
    from carnet.karbon.shapes.names import ORGANIZATION

    with pytest.raises(InvalidError) as error:
        given(ORGANIZATION, {"FullName": "Mill", "AccountingDetail": sent})
    assert wrong in error.value.target


def test_a_custom_field_that_is_taken_away_comes_back_when_that_is_undone(book: FirmBook) -> None:
    from carnet.book.actions.declare_field import declare, take_away
    from carnet.book.actions.undo_import import undo
    from carnet.book.custom_fields import Declared, declared

    key = made(book, Kind.ORGANIZATION, name="Mill", **{"custom.Hat": "7", "custom.Hats": "8"})
    declare(book, Declared("Hat"))
    assert [field.name for field in declared(book)] == ["Hat"]
    take_away(book, "Hat", user="Marc")
    assert (declared(book), one(book, key).custom) == ([], {"Hats": ["8"]})
    undo(book, book.history()[0].key, user="Marc")
    assert one(book, key).custom == {"Hat": ["7"], "Hats": ["8"]}


def test_how_a_contact_stands_is_kept_for_each_account(book: FirmBook) -> None:
    from carnet.book.actions.keep_pushed import keep
    from carnet.book.pushed import PushedContact, pushed

    key = made(book, Kind.ORGANIZATION, name="Mill")
    asked = pl.DataFrame({"contact": [0], "kind": ["contact_key"], "value": [key]})
    number = book.find(asked)["book_id"].item()
    keep(book, "one", PushedContact(number, sending="begun"))
    state = PushedContact(number, key="K1", fields=("Hat", "Été"))
    keep(book, "one", state)
    assert (pushed(book, "one"), pushed(book, "other")) == ({number: state}, {})
