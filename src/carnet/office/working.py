"""What every piece of work on a firm's book has, whether a page or a worker process does it."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from carnet.book.firm_book import FirmBook
from carnet.book.setup import open_book
from carnet.book.traces import Kept
from carnet.contract import CarnetError
from carnet.office.models import Draft, Errand

_SELDOM = 0.3  # seconds between two shares that are told


Row = TypeVar("Row", Draft, Errand)


@dataclass
class Working(Generic[Row]):
    """Work that a row of the office asks for."""

    row: Row
    _told: float = field(default=0.0, init=False)

    @cached_property
    def book(self) -> FirmBook:
        """The firm's book."""
        return open_book(firm=self.row.firm, make=False)

    @property
    def user(self) -> str:
        """Who does it, as the history names them."""
        return str(self.row.user) if self.row.user else "carnet"

    def shared(self, done: int, whole: int) -> None:
        """How much is done; for callers that may not be stopped."""
        now = time.monotonic()
        if whole and (now - self._told > _SELDOM or done >= whole):
            self._told = now
            type(self.row).objects.filter(pk=self.row.pk).update(share=done / whole)


def told(error: CarnetError) -> dict[str, Any]:
    """An error as a row keeps it."""
    return {"code": error.code, "values": error.values}


def listed(kept: Iterable[Kept]) -> list[dict[str, Any]]:
    """What an undo left as it is, as a row keeps it."""
    return [asdict(one) | {"when": one.when and one.when.isoformat()} for one in kept]
