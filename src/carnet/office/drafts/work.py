"""One piece of work on a draft: what it follows, and what it tells of its progress."""

from __future__ import annotations

from typing import Any

from carnet.choices import Choices
from carnet.contract import Book, CarnetError
from carnet.office.drafts.choose import choices_of
from carnet.office.jobs import Stand
from carnet.office.models import Draft
from carnet.office.working import Working, told
from carnet.pipeline import Timings
from carnet.pipeline.no_book import NoBook


class Outdated(Exception):  # noqa: N818  (no error: newer choices wait)
    """The person wants something else by now."""


class Work(Working[Draft]):
    """Work that follows the draft as it was when it began."""

    @property
    def draft(self) -> Draft:
        """The draft."""
        return self.row

    @property
    def choices(self) -> Choices:
        """What the person chose."""
        return choices_of(self.draft)

    @property
    def against(self) -> Book:
        """What is planned against: the firm's book, none for a draft that a visitor sees."""
        return NoBook(self.book.remembered, self.book.habits) if self.draft.apart else self.book

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
