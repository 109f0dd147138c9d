"""Which contacts of the book may be an import's contacts: those under the same keys, a kind of key at a time.

A name may be that of thousands in the files and of thousands in the book, so that no table of all pairs is
ever made: keys are asked for once, and only contacts that are still open are joined, by few at a time.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from carnet.contract import LOOKUP, Book, Contents
from carnet.stages.assemble.records import Records
from carnet.stages.match.joined import also
from carnet.stages.match.outvoted import outvoted_of
from carnet.stages.match.own_keys import REGISTRATIONS
from carnet.stages.normalise.comparable import exact, folded
from carnet.stages.normalise.emails import email_key

_AT_ONCE = 200_000  # keys that the book is asked for
FEW = 10  # contacts of the book; what more than these share does not tell which one is meant
_OWN, _PLACE = _WEIGHTS = (0, 1)  # of evidence, the weightier first: one's own, and where one works
PAIR = pl.Schema({"contact": pl.UInt32, "book_id": pl.Int64})


@dataclass(slots=True)
class Candidates:
    """The import's keys beside those of the book.

    ours: contact, kind, value, own_kind: the keys whose value the book has too. theirs: kind, value,
        book_id, own_kind: each distinct key that the book has, with every contact that has it.
    contents: the contacts of theirs, with their cards.
    apart: PAIR rows that a person holds apart: they are no candidates for each other.
    held: a, b: contacts of the book that a person held apart before.
    """

    ours: pl.DataFrame
    theirs: pl.DataFrame
    records: Records
    contents: Contents
    apart: pl.DataFrame
    held: pl.DataFrame

    def by_key(self, chosen: pl.Expr, pairs: pl.DataFrame) -> pl.DataFrame:
        """Open contacts of the same kind under the keys that are chosen; keys of many tell nothing.

        Returns:
            PAIR rows, each once.
        """
        ours, theirs = self._open(chosen, pairs)
        return self._joined(ours, _telling(theirs), ["own_kind", "value"])

    def by_row(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """Open contacts that the same row made in an earlier import; of those of a row, or of those that it
        names now, the one of the same name; of a couple whose last name was corrected the one of its first
        name; two of one name in their order.

        Returns:
            PAIR rows.
        """
        found = self.by_key(pl.col("kind") == "source_row", pairs)
        several = found.filter(pl.col("contact").is_duplicated() | pl.col("book_id").is_duplicated())
        names = pl.col("kind") == "name"
        called = several.join(self.ours.filter(names).select("contact", "value"), on="contact").join(
            self.theirs.filter(names).select("book_id", "value"), on=["book_id", "value"], how="semi"
        )
        called = called.select(PAIR.names()).unique(maintain_order=True)
        called = pl.concat([called, self._of_first_name(_without(several, called))])
        lone = _without(found.filter(~pl.col("contact").is_duplicated()), called)
        return pl.concat([lone, _in_order(called)])

    def _of_first_name(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """The pairs of people of the same first name."""
        ours, theirs = self.records.contacts, self.contents.contacts.rename({"id": "book_id"})
        if not pairs.height or "first_name" not in ours.columns or "first_name" not in theirs.columns:
            return pairs.clear()
        first = folded(pl.col("first_name"))
        told = pairs.join(ours.select("contact", first=first), on="contact", maintain_order="left")
        return told.join(
            theirs.select("book_id", first=first), on=["book_id", "first"], how="semi", maintain_order="left"
        ).select(PAIR.names())

    def by_name(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """Open contacts of the same name, of each name the first few of the book; PAIR rows."""
        ours, theirs = self._open(pl.col("kind") == "name", pairs)
        some = theirs.filter(pl.int_range(pl.len()).over("value") < FEW)
        return self.compatible(self._joined(ours, some, ["value"]))

    def by_evidence(self, pairs: pl.DataFrame, *, checked: bool) -> pl.DataFrame:
        """Open people of the same name who share an email, a phone, an organization or a birth date.

        Args:
            pairs: PAIR rows that are settled.
            checked: leave out those whom compatible() leaves out.

        Returns:
            PAIR rows, those first that share most; of each contact only candidates that share all that any
            of its candidates shares. What is one's own outweighs an organization, where namesakes may work.
        """
        people = (pl.col("kind") == "name") & (pl.col("own_kind") == "person")
        ours, theirs = self._open(people, pairs)
        if not ours.height:
            return pl.DataFrame(schema=PAIR)
        mine = _with_evidence(ours, self.records.cards, self.records.contacts, "contact")
        known = self.contents.contacts.rename({"id": "contact"})
        held = _with_evidence(theirs, self.contents.cards, known, "book_id")
        shared = mine.join(
            held.filter(pl.len().over("evidence") <= FEW).drop("weight"), on="evidence", maintain_order="left"
        )
        shared = self._allowed(shared)
        if checked:
            lasting = self.compatible(shared.select(PAIR.names()).unique(maintain_order=True))
            shared = shared.join(lasting, on=PAIR.names(), how="semi", maintain_order="left")
        for weight in _WEIGHTS:
            shared = _agreeing(shared, weight)
        counted = shared.group_by(PAIR.names(), maintain_order=True).len()
        return counted.sort("len", descending=True, maintain_order=True).select(PAIR.names())

    def contested(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """Open contacts of the same name as those that share their identifier with another contact of the
        files: their names say who is who; PAIR rows."""
        mentions = self.records.mentions.frame
        if "client_identifier" not in mentions.columns:
            return pl.DataFrame(schema=PAIR)
        held = mentions.select(
            contact=pl.Series(self.records.numbers, dtype=pl.UInt32), value=exact(pl.col("client_identifier"))
        ).drop_nulls().unique()  # fmt: skip
        contacts = held.filter(pl.col("value").is_duplicated())["contact"].unique()
        ours, theirs = self._open(pl.col("kind") == "name", pairs)
        ours = ours.filter(pl.col("contact").is_in(contacts.implode()))
        return self._joined(ours, _telling(theirs), ["own_kind", "value"])

    def under_any_key(self, pairs: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
        """Open contacts under any key of some contacts of the book of the same kind; PAIR rows."""
        ours, theirs = self._open(pl.lit(True), pairs)
        some = theirs.filter(pl.col("book_id").is_in(ids.implode()))
        return self._joined(ours, some, ["own_kind", "kind", "value"])

    def by_identifier(self) -> pl.DataFrame:
        """Contacts of any kind with the same client identifier: contact, book_id, same_kind Boolean."""
        chosen = pl.col("kind") == "identifier"
        ours, theirs = self.ours.filter(chosen), self.theirs.filter(chosen)
        some = theirs.filter(pl.int_range(pl.len()).over("value") < FEW)
        return ours.join(some, on="value", suffix="_book", maintain_order="left").select(
            *PAIR.names(), same_kind=pl.col("own_kind") == pl.col("own_kind_book")
        )

    def compatible(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """Candidates without those that an identifier, birth date or number contradicts."""
        contacts, known = self.records.contacts, self.contents.contacts
        columns = [
            name
            for name in ("client_identifier", "birth_date", *REGISTRATIONS)
            if name in contacts.columns and name in known.columns
        ]
        for column in columns if pairs.height else ():
            told = pairs.join(contacts.select("contact", column), on="contact").join(
                known.select(book_id="id", book=column), on="book_id"
            )
            other = self._unsaid(told.filter(pl.col(column) != pl.col("book")), column)
            known_too = outvoted_of(other, self.contents, column)
            other = other.join(known_too, on=PAIR.names(), how="anti")
            pairs = pairs.join(other, on=PAIR.names(), how="anti", maintain_order="left")
        return pairs

    def _joined(self, ours: pl.DataFrame, theirs: pl.DataFrame, on: list[str]) -> pl.DataFrame:
        if not (ours.height and theirs.height):
            return pl.DataFrame(schema=PAIR)
        found = ours.join(theirs, on=on, maintain_order="left").select(PAIR.names())
        return self._allowed(found.unique(maintain_order=True))

    def _allowed(self, pairs: pl.DataFrame) -> pl.DataFrame:
        if not self.apart.height:
            return pairs
        return pairs.join(self.apart, on=PAIR.names(), how="anti", maintain_order="left")

    def _unsaid(self, other: pl.DataFrame, column: str) -> pl.DataFrame:
        """Those of the candidates whose value in the book no row of the import's contact says either."""
        if not other.height or column not in self.records.shared.columns:
            return other
        said = self.records.shared.select("contact", book=column).drop_nulls()
        return other.join(said, on=["contact", "book"], how="anti")

    def _open(self, chosen: pl.Expr, pairs: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Our keys and the book's that are chosen, of contacts in no pair yet, where both have some."""
        theirs = self.theirs.filter(chosen & ~pl.col("book_id").is_in(pairs["book_id"].implode()))
        ours = self.ours.filter(chosen & ~pl.col("contact").is_in(pairs["contact"].implode()))
        if not (ours.height and theirs.height):
            return ours.clear(), theirs.clear()
        ours = ours.join(theirs, on="value", how="semi", maintain_order="left")
        return ours, theirs.join(ours, on="value", how="semi", maintain_order="left")


def find_candidates(
    records: Records,
    keys: pl.DataFrame,
    book: Book,
    kinds: Collection[str],
    further: pl.Series,
    apart: pl.DataFrame,
) -> Candidates:
    """Ask the book for the contacts that have the keys.

    Args:
        records: the import's contacts.
        keys: LOOKUP rows of the contacts.
        book: the firm's book.
        kinds: the kinds of key that are asked for.
        further: ids of contacts of the book whose contents are needed besides.
        apart: PAIR rows that a person holds apart.
    """
    wanted = keys.filter(pl.col("kind").is_in(list(kinds)))
    parts = list(wanted.iter_slices(_AT_ONCE)) or [wanted]
    found = pl.concat(_asked(book, part) for part in parts).unique(maintain_order=True)
    known = also(found)
    known = known.join(_asked(book, known), on=["value", "book_id"], how="semi")
    too = _under(also(wanted), known) if known.height else wanted.clear()
    wanted, found = pl.concat([_under(wanted, found), too]), pl.concat([found, known])
    contents = book.contents(pl.concat([found["book_id"], further]).unique().sort())
    return Candidates(
        apart=apart,
        held=book.decided(),
        ours=_with_kinds(wanted, records.contacts, "contact"),
        theirs=_with_kinds(found, contents.contacts.rename({"id": "book_id"}), "book_id"),
        records=records,
        contents=contents,
    )


def _asked(book: Book, keys: pl.DataFrame) -> pl.DataFrame:
    """kind, value, book_id: who has the keys in the book."""
    distinct = keys.select("kind", "value").unique(maintain_order=True).with_row_index("contact")
    return book.find(distinct.select(LOOKUP.names())).select("kind", "value", "book_id")


def _under(keys: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The import's keys that the book has."""
    return keys.join(found, on="value", how="semi", maintain_order="left")


def lone(found: pl.DataFrame) -> pl.DataFrame:
    """The pairs of contacts that have no other; of those with one contact of the book the first."""
    single = found.filter(~pl.col("contact").is_duplicated())
    return single.unique("book_id", keep="first", maintain_order=True)


def _without(pairs: pl.DataFrame, settled: pl.DataFrame) -> pl.DataFrame:
    """The pairs of contacts that are in none of those that are settled."""
    for side in PAIR.names():
        pairs = pairs.join(settled, on=side, how="anti", maintain_order="left")
    return pairs


def _in_order(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs, of as many contacts as the book has for each of them the first with the first and so on."""
    ranked = pairs.sort("contact", "book_id").with_columns(
        ours=pl.col("contact").rank("dense").over("book_id"),
        theirs=pl.col("book_id").rank("dense").over("contact"),
        even=pl.len().over("contact") == pl.len().over("book_id"),
    )
    return ranked.filter(~pl.col("even") | (pl.col("ours") == pl.col("theirs"))).select(pairs.columns)


def _with_kinds(keys: pl.DataFrame, contacts: pl.DataFrame, owner: str) -> pl.DataFrame:
    return keys.join(contacts.select(owner, own_kind="kind"), on=owner, maintain_order="left")


def _telling(theirs: pl.DataFrame) -> pl.DataFrame:
    return theirs.filter(pl.len().over("own_kind", "value") <= FEW)


def _agreeing(shared: pl.DataFrame, weight: int) -> pl.DataFrame:
    """Without candidates that lack evidence of that weight which another candidate of the contact has."""
    told = shared.filter(pl.col("weight") == weight).with_columns(
        whole=pl.col("evidence").n_unique().over("contact")
    )
    lasting = told.filter(pl.len().over(PAIR.names()) == pl.col("whole"))
    untold = shared.join(told, on="contact", how="anti", maintain_order="left")
    return pl.concat([shared.join(lasting, on=PAIR.names(), how="semi", maintain_order="left"), untold])


def _with_evidence(
    named: pl.DataFrame, cards: pl.DataFrame, contacts: pl.DataFrame, owner: str
) -> pl.DataFrame:
    """Of each owner what tells people of one name apart, together with the name.

    Returns:
        owner, evidence UInt64, weight (of _WEIGHTS).
    """
    names = named.select("value", contact=owner).unique(maintain_order=True)
    told = names.join(_evidence(cards, contacts), on="contact", maintain_order="left")
    evidence = pl.struct("value", "said").hash()
    return told.select(pl.col("contact").alias(owner), "weight", evidence=evidence).unique(
        [owner, "evidence"], maintain_order=True
    )


def _evidence(cards: pl.DataFrame, contacts: pl.DataFrame) -> pl.DataFrame:
    emails = cards.select("contact", "emails").drop_nulls().explode("emails")
    phones = cards.select("contact", "phones").drop_nulls().explode("phones")
    tables = [
        emails.select("contact", said=email_key(pl.col("emails")), weight=pl.lit(_OWN)),
        phones.select("contact", said=pl.col("phones").struct.field("number"), weight=pl.lit(_OWN)),
        cards.select("contact", said=exact(pl.col("organization")), weight=pl.lit(_PLACE)),
    ]
    if "birth_date" in contacts.columns:
        born = pl.concat_str(pl.lit("born "), "birth_date")
        tables.append(contacts.select("contact", said=born, weight=pl.lit(_OWN)))
    return pl.concat(tables).drop_nulls()
