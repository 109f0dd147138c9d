"""A column of registration numbers: type, printed form, check digits."""

from __future__ import annotations

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.normalise.distinct import per_distinct_row
from carnet.stages.normalise.registration.numbers import BY_COUNTRY, MISTAKEN, OF_FIELD, TYPES, NumberType
from carnet.stages.normalise.registration.printed import length, printed
from carnet.stages.normalise.text import clean, is_no_data

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
rule(
    "registration.ambiguous",
    Severity.WARNING,
    en="The type of the number “%(value)s” is not certain (%(suggestion)s), so it is set aside. Put it in a "
    "column that names its type.",
    fr="Le type du numéro « %(value)s » n'est pas certain (%(suggestion)s) ; il est mis de côté. Placez-le "
    "dans une colonne qui indique son type.",
)

_MASKED = r"^(?i:[x*•●#]{2,}[-\s/.]*)+[A-Za-z0-9]{0,6}$|^(?i:[x*•●#]+[-\s/.]+){2,}[A-Za-z0-9]{1,6}$"
_MANGLED = r"^\d(?:[.,]\d+)?[eE]\+?\d{1,2}$"
_LABEL = (
    r"(?i)^(?:abn|acn|tfn|ein|fein|ssn|sin|nas|bn|ne|utr|nzbn|ird|siret|siren|uen|cvr|vat|tva|no\.?|n°)"
    r"\s*[:#.]?\s+"
)
# Numbers that people enter where they have none.
_PLACEHOLDER = "^(?:" + "|".join(f"{digit}{{8,}}" for digit in range(10)) + "|0?12345678?9?0?|987654321)$"
_NOTHING = pl.lit(None, pl.String)

# Bookkeeping of one column while its rows are being decided.
_STATE = {"value": pl.String, "field": pl.String, "code": pl.String, "suggestion": pl.String,
          "detail": pl.String, "valid": pl.Boolean}  # fmt: skip


def registration_key(expr: pl.Expr) -> pl.Expr:
    """The comparable form of a number: its letters and digits, in capitals."""
    return expr.str.to_uppercase().str.replace_all(r"[^\p{L}\p{N}]", "")


def normalise_registration(values: pl.Series, field_id: str | None, countries: pl.Series) -> pl.DataFrame:
    """Registration numbers in their printed form, with their check digits checked.

    Args:
        values: n texts.
        field_id: "accounting.business_number" ..., or None where the number itself tells its type.
        countries: n ISO 3166-1 alpha-2 codes of the contacts; null where unknown.

    Returns:
        n rows: value (printed form; as written where it is doubtful; null where it is not stored), field
        (the id of the field it belongs to), code, suggestion, detail, valid (Boolean: the check digits
        hold, so that two equal numbers are one contact).

    Source: the issuers' rules, see ``checks``. Fields without a known rule hold any text.
    """
    rows = pl.DataFrame({"raw": values.cast(pl.String), "country": countries.cast(pl.String)})
    return per_distinct_row(rows, lambda distinct: _decide(distinct, field_id))


def _decide(rows: pl.DataFrame, field_id: str | None) -> pl.DataFrame:
    rows = _prepared(rows)
    if field_id is None:
        return _by_number(rows)
    name = field_id.removeprefix("accounting.")
    if name == "vat_number":
        rows = rows.with_columns(key=_with_prefix())
    pieces = [_odd(rows.filter("odd"), field_id)]
    for kind, group in _by_type(rows.filter(~pl.col("odd")), name):
        pieces.append(_any_text(group, field_id) if kind is None else _checked(group, kind, field_id))
    return _in_order(pieces)


def _prepared(rows: pl.DataFrame) -> pl.DataFrame:
    text = clean(pl.col("raw"))
    return (
        rows.with_row_index("at")
        .with_columns(text=text)
        .with_columns(text=pl.when(~is_no_data(pl.col("text"))).then("text"))
        .with_columns(bare=pl.col("text").str.replace(_LABEL, "").str.replace(r"^(\d{6,})[.,]0+$", "${1}"))
        .with_columns(key=registration_key(pl.col("bare")))
        .with_columns(
            masked=pl.col("text").str.contains(_MASKED).fill_null(False),
            mangled=pl.col("text").str.contains(_MANGLED).fill_null(False),
        )
        .with_columns(odd=pl.col("masked") | pl.col("mangled") | pl.col("text").is_null())
    )


def _with_prefix() -> pl.Expr:
    """A VAT number of a member state with its prefix, also where only the contact's country tells it."""
    bare = pl.col("key").str.contains(r"^\d") & pl.col("country").is_in(TYPES["euvat"].countries)
    prefix = pl.col("country").replace({"GR": "EL"})
    return pl.when(bare).then(pl.concat_str(prefix, "key")).otherwise("key")


def _in_order(pieces: list[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(pieces).sort("at").select(*_STATE)


def _result(rows: pl.DataFrame, **columns: pl.Expr) -> pl.DataFrame:
    defaults = {name: pl.lit(None, kind) for name, kind in _STATE.items()} | {"valid": pl.lit(False)}
    chosen = defaults | columns
    return rows.select("at", *(chosen[name].cast(kind).alias(name) for name, kind in _STATE.items()))


def _odd(rows: pl.DataFrame, field_id: str | None) -> pl.DataFrame:
    code = (
        pl.when("masked").then(pl.lit("registration.masked"))
        .when("mangled").then(pl.lit("registration.mangled"))
    )  # fmt: skip
    return _result(rows, field=pl.lit(field_id, pl.String), code=code)


def _any_text(rows: pl.DataFrame, field_id: str) -> pl.DataFrame:
    return _result(rows, value=pl.col("text"), field=pl.lit(field_id))


def _by_type(rows: pl.DataFrame, name: str) -> list[tuple[NumberType | None, pl.DataFrame]]:
    """The rows of a field by the type that each number is to be checked as."""
    kinds = [TYPES[key] for key in OF_FIELD.get(name, ())]
    if not kinds:
        return [(None, rows)]
    if name not in BY_COUNTRY:
        return [(kinds[0], rows)]
    for index, kind in enumerate(kinds):
        rows = _with_truth(rows, kind, pl.col("key"), f"right_{index}")
    chosen = pl.coalesce(_fits(kind, index) for index, kind in enumerate(kinds))
    marked = rows.with_columns(kind=chosen)
    groups: list[tuple[NumberType | None, pl.DataFrame]] = [(None, marked.filter(pl.col("kind").is_null()))]
    groups += [(kind, marked.filter(pl.col("kind") == index)) for index, kind in enumerate(kinds)]
    return groups


def _fits(kind: NumberType, index: int) -> pl.Expr:
    """The index where a number is to be checked as this type: its country's, or it can be nothing else."""
    unknown = pl.col("country").is_null()
    shaped = pl.col("key").str.contains(f"^(?:{kind.shape})$")
    right = pl.col(f"right_{index}")
    told = (unknown & (right | (shaped & pl.lit(kind.sure)))) | (right & pl.lit(kind.sure))
    return pl.when(pl.col("country").is_in(kind.countries) | told).then(pl.lit(index, pl.Int32))


def _checked(rows: pl.DataFrame, kind: NumberType, field_id: str) -> pl.DataFrame:
    """Rows checked as numbers of one type: right, right with a zero in front, another type, or wrong."""
    rows = _with_truth(rows, kind, pl.col("key"), "right")
    padded = pl.col("key").str.pad_start(length(kind), "0")
    short = pl.col("key").str.contains(rf"^\d{{{length(kind) - 2},{length(kind) - 1}}}$")
    rows = rows.with_columns(padded=pl.when(short & ~pl.col("right")).then(padded))
    rows = _with_truth(rows, kind, pl.col("padded"), "zero")
    rows = rows.with_columns(other=_other_type(rows, kind))
    shaped = pl.col("key").str.contains(f"^(?:{kind.shape})$")
    code = (
        pl.when(pl.col("other").is_not_null()).then(pl.lit("registration.other_type"))
        .when("right").then(_NOTHING)
        .when("zero").then(pl.lit("registration.leading_zero"))
        .when(shaped).then(pl.lit("registration.check_digit"))
        .otherwise(pl.lit("registration.shape"))
    )  # fmt: skip
    good = pl.col("right") & pl.col("other").is_null()
    wrong = ~shaped & ~pl.col("zero") & pl.col("other").is_null()
    return _result(
        rows,
        value=pl.when(good).then(printed(kind, "key")).when(~wrong).then("text"),
        field=pl.lit(field_id),
        code=code,
        suggestion=pl.when(pl.col("other").is_not_null())
        .then("other")
        .when(pl.col("zero") & ~pl.col("right"))
        .then(printed(kind, "padded")),
        detail=pl.when(code.is_in(["registration.check_digit", "registration.shape"])).then(
            pl.lit(kind.expected)
        ),
        valid=good & ~pl.col("key").str.contains(_PLACEHOLDER),
    )


def _with_truth(rows: pl.DataFrame, kind: NumberType, number: pl.Expr, name: str) -> pl.DataFrame:
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
        marked = _with_truth(rows, candidate, pl.col("key"), "is_other")
        if candidate.written:
            plain = pl.col("bare").str.contains(f"^(?:{candidate.written})$")
        else:
            plain = ~pl.col("right")
        found = marked.select(pl.col("is_other") & plain).to_series()
        other = other.zip_with(
            ~(found & other.is_null()), pl.Series([candidate.name]).new_from_index(0, rows.height)
        )
    return other


# ------------------------------------------------------------------------------ the number tells

_TOLD = [name for name in TYPES if name != "nzgst"]


def _by_number(rows: pl.DataFrame) -> pl.DataFrame:
    """The type told by country, shape and check digits; set aside where several fit, or none."""
    plain = rows.filter(~pl.col("odd"))
    for name in _TOLD:
        plain = _with_truth(plain, TYPES[name], pl.col("key"), name)
    plain = plain.with_columns(_told(name) for name in _TOLD)
    count = pl.sum_horizontal(_TOLD)
    names = pl.concat_str(
        [pl.when(name).then(pl.lit(TYPES[name].name)) for name in _TOLD], separator=", ", ignore_nulls=True
    )
    single = plain.with_columns(count=count, names=names)
    pieces = [_odd(rows.filter("odd"), None)]
    unclear = single.filter(pl.col("count") != 1)
    pieces.append(
        _result(
            unclear,
            code=pl.lit("registration.ambiguous"),
            suggestion=pl.when(pl.col("names") != "").then("names").otherwise(pl.lit("?")),
        )
    )
    for name in _TOLD:
        kind = TYPES[name]
        group = single.filter((pl.col("count") == 1) & pl.col(name))
        pieces.append(
            _result(
                group,
                value=printed(kind, "key"),
                field=pl.lit(f"accounting.{kind.field}"),
                valid=~pl.col("key").str.contains(_PLACEHOLDER),
            )
        )
    return _in_order(pieces)


def _told(name: str) -> pl.Expr:
    """Whether a row may be of a type: its country, or none known and check digits that cannot be chance."""
    kind = TYPES[name]
    here = pl.col("country").is_in(kind.countries)
    if kind.sure:
        here |= pl.col("country").is_null()
    rival = [TYPES[other] for other in ("ein", "ssn") if name in {"ein", "ssn"} and other != name]
    written = pl.lit(True)
    for other in rival:
        written &= ~pl.col("bare").str.contains(f"^(?:{other.written})$")
    return (pl.col(name) & here & written).alias(name)
