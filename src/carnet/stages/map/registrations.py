"""Registration numbers by their check digits: of which type a column's values are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module

LOOKED = 200  # distinct values whose check digits are computed

# Field -> modules of python-stdnum that know its check digits, most telling first.
_MODULES: Mapping[str, tuple[str, ...]] = {
    "accounting.siret": ("fr.siret",),
    "accounting.business_number": ("au.abn", "ca.bn"),
    "accounting.vat_number": ("eu.vat", "gb.vat"),
    "accounting.social_insurance_number": ("ca.sin",),
    "accounting.rcs": ("fr.siren",),
    "accounting.company_number": ("au.acn",),
    "accounting.tax_file_number": ("au.tfn",),
    "accounting.unique_taxpayer_reference": ("gb.utr",),
    "accounting.ird_number": ("nz.ird",),
    "accounting.permanent_account_number": ("in_.pan",),
    "accounting.gstin": ("in_.gstin",),
    "accounting.uen": ("sg.uen",),
}
# Where the check digits of several types fit, these countries decide.
COUNTRY_OF: Mapping[str, str] = {
    "accounting.siret": "FR", "accounting.rcs": "FR", "accounting.social_insurance_number": "CA",
    "accounting.company_number": "AU", "accounting.tax_file_number": "AU",
    "accounting.unique_taxpayer_reference": "GB", "accounting.ird_number": "NZ",
    "accounting.permanent_account_number": "IN", "accounting.gstin": "IN", "accounting.uen": "SG",
}  # fmt: skip


@cache
def _checks(field: str, country: str | None) -> tuple[Callable[[str], bool], ...]:
    own = [name for name in _MODULES[field] if country and name.startswith(country.lower())]
    return tuple(import_module(f"stdnum.{name}").is_valid for name in own or _MODULES[field])


def valid_shares(values: Sequence[str], country: str | None = None) -> dict[str, float]:
    """Field -> share of the values that are valid numbers of its type, where it is above a half.

    Args:
        country: whose numbers they are, where a type has check digits of several countries.
    """
    step = max(1, len(values) // LOOKED)
    looked = values[::step]
    found = {field: _share(field, looked, country) for field in _MODULES} if looked else {}
    return {field: share for field, share in found.items() if share > 0.5}


def _share(field: str, values: Sequence[str], country: str | None) -> float:
    checks = _checks(field, country)
    return sum(any(check(value) for check in checks) for value in values) / len(values)


def best(values: Sequence[str]) -> tuple[str, float]:
    """The one type that nearly all values are valid numbers of; "" where none or several."""
    shares = valid_shares(values)
    full = [field for field, share in shares.items() if share >= 0.9]
    return (full[0], shares[full[0]]) if len(full) == 1 else ("", 0.0)
