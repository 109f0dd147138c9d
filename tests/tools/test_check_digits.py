"""The invented numbers of the demo, with python-stdnum as the oracle."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from random import Random

import pytest

from firm import check_digits

NUMBERS: dict[str, Callable[[Random], str]] = {
    "au.acn": check_digits.acn,
    "au.abn": lambda rng: check_digits.abn(check_digits.acn(rng)),
    "au.tfn": check_digits.tfn,
    "nz.ird": check_digits.ird,
    "ean": check_digits.nzbn,
    "us.ein": check_digits.ein,
    "us.ssn": check_digits.ssn,
    "ca.sin": check_digits.sin,
    "ca.bn": check_digits.canadian_business_number,
    "gb.utr": check_digits.utr,
    "gb.vat": check_digits.gb_vat,
    "fr.siren": check_digits.siren,
    "fr.siret": lambda rng: check_digits.siret(check_digits.siren(rng)),
    "fr.tva": lambda rng: check_digits.french_vat(check_digits.siren(rng)),
}


@pytest.mark.parametrize("issuer", NUMBERS)
def test_an_invented_number_passes_the_check_of_its_issuer(issuer: str) -> None:
    standard = importlib.import_module(f"stdnum.{issuer}")
    rng = Random(issuer)
    numbers = [NUMBERS[issuer](rng) for _ in range(300)]
    assert [number for number in numbers if not standard.is_valid(number)] == []


def test_a_mistyped_number_fails_the_check_of_its_issuer() -> None:
    standard = importlib.import_module("stdnum.fr.siren")
    assert not standard.is_valid(check_digits.mistyped(check_digits.siren(Random(1))))
