"""Where a draft's files and what is made of them lie on the disk."""

from __future__ import annotations

import re
import shutil
from pathlib import Path, PurePosixPath

from carnet.book.settings import home_folder

LONGEST = 120  # characters of a file's name, so that any file system takes it
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]')
_DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")  # names that Windows keeps for itself


def drafts_folder() -> Path:
    """The folder of all drafts."""
    return home_folder() / "drafts"


def folder_of(key: str) -> Path:
    """A draft's own folder, which only this user of the computer may open."""
    folder = drafts_folder() / key
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def place_of(key: str, number: int, name: str) -> Path:
    """Where a file of a draft is: in a folder of its number."""
    return folder_of(key) / "files" / str(number) / name


def scratch_of(key: str) -> Path:
    """Where what was read of the files lies."""
    scratch = folder_of(key) / "read"
    scratch.mkdir(mode=0o700, exist_ok=True)
    return scratch


def plan_of(key: str, version: int) -> Path:
    """The folder of the plan that was made of a version of the choices."""
    return folder_of(key) / f"plan-{version}"


def safe(name: str) -> str:
    """A file's name without what a file system may stumble over; never empty."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = _FORBIDDEN.sub("_", last).strip(" .") or "file"
    if _DEVICES.match(kept):
        kept = f"_{kept}"
    stem, dot, suffix = kept.rpartition(".")
    if not dot or len(suffix) > 10:
        return kept[:LONGEST]
    return f"{stem[: LONGEST - len(suffix) - 1]}.{suffix}"


def clear(folder: Path) -> None:
    """Take a folder away, as far as nobody holds its files open."""
    shutil.rmtree(folder, ignore_errors=True)
