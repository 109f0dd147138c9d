"""The comparison table: facts in the form in which they are held against each other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.frames import paged
from carnet.stages.match.evidence import organizations, reach
from carnet.stages.match.evidence.addresses import address_parts
from carnet.stages.match.evidence.words import (
    familiar_forms,
    over_distinct,
    plain,
    sexes,
    sound,
    spelling,
    squeezed,
)
from carnet.stages.normalise.names import is_given_name

TABLE = pl.Schema(
    {
        "unique_id": pl.UInt32(),  # 0 ... n-1, in the order of the facts
        "kind": pl.String(),  # person or organization
        "source": pl.UInt32(),
        "place": pl.UInt32(),
        # people
        "given": pl.String(),  # first name without spaces
        "given_first": pl.String(),  # its first word
        "nick": pl.List(pl.String),  # names that it may be short for
        "sex": pl.String(),  # m or f where the name tells
        "called": pl.String(),  # a first name that many have, in whichever of its spellings
        "initials": pl.String(),  # of a first name of several words
        "middle": pl.String(),
        "family": pl.String(),
        "family_parts": pl.List(pl.String),  # of a name of several words
        "family_nick": pl.List(pl.String),  # names that it would be short for if it were the first name
        "suffix": pl.String(),  # jr, sr, ii ...
        "birth": pl.String(),  # YYYYMMDD
        "year": pl.Int32(),  # of birth
        "born_swapped": pl.String(),  # YYYYDDMM
        "employer": pl.String(),
        # organizations
        "core": pl.String(),  # name without legal form and numbers, no spaces
        "bag": pl.String(),  # its words in alphabetical order
        "words": pl.List(pl.String),
        "distinctive": pl.String(),  # without the words that many firms have
        "acronym": pl.String(),
        "form": pl.String(),
        "sort": pl.String(),  # what the form makes it: a company, a trust, a fund ...
        "held": pl.String(),  # words that set it apart from others of its owner: holdings, properties ...
        "serial": pl.String(),  # the numbers in the name: "Smith Holdings No 2"
        "names": pl.List(pl.String),  # core of the name, the trading name and the legal name
        # both
        "email": pl.String(),
        "local": pl.String(),
        "name_number": pl.String(),  # the digits of an email that is the name, "" without; null for others
        "emails": pl.List(pl.String),
        "locals": pl.List(pl.String),
        "mailboxes": pl.List(pl.String),  # addresses that several share
        "domains": pl.List(pl.String),
        "phone": pl.String(),
        "phones": pl.List(pl.String),
        "switchboards": pl.List(pl.String),  # numbers that several share
        "number": pl.String(),
        "street": pl.String(),
        "premise": pl.String(),
        "streets": pl.List(pl.String),
        "city": pl.String(),
        "region": pl.String(),
        "postal": pl.String(),
        "country": pl.String(),
        "registrations": pl.List(pl.String),
        "registration_kinds": pl.List(pl.String),
        "registration": pl.String(),
        "ids": pl.List(pl.String),
        "id": pl.String(),
        "id_stem": pl.String(),  # before the digits at its end
        "id_number": pl.Int64(),
        "sound_given": pl.String(),
        "sound_family": pl.String(),
    }
)
_ASIDE = {"unique_id", "source", "place"}  # rows may differ in them and still say the same
_TELLING = (
    "given", "family", "core", "names", "birth", "emails", "mailboxes", "phones", "switchboards",
    "registrations", "ids", "street",
)  # fmt: skip
_INITIALS = r"^\p{L}[ .]+(\p{L})\b(?:[ .]+\p{L}\b)*[ .]*$"  # "J. R.", "J.R.": the second is a middle name
_ISSUED = r"^(.*?)(\d{1,18})$"
_RANK = r"^(?:jr|junior|sr|senior|ii|iii|iv|fils|pere)$"
_RANKS = {"junior": "jr", "fils": "jr", "ii": "jr", "senior": "sr", "pere": "sr"}


def comparison_table(facts: pl.DataFrame) -> pl.DataFrame:
    """TABLE of facts, one row each, in order.

    Args:
        facts: facts.FACTS.
    """
    table = facts.with_columns(
        unique_id=pl.int_range(pl.len(), dtype=pl.UInt32),
        kind=pl.when(pl.col("kind") == "person").then("kind").otherwise(pl.lit("organization")),
    )
    described = organizations.with_names(with_addresses(_with_names(table)))
    return _with_numbers(reach.with_reach(described)).select(TABLE.names()).cast(TABLE)


def _with_numbers(table: pl.DataFrame) -> pl.DataFrame:
    """The table with registration_kinds, registration, id and its parts."""
    first = pl.col("ids").list.first()
    told = table.select(
        registration_kinds=_kinds(pl.col("registrations")),
        registration=pl.col("registrations").list.first(),
        id=first,
        id_stem=first.str.extract(_ISSUED, 1),
        id_number=first.str.extract(_ISSUED, 2).cast(pl.Int64),
    )
    return table.hstack(paged(told).get_columns())


def alike(table: pl.DataFrame) -> npt.NDArray[np.int64]:
    """For each row the first row that says the very same; itself where it says too little to be known by."""
    said = table.select(
        "unique_id", said=pl.struct(name for name in table.columns if name not in _ASIDE).hash()
    )
    firsts = said.select(pl.col("unique_id").first().over("said")).to_series().to_numpy()
    return np.where((told(table) > 1).to_numpy(), firsts, np.arange(table.height)).astype(np.int64)


def told(table: pl.DataFrame) -> pl.Series:
    """How many things each row says by which it could be known."""
    return table.select(pl.sum_horizontal(pl.col(name).is_not_null() for name in _TELLING)).to_series()


def spelt_names(table: pl.DataFrame) -> pl.DataFrame:
    """given, given_first, middle, family and family_parts of people, as in TABLE; null of others."""
    person = pl.col("kind") == "person"
    first = pl.coalesce("first_name", "preferred_name")
    texts = table.select(
        first=pl.when(person).then(first),
        middle=pl.when(person).then("middle_name"),
        last=pl.when(person).then(_last()),
    )
    texts = texts.with_columns(
        first=pl.when(pl.col("first").str.contains(_INITIALS))
        .then(pl.col("first").str.slice(0, 1))
        .otherwise("first"),
        middle=pl.coalesce("middle", pl.col("first").str.extract(_INITIALS, 1)),
    )
    given, family = over_distinct(texts["first"], plain), over_distinct(texts["last"], plain)
    return pl.DataFrame({"given": given, "family": family, "middle": texts["middle"]}).with_columns(
        given_first=pl.col("given").str.extract(r"^(\S+)", 1),
        initials=pl.when(pl.col("given").str.contains(" ")).then(
            pl.col("given").str.replace_all(r"(\S)\S* ?", "${1}")
        ),
        family_parts=pl.when(pl.col("family").str.contains(" ")).then(pl.col("family").str.split(" ")),
        given=pl.col("given").str.replace_all(" ", ""),
        family=pl.col("family").str.replace_all(" ", ""),
    )


def _with_names(table: pl.DataFrame) -> pl.DataFrame:
    named = spelt_names(table)
    suffix = over_distinct(table["suffix"], squeezed)
    named = named.with_columns(
        middle=over_distinct(named["middle"], squeezed),
        suffix=suffix.set(~suffix.str.contains(_RANK).fill_null(True), None).replace(_RANKS),
        employer=over_distinct(table["organization"], squeezed),
        sound_given=over_distinct(named["given"], sound),
        sound_family=over_distinct(named["family"], sound),
        nick=_nick(named, "given", "given_first"),
        family_nick=_nick(named, "family"),
        sex=named.join(sexes(), left_on="given_first", right_on="name", how="left", maintain_order="left")[
            "sex"
        ],
        called=over_distinct(named["given_first"], _called),
        birth=table["birth_date"].str.replace_all("-", ""),
        year=table["birth_date"].str.slice(0, 4).cast(pl.Int32, strict=False),
        born_swapped=table["birth_date"].str.replace(r"^(\d{4})-(\d\d)-(\d\d)$", "${1}${3}${2}"),
    )
    return table.drop("suffix").hstack(paged(named).get_columns())


def _called(name: pl.Expr) -> pl.Expr:
    return pl.when(is_given_name(name)).then(spelling(name))


def _last() -> pl.Expr:
    """The last name; the whole name where it was not taken apart."""
    apart = pl.any_horizontal(pl.col("first_name", "last_name").is_not_null())
    reached = pl.col("name").str.contains("@|^[+0-9() -]+$").fill_null(False)
    return pl.when(apart).then("last_name").otherwise(pl.when(~reached).then("name"))


def _nick(named: pl.DataFrame, *columns: str) -> pl.Series:
    """The names that the first of the columns, else the next, may be short for."""
    forms, found = familiar_forms(), named.select(columns)
    for column in columns:
        told = forms.rename({"form": column, "names": f"of_{column}"})
        found = found.join(told, on=column, how="left", maintain_order="left")
    return found.select(pl.coalesce(f"of_{column}" for column in columns)).to_series()


def with_addresses(table: pl.DataFrame) -> pl.DataFrame:
    """The parts of the first address, and the streets of all."""
    items = table.select("unique_id", "addresses").explode("addresses").drop_nulls().unnest("addresses")
    lines = address_parts(items["line"].unique().drop_nulls())
    items = items.join(lines, on="line", how="left", maintain_order="left").select(
        "unique_id", "number", "street", "premise", "country",
        city=over_distinct(items["city"], squeezed),
        region=over_distinct(items["region"], squeezed),
        postal=over_distinct(items["postal_code"], squeezed),
    )  # fmt: skip
    grouped = items.group_by("unique_id", maintain_order=True).agg(
        pl.exclude("unique_id", "street").drop_nulls().first(),
        pl.col("street").first(),
        streets=pl.col("street").drop_nulls().unique(maintain_order=True),
    )
    grouped = grouped.with_columns(streets=pl.when(pl.col("streets").list.len() > 0).then("streets"))
    placed = table.select("unique_id").join(grouped, on="unique_id", how="left", maintain_order="left")
    return table.hstack(paged(placed.drop("unique_id")).get_columns())


def _kinds(numbers: pl.Expr) -> pl.Expr:
    return numbers.list.eval(pl.element().str.extract(r"^([^:]+):", 1))
