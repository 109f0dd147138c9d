"""Cursors of lists: where a page ended, in a form that a caller can only give back."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json

from carnet.book.crypto import Keyring
from carnet.book.listing.paging import After
from carnet.contract import CarnetError
from carnet.findings import Severity, rule

rule(
    "api.cursor",
    Severity.ERROR,
    en="This cursor belongs to another list. Begin again without one.",
    fr="Ce curseur appartient à une autre liste. Recommencez sans curseur.",
)


def made(keys: Keyring, after: After, asked: str) -> str:
    """A cursor; encrypted, for it holds a contact's value.

    Args:
        asked: everything that the list was asked for; a cursor goes on with the same alone.
    """
    sealed = keys.seal(json.dumps([after.value, after.id]).encode(), _place(asked))
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def read(keys: Keyring, cursor: str, asked: str) -> After:
    """Where a cursor goes on.

    Raises:
        CarnetError: api.cursor.
    """
    try:
        sealed = base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4))
        value, number = json.loads(keys.open(sealed, _place(asked)))
    except (CarnetError, binascii.Error, ValueError):
        raise CarnetError("api.cursor") from None
    return After(value, number)


def _place(asked: str) -> str:
    return "api/" + hashlib.sha256(asked.encode()).hexdigest()
