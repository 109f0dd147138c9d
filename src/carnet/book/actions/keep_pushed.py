"""Keep what was sent to an account of another program; the book's contacts stay as they are."""

from __future__ import annotations

import json
from dataclasses import asdict

from carnet.book.faults import told
from carnet.book.firm_book import FirmBook
from carnet.book.models import Pushed
from carnet.book.pushed import PushedContact


def keep(book: FirmBook, account: str, state: PushedContact) -> None:
    """Write how a contact stands in an account, at once.

    Raises:
        CarnetError: book.locked.
    """
    values = asdict(state)
    contact = values.pop("contact")
    values["fields"] = json.dumps(state.fields, ensure_ascii=False)
    with told(book.connection.vendor):
        Pushed.objects.using(book.using).update_or_create(
            firm_id=book.firm, account=account, contact_id=contact, defaults=values
        )
