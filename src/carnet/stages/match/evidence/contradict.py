"""Pairs that cannot be one contact, however much they have in common."""

from __future__ import annotations

import polars as pl

from carnet.stages.match.evidence.levels import OF_KIND
from carnet.stages.match.evidence.model import counted

_AGREES = {
    "birth": ("exact", "day and month swapped", "one digit"),
    "ids": ("exact", "typing mistake", "two mistakes"),
    "registration": ("exact", "typing mistake"),
    "email": ("exact", "typing mistake", "same name before the @"),
    "street": ("exact", "in another column", "typing mistake"),
    "phone": ("exact",),
}


_OTHER_NAME = ("another number", "another of the owner", "another trade", "another word", "differs")
_OTHER_GIVEN = ("of the other sex", "another name, alike", "another name", "differs")
_TWIN = ("of the other sex", "another name")
_BORN = ("exact", "day and month swapped")
DOUBT = -7.0  # log odds at most of a pair in doubt: nearly as much as one pair can count for
ASKED = 3.0  # of a pair that a person should decide on: an import does not merge it by itself
TWO = -1.0  # of such a pair that is rather of two: a search of duplicates does not merge it either


def contradicting(kind: str) -> pl.Expr:
    """Whether a scored pair cannot be one contact; over columns gamma_<comparison>.

    Two valid numbers are two clients. A son is called as his father, but for the suffix.
    """
    numbers = _at(kind, "registration", ("differs",))
    suffix = _at(kind, "suffix", ("differs",)) if kind == "person" else pl.lit(False)
    return (numbers | suffix).fill_null(False)


def doubtful(kind: str) -> pl.Expr:
    """Whether a pair is rather of two people, so that only a third record that is surely both can join them.

    Another birth date is another person, under one roof or two, unless an email or a number of their own
    says otherwise, or the two are called the same and are not a generation apart, as parent and child would
    be: then the date is wrong. So is another first name under one roof, and another last name there where
    both work for the same employer, or where nothing but a first name and a town is the same. Couples share
    an email too: another first name is another person unless the birth date or a number is the same.
    Companies of one owner share all but the name: another name, or another sort of entity, is another client
    unless a number is the same.
    """
    if kind != "person":
        numbers = _at(kind, "registration", _AGREES["registration"]) | _at(kind, "ids", _AGREES["ids"])
        other = _at(kind, "name", _OTHER_NAME) | _at(kind, "form", ("another sort",))
        return (other & ~numbers).fill_null(False)
    own = _agrees("ids") | _agrees("registration") | _agrees("email")
    roof = _agrees("street") | _agrees("phone")
    namesakes = _at(kind, "given", ("exact",)) & _at(kind, "family", ("exact",))
    born = _at(kind, "birth", ("a generation apart",)) | (_at(kind, "birth", ("differs",)) & ~namesakes)
    called, renamed = _at(kind, "given", _OTHER_GIVEN), _at(kind, "family", ("differs",))
    colleague = renamed & _at(kind, "employer", ("exact", "similar"))
    told = _at(kind, "birth", _BORN) | _agrees("ids") | _agrees("registration")
    somewhere = (pl.col("gamma_street") >= 0) | (pl.col("gamma_phone") >= 0)
    other = (born & somewhere) | (roof & (called | colleague) & ~_agrees("birth"))
    reached = own | roof | _at(kind, "email", ("similar",))
    unknown = renamed & ~reached & (pl.col("gamma_birth") < 0)
    return ((other & ~own) | (called & (roof | ~renamed) & ~told) | unknown).fill_null(False)


def to_be_asked(kind: str) -> pl.Expr:
    """Whether a pair may be of two people however likely it is of one, so that a person should say.

    Twins are born on one day and called by names that many have. Namesakes live in one street: another house,
    another email, and nothing of their own that is the same. A group is often another company than the one
    that it is called after.
    """
    if kind != "person":
        numbers = _at(kind, "registration", _AGREES["registration"]) | _at(kind, "ids", _AGREES["ids"])
        return (_at(kind, "name", ("a group of the name",)) & ~numbers).fill_null(False)
    numbers, born = _agrees("ids") | _agrees("registration"), _at(kind, "birth", _BORN)
    twins = _at(kind, "given", _TWIN) & born
    namesakes = (
        _at(kind, "number", ("differs",)) & _at(kind, "email", ("differs",)) & ~born & ~_agrees("phone")
    )
    return ((twins | namesakes | (_junior() & ~born)) & ~numbers).fill_null(False)


def likely_two(kind: str) -> pl.Expr:
    """Whether such a pair is two contacts unless a person says otherwise.

    Who may be twins have emails of their own, or names of both sexes; of father and son only one is called
    Jr, and an email, a number or a middle name is another.
    """
    if kind != "person":
        return to_be_asked(kind)
    mixed = _at(kind, "given", ("of the other sex",)) & _at(kind, "email", ("shared by several",))
    twins = (_at(kind, "given", _TWIN) & _at(kind, "email", ("differs",))) | mixed
    return (to_be_asked(kind) & (twins | _junior())).fill_null(False)


def _junior() -> pl.Expr:
    """Whether one of two is called Jr, Sr or III, the other not, and each has something of their own."""
    others = [_at("person", name, ("differs",)) for name in ("email", "phone", "middle", "number")]
    return _at("person", "suffix", ("on one alone",)) & pl.any_horizontal(others) & ~_agrees("email")


def _agrees(comparison: str) -> pl.Expr:
    return _at("person", comparison, _AGREES[comparison])


def _at(kind: str, comparison: str, levels: tuple[str, ...]) -> pl.Expr:
    names = [level.name for one in OF_KIND[kind] if one.name == comparison for level in counted(one)]
    places = [place for place, name in enumerate(names) if name in levels]
    return pl.col(f"gamma_{comparison}").is_in(places)
