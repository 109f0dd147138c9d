"""What imports are called in lists: their files and the day."""

from __future__ import annotations

from pathlib import PurePath
from threading import Lock

from babel.dates import format_date

from carnet.book.firm_book import FirmBook
from carnet.book.history import Entry
from carnet.language import Language

_entries: dict[tuple[str, int, str], Entry] = {}  # what is shown of an entry never changes
_lock = Lock()
_MOST = 50_000


def entry(book: FirmBook, key: str) -> Entry | None:
    """The entry of the history, read once a process."""
    place = (book.using, book.firm, key)
    if place not in _entries:
        with _lock:
            if len(_entries) > _MOST:
                _entries.clear()
            _entries.update({(book.using, book.firm, one.key): one for one in book.history()})
    return _entries.get(place)


def file_name(path: str) -> str:
    """The last part of a file's path, as any system writes it."""
    return PurePath(path.replace("\\", "/")).name


def named(book: FirmBook, key: str, language: Language) -> str:
    """The names of an import's files and its day; its key where it is none of the book's."""
    found = entry(book, key)
    if found is None:
        return key
    day = format_date(found.created.astimezone().date(), "medium", locale=language.value)
    files = ", ".join(file_name(path) for path in found.files[:2])
    more = "…" if len(found.files) > 2 else ""
    return f"{files}{more} · {day}" if files else day
