"""The command ``carnet duplicates``: each way to use it is one call and what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carnet.book import duplicates
from carnet.book.actions.keep_duplicates import decide, known_pair, merge_surest
from carnet.doors.cli import show, show_duplicates
from carnet.language import Language

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook


def listed(book: FirmBook, limit: int, language: Language, json_: bool) -> None:
    """The pairs to decide on."""
    with book.cursor() as cursor:
        total = duplicates.count_open(book, cursor)
    show_duplicates.pairs(book.duplicates(limit), total, language, json_)


def merge(book: FirmBook, pair: int, keep: str, user: str, language: Language, json_: bool) -> None:
    """Merge one pair; keep is first or second."""
    found = known_pair(book, pair)
    kept = found.first if keep == "first" else found.second
    result = decide(book, pair, "merge", keep=kept.key, user=user)
    names = {side.key: side.name for side in (found.first, found.second)}
    show_duplicates.merged([result] if result else [], names, language, json_)


def separate(book: FirmBook, pair: int, user: str, language: Language, json_: bool) -> None:
    """Hold one pair apart."""
    decide(book, pair, "separate", user=user)
    show_duplicates.held_apart(pair, language, json_)


def merge_above(
    book: FirmBook, probability: float, user: str, language: Language, json_: bool, yes: bool
) -> None:
    """Merge the surest pairs, once a person said so."""
    with book.cursor() as cursor:
        count = duplicates.count_open(book, cursor, probability)
    names: dict[str, str] = {}
    agreed = count > 0 and (yes or show.confirm_merges(count, language, json_))
    results = merge_surest(book, probability, user=user, names=names) if agreed else []
    show_duplicates.merged(results, names, language, json_)
