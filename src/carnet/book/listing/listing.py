"""A firm's contacts in memory: found, filtered, sorted and counted without asking the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING

import polars as pl

from carnet.book.listing.cache import Cache
from carnet.book.listing.overview import Overview, Overviews
from carnet.book.listing.paging import After, KeyedPage, page
from carnet.book.listing.query import Facets, ListPage, ListQuery
from carnet.book.listing.remembered import Remembered
from carnet.book.listing.search import Found, search
from carnet.book.listing.selection import TEXTS, Selection
from carnet.book.listing.snapshot import Snapshot
from carnet.book.listing.state import State, built, caught_up, count, how_many_changed
from carnet.book.models import Firm
from carnet.book.settings import home_folder

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

_AT_ONCE = 20_000  # contacts that are read while a person waits, a second; more are read in the background
_APART = 5_000  # changed contacts kept beside those that are sorted together
_SEARCHES = 16  # texts whose hits are remembered, some MB each for a million contacts
_FACETS = 200  # filters whose counts are remembered
FOLDER = "cache"


class Listing:
    """The contacts of one firm; any thread may ask.

    Args:
        book: the firm's. folder: where a large listing is kept between runs.
    """

    def __init__(self, book: FirmBook, folder: Path) -> None:
        self._book = book
        firm = Firm.objects.using(book.using).values_list("key", flat=True).get(pk=book.firm)
        self._cache = Cache(folder, firm)
        self._state: State | None = None
        self._progress = 1.0
        self._error: Exception | None = None
        self._working = False
        self._thread: Thread | None = None
        self._lock = Lock()
        self._overviews = Overviews(book)
        self._found: Remembered[str, Found] = Remembered(_SEARCHES)
        self._facets: Remembered[ListQuery, Facets] = Remembered(_FACETS)

    def page(self, query: ListQuery, where: pl.Expr | None = None) -> ListPage:
        """Some of the contacts that a query finds.

        Args:
            where: what else is to be true of their columns (snapshot.FRAME).

        Raises:
            CarnetError: book.locked, book.unreadable, book.unreachable.
        """
        state = self._current()
        if state is None:
            return ListPage(0, (), ready=False, current=False, progress=self._progress)
        chosen = self._selection(state.snapshot, query, where)
        end = query.offset + query.limit
        total, rows = chosen.rows(end)
        return ListPage(
            total,
            chosen.shown(rows[query.offset : end]),
            chosen.found.corrected if chosen.found else (),
            current=state.revision == self._book.revision,
            progress=self._progress,
            revision=state.revision,
        )

    def facets(self, query: ListQuery) -> Facets:
        """The values of each filter, with how many contacts have them."""
        state = self._current()
        if state is None:
            return Facets()
        snapshot, asked = state.snapshot, replace(query, sort="", descending=False, offset=0, limit=0)
        return self._facets.of(snapshot, asked, lambda: self._selection(snapshot, asked).facets())

    def every(self, query: ListQuery) -> tuple[int, pl.DataFrame]:
        """The revision that is shown, and all contacts that a query finds: id and key, in order."""
        state = self._current()
        if state is None:
            return 0, pl.DataFrame(schema={"id": pl.Int64, "key": pl.String})
        _, rows = self._selection(state.snapshot, query).rows()
        return state.revision, state.snapshot.frame.select("id", "key")[rows]

    def after(
        self,
        query: ListQuery,
        sort: str,
        count: int,
        after: After | None = None,
        only: pl.Series | None = None,
    ) -> KeyedPage | None:
        """A page of what a query finds, going on after a contact; None while the book is first read.

        Args:
            query: its order, offset and limit are not used, but for descending.
            sort: one of paging.PAGED. only: ids that it is to be among.
        """
        state = self._current()
        if state is None:
            return None
        return page(self._selection(state.snapshot, query), sort, query.descending, count, after, only)

    def count(self) -> int:
        """How many contacts the book has, archived ones too."""
        state = self._current()
        return state.snapshot.height if state else 0

    def overview(self) -> Overview | None:
        """The book at a glance; None while it is read for the first time.

        Raises:
            CarnetError: book.locked, book.unreadable, book.unreachable.
        """
        state = self._current()
        return self._overviews.of(state) if state else None

    @property
    def progress(self) -> float:
        """Of reading the book or catching up, 0 to 1."""
        return self._progress

    def wait(self) -> None:
        """Until what is being done in the background is done."""
        if self._thread:
            self._thread.join()

    def _selection(self, snapshot: Snapshot, query: ListQuery, where: pl.Expr | None = None) -> Selection:
        text, found = query.text, None
        if text.strip():
            found = self._found.of(snapshot, text, lambda: search(snapshot, text))
        return Selection(snapshot, query, found, where)

    def _current(self) -> State | None:
        """The state at the book's revision; an earlier one, or None, while much is read in the background."""
        state = self._state
        if state is not None and state.revision == self._book.revision:
            return state
        with self._lock:
            if self._error:
                error, self._error = self._error, None
                raise error
            if not self._working:
                self._catch_up()
            return self._state

    def _catch_up(self) -> None:
        state, revision = self._state, self._book.revision
        if state is None or state.revision > revision:  # above: an earlier copy of the book was put back
            self._state = None
            if count(self._book, _AT_ONCE) < _AT_ONCE:
                self._state = built(self._book, self._told)
            else:
                self._begin(self._opened)
        elif how_many_changed(self._book, state, _AT_ONCE) < _AT_ONCE:
            self._state = caught_up(self._book, state)
            if self._state.snapshot.fresh.height > _APART:
                self._begin(self._state.sorted_anew)
        elif state.revision != revision:
            self._begin(lambda: caught_up(self._book, state).sorted_anew())

    def _opened(self) -> State:
        """The state that was kept, caught up; else the whole book, read."""
        kept = self._cache.kept()
        if kept is not None and kept.revision <= self._book.revision:
            state = caught_up(self._book, kept)
            if state.snapshot.height == count(self._book):
                return state.sorted_anew() if state.snapshot.fresh.height > _APART else state
        return built(self._book, self._told)

    def _told(self, progress: float) -> None:
        self._progress = progress

    def _begin(self, make: Callable[[], State]) -> None:
        self._working, self._progress = True, 0.0
        self._thread = Thread(target=self._work, args=(make,), name="carnet-listing", daemon=True)
        self._thread.start()

    def _work(self, make: Callable[[], State]) -> None:
        """Make a state, and ready what a person may ask of it next."""
        try:
            self._state = state = make()
            self._working, self._progress = False, 1.0
            for column in TEXTS:
                state.snapshot.base.ordered(column)
            state.snapshot.base.vocabulary.near("ready")
            self._overviews.of(state)
            if not state.snapshot.fresh.height:
                self._cache.keep(state)
        except Exception as error:  # told to whoever asks next
            with self._lock:
                self._error = error
        finally:
            self._working, self._progress = False, 1.0
            self._book.connection.close()


_listings: dict[tuple[str, int], Listing] = {}
_opening = Lock()


def listing_of(book: FirmBook, folder: Path | None = None) -> Listing:
    """The listing of a firm's book, one a process.

    Args:
        folder: where a large listing is kept between runs; "cache" in the home folder.
    """
    with _opening:
        place = (book.using, book.firm)
        if place not in _listings:
            _listings[place] = Listing(book, folder or home_folder() / FOLDER)
        return _listings[place]
