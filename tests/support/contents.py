"""Small address books for tests: ``Books().organization("Blue Gum").person("Amélie", ...).contents()``."""

from __future__ import annotations

from typing import Any

import polars as pl

from carnet import contract
from carnet.catalog import RECORD_COLUMNS

CONTACTS: dict[str, Any] = {
        "id": pl.Int64, "key": pl.String, "kind": pl.String, "archived": pl.Boolean,
        **dict.fromkeys(RECORD_COLUMNS, pl.String), "custom": pl.List(contract.CUSTOM),
}  # fmt: skip
CARDS: dict[str, Any] = {
        "id": pl.Int64, "contact": pl.Int64, "organization_contact": pl.Int64, "primary": pl.Boolean,
        **dict(contract.CARD),
}  # fmt: skip
MEMBERS = pl.Schema({"group": pl.Int64, "member": pl.Int64})
SET_ASIDE = pl.Schema(
    {
        "contact": pl.Int64, "file": pl.String, "sheet": pl.String, "row": pl.UInt32,
        "column": pl.String, "value": pl.String,
    }
)  # fmt: skip


def card(
    *,
    emails: tuple[str, ...] = (),
    phones: tuple[tuple[str, str] | tuple[str, str, str], ...] = (),
    addresses: tuple[dict[str, str | None], ...] = (),
    websites: tuple[str, ...] = (),
    social: dict[str, str] | None = None,
    belongs_to: str | None = None,
    role: str | None = None,
) -> dict[str, Any]:
    """One contact card; a phone is (label, number) or (label, number, extension)."""
    return {
        "organization": belongs_to,
        "role": role,
        "emails": list(emails),
        "phones": [
            {"label": phone[0], "number": phone[1], "extension": phone[2] if len(phone) == 3 else None}
            for phone in phones
        ],
        "addresses": list(addresses),
        "websites": list(websites),
        "social": [{"network": name, "value": value} for name, value in (social or {}).items()],
    }


def address(label: str, **parts: str | None) -> dict[str, str | None]:
    """An address with the parts that are given."""
    return {
        "label": label, "line": None, "city": None, "region": None, "postal_code": None, "country": None,
        **parts,
    }  # fmt: skip


class Books:
    """Builds the contents of a book, contact after contact."""

    def __init__(self) -> None:
        self._contacts: list[dict[str, Any]] = []
        self._cards: list[dict[str, Any]] = []
        self._members: list[dict[str, int]] = []
        self._set_aside: list[dict[str, Any]] = []

    def organization(self, name: str, *cards: dict[str, Any], **values: Any) -> Books:
        """Add an organization; accounting fields are written accounting__legal_name."""
        return self._add("organization", cards, {"name": name, **values})

    def person(self, first: str | None, last: str | None, *cards: dict[str, Any], **values: Any) -> Books:
        """Add a person; the whole name follows from the parts unless given."""
        name = " ".join(part for part in (first, last) if part)
        return self._add("person", cards, {"name": name, "first_name": first, "last_name": last, **values})

    def group(self, name: str, *cards: dict[str, Any], members: tuple[int, ...] = (), **values: Any) -> Books:
        """Add a client group; members are the ids of contacts, in the order they were added, from 1."""
        self._add("client_group", cards, {"name": name, **values})
        self._members += [{"group": len(self._contacts), "member": member} for member in members]
        return self

    def set_aside(self, column: str, value: str) -> Books:
        """Set a value aside with the contact added last."""
        self._set_aside.append(
            {"contact": len(self._contacts), "file": "clients.csv", "sheet": "clients", "row": 2,
             "column": column, "value": value}
        )  # fmt: skip
        return self

    def contents(self) -> contract.Contents:
        """The frames."""
        cards = pl.DataFrame(self._cards, schema=CARDS)
        names = pl.DataFrame(self._contacts, schema=CONTACTS).filter(pl.col("kind") == "organization")
        known = dict(zip(names["name"], names["id"], strict=True))
        linked = cards.with_columns(
            organization_contact=pl.col("organization").replace_strict(
                known, default=None, return_dtype=pl.Int64
            )
        )
        return contract.Contents(
            pl.DataFrame(self._contacts, schema=CONTACTS),
            linked,
            pl.DataFrame(self._members, schema=MEMBERS),
            pl.DataFrame(self._set_aside, schema=SET_ASIDE),
        )

    def _add(self, kind: str, cards: tuple[dict[str, Any], ...], values: dict[str, Any]) -> Books:
        number = len(self._contacts) + 1
        custom = values.pop("custom", {})
        self._contacts.append(
            {
                "id": number, "key": f"C{number:04}", "kind": kind, "archived": False,
                **{name.replace("__", "."): value for name, value in values.items()},
                "custom": [{"name": name, "value": value} for name, value in custom.items()],
            }
        )  # fmt: skip
        for position, one in enumerate(cards):
            self._cards.append(
                {"id": len(self._cards) + 1, "contact": number, "primary": position == 0, **one}
            )
        return self
