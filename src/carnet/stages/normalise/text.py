"""Text without what nobody sees: odd spaces, invisible characters, a spreadsheet's guards."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from carnet.findings import Severity, rule
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

rule(
    "value.none",
    Severity.INFO,
    en="“%(value)s” says that there is no value: such cells of this column are taken as empty. If it is a "
    "value, write it in another way.",
    fr="«\u00a0%(value)s\u00a0» indique qu'il n'y a pas de valeur\u00a0: ces cellules de la colonne sont "
    "considérées comme vides. Si c'est une valeur, écrivez-la autrement.",
)

_MARKS = r"[-–—_.?*/\\]+|#?n/a|n\.a\.?|s/o|s\.o\.|n/d|n\.d\.|#(?:ref|value|name)[!?]|#null!"
_NAMES = "na|nan|nil|null"  # of people, too, when they are not in capitals
_WORDS = (  # nobody is called so
    r"none|unknown|not known|undefined|unspecified|no data|tb[acd]|n\.c\.|no middle name|nmn"
    r"|not (?:applicable|available|provided|given|known|set)"
    r"|no (?:phone|fax|mobile|cell|address|web ?site|name|company|dob|date)"
    r"|aucune?|inconnue?|n[ée]ant|sans objet|pas de donn[ée]es|[àa] (?:venir|confirmer)"
    r"|non (?:disponible|communiqu[ée]e?|applicable|fournie?|renseign[ée]e?|d[ée]finie?)"
    r"|(?:sans|aucune?|pas (?:de|d['’])) ?(?:nom|adresse|t[ée]l[ée]phone|site web|fax|soci[ée]t[ée])"
    r"|keine angabe|k\.a\.|n\.v\.t\.|nvt|ninguno|nessuno"
)
_ALSO = "nothing|blank|empty|rien|vide|geen"
# What says that there is no value, alone in a cell; also in brackets.
_FRAME = r"^\s*[(<\[-]*(?:{})[)>\]-]*\s*$"
NO_DATA = _FRAME.format(f"(?i:{_MARKS}|{_NAMES}|{_WORDS}|{_ALSO})")
NO_PLACE = _FRAME.format(f"(?i:{_MARKS}|{_WORDS}|{_ALSO})")  # NA is a province of Italy, NC and ND are states
NO_NAME = _FRAME.format(f"{_MARKS}|(?i:{_MARKS}|{_WORDS})|{_NAMES}|{_NAMES.upper()}")


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


def is_no_data(text: pl.Expr) -> pl.Expr:
    """Whether a cleaned cell says in words or dashes that there is no value ("n/a", "aucun", "--")."""
    return text.str.contains(NO_DATA)


def is_no_name(text: pl.Expr) -> pl.Expr:
    """As ``is_no_data`` for names: some people are called Na, Nil, Null or Blank."""
    return text.str.contains(NO_NAME)


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
