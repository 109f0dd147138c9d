"""What of a book is in an account of another program."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from carnet.book.models import Pushed

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook


@dataclass(frozen=True, slots=True)
class PushedContact:
    """A contact in an account; see models.Pushed."""

    contact: int
    key: str = ""
    digest: str = ""
    sending: str = ""
    seen: str = ""
    modified: str = ""
    custom: str = ""
    custom_seen: str = ""
    fields: tuple[str, ...] = ()
    own: bool = True
    revision: int = 0

    @property
    def unclear(self) -> bool:
        """Whether something was being sent when a push broke off."""
        return bool(self.sending)


_COLUMNS = tuple("contact_id" if one.name == "contact" else one.name for one in fields(PushedContact))


def pushed(book: FirmBook, account: str) -> dict[int, PushedContact]:
    """All contacts of the firm that are in an account or may be, by their ids."""
    rows = Pushed.objects.using(book.using).filter(firm_id=book.firm, account=account)
    return {row[0]: _read(*row) for row in rows.values_list(*_COLUMNS).iterator(10_000)}


def _read(contact: int, *values: object) -> PushedContact:
    named = dict(zip(_COLUMNS[1:], values, strict=True))
    named["fields"] = tuple(json.loads(str(named["fields"])))
    return replace(PushedContact(contact), **named)  # type: ignore[arg-type]
