"""Text without what nobody sees: odd spaces, invisible characters, a spreadsheet's guards."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from carnet.stages.normalise.no_data import is_no_name
from carnet.stages.normalise.seldom import only_where

# One pass that finds the few cells in need of more: anything beyond plain Latin text with single
# spaces, a guard, or the form ="0123". Below U+0300 nothing can be composed further (Unicode NFC).
_ODD = r"""[^ -~¡-¬®-\x{2FF}]|  |^ | $|^'[=+\-@＝＋－＠]|^=\s*"|^\s*$"""
_BREAKS = r"\r\n?|[\x0B\x0C\x{85}\x{2028}\x{2029}]"
_SPACES = r"[\t\x{A0}\x{1680}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}]"
_INVISIBLE = (
    r"[\x00-\x08\x0E-\x1F\x7F-\x{9F}\x{AD}\x{200B}\x{200E}\x{200F}\x{202A}-\x{202E}"
    r"\x{2060}-\x{2064}\x{2066}-\x{2069}\x{FEFF}]"
)
# Joiners stay inside Persian, Indic and emoji text, where they change what is read.
_STRAY_JOINERS = r"(^|[\p{Latin}\p{N}\p{P}\p{Z}\n])[\x{200C}\x{200D}]+"
_UNEVEN = r"[^a-z0-9 ]|  |^ | $"  # words that are not letters and digits with one space between
_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"}

DIGITS_FOR = {"O": "0", "I": "1", "L": "1"}  # letters that are taken for digits


def clean(expr: pl.Expr) -> pl.Expr:
    """Text on one line: composed (NFC), single spaces, nothing invisible, no guards; blank is null.

    A guard is the apostrophe that Carnet and Google put in front of ``= + - @``; the form
    ``="0123"`` is Excel's way to keep zeros.
    """
    return only_where(clean_lines(expr), r"\n", lambda text: text.str.replace_all(r"\s*\n\s*", " "))


def clean_lines(expr: pl.Expr) -> pl.Expr:
    r"""As ``clean``, with the line breaks kept, each as one ``\n``."""
    return only_where(expr, _ODD, _cleaned)


def _cleaned(text: pl.Expr) -> pl.Expr:
    plain = _plain(text)
    form = plain.str.extract(r'^=\s*"((?s:.*))"$', 1).str.replace_all('""', '"').str.strip_chars()
    return pl.coalesce(form, plain).replace("", None)


def _plain(text: pl.Expr) -> pl.Expr:
    return (
        text.str.replace(r"^\s*'([=+\-@＝＋－＠\t\r])", "$1")
        .str.replace_all(_BREAKS, "\n")
        .str.replace_all(_SPACES, " ")
        .str.replace_all(_INVISIBLE, "")
        .str.replace_all(_STRAY_JOINERS, "$1")
        .str.normalize("NFC")
        .str.replace_all(r" {2,}", " ")
        .str.replace_all(r" ?\n ?", "\n")
        .str.strip_chars()
        .str.replace(r"^'([=+\-@＝＋－＠])", "$1")
    )


def folded(expr: pl.Expr) -> pl.Expr:
    """The comparable form of a word or phrase: letters and digits of any alphabet, no case, no accents."""
    return only_where(_bare(expr), r"[^a-z0-9]", lambda text: text.str.replace_all(r"[^\p{L}\p{N}]+", ""))


def folded_words(expr: pl.Expr) -> pl.Expr:
    """As ``folded``, with one space between words and around the whole: " work fax "."""
    return pl.concat_str(pl.lit(" "), only_where(_bare(expr), _UNEVEN, _evenly_spaced), pl.lit(" "))


def _evenly_spaced(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()


def _bare(expr: pl.Expr) -> pl.Expr:
    return only_where(expr.str.to_lowercase(), r"[^\x00-\x7F]", _unmarked)


def _unmarked(lower: pl.Expr) -> pl.Expr:
    return lower.str.replace_many(_LIGATURES).str.normalize("NFKD").str.replace_all(r"\p{M}+", "")


def verdict(
    value: pl.Expr,
    code: pl.Expr | None = None,
    suggestion: pl.Expr | None = None,
    detail: pl.Expr | None = None,
) -> list[pl.Expr]:
    """The four columns that a single-valued normaliser gives."""
    nothing = pl.lit(None, dtype=pl.String)
    return [
        value.cast(pl.String).alias("value"),
        (nothing if code is None else code.cast(pl.String)).alias("code"),
        (nothing if suggestion is None else suggestion.cast(pl.String)).alias("suggestion"),
        (nothing if detail is None else detail.cast(pl.String)).alias("detail"),
    ]


def normalise_text(values: pl.Series) -> pl.DataFrame:
    """Text on one line, without invisible characters and guards.

    Args:
        values: n texts.

    Returns:
        n rows: value; code, suggestion and detail are null: any text is good.
    """
    return _select(values, clean)


def normalise_name(values: pl.Series) -> pl.DataFrame:
    """As ``normalise_text``; what only says that there is no name ("-", "n/a") is none."""
    return _select(values, _called)


def normalise_note(values: pl.Series) -> pl.DataFrame:
    """As ``normalise_text``, with the line breaks of the note kept."""
    return _select(values, clean_lines)


def normalise_identifier(values: pl.Series) -> pl.DataFrame:
    """An identifier as written: its zeros, capitals and inner punctuation all count; "*None" is none."""
    return _select(values, _identified)


def _called(expr: pl.Expr) -> pl.Expr:
    text = clean(expr)
    return pl.when(~is_no_name(text)).then(text)


def _identified(expr: pl.Expr) -> pl.Expr:
    text = clean(expr)
    return pl.when(~text.str.contains(r"(?i)^(?:\*?none|\(none\)|<none>|null|n/a|#n/a|[-–—]+)$")).then(text)


def _select(values: pl.Series, form: Callable[[pl.Expr], pl.Expr]) -> pl.DataFrame:
    return values.cast(pl.String).to_frame("text").select(verdict(form(pl.col("text"))))
