"""What a database's errors mean to a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, OperationalError

from carnet.contract import CarnetError
from carnet.findings import Severity, rule

rule(
    "book.locked",
    Severity.ERROR,
    en="Another program is writing to the book. Nothing was changed. Wait until it is done and try again.",
    fr="Un autre programme écrit dans le carnet. Rien n'a été modifié. Attendez qu'il ait terminé et "
    "réessayez.",
)
rule(
    "book.unreadable",
    Severity.ERROR,
    en="The book cannot be read (%(detail)s). Nothing was changed. Check the folder in CARNET_HOME, or put "
    "back the last copy of the book.",
    fr="Le carnet ne peut pas être lu (%(detail)s). Rien n'a été modifié. Vérifiez le dossier indiqué par "
    "CARNET_HOME, ou remettez la dernière copie du carnet.",
)
rule(
    "book.unwritable",
    Severity.ERROR,
    en="The book cannot be written (%(detail)s). Nothing was changed. Make room on the disk, check that you "
    "may write into the folder in CARNET_HOME, and try again.",
    fr="Le carnet ne peut pas être écrit (%(detail)s). Rien n'a été modifié. Libérez de la place sur le "
    "disque, vérifiez que vous pouvez écrire dans le dossier indiqué par CARNET_HOME, et réessayez.",
)
rule(
    "book.unreachable",
    Severity.ERROR,
    en="The database server does not answer (%(detail)s). Nothing was changed. Check CARNET_DATABASE_URL and "
    "the network.",
    fr="Le serveur de base de données ne répond pas (%(detail)s). Rien n'a été modifié. Vérifiez "
    "CARNET_DATABASE_URL et le réseau.",
)

_UNWRITABLE = ("readonly", "read-only", "is full")
_LOCKED = ("locked", "lock timeout", "could not obtain lock", "deadlock")


@contextmanager
def told(vendor: str) -> Iterator[None]:
    """Turn the database's own errors into ours.

    Args:
        vendor: Django's name of the engine.

    Raises:
        CarnetError: book.locked, book.unwritable, book.unreadable or book.unreachable.
    """
    try:
        yield
    except DatabaseError as error:
        detail = str(error).strip().partition("\n")[0]
        if any(word in detail for word in _LOCKED):
            raise CarnetError("book.locked") from error
        if vendor == "sqlite":
            unwritable = any(word in detail for word in _UNWRITABLE)
            raise CarnetError(
                "book.unwritable" if unwritable else "book.unreadable", detail=detail
            ) from error
        if isinstance(error, OperationalError):
            raise CarnetError("book.unreachable", detail=detail) from error
        raise
