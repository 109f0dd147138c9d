"""The contacts that a person chose in the list: some of a page, or all that the list finds."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from django.http import QueryDict
from django.urls import reverse

from carnet.book.bulk import ids_of
from carnet.book.firm_book import FirmBook
from carnet.book.listing import listing_of
from carnet.doors.web.contacts.asked import Asked, as_query, asked

MOST = 1_000  # contacts that are named one by one


@dataclass(frozen=True, slots=True)
class Chosen:
    """Contacts by their keys, or all of a list.

    Attributes:
        listed: the list that they were chosen in.
        every: whether all of the list are meant, and not the keys.
    """

    keys: tuple[str, ...]
    listed: Asked
    every: bool

    def contacts(self, book: FirmBook) -> tuple[int, pl.DataFrame]:
        """The revision of the book that they are taken from, and the id and key of each."""
        if self.every:
            return listing_of(book).every(self.listed.query)
        return book.revision, ids_of(book, list(self.keys))

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters that say it."""
        which = [("all", "yes")] if self.every else [("key", key) for key in self.keys]
        return [("query", self.listed.search), *which]

    @property
    def back(self) -> str:
        """The address of the list."""
        return reverse("contacts:list") + self.listed.search


def chosen(given: QueryDict) -> Chosen:
    """What the parameters of a page say."""
    keys = tuple(dict.fromkeys(given.getlist("key")))[:MOST]
    listed = asked(as_query(given.get("query", "").removeprefix("?")))
    return Chosen(keys, listed, given.get("all") == "yes")
