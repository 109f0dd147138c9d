"""Remember the fields that a person chose for files of a shape."""

from __future__ import annotations

from collections.abc import Mapping

from carnet.book.firm_book import FirmBook
from carnet.book.models import RememberedMapping
from carnet.book.texts import compact


def remember(book: FirmBook, shape: str, mapping: Mapping[str, str]) -> None:
    """Keep the choices (header -> field) for the next file of this shape, in place of earlier ones.

    The contacts are as before, so the book's revision stays.
    """
    RememberedMapping.objects.using(book.using).update_or_create(
        firm_id=book.firm, shape=shape, defaults={"mapping": compact(dict(mapping))}
    )
