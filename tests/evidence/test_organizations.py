"""Organizations: spellings of one, and those that only look alike."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from carnet.stages.match.suspects import SURE
from tests.evidence.people import (
    among_strangers,
    apart,
    found_as_one,
    one_contact,
    organization,
    pairs,
    person,
    told,
)

_AT: dict[str, Any] = {"line": "9 Jetty Parade", "city": "Merrigum", "postal_code": "3618"}
_CALL: dict[str, Any] = {"phone": "+61398765411"}

SPELLINGS = {
    "without the legal form": ("Wombat & Sons Roofing Pty Ltd", "Wombat and Sons Roofing"),
    "the form written out": ("Numbat Roofing Pty Ltd", "NUMBAT ROOFING PROPRIETARY LIMITED"),
    "abbreviations": ("Bilby Roofing Services LLC", "Bilby Roofing Svcs, L.L.C."),
    "a French form with full stops": ("Menuiserie Brisefer SARL", "Menuiserie Brisefer S.A.R.L."),
    "a French form of Québec": ("Gestion Dugong Ltée", "Gestion Dugong Limitée"),
    "typing mistakes": ("Potoroo Joinery Inc", "Potroo Jionery Inc."),
    "an umlaut written out": ("Galah Müller GmbH", "Galah Mueller GmbH"),
    "t/a": ("Quokka Holdings Pty Ltd t/a Merrigum Roof Care", "Merrigum Roof Care"),
    "trading as": ("Lyrebird Events Ltd (trading as Big Nights)", "Big Nights"),
    "T/AS": ("Jarrah Joinery T/AS Fine Cupboards", "Fine Cupboards"),
    "DBA": ("John Bandicoot DBA Bandicoot Fencing", "Bandicoot Fencing"),
    "o/a": ("1234567 Ontario Inc. o/a Maple Leaf Bakery", "Maple Leaf Bakery"),
    "f.a.s.": ("9123-4567 Québec inc. f.a.s. Boulangerie Ficelle", "Boulangerie Ficelle"),
    "the trustee of a trust": ("Curlew Custodians Pty Ltd ATF Ibis Family Trust", "The Ibis Family Trust"),
    "the article behind the form": (
        "The Stonebridge Joinery Company Inc",
        "Stonebridge Joinery Company Inc, The",
    ),
    "the trustee in front": ("The Trustee for Heron Family Trust", "Heron Family Trust"),
}
SISTERS = {
    "another trade": ("Wombat Roofing Pty Ltd", "Wombat Orchards Pty Ltd"),
    "another name": ("Echidna Freight Pty Ltd", "Brightwater Orchards Pty Ltd"),
    "a company and a trust": ("Numbat Roofing Pty Ltd", "Numbat Roofing Trust"),
    "a family trust and a trade": ("Popescu Family Trust", "Popescu Electrical"),
    "a trust and a trade": ("Van Dyke Trust", "Van Dyke Catering"),
    "a trust and a fund": ("Thornhill Family Trust", "Thornhill Super Fund"),
    "an operating and a holding company": ("Dingo Pty Ltd", "Dingo Holdings Pty Ltd"),
    "a company and the group over it": ("Bandicoot Motors Pty Ltd", "Bandicoot Motors Group Pty Ltd"),
    "a French company and its group": ("Transport Brolga SRL", "Groupe Transport Brolga SRL"),
    "a French operating and a property company": ("Pelican SARL", "SCI Pelican"),
    "two holding companies of Québec": ("Gestion Harfang inc.", "Placements Harfang inc."),
    "numbered companies": ("Goanna No 1 Pty Ltd", "Goanna No 2 Pty Ltd"),
    "a company and a partnership": ("Magpie Dental LLC", "Magpie Dental LLP"),
    "branches of a chain": ("Ibis Cafe Merrigum", "Ibis Cafe Tatura"),
}


@pytest.mark.parametrize("known", [("home", "phone"), ("email",)], ids="-".join)
def test_one_organization_is_found_under_two_spellings(known: tuple[str, ...]) -> None:
    rows = pairs(SPELLINGS, lambda name, number: organization(name, **told(number, *known)))
    assert found_as_one(among_strangers(*rows), SPELLINGS) == list(SPELLINGS)


@pytest.mark.parametrize("known", [("home", "phone"), ("email", "phone")], ids="-".join)
def test_two_clients_of_one_owner_are_two(known: tuple[str, ...]) -> None:
    rows = pairs(SISTERS, lambda name, number: organization(name, **told(number, *known)))
    assert found_as_one(among_strangers(*rows), SISTERS) == []


def test_a_group_of_the_same_name_is_not_merged_by_itself() -> None:
    found = among_strangers(
        organization("Bandicoot Motors Pty Ltd", email="info@bandicoot.example", **_AT, **_CALL),
        organization("Bandicoot Motors Group Pty Ltd", email="info@bandicoot.example", **_AT, **_CALL),
    )
    judged = found.pairs.filter(pl.col("l") == 0, pl.col("r") == 1)
    assert judged.select(pl.col("probability").max()).item() < SURE


def test_an_organization_that_moved_and_kept_its_name_and_telephone_is_one() -> None:
    moved = {"line": "212 Mallee Highway", "city": "Ouyen", "postal_code": "3490"}
    found = among_strangers(
        organization("Wombat Roofing Pty Ltd", **_AT, **_CALL),
        organization("Wombat Roofing", **moved, **_CALL),
    )
    assert one_contact(found, 0, 1)


def test_two_valid_company_numbers_are_two_companies() -> None:
    found = among_strangers(
        organization("Wombat Roofing Pty Ltd", registration="accounting.business_number:51824753556", **_AT),
        organization("Wombat Roofing Pty Ltd", registration="accounting.business_number:53004085616", **_AT),
    )
    assert apart(found, 0, 1)


def test_a_number_that_both_have_outweighs_another_sort_of_entity() -> None:
    number = {"registration": "accounting.business_number:51824753556"}
    found = among_strangers(
        organization("Wombat Roofing Pty Ltd", **number, **_AT),
        organization("Wombat Roofing Trust", **number, **_AT),
    )
    assert one_contact(found, 0, 1)


def test_people_who_work_at_one_office_are_not_one_person() -> None:
    office = {"email": "info@wombat.example", "organization": "Wombat Roofing Pty Ltd", **_AT, **_CALL}
    names = ("Ana Lopez", "Wendell Thornhill", "Chloé Marchand", "Ana Marchand")
    found = among_strangers(*(person(*name.split(), **office) for name in names))
    assert apart(found, *range(len(names)))


def test_a_person_and_their_own_company_are_two_contacts() -> None:
    found = among_strangers(
        person("Desmond", "Thornhill", email="des@thornhill.example", **_AT, **_CALL),
        organization("Desmond Thornhill Pty Ltd", email="des@thornhill.example", **_AT, **_CALL),
    )
    assert apart(found, 0, 1)
