"""Pairs that cannot be one contact, however much they have in common."""

from __future__ import annotations

import polars as pl

from carnet.stages.evidence.levels import OF_KIND
from carnet.stages.evidence.model import counted

# Contradictions, each a set of levels that must hold together: comparison -> levels.
# Two mistakes in one number are rarer than two clients; a son is called as his father, but for the suffix.
_PERSON: tuple[dict[str, tuple[str, ...]], ...] = (
    {"registration": ("differs",)},
    {"suffix": ("differs",)},
    {"birth": ("differs", "year"), "ids": ("differs",), "given": ("differs",)},
)
_ORGANIZATION: tuple[dict[str, tuple[str, ...]], ...] = ({"registration": ("differs",)},)
_OF_KIND = {"person": _PERSON, "organization": _ORGANIZATION}
# Of relatives alone: another first name under one roof is another person, whatever else the two share.
_OWN = ("birth", "ids", "registration")


def contradicting(kind: str) -> pl.Expr:
    """Whether a scored pair contradicts itself; over columns gamma_<comparison>."""
    found = [pl.all_horizontal(_at(kind, name, levels) for name, levels in one.items()) for one in _OF_KIND[kind]]
    if kind == "person":
        found.append(_under_one_roof())
    return pl.any_horizontal(found).fill_null(False)


def _under_one_roof() -> pl.Expr:
    """Other first names, and nothing of their own in common: neither birth date nor a number nor an email."""
    own = pl.any_horizontal(_at("person", name, ("exact", "typing mistake", "one digit", "day and month swapped"))
                            for name in _OWN)  # fmt: skip
    email = _at("person", "email", ("exact", "typing mistake", "same name before the @"))
    return _at("person", "given", ("differs",)) & ~own & ~email


def _at(kind: str, comparison: str, levels: tuple[str, ...]) -> pl.Expr:
    names = [level.name for one in OF_KIND[kind] if one.name == comparison for level in counted(one)]
    places = [place for place, name in enumerate(names) if name in levels]
    return pl.col(f"gamma_{comparison}").is_in(places)
