"""Taking up a recipe in a draft: its choices join those of the person, in one step that can be undone."""

from __future__ import annotations

from django.db import transaction

from carnet.choices import Choices, Followed
from carnet.contract import CarnetError
from carnet.office.drafts import files
from carnet.office.drafts.choose import change
from carnet.office.drafts.folder import scratch_of
from carnet.office.drafts.work import Work
from carnet.pipeline.replay import replay


def follow(work: Work) -> None:
    """Make the choices that the wanted recipe makes for the files; those of an earlier recipe give way.

    One that was deleted meanwhile is told, and the choices stay as they are.

    Raises:
        CarnetError: a file cannot be read as it says; it is wanted no more.
    """
    work.tell("follow")
    try:
        saved = work.book.recipe_of_key(work.draft.following)
    except CarnetError as error:
        work.keep(following="", notice=error.code)
        return
    mine = work.choices if work.choices.recipe is None else Choices()
    called, paths = Followed(saved.name, saved.key), files.paths(work.draft)
    try:
        chosen = replay(saved.recipe, called, paths, mine, scratch_of(work.draft.key), work.timings)
    except CarnetError:
        work.keep(following="")
        raise
    with transaction.atomic():
        work.keep(following="")
        change(work.draft, lambda _: chosen, "recipe", reading=True)
