"""Contacts that exact keys hold apart but other evidence says may be one, in the files or in the book."""

from __future__ import annotations

import math
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.contract import CARD, LOOKUP, Book, Contents
from carnet.findings import Severity, rule
from carnet.frames import page_out
from carnet.stages.assemble.records import Records
from carnet.stages.match.candidates import FEW, PAIR
from carnet.stages.match.evidence.blocking import WAITED_FOR, most_pairs
from carnet.stages.match.evidence.clues import CLUE, clues
from carnet.stages.match.evidence.cluster import cluster
from carnet.stages.match.evidence.facts import COMPARED, facts_of_contacts
from carnet.stages.match.evidence.records import comparison_table
from carnet.stages.match.exact import Decided, Matches
from carnet.stages.match.own_keys import own_keys

rule(
    "duplicate.suspected",
    Severity.WARNING,
    en="“%(value)s” may be the same contact as “%(detail)s” (%(suggestion)s). Both are kept; compare them "
    "and merge them if they are one.",
    fr="« %(value)s » est peut-être le même contact que « %(detail)s » (%(suggestion)s). Les deux sont "
    "conservés ; comparez-les et fusionnez-les s'il s'agit d'un seul.",
)

rule(
    "duplicate.not_compared",
    Severity.INFO,
    en="One value is shared by %(value)s contacts (a common name, a switchboard). Contacts that have only "
    "such values in common were not compared with each other.",
    fr="Une même valeur est partagée par %(value)s contacts (un nom courant, un standard). Les contacts qui "
    "n'ont que de telles valeurs en commun n'ont pas été comparés entre eux.",
)

LEAST = 0.5  # probability from which a person is asked
SURE = 0.95  # probability from which nobody needs to look

SUSPECTED = pl.Schema(
    {
        "contact": pl.UInt32,
        "other": pl.UInt32,  # a contact of the files, or
        "book_id": pl.Int64,  # one of the book
        "name": pl.String,  # of the other
        "probability": pl.Float64,
        "odds": pl.Float64,
        "evidence": pl.String,
    }
)


@dataclass(slots=True)
class Suspects:
    """Contacts that may be one.

    Attributes:
        pairs: SUSPECTED, the surest first; of two new contacts the later one is contact, the earlier other.
        crowd: how many contacts share the value that most share, of those for which alone no two were
            compared; 0 where there is no such value.
    """

    pairs: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SUSPECTED))
    crowd: int = 0


def find_suspects(
    records: Records, matches: Matches, invalid: Mapping[str, AbstractSet[str]], book: Book
) -> Suspects:
    """Pairs of a contact that the book does not have yet with another of the files or of the book.

    Args:
        records: the import's contacts.
        matches: the contacts that exact keys found in the book: they are not compared again.
        invalid: for each registration column the numbers whose check digits are wrong: they prove nothing.
        book: the firm's book, asked for contacts under the keys of the new ones.
    """
    compared = [name for name in records.contacts.columns if name in {"contact", *COMPARED}]
    unsure = pl.col("implied") & pl.col("strict").fill_null(False)
    chosen = (pl.col("kind") != "client_group") & ~unsure
    ours = records.contacts.lazy().filter(chosen).select(compared).collect()
    known = ours["contact"].is_in(matches.pairs["contact"].implode())
    new = ours.filter(~known) if known.any() else ours
    if not new.height:
        return Suspects()
    links = _under_keys_of(new, records, invalid, book)
    theirs = book.contents(links["book_id"].unique().sort())
    if not theirs.contacts.height and ours["kind"].n_unique() == ours.height:  # nobody is like another
        return Suspects()
    contacts, cards = _together(ours, records.cards, theirs)
    from carnet.stages.match.evidence.suspect import suspected_pairs  # Splink: half a second to load

    is_new = contacts["contact"].is_in(new["contact"].implode()).to_numpy()
    page_out()
    facts = facts_of_contacts(contacts, cards, invalid)
    del ours, new, cards
    contacts = contacts.select(name for name in contacts.columns if name in {"contact", "book_id", "name"})
    page_out()
    table = comparison_table(facts)
    del facts
    page_out()
    pairs, crowd = suspected_pairs(table, is_new, _in_table(links, contacts), book.size, LEAST)
    return Suspects(_named(pairs, contacts, matches), crowd)


def _under_keys_of(
    new: pl.DataFrame, records: Records, invalid: Mapping[str, AbstractSet[str]], book: Book
) -> pl.DataFrame:
    """The contacts of the book that share a key or a clue with new ones; PAIR rows.

    Keys that few share come first; no more pairs are taken than an import can wait for.
    """
    if not book.size:
        return pl.DataFrame(schema=PAIR)
    cards = records.cards.filter(pl.col("contact").is_in(new["contact"].implode()))
    keys = own_keys(new, cards, invalid).filter(pl.col("kind") != "identifier")
    ours = pl.concat([keys.cast(CLUE), clues(new, cards)])
    asked = ours.select("kind", "value").unique(maintain_order=True).with_row_index("contact")
    theirs = book.find(asked.select(LOOKUP.names())).drop("contact").drop_nulls()
    theirs = theirs.filter(pl.len().over("kind", "value") <= FEW)
    found = ours.join(theirs, on=["kind", "value"], maintain_order="left")
    rarest = found.sort(pl.len().over("kind", "value"), maintain_order=True).select(PAIR.names())
    return rarest.unique(maintain_order=True).head(most_pairs(new.height, WAITED_FOR)).cast(PAIR)


def _together(ours: pl.DataFrame, cards: pl.DataFrame, theirs: Contents) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Contacts of the files and of the book in one table, numbered on; book_id tells the latter."""
    first = 1 + int(ours.select(pl.col("contact").max()).item())
    ids = theirs.contacts["id"]
    numbers = pl.DataFrame({"id": ids, "number": np.arange(first, first + len(ids), dtype=np.uint32)})
    known = theirs.contacts.with_columns(contact=numbers["number"], book_id="id")
    known = known.drop("id", "key", "archived")
    columns = ["contact", *CARD.names()]
    held = theirs.cards.join(numbers, left_on="contact", right_on="id", maintain_order="left")
    held = held.drop("contact").rename({"number": "contact"}).select(columns)
    return pl.concat([ours, known], how="diagonal"), pl.concat([cards.select(columns), held])


def _in_table(links: pl.DataFrame, contacts: pl.DataFrame) -> pl.DataFrame:
    """The pairs (PAIR rows) by the places of both in the table: l and r, l before r."""
    if "book_id" not in contacts.columns:
        return pl.DataFrame(schema={"l": pl.UInt32, "r": pl.UInt32})
    places = contacts.select("contact", "book_id", place=pl.int_range(pl.len(), dtype=pl.UInt32))
    ours = places.filter(pl.col("book_id").is_null()).select("contact", l="place")
    theirs = places.drop_nulls("book_id").select("book_id", r="place")
    return links.join(ours, on="contact").join(theirs, on="book_id").select("l", "r")


def _named(pairs: pl.DataFrame, contacts: pl.DataFrame, matches: Matches) -> pl.DataFrame:
    """Pairs of rows as pairs of contacts; one that the book has is told by its number there."""
    known = contacts
    if "book_id" not in contacts.columns:
        known = contacts.with_columns(book_id=pl.lit(None, pl.Int64))
    ids = known.select("contact", "book_id").join(
        matches.pairs.select("contact", matched="book_id"), on="contact", how="left", maintain_order="left"
    )
    at = pl.DataFrame(
        {"contact": known["contact"], "id": ids.select(pl.coalesce("book_id", "matched")).to_series()}
    ).with_columns(known["name"])
    one, two = at[pairs["r"].to_numpy()], at[pairs["l"].to_numpy()]
    turned = one["id"].is_not_null()  # the new one of the two comes first
    left = [one[name].zip_with(~turned, two[name]) for name in at.columns]
    right = [two[name].zip_with(~turned, one[name]) for name in at.columns]
    return pl.DataFrame(
        {
            "contact": left[0],
            "other": right[0].set(right[1].is_not_null(), None),
            "book_id": right[1],
            "name": right[2],
            "probability": pairs["probability"],
            "odds": pairs["odds"],
            "evidence": pairs["evidence"],
        },
        schema=dict(SUSPECTED),
    )


def undecided(suspects: pl.DataFrame, decided: Decided) -> pl.DataFrame:
    """SUSPECTED rows without those that a person decided on."""
    return suspects.join(decided.apart, on=["contact", "book_id"], how="anti", maintain_order="left").join(
        decided.files_apart, on=["contact", "other"], how="anti", maintain_order="left"
    )


def merged(
    numbers: npt.NDArray[np.int64], suspects: pl.DataFrame, apart: pl.DataFrame
) -> npt.NDArray[np.int64]:
    """The contact of each mention once those contacts of the files are one that are surely the same.

    Args:
        numbers: Records.numbers, the contact of each mention.
        suspects: SUSPECTED.
        apart: contact, other: contacts that a person holds apart.
    """
    found = suspects.filter(pl.col("other").is_not_null()).select(
        "odds", l="other", r="contact", apart=pl.lit(False)
    )
    never = apart.filter(pl.col("contact") > pl.col("other")).unique().select(
        odds=pl.lit(0.0), l="other", r="contact", apart=pl.lit(True)
    )  # fmt: skip
    inside = pl.concat([found, never])
    if not inside.height:
        return numbers
    label = cluster(int(numbers.max()) + 1, inside, math.log2(SURE / (1 - SURE)))
    result: npt.NDArray[np.int64] = np.unique(label[numbers], return_inverse=True)[1].astype(np.int64)
    return result


def surely_known(suspects: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Matches.pairs with the contacts of the book that new ones surely are, each of them once.

    Args:
        suspects: SUSPECTED.
        pairs: Matches.pairs.
    """
    sure = suspects.filter((pl.col("probability") >= SURE) & pl.col("book_id").is_not_null())
    free = sure.filter(~pl.col("book_id").is_in(pairs["book_id"].implode()))
    once = free.unique("contact", keep="first", maintain_order=True).unique(
        "book_id", keep="first", maintain_order=True
    )
    return pl.concat([pairs, once.select("contact", "book_id", key=pl.lit("evidence"))])
