"""Organizations: spellings of one, and those that only look alike."""

from __future__ import annotations

from typing import Any

import pytest

from tests.evidence.people import among_strangers, apart, one_contact, organization, person

_AT: dict[str, Any] = {"line": "9 Jetty Parade", "city": "Merrigum", "postal_code": "3618"}
_CALL: dict[str, Any] = {"phone": "+61398765411"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Wombat & Sons Roofing Pty Ltd", "Wombat and Sons Roofing", id="without the legal form"),
        pytest.param(
            "Wombat Roofing Pty Ltd", "WOMBAT ROOFING PROPRIETARY LIMITED", id="the form written out"
        ),
        pytest.param("Wombat Roofing Services LLC", "Wombat Roofing Svcs, L.L.C.", id="abbreviations"),
        pytest.param(
            "Menuiserie Brisefer SARL", "Menuiserie Brisefer S.A.R.L.", id="a French form with full stops"
        ),
        pytest.param("Wombat Roofing Inc", "Wobmat Rofing Inc.", id="typing mistakes"),
        pytest.param("Wombat Holdings Pty Ltd t/a Merrigum Roof Care", "Merrigum Roof Care", id="trading as"),
    ],
)
def test_one_organization_is_found_under_two_spellings(one: str, other: str) -> None:
    found = among_strangers(organization(one, **_AT, **_CALL), organization(other, **_AT, **_CALL))
    assert one_contact(found, 0, 1)


def test_two_companies_of_one_owner_are_two() -> None:
    found = among_strangers(
        organization("Wombat Roofing Pty Ltd", **_AT, **_CALL),
        organization("Brightwater Orchards Pty Ltd", **_AT, **_CALL),
    )
    assert apart(found, 0, 1)


def test_two_valid_company_numbers_are_two_companies() -> None:
    found = among_strangers(
        organization("Wombat Roofing Pty Ltd", registration="accounting.business_number:51824753556", **_AT),
        organization("Wombat Roofing Pty Ltd", registration="accounting.business_number:53004085616", **_AT),
    )
    assert apart(found, 0, 1)


def test_a_person_and_their_own_company_are_two_contacts() -> None:
    found = among_strangers(
        person("Desmond", "Thornhill", email="des@thornhill.example", **_AT, **_CALL),
        organization("Desmond Thornhill Pty Ltd", email="des@thornhill.example", **_AT, **_CALL),
    )
    assert apart(found, 0, 1)
