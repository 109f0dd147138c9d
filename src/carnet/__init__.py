"""Carnet: any accounting firm's exports become one clean contact book.

For scripts: ``carnet.check``, ``carnet.import_``, ``carnet.match`` and ``carnet.export`` do what the commands
of those names do, and give the JSON document that these print (see carnet.doors.scripts).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carnet.doors.scripts import RefusedError, check, export, import_, match

__version__ = "0.1.0"
__all__ = ["RefusedError", "check", "export", "import_", "match"]


def __getattr__(name: str) -> object:
    """The functions, loaded when the first is asked for: a part of Carnet does not load all of it."""
    if name not in __all__:
        raise AttributeError(name)
    from carnet.doors import scripts

    return getattr(scripts, name)
