"""What is encrypted at rest, and with which key.

AES-256-GCM (NIST SP 800-38D) with a random nonce of 12 bytes in front of the ciphertext; the place
that a text belongs to is authenticated with it, so that no row can be put in place of another.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
import tempfile
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from carnet.contract import CarnetError
from carnet.findings import Severity, rule

NONCE = 12  # bytes
KEY = 32  # bytes
KEY_FILE = "book.key"

rule(
    "book.key",
    Severity.ERROR,
    en="The key does not open this book (%(detail)s). Put the file book.key that belongs to this book "
    "back in its folder, or set CARNET_KEY to its contents.",
    fr="La clé n'ouvre pas ce carnet (%(detail)s). Remettez dans son dossier le fichier book.key qui va avec "
    "ce carnet, ou donnez son contenu à CARNET_KEY.",
)


class Keyring:
    """The book's key: seals what must not be readable on disk.

    Args:
        key: 32 random bytes.

    Raises:
        CarnetError: book.key, when the key has another length.
    """

    __slots__ = ("_cipher", "_lookup", "_others")

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY:
            raise CarnetError("book.key", detail=f"{len(key)} / {KEY} bytes")
        self._cipher = AESGCM(hmac.digest(key, b"carnet/seal", "sha256"))
        self._lookup = hmac.digest(key, b"carnet/lookup", "sha256")
        self._others = hmac.digest(key, b"carnet/others", "sha256")

    def derived(self, purpose: str) -> Keyring:
        """A key of its own for that purpose, always the same one."""
        return Keyring(hmac.digest(self._others, purpose.encode(), "sha256"))

    def seal(self, content: bytes, place: str) -> bytes:
        """The content encrypted, bound to the place it is kept at."""
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(nonce, content, place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """The content of what was sealed for that place.

        Raises:
            CarnetError: book.key, when another key sealed it or somebody changed it.
        """
        try:
            return self._cipher.decrypt(bytes(sealed[:NONCE]), bytes(sealed[NONCE:]), place.encode())
        except InvalidTag:
            raise CarnetError("book.key", detail=place) from None

    def seal_text(self, text: str, place: str) -> str:
        """A text encrypted, as base64 text."""
        return base64.b64encode(self.seal(text.encode(), place)).decode()

    def open_text(self, sealed: str, place: str) -> str:
        """The text of what seal_text gave."""
        return self.open(base64.b64decode(sealed), place).decode()

    def digest(self, value: str) -> str:
        """Equal for equal values, with no way back to the value (HMAC-SHA-256, 128 bits of it)."""
        return hmac.digest(self._lookup, value.encode(), "sha256")[:16].hex()


def keyring(home: Path) -> Keyring:
    """The key in CARNET_KEY (base64), else in the home folder, where one is made at first use."""
    given = os.environ.get("CARNET_KEY")
    try:
        return Keyring(base64.b64decode((given or _kept(home / KEY_FILE)).strip(), validate=True))
    except (binascii.Error, UnicodeError):
        raise CarnetError("book.key", detail="base64") from None


def _kept(path: Path) -> str:
    """The key file's text. It is readable by its owner alone, appears whole and is never overwritten."""
    if not path.exists():
        descriptor, fresh = tempfile.mkstemp(dir=path.parent)  # mode 0600
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(base64.b64encode(os.urandom(KEY)).decode())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # another process was first
        finally:
            os.unlink(fresh)
    return path.read_text(encoding="ascii")
