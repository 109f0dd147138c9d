"""Which value stands where the book has the contact already, the file's or the book's, field by field.

A person chooses for a field (choices.Policy); for the others the mode decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from carnet import catalog
from carnet.choices import Policy
from carnet.contract import Mapped, Mode

KINDS = ("organization", "person", "client_group")
NAME_PARTS = ("first_name", "middle_name", "last_name")
_WHOLE_NAMES = {
    "organization": ("organization.name", "contact.name"),
    "person": ("person.full_name", "contact.name"),
    "client_group": ("client_group.name", "contact.name"),
}
_LIST_FIELDS = {"emails": "email", "websites": "website"}  # of each kind; the others go by label
_LABELLED = {"phones": "phone", "addresses": "address", "social": "social"}
_ADDRESS_PARTS = ("line", "city", "postal_code", "region", "country")


@dataclass(frozen=True, slots=True)
class Policies:
    """What was chosen for an import.

    Attributes:
        chosen: field id or "custom.<name>" -> the person's choice.
        mode: decides of the other fields: fill fills them, the others take what the file says (beside what
            the book has where a contact can have several, in place of what the same list gave before).
        mapped: the fields that columns of the files go to.
    """

    chosen: Mapping[str, Policy]
    mode: Mode
    mapped: Collection[str]

    @property
    def held_back(self) -> frozenset[str]:
        """The fields of which a person chose that the book's value stands."""
        return frozenset(field for field, policy in self.chosen.items() if policy is not Policy.OVERWRITE)

    def of_column(self, kind: str, column: str) -> Policy | None:
        """The policy of a record column, "custom.<name>", "organization" or "role" for contacts of a kind.

        Returns:
            None where the mode decides and takes what the file says.
        """
        if column == "name" and kind == "person":
            return self._of_whole_name()
        if column == "name":
            return self._first(_WHOLE_NAMES[kind])
        if column in NAME_PARTS:
            return self._first((f"person.{column}", *_WHOLE_NAMES["person"]))
        if column == "organization":
            return self._first(("person.belongs_to",))
        return self._first(_ids(kind, column))

    def of_item(self, kind: str, family: str, label: str | None) -> Policy | None:
        """The policy of an entry of a card's list.

        Args:
            family: emails, phones, addresses, websites or social.
            label: of a phone or an address, the network of a profile.

        A label that no column of the files goes to was read out of a cell: the choice for the family's
        columns holds where it is one.
        """
        if family in _LIST_FIELDS:
            return self._first(_ids(kind, _LIST_FIELDS[family]))
        prefix = _LABELLED[family]
        own = [f"{prefix}.{label}"]
        if own == ["phone.office"] and kind == "organization":
            own.append("phone.work")  # an organization's telephone at work is its office's
        ids = [*own, *(f"{own[0]}.{part}" for part in _ADDRESS_PARTS)] if family == "addresses" else own
        if any(field in self.chosen or field in self.mapped for field in ids):
            return next((self.chosen[field] for field in ids if field in self.chosen), self._by_mode)
        said = {self._first((field,)) for field in self.mapped if field.startswith(f"{prefix}.")}
        return said.pop() if len(said) == 1 else self._by_mode

    def by_kind(self, column: str) -> dict[str, Policy | None]:
        """of_column for each kind of contact."""
        return {kind: self.of_column(kind, column) for kind in KINDS}

    def of_items(self, items: pl.DataFrame) -> pl.DataFrame:
        """Items (kind, family, label and more) with their policy, null where the mode takes what comes."""
        if not self.chosen and self._by_mode is None:
            return items.with_columns(policy=pl.lit(None, pl.String))
        place = ["kind", "family", "label"]
        distinct = items.select(place).unique()
        found = [
            self.of_column(kind, family) if family in {"organization", "role"}
            else self.of_item(kind, family, label)
            for kind, family, label in distinct.iter_rows()
        ]  # fmt: skip
        policies = distinct.with_columns(policy=pl.Series(found, dtype=pl.String))
        return items.join(policies, on=place, how="left", nulls_equal=True, maintain_order="left")

    @property
    def _by_mode(self) -> Policy | None:
        return Policy.FILL if self.mode is Mode.FILL else None

    def _of_whole_name(self) -> Policy | None:
        parts = {self.of_column("person", part) for part in NAME_PARTS}
        return parts.pop() if len(parts) == 1 else self._first(_WHOLE_NAMES["person"])

    def _first(self, fields: Iterable[str]) -> Policy | None:
        """The choice for the first of the fields that was chosen or that a column goes to."""
        for field in fields:
            if field in self.chosen:
                return self.chosen[field]
            if field in self.mapped:
                break
        return self._by_mode


def policies_of(chosen: Mapping[str, Policy], mode: Mode, mapped: Iterable[Mapped]) -> Policies:
    """The policies of an import.

    Args:
        chosen: the person's choices; mode: what may be done; mapped: the sheets.
    """
    fields = {column.field for sheet in mapped for column in sheet.columns if column.field}
    return Policies(chosen, mode, fields)


def _ids(kind: str, column: str) -> tuple[str, ...]:
    """The fields that a column of a kind's contacts may have come from, its own first."""
    if column in catalog.FIELDS or column.startswith("custom."):
        return (column,)
    ids = (f"{kind}.{column}", *(f"{other}.{column}" for other in KINDS if other != kind))
    return tuple(field for field in ids if field in catalog.FIELDS)
