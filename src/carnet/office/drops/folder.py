"""Where the files that links bring lie on the disk, each in a folder of its own, sealed."""

from __future__ import annotations

from pathlib import Path

from carnet.book.crypto import keyring
from carnet.book.settings import home_folder
from carnet.office.drops.sealed import SealedFile
from carnet.office.models import DropFile


def drops_folder() -> Path:
    """The folder of all of them."""
    return home_folder() / "drops"


def checks_folder() -> Path:
    """Where a large file lies in clear while it is looked at."""
    folder = home_folder() / "checks"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def folder_of(key: str) -> Path:
    """A file's own folder, which only this user of the computer may open."""
    folder = drops_folder() / key
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def lock_of(key: str) -> Path:
    """Held by whoever writes or checks the file."""
    return folder_of(key) / "lock"


def sealed_of(file: DropFile) -> SealedFile:
    """The file's bytes."""
    return SealedFile(folder_of(file.key) / "sealed", keyring(home_folder()).derived(f"drop/{file.key}"))
