"""Contacts of a kept plan that may be one: clusters of them, side by side, and what a person decided."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from carnet.choices import Choices, Decision, Party
from carnet.pipeline.kept.suspected import party_of, text_of
from carnet.pipeline.pages.compared import Compared, Texts, compared, texts_of
from carnet.pipeline.pages.contacts import places_of
from carnet.pipeline.pages.reader import PlanReader, having
from carnet.pipeline.pages.rows import rows_of
from carnet.pipeline.pages.shown import MOST, SourcePlace

_Node = tuple[int | None, int | None]  # number in the plan, id in the book


@dataclass(frozen=True, slots=True)
class SuspectQuery:
    """Which clusters, the surest first.

    Attributes:
        min_probability: of the pairs that are shown.
        undecided: only clusters with a pair that nobody decided on.
        text: words of which each stands in one of the names. cluster: the one with this number.
        offset, limit: which of the clusters.
    """

    min_probability: float = 0.0
    undecided: bool = False
    text: str = ""
    cluster: int | None = None
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Side:
    """One contact of a cluster.

    Attributes:
        party: how a decision names it. number: in the plan; None for one of the book, which has a key.
        sources: the rows that one of the files came from.
    """

    party: Party
    number: int | None
    key: str
    kind: str
    name: str
    sources: tuple[SourcePlace, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides of a cluster, by their positions.

    Attributes:
        one: is of the files. probability: that they are one, calibrated.
        evidence: comparison, agrees (a code) and weight (log2) of each thing that was compared.
        same: what the person decided; None is nothing yet.
    """

    one: int
    other: int
    probability: float
    evidence: Sequence[Mapping[str, Any]]
    same: bool | None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Contacts that pairs hold together; the first MOST pairs. rows: their fields side by side, masked."""

    number: int
    probability: float
    sides: tuple[Side, ...]
    pairs: tuple[Pair, ...]
    pairs_total: int
    rows: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class SuspectPage:
    """Some of the clusters that a query finds; the totals are of all it finds."""

    clusters_total: int
    pairs_total: int
    clusters: tuple[Cluster, ...]


def suspects(reader: PlanReader, query: SuspectQuery, choices: Choices) -> SuspectPage:
    """The clusters that a query asks for, with what the person decided by now."""
    pairs = _decided(reader, choices).filter(pl.col("probability") >= query.min_probability)
    if query.cluster is not None:
        pairs = pairs.filter(pl.col("cluster") == query.cluster)
    if query.undecided:
        pairs = pairs.filter(pl.col("same").is_null().any().over("cluster"))
    if query.text.strip():
        hits = pl.Series(having(pairs["text"], query.text))
        pairs = pairs.filter(pl.col("cluster").is_in(pairs["cluster"].filter(hits).implode()))
    numbers = pairs["cluster"].unique(maintain_order=True)
    shown = numbers[query.offset : query.offset + query.limit]
    mine = pairs.filter(pl.col("cluster").is_in(shown.implode()))
    return SuspectPage(len(numbers), pairs.height, _clusters(reader, mine))


def decisions(
    reader: PlanReader,
    choices: Choices,
    *,
    same: bool,
    min_probability: float = 0.0,
    cluster: int | None = None,
) -> tuple[Decision, ...]:
    """Decisions alike on all pairs that nobody decided on yet.

    Args:
        choices: the person's by now.
        same: they are one.
        min_probability: of the pairs. cluster: only of this one.
    """
    wanted = pl.col("same").is_null() & (pl.col("probability") >= min_probability)
    if cluster is not None:
        wanted &= pl.col("cluster") == cluster
    open_pairs = _decided(reader, choices).filter(wanted)
    return tuple(
        Decision(party_of(one), party_of(two), same, probability, evidence)
        for one, two, probability, evidence in open_pairs.select(
            "one", "two", "probability", "evidence"
        ).iter_rows()
    )


def pairs_digest(reader: PlanReader) -> str:
    """Equal for plans that ask about the same pairs, as sure, in clusters of the same numbers."""
    pairs = reader.frame("pairs").select("cluster", "one", "two", "probability")
    return hashlib.blake2b(pairs.hash_rows().to_numpy().tobytes(), digest_size=8).hexdigest()


def _decided(reader: PlanReader, choices: Choices) -> pl.DataFrame:
    """The pairs with "same", null where nobody decided; the later of two decisions stands."""
    pairs = reader.frame("pairs")
    if not choices.decisions:
        return pairs.with_columns(same=pl.lit(None, pl.Boolean))
    made: dict[tuple[str, str], bool] = {}
    for decision in choices.decisions:
        one, other = text_of(decision.one), text_of(decision.other)
        made[one, other] = made[other, one] = decision.same
    told = pl.DataFrame(
        [(*pair, same) for pair, same in made.items()],
        schema={"one": pl.String, "two": pl.String, "same": pl.Boolean},
        orient="row",
    )
    return pairs.join(told, on=["one", "two"], how="left", maintain_order="left")


def _clusters(reader: PlanReader, pairs: pl.DataFrame) -> tuple[Cluster, ...]:
    shown = pairs.group_by("cluster", maintain_order=True).head(MOST)
    sides = _sides(reader, shown)
    texts = _texts(reader, list(sides))
    totals = dict(pairs.group_by("cluster").len().iter_rows())
    return tuple(
        _cluster(part, sides, texts, totals[part["cluster"][0]])
        for part in shown.partition_by("cluster", maintain_order=True)
    )


def _cluster(
    pairs: pl.DataFrame, sides: Mapping[_Node, Side], texts: Mapping[_Node, Mapping[str, tuple[str, ...]]],
    total: int,
) -> Cluster:  # fmt: skip
    rows = list(pairs.iter_rows(named=True))
    nodes = list(dict.fromkeys(node for row in rows for node in _nodes(row)))
    at = {node: place for place, node in enumerate(nodes)}
    return Cluster(
        number=rows[0]["cluster"],
        probability=rows[0]["probability"],
        sides=tuple(sides[node] for node in nodes),
        pairs=tuple(
            Pair(at[one], at[other], row["probability"], json.loads(row["evidence"]), row["same"])
            for row in rows
            for one, other in [_nodes(row)]
        ),
        pairs_total=total,
        rows=compared([texts[node] for node in nodes]),
    )


def _nodes(row: Mapping[str, Any]) -> tuple[_Node, _Node]:
    """Both sides of a pair."""
    other = (row["other"], None) if row["book_id"] is None else (None, row["book_id"])
    return (row["contact"], None), other


def _sides(reader: PlanReader, pairs: pl.DataFrame) -> dict[_Node, Side]:
    parties = {
        node: party_of(text)
        for row in pairs.iter_rows(named=True)
        for node, text in zip(_nodes(row), (row["one"], row["two"]), strict=True)
    }
    numbers = np.array(sorted(number for number, _ in parties if number is not None), np.int64)
    places = places_of(reader, numbers)
    ids = np.array(sorted(book_id for _, book_id in parties if book_id is not None), np.int64)
    known = rows_of(reader.frame("known"), "id", ids).select("id", "kind", "name")
    named = {book_id: (kind, name) for book_id, kind, name in known.iter_rows()}
    return {
        (number, book_id): (
            Side(party, number, "", party.kind, party.name, tuple(places[number]))
            if number is not None
            else Side(party, None, party.key, *named[book_id or 0], ())
        )
        for (number, book_id), party in parties.items()
    }


def _texts(reader: PlanReader, nodes: Sequence[_Node]) -> dict[_Node, Texts]:
    """The texts of each field of contacts of the plan and of the book."""
    numbers = np.array(sorted(number for number, _ in nodes if number is not None), np.int64)
    ids = np.array(sorted(book_id for _, book_id in nodes if book_id is not None), np.int64)
    ours = texts_of(reader.frame("contacts")[numbers], "contact",
                   rows_of(reader.frame("cards"), "contact", numbers))  # fmt: skip
    theirs = texts_of(rows_of(reader.frame("known"), "id", ids), "id",
                     rows_of(reader.frame("known_cards"), "contact", ids))  # fmt: skip
    return {node: ours[node[0]] if node[0] is not None else theirs[node[1] or 0] for node in nodes}
