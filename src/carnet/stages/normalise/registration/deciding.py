"""What is decided of each number: right, odd, of another type, short of a zero, or mistyped."""

from __future__ import annotations

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.normalise.no_data import is_no_data
from carnet.stages.normalise.registration.numbers import MISTAKEN, TYPES, NumberType
from carnet.stages.normalise.registration.printed import length, printed
from carnet.stages.normalise.text import DIGITS_FOR, clean

rule(
    "registration.check_digit",
    Severity.ERROR,
    en="“%(value)s” has a mistyped digit: its check digits do not fit a %(detail)s. It is kept as written; "
    "compare it with the official document.",
    fr="« %(value)s » comporte un chiffre erroné : la clé de contrôle ne correspond pas à un %(detail)s. La "
    "valeur est gardée telle quelle ; comparez-la au document officiel.",
)
rule(
    "registration.shape",
    Severity.ERROR,
    en="“%(value)s” is not stored: the expected form is %(detail)s. Correct the number, or move the text to "
    "another column.",
    fr="« %(value)s » n'est pas enregistré : la forme attendue est %(detail)s. Corrigez le numéro ou "
    "déplacez le texte dans une autre colonne.",
)
rule(
    "registration.masked",
    Severity.INFO,
    en="This number was hidden by the tool that exported it (%(value)s), so it is set aside. Export again "
    "with whole numbers, or add it by hand.",
    fr="Ce numéro a été masqué par l'outil d'origine (%(value)s) ; il est mis de côté. Exportez de nouveau "
    "avec les numéros complets, ou ajoutez-le à la main.",
)
rule(
    "registration.leading_zero",
    Severity.WARNING,
    en="“%(value)s” has probably lost a zero in front, as happens in spreadsheets. Is it “%(suggestion)s”? "
    "It is kept as written until you accept.",
    fr="« %(value)s » a sans doute perdu un zéro initial, comme il arrive dans un tableur. Est-ce "
    "« %(suggestion)s » ? La valeur reste telle quelle tant que vous n'acceptez pas.",
)
rule(
    "registration.letters",
    Severity.WARNING,
    en="“%(value)s” has a letter where a digit belongs. Is it “%(suggestion)s”? It is kept as written until "
    "you accept.",
    fr="«\u00a0%(value)s\u00a0» contient une lettre à la place d'un chiffre. Est-ce "
    "«\u00a0%(suggestion)s\u00a0»\u00a0? La valeur reste telle quelle tant que vous n'acceptez pas.",
)
rule(
    "registration.mangled",
    Severity.ERROR,
    en="“%(value)s” is a number that a spreadsheet shortened; its last digits are lost. It is not stored. "
    "Export again, or format the column as text and enter it again.",
    fr="« %(value)s » est un numéro abrégé par un tableur ; ses derniers chiffres sont perdus. Il n'est pas "
    "enregistré. Exportez de nouveau, ou mettez la colonne au format Texte et ressaisissez-le.",
)
rule(
    "registration.other_type",
    Severity.WARNING,
    en="“%(value)s” looks like another kind of number (%(suggestion)s) than its column's. It is kept as "
    "written; move it to the right column.",
    fr="« %(value)s » ressemble à un autre type de numéro (%(suggestion)s) que celui de sa colonne. Il est "
    "gardé tel quel ; déplacez-le dans la bonne colonne.",
)
_MASKED = r"^(?i:[x*•●#]{2,}[-\s/.]*)+[A-Za-z0-9]{0,6}$|^(?i:[x*•●#]+[-\s/.]+){2,}[A-Za-z0-9]{1,6}$"
_MANGLED = r"^\d(?:[.,]\d+)?[eE]\+?\d{1,2}$"
_NAMES = (
    r"a\.?b\.?n|a\.?c\.?n|arbn|t\.?f\.?n|f?e\.?i\.?n|s\.?s\.?n|s\.?i\.?n|n\.?a\.?s|u\.?t\.?r|nzbn|ird|gst|siret"
    r"|siren|uen|cvr|vat|tva|neq|qst|tvq|nino?|btw|moms|mva|mwst|ust-?id(?:-?nr)?|p\.?\s?iva|iva|nif|cif|itin"
)
# What stands before a number: its name, with "No.", "Reg. No." or "n°" behind it.
_LABEL = (
    rf"(?i)^(?:n[°º]\s*|no\.?\s+|num[ée]ro\s+)?(?:{_NAMES}|bn|n\.?e|bn/ne|ne/bn|no|n[°º])\.?"
    r"(?:\s+(?:intracom\w*|reg\w*|id\w*|number|num[ée]ro|no|nr|n[°º])\.?)*(?:\s*[:#.]\s*|\s+)"
)
_GLUED = rf"(?i)^(?:{_NAMES})(\d)"
# Numbers that people enter where they have none.
_PLACEHOLDER = "^(?:" + "|".join(f"{digit}{{8,}}" for digit in range(10)) + "|0?12345678?9?0?|987654321)$"
_NOTHING = pl.lit(None, pl.String)

# Bookkeeping of one column while its rows are being decided.
_STATE = {"value": pl.String, "field": pl.String, "code": pl.String, "suggestion": pl.String,
          "detail": pl.String, "valid": pl.Boolean}  # fmt: skip


def registration_key(expr: pl.Expr) -> pl.Expr:
    """The comparable form of a number: its letters and digits, in capitals."""
    return expr.str.to_uppercase().str.replace_all(r"[^\p{L}\p{N}]", "")


def prepared(rows: pl.DataFrame) -> pl.DataFrame:
    text = clean(pl.col("raw"))
    return (
        rows.with_row_index("at")
        .with_columns(text=text)
        .with_columns(text=pl.when(~is_no_data(pl.col("text"))).then("text"))
        .with_columns(
            bare=pl.col("text")
            .str.replace(_LABEL, "")
            .str.replace(_GLUED, "${1}")
            .str.replace(r"^(\d{6,})[.,]0+$", "${1}")
        )
        .with_columns(key=registration_key(pl.col("bare")))
        .with_columns(
            masked=pl.col("text").str.contains(_MASKED).fill_null(False),
            mangled=pl.col("text").str.contains(_MANGLED).fill_null(False),
        )
        .with_columns(odd=pl.col("masked") | pl.col("mangled") | pl.col("text").is_null())
    )


def in_order(pieces: list[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(pieces).sort("at").select(*_STATE)


def result(rows: pl.DataFrame, **columns: pl.Expr) -> pl.DataFrame:
    defaults = {name: pl.lit(None, kind) for name, kind in _STATE.items()} | {"valid": pl.lit(False)}
    chosen = defaults | columns
    return rows.select("at", *(chosen[name].cast(kind).alias(name) for name, kind in _STATE.items()))


def odd(rows: pl.DataFrame, field_id: str | None) -> pl.DataFrame:
    code = (
        pl.when("masked").then(pl.lit("registration.masked"))
        .when("mangled").then(pl.lit("registration.mangled"))
    )  # fmt: skip
    return result(rows, field=pl.lit(field_id, pl.String), code=code)


def any_text(rows: pl.DataFrame, field_id: str) -> pl.DataFrame:
    return result(rows, value=pl.col("text"), field=pl.lit(field_id))


def checked(rows: pl.DataFrame, kind: NumberType, field_id: str) -> pl.DataFrame:
    """Rows checked as numbers of one type: right, right but for zeros or letters, another type, or wrong."""
    rows = with_truth(rows, kind, pl.col("key"), "right")
    short = pl.col("key").str.contains(_DUTCH)  # its check digits are right without the zeros, too
    rows = rows.with_columns(right=pl.col("right") & ~short, padded=_padded(kind), digits=_in_digits())
    rows = with_truth(with_truth(rows, kind, pl.col("padded"), "zero"), kind, pl.col("digits"), "lettered")
    rows = rows.with_columns(other=_other_type(rows, kind))
    shaped = pl.col("key").str.contains(f"^(?:{kind.shape})$")
    code = (
        pl.when(pl.col("other").is_not_null()).then(pl.lit("registration.other_type"))
        .when("right").then(_NOTHING)
        .when("zero").then(pl.lit("registration.leading_zero"))
        .when("lettered").then(pl.lit("registration.letters"))
        .when(shaped).then(pl.lit("registration.check_digit"))
        .otherwise(pl.lit("registration.shape"))
    )  # fmt: skip
    good = pl.col("right") & pl.col("other").is_null()
    wrong = ~shaped & ~pl.col("zero") & ~pl.col("lettered") & pl.col("other").is_null()
    return result(
        rows,
        value=pl.when(good).then(printed(kind, "key")).when(~wrong).then("text"),
        field=pl.lit(field_id),
        code=code,
        suggestion=pl.when(pl.col("other").is_not_null())
        .then("other")
        .when(pl.col("zero") & ~pl.col("right"))
        .then(printed(kind, "padded"))
        .when(pl.col("lettered") & ~pl.col("right"))
        .then(printed(kind, "digits")),
        detail=pl.when(code.is_in(["registration.check_digit", "registration.shape"])).then(
            pl.lit(kind.expected)
        ),
        valid=good & ~pl.col("key").str.contains(_PLACEHOLDER),
    )


_DUTCH = r"^NL(\d{5,8})(B\d\d)$"


def _padded(kind: NumberType) -> pl.Expr:
    """The number with the zeros that a spreadsheet takes; null where it cannot be short of any."""
    key, whole = pl.col("key"), length(kind)
    short = ~pl.col("right") & key.str.contains(rf"^\d{{{whole - 2},{whole - 1}}}$")
    dutch = pl.concat_str(
        pl.lit("NL"), key.str.extract(_DUTCH, 1).str.pad_start(9, "0"), key.str.extract(_DUTCH, 2)
    )
    return pl.when(short).then(key.str.pad_start(whole, "0")).otherwise(dutch)


def _in_digits() -> pl.Expr:
    """The number with digits for the letters that are taken for them, but for a prefix of two letters."""
    prefix = pl.col("key").str.extract(r"^([A-Z]{2})", 1).fill_null("")
    rest = pl.col("key").str.strip_prefix(prefix).str.replace_many(DIGITS_FOR)
    bare = pl.col("key").str.replace_many(DIGITS_FOR)
    whole = pl.when(bare.str.contains(r"^\d+$")).then(bare).otherwise(pl.concat_str(prefix, rest))
    return pl.when(whole != pl.col("key")).then(whole)


def with_truth(rows: pl.DataFrame, kind: NumberType, number: pl.Expr, name: str) -> pl.DataFrame:
    """A column that tells whether the number has the type's shape and check digits."""
    shaped = rows.select(number.str.contains(f"^(?:{kind.shape})$").fill_null(False)).to_series()
    at = shaped.arg_true()
    truth = pl.Series(name, [False]).new_from_index(0, rows.height)
    if len(at):
        numbers = rows.select(number).to_series().gather(at)
        truth = truth.scatter(at, pl.Series(kind.check(numbers)))
    return rows.with_columns(truth.alias(name))


def _other_type(rows: pl.DataFrame, kind: NumberType) -> pl.Series:
    """The name of another type whose number this is; null where it is none."""
    key = next(name for name, other in TYPES.items() if other is kind)
    other = pl.Series([None], dtype=pl.String).new_from_index(0, rows.height)
    for name in MISTAKEN.get(key, ()):
        candidate = TYPES[name]
        marked = with_truth(rows, candidate, registration_key(pl.col("bare")), "is_other")
        foreign = pl.col("country").is_in(candidate.countries) & ~pl.col("country").is_in(kind.countries)
        if candidate.written:
            plain = pl.col("bare").str.contains(f"^(?:{candidate.written})$")
        else:
            plain = ~pl.col("right") & pl.lit(candidate.field != kind.field) | foreign.fill_null(False)
        found = marked.select(pl.col("is_other") & plain).to_series()
        other = other.zip_with(
            ~(found & other.is_null()), pl.Series([candidate.name]).new_from_index(0, rows.height)
        )
    return other
