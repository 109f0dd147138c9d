"""A listing kept in files between runs: derived from the book, readable by its owner alone, and safe to
delete."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from pathlib import Path

import polars as pl

from carnet.book.listing.flags import FLAG
from carnet.book.listing.snapshot import FRAME
from carnet.book.listing.state import State

_FORM = 1  # grows when the frames' columns or what is in them changes
_FRAMES = ("contacts", "flags", "imports")


class Cache:
    """The files of one firm's listing.

    Args:
        folder: where they are kept. firm: the firm's key.
    """

    def __init__(self, folder: Path, firm: str) -> None:
        self._folder, self._firm = folder, firm
        self._head = folder / f"listing-{firm}.json"

    def keep(self, state: State) -> None:
        """Write a state whose contacts are sorted together; a reader sees the old files or the new ones."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"listing-{self._firm}-{secrets.token_hex(4)}"
        frames = (state.snapshot.base.frame, state.flags, state.imports)
        for part, frame in zip(_FRAMES, frames, strict=True):
            with _private(self._folder / f"{name}-{part}.arrow").open("wb") as file:
                frame.write_ipc(file, compression="lz4")
        fresh = _private(self._folder / f"{name}.part")
        fresh.write_text(
            json.dumps({"form": _FORM, "revision": state.revision, "name": name}), encoding="ascii"
        )
        fresh.replace(self._head)
        for old in self._folder.glob(f"listing-{self._firm}-*"):
            if not old.name.startswith(name):
                with contextlib.suppress(OSError):  # another process reads it, or took it away
                    old.unlink()

    def kept(self) -> State | None:
        """The state that was written last; None where there is none that can be read."""
        try:
            head = json.loads(self._head.read_text(encoding="ascii"))
            if head["form"] != _FORM:
                return None
            frames = [
                pl.read_ipc((self._folder / f"{head['name']}-{part}.arrow").read_bytes()) for part in _FRAMES
            ]
            if frames[0].schema != FRAME or frames[1].schema != FLAG:
                return None
            return State.of(head["revision"], *frames)
        except (OSError, ValueError, KeyError, pl.exceptions.PolarsError):
            return None


def _private(path: Path) -> Path:
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    return path
