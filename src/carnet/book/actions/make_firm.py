"""Make a firm."""

from __future__ import annotations

from carnet.book.keys import random_key
from carnet.book.models import Firm


def make_firm(using: str, name: str, *, key_check: str) -> Firm:
    """The firm of that name, made unless another process was first.

    Args:
        using: Django's alias of the database.
        name: at most 200 characters.
        key_check: see models.Firm.
    """
    firm, _ = Firm.objects.using(using).get_or_create(
        name=name, defaults={"key": random_key(), "key_check": key_check}
    )
    return firm
