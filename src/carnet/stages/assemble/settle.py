"""Each cell gets its place: stored, merged, set aside or refused."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.contract import Disposition
from carnet.findings import FINDINGS, Severity, rule
from carnet.stages.assemble.items import LISTS, item_key
from carnet.stages.assemble.mentions import Claim
from carnet.stages.assemble.records import NOTES, Records, called
from carnet.stages.assemble.rows import PERSON
from carnet.stages.normalise.comparable import exact, folded, same_words

rule(
    "value.conflict",
    Severity.WARNING,
    en="“%(value)s” differs from the value that the contact keeps (“%(detail)s”). It is set aside.",
    fr="« %(value)s » diffère de la valeur que le contact conserve (« %(detail)s »). Elle est mise de côté.",
)

rule(
    "policy.kept",
    Severity.INFO,
    en="%(value)s values of this column were not taken: as you chose, what the book has stands. They are set "
    "aside with their rows.",
    fr="%(value)s valeurs de cette colonne n'ont pas été prises : comme vous l'avez choisi, ce que contient "
    "le carnet reste. Elles sont mises de côté avec leurs lignes.",
)

_CARNETS_OWN = {"contact_key", "source_row", "card", "row_mark"}
_IDENTITY = {"key", "kind"}
_LINKS = {"owner_key", "owner_code", "owner_name", "owner_kind"}
_NAMES = {"org_name", "any_name", "full_name"}
_NAME_PARTS = {"first_name", "middle_name", "last_name"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What planning decided, as far as cells need to know it.

    final: contact, then the record columns as they will be; old: as they stand in the book.
    final_items, old_items: contact, family, key (see plan.items_of).
    action: one text a contact: create, update, skip, refuse, drop.
    matched: one truth a contact: it is in the book already.
    held_back: field ids (and "custom.<name>") of which a person chose that the book's values stand.
    """

    final: pl.DataFrame
    old: pl.DataFrame
    final_items: pl.DataFrame
    old_items: pl.DataFrame
    action: npt.NDArray[np.object_]
    matched: npt.NDArray[np.bool_]
    held_back: Collection[str] = ()


@dataclass(slots=True)
class _Part:
    """The cells of one claim: where they stand (in its block and in the sheet) and whose they are."""

    claim: Claim
    places: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]
    contact: npt.NDArray[np.int64]
    mention: npt.NDArray[np.int64]


class _Held:
    """Values of contacts, found by the contact's number."""

    def __init__(self, frame: pl.DataFrame, contacts: int) -> None:
        self._frame = frame
        rows = np.full(contacts, -1, dtype=np.int64)
        rows[frame["contact"].to_numpy()] = np.arange(frame.height)
        self._rows = (
            pl.Series(rows).to_frame("row").select(pl.when(pl.col("row") >= 0).then("row")).to_series()
        )

    def of(self, contacts: pl.Series, column: str) -> pl.Series:
        """The values of a column for some contacts; null where the frame has none."""
        if column not in self._frame.columns:
            return pl.Series([None], dtype=pl.String).new_from_index(0, len(contacts))
        return self._frame[column].gather(self._rows.gather(contacts))


def settle(records: Records, outcome: Outcome) -> list[pl.DataFrame]:
    """Write every cell's place into the ledgers.

    Args:
        records: the import's contacts with their mentions and ledgers.
        outcome: what planning decided.

    Returns:
        Findings on values that could not be kept beside another.
    """
    return _Settling(records, outcome).run()


class _Settling:
    def __init__(self, records: Records, outcome: Outcome) -> None:
        self.records = records
        self.outcome = outcome
        self.sheets = records.mentions.sheets
        self.final = _Held(outcome.final, len(records.several))
        self.old = _Held(outcome.old, len(records.several))
        self.simple = ~(records.several | outcome.matched)
        self.refused = np.isin(outcome.action.astype(str), ["refuse"])
        self.findings: list[pl.DataFrame] = []
        self.kept_back: Counter[tuple[int, int]] = Counter()  # cells by sheet and column

    def run(self) -> list[pl.DataFrame]:
        self._write_names()
        by_family: dict[str, list[Claim]] = defaultdict(list)
        for sheet in self.sheets:
            for claim in sheet.claims:
                by_family[_family(claim)].append(claim)
        for family, claims in by_family.items():
            parts = [part for claim in claims if (part := self._part(claim)) is not None]
            for part, fate in zip(parts, self._fates(family, parts), strict=True):
                ledger = self.sheets[part.claim.sheet].source.ledger
                for index in part.claim.column.indexes:
                    ledger.propose(index, part.rows, fate)
                self._count_kept_back(part, fate)
        for sheet in self.sheets:
            sheet.source.ledger.accept()
        self._write_labels()
        self._write_rest()
        self._tell_kept_back()
        return self.findings

    # --------------------------------------------------------------------------------------- parts

    def _part(self, claim: Claim) -> _Part | None:
        where = self.records.mentions.lookup.get((claim.sheet, claim.mention))
        if where is None:
            return None
        places = np.flatnonzero(claim.rows.to_numpy())
        mention = where[claim.first + places]
        held = mention >= 0
        places, mention = places[held], mention[held]
        return _Part(claim, places, claim.first + places, self.records.numbers[mention], mention)

    def _write_names(self) -> None:
        """Rows that make no contact, and names that the names beside them decide on."""
        for sheet in self.sheets:
            if sheet.nameless.any():
                sheet.source.ledger.refuse(sheet.nameless)
            for mark in sheet.marks:
                for index in mark.indexes:
                    sheet.source.ledger.settle(index, mark.rows, mark.place)

    def _write_labels(self) -> None:
        """A label goes where the value went that it labels."""
        for sheet in self.sheets:
            ledger = sheet.source.ledger
            for column in sheet.source.mapped.columns:
                if column.label_column is not None:
                    for place in (Disposition.STORED, Disposition.MERGED):
                        ledger.settle(column.label_column, ledger.placed(column.index, place), place)

    def _write_rest(self) -> None:
        """What no contact took is set aside with its row."""
        for sheet in self.sheets:
            ledger = sheet.source.ledger
            everything = np.ones(len(ledger.rows.positions), dtype=bool)
            for column in sheet.source.mapped.columns:
                ledger.settle(column.index, everything, Disposition.SET_ASIDE)

    # --------------------------------------------------------------------------------------- fates

    def _fates(self, family: str, parts: list[_Part]) -> list[npt.NDArray[np.uint8]]:
        """The place of each part's cells; lone contacts of new files need no comparison."""
        fates = []
        for part in parts:
            fate = np.full(len(part.rows), Disposition.STORED, dtype=np.uint8)
            fate[self.refused[part.contact]] = Disposition.REFUSED
            fates.append(fate)
        if family == "own":
            return [
                np.where(fate == Disposition.STORED, Disposition.MERGED, fate).astype(np.uint8)
                for fate in fates
            ]
        open_ = [~(self.simple[part.contact] | self.refused[part.contact]) for part in parts]
        if family == "links":
            open_ = [~self.refused[part.contact] for part in parts]
        if any(mask.any() for mask in open_):
            cells = self._cells(family, parts, open_)
            for number, (fate, mask) in enumerate(zip(fates, open_, strict=True)):
                fate[mask] = cells.filter(pl.col("part") == number)["fate"].to_numpy()
        return fates

    def _cells(self, family: str, parts: list[_Part], open_: list[npt.NDArray[np.bool_]]) -> pl.DataFrame:
        """part, fate of every cell that must be compared, in order."""
        if family in {*LISTS, "custom", "belongs", "role"}:
            return self._fates_of_items(family, parts, open_)
        if family in {"identity", "groups", "links"}:
            return self._fates_of_links(family, parts, open_)
        return self._fates_of_values(family, parts, open_)

    def _fates_of_items(
        self, family: str, parts: list[_Part], open_: list[npt.NDArray[np.bool_]]
    ) -> pl.DataFrame:
        """Cells with several values: stored while one of them is new to the contact."""
        name = "organization" if family == "belongs" else family
        frames = []
        cell = 0
        for number, (part, mask) in enumerate(zip(parts, open_, strict=True)):
            rows = part.rows[mask]
            frame = pl.DataFrame(
                {
                    "part": pl.Series([number], dtype=pl.UInt32).new_from_index(0, len(rows)),
                    "cell": np.arange(cell, cell + len(rows)),
                    "contact": part.contact[mask].astype(np.uint32),
                }
            ).with_columns(part.claim.column.values.gather(part.places[mask]).alias("item"))
            cell += len(rows)
            if family == "belongs":
                frame = self._named(frame)
            if name in LISTS or name == "custom":
                frame = frame.explode("item").with_columns(key=item_key(name, pl.col("item")))
            else:
                frame = frame.with_columns(key=exact(pl.col("item")).hash())
            frames.append(frame.select("part", "cell", "contact", "key"))
        items = pl.concat(frames)
        return self._place_items(name, items)

    def _named(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Organizations by their names, where the cell gives the key of one."""
        keyed = self.records.keys.filter(pl.col("kind") == "contact_key")
        if not keyed.height:
            return frame
        names = called(self.records.contacts, keyed).select("match", organization="name")
        named = frame.with_columns(match=exact(pl.col("item"))).join(
            names, on="match", how="left", maintain_order="left"
        )
        return named.with_columns(item=pl.coalesce("organization", "item")).drop("match", "organization")

    def _place_items(self, family: str, items: pl.DataFrame) -> pl.DataFrame:
        held = self.outcome.old_items.filter(pl.col("family") == family).select(
            "contact", "key", held=pl.lit(True)
        )
        final = self.outcome.final_items.filter(pl.col("family") == family).select(
            "contact", "key", kept=pl.lit(True)
        )
        placed = items.join(held.unique(), on=["contact", "key"], how="left", maintain_order="left").join(
            final.unique(), on=["contact", "key"], how="left", maintain_order="left"
        )
        kept = pl.col("kept").fill_null(False)
        new = kept & ~pl.col("held").fill_null(False) & pl.struct("contact", "key").is_first_distinct()
        return (
            placed.with_columns(new=new, kept=kept)
            .group_by("part", "cell", maintain_order=True)
            .agg(pl.col("new").any(), pl.col("kept").any())
            .select(
                "part",
                fate=pl.when("new")
                .then(pl.lit(Disposition.STORED, pl.UInt8))
                .when("kept")
                .then(pl.lit(Disposition.MERGED, pl.UInt8))
                .otherwise(pl.lit(Disposition.SET_ASIDE, pl.UInt8)),
            )
        )

    def _fates_of_links(
        self, family: str, parts: list[_Part], open_: list[npt.NDArray[np.bool_]]
    ) -> pl.DataFrame:
        """Keys and memberships: stored with a new contact, merged where the contact has them already."""
        frames = []
        organization = self.records.mentions.frame["organization"]
        for number, (part, mask) in enumerate(zip(parts, open_, strict=True)):
            contact = part.contact[mask]
            fate = np.where(self.outcome.matched[contact], Disposition.MERGED, Disposition.STORED)
            if family == "links":
                named = organization.gather(part.mention[mask])
                fate = np.where(self._linked(contact, named), fate, Disposition.SET_ASIDE)
            frames.append(
                pl.DataFrame({"fate": fate.astype(np.uint8)}).with_columns(part=pl.lit(number, pl.UInt32))
            )
        return pl.concat(frames).select("part", "fate")

    def _linked(self, contact: npt.NDArray[np.int64], named: pl.Series) -> npt.NDArray[np.bool_]:
        """Whether each contact has the organization that is named."""
        if "person.belongs_to" not in self.outcome.held_back:
            return named.is_not_null().to_numpy()
        final = self.outcome.final_items.filter(pl.col("family") == "organization")
        asked = pl.DataFrame({"contact": contact.astype(np.uint32), "name": named})
        told = asked.with_columns(key=exact(pl.col("name")).hash()).join(
            final.select("contact", "key", has=pl.lit(True)).unique(), on=["contact", "key"], how="left",
            maintain_order="left",
        )  # fmt: skip
        has = told["has"].fill_null(False).to_numpy() | ~self.outcome.matched[contact]
        linked: npt.NDArray[np.bool_] = named.is_not_null().to_numpy() & has
        return linked

    def _fates_of_values(
        self, family: str, parts: list[_Part], open_: list[npt.NDArray[np.bool_]]
    ) -> pl.DataFrame:
        """Single values: stored where first and new, merged where equal, else set aside."""
        frames = []
        for number, (part, mask) in enumerate(zip(parts, open_, strict=True)):
            rows = part.rows[mask]
            if family == "name":
                value = self.records.mentions.frame["name"].gather(part.mention[mask])
            else:
                value = part.claim.column.values.gather(part.places[mask])
            frames.append(
                pl.DataFrame(
                    {
                        "contact": part.contact[mask].astype(np.uint32),
                        "row": self.sheets[part.claim.sheet].source.ledger.rows.numbers.gather(rows),
                    }
                ).with_columns(
                    value.cast(pl.String).alias("value"),
                    part=pl.lit(number, pl.UInt32),
                    sheet=pl.lit(part.claim.sheet, pl.UInt16),
                    column=pl.lit(part.claim.column.indexes[0], pl.UInt16),
                    chosen=pl.lit(part.claim.column.field in self.outcome.held_back)
                    & pl.Series(self.outcome.matched[part.contact[mask]]),
                )
            )
        cells = pl.concat(frames)
        contacts = cells["contact"]
        cells = cells.with_columns(final=self.final.of(contacts, family), old=self.old.of(contacts, family))
        same = _same_value(family, pl.col("value"), pl.col("final"))
        held = _same_value(family, pl.col("value"), pl.col("old"))
        placed = cells.with_columns(same=same.fill_null(False), held=held.fill_null(False))
        distinct = pl.struct("contact", "value") if family in NOTES else pl.struct("contact", "same")
        first = distinct.is_first_distinct()
        placed = placed.with_columns(
            fate=pl.when(pl.col("held"))
            .then(pl.lit(Disposition.MERGED, pl.UInt8))
            .when(pl.col("same") & first)
            .then(pl.lit(Disposition.STORED, pl.UInt8))
            .when("same")
            .then(pl.lit(Disposition.MERGED, pl.UInt8))
            .otherwise(pl.lit(Disposition.SET_ASIDE, pl.UInt8))
        )
        self._tell_conflicts(family, placed)
        return placed.select("part", "fate")

    def _count_kept_back(self, part: _Part, fate: npt.NDArray[np.uint8]) -> None:
        """The cells of known contacts that a person's choice set aside."""
        if part.claim.column.field in self.outcome.held_back:
            aside = (fate == Disposition.SET_ASIDE) & self.outcome.matched[part.contact]
            self.kept_back[part.claim.sheet, part.claim.column.indexes[0]] += int(aside.sum())

    def _tell_kept_back(self) -> None:
        rows = [
            (sheet, None, column, "policy.kept", str(count), None, None)
            for (sheet, column), count in self.kept_back.items()
            if count
        ]
        self.findings.append(pl.DataFrame(rows, schema=FINDINGS, orient="row"))

    def _tell_conflicts(self, family: str, placed: pl.DataFrame) -> None:
        apart = placed.filter(
            (pl.col("fate") == Disposition.SET_ASIDE) & pl.col("final").is_not_null() & ~pl.col("chosen")
        )
        chosen = self.records.chosen.filter(pl.col("field") == family).select("contact")
        apart = apart.join(chosen, on="contact", how="anti", maintain_order="left")
        if apart.height:
            self.findings.append(
                apart.with_columns(
                    code=pl.lit("value.conflict"), suggestion=pl.lit(None, pl.String), detail="final"
                ).select(FINDINGS.names())
            )


def _same_value(family: str, value: pl.Expr, kept: pl.Expr) -> pl.Expr:
    if family in NOTES:
        lines = value.str.split("\n").list.set_difference(kept.str.split("\n"))
        return lines.list.eval(pl.element().filter(pl.element() != "")).list.len() == 0
    if family == "name":
        return same_words(value, kept)
    if family in _NAME_PARTS:
        return folded(value) == folded(kept)
    return value == kept


def _family(claim: Claim) -> str:
    target = claim.column.target
    if target in _CARNETS_OWN:
        return "own"
    if target in _IDENTITY:
        return "identity"
    if target in _LINKS:
        return "links"
    if target in {"groups", "members"}:
        return "groups"
    if target == "belongs_to" or (target == "org_name" and claim.mention == PERSON):
        return "belongs"
    if target in _NAMES:
        return "name"
    return "role" if target == "role_too" else target
