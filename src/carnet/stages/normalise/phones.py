"""Phone numbers: every number of a cell with its label and extension, in E.164 where it is in use."""

from __future__ import annotations

import polars as pl

from carnet.contract import PHONE
from carnet.findings import Severity, rule
from carnet.stages.normalise.distinct import per_distinct_row
from carnet.stages.normalise.labels import only_labels, phone_labels
from carnet.stages.normalise.no_data import is_no_data
from carnet.stages.normalise.numbering import verify
from carnet.stages.normalise.seldom import known_of_none
from carnet.stages.normalise.text import clean_lines

LONGEST_NUMBER = 20  # characters of a number as written; Karbon takes no longer one

rule(
    "phone.mangled",
    Severity.ERROR,
    en="“%(value)s” is a phone number that a spreadsheet has shortened, so its last digits are lost. Take "
    "the number from the original and write it as text.",
    fr="« %(value)s » est un numéro de téléphone abrégé par un tableur : ses derniers chiffres sont perdus. "
    "Reprenez le numéro dans l'original et saisissez-le comme du texte.",
)
rule(
    "phone.no_number",
    Severity.WARNING,
    en="“%(value)s” holds no phone number. It is set aside with the contact; write a number with its area "
    "code, or leave the cell empty.",
    fr="« %(value)s » ne contient aucun numéro de téléphone. Le texte est mis de côté avec le contact ; "
    "écrivez un numéro avec son indicatif, ou laissez la cellule vide.",
)
rule(
    "phone.too_long",
    Severity.INFO,
    en="“%(detail)s” has more than 20 characters, the most a phone number may have. It is kept in the "
    "contact's description.",
    fr="« %(detail)s » compte plus de 20 caractères, le maximum pour un numéro de téléphone. Il est conservé "
    "dans la description du contact.",
)
rule(
    "phone.unverified",
    Severity.WARNING,
    en="“%(detail)s” is not a complete phone number of a known country. It is kept as written; add the area "
    "code, or the country code with +.",
    fr="« %(detail)s » n'est pas un numéro de téléphone complet d'un pays connu. Il est conservé tel quel ; "
    "ajoutez l'indicatif, ou le code du pays précédé de +.",
)
rule(
    "phone.extra_text",
    Severity.INFO,
    en="“%(value)s” holds more than phone numbers. The text “%(detail)s” is set aside with the contact.",
    fr="« %(value)s » contient autre chose que des numéros. Le texte « %(detail)s » est mis de côté avec le "
    "contact.",
)
_BY_WEIGHT = ("phone.mangled", "phone.no_number", "phone.too_long", "phone.unverified", "phone.extra_text")

_JUDGED = ["cell", "label", "number", "extension", "other", "code", "suggestion", "detail"]
_EXT = "\x1f"  # stands before an extension while a cell is taken apart; no cleaned text holds it
_EXTENSION_WORDS = r";ext=|\bextension|\bextn?|\bposte|\bpost|x|#"
_NUMBER = r"(?:\+\s*)?(?:\(\s*\+?)?\d(?:[\s().\-–‑/]*\d){2,}"
_ONE_NUMBER = r"^\+?[0-9(][0-9 ().\-–‑]{4,22}$"
_PIECE = rf"(?s)^(?P<lead>.*?)(?P<number>{_NUMBER}\)?)(?:{_EXT}(?P<extension>\d+))?(?P<trail>.*)$"
# How numbers are written in the United States, Canada and the Caribbean, which share the code +1.
_NORTH_AMERICAN = r"^\(?[2-9]\d\d\)?[ .\-‑]*[2-9]\d\d[.\-‑]\d{4}$"
_TRUNK_ABROAD = r"^(\+(?:[0-24-9]\d{0,2}|3[0-8]\d?))\s*\(0\)"  # +44 (0)20 ..., but not Italy, whose 0 stays
_MANGLED = r"^\d(?:[.,]\d+)?[eE]\+?\d{1,2}$"
# A float that still holds every digit: as many decimals as its exponent says.
_COMPLETE = r"^\d[.,](?:\d{7}[eE]\+?0?7|\d{8}[eE]\+?0?8|\d{9}[eE]\+?0?9|\d{10}[eE]\+?10|\d{11}[eE]\+?11)$"
_FLOAT = r"[.,]|[eE]\+?\d+$"
# "(h) 418 555-0110 (w) 418 555-0111": where the first label stands in front, so do the others.
_LABEL_IN_FRONT = r"^\(\p{L}{1,10}\.?\) *[\d(+]"
_LABELLED_NEXT = r"(\d) +(\(\p{L}{1,10}\.?\) *[\d(+])"
# "Home 202-555-0143 Cell 202-555-0144": one that ends in a number has its labels in front.
_ENDS_IN_NUMBER = rf"\d\)?(?:{_EXT}\d+)?$"
_NAMED_NEXT = rf"(\d\)?(?:{_EXT}\d+)?) +(\p{{L}}{{1,12}}\.? +[(+]?\d\d)"
# Letters for digits, as they stand on the keys: "1-800-FLOWERS".
_VANITY = (
    r"(?i)^\(?(?:\+?1[ .\-]*)?\(?(?:8(?:00|33|44|55|66|77|88)|1[38]00|13|0[38]00)\)?[ .\-]*"
    r"(?:\d{1,4}[ .\-]*)?[A-Z]{3,}[A-Z \-]*$"
)
_KEYS = {letter: str(digit) for digit, letters in enumerate(
    ("ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"), 2) for letter in letters}  # fmt: skip
_STAND_IN = r"^[(+]*(?:(?:0[\s().\-]*){7,}|(?:9[\s().\-]*){7,})$"  # where a form demanded a number
_ODD_NUMBER = rf"\.0$|{_STAND_IN}"
# What is rewritten before a cell is cut, in order: URIs, floats, guards, extensions, separators, labels.
_REWRITES = (
    (r"(?i)\btel:", ""),
    (r"^'", ""),
    (r"\[(\d+)\]", "($1)"),
    (r"\s+:(\s|$)", ":$1"),
    (r"^(\d{6,15})\.0$", "$1"),
    (rf"(?i)(\d\)?)[\s,;]*(?:{_EXTENSION_WORDS})[\s.:#]*(\d{{1,7}})\b", f"$1{_EXT}$2"),
    (r"(?i)(\d\)?)\s*,?\s*\bp\.?\s?(\d{1,5})$", f"$1{_EXT}$2"),
    (r"(\d{3}[.\-‑]\d{4}) +(\(?\d{3}\)?[ .\-‑]\d{3}[.\-‑]\d{4})", "$1\n$2"),
    (r"(\d)\s+[-–—]\s+(\p{L}{1,12}\.?)$", "$1 ($2)"),
    (rf"(\d\)?(?:{_EXT}\d+)?)\s+[-–—]\s+([\p{{L}}(+])", "$1\n$2"),
    (r" ::: |[;|\n]|(?i:\s(?:or|ou|and|et|und|y|&)\s)", "\n"),
    (rf"(\d[\d ().\-–‑]{{4,}}\d\)?(?:{_EXT}\d+)?)\s*[,/]\s*", "$1\n"),
    (rf"(\d\)?(?:{_EXT}\d+)?)[\s/,]+([\p{{L}}.]{{1,14}}\.?(?: \p{{L}}{{2,10}})?\s*[:.])", "$1\n$2"),
    (r"(\d *\(\p{L}[\p{L}'’ ]{0,20}\.?\))\s+", "$1\n"),
    (rf"(\d(?:{_EXT}\d+)?)\s+(\(?\+)", "$1\n$2"),
)  # fmt: skip


def normalise_phones(values: pl.Series, countries: pl.Series, label: str | pl.Series) -> pl.DataFrame:
    """Phone numbers in E.164 where they can be verified, as written where they cannot.

    Args:
        values: n texts, each one number or several with labels ("Phone:(410) 415-7406 Mobile:...").
        countries: n ISO 3166-1 alpha-2 codes or nulls, for numbers that do not say their country.
        label: for numbers that the cell gives no label: office, work, mobile, home, fax or other; one
            for all or one a row.

    Returns:
        n rows: values (list of contract.PHONE), rest (text in none of them, or null), code, suggestion
        (E.164), detail (the number or the text that the finding is about).
        A number that is too short or in use nowhere is kept as written; it is never guessed.
        "(418) 555-0110" is told to be North American by the way it is written.

    Source: ITU-T E.164 (2010) 6.2; RFC 3966 for URIs.
    """
    labels = label if isinstance(label, pl.Series) else pl.repeat(label, len(values), eager=True)
    rows = pl.DataFrame(
        {
            "text": values.cast(pl.String),
            "country": countries.cast(pl.String),
            "label": labels.cast(pl.String),
        }
    )
    return per_distinct_row(rows, _normalise_distinct)


def _normalise_distinct(rows: pl.DataFrame) -> pl.DataFrame:
    cells = rows.with_columns(clean_lines(pl.col("text"))).with_row_index("cell")
    cells = cells.filter(pl.col("text").is_not_null() & ~is_no_data(pl.col("text")))
    simple = pl.col("text").str.contains(_ONE_NUMBER) & ~pl.col("text").str.contains(_ODD_NUMBER)
    nothing = pl.lit(None, dtype=pl.String)
    whole = cells.filter(simple).with_columns(
        number=pl.col("text"), extension=nothing, said=nothing, other=nothing
    )
    columns = ["cell", "country", "label", "number", "extension", "said", "other"]
    pieces = pl.concat([whole.select(columns), _pieces(cells.filter(~simple)).select(columns)])
    return _gather(_judge(pieces), rows.height)


@known_of_none
def _pieces(cells: pl.DataFrame) -> pl.DataFrame:
    """One row a number (or a text without one): said is its label, other the words around it."""
    text = pl.col("text")
    text = pl.when(text.str.contains(_COMPLETE)).then(text.str.replace_all(_FLOAT, "")).otherwise("text")
    keyed = text.str.to_uppercase().str.replace_many(_KEYS)
    text = pl.when(text.str.contains(_VANITY)).then(keyed).otherwise(text)
    in_front = text.str.contains(_LABEL_IN_FRONT)
    text = pl.when(in_front).then(text.str.replace_all(_LABELLED_NEXT, "$1\n$2")).otherwise(text)
    for pattern, replacement in _REWRITES:
        text = text.str.replace_all(pattern, replacement)
    named = text.str.contains(_ENDS_IN_NUMBER)
    text = pl.when(named).then(text.str.replace_all(_NAMED_NEXT, "$1\n$2")).otherwise(text)
    pieces = (
        cells.with_columns(piece=text.str.split("\n"))
        .explode("piece")
        .with_columns(pl.col("piece").str.strip_chars(" ,;/"))
        .filter(pl.col("piece") != "")
    )
    taken = pieces.with_columns(pl.col("piece").str.extract_groups(_PIECE).alias("parts")).unnest("parts")
    return _set_apart(
        taken.with_columns(pl.concat_str(pl.col("lead"), pl.lit(" "), pl.col("trail")).str.strip_chars())
    )


def _set_apart(taken: pl.DataFrame) -> pl.DataFrame:
    """Words that are no label go to ``other``; a few digits among words are no number."""
    around = taken["lead"]
    words = (around != "") & ~only_labels(around)
    few = pl.col("number").str.count_matches(r"\d") < 6
    lost = (
        pl.col("number").is_null()
        | pl.col("number").str.contains(_STAND_IN)
        | (few & pl.col("words"))
        | pl.col("piece").str.contains(_MANGLED)
    )
    piece = pl.col("piece").str.replace_all(_EXT, " x")
    return (
        taken.with_columns(words.alias("words"), phone_labels(around).alias("said"))
        .with_columns(lost.alias("lost"))
        .with_columns(
            number=pl.when(~pl.col("lost")).then("number"),
            other=pl.when("lost").then(piece).when("words").then("lead"),
        )
    )


def _verified(asked: pl.DataFrame) -> pl.DataFrame:
    """Each number verified in its country, else in North America where it is written as there."""
    found = per_distinct_row(asked, verify)
    american = (found["e164"].is_null() & asked["number"].str.contains(_NORTH_AMERICAN)).arg_true()
    if american.is_empty():
        return found
    again = per_distinct_row(asked[american].with_columns(country=pl.lit("US")), verify)
    right = again["e164"].is_not_null()
    at = pl.Series(range(found.height), dtype=pl.Int64)
    at = at.scatter(american.filter(right), found.height + right.arg_true().cast(pl.Int64))
    return pl.concat([found, again])[at]


@known_of_none
def _judge(pieces: pl.DataFrame) -> pl.DataFrame:
    """Each piece with the number to keep and the finding on it."""
    numbers = pieces.filter(pl.col("number").is_not_null())
    asked = numbers.select(pl.col("number").str.replace(_TRUNK_ABROAD, "$1 "), "country")
    found = numbers.hstack(_verified(asked))
    verified, length = pl.col("e164").is_not_null(), pl.col("number").str.len_chars()
    code = (
        pl.when(~verified & (length > LONGEST_NUMBER))
        .then(pl.lit("phone.too_long"))
        .when(~verified)
        .then(pl.lit("phone.unverified"))
        .when(pl.col("other").is_not_null())
        .then(pl.lit("phone.extra_text"))
    )
    found = found.with_columns(
        code=code,
        detail=pl.when(~verified).then("number").otherwise("other"),
        number=pl.coalesce("e164", "number"),
        label=pl.coalesce("said", "label"),
    )
    mangled = pl.col("other").str.contains(_MANGLED)
    none = pieces.filter(pl.col("number").is_null()).with_columns(
        code=pl.when(mangled)
        .then(pl.lit("phone.mangled"))
        .when(pl.col("cell").is_in(numbers["cell"].implode()))
        .then(pl.lit("phone.extra_text"))
        .otherwise(pl.lit("phone.no_number")),
        detail="other",
        suggestion=pl.lit(None, dtype=pl.String),
    )
    return pl.concat([found.select(_JUDGED), none.select(_JUDGED)])


def _gather(pieces: pl.DataFrame, height: int) -> pl.DataFrame:
    """One row a cell again, with its most important finding."""
    weights = {code: weight for weight, code in enumerate(_BY_WEIGHT)}
    weight = pl.col("code").replace_strict(weights, default=len(weights), return_dtype=pl.UInt8)
    number = pl.struct("label", "number", "extension")
    finding = pl.struct("code", "suggestion", "detail").sort_by("weight").first()
    cells = (
        pieces.with_columns(weight=weight)
        .unique(["cell", "number", "extension", "other"], keep="first", maintain_order=True)
        .group_by("cell")
        .agg(
            values=number.filter(pl.col("number").is_not_null()),
            rest=pl.col("other").drop_nulls().str.join("; "),
            finding=finding,
        )
        .unnest("finding")
    )
    every = pl.DataFrame({"cell": pl.int_range(height, dtype=pl.UInt32, eager=True)})
    return every.join(cells, on="cell", how="left", maintain_order="left").select(
        pl.col("values").fill_null(pl.lit([], dtype=pl.List(PHONE))),
        pl.when(pl.col("rest") != "").then("rest").alias("rest"),
        "code",
        "suggestion",
        "detail",
    )
