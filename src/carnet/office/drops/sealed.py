"""A file that is never in clear where it lies: sealed piece by piece, in the order in which the pieces came.

A piece is its sealed length in four bytes and what AES-GCM made of it, bound to its place in the file. Each
file has a key of its own, derived from the installation's; a piece is in memory, never the file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from carnet.book.crypto import Keyring
from carnet.contract import CarnetError
from carnet.findings import Severity, rule

PIECE = 1024 * 1024  # bytes of a piece at most
_LENGTH = 4  # bytes that tell the length of a sealed piece
_LONGEST = PIECE + 64  # bytes of a sealed piece: its nonce and its tag come to it

rule(
    "drop.damaged",
    Severity.ERROR,
    en="“%(value)s” cannot be opened: it was changed on the disk, or the key of this installation is another "
    "one by now. Ask for the file again.",
    fr="« %(value)s » ne peut pas être ouvert : il a été modifié sur le disque, ou la clé de cette "
    "installation n'est plus la même. Demandez de nouveau le fichier.",
)


class SealedFile:
    """A sealed file on the disk.

    Args:
        path: where it lies. keys: its own key.
    """

    def __init__(self, path: Path, keys: Keyring) -> None:
        self._path = path
        self._keys = keys

    def append(self, end: int, offset: int, piece: bytes) -> int:
        """Seal the next piece; returns where the file on the disk ends then.

        Args:
            end: where it ends now; what lies behind that was never told to be there.
            offset: of the piece, in clear bytes.
        """
        sealed = self._keys.seal(piece, str(offset))
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.truncate(end)
            file.seek(end)
            file.write(len(sealed).to_bytes(_LENGTH, "big"))
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        return end + _LENGTH + len(sealed)

    def pieces(self, size: int, name: str) -> Iterator[bytes]:
        """The file in clear, piece by piece.

        Args:
            size: that it must have. name: as a person knows it.

        Raises:
            CarnetError: drop.damaged.
        """
        offset = 0
        try:
            with self._path.open("rb") as file:
                while offset < size:
                    length = int.from_bytes(file.read(_LENGTH), "big")
                    piece = self._keys.open(file.read(min(length, _LONGEST)), str(offset))
                    offset += len(piece)
                    yield piece
        except (CarnetError, OSError, ValueError):
            raise CarnetError("drop.damaged", value=name) from None
