"""Random keys, short enough to be read aloud."""

from __future__ import annotations

import os

import numpy as np
import numpy.typing as npt

_LETTERS = np.frombuffer(b"23456789abcdefghjkmnpqrstuvwxyzQ", dtype="S1")  # 32; no 0, 1, i, l, o
CONTACT_KEY = 12  # letters: 60 bits, so that a million keys meet with a chance of 1 in 2 million
IMPORT_KEY = 8
KEY_FORM = r"^[0-9A-Za-z]+$"


def random_letters(count: int, length: int = CONTACT_KEY) -> npt.NDArray[np.bytes_]:
    """So many random keys, in ascending order (which keeps a unique index growing at its end)."""
    drawn = np.frombuffer(os.urandom(count * length), dtype=np.uint8) & 31
    letters = np.ascontiguousarray(_LETTERS[drawn].reshape(count, length))
    return np.sort(letters.view(f"S{length}").ravel())


def spelled(keys: npt.NDArray[np.bytes_]) -> list[str]:
    """Keys of one length as texts."""
    length, letters = keys.dtype.itemsize, keys.tobytes().decode("ascii")
    return [letters[start : start + length] for start in range(0, len(letters), length)]


def random_key(length: int = CONTACT_KEY) -> str:
    """One random key."""
    return spelled(random_letters(1, length))[0]
