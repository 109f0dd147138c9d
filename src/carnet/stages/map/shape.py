"""The name under which a firm's corrections of a kind of file are remembered."""

from __future__ import annotations

import hashlib

from carnet.catalog.headers import fold
from carnet.contract import Recognised


def shape(recognised: Recognised) -> str:
    """A stable hash of the sheet's headers; their order, case and accents do not count."""
    folded = sorted(fold(header) for header in recognised.headers)
    return hashlib.sha256("\n".join(folded).encode()).hexdigest()[:32]
