"""A first look at a draft's files, kept for the pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from carnet import pipeline
from carnet.choices import Choices
from carnet.contract import CarnetError
from carnet.office.drafts import files
from carnet.office.drafts.choose import change
from carnet.office.drafts.folder import folder_of, place_of, scratch_of
from carnet.office.drafts.follow import follow
from carnet.office.drafts.work import Work
from carnet.office.models import Draft
from carnet.pipeline import kept
from carnet.pipeline.look import Look

_KEPT = "look.json"


def look(work: Work) -> None:
    """Read and recognise the files, as the recipe says that is wanted, and of a case as its version before;
    one that cannot be read is left out and says why, the others go on."""
    from carnet.office.cases.corrections import carry

    if work.draft.looked < work.draft.reading:
        _look(work)
    if work.draft.following:
        follow(work)
    carry(work)
    if work.draft.looked < work.draft.reading:
        _look(work)


def _look(work: Work) -> None:
    version = work.draft.reading
    while files.taken(work.draft):
        try:
            seen = pipeline.look(
                files.paths(work.draft),
                work.choices,
                work.book.remembered,
                scratch_of(work.draft.key),
                work.timings,
            )
        except CarnetError as error:
            _leave_out(work, error)
            version = work.draft.reading
        else:
            _keep(work.draft, seen)
            break
    work.keep(looked=version)


def kept_look(draft: Draft) -> Look | None:
    """What was seen of the files last; None where there is nothing that can be read, and they are to be
    looked at."""
    if not draft.looked:
        return None
    try:
        return kept.kept_look(folder_of(draft.key) / _KEPT)
    except CarnetError:
        Draft.objects.filter(pk=draft.pk).update(looked=0)
        draft.looked = 0
        return None


def _keep(draft: Draft, seen: Look) -> None:
    names = {str(place_of(draft.key, file.number, file.name)): file.name for file in files.taken(draft)}
    named = replace(seen, files=tuple(replace(file, path=called(file.path, names)) for file in seen.files))
    kept.keep_look(named, folder_of(draft.key) / _KEPT)


def called(path: str, names: dict[str, str]) -> str:
    """The path as the person knows it: the file's own name, and what is inside it."""
    for place, name in names.items():
        if path == place or path.startswith(f"{place}/"):
            return name + path[len(place) :]
    return Path(path).name


def _leave_out(work: Work, error: CarnetError) -> None:
    """Leave the file out that cannot be read; where that is for how it was to be read, forget that first."""
    name = str(error.values.get("file", ""))
    taken = files.taken(work.draft)
    of_it = (place for place, file in enumerate(taken) if f"{name}/".startswith(f"{file.name}/"))
    at = next(of_it, None)
    if at is None and len(taken) == 1:
        at = 0
    if at is None or not error.code.startswith(("file.", "argument.")):
        raise error
    if at in work.choices.files:
        change(work.draft, lambda choices: _unread(choices, at), reading=True)
        work.keep(notice=error.code)
        return
    files.refuse(work.draft, taken[at], error.code, dict(error.values))


def _unread(choices: Choices, position: int) -> Choices:
    return replace(choices, files={at: own for at, own in choices.files.items() if at != position})
