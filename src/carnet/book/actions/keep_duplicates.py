"""Keep pairs of contacts that may be the same, and what a person decides of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from datetime import UTC, datetime

import polars as pl

from carnet.book import duplicates
from carnet.book.actions import outbox
from carnet.book.actions.entry import grow
from carnet.book.actions.merge_contacts import MergeResult, merge
from carnet.book.actions.undo_import import undo
from carnet.book.engines import Cursor
from carnet.book.firm_book import FirmBook
from carnet.book.models import Duplicate
from carnet.book.rows import rows
from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.stages.match.own_keys import own_keys

rule(
    "duplicate.unknown",
    Severity.ERROR,
    en="No pair of duplicates has the number %(value)s, or one of its contacts is no longer in the book. "
    "“carnet duplicates” lists the pairs.",
    fr="Aucune paire de doublons n'a le numéro %(value)s, ou l'un de ses contacts n'est plus dans le carnet. "
    "« carnet duplicates » donne la liste des paires.",
)

rule(
    "duplicate.settled",
    Severity.ERROR,
    en="This pair was decided on already, or one of its contacts left the book. Nothing was changed.",
    fr="Cette paire a déjà été tranchée, ou l'un de ses contacts a quitté le carnet. Rien n'a été modifié.",
)

_MARKED = pl.Schema({"id": pl.Int64, "mark": pl.String})


def add(book: FirmBook, cursor: Cursor, pairs: pl.DataFrame, *, batch: int | None) -> int:
    """Keep pairs to be decided on; those that the book has already, decided or not, stay as they are.

    Args:
        pairs: a Int64, b Int64 (contacts of the book), probability Float64, evidence String (a JSON list of
            {comparison, agrees, weight}, or null).
        batch: the id of the import that found them.

    Returns:
        How many were added.
    """
    key = ["first_id", "second_id"]
    once = (
        _ordered(pairs)
        .sort("probability", descending=True, maintain_order=True)
        .unique(key, keep="first", maintain_order=True)
    )
    fresh = _unmarked(book, cursor, once.join(_known(book, cursor, once), on=key, how="anti"))
    rows_ = fresh.select(
        *key,
        "probability",
        "evidence",
        *(pl.lit("").alias(name) for name in ("decided_by", "mark")),
        firm_id=pl.lit(book.firm),
        origin_id=pl.lit(batch, pl.Int64),
        state=pl.lit("open"),
    )
    book.engine.insert(cursor, "book_duplicate", rows_)
    return rows_.height


def hold_apart(
    book: FirmBook, cursor: Cursor, pairs: pl.DataFrame, *, batch: int, user: str, now: datetime
) -> None:
    """Keep pairs that a person held apart in an import, in place of what was open about them.

    Args:
        pairs: as for add. batch: the import's id.
    """
    key = ["first_id", "second_id"]
    once = _ordered(pairs).unique(key, keep="last", maintain_order=True)
    decided = once.with_columns(
        mark=_marks(book, once),
        state=pl.lit("separate"),
        decided_by=pl.lit(user),
        decided_at=pl.lit(book.engine.instant(now)),
    )
    known = decided.join(_known(book, cursor, decided), on=key)
    told = ("id", "state", "mark", "decided_by", "decided_at")
    book.engine.update(cursor, "book_duplicate", known.select(told))
    fresh = decided.join(known, on=key, how="anti", maintain_order="left")
    owned = {"firm_id": pl.lit(book.firm), "origin_id": pl.lit(batch, pl.Int64)}
    book.engine.insert(cursor, "book_duplicate", fresh.with_columns(**owned))


def _ordered(pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs as the table names them, the lesser id first."""
    a, b = pl.col("a"), pl.col("b")
    return pairs.filter(a != b).select(
        "probability",
        pl.col("evidence").fill_null("[]"),
        first_id=pl.min_horizontal(a, b),
        second_id=pl.max_horizontal(a, b),
    )


def _known(book: FirmBook, cursor: Cursor, pairs: pl.DataFrame) -> pl.DataFrame:
    sql = f"""
        SELECT id, first_id, second_id FROM book_duplicate
        WHERE first_id IN {book.engine.numbers} AND +firm_id = %s"""
    schema = pl.Schema({"id": pl.Int64, "first_id": pl.Int64, "second_id": pl.Int64})
    return rows(cursor, sql, [book.engine.array(pairs["first_id"].unique()), book.firm], schema)


def _unmarked(book: FirmBook, cursor: Cursor, pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs without those that a person held apart before their contacts left the book and came again;
    the decision is then theirs."""
    sql = """
        SELECT d.id, d.mark FROM book_duplicate d WHERE d.firm_id = %s AND d.state = 'separate'
        AND d.mark <> '' AND (SELECT count(*) FROM book_contact c
            WHERE c.id IN (d.first_id, d.second_id) AND c.firm_id = d.firm_id) < 2"""
    left = rows(cursor, sql, [book.firm], _MARKED).unique("mark")
    if not left.height or not pairs.height:
        return pairs
    marked = pairs.with_columns(mark=_marks(book, pairs))
    again = marked.join(left, on="mark").unique("id", keep="first", maintain_order=True)
    book.engine.update(cursor, "book_duplicate", again.select("id", "first_id", "second_id"))
    return pairs.join(again, on=["first_id", "second_id"], how="anti", maintain_order="left")


def _marks(book: FirmBook, pairs: pl.DataFrame) -> pl.Series:
    """A keyed digest of what the two contacts of each pair say of themselves, in any order."""
    held = book.contents(pl.concat([pairs["first_id"], pairs["second_id"].alias("first_id")]))
    keys = own_keys(held.contacts.rename({"id": "contact"}), held.cards)
    said = keys.select("contact", text=pl.concat_str("kind", pl.lit("="), "value")).sort("contact", "text")
    texts = dict(said.group_by("contact").agg(pl.col("text").str.join("\x1f")).iter_rows())
    both = (
        sorted((texts.get(a, ""), texts.get(b, "")))
        for a, b in pairs.select("first_id", "second_id").iter_rows()
    )
    return pl.Series("mark", [book.keys.digest("\x1e".join(pair)) for pair in both], dtype=pl.String)


def decide(
    book: FirmBook,
    pair: int,
    decision: str,
    *,
    user: str,
    keep: str | None = None,
    choices: Mapping[str, str | None] | None = None,
) -> MergeResult | None:
    """Settle a pair.

    Args:
        pair: its number.
        decision: "merge", "separate", or "reopen", which undoes a merge.
        keep: the key of the contact that is kept; the one that was in the book first where nobody says.
        choices: see merge_contacts.merge.

    Returns:
        What a merge did, with the key by which it can be undone; else None.

    Raises:
        CarnetError: duplicate.unknown, duplicate.settled, and those of merge and undo.
    """
    with book.writing():
        if decision == "reopen":
            _reopen(book, pair, user)
            return None
        found = open_pair(book, pair)
        if decision == "separate":
            _hold_apart(book, found, user)
            return None
        kept, gone = found.first.key, found.second.key
        if keep == gone:
            kept, gone = gone, kept
        return merge(book, kept, gone, choices=choices, user=user)


def known_pair(book: FirmBook, pair: int) -> duplicates.Pair:
    """The pair of that number, decided or not.

    Raises:
        CarnetError: duplicate.unknown; duplicate.settled where one of its contacts is not in the book.
    """
    with book.cursor() as cursor:
        found = duplicates.pair(book, cursor, pair)
    if found is None:
        _row(book, pair)
        raise CarnetError("duplicate.settled")
    return found


def open_pair(book: FirmBook, pair: int) -> duplicates.Pair:
    """The pair of that number, to be decided.

    Raises:
        CarnetError: duplicate.unknown, duplicate.settled.
    """
    if _row(book, pair).state != "open":
        raise CarnetError("duplicate.settled")
    return known_pair(book, pair)


def _row(book: FirmBook, pair: int) -> Duplicate:
    rows_ = Duplicate.objects.using(book.using).filter(firm_id=book.firm, pk=pair)
    row = rows_.select_related("closed_by").first()
    if row is None:
        raise CarnetError("duplicate.unknown", value=str(pair))
    return row


def merge_surest(
    book: FirmBook,
    probability: float,
    *,
    user: str,
    names: MutableMapping[str, str],
    progress: Callable[[int], None] | None = None,
) -> list[MergeResult]:
    """Merge every open pair of at least that probability, in one transaction; each can be undone by itself.

    A pair of a contact that goes on in another is then one of the other; what a person holds apart stays
    apart.

    Args:
        names: takes the contacts' names by their keys, as they were.
        progress: told of the merges made.
    """
    results = []
    with book.writing() as cursor:
        before = book.revision
        while surest := book.duplicates(1, 0, probability):
            (pair,) = surest
            names.update({side.key: side.name for side in (pair.first, pair.second)})
            results.append(merge(book, pair.first.key, pair.second.key, user=user))
            if progress:
                progress(len(results))
        outbox.last_told(book, cursor, before)
    return results


def _hold_apart(book: FirmBook, pair: duplicates.Pair, user: str) -> None:
    frame = pl.DataFrame({"first_id": [pair.first.id], "second_id": [pair.second.id]})
    Duplicate.objects.using(book.using).filter(pk=pair.id).update(
        state="separate",
        decided_by=user,
        decided_at=datetime.now(UTC),
        closed_by=None,
        mark=_marks(book, frame).item(),
    )
    grow(book)


def _reopen(book: FirmBook, pair: int, user: str) -> None:
    row = _row(book, pair)
    if row.state == "merged" and row.closed_by is not None:
        undo(book, row.closed_by.key, user=user)
    Duplicate.objects.using(book.using).filter(pk=pair).update(
        state="open", decided_by="", decided_at=None, closed_by=None, mark=""
    )
    grow(book)
