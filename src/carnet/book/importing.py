"""An import from files to the plan, against a book that is opened when it is first asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from carnet.book.setup import open_book
from carnet.choices import Choices, Followed
from carnet.pipeline import make_plan
from carnet.pipeline.replay import replay
from carnet.pipeline.timings import Timings

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook
    from carnet.contract import Plan


@dataclass(frozen=True, slots=True)
class Planned:
    """What an import would do.

    Attributes:
        choices: those that the plan was made of, once the recipe was followed.
        book: what the plan is for.
    """

    plan: Plan
    choices: Choices
    book: FirmBook


def plan_import(
    files: Sequence[Path], choices: Choices, firm: str | None, scratch: Path, timings: Timings,
    recipe: str | None = None,
) -> Planned:  # fmt: skip
    """Plan an import into a firm's book; a file that cannot be read makes no book.

    Args:
        firm: as open_book.
        scratch: a folder for what the stages put away, to be kept as long as the plan.
        recipe: the name of a saved one to follow.

    Raises:
        CarnetError: as open_book, replay and make_plan.
    """
    book = _OpenedLate(firm)
    if recipe is not None:
        saved = open_book(firm=firm, make=False).recipe(recipe)
        called = Followed(saved.name, saved.key)
        choices = replay(saved.recipe, called, files, choices, scratch, timings)
    plan = make_plan(files, choices, cast("FirmBook", book), scratch, timings)
    return Planned(plan, choices, book.opened)


class _OpenedLate:
    """The firm's book, opened when it is first asked."""

    def __init__(self, firm: str | None) -> None:
        self._firm = firm

    @cached_property
    def opened(self) -> FirmBook:
        return open_book(firm=self._firm)

    def __getattr__(self, name: str) -> object:
        return getattr(self.opened, name)


def own_name() -> str:
    """Who does something from this machine, as the history names them."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container or a service may have no user name
        return "carnet"
