"""A process that changes a book and is killed in the middle of it.

python -m tests.support.victim HOME URL FIRM apply|undo POINT: dies at the POINT-th step.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from carnet.book.setup import open_book
from tests.support.book_plans import PlanMaker, Wish


def wishes() -> list[Wish]:
    """Everything that an import can do at once."""
    cards = [{"works_at": "Org", "emails": ["new@example.com"]}]
    return [
        Wish(
            "Old", update=True, values={"description": "new"}, cards=[{"replaces": 0, "role": "new"}], row=2
        ),
        *(Wish(f"New {number}", cards=cards, row=3) for number in range(50)),
        Wish("Org", "organization"),
        Wish("Family", "client_group", members=["Old", "Org"]),
    ]


def main(home: str, url: str, firm: str, verb: str, point: int) -> None:
    """Apply the wishes, or undo the latest import."""
    book = open_book(Path(home), url or None, firm=firm)
    left = point

    def step(*_: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    if verb == "apply":
        from carnet.book.actions.apply_import import apply

        with tempfile.TemporaryDirectory() as folder:
            rows = {2: ("Old", None, "43"), 3: ("New", None, "44")}
            apply(
                book, PlanMaker(book, Path(folder), rows=rows).plan(*wishes()), user="victim", progress=step
            )
    else:
        from carnet.book.actions import sweep, undo_import

        for module, name in ((sweep, "_delete_contacts"), (sweep, "_delete_sources"), (undo_import, "sweep")):
            _interrupt(module, name, step)
        undo_import.undo(book, book.history()[0].key, user="victim")


def _interrupt(module: Any, name: str, step: Any) -> None:
    whole = getattr(module, name)

    def interrupted(*arguments: Any) -> Any:
        step()
        result = whole(*arguments)
        step()
        return result

    setattr(module, name, interrupted)


if __name__ == "__main__":
    home_, url_, firm_, verb_, point_ = sys.argv[1:]
    main(home_, url_, firm_, verb_, int(point_))
