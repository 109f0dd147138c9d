"""Registration numbers of five countries that pass their check: invented, in the usual spacing."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random


def _invent(rng: Random, length: int, first: str = "") -> str:
    return first + "".join(str(rng.randrange(10)) for _ in range(length - len(first)))


def _spaced(digits: str, *sizes: int) -> str:
    ends = [sum(sizes[: index + 1]) for index in range(len(sizes))]
    return " ".join(digits[end - size : end] for end, size in zip(ends, sizes, strict=True))


def _weighted(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def with_luhn(digits: str) -> str:
    """The digits and their Luhn check digit."""
    doubled = [int(digit) * (2 - index % 2) for index, digit in enumerate(reversed(digits))]
    return digits + str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def acn(rng: Random) -> str:
    """Australian Company Number."""
    body = _invent(rng, 8, "1")
    return _spaced(body + str(-_weighted(body, range(8, 0, -1)) % 10), 3, 3, 3)


def abn(company_number: str) -> str:
    """Australian Business Number: two check digits in front of nine digits, for a company its ACN."""
    body = company_number.replace(" ", "")
    return _spaced(f"{11 + (-_weighted(body, range(3, 20, 2)) - 1) % 89}{body}", 2, 3, 3, 3)


def tfn(rng: Random) -> str:
    """Australian Tax File Number."""
    body = _invent(rng, 8, "8")
    check = _weighted(body, (1, 4, 3, 7, 5, 8, 6, 9)) % 11
    return tfn(rng) if check == 10 else _spaced(f"{body}{check}", 3, 3, 3)


def ird(rng: Random) -> str:
    """New Zealand IRD number of nine digits."""
    body = _invent(rng, 8, "12")
    check = -_weighted(body, (3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return ird(rng) if check == 10 else f"{body[:3]}-{body[3:6]}-{body[6:]}{check}"


def nzbn(rng: Random) -> str:
    """New Zealand Business Number, a GS1 number."""
    body = _invent(rng, 12, "942904")
    return body + str(-_weighted(body, (1, 3) * 6) % 10)


def ein(rng: Random) -> str:
    """American Employer Identification Number; it has no check digit, only known prefixes."""
    return f"{rng.choice(('82', '83', '84', '85', '86', '87', '88'))}-{_invent(rng, 7)}"


def ssn(rng: Random) -> str:
    """A Social Security Number of an area that was never handed out by place."""
    return f"88{rng.randrange(10)}-{rng.randrange(1, 100):02}-{rng.randrange(1, 10000):04}"


def sin(rng: Random) -> str:
    """Canadian Social Insurance Number."""
    return _spaced(with_luhn(_invent(rng, 8, "9")), 3, 3, 3)


def canadian_business_number(rng: Random) -> str:
    """Canadian Business Number, nine digits."""
    return _spaced(with_luhn(_invent(rng, 8, "8")), 5, 4)


def utr(rng: Random) -> str:
    """British Unique Taxpayer Reference: the check digit comes first."""
    body = _invent(rng, 9)
    return "21987654321"[_weighted(body, (6, 7, 8, 9, 10, 5, 4, 3, 2)) % 11] + body


def gb_vat(rng: Random) -> str:
    """British VAT number, modulus 97."""
    body = _invent(rng, 7, "8")
    return "GB " + _spaced(f"{body}{-_weighted(body, range(8, 1, -1)) % 97:02}", 3, 4, 2)


def crn(rng: Random) -> str:
    """British company number, eight digits; many begin with 0."""
    return _invent(rng, 8, rng.choice("001"))


def siren(rng: Random) -> str:
    """French company number."""
    return _spaced(with_luhn(_invent(rng, 8, "9")), 3, 3, 3)


def siret(company_number: str) -> str:
    """The number of a French company's first establishment."""
    return _spaced(with_luhn(company_number.replace(" ", "") + "0001"), 3, 3, 3, 5)


def french_vat(company_number: str) -> str:
    """French VAT number, with its key of two digits."""
    digits = company_number.replace(" ", "")
    return f"FR{(12 + 3 * (int(digits) % 97)) % 97:02}{digits}"


def mistyped(number: str) -> str:
    """The number with its last digit one too high: its check fails."""
    return number[:-1] + str((int(number[-1]) + 1) % 10)
