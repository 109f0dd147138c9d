"""The contacts of an import made, and held against each other and the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.choices import Choices
from carnet.contract import LOOKUP, Book, Duplicates
from carnet.frames import page_out
from carnet.pipeline.sheets import Sheets
from carnet.pipeline.timings import Timings
from carnet.pipeline.untouched import held_apart
from carnet.stages.assemble.columns import SheetColumns
from carnet.stages.assemble.mentions import Mentions
from carnet.stages.assemble.records import Records, assemble_records
from carnet.stages.assemble.surviving import CHOSEN
from carnet.stages.match.decisions import Decisions
from carnet.stages.match.exact import Decided, Matches, lookups, match
from carnet.stages.match.joined import NO_KEYS, also, joined, kept_keys, keys_again
from carnet.stages.match.suspects import (
    SURE,
    Suspects,
    find_suspects,
    merged,
    surely_known,
    undecided,
)
from carnet.stages.validate import Validated, validate


@dataclass(frozen=True, slots=True)
class Compared:
    """The contacts of an import beside those of the book."""

    records: Records
    checked: Validated
    keys: pl.DataFrame
    matches: Matches
    suspects: Suspects
    decisions: Decisions


@dataclass(frozen=True, slots=True)
class Comparing:
    """What contacts are assembled from and held against; see run."""

    mentions: Mentions
    sheets: Sheets
    choices: Choices
    kinds: Sequence[str]
    book: Book
    timings: Timings
    decisions: Decisions
    values: pl.DataFrame

    def run(self, numbers: npt.NDArray[np.int64]) -> Compared:
        """Contacts assembled, validated and held against each other and the book.

        Contacts that the person or a merge in the book made one are assembled as one; where the person wants
        duplicates merged, also those that surely are one. They keep the keys of each.

        Args:
            numbers: the contact of each mention.
        """
        kept = NO_KEYS  # of contacts that became one, by mention
        invalid = _invalid(self.sheets.columns)
        before = _imported(self.sheets, self.book)
        while True:
            with self.timings.stage("assemble"):
                records = assemble_records(self.mentions, numbers, _chosen(self.values, numbers))
                page_out()  # who asks for a column again asks for few
            with self.timings.stage("validate"):
                checked = validate(records, self.sheets.mapped)
                records.contacts = checked.contacts
                records.several[checked.withdrawn["contact"].to_numpy()] = True  # their cells are compared
                page_out()
            with self.timings.stage("match"):
                own = pl.concat([lookups(records, invalid), _rows_again(records, before)])
                keys = keys_again(kept, own, numbers)
                one, in_book = joined(numbers, self.decisions.same_contacts(numbers)), False
                if not _fewer(one, numbers):
                    found = self._found(records, checked, keys, numbers, invalid)
                    in_book = found.matches.together.height > 0  # which has the keys of each already
                    one = joined(numbers, found.matches.together) if in_book else self._sure(found, numbers)
                if not _fewer(one, numbers):
                    break
            kept = kept if in_book else pl.concat([kept, kept_keys(keys, numbers, one)])
            numbers = one
        return self._with_sure(found) if self.choices.duplicates is Duplicates.MERGE else found

    def _sure(self, found: Compared, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The contact of each mention once those are one that surely are, where the person wants that."""
        if self.choices.duplicates is not Duplicates.MERGE:
            return numbers
        return merged(numbers, found.suspects.pairs, self.decisions.apart(numbers))

    def _found(
        self, records: Records, checked: Validated, keys: pl.DataFrame, numbers: npt.NDArray[np.int64],
        invalid: dict[str, set[str]],
    ) -> Compared:  # fmt: skip
        """The contacts with those that they are in the book, and those that they may be."""
        decided = Decided(
            self.decisions.of_book(numbers, same=True),
            self.decisions.of_book(numbers, same=False),
            self.decisions.apart(numbers),
        )
        duplicates = self.choices.duplicates
        matches = match(records, keys, self.book, self.kinds, duplicates, decided)
        suspects = Suspects()
        if duplicates is not Duplicates.SEPARATE and not matches.together.height:
            page_out()
            suspects = find_suspects(records, matches, invalid, self.book)
            asked = held_apart(suspects.pairs, records.sources, self.sheets.untouched)
            suspects.pairs = undecided(asked, decided)
        known = _known_too(keys, matches.pairs, "decided")
        return Compared(records, checked, known, matches, suspects, self.decisions)

    def _with_sure(self, found: Compared) -> Compared:
        """The contacts with those of the book that they surely are."""
        matches, suspects = found.matches, found.suspects
        matches.pairs = surely_known(suspects.pairs, matches.pairs)
        known = pl.concat([matches.contents.contacts["id"], matches.pairs["book_id"]])
        matches.contents = self.book.contents(known.unique().sort())
        suspects.pairs = suspects.pairs.filter(pl.col("probability") < SURE)
        return replace(found, keys=_known_too(found.keys, matches.pairs, "evidence"))


def _imported(sheets: Sheets, book: Book) -> pl.DataFrame:
    """The sheets that were imported before as they are: sheet UInt16, place "<import>/<sheet>"."""
    digests = [one.recognised.sheet.digest() for one in sheets.mapped]
    known = book.imported(digests)
    again = [(index, known[digest]) for index, digest in enumerate(digests) if digest in known]
    return pl.DataFrame(again, schema={"sheet": pl.UInt16, "place": pl.String}, orient="row")


def _rows_again(records: Records, before: pl.DataFrame) -> pl.DataFrame:
    """LOOKUP rows of the contacts whose rows were imported before: the row finds what it made then."""
    rows = records.sources.join(before, on="sheet", maintain_order="left")
    place = pl.concat_str("place", pl.lit("/"), "row")
    return rows.select("contact", kind=pl.lit("source_row"), value=place).cast(LOOKUP)


def _fewer(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> bool:
    return bool(one.max(initial=-1) < other.max(initial=-1))


def _known_too(keys: pl.DataFrame, pairs: pl.DataFrame, how: str) -> pl.DataFrame:
    """The keys with those by which contacts of the book are known too that were found in that way."""
    contacts = pairs.filter(pl.col("key") == how)["contact"]
    mine = keys.filter(pl.col("contact").is_in(contacts.implode()))
    return pl.concat([keys, also(mine)]).unique(maintain_order=True) if mine.height else keys


def _chosen(values: pl.DataFrame, numbers: npt.NDArray[np.int64]) -> pl.DataFrame:
    """What a person lets stand, by contact."""
    contact = pl.Series("contact", numbers[values["mention"].to_numpy()], dtype=pl.UInt32)
    told = values.select(contact, "field", "value")
    return told.unique(["contact", "field"], keep="last", maintain_order=True).cast(CHOSEN)


def _invalid(columns: Sequence[SheetColumns]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for sheet in columns:
        for name, values in sheet.invalid.items():
            found.setdefault(name, set()).update(values)
    return found
