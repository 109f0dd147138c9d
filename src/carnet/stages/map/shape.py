"""The name under which a firm's corrections of a kind of file are remembered."""

from __future__ import annotations

import hashlib

from carnet.catalog.headers import fold
from carnet.contract import Recognised
from carnet.providers.layout import reserved


def shape(recognised: Recognised) -> str:
    """A stable hash of the sheet's headers; their order, case and accents do not count.

    A workbook of corrections has the shape of the file that it corrects.
    """
    own = {index: target.special for index, target in reserved(recognised.headers).items()}
    kinds = ("source_row", "remark") if "source_row" in own.values() else ()
    theirs = [header for index, header in enumerate(recognised.headers) if own.get(index) not in kinds]
    folded = sorted(map(fold, theirs))
    return hashlib.sha256("\n".join(folded).encode()).hexdigest()[:32]
