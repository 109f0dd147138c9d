"""Closed lists of values."""

from __future__ import annotations

import polars as pl
import pytest

from carnet.catalog import FIELDS, field
from carnet.stages.normalise.choices import normalise_choice

ENTITY = field("accounting.entity_type")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("LLC", "Limited Liability"), ("Pty Ltd", "Corporation"), ("C-Corp", "Corporation"),
        ("S Corp", "S Corporation"), ("1120S", "S Corporation"), ("1120", "Corporation"),
        ("1065", "Partnership"), ("1041", "Estate or Trust"), ("990", "Exempt Organization"),
        ("1040", "Person"),
        ("Individual", "Person"), ("Sole Trader", "Sole Proprietor"),
        ("LLP", "Limited Liability Partnership"),
        ("Family Trust", "Estate or Trust"), ("SMSF", "Pension Scheme"),
        ("Superannuation Fund", "Pension Scheme"), ("Non-Profit", "Exempt Organization"),
        ("SARL", "Limited Liability"), ("SAS", "Corporation"), ("EURL", "Limited Liability"),
        ("SCI", "Partnership"), ("Ltée", "Corporation"), ("auto-entrepreneur", "Sole Proprietor"),
        ("association loi 1901", "Club or Society"), ("société de personnes", "Partnership"),
        ("CORPORATION", "Corporation"),
    ],
)  # fmt: skip
def test_what_firms_write_for_an_entity_type_is_understood(written: str, value: str) -> None:
    assert normalise_choice(pl.Series([written]), ENTITY).row(0)[:2] == (value, None)


@pytest.mark.parametrize(
    "one", [each for each in FIELDS.values() if each.choices], ids=lambda one: str(one.id)
)
def test_every_allowed_value_is_taken_in_both_languages(one: object) -> None:
    entry = one if isinstance(one, type(ENTITY)) else ENTITY
    english = normalise_choice(pl.Series([text.en for text in entry.choices.values()]), entry)
    french = normalise_choice(pl.Series([text.fr for text in entry.choices.values()]), entry)
    assert english["value"].to_list() == french["value"].to_list() == list(entry.choices)


def test_an_unknown_value_is_set_aside_with_the_nearest_and_all_allowed_ones() -> None:
    found = normalise_choice(pl.Series(["Corpration", "Galaxy", None, "n/a"]), ENTITY)
    assert found["value"].to_list() == [None] * 4
    assert found["code"].to_list() == ["choice.unknown", "choice.unknown", None, None]
    assert found["suggestion"].to_list() == ["Corporation", None, None, None]
    assert found["detail"][0].startswith("Corporation, Club or Society, ")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Trust - Family", "Estate or Trust"), ("Partnership (General)", "Partnership"),
        ("1120S - S Corporation", "S Corporation"), ("Corporation - S", "S Corporation"),
        ("Foreign company", "Corporation"), ("Fiducie testamentaire", "Estate or Trust"),
        ("Sole Trader / Individual", None), ("Galaxy - Far", None), ("Individual and spouse", None),
    ],
)  # fmt: skip
def test_what_a_part_of_a_value_names_is_only_suggested(written: str, meant: str | None) -> None:
    assert normalise_choice(pl.Series([written]), ENTITY).row(0)[:3] == (None, "choice.unknown", meant)


def test_goods_and_services_are_one_however_and_is_written() -> None:
    found = normalise_choice(
        pl.Series(["goods & services", "Products & Services"]), field("accounting.sells")
    )
    assert found["value"].to_list() == ["Products and Services"] * 2


def test_the_letters_and_numbers_of_tax_registers_are_understood() -> None:
    basis = normalise_choice(
        pl.Series(["P", "I", "Accrual", "cash", "None"]), field("accounting.sales_tax_basis")
    )
    assert basis["value"].to_list() == ["Cash", "Accruals", "Accruals", "Cash", "None"]
    paid = normalise_choice(
        pl.Series(["1", "quarterly", "Annuel"]), field("accounting.income_tax_installments")
    )
    assert paid["value"].to_list() == ["Monthly", "Quarterly", "Yearly"]
    period = normalise_choice(pl.Series(["2", "6", "as agreed"]), field("accounting.sales_tax_period"))
    assert period["value"].to_list() == ["Two-monthly", "Six-monthly", "as agreed"]


@pytest.mark.parametrize(
    ("name", "written", "nearest"),
    [
        ("sales_tax_basis", "H", "Accruals"),
        ("sales_tax_basis", "Hybrid", "Accruals"),
        ("entity_type", "Māori Authority", "Other/None"),
        ("entity_type", "Government Entity", "Non Departmental Public Body"),
        ("income_tax_installments", "Half yearly", "Yearly"),
    ],
)
def test_a_value_of_another_tools_list_is_a_warning_with_the_nearest(
    name: str, written: str, nearest: str
) -> None:
    row = normalise_choice(pl.Series([written]), field(f"accounting.{name}")).row(0, named=True)
    found = (row["value"], row["code"], row["suggestion"])
    assert found == (None, "choice.of_other_tool", nearest)
