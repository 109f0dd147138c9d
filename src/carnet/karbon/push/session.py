"""A push of one book to one account: what both sides know while it lasts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from carnet.book.actions import keep_pushed
from carnet.book.firm_book import FirmBook
from carnet.book.pushed import PushedContact, pushed
from carnet.book.rows import rows
from carnet.karbon.held import Held, held
from carnet.karbon.losses import Loss
from carnet.karbon.push import records
from carnet.karbon.push.account import Account
from carnet.karbon.push.tenant import tenant
from carnet.karbon.shapes.names import Entity
from carnet.karbon.shapes.written import Written, written

AT_ONCE = 500  # contacts read from the book at a time
_KEY = pl.Schema({"id": pl.Int64, "key": pl.String})


@dataclass(frozen=True, slots=True)
class Told:
    """Something to tell about a contact of the book."""

    key: str
    kind: str
    name: str
    loss: Loss


class Session:
    """A book beside an account.

    Raises:
        CarnetError: karbon.no_access, karbon.no_answer, book.locked.
    """

    def __init__(self, book: FirmBook, account: Account) -> None:
        self.book, self.account = book, account
        self.tenant = tenant(account)
        self.name = account.name(self.tenant.key)
        self.state = pushed(book, self.name)
        with book.cursor() as cursor:
            ids = pl.Series(list(self.state), dtype=pl.Int64)
            sql = f"SELECT id, key FROM book_contact WHERE id IN {book.engine.numbers}"
            known = rows(cursor, sql, [book.engine.array(ids)], _KEY)
        #: the account's keys by the book's
        self.keys = {
            key: self.state[number].key for number, key in known.iter_rows() if self.state[number].key
        }
        self._there: dict[str, dict[tuple[str, str], str]] = {}

    def written(self, one: Held, planned: Mapping[str, str] | None = None) -> Written:
        """A contact as a record that fits the account.

        Args:
            planned: stand-ins for keys of records that are yet to be made.
        """
        ahead = planned or {}
        record = written(one, lambda key: self.keys.get(key) or ahead.get(key))
        self.tenant.fit(record)
        return record

    def each(self, ids: pl.Series) -> Iterator[Held]:
        """The contacts of the ids, read some hundred at a time."""
        for start in range(0, len(ids), AT_ONCE):
            yield from held(self.book, ids[start : start + AT_ONCE])

    def keep(self, state: PushedContact) -> None:
        """Write how a contact stands, at once."""
        keep_pushed.keep(self.book, self.name, state)
        self.state[state.contact] = state

    def already(self, entity: Entity, record: Written) -> str | None:
        """The key of a record of the account that is the same, but that no push made."""
        if entity.path not in self._there:
            self._there[entity.path] = dict(self._listed(entity))
        there = self._there[entity.path]
        identifier = record.body["UserDefinedIdentifier"]
        asked = records.marks(entity, record.body, records.first_email(entity, record.body))
        if identifier:
            asked.add(("", f"#{identifier.casefold()}"))
        return next((there[one] for one in asked if one in there), None)

    def _listed(self, entity: Entity) -> Iterator[tuple[tuple[str, str], str]]:
        ours = {one.key for one in self.state.values()}
        for row in self.account.every(f"/v3/{entity.path}", top="100"):
            key = str(row[entity.key])
            if key in ours:
                continue
            yield records.mark(row.get("FullName"), row.get("EmailAddress")), key
            if identifier := row.get("UserDefinedIdentifier"):
                yield ("", f"#{identifier.casefold()}"), key
