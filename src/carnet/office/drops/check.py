"""A worker's look at what arrived: whether an import could read it.

The guarded reader needs the file in clear at a path. It gets it in memory, where the machine has a file
system there with room for it, however large it is; else it lies for the length of the look in a folder that
only this user of the computer may open, and is gone with it.
"""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db.models import F, QuerySet

from carnet.contract import CarnetError, Options
from carnet.findings import Severity, rule
from carnet.lock import held
from carnet.office.cases import returned, workbook
from carnet.office.drafts.folder import clear
from carnet.office.drops.files import write
from carnet.office.drops.folder import checks_folder, lock_of
from carnet.office.drops.states import FileState, Happening
from carnet.office.drops.trail import note
from carnet.office.models import DropFile
from carnet.office.working import told
from carnet.stages.read import read
from carnet.terms import place_of

TRIES = 3  # that a look gets when its worker dies
_MEMORY = Path("/dev/shm")
_UNPACKED = 8  # times its size that a file and what is read of it may take there
_ROOM = "carnet-check-"
_FORGOTTEN = 3600.0  # seconds after which the folder of a look is one that a worker left behind
_log = logging.getLogger("carnet.office")

rule(
    "drop.unchecked",
    Severity.ERROR,
    en="%(file)s could not be checked, so it cannot be imported from here. Send it again; if that stays, the "
    "firm may download it and import it itself.",
    fr="%(file)s n'a pas pu être vérifié et ne peut donc pas être importé d'ici. Envoyez-le de nouveau ; si "
    "cela persiste, le cabinet peut le télécharger et l'importer lui-même.",
)


def check(key: str) -> None:
    """Look at a file that arrived, unless that is done or somebody is at it."""
    if not DropFile.objects.filter(key=key, state=FileState.CHECKING).exists():
        return
    with held(lock_of(key)) as mine:
        mine = mine and bool(_waiting(key).update(tries=F("tries") + 1))
        if not mine:
            return
        file = _waiting(key).select_related("drop__case").get()
        state, error = _looked(file)
        done = _waiting(key).update(state=state, error=error and told(error))
    if done and error:
        note(file.drop, Happening.REFUSED, file=file.name)
    elif done and state is FileState.TAKEN:
        note(file.drop, Happening.CORRECTED, file=file.name)
    elif done and file.drop.case:
        returned.arrived(file.drop.case)


def take_up() -> None:
    """Have those looked at that a worker left behind."""
    from carnet.office.tasks import check as task

    for key in DropFile.objects.filter(state=FileState.CHECKING).values_list("key", flat=True):
        task.enqueue(key)


def sweep_rooms() -> None:
    """Take away the folders that workers left behind that died at a look."""
    for place in (_MEMORY, checks_folder()):
        for room in place.glob(f"{_ROOM}*"):
            if time.time() - room.stat().st_mtime > _FORGOTTEN:
                clear(room)


def _waiting(key: str) -> QuerySet[DropFile]:
    return DropFile.objects.filter(key=key, state=FileState.CHECKING)


def _looked(file: DropFile) -> tuple[FileState, CarnetError | None]:
    """How the file stands once it was looked at, and why it cannot be imported."""
    if file.tries > TRIES:
        return FileState.REFUSED, CarnetError("drop.unchecked", file=file.name)
    try:
        with _room(file) as room:
            scratch, own = room / "read", room / "file"
            scratch.mkdir()
            own.mkdir()
            path = own / file.name
            write(file, path)
            found = read([path], Options(), scratch)
            if file.drop.case and workbook.take(file.drop.case, found):
                return FileState.TAKEN, None
    except CarnetError as error:
        return FileState.REFUSED, error
    except Exception as error:
        _log.error("%s", place_of(error))
        return FileState.REFUSED, CarnetError("drop.unchecked", file=file.name)
    return FileState.READY, None


@contextmanager
def _room(file: DropFile) -> Iterator[Path]:
    """A folder for the look, empty, gone afterwards."""
    fits = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _UNPACKED * file.size
    room = (_MEMORY if fits else checks_folder()) / f"{_ROOM}{file.key}"
    clear(room)
    room.mkdir(mode=0o700)
    try:
        yield room
    finally:
        clear(room)
