"""The rules on whole contacts: what a single column cannot tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from carnet import catalog
from carnet.catalog import fold
from carnet.contract import Mapped
from carnet.findings import FINDINGS, Severity, rule
from carnet.stages.assemble.records import Records
from carnet.stages.normalise.comparable import exact
from carnet.stages.normalise.year_end import check_day_of_month

rule(
    "identifier.duplicate",
    Severity.ERROR,
    en="The client identifier “%(value)s” is already that of “%(detail)s”. Each client needs its own; this "
    "one was not stored. Correct one of the two.",
    fr="L'identifiant du client « %(value)s » est déjà celui de « %(detail)s ». Chaque client doit avoir le "
    "sien ; celui-ci n'a pas été enregistré. Corrigez l'un des deux.",
)
rule(
    "preferred_name.missing",
    Severity.WARNING,
    en="The preferred name is missing; greetings to the client use it. Suggested: “%(suggestion)s”.",
    fr="Le nom préféré manque ; les salutations au client l'utilisent. Suggestion : « %(suggestion)s ».",
)
rule(
    "text.too_long",
    Severity.WARNING,
    en="The text is longer than the %(detail)s characters that this field holds in Karbon. It is kept whole.",
    fr="Le texte dépasse les %(detail)s caractères que ce champ accepte dans Karbon. Il est conservé en "
    "entier.",
)

_PREFERRED = catalog.field("person.preferred_name")
_DAY, _MONTH = "accounting.financial_year_end_day", "accounting.financial_year_end_month"


@dataclass(slots=True)
class Validated:
    """Contacts that keep every rule, with what was taken from them.

    withdrawn: contact UInt32, column String: values that may not be stored; their cells are set aside.
    """

    contacts: pl.DataFrame
    withdrawn: pl.DataFrame
    findings: list[pl.DataFrame]


def validate(records: Records, mapped: Sequence[Mapped]) -> Validated:
    """Check the contacts of an import among themselves.

    Args:
        records: the import's contacts.
        mapped: the import's sheets, for the columns that findings name.
    """
    places = _Places(records, mapped)
    contacts, findings, withdrawn = records.contacts, [], []
    for check in (_identifiers, _year_ends):
        bad = check(contacts)
        if bad.height:
            findings.append(places.locate(bad))
            withdrawn += [bad.select("contact", "column")]
            for column in bad["column"].unique():
                chosen = bad.filter(pl.col("column") == column)["contact"]
                contacts = contacts.with_columns(
                    pl.when(~pl.col("contact").is_in(chosen.implode())).then(column).alias(column)
                )
    greeted = contacts.filter(pl.col("contact").is_in(_greeted(records, mapped).implode()))
    noted = (_preferred_names(greeted), _lengths(contacts))
    findings += [places.locate(found) for found in noted if found.height]
    none = pl.DataFrame(schema={"contact": pl.UInt32, "column": pl.String})
    return Validated(contacts, pl.concat([none, *withdrawn]), findings)


_SCHEMA = {
    "contact": pl.UInt32, "column": pl.String, "code": pl.String, "value": pl.String,
    "suggestion": pl.String, "detail": pl.String,
}  # fmt: skip


def _identifiers(contacts: pl.DataFrame) -> pl.DataFrame:
    """A client identifier belongs to one client."""
    if "client_identifier" not in contacts.columns:
        return pl.DataFrame(schema=_SCHEMA)
    keyed = contacts.filter(pl.col("client_identifier").is_not_null()).with_columns(
        key=exact(pl.col("client_identifier"))
    )
    shared = keyed.filter(pl.col("key").is_duplicated()).with_columns(
        first=pl.col("name").first().over("key")
    )
    return shared.filter(~pl.col("key").is_first_distinct()).select(
        "contact",
        column=pl.lit("client_identifier"),
        code=pl.lit("identifier.duplicate"),
        value="client_identifier",
        suggestion=pl.lit(None, pl.String),
        detail="first",
    )


def _year_ends(contacts: pl.DataFrame) -> pl.DataFrame:
    """The day and month of the year end are a day that exists."""
    if _DAY not in contacts.columns or _MONTH not in contacts.columns:
        return pl.DataFrame(schema=_SCHEMA)
    result = check_day_of_month(contacts[_DAY], contacts[_MONTH])
    frame = contacts.select("contact", _DAY, _MONTH).with_columns(
        result["code"],
        result["suggestion"]
        if "suggestion" in result.columns
        else pl.lit(None, pl.String).alias("suggestion"),
        result["detail"] if "detail" in result.columns else pl.lit(None, pl.String).alias("detail"),
    )
    return frame.filter(pl.col("code").is_not_null()).select(
        "contact",
        column=pl.lit(_DAY),
        code="code",
        value=_DAY,
        suggestion="suggestion",
        detail="detail",
    )


def _greeted(records: Records, mapped: Sequence[Mapped]) -> pl.Series:
    """People of sheets that have a column of this very name; a nickname may well be missing."""
    named = {fold(text) for text in (_PREFERRED.label.en, _PREFERRED.label.fr)}
    sheets = [
        index
        for index, sheet in enumerate(mapped)
        if any(column.field == _PREFERRED.id and fold(column.header) in named for column in sheet.columns)
    ]
    own = pl.col("sheet").is_in(sheets) & (pl.col("mention") == "person")
    numbers = pl.Series("contact", records.numbers, dtype=pl.UInt32)
    return numbers.filter(records.mentions.frame.select(own.fill_null(False)).to_series()).unique()


def _preferred_names(people: pl.DataFrame) -> pl.DataFrame:
    """Greetings need a preferred name; the first name is the obvious one."""
    if "first_name" not in people.columns:
        return pl.DataFrame(schema=_SCHEMA)
    given = pl.col("preferred_name") if "preferred_name" in people.columns else pl.lit(None, pl.String)
    missing = (pl.col("kind") == "person") & given.is_null() & pl.col("first_name").is_not_null()
    return people.filter(missing).select(
        "contact",
        column=pl.lit("preferred_name"),
        code=pl.lit("preferred_name.missing"),
        value=pl.lit(None, pl.String),
        suggestion="first_name",
        detail=pl.lit(None, pl.String),
    )


def _lengths(contacts: pl.DataFrame) -> pl.DataFrame:
    """Texts that Karbon would cut."""
    limits = {catalog.short_name(f.id): f.limit for f in catalog.FIELDS.values() if f.limit}
    found = [pl.DataFrame(schema=_SCHEMA)]
    for column in (name for name in contacts.columns if name in limits):
        long = contacts.filter(pl.col(column).str.len_chars() > limits[column])
        found.append(
            long.select(
                "contact", column=pl.lit(column), code=pl.lit("text.too_long"), value=column,
                suggestion=pl.lit(None, pl.String), detail=pl.lit(str(limits[column])),
            )
        )  # fmt: skip
    return pl.concat(found)


class _Places:
    """Where in the files a contact's field stands."""

    def __init__(self, records: Records, mapped: Sequence[Mapped]) -> None:
        self.mentions = records.mentions.frame.lazy().with_columns(
            pl.Series("contact", records.numbers, dtype=pl.UInt32)
        )
        self.columns = pl.DataFrame(
            [
                (index, catalog.short_name(column.field), column.index)
                for index, sheet in enumerate(mapped)
                for column in sheet.columns
                if column.field is not None and column.slot == ""
            ],
            schema={"sheet": pl.UInt16, "column": pl.String, "index": pl.UInt16},
            orient="row",
        ).unique(["sheet", "column"], keep="first", maintain_order=True)

    def locate(self, found: pl.DataFrame) -> pl.DataFrame:
        """Findings on contacts as findings on cells.

        The place is the row that carries the value, else one of a sheet with that column, else the first.
        """
        column = found["column"][0]
        named = self.mentions.filter(pl.col("contact").is_in(found["contact"].implode()))
        value = column if column in named.collect_schema() else pl.lit(None, pl.String)
        rows = named.select("contact", "sheet", "row", value=value).collect()
        sheets = self.columns.filter(pl.col("column") == column)["sheet"].implode()
        places = [rows.drop_nulls("value"), rows.filter(pl.col("sheet").is_in(sheets)), rows]
        where = pl.concat(place.drop("value") for place in places)
        where = where.unique("contact", keep="first", maintain_order=True)
        placed = found.join(where, on="contact", how="left", maintain_order="left").join(
            self.columns, on=["sheet", "column"], how="left", maintain_order="left"
        )
        return placed.with_columns(column="index").select(FINDINGS.names())
