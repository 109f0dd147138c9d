"""Messy client lists of any length: 30 columns, written in pieces to need little memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from firm.places import places

PIECE = 50_000  # rows made at a time; some 60 MB
SEED = 2026

_Index = npt.NDArray[np.int64]
_ABN_WEIGHTS = np.arange(3, 20, 2)


class _Piece:
    """Columns of one piece: n texts each, from one random source."""

    def __init__(self, start: int, rows: int) -> None:
        self.number: _Index = np.arange(start, start + rows)
        self._rng = np.random.default_rng((SEED, start))
        self._rows = rows

    def below(self, limit: int) -> _Index:
        """n whole numbers from 0 to below the limit."""
        return self._rng.integers(0, limit, self._rows)

    def pick(self, texts: Sequence[str]) -> pl.Series:
        """n of the texts."""
        return pl.Series(texts, dtype=pl.String).gather(self.below(len(texts)))

    def some(self, texts: pl.Series, share: float) -> pl.Series:
        """The texts in a share of the rows, nothing in the others."""
        return self.either(pl.Series([None], dtype=pl.String).new_from_index(0, self._rows), texts, share)

    def either(self, usual: pl.Series, other: pl.Series, share: float) -> pl.Series:
        """The other text in a share of the rows."""
        return other.zip_with(pl.Series(self._rng.random(self._rows) < share), usual)

    def written(self, pattern: str, *values: pl.Series | _Index) -> pl.Series:
        """n texts by a pattern with {} for each value."""
        series = [pl.Series(value) for value in values]
        return pl.select(pl.format(pattern, *(pl.lit(one) for one in series))).to_series()


def _padded(numbers: _Index, width: int) -> pl.Series:
    return pl.Series(numbers).cast(pl.String).str.zfill(width)


def _phones(piece: _Piece) -> pl.Series:
    """Australian numbers kept for fiction, in four ways to write them, some with an extension."""
    area, block = piece.pick(tuple("2378")), piece.pick(("5550", "7010"))
    line = _padded(piece.below(10_000), 4)
    texts = piece.written("(0{}) {} {}", area, block, line)
    texts = piece.either(texts, piece.written("+61 {} {} {}", area, block, line), 0.3)
    texts = piece.either(texts, piece.written("0{}{}{}", area, block, line), 0.2)
    return piece.either(texts, piece.written("{} ext {}", texts, piece.below(900) + 1), 0.02)


def _business_numbers(piece: _Piece) -> pl.Series:
    """Australian Business Numbers with right check digits, with and without spaces, a few mistyped."""
    body = piece.below(900_000_000) + 100_000_000
    digits = body[:, None] // 10 ** np.arange(8, -1, -1) % 10
    check = 11 + (-(digits * _ABN_WEIGHTS).sum(axis=1) - 1) % 89
    whole = piece.written("{}{}", check, body)
    spaced = whole.str.replace(r"^(\d\d)(\d{3})(\d{3})", "$1 $2 $3 ")
    return piece.either(
        piece.either(whole, spaced, 0.6), piece.written("{}{}", (check + 1) % 90 + 10, body), 0.002
    )


def _dates(piece: _Piece, first_year: int, years: int) -> pl.Series:
    """Days in the Australian order, some in ISO, a few that no calendar has."""
    year, month, day = piece.below(years) + first_year, piece.below(12) + 1, piece.below(28) + 1
    texts = piece.written("{}/{}/{}", _padded(day, 2), _padded(month, 2), year)
    texts = piece.either(texts, piece.written("{}-{}-{}", year, _padded(month, 2), _padded(day, 2)), 0.05)
    return piece.either(texts, piece.written("31/02/{}", year), 0.001)


def _messy_names(piece: _Piece, names: pl.Series) -> pl.Series:
    names = piece.either(names, names.str.to_uppercase(), 0.1)
    return piece.either(names, piece.written("  {} ", names), 0.05)


def _columns(piece: _Piece) -> dict[str, pl.Series]:
    """The 30 columns of one piece."""
    place = next(place for place in places() if place.country == "AU")
    number, first, last = (
        pl.Series(piece.number),
        piece.pick(place.women + place.men),
        piece.pick(place.families),
    )
    company = piece.written("{} {} {}", piece.pick(place.words), piece.pick(place.trades), number)
    company = piece.written("{} {}", company, piece.pick(place.forms))
    local = piece.written(
        "{}.{}{}", first.str.to_lowercase(), last.str.replace_all(r"\W", "").str.to_lowercase(), number
    )
    email = piece.written("{}@{}.example", local, piece.pick(("inbox", "post", "mail")))
    city = piece.pick([f"{city}|{region}|{code}" for city, region, code in place.cities]).str.split("|").list
    street = piece.written(
        "{} {}", piece.below(400) + 1, piece.pick(("Wattle Street", "Banksia Rd", "George St"))
    )
    notes = piece.written('Said "call {}".\nSince {}; see file', first, piece.below(30) + 1990)
    staff = ("Ines Halloran", "Marc Beaudry", "Léa Fontaine")
    return {
        "Client ID": piece.written("C{}", _padded(piece.number, 7)),
        "Company Name": piece.some(_messy_names(piece, company), 0.6),
        "First Name": _messy_names(piece, first),
        "Middle Name": piece.some(piece.pick(place.men), 0.2),
        "Last Name": _messy_names(piece, last),
        "Preferred Name": piece.some(first, 0.1),
        "Job Title": piece.some(piece.pick(("Director", "Owner", "Bookkeeper")), 0.5),
        "Email": piece.either(email, piece.written("{} at example", local), 0.005),
        "Email 2": piece.some(piece.written("office{}@work.example", number), 0.2),
        "Phone": piece.some(_phones(piece), 0.8),
        "Mobile": piece.some(_phones(piece), 0.7),
        "Fax": piece.some(_phones(piece), 0.05),
        "Website": piece.some(piece.written("www.client{}.example", number), 0.3),
        "Address": street,
        "City": city.get(0),
        "State": city.get(1),
        "Postcode": city.get(2),
        "Country": piece.pick(("Australia", "AU", "AUSTRALIA")),
        "Mailing Address": piece.some(piece.written("PO Box {}, Sydney NSW 2000, Australia", number), 0.2),
        "Date of Birth": piece.some(_dates(piece, 1940, 60), 0.6),
        "Incorporation Date": piece.some(_dates(piece, 1990, 35), 0.4),
        "ABN": piece.some(_business_numbers(piece), 0.6),
        "Entity Type": piece.pick(("Company", "Trust", "Partnership", "Sole Trader", "Individual")),
        "Contact Type": piece.pick(("Client", "Prospect", "Former")),
        "Client Owner": piece.pick(staff),
        "Client Manager": piece.pick(staff),
        "Client Group": piece.some(piece.written("{} Family", last), 0.05),
        "Balance Month": piece.pick(("Jun", "June", "6", "Dec")),
        "Annual Revenue": piece.some(piece.written("${},000", piece.below(900) + 50), 0.3),
        "Notes": piece.some(notes, 0.1),
    }


def write(path: Path, rows: int, progress: Callable[[int], None] = lambda _: None) -> None:
    """Write a csv of so many rows; the same rows each time.

    Args:
        path: the file.
        rows: how many, besides the header.
        progress: is told the rows written so far.
    """
    with path.open("wb") as file:
        for start in range(0, rows, PIECE):
            piece = _Piece(start, min(PIECE, rows - start))
            pl.DataFrame(_columns(piece)).write_csv(file, include_header=start == 0)
            progress(start)
