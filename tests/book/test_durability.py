"""A process that dies at any moment leaves the book as it was before, and usable."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.book_plans import PlanMaker, Wish
from tests.support.victim import wishes

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

ROOT = Path(__file__).parents[2]


def killed(book: FirmBook, home: Path, verb: str, point: int) -> int:
    """The exit status of a process that dies at that step of applying or undoing."""
    place = book.connection.settings_dict
    url = (
        f"postgresql://{place['USER']}@{place['HOST']}:{place['PORT']}/{place['NAME']}"
        if place["HOST"]
        else ""
    )
    command = [sys.executable, "-m", "tests.support.victim", str(home), url, book.name, verb, str(point)]
    path = os.pathsep.join([str(ROOT), *sys.path])
    return subprocess.run(command, check=False, env={**os.environ, "PYTHONPATH": path}).returncode


@pytest.mark.parametrize("point", [1, 3, 6])
def test_an_import_killed_midway_has_changed_nothing(book: FirmBook, tmp_path: Path, point: int) -> None:
    from carnet.book.actions.apply_import import apply

    old = Wish("Old", values={"description": "old"}, cards=[{"role": "old"}])
    apply(book, PlanMaker(book, tmp_path).plan(old), user="Léa")
    before, revision = book.digest(), book.revision
    assert killed(book, tmp_path / "home", "apply", point) == -signal.SIGKILL
    assert (book.digest(), book.revision, len(book.history())) == (before, revision, 1)
    apply(book, PlanMaker(book, tmp_path, rows={2: ("Old", None, None)}).plan(*wishes()), user="Léa")
    assert (book.contents().contacts.height, book.revision) == (53, revision + 1)


@pytest.mark.parametrize("point", [2, 6])
def test_an_undo_killed_midway_has_changed_nothing(book: FirmBook, tmp_path: Path, point: int) -> None:
    from carnet.book.actions.apply_import import apply
    from carnet.book.actions.undo_import import undo

    maker = PlanMaker(book, tmp_path, rows={2: ("Ana", None, "43")})
    apply(book, maker.plan(Wish("Ana", row=2), Wish("Org", "organization")), user="Léa")
    before, revision = book.digest(), book.revision
    assert killed(book, tmp_path / "home", "undo", point) == -signal.SIGKILL
    assert (book.digest(), book.revision, book.history()[0].undone) == (before, revision, None)
    undo(book, book.history()[0].key, user="Léa")
    assert book.contents().contacts.height == 0
