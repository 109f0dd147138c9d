"""Numbers whose column does not say their type: country, form, check digits and kind of contact tell it."""

from __future__ import annotations

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.normalise.registration import deciding
from carnet.stages.normalise.registration.numbers import HOLDER, OF_FIELD, TYPES

rule(
    "registration.ambiguous",
    Severity.WARNING,
    en="The type of the number “%(value)s” is not certain (%(suggestion)s), so it is set aside. Put it in a "
    "column that names its type, or say whether the contact is a person or an organization.",
    fr="Le type du numéro « %(value)s » n'est pas certain (%(suggestion)s) ; il est mis de côté. Placez-le "
    "dans une colonne qui indique son type, ou indiquez si le contact est une personne ou une organisation.",
)
rule(
    "registration.fits_none",
    Severity.ERROR,
    en="“%(value)s” has a mistyped digit: its check digits fit none of the numbers that it may be "
    "(%(detail)s). It is set aside; compare it with the official document.",
    fr="« %(value)s » comporte un chiffre erroné : la clé de contrôle ne correspond à aucun des numéros "
    "possibles (%(detail)s). Il est mis de côté ; comparez-le au document officiel.",
)
rule(
    "registration.no_type",
    Severity.WARNING,
    en="“%(value)s” has the form of no registration number that is known here, so it is set aside. Correct "
    "it, put it in a column that names its type, or give the country of the contact.",
    fr="« %(value)s » n'a la forme d'aucun numéro d'immatriculation connu ici ; il est mis de côté. "
    "Corrigez-le, placez-le dans une colonne qui indique son type, ou précisez le pays du contact.",
)
rule(
    "registration.no_field",
    Severity.INFO,
    en="“%(value)s” is a number (%(detail)s) for which a contact has no field. It is set aside; to keep it, "
    "take its column to a field of your own.",
    fr="« %(value)s » est un numéro (%(detail)s) pour lequel un contact n'a pas de champ. Il est mis de "
    "côté ; pour le garder, associez sa colonne à un champ personnalisé.",
)

_TOLD = [name for name in TYPES if name != "nzgst"]
# The number that "tax number" means, by country and, where two are issued, by kind of contact.
_LIKELIEST = {
    ("AU", ""): "tfn", ("GB", ""): "utr", ("NZ", ""): "ird", ("FR", ""): "siren", ("US", "person"): "ssn",
    ("US", "organization"): "ein", ("CA", "person"): "sin", ("CA", "organization"): "bn",
}  # fmt: skip


def by_number(rows: pl.DataFrame, field_id: str | None) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """The type of each number, told by its country, form, check digits and kind of contact.

    Args:
        rows: prepared rows that hold a number; holder is "person", "organization" or null.
        field_id: the field that the column's header makes likeliest, or None.

    Returns:
        The rows that only the field can read (none where there is no field), and the others decided.
    """
    rows = _with_country(rows, field_id).with_columns(likely=_likely(field_id))
    rows = _with_types(rows)
    left = pl.lit(field_id is not None) & (pl.col("types").list.len() == 0) & pl.col("likely").is_null()
    if field_id not in {None, "accounting.tax_id"}:
        left |= pl.col("country").is_null()
    told = rows.filter(~left).with_columns(type=_chosen())
    unknown = told.filter(pl.col("type").is_null())
    decided = [_open(unknown)] if unknown.height else []
    for (name,), group in (
        told.filter(pl.col("type").is_not_null()).partition_by("type", as_dict=True).items()
    ):
        decided.append(_as_type(group, str(name)))
    return rows.filter(left), decided


def _with_country(rows: pl.DataFrame, field_id: str | None) -> pl.DataFrame:
    """Nine digits under "Tax ID", or hyphens as the Internal Revenue Service puts them, are of the US."""
    american = pl.col("bare").str.contains(f"^(?:{TYPES['ein'].written}|{TYPES['ssn'].written})$")
    if field_id == "accounting.tax_id":
        american |= pl.col("key").str.contains(r"^\d{7,9}$")
    told = pl.when(pl.col("country").is_null() & american).then(pl.lit("US"))
    return rows.with_columns(country=pl.coalesce("country", told))


def _likely(field_id: str | None) -> pl.Expr:
    """The type to be preferred: the field's in this country, else what is called a tax number there."""
    field = (field_id or "").removeprefix("accounting.")
    hinted = [name for name in OF_FIELD.get(field, ()) if name != "ein"]
    own = [pl.when(pl.col("country").is_in(TYPES[name].countries)).then(pl.lit(name)) for name in hinted]
    named = [
        pl.when((pl.col("country") == country) & (pl.lit(holder == "") | (pl.col("holder") == holder)))
        .then(pl.lit(name))
        for (country, holder), name in _LIKELIEST.items()
    ]  # fmt: skip
    federal = pl.when((pl.col("country") == "US") & pl.lit(field == "tax_id")).then(pl.lit("ein"))
    return pl.coalesce(*own, *named, federal)


def _with_types(rows: pl.DataFrame) -> pl.DataFrame:
    """Add types: those that a number may be of; and right: whether its check digits say so."""
    names = _of_countries(rows["country"])
    for name in names:
        rows = deciding.with_truth(rows, TYPES[name], pl.col("key"), name)
    fits = {name: pl.col(name) & _is_here(name) & _is_written(name) for name in names}
    shaped = {name: _has_shape(name) & _is_written(name) for name in names}
    steps = (_names(fits, True), _names(shaped, True), _names(fits, False), _names(shaped, False))
    some = [pl.when(found.list.len() > 0).then(found) for found in steps]
    nothing = pl.lit([], dtype=pl.List(pl.String))
    return rows.with_columns(types=pl.coalesce(*some, nothing)).drop(names)


def _of_countries(countries: pl.Series) -> list[str]:
    """The types that are issued in any of the countries; every sure one where a country is unknown."""
    known = set(countries.drop_nulls().unique())
    unknown = countries.null_count() > 0
    return [
        name for name in _TOLD if known.intersection(TYPES[name].countries) or (unknown and TYPES[name].sure)
    ]


def _is_here(name: str) -> pl.Expr:
    """The contact's country issues the type, or none is known and the check digits cannot be chance."""
    kind = TYPES[name]
    return (
        pl.col("country").is_in(kind.countries) | (pl.col("country").is_null() & pl.lit(kind.sure))
    ).fill_null(False)


def _has_shape(name: str) -> pl.Expr:
    kind = TYPES[name]
    here = pl.col("country").is_in(kind.countries).fill_null(False)
    return here & pl.col("key").str.contains(f"^(?:{kind.shape})$")


def _is_written(name: str) -> pl.Expr:
    """No other type is written so: 12-3456789 is an EIN, 123-45-6789 an SSN."""
    rivals = [TYPES[other].written for other in TYPES if TYPES[other].written and other != name]
    return ~pl.col("bare").str.contains(f"^(?:{'|'.join(rivals)})$")


def _names(found: dict[str, pl.Expr], of_holder: bool) -> pl.Expr:
    """The names of the types that hold, of_holder: only those that the kind of contact can have."""
    told = [
        pl.when(truth & _can_have(name) if of_holder else truth).then(pl.lit(name))
        for name, truth in found.items()
    ]
    return pl.concat_list(told).list.drop_nulls() if told else pl.lit([], dtype=pl.List(pl.String))


def _can_have(name: str) -> pl.Expr:
    holder = HOLDER.get(name)
    return pl.lit(True) if not holder else (pl.col("holder") == holder).fill_null(True)


def _chosen() -> pl.Expr:
    """The type that a number is to be checked as; null where nothing decides between several."""
    types = pl.col("types")
    likely = pl.when((types.list.len() == 0) | types.list.contains(pl.col("likely"))).then("likely")
    return pl.when(types.list.len() == 1).then(types.list.first()).otherwise(likely)


def _as_type(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    kind = TYPES[name]
    if not kind.field:
        return deciding.result(rows, code=pl.lit("registration.no_field"), detail=pl.lit(kind.name))
    decided = deciding.checked(rows, kind, f"accounting.{kind.field}")
    asked = rows.select("at", others=_expected(pl.col("types")))
    several = pl.col("others").is_not_null() & (pl.col("code") == "registration.check_digit")
    return decided.join(asked, on="at", how="left", maintain_order="left").with_columns(
        detail=pl.when(several).then("others").otherwise("detail")
    ).select(decided.columns)  # fmt: skip


def _expected(types: pl.Expr) -> pl.Expr:
    """The forms of several types, "TFN 999 999 999 / ACN 999 999 999"; null for one."""
    forms = {name: kind.expected for name, kind in TYPES.items()}
    return pl.when(types.list.len() > 1).then(
        types.list.eval(pl.element().replace(forms)).list.join(" / ")
    )  # fmt: skip


def _open(rows: pl.DataFrame) -> pl.DataFrame:
    """Numbers of several types, or of none."""
    names = {name: kind.name for name, kind in TYPES.items()}
    types = pl.col("types")
    rows = _right(rows)
    code = (
        pl.when(types.list.len() == 0).then(pl.lit("registration.no_type"))
        .when("right").then(pl.lit("registration.ambiguous"))
        .otherwise(pl.lit("registration.fits_none"))
    )  # fmt: skip
    return deciding.result(
        rows,
        code=code,
        suggestion=pl.when(code == "registration.ambiguous").then(
            types.list.eval(pl.element().replace(names)).list.join(", ")
        ),
        detail=pl.when(code == "registration.fits_none").then(_expected(types)),
    )


def _right(rows: pl.DataFrame) -> pl.DataFrame:
    """Add right: the check digits fit the types that are named."""
    first = rows.select("at", name=pl.col("types").list.first())
    pieces = [rows.filter(pl.col("types").list.len() == 0).with_columns(right=pl.lit(False))]
    for (name,), group in first.drop_nulls().partition_by("name", as_dict=True).items():
        asked = rows.join(group.select("at"), on="at", how="semi")
        pieces.append(deciding.with_truth(asked, TYPES[str(name)], pl.col("key"), "right"))
    return pl.concat(pieces)
