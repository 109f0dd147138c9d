"""What contacts of a book are looked for by where their names, emails and numbers are written otherwise.

Blocking inside a file tries some twenty keys; a book keeps its own for each contact, so these are the few
that find most of what those find: about six a contact.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from carnet.stages.match.evidence.facts import FACTS, facts_of_contacts
from carnet.stages.match.evidence.organizations import with_cores
from carnet.stages.match.evidence.reach import own_host, site
from carnet.stages.match.evidence.records import spelt_names, with_addresses
from carnet.stages.match.evidence.words import over_distinct, sound

CLUE = pl.Schema({"contact": pl.Int64, "kind": pl.String, "value": pl.String})
KIND = "clue"  # of contract.KEY_KINDS
_TOLD = ("contact", "custom", *FACTS.names())


def clues(contacts: pl.DataFrame, cards: pl.DataFrame) -> pl.DataFrame:
    """The clues of people and organizations.

    Args:
        contacts: contact (any integers), kind, name, and those record columns that occur.
        cards: contact, then contract.CARD.

    Returns:
        CLUE rows, each once; the kind is always KIND.
    """
    told = contacts.filter(pl.col("kind") != "client_group")
    told = told.select(name for name in told.columns if name in _TOLD and name not in _UNREAD)
    number = told["contact"].cast(pl.Int64)
    table = with_addresses(facts_of_contacts(told, cards).with_columns(unique_id=number))
    table = table.rename({"unique_id": "contact"})
    person = pl.col("kind") == "person"
    people, others = table.filter(person), with_cores(table.filter(~person))
    parts = [*_shared(table), *_of_people(people), *_of_organizations(others)]
    every = pl.concat(part.drop_nulls() for part in parts).unique(maintain_order=True)
    return every.select("contact", kind=pl.lit(KIND), value="value").cast(CLUE)


_UNREAD = frozenset({"client_identifier", "custom"})  # found by their own keys, or not at all


def _shared(table: pl.DataFrame) -> Iterator[pl.DataFrame]:
    initial = pl.col("kind").str.slice(0, 1)
    phones = table.select("contact", "kind", "phones").explode("phones")
    digits = pl.col("phones").str.replace_all(r"[^0-9+]", "")
    yield phones.select("contact", value=_clue(initial, "phone", digits))
    yield table.select("contact", value=_clue(initial, "address", pl.col("number"), pl.col("street")))


def _of_people(people: pl.DataFrame) -> Iterator[pl.DataFrame]:
    names = spelt_names(people)
    table = people.select(
        "contact", "postal", names["given"],
        birth=pl.col("birth_date").str.replace_all("-", ""),
        one=pl.lit(over_distinct(names["given"], sound)),
        other=pl.lit(over_distinct(names["family"], sound)),
    )  # fmt: skip
    one, other, birth = pl.col("one"), pl.col("other"), pl.col("birth")
    month, day = birth.str.slice(4, 2), birth.str.slice(6, 2)
    born = [birth.str.slice(0, 4), pl.min_horizontal(month, day), pl.max_horizontal(month, day)]
    initial = pl.col("given").str.slice(0, 1)
    for value in (
        _clue("sounds", pl.min_horizontal(one, other), pl.max_horizontal(one, other)),
        _clue("born", *born, one),
        _clue("born", *born, other),
        _clue("near", other, initial, pl.col("postal")),
    ):
        yield table.select("contact", value=value)


def _of_organizations(table: pl.DataFrame) -> Iterator[pl.DataFrame]:
    heard = over_distinct(table["core"], sound)
    near = _clue("near", pl.lit(heard).str.slice(0, 3), pl.col("postal"))
    yield table.select("contact", value=_clue("words", pl.col("bag")))
    yield table.select("contact", value=near)
    names = table.select("contact", "names").explode("names")
    yield names.select("contact", value=_clue("sounds", pl.lit(over_distinct(names["names"], sound))))
    hosts = table.select("contact", item="emails").explode("item")
    sites = table.select("contact", "websites").explode("websites")
    for items in (
        hosts.select("contact", item=pl.col("item").str.to_lowercase().str.extract(r"@(.+)$", 1)),
        sites.select("contact", item=site("websites")),
    ):
        yield items.filter(own_host("item")).select("contact", value=_clue("host", pl.col("item")))


def _clue(*parts: str | pl.Expr) -> pl.Expr:
    """The parts as one text; null where one of them is."""
    return pl.concat_str([pl.lit(part) if isinstance(part, str) else part for part in parts], separator="|")
