"""Taking in what a visitor sends: a file is begun with its size, comes piece by piece, and may be resumed."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from carnet.book.keys import random_key
from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.lock import held
from carnet.office.drafts.files import MOST_BYTES
from carnet.office.drafts.folder import safe
from carnet.office.drops.files import erase
from carnet.office.drops.folder import lock_of, sealed_of
from carnet.office.drops.links import left
from carnet.office.drops.states import FileState, Happening
from carnet.office.drops.trail import note
from carnet.office.models import Drop, DropFile

UNFINISHED = timedelta(days=2)  # that a broken-off file waits for its other pieces
_KEY = 26  # letters: 130 bits
_PATIENCE = 5.0  # seconds to wait for a piece of the same file that is just being written

rule(
    "drop.too_large",
    Severity.ERROR,
    en="“%(value)s” was not taken: it is larger than what this link still takes (%(detail)s MB). Split it, "
    "or ask the firm for another link.",
    fr="« %(value)s » n'a pas été pris : il est plus grand que ce que ce lien accepte encore "
    "(%(detail)s Mo). Partagez-le ou demandez un autre lien au cabinet.",
)
rule(
    "drop.no_file",
    Severity.ERROR,
    en="This file is not there any more: it was not finished in time, or it was taken back. Send it again.",
    fr="Ce fichier n'est plus là : il n'a pas été terminé à temps ou a été retiré. Envoyez-le de nouveau.",
)
rule(
    "drop.arrived",
    Severity.ERROR,
    en="“%(value)s” has arrived and cannot be taken back here. Ask the firm to erase it.",
    fr="« %(value)s » est arrivé et ne peut pas être retiré ici. Demandez au cabinet de l'effacer.",
)


class OutOfStep(Exception):  # noqa: N818  (no error: the sender asks where to go on)
    """The piece is not the one that comes next."""


class Busy(Exception):  # noqa: N818  (no error: the sender tries again)
    """Another piece of the file is being written."""


def of_visit(drop: Drop, visit: str) -> QuerySet[DropFile]:
    """The files of a visit that are there or on their way, in the order in which they were begun."""
    return drop.files.filter(visit=visit).exclude(state=FileState.ERASED).select_related("drop")


def found(drop: Drop, visit: str, key: str) -> DropFile:
    """A file of a visit.

    Raises:
        CarnetError: drop.no_file, also where another visitor brought it.
    """
    file = of_visit(drop, visit).filter(key=key).first()
    if file is None or (file.state == FileState.ARRIVING and file.expires <= timezone.now()):
        raise CarnetError("drop.no_file")
    return file


def begin(drop: Drop, visit: str, name: str, size: int, address: str) -> DropFile:
    """Make room for a file.

    Args:
        name: as the visitor's computer calls it. size: in bytes.
        address: where the visitor comes from.

    Raises:
        CarnetError: drop.full, drop.too_large, file.empty.
    """
    own = safe(name)
    try:
        file = _begun(drop, visit, own, size)
    except CarnetError:
        note(drop, Happening.REFUSED, address=address, file=own)
        raise
    note(drop, Happening.BEGUN, address=address, file=own)
    return file


def append(file: DropFile, offset: int, piece: bytes, address: str) -> DropFile:
    """Keep the next piece; with the last one the file has arrived and waits to be checked.

    Args:
        offset: of the piece in the file.

    Raises:
        OutOfStep: another piece comes next, or the file would get longer than it was begun.
        Busy: another piece is being written.
        CarnetError: drop.no_file.
    """
    with held(lock_of(file.key), _PATIENCE) as mine:
        if not mine:
            raise Busy
        now = DropFile.objects.select_related("drop").get(pk=file.pk)
        if now.state == FileState.ERASED:
            raise CarnetError("drop.no_file")
        if now.state != FileState.ARRIVING or now.received != offset or offset + len(piece) > now.size:
            raise OutOfStep
        if piece:
            now.sealed = sealed_of(now).append(now.sealed, offset, piece)
        now.received += len(piece)
        now.expires = timezone.now() + UNFINISHED
        whole = now.received == now.size
        if whole:
            now.state, now.arrived = FileState.CHECKING, timezone.now()
        now.save(update_fields=["received", "sealed", "expires", "state", "arrived"])
    if whole:
        note(now.drop, Happening.ARRIVED, address=address, file=now.name)
        from carnet.office.tasks import check

        check.enqueue(now.key)
    return now


def take_back(file: DropFile, address: str) -> None:
    """Let a file go that is not whole yet, or that cannot be imported.

    Raises:
        CarnetError: drop.arrived.
    """
    if file.state not in {FileState.ARRIVING, FileState.REFUSED}:
        raise CarnetError("drop.arrived", value=file.name)
    erase(file, Happening.REMOVED, address=address)


def _begun(drop: Drop, visit: str, name: str, size: int) -> DropFile:
    with transaction.atomic():
        Drop.objects.select_for_update().get(pk=drop.pk)  # files that are begun together share what is left
        room = min(left(drop), MOST_BYTES)
        if not room:
            raise CarnetError("drop.full")
        if not size:
            raise CarnetError("file.empty", file=name)
        if size > room:
            raise CarnetError("drop.too_large", value=name, detail=f"{room / 1e6:.1f}")
        return DropFile.objects.create(
            drop=drop, key=random_key(_KEY), visit=visit, name=name, size=size,
            expires=timezone.now() + UNFINISHED,
        )  # fmt: skip
