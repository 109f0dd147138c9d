"""Make a firm, or give it another name."""

from __future__ import annotations

from carnet.book.firm_book import FirmBook
from carnet.book.keys import random_key
from carnet.book.models import Firm
from carnet.contract import CarnetError
from carnet.findings import Severity, rule

rule(
    "firm.taken",
    Severity.ERROR,
    en="Another firm of this installation is called “%(value)s”. Choose another name.",
    fr="Un autre cabinet de cette installation s'appelle « %(value)s ». Choisissez un autre nom.",
)


def make_firm(using: str, name: str, *, key_check: str) -> Firm:
    """The firm of that name, made unless another process was first.

    Args:
        using: Django's alias of the database.
        name: at most 200 characters.
        key_check: see models.Firm.
    """
    return _made(using, name, key_check)[0]


def new_firm(using: str, name: str) -> str:
    """Add a firm beside those that are there; its key.

    Args:
        using: Django's alias of the database.

    Raises:
        CarnetError: firm.taken.
    """
    key_check = Firm.objects.using(using).values_list("key_check", flat=True)[0]
    made, fresh = _made(using, name, key_check)
    if not fresh:
        raise CarnetError("firm.taken", value=name)
    return made.key


def _made(using: str, name: str, key_check: str) -> tuple[Firm, bool]:
    """The firm of that name, and whether it is new."""
    return Firm.objects.using(using).get_or_create(
        name=name, defaults={"key": random_key(), "key_check": key_check}
    )


def rename_firm(book: FirmBook, name: str) -> None:
    """Give the firm another name.

    Raises:
        CarnetError: firm.taken.
    """
    firms = Firm.objects.using(book.using)
    if firms.filter(name=name).exclude(pk=book.firm).exists():
        raise CarnetError("firm.taken", value=name)
    firms.filter(pk=book.firm).update(name=name)
