"""One piece of work on a draft: what it follows, and what it tells of its progress."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from carnet.book.firm_book import FirmBook
from carnet.book.setup import open_book
from carnet.choices import Choices
from carnet.contract import CarnetError
from carnet.office.drafts.choose import choices_of
from carnet.office.jobs import Stand
from carnet.office.models import Draft
from carnet.pipeline import Timings

_SELDOM = 0.3  # seconds between two shares that are told


class Outdated(Exception):  # noqa: N818  (no error: newer choices wait)
    """The person wants something else by now."""


@dataclass
class Work:
    """Work that follows the draft as it was when it began."""

    draft: Draft
    _told: float = field(default=0.0, init=False)

    @cached_property
    def book(self) -> FirmBook:
        """The firm's book."""
        return open_book(firm=self.draft.firm, make=False)

    @property
    def choices(self) -> Choices:
        """What the person chose."""
        return choices_of(self.draft)

    @property
    def user(self) -> str:
        """Who does it, as the history names them."""
        return str(self.draft.user) if self.draft.user else "carnet"

    @property
    def timings(self) -> Timings:
        """Takes the pipeline's stages and tells them."""
        return Timings(self.tell)

    def tell(self, stage: str) -> None:
        """That a stage began.

        Raises:
            Outdated: the person wants something else by now.
        """
        self.keep(stage=stage, share=None)

    def shared(self, done: int, whole: int) -> None:
        """How much of the stage is done; for callers that may not be stopped."""
        now = time.monotonic()
        if whole and (now - self._told > _SELDOM or done >= whole):
            self._told = now
            Draft.objects.filter(pk=self.draft.pk).update(share=done / whole)

    def keep(self, **values: Any) -> None:
        """Write something of the draft.

        Raises:
            Outdated: the person wants something else by now; nothing was written.
        """
        mine = Draft.objects.filter(
            pk=self.draft.pk, stand=Stand.RUNNING, job=self.draft.job, version=self.draft.version
        )
        if not mine.update(**values):
            raise Outdated
        self.draft.refresh_from_db()

    def finished(self) -> None:
        """That it is done."""
        self.keep(stand=Stand.IDLE, stage="", share=None, tries=0)

    def failed(self, error: CarnetError) -> None:
        """That it cannot be done, and why."""
        mine = Draft.objects.filter(pk=self.draft.pk, stand=Stand.RUNNING, version=self.draft.version)
        mine.update(stand=Stand.FAILED, stage="", share=None, error=told(error))


def told(error: CarnetError) -> dict[str, Any]:
    """An error as the draft keeps it."""
    return {"code": error.code, "values": error.values}
