"""What the values of a column look like: the share of its distinct values that have each shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from carnet.contract import Recognised
from carnet.stages.map import gazetteer

SAMPLED = 20_000  # rows read of a sheet, spread evenly over all of it
FEW = 200  # a column with fewer sampled values than this is sampled again without its blanks
DISTINCT = 2_000  # distinct values looked at in one column, spread evenly over those sampled

_MONTH = "|".join(sorted(gazetteer.MONTHS, key=len, reverse=True))
_DATE = (
    r"^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})"
    rf"|\d{{1,2}}[ -/]({_MONTH})[ -/,]+(\d{{4}}|\d{{2}})|({_MONTH}) \d{{1,2}},? \d{{4}}|(19|20)\d{{2}}[01]\d[0-3]\d)"
)
# Shapes of the plain text (lower case, no accents, no full stops).
_PLAIN_SHAPES: Mapping[str, str] = {
    "year_end": rf"^((\d{{1,2}}(st|nd|rd|th|er)?[ -/]*({_MONTH}))|(({_MONTH})[ -/]*\d{{1,2}}(st|nd|rd|th)?)"
    rf"|(0?\d|[1-3]\d)[-/](0?\d|[1-3]\d)|({_MONTH}))$",
    "organization": rf"(^|[^a-z0-9])({gazetteer.LEGAL_FORMS})($|[^a-z0-9])|&",
    "street": rf"^(\d+[a-z]?([-/]\d+[a-z]?)?,? ?(bis|ter)?,? ?[a-z']|.*(^|[^a-z])({gazetteer.STREET_WORDS})($|[^a-z]))",
    "letters": r"^[a-z][a-z' -]*(, ?[a-z][a-z' -]*)?$",
    "one_word": r"^[a-z][a-z'-]+$",
    "full_name": r"^[a-z'-]+,? [a-z'-]+( [a-z'-]+){0,2}$",
    "couple": r"^[a-z'-]+,? .*(&| and | et )",
    "initial": r"^[a-z]{1,2}$",
}
# Shapes of the text as written (trimmed).
_RAW_SHAPES: Mapping[str, str] = {
    "email": r"(?i)^\W*(mailto:)?[^\s@;,<>]+@[^\s@;,<>]+\.[a-z]{2,}|<[^\s@]+@[^\s@]+>$",
    "website": r"(?i)^(https?://\S+|www\.\S+|[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*"
    r"\.(com|net|org|io|co|ca|fr|uk|au|nz|us|biz|info|gov|edu|example|test|invalid|ie|de|eu|be|ch|quebec|app|dev)(/\S*)?)$",
    "linkedin": r"(?i)linkedin\.com|linked\.in",
    "facebook": r"(?i)facebook\.com|fb\.(com|me)",
    "twitter": r"(?i)(twitter|//(www\.)?x)\.com|^@\w{2,15}$",
    "skype": r"(?i)^skype:|^live:",
    "phone": r"(?i)^['+(\d]?[\d\s().+/\-–‑\x{a0}\x{202f}]{5,24}\d\s*((x|ext\.?|poste|#)\s*\d{1,6})?$"
    r"|^(phone|tel|mobile|cell|fax|home|work|t[eé]l|bureau|dom)\w*\.?\s*:?\s*[+(]?\d[\d\s().\-]{5,}",
    "phone_marks": r"^\+\d|^\(?\d{2,4}\)\s?\d|^\d{3}[-. ]\d{3}[-. ]\d{4}|^0\d([ .-]\d{2}){4}|^0[1-9]\d{8}$|^0\d{1,4}[ -]\d{3,4}[ -]?\d{3,4}|^\d{4} \d{3} \d{3}$|^\d{2} \d{4} \d{4}$|^1[ -]\d{3}[- ]\d{3}[- ]\d{4}|\d\s*(x|ext\.?|poste)\s*\d",
    "time": r"\d{1,2}:\d{2}",
    "postal_marks": r"(?i)^([a-z]\d[a-z][ -]?\d[a-z]\d|\d{5}-\d{4}|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|f-?\d{5}|[a-z]\d[a-z\d] [a-z\d]{4})$",
    "postal": r"(?i)^([a-z]\d[a-z][ -]?\d[a-z]\d|\d{4,5}(-\d{4})?|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|\d{6}|f-?\d{5}|\d{2} ?\d{3}|[a-z]\d[a-z\d] [a-z\d]{4}|\d{3}|\d{5} ?cedex.*)$",
    "money": r"^[-(+]?\s?[$€£]\s?-?[\d ,.\x{a0}\x{202f}]+\)?$|^[-(]?\d[\d ,\x{a0}\x{202f}]*[.,]\d{2}\)?\s?[$€£]?$|^-?\d[\d ,.]*\s?[$€£]$",
    "number": r"^-?[\d ,.\x{a0}\x{202f}]+$",
    "integer": r"^\d+$",
    "percent": r"^\d+([.,]\d+)?\s?%$",
    "day": r"^(0?[1-9]|[12]\d|3[01])$",
    "month_number": r"^(0?[1-9]|1[0-2])$",
    "year": r"^(19|20)\d{2}$",
    "ssn": r"^\d{3}-\d{2}-\d{4}$",
    "ein": r"^\d{2}-\d{7}$",
    "masked": r"^[*xX#•\-\s]{3,}\d{2,4}$",
    "nine": r"^\d{3}[ -]?\d{3}[ -]?\d{3}$",
    "uuid": r"(?i)^\{?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\}?$",
    "code": r"^[A-Za-z0-9][A-Za-z0-9._/\-#]*$",
    "has_digit": r"\d",
    "sentence": r"\S+\s+\S+\s+\S+\s+\S+\s+\S+",
    "lines": r"[\r\n]",
    "whole_address": r"(?i)(,|\n).*([a-z]\d[a-z] ?\d[a-z]\d|\b\d{4,5}\b|[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}\b|\b[A-Z]{2}\b)|\d+.*,.*,",
    "list": r"\S\s*[;|]\s*\S|, .*, ",
    "label_star": r"^\*",
    "vat": r"(?i)^[a-z]{2} ?[0-9a-z]{2} ?\d{3} ?\d{3} ?\d{2,3}$|^gb ?\d{3} ?\d{4} ?\d{2}$|^[a-z]{2}\d{8,12}$",
    "bn": r"(?i)^\d{9} ?(rt|rc|rp|rr) ?\d{4}$",
    "upper": r"^[A-Z]+$",
}
_LISTS: Mapping[str, frozenset[str]] = {
    "salutation": gazetteer.SALUTATIONS,
    "suffix": gazetteer.SUFFIXES,
    "entity": gazetteer.ENTITIES,
    "kind": gazetteer.KINDS,
    "status": gazetteer.STATUSES,
    "month_name": gazetteer.MONTHS,
    "yes_no": gazetteer.YES_NO,
    "currency": gazetteer.CURRENCIES,
    "label": gazetteer.LABELS,
    "city": gazetteer.CITIES,
}


@dataclass(frozen=True, slots=True)
class Profile:
    """The shapes of one column's values.

    Attributes:
        filled: share of the sampled rows that have a value; 0 for an empty column.
        values: the distinct values looked at, trimmed.
        distinct: distinct values a filled row, 1 where no value repeats.
        shares: shape -> share of the distinct values that have it, 0 to 1.
        words: mean number of words; length: mean number of characters.
    """

    filled: float = 0.0
    values: tuple[str, ...] = ()
    distinct: float = 0.0
    rows: int = 0
    shares: Mapping[str, float] = field(default_factory=dict)
    words: float = 0.0
    length: float = 0.0

    def share(self, *shapes: str) -> float:
        """The largest share among the shapes."""
        return max((self.shares.get(shape, 0.0) for shape in shapes), default=0.0)


def sample(recognised: Recognised) -> pl.DataFrame:
    """Contact rows of the sheet, evenly over the whole file, as its cell columns."""
    sheet = recognised.sheet
    step = max(1, -(-sheet.rows // SAMPLED))
    rows = sheet.scan().gather_every(step).collect()
    kept = rows.filter(
        (pl.col("row") > recognised.header_row) & ~pl.col("row").is_in(list(recognised.left_out))
    )
    return kept.select(sheet.columns())


def _scarce(recognised: Recognised, rows: pl.DataFrame) -> dict[str, pl.Series]:
    """Values of the columns that the sample nearly missed, where it is not the whole sheet."""
    sheet = recognised.sheet
    if sheet.rows <= SAMPLED:
        return {}
    names = [name for name in sheet.columns() if rows[name].len() - rows[name].null_count() < FEW]
    if not names:
        return {}
    keep = (pl.col("row") > recognised.header_row) & ~pl.col("row").is_in(list(recognised.left_out))
    found: dict[str, pl.Series] = {}
    for name in names:
        values = sheet.scan().filter(pl.col(name).is_not_null() & keep).select(name).collect()[name]
        found[name] = values.gather_every(max(1, values.len() // SAMPLED))
    return found


def profiles(recognised: Recognised) -> list[Profile]:
    """One profile a column of the sheet."""
    rows = sample(recognised)
    scarce = _scarce(recognised, rows)
    return [profile(scarce.get(name, rows[name]), rows.height) for name in recognised.sheet.columns()]


def profile(column: pl.Series, rows: int | None = None) -> Profile:
    """The profile of one column's values.

    Args:
        column: texts, null where empty.
        rows: how many rows the values were sampled from; the column's own length if None.
    """
    trimmed = column.drop_nulls().str.strip_chars()
    trimmed = trimmed.filter(trimmed != "")
    if trimmed.is_empty():
        return Profile()
    unique = trimmed.unique(maintain_order=True)
    ratio = unique.len() / trimmed.len()
    looked = unique.gather_every(-(-unique.len() // DISTINCT))
    raw, bare = pl.col("raw"), pl.col("plain")
    frame = pl.DataFrame({"raw": looked.str.slice(0, 400)}).with_columns(plain=_plain())
    measured = frame.select(
        *(raw.str.contains(shape).mean().alias(name) for name, shape in _RAW_SHAPES.items()),
        *(bare.str.contains(shape).mean().alias(name) for name, shape in _PLAIN_SHAPES.items()),
        *(bare.is_in(list(known)).mean().alias(name) for name, known in _LISTS.items()),
        bare.str.contains(_DATE).mean().alias("date"),
        bare.is_in(list(gazetteer.countries())).mean().alias("country"),
        bare.is_in(list(gazetteer.regions())).mean().alias("region"),
        _has_first_name(bare).mean().alias("first_name_in"),
        bare.str.split(" ").list.first().str.split("-").list.first().is_in(list(gazetteer.FIRST_NAMES)).mean().alias("first_name"),
        _digits(raw).is_between(7, 15).mean().alias("phone_digits"),
        (raw.str.count_matches(r"\s+") + 1).mean().alias("_words"),
        raw.str.len_chars().mean().alias("_length"),
    ).row(0, named=True)  # fmt: skip
    words, length = measured.pop("_words"), measured.pop("_length")
    return Profile(
        trimmed.len() / max(rows or column.len(), 1), tuple(looked), ratio, trimmed.len(), measured, words, length
    )  # fmt: skip


def _plain() -> pl.Expr:
    folded = pl.col("raw").str.to_lowercase().str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    return folded.str.replace_all(r"\.", "").str.replace_all("’", "'").str.replace_all(r"\s+", " ")


def _digits(text: pl.Expr) -> pl.Expr:
    return text.str.count_matches(r"\d")


def _has_first_name(text: pl.Expr) -> pl.Expr:
    """Whether one of the first three words is a common first name."""
    parts = text.str.replace_all(r"[,&]", " ").str.split(" ").list.head(3)
    return parts.list.eval(pl.element().is_in(list(gazetteer.FIRST_NAMES))).list.any()


def examples(values: Sequence[str], count: int = 3) -> str:
    """A few of the values, for a sentence."""
    return ", ".join(values[:count])
