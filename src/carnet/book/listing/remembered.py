"""What was made of a snapshot of a book, as long as nothing changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from carnet.book.listing.snapshot import Snapshot

Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")


class Remembered(Generic[Key, Made]):
    """The answers to what was asked last; any thread may ask.

    Args:
        most: how many are remembered.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._snapshot: Snapshot | None = None
        self._made: OrderedDict[Key, Made] = OrderedDict()

    def of(self, snapshot: Snapshot, key: Key, make: Callable[[], Made]) -> Made:
        """The answer for this very snapshot, made where it is not remembered."""
        with self._lock:
            if self._snapshot is not snapshot:
                self._snapshot, self._made = snapshot, OrderedDict()
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        made = make()
        with self._lock:
            if self._snapshot is snapshot:
                self._made[key] = made
                if len(self._made) > self._most:
                    self._made.popitem(last=False)
        return made
