"""How the issuer of a registration number prints it."""

from __future__ import annotations

import polars as pl

from carnet.stages.normalise.registration.numbers import NumberType


def length(kind: NumberType) -> int:
    """How many digits a number of the type has."""
    return sum(mark == "9" for mark in kind.form) or _LENGTHS.get(kind.name, 9)


_LENGTHS = {"UTR": 10, "CRN": 8, "CVR": 8, "NZBN": 13, "SIREN": 9, "VAT": 9, "BN": 9}


def printed(kind: NumberType, column: str) -> pl.Expr:
    """The number as its issuer prints it."""
    key = pl.col(column)
    if kind.field == "rcs":
        return pl.when(key.str.contains(r"^\d{9}$")).then(_grouped(key, kind.form)).otherwise("text")
    if kind.name == "IRD":
        return _grouped(key.str.pad_start(9, "0"), kind.form).str.strip_prefix("0")
    if kind.name == "TFN":
        return pl.when(key.str.len_chars() == 9).then(_grouped(key, kind.form)).otherwise(key)
    if kind.name == "BN":
        return key.str.replace(r"^(\d{9})([A-Z]{2}\d{4})$", "${1} ${2}")
    if kind.name == "VAT":
        return (
            pl.when(key.str.starts_with("XI")).then(key).otherwise(pl.lit("GB") + key.str.strip_prefix("GB"))
        )
    return _grouped(key, kind.form) if kind.form else key


def _grouped(key: pl.Expr, form: str) -> pl.Expr:
    """Digits with the form's separators between them."""
    pattern, replacement, group = "^", "", 0
    for piece in _pieces(form):
        if piece[0] == "9":
            group += 1
            pattern += rf"(\d{{{len(piece)}}})"
            replacement += f"${{{group}}}"
        else:
            replacement += piece
    return key.str.replace(pattern + "$", replacement)


def _pieces(form: str) -> list[str]:
    pieces: list[str] = []
    for char in form:
        if pieces and (pieces[-1][0] == "9") == (char == "9"):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces
