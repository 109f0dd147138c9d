"""Invented contact lists, a line a contact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from carnet.contract import CARD
from carnet.stages.match.kinship import suggest

_CONTACTS = pl.Schema(
    {
        "contact": pl.UInt32(), "kind": pl.String(), "name": pl.String(), "first_name": pl.String(),
        "last_name": pl.String(), "suffix": pl.String(), "salutation": pl.String(), "birth_date": pl.String(),
    }
)  # fmt: skip


@dataclass
class Book:
    """Contacts as they are added, numbered from 0."""

    contacts: list[dict[str, Any]] = field(default_factory=list)
    cards: list[dict[str, Any]] = field(default_factory=list)
    members: list[dict[str, int]] = field(default_factory=list)

    def person(self, name: str, at: str = "", **more: Any) -> int:
        """A person: first and last name; at is "line; city; postal code; region; country; label"."""
        first, _, last = name.partition(" ")
        told = {str(key): more.pop(key) for key in ("suffix", "salutation", "birth_date") if key in more}
        return self._add(
            {"kind": "person", "name": name, "first_name": first, "last_name": last, **told}, at, more
        )

    def organization(self, name: str, at: str = "", **more: Any) -> int:
        """An organization."""
        return self._add({"kind": "organization", "name": name}, at, more)

    def group(self, name: str, *members: int) -> int:
        """A client group of contacts."""
        number = self._add({"kind": "client_group", "name": name}, "", {})
        self.members += [{"group": number, "member": member} for member in members]
        return number

    def card(
        self, contact: int, at: str = "", of: int | None = None, role: str | None = None, email: str = "",
        phone: str = "", mobile: str = "", home: str = "",
    ) -> None:  # fmt: skip
        """A card of a contact, at the organization ``of``."""
        numbers = [(label, n) for label, n in (("Office", phone), ("Mobile", mobile), ("Home", home)) if n]
        card = {
            "contact": contact, "organization_contact": of, "role": role,
            "organization": None if of is None else self.contacts[of]["name"],
            "emails": [email] if email else None,
            "phones": [{"label": label, "number": n, "extension": None} for label, n in numbers] or None,
            "addresses": [_address(one) for one in at.split(" | ")] if at else None,
        }  # fmt: skip
        self.cards.append(card)

    def _add(self, contact: dict[str, Any], at: str, more: dict[str, Any]) -> int:
        self.contacts.append({"contact": len(self.contacts), **contact})
        self.card(len(self.contacts) - 1, at, **more)
        return len(self.contacts) - 1

    def frames(self) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
        """contacts, cards, members."""
        schema = pl.Schema({"contact": pl.UInt32(), "organization_contact": pl.UInt32(), **CARD})
        return (
            pl.DataFrame(self.contacts, schema=_CONTACTS),
            pl.DataFrame(self.cards, schema=schema),
            pl.DataFrame(self.members, schema={"group": pl.UInt32, "member": pl.UInt32}),
        )

    def suggested(self) -> list[tuple[str, str, str]]:
        """kind, name, strength of each suggestion."""
        found = suggest(*self.frames()).unique("suggestion", maintain_order=True)
        return found.select("kind", "name", "strength").rows()

    def rows(self, kind: str) -> list[dict[str, Any]]:
        """The members of suggestions of a kind."""
        return suggest(*self.frames()).filter(pl.col("kind") == kind).to_dicts()

    def roles(self, kind: str) -> dict[str, str]:
        """Name -> role of the members of a kind."""
        return {self.contacts[row["contact"]]["name"]: row["role"] for row in self.rows(kind)}


def _address(text: str) -> dict[str, str | None]:
    parts: Sequence[str | None] = [part.strip() or None for part in text.split(";")]
    parts = [*parts, *[None] * (6 - len(parts))]
    return dict(zip(("line", "city", "postal_code", "region", "country", "label"), parts, strict=True))
