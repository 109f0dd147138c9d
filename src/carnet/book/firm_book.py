"""A firm's book as the rest of the program holds it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

import polars as pl
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from carnet.book import (
    clues,
    contact_view,
    deleted,
    digest,
    duplicates,
    earlier,
    former,
    history,
    provenance,
    queries,
    recipes,
    sources,
    work,
    work_list,
)
from carnet.book.crypto import Keyring
from carnet.book.engines import Cursor, Engine
from carnet.book.engines.postgres import PostgreSQL
from carnet.book.engines.sqlite import SQLite
from carnet.book.faults import told
from carnet.book.history import Entries
from carnet.book.models import Firm, RememberedMapping
from carnet.book.recipes import SavedRecipe
from carnet.contract import Contents, Habits
from carnet.stages.match.evidence.clues import KIND as CLUE

_ENGINES: Mapping[str, Engine] = {"sqlite": SQLite(), "postgresql": PostgreSQL()}


@dataclass(frozen=True, slots=True)
class FirmBook:
    """One firm's book; implements contract.Book.

    Attributes:
        using: Django's alias of the database.
        firm: the firm's id; every query names it.
        name: the firm's name.
        keys: what seals and opens the secret values.
    """

    using: str
    firm: int
    name: str
    keys: Keyring

    @property
    def connection(self) -> BaseDatabaseWrapper:
        """This thread's connection."""
        return connections[self.using]

    @property
    def shelf(self) -> FirmBook:
        """Where contacts lie that were merged into others: a book of its own, under the firm's number below
        zero."""
        return replace(self, firm=-self.firm)

    @property
    def engine(self) -> Engine:
        """What the database can do."""
        return _ENGINES[self.connection.vendor]

    @contextmanager
    def cursor(self) -> Iterator[Cursor]:
        """A cursor whose errors are told in our words."""
        with told(self.connection.vendor), self.connection.cursor() as cursor:
            yield cursor

    @contextmanager
    def writing(self) -> Iterator[Cursor]:
        """A transaction during which nobody else changes this firm's book; for actions only."""
        with told(self.connection.vendor), transaction.atomic(using=self.using), self.cursor() as cursor:
            self.engine.lock(cursor, self.firm)
            yield cursor

    @property
    def revision(self) -> int:
        """Grows with each change of the book."""
        with told(self.connection.vendor):
            return Firm.objects.using(self.using).values_list("revision", flat=True).get(pk=self.firm)

    @property
    def stamp(self) -> str:
        """See contract.Book."""
        key = Firm.objects.using(self.using).values_list("key", flat=True).get(pk=self.firm)
        return self.keys.digest(f"bulk workbook/{key}")

    @property
    def size(self) -> int:
        """See contract.Book."""
        with self.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM book_contact WHERE firm_id = %s", [self.firm])
            return int(cursor.fetchone()[0])

    def find(self, lookups: pl.DataFrame) -> pl.DataFrame:
        """See contract.Book."""
        if (lookups["kind"] == CLUE).any():
            clues.catch_up(self)
        with self.cursor() as cursor:
            return queries.find(self, cursor, lookups)

    def contents(self, ids: pl.Series | None = None) -> Contents:
        """See contract.Book."""
        with self.cursor() as cursor:
            contents = queries.contents(self, cursor, ids)
            contents.set_aside = former.outvoted(self, cursor, contents.contacts)
            return contents

    def imported(self, digests: Sequence[str]) -> Mapping[str, str]:
        """See contract.Book."""
        with self.cursor() as cursor:
            return sources.imported(self, cursor, digests)

    def cells_of(self, references: pl.Series) -> pl.DataFrame:
        """See contract.Book."""
        with self.cursor() as cursor:
            return provenance.cells_of_references(self, cursor, references)

    def deleted(self, lookups: pl.DataFrame) -> pl.DataFrame:
        """See contract.Book."""
        with self.cursor() as cursor:
            return deleted.deleted(self, cursor, lookups)

    def earlier_lists(self) -> pl.DataFrame:
        """See contract.Book."""
        with self.cursor() as cursor:
            return earlier.lists(self, cursor)

    def earlier_links(self, number: int) -> pl.DataFrame:
        """See contract.Book."""
        with self.cursor() as cursor:
            return sources.of_list(self, cursor, number)

    def earlier_rows(self, number: int, rows: pl.Series) -> pl.DataFrame:
        """See contract.Book."""
        with self.cursor() as cursor:
            return provenance.rows_of_list(self, cursor, number, rows)

    def earlier_cells(self, contacts: pl.Series) -> pl.DataFrame:
        """See contract.Book."""
        with self.cursor() as cursor:
            return provenance.texts_of(self, cursor, contacts)

    def card_steps(self, contacts: pl.Series) -> pl.DataFrame:
        """See contract.Book."""
        with self.cursor() as cursor:
            return earlier.card_steps(self, cursor, contacts)

    def work_of(self, clients: pl.Series) -> pl.DataFrame:
        """See contract.Book."""
        with self.cursor() as cursor:
            return work.of_clients(self, cursor, clients)

    def work_page(self, query: work_list.WorkQuery, today: date) -> work_list.WorkPage:
        """The work items that a query asks for; see work_list.page."""
        with self.cursor() as cursor:
            return work_list.page(self, cursor, query, today)

    def work_item(self, key: str) -> tuple[work_list.WorkItem, list[provenance.SourceCell]]:
        """One work item, and the cells that it came from; see work_list.one."""
        with self.cursor() as cursor:
            return work_list.one(self, cursor, key)

    def colleagues(self) -> list[str]:
        """See contract.Book."""
        with self.cursor() as cursor:
            return work.colleagues(self, cursor)

    def habits(self) -> Habits:
        """See contract.Book."""
        with self.cursor() as cursor:
            return sources.habits(self, cursor)

    def remembered(self, shape: str) -> Mapping[str, str]:
        """See contract.Book."""
        with told(self.connection.vendor):
            kept = RememberedMapping.objects.using(self.using).filter(firm_id=self.firm, shape=shape).first()
        mapping: dict[str, str] = json.loads(kept.mapping) if kept else {}
        return mapping

    def recipes(self) -> list[SavedRecipe]:
        """The recipes that the firm saved, by name."""
        with told(self.connection.vendor):
            return recipes.recipes(self)

    def recipe(self, name: str) -> SavedRecipe:
        """The recipe of that name; see recipes.recipe."""
        with told(self.connection.vendor):
            return recipes.recipe(self, name)

    def recipe_of_key(self, key: str) -> SavedRecipe:
        """The recipe of that key; see recipes.recipe_of_key."""
        with told(self.connection.vendor):
            return recipes.recipe_of_key(self, key)

    def has_recipe(self, key: str) -> bool:
        """Whether the firm has a recipe of that key still."""
        with told(self.connection.vendor):
            return recipes.there(self, key)

    def set_aside(self, ids: pl.Series | None = None) -> pl.DataFrame:
        """The cells that were set aside, of all contacts or those of the ids; see contract.Contents.

        Values that merges did not let stand come after them, without a file.
        """
        with self.cursor() as cursor:
            cells = provenance.set_aside(self, cursor, ids)
            return pl.concat([cells, self.contents(ids).set_aside])

    def provenance(self, contact_key: str) -> list[provenance.SourceCell]:
        """Every cell that a contact came from, with what became of it."""
        with self.cursor() as cursor:
            return provenance.provenance(self, cursor, contact_key)

    def contact(self, key: str) -> contact_view.ContactView:
        """One contact with its relations, its history and where it came from."""
        with self.cursor() as cursor:
            return contact_view.contact_view(self, cursor, key)

    def history(self, import_key: str | None = None) -> list[history.Entry]:
        """The imports, the newest first, or one."""
        with self.cursor() as cursor:
            return history.history(self, cursor, import_key)

    def entries(self, kind: str = "", user: str = "") -> Entries:
        """The history to be looked at in parts; see history.Entries."""
        return Entries(self, kind, user)

    def findings(self, import_key: str) -> pl.DataFrame:
        """The findings of an import."""
        with self.cursor() as cursor:
            return history.findings(self, cursor, import_key)

    def duplicates(
        self, limit: int = 100, offset: int = 0, min_probability: float = 0.0
    ) -> list[duplicates.Pair]:
        """Suspected duplicates that nobody decided on yet, the surest first."""
        with self.cursor() as cursor:
            return duplicates.open_pairs(self, cursor, limit, offset, min_probability)

    def decided(self, ids: pl.Series | None = None) -> pl.DataFrame:
        """Pairs that a person holds apart, all or those of the ids; see duplicates.decided."""
        with self.cursor() as cursor:
            return duplicates.decided(self, cursor, ids)

    def digest(self) -> str:
        """Equal for two states of the book in which a person sees the same."""
        with self.cursor() as cursor:
            return digest.digest(self, cursor)
