"""An entry of the history, and the book's revision that grows with it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from carnet.book.actions.outbox import hand_on
from carnet.book.firm_book import FirmBook
from carnet.book.keys import IMPORT_KEY, random_key
from carnet.book.models import Firm, Import
from carnet.book.texts import writable


def begun(book: FirmBook, mode: str, user: str, now: datetime, **texts: str) -> Import:
    """A new entry, of the revision that the book has once grow() was called.

    Args:
        mode: of an import, or what was done instead ("merge", "edit", "delete").
        texts: further columns of models.Import.
    """
    return Import.objects.using(book.using).create(
        firm_id=book.firm, key=random_key(IMPORT_KEY), user=writable(user), created=now, mode=mode,
        revision=book.revision + 1, **texts,
    )  # fmt: skip


def grow(book: FirmBook) -> None:
    """Say that the book changed; inside the transaction that changed it, after all of the change."""
    hand_on(book)
    Firm.objects.using(book.using).filter(pk=book.firm).update(revision=F("revision") + 1)
