"""Add, change and delete many contacts that a program sends, as one entry of the history."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import polars as pl

from carnet.book import journal, queries
from carnet.book.actions.apply_import import apply
from carnet.book.actions.editing import ContactChangedError, Seen
from carnet.book.actions.refresh_lookups import refresh_lookups
from carnet.book.actions.rename import renamed
from carnet.book.actions.revise_contacts import TELLING, write_values
from carnet.book.engines import Cursor
from carnet.book.firm_book import FirmBook
from carnet.book.models import Firm, Import
from carnet.book.rows import rows
from carnet.book.typed.many import VALUES, Read, read_cards, read_values
from carnet.book.typed.remarks import DoubtfulError, RefusedError, Remark
from carnet.book.values import CUSTOM_PREFIX, JOINT, custom_values, values_of
from carnet.catalog import RECORD_COLUMNS
from carnet.contract import CARD, CUSTOM, LOOKUP, Balance, CarnetError, Kind, Mode, Plan, SourceFile
from carnet.findings import Severity, empty, rule
from carnet.stages.assemble.identity import name_key
from carnet.stages.match.own_keys import own_keys, with_key_columns

rule(
    "bulk.twice",
    Severity.ERROR,
    en="An earlier operation of this request is about the same contact. Send them one after the other.",
    fr="Une opération précédente de cette requête concerne le même contact. Envoyez-les l'une après l'autre.",
)
_FOUND = pl.Schema(
    {"key": pl.String, "id": pl.Int64, "kind": pl.String, "revision": pl.Int64, "name": pl.String}
)
_COUNTED = {"organization": "organizations", "person": "people", "client_group": "client_groups"}
API = "API"  # the name that the history shows in place of a file's


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to do.

    Attributes:
        kind: of a contact that is to be added; None where there is one already.
        key: of that one. seen: as the program saw it; None where it does not say.
        typed: single values, as edit_contact.edit takes them; cards: of a new contact, as
            edit_cards.save_card takes them.
        delete: take it out of the book.
    """

    kind: Kind | None = None
    key: str = ""
    seen: Seen | None = None
    typed: Mapping[str, str | None] = field(default_factory=dict)
    cards: Sequence[Mapping[str, Any]] = ()
    delete: bool = False


@dataclass(slots=True)
class Outcome:
    """What came of the operations, in their order: the keys of contacts, and why others were not done.

    Attributes:
        entry: the key of the history's entry; "" where nothing was done.
    """

    keys: list[str]
    errors: dict[int, CarnetError]
    entry: str = ""


def write_many(
    book: FirmBook,
    operations: Sequence[Operation],
    *,
    user: str,
    doubtful: bool = False,
    atomic: bool = False,
) -> Outcome:
    """Do many operations in one transaction; undo_import.undo takes the entry back.

    Each operation meets the book as it was before them all.

    Args:
        doubtful: take values that look mistyped all the same.
        atomic: do all of them or none; else those that can be done.

    Raises:
        CarnetError: book.locked.
    """
    with book.writing() as cursor:
        work = _Work(book, cursor, operations, user, datetime.now(UTC))
        work.find()
        work.read(doubtful)
        outcome = Outcome([one.key for one in operations], work.errors)
        if (atomic and work.errors) or len(work.errors) == len(operations):
            return outcome
        outcome.entry = work.write()
        for op, key in work.made.items():
            outcome.keys[op] = key
    return outcome


@dataclass(slots=True)
class _Work:
    """Operations being done.

    Attributes:
        ids, kinds: of the contacts that are there already, and the kinds of all, by operation.
        made: the keys of new contacts, by operation. employers: ids of cards' organizations.
    """

    book: FirmBook
    cursor: Cursor
    operations: Sequence[Operation]
    user: str
    now: datetime
    errors: dict[int, CarnetError] = field(default_factory=dict)
    ids: dict[int, int] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    made: dict[int, str] = field(default_factory=dict)
    employers: dict[tuple[int, int], tuple[int, str]] = field(default_factory=dict)
    said: Read = field(default_factory=Read)

    def find(self) -> None:
        """The contacts that operations are about."""
        keys = pl.Series([one.key for one in self.operations if one.key], dtype=pl.String).unique()
        sql = f"""
            SELECT c.key, c.id, c.kind, c.revision, c.name FROM {self.book.engine.texts} AS k
            CROSS JOIN book_contact c WHERE c.key = k.value AND +c.firm_id = %s"""
        found = rows(self.cursor, sql, [self.book.engine.array(keys), self.book.firm], _FOUND)
        known = {row[0]: row[1:] for row in found.iter_rows()}
        taken: set[str] = set()
        for op, one in enumerate(self.operations):
            if one.kind is not None:
                self.kinds[op] = one.kind.value
                continue
            if one.key not in known:
                self.errors[op] = CarnetError("contact.unknown", value=one.key)
                continue
            number, kind, revision, name = known[one.key]
            if one.key in taken:
                self.errors[op] = CarnetError("bulk.twice")
            elif one.seen is not None and one.seen.revision != revision:
                self.errors[op] = ContactChangedError(name, [])
            else:
                self.ids[op], self.kinds[op] = number, kind
            taken.add(one.key)

    def read(self, doubtful: bool) -> None:
        """What is sent, in the form that the book keeps; what cannot be kept becomes an error."""
        writes = {op: one for op, one in enumerate(self.operations) if op in self.kinds and not one.delete}
        if not writes:
            return
        sent = [(op, column, text) for op, one in writes.items() for column, text in one.typed.items()]
        country = Firm.objects.using(self.book.using).values_list("country", flat=True).get(pk=self.book.firm)
        kinds = {op: self.kinds[op] for op in writes}
        frame = pl.DataFrame(sent, schema=VALUES, orient="row")
        read_values(self.said, frame, self._present(writes), kinds, country or None)
        new = {op: one.cards or ({},) for op, one in writes.items() if one.kind is not None}
        read_cards(self.said, new, country or None)
        self._find_employers(new)
        self._own_identifiers()
        if not doubtful:
            self._twins(new)
        for op in writes:
            if faults := self.said.faults.get(op):
                self.errors[op] = RefusedError(faults)
            elif (doubts := self.said.doubts.get(op)) and not doubtful:
                self.errors[op] = DoubtfulError(doubts)

    def _present(self, writes: Collection[int]) -> pl.DataFrame:
        """VALUES of the contacts that are changed, as they are."""
        ops = [(op, number) for op, number in self.ids.items() if op in writes]
        by_id = pl.DataFrame(ops, schema={"op": pl.UInt32, "id": pl.Int64}, orient="row")
        held = queries.contents(self.book, self.cursor, by_id["id"]).contacts
        fields = [*RECORD_COLUMNS, *custom_values(held)["field"].unique()]
        named = by_id.join(values_of(held, fields), on="id").select("op", column="field", text="value")
        return named.cast(VALUES)

    def _find_employers(self, new: Mapping[int, Sequence[Mapping[str, Any]]]) -> None:
        """The organizations that cards of people are at, by their keys and their names."""
        asked = [
            (op, number, card.get("organization_key"), (card.get("organization") or "").strip())
            for op, cards in new.items()
            for number, card in enumerate(cards)
            if card.get("organization_key") or (card.get("organization") or "").strip()
        ]
        frame = pl.DataFrame(
            asked,
            schema={"op": pl.UInt32, "card": pl.UInt32, "key": pl.String, "name": pl.String},
            orient="row",
        ).with_row_index("contact")
        keyed = with_key_columns(frame.with_columns(kind=pl.lit(Kind.ORGANIZATION.value)))
        lookups = pl.concat([
            frame.drop_nulls("key").select("contact", kind=pl.lit("contact_key"), value="key"),
            keyed.filter(pl.col("key").is_null()).select("contact", kind=pl.lit("name"), value=name_key()),
        ])  # fmt: skip
        found = queries.find(self.book, self.cursor, lookups.cast(LOOKUP))
        known = self._named(found["book_id"])
        each = found.join(known, left_on="book_id", right_on="id").unique(["contact", "book_id"])
        there = {
            number: part.rows(named=True)
            for (number,), part in each.partition_by("contact", as_dict=True).items()
        }
        for number, (op, card, key, name) in enumerate(asked):
            ones = [one for one in there.get(number, []) if one["kind_right"] == Kind.ORGANIZATION.value]
            before = f"cards.{card}." if card else ""
            if self.kinds[op] != Kind.PERSON.value:
                self.said.faults[op].append(Remark(f"{before}organization", "contact.field", "organization"))
            elif len(ones) != 1:
                code = "contact.unknown" if key else "typed.organizations" if ones else "typed.organization"
                said = Remark(f"{before}organization", code, key or name, detail=str(len(ones)))
                self.said.faults[op].append(said)
            else:
                self.employers[op, card] = ones[0]["book_id"], ones[0]["name"]

    def _named(self, ids: pl.Series) -> pl.DataFrame:
        schema = pl.Schema({"id": pl.Int64, "key": pl.String, "kind": pl.String, "name": pl.String})
        sql = f"""
            SELECT c.id, c.key, c.kind, c.name FROM book_contact c
            WHERE c.id IN {self.book.engine.numbers} AND +c.firm_id = %s"""
        return rows(self.cursor, sql, [self.book.engine.array(ids.unique()), self.book.firm], schema)

    def _contacts(self, ops: Collection[int]) -> pl.DataFrame:
        """contact (the operation), kind and the values that were read, a column each."""
        own = pl.DataFrame({"contact": sorted(ops)}, schema={"contact": pl.UInt32}).with_columns(
            kind=pl.col("contact").replace_strict(self.kinds, return_dtype=pl.String)
        )
        values = self.said.values.filter(
            pl.col("op").is_in(sorted(ops)) & ~pl.col("column").str.starts_with(CUSTOM_PREFIX)
        ).drop_nulls()
        wide = values.pivot("column", index="op", values="text", aggregate_function="first")
        absent = [pl.lit(None, pl.String).alias("name")] if "name" not in wide.columns else []
        whole = own.join(
            wide.with_columns(absent), left_on="contact", right_on="op", how="left", maintain_order="left"
        )
        custom = self.said.values.filter(pl.col("column").str.starts_with(CUSTOM_PREFIX)).drop_nulls()
        given = custom.with_columns(pl.col("text").str.split(JOINT)).explode("text").select(
            contact="op",
            custom=pl.struct(name=pl.col("column").str.strip_prefix(CUSTOM_PREFIX), value="text"),
        ).group_by("contact", maintain_order=True).agg("custom")  # fmt: skip
        given = given.cast({"custom": pl.List(CUSTOM)})
        return whole.join(given, on="contact", how="left", maintain_order="left")

    def _cards(self, ops: Collection[int]) -> pl.DataFrame:
        """contact (the operation), place, organization_id, then CARD."""
        frames = []
        for op in sorted(ops):
            for number, card in enumerate(self.said.cards[op]):
                employer, name = self.employers.get((op, number), (None, None))
                whole = {name_: card.get(name_) or None for name_ in CARD} | {"organization": name}
                frames.append({"contact": op, "place": number, "organization_id": employer, **whole})
        schema = pl.Schema(
            {"contact": pl.UInt32(), "place": pl.UInt32(), "organization_id": pl.Int64(), **CARD}
        )
        return pl.DataFrame(frames, schema=schema)

    def _own_identifiers(self) -> None:
        """A client identifier belongs to one contact alone."""
        given = self.said.values.filter(pl.col("column") == "client_identifier").drop_nulls()
        ops = given["op"].unique()
        frame = self._contacts(ops.to_list())
        if "client_identifier" not in frame.columns:
            return
        keys = own_keys(frame, pl.DataFrame(schema={"contact": pl.UInt32, **CARD}))
        keys = keys.filter(pl.col("kind") == "identifier").cast(LOOKUP)
        found = queries.find(self.book, self.cursor, keys)
        known = {row[0]: row[1:] for row in self._named(found["book_id"]).iter_rows()}
        texts = dict(given.select("op", "text").iter_rows())
        for op, other in found.select("contact", "book_id").iter_rows():
            if self.ids.get(op) != other:
                key, _, name = known[other]
                said = Remark("client_identifier", "typed.identifier", texts[op], detail=name, key=key)
                self.said.faults[op].append(said)
        for part in keys.partition_by("value"):
            first, *further = part["contact"].sort().to_list()
            other = self.operations[first].key or f"operations/{first}"
            for op in further:
                twice = Remark("client_identifier", "typed.identifier", texts[op], detail=other)
                self.said.faults[op].append(twice)

    def _twins(self, new: Collection[int]) -> None:
        """New contacts that may be in the book already, with the name or an email of another."""
        contacts, cards = self._contacts(new), self._cards(new)
        asked = own_keys(contacts, cards).filter(pl.col("kind").is_in(["name", "email"]))
        found = queries.find(self.book, self.cursor, asked.cast(LOOKUP)).unique(["contact", "book_id"])
        known = {row[0]: row[1:] for row in self._named(found["book_id"]).iter_rows()}
        for op, other in found.sort("contact", "book_id").select("contact", "book_id").iter_rows():
            key, kind, name = known[other]
            if kind == self.kinds[op]:
                at = "last_name" if "last_name" in self.operations[op].typed else "name"
                self.said.doubts[op].append(Remark(at, "typed.twin", "", detail=name, key=key))

    # ------------------------------------------------------------------------------ writing

    def write(self) -> str:
        """Do what can be done; the key of the history's entry."""
        good = [op for op in range(len(self.operations)) if op not in self.errors]
        new = [op for op in good if self.operations[op].kind is not None]
        result = apply(self.book, self._plan(good, new), user=self.user, imported=False)
        batch = Import.objects.using(self.book.using).get(firm_id=self.book.firm, key=result.key)
        self._change([op for op in good if op not in new and not self.operations[op].delete], batch)
        if new:
            self.cursor.execute(
                "SELECT key FROM book_contact WHERE id BETWEEN %s AND %s ORDER BY id",
                [batch.first_contact, batch.last_contact],
            )
            self.made = dict(zip(new, (key for (key,) in self.cursor.fetchall()), strict=True))
        return result.key

    def _plan(self, good: Sequence[int], new: Sequence[int]) -> Plan:
        """What is added and deleted, as a plan; organizations of cards are in it as they are."""
        made = self._contacts(new)
        cards = self._cards(new)
        gone = [self.ids[op] for op in good if self.operations[op].delete]
        others = sorted({*cards["organization_id"].drop_nulls()} - set(gone))
        there = pl.DataFrame(
            {"book_id": [*gone, *others], "action": ["delete"] * len(gone) + ["skip"] * len(others)},
            schema={"book_id": pl.Int64, "action": pl.String},
        )  # fmt: skip
        known = self._named(there["book_id"]).select("id", "kind", "name")
        there = there.join(known, left_on="book_id", right_on="id", how="left", maintain_order="left")
        created = made.drop("contact").with_columns(action=pl.lit("create"), book_id=pl.lit(None, pl.Int64))
        whole = pl.concat([created, there], how="diagonal").with_row_index("contact")
        whole = whole.with_columns(review=pl.lit(False))
        first = ["contact", "action", "review", "kind", "book_id"]
        own = [name for name in RECORD_COLUMNS if name in whole.columns]
        numbers = pl.DataFrame(
            {"op": new, "contact": range(len(new))}, schema={"op": pl.UInt32, "contact": pl.UInt32}
        )
        employers = whole.filter(pl.col("action") == "skip").select(
            organization_id="book_id", organization_contact="contact"
        )
        placed = cards.rename({"contact": "op"}).join(numbers, on="op", maintain_order="left").join(
            employers, on="organization_id", how="left", maintain_order="left"
        ).select(
            "contact", pl.lit(None, pl.Int64).alias("book_card"), "organization_contact",
            (pl.col("place") == 0).alias("primary"), *CARD.names(),
        )  # fmt: skip
        contacts = whole.select(*first, *own, "custom")
        keys = own_keys(contacts.filter(pl.col("action") == "create"), placed).filter(
            pl.col("kind") == "email"
        )
        kinds = [self.kinds[op] for op in good]
        update = len(good) - len(new) - len(gone)
        pair = {"group": pl.UInt32, "member": pl.UInt32}
        change = {
            "contact": pl.UInt32,
            "book_id": pl.Int64,
            "field": pl.String,
            "old": pl.String,
            "new": pl.String,
        }
        return Plan(
            revision=self.book.revision, mode=Mode.UPSERT, contacts=contacts, cards=placed,
            members=pl.DataFrame(schema=pair), changes=pl.DataFrame(schema=change), lookups=keys.cast(LOOKUP),
            sources=pl.DataFrame(schema={"contact": pl.UInt32, "sheet": pl.UInt16, "row": pl.UInt32}),
            files=(SourceFile(API, "json", ()),), sheets=(), findings=empty(), balance=Balance(),
            counts={"create": len(new), "update": update, "delete": len(gone)},
            records={name: kinds.count(kind) for kind, name in _COUNTED.items()} | {"cards": placed.height},
            mappings={},
        )  # fmt: skip

    def _change(self, ops: Sequence[int], batch: Import) -> None:
        """New values of contacts that are there; what calls them by their names follows."""
        ids = pl.DataFrame(
            {"op": ops, "id": [self.ids[op] for op in ops]}, schema={"op": pl.UInt32, "id": pl.Int64}
        )
        wanted = self.said.values.join(ids, on="op").select("id", field="column", value="text")
        changes = write_values(self.book, self.cursor, ids["id"], wanted, self.now)
        if not changes.height:
            return
        parts = [changes.with_columns(card=pl.lit(None, pl.Int64))]
        names = changes.filter((pl.col("field") == "name") & pl.col("old").is_not_null())
        parts += renamed(self.book, self.cursor, names, self.now)
        for part in parts:
            journal.write(self.book, self.cursor, part, batch=batch.pk, user=self.user, now=self.now)
        refresh_lookups(self.book, self.cursor, changes.filter(pl.col("field").is_in(TELLING))["contact"])
