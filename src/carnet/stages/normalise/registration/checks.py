"""Check digits of registration numbers, for whole columns of digits at once.

Each check takes n numbers of its own length and gives n truths. Sources: the issuing authorities' rules
as python-stdnum 2.2 holds them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError
from stdnum.in_ import gstin, pan
from stdnum.sg import uen

Digits = npt.NDArray[np.int64]
Truth = npt.NDArray[np.bool_]
Check = Callable[[pl.Series], Truth]


def digits(numbers: pl.Series, length: int) -> Digits:
    """n numbers as a matrix of n x length digits; a shorter number has zeros in front."""
    whole = numbers.str.replace_all(r"\D", "").str.tail(length).cast(pl.Int64).to_numpy()
    powers = 10 ** np.arange(length - 1, -1, -1, dtype=np.int64)
    found: Digits = (whole[:, None] // powers) % 10
    return found


def weighted(length: int, weights: Sequence[int], modulus: int, remainder: int = 0) -> Check:
    """The weighted sum of all digits leaves the remainder."""

    def check(numbers: pl.Series) -> Truth:
        total = digits(numbers, length)[:, : len(weights)] @ np.array(weights)
        truth: Truth = total % modulus == remainder
        return truth

    return check


def luhn(length: int) -> Check:
    """ISO/IEC 7812-1 annex B."""

    def check(numbers: pl.Series) -> Truth:
        matrix = digits(numbers, length)
        doubled = matrix[:, -2::-2] * 2
        total = matrix[:, ::-2].sum(axis=1) + (doubled - 9 * (doubled > 9)).sum(axis=1)
        truth: Truth = total % 10 == 0
        return truth

    return check


def abn(numbers: pl.Series) -> Truth:
    """Australian Business Number: one is taken from the first digit."""
    total = digits(numbers, 11) @ np.array([10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10
    truth: Truth = total % 89 == 0
    return truth


def acn(numbers: pl.Series) -> Truth:
    """Australian Company Number."""
    matrix = digits(numbers, 9)
    truth: Truth = (matrix[:, :8] @ np.arange(8, 0, -1) + matrix[:, 8]) % 10 == 0
    return truth


def tfn(numbers: pl.Series) -> Truth:
    """Tax File Number of nine digits, or of eight; for eight two rows of weights are published."""
    nine = weighted(9, (1, 4, 3, 7, 5, 8, 6, 9, 10), 11)(numbers)
    eight = weighted(8, (10, 7, 8, 4, 6, 3, 5, 1), 11)(numbers)
    eight |= weighted(8, (1, 4, 3, 7, 5, 8, 6, 9), 11)(numbers)
    truth: Truth = np.where(numbers.str.len_chars().to_numpy() == 8, eight, nine)
    return truth


def ird(numbers: pl.Series) -> Truth:
    """New Zealand IRD: a second row of weights where the first gives ten."""
    matrix = digits(numbers, 9)
    first = -(matrix[:, :8] @ np.array([3, 2, 7, 6, 5, 4, 3, 2])) % 11
    second = -(matrix[:, :8] @ np.array([7, 4, 3, 2, 5, 2, 7, 6])) % 11
    expected = np.where(first == 10, second, first)
    value = numbers.cast(pl.Int64).to_numpy()
    truth: Truth = (matrix[:, 8] == expected) & (value > 10_000_000) & (value < 150_000_000)
    return truth


def ean13(numbers: pl.Series) -> Truth:
    """GS1 check digit, which the New Zealand Business Number has."""
    total = digits(numbers, 13) @ np.array([1, 3] * 6 + [1])
    truth: Truth = total % 10 == 0
    return truth


def utr(numbers: pl.Series) -> Truth:
    """Unique Taxpayer Reference: the first digit checks the other nine."""
    matrix = digits(numbers, 10)
    rest = matrix[:, 1:] @ np.array([6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11
    expected = np.array([2, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1])[rest]
    truth: Truth = matrix[:, 0] == expected
    return truth


def gb_vat(numbers: pl.Series) -> Truth:
    """The first nine digits, modulo 97; from 100 on also in the newer series."""
    nine = numbers.str.replace(r"^(?:GB|XI)", "").str.head(9)
    total = digits(nine, 9) @ np.array([8, 7, 6, 5, 4, 3, 2, 10, 1])
    recent = (nine.str.head(3) >= "100").to_numpy()
    truth: Truth = (total % 97 == 0) | (recent & np.isin(total % 97, (42, 55)))
    return truth


def siret(numbers: pl.Series) -> Truth:
    """SIREN and branch; the branches of La Poste (356000000) add up to a multiple of five."""
    poste = (digits(numbers, 14).sum(axis=1) % 5 == 0) & numbers.str.starts_with("356000000").to_numpy()
    truth: Truth = luhn(9)(numbers.str.head(9)) & (luhn(14)(numbers) | poste)
    return truth


def siren_in_text(numbers: pl.Series) -> Truth:
    """The nine digits at the end ("RCSPARISB732829320")."""
    return luhn(9)(numbers.str.extract(r"(\d{9})$", 1))


def ein(numbers: pl.Series) -> Truth:
    """The first two digits belong to a campus of the IRS."""
    return numbers.str.head(2).is_in(_EIN_CAMPUSES).to_numpy()


def ssn(numbers: pl.Series) -> Truth:
    """Not an area, group or serial that is never issued; 9 begins a taxpayer's number in its place (ITIN)."""
    never = numbers.str.contains(
        r"^(?:000|666)|^9..(?:[0-4]|6[6-9]|89|93)|^...00|0000$|^(?:078051120|457555462|219099999)$"
    )
    return (~never).to_numpy()


def bn(numbers: pl.Series) -> Truth:
    """Canadian Business Number, with or without a programme account."""
    return luhn(9)(numbers.str.head(9))


def eu_vat_number(numbers: pl.Series) -> Truth:
    """A VAT number of any member state, with its prefix."""
    return _each(numbers, lambda number: bool(eu_vat.is_valid(number)))


def uen_number(numbers: pl.Series) -> Truth:
    """Singapore's Unique Entity Number."""
    return _each(numbers, lambda number: bool(uen.is_valid(number)))


def gstin_number(numbers: pl.Series) -> Truth:
    """India's GST Identification Number."""
    return _each(numbers, lambda number: bool(gstin.is_valid(number)))


def pan_number(numbers: pl.Series) -> Truth:
    """India's Permanent Account Number: its fourth letter says what the holder is."""
    return _each(numbers, lambda number: bool(pan.is_valid(number)))


def any_number(numbers: pl.Series) -> Truth:
    """A number without check digits: its shape is all that can be checked."""
    return np.ones(len(numbers), bool)


def _each(numbers: pl.Series, check: Callable[[str], bool]) -> Truth:
    def tried(number: str) -> bool:
        try:
            return check(number)
        except ValidationError:
            return False

    return np.array([tried(number) for number in numbers], bool)


# Internal Revenue Service, "How EINs are assigned and valid EIN prefixes".
_EIN_CAMPUSES = [
    f"{number:02d}"
    for number in range(1, 100)
    if number not in {7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97}
]
