"""A folder for what is put away meanwhile: gone when it is done with, and after a kill by the next one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from carnet.lock import held

_PREFIX, _LOCK = "carnet-", "in-use"


@contextmanager
def scratch() -> Iterator[Path]:
    """A new folder in the system's place for such; those of processes that were killed are removed first,
    for clients' data is in them."""
    parent = Path(tempfile.gettempdir())
    for left in parent.glob(f"{_PREFIX}*/{_LOCK}"):
        _remove_unused(left)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
    try:
        with held(folder / _LOCK):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_unused(lock: Path) -> None:
    try:
        with held(lock) as unused:
            pass
    except OSError:  # somebody else's, or gone meanwhile
        return
    if unused:
        shutil.rmtree(lock.parent, ignore_errors=True)
