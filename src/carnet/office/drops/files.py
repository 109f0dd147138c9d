"""The files that links brought, as the firm has them: read, imported, erased."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.lock import held
from carnet.office.cases.move import move
from carnet.office.cases.receive import receive
from carnet.office.cases.states import CaseStatus
from carnet.office.drafts import files as drafted
from carnet.office.drafts import keep
from carnet.office.drafts.choose import ask
from carnet.office.drafts.folder import clear
from carnet.office.drafts.folder import folder_of as draft_folder
from carnet.office.drops.folder import drops_folder, folder_of, lock_of, sealed_of
from carnet.office.drops.states import FileState, Happening
from carnet.office.drops.trail import note
from carnet.office.jobs import Job
from carnet.office.models import Draft, Drop, DropFile, User

_PATIENCE = 5.0  # seconds to wait for a piece that is just being written

rule(
    "drop.file_gone",
    Severity.ERROR,
    en="The file is not there: it never came whole, or it was erased.",
    fr="Le fichier n'est pas là : il n'est jamais arrivé en entier ou a été effacé.",
)
rule(
    "drop.none_chosen",
    Severity.ERROR,
    en="Choose at least one file that can be imported.",
    fr="Choisissez au moins un fichier qui peut être importé.",
)


def found(drop: Drop, key: str) -> DropFile:
    """A file of a link that is there, whole.

    Raises:
        CarnetError: drop.file_gone.
    """
    whole = drop.files.exclude(arrived=None).exclude(state=FileState.ERASED).select_related("drop")
    file = whole.filter(key=key).first()
    if file is None:
        raise CarnetError("drop.file_gone")
    return file


def take(file: DropFile, user: User) -> Iterator[bytes]:
    """The file in clear, piece by piece; that it was taken stands in the trail.

    Raises:
        CarnetError: drop.damaged, with the first piece at the latest where the key is another one.
    """
    pieces = sealed_of(file).pieces(file.size, file.name)
    first = next(pieces)
    note(file.drop, Happening.TAKEN, user=user, file=file.name)

    def every() -> Iterator[bytes]:
        yield first
        yield from pieces

    return every()


def write(file: DropFile, path: Path) -> None:
    """Write the file in clear where only this user of the computer may read it.

    Raises:
        CarnetError: drop.damaged.
    """
    with path.open("xb") as out:
        path.chmod(0o600)
        for piece in sealed_of(file).pieces(file.size, file.name):
            out.write(piece)


def begin_import(drop: Drop, keys: Sequence[str], user: User) -> Draft:
    """An import in preparation of some of a link's files; where the link is for a case, its newest version.

    Raises:
        CarnetError: drop.none_chosen, drop.damaged, draft.too_much, case.over.
    """
    chosen = list(drop.files.filter(key__in=keys, state=FileState.READY).select_related("drop"))
    if not chosen:
        raise CarnetError("drop.none_chosen")
    draft = keep.begin(drop.firm, user)
    try:
        with tempfile.TemporaryDirectory(dir=draft_folder(draft.key)) as room:
            for file in chosen:
                path = Path(room) / file.key
                write(file, path)
                drafted.add(draft, file.name, path, file.size)
        if drop.case:
            with transaction.atomic():
                receive(drop.case, draft, user)
                move(drop.case, CaseStatus.CHECKING, user)
    except CarnetError:
        keep.discard(draft)
        raise
    for file in chosen:
        DropFile.objects.filter(pk=file.pk).update(draft=draft.key)
        note(drop, Happening.IMPORTED, user=user, file=file.name)
    ask(draft, Job.LOOK)
    return draft


def erase(
    file: DropFile,
    what: Happening = Happening.ERASED,
    *,
    user: User | None = None,
    address: str = "",
) -> None:
    """Take a file's bytes away; its line and the trail stay. One that never served frees its place."""
    counts = bool(file.arrived) and what is not Happening.REMOVED
    with held(lock_of(file.key), _PATIENCE):
        still = DropFile.objects.filter(pk=file.pk).exclude(state=FileState.ERASED)
        gone = still.update(state=FileState.ERASED, erased=timezone.now(), counts=counts)
    clear(folder_of(file.key))
    if gone:
        note(file.drop, what, user=user, address=address, file=file.name)


def sweep() -> None:
    """Erase what is due, and folders that no file has any more."""
    now = timezone.now()
    for file in DropFile.objects.exclude(state=FileState.ERASED).select_related("drop"):
        if file.due <= now:
            erase(file)
    folder = drops_folder()
    folders = list(folder.iterdir()) if folder.is_dir() else []  # before the files: one may begin meanwhile
    known = set(DropFile.objects.exclude(state=FileState.ERASED).values_list("key", flat=True))
    for own in folders:
        if own.name not in known:
            clear(own)
