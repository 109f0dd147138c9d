"""Words as they are compared: small Latin letters, familiar forms of names, how a word sounds."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import resources

import polars as pl

from carnet.stages.normalise.seldom import only_where
from carnet.stages.normalise.text import folded_words

_LETTERS = """
а a б b в v г g д d е e ё e з z и i й i к k л l м m н n о o п p р r с s т t у u ф f ы y э e і i ї i є e ґ g
ў u ѓ g ѕ s ј j љ l њ n ќ k џ d ж zh х kh ц ts ч ch ш sh щ shch ю yu я ya
α a β v γ g δ d ε e ζ z η i ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f ω o θ th χ ch ψ ps
þ th ð d ı i ħ h ŋ n ŧ t
"""
_FEW = 1_000  # texts; to find the distinct ones of so few takes longer than to make each
_WORDS = _LETTERS.split()
_SPELT = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True)) | {"ъ": "", "ь": ""}

# How a word sounds, roughly, in English and French: one letter for each group of consonants.
_SOUNDS = {
    "ph": "f", "ck": "k", "sch": "s", "sh": "s", "ch": "k", "gh": "g", "th": "t", "wh": "w", "eau": "o",
    "c": "k", "q": "k", "z": "s", "x": "ks", "y": "i", "j": "g", "v": "f",
}  # fmt: skip

# Of given names: what one language or fashion writes for the other.
_SPELLINGS = {"ph": "f", "ck": "k", "th": "t", "ch": "k", "y": "i", "c": "k", "z": "s"}


def plain(text: pl.Expr) -> pl.Expr:
    """Words in small Latin letters and digits, one space between: "Ольга  O'Neil" is "olga oneil"."""
    joined = text.str.replace_all(r"['’`´.]", "")
    words = folded_words(joined).str.strip_chars().str.replace_many(_SPELT)
    return words.replace("", None)  # `when` would make the words twice


def squeezed(text: pl.Expr) -> pl.Expr:
    """As ``plain``, without spaces: typing mistakes put them anywhere."""
    return plain(text).str.replace_all(" ", "")


def over_distinct(values: pl.Series, form: Callable[[pl.Expr], pl.Expr]) -> pl.Series:
    """A form of each text, made once for each distinct one."""
    if values.null_count() == len(values):
        return pl.repeat(None, len(values), dtype=pl.String, eager=True).alias("form")
    if len(values) <= _FEW:
        return values.to_frame("text").select(form(pl.col("text")).alias("form")).to_series()
    texts = values.to_frame("text").lazy()
    made = texts.unique().drop_nulls().with_columns(form(pl.col("text")).alias("form"))
    return texts.join(made, on="text", how="left", maintain_order="left").collect()["form"]


def sound(word: pl.Expr) -> pl.Expr:
    """How a word sounds: its first letter and the groups of consonants behind it, at most five."""
    told = word.str.replace_many(_SOUNDS)
    first, rest = told.str.slice(0, 1), told.str.slice(1).str.replace_all(r"[aeiouhw0-9 ]+", "")
    rest = _once(rest, "bdfgklmnprst")
    vowel = first.str.contains("[aeiouhw]")
    return pl.concat_str(pl.when(vowel).then(pl.lit("a")).otherwise(first), rest).str.slice(0, 5)


def spelling(name: pl.Expr) -> pl.Expr:
    """A given name in one of its spellings: Sara and Sarah, Erik and Eric, Stacey and Stacy are alike in it,
    Karin and Karen are not."""
    told = name.str.replace(r"(nn|ll|tt|ss)e$", "${1}").str.replace("(ie|ey|y)$", "i")
    told = told.str.replace_many(_SPELLINGS).str.replace_all("(.)h", "${1}")
    return _once(told, "abdefgiklmnoprst")


def _once(text: pl.Expr, letters: str) -> pl.Expr:
    """The text with each of those letters once where it stands several times in a row."""

    def told(words: pl.Expr) -> pl.Expr:
        for letter in letters:
            words = words.str.replace_all(letter + "{2,}", letter)
        return words

    return only_where(text, "|".join(2 * letter for letter in letters), told)


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a data file; lines that begin with # are remarks."""
    text = resources.files(__package__).joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@cache
def sexes() -> pl.DataFrame:
    """name String, sex String (m, f): given names that are nearly always given to one sex.

    Source: data/given_names.txt, compiled for Carnet.
    """
    text = resources.files(__package__).joinpath("data", "given_names.txt").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    pairs = [(name, line[0]) for line in lines for name in line[1:]]
    return pl.DataFrame(pairs, schema=["name", "sex"], orient="row").unique("name", keep="none")


@cache
def familiar_forms() -> pl.DataFrame:
    """form String, names List(String): the given names that each form may stand for.

    Source: data/nicknames.txt, compiled for Carnet.
    """
    text = resources.files(__package__).joinpath("data", "nicknames.txt").read_text(encoding="utf-8")
    pairs = [
        (form.replace("-", ""), line.split()[0])
        for line in text.splitlines()
        if line and not line.startswith("#")
        for form in line.split()
    ]
    frame = pl.DataFrame(pairs, schema=["form", "names"], orient="row")
    return frame.unique(maintain_order=True).group_by("form", maintain_order=True).agg("names")
