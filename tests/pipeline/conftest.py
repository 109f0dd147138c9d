"""A desk for each test: an embedded book of its own, and others in the same database when asked for."""

from __future__ import annotations

import itertools
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from tests.support.commands import Carnet, Ran
from tests.support.desk import Desk

from carnet.contract import CarnetError, Options, SourceFile
from carnet.doors.cli.main import main

_NUMBERS = itertools.count()


@pytest.fixture(scope="module")
def home(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with an embedded book that the tests of a module share, each with firms of its own."""
    from django.db import connections

    from carnet.book.setup import open_book

    folder = tmp_path_factory.mktemp("desk") / "home"
    shutil.copytree(empty_home, folder)
    yield folder
    connections[open_book(folder, firm="none").using].close()


@pytest.fixture
def desks(home: Path, tmp_path: Path) -> Callable[[], Desk]:
    """Makes desks whose books are empty."""
    from carnet.book.setup import open_book

    return lambda: Desk(open_book(home, firm=f"Firm {next(_NUMBERS)}"), tmp_path)


@pytest.fixture
def desk(desks: Callable[[], Desk]) -> Desk:
    """A desk with an empty book."""
    return desks()


@pytest.fixture(autouse=True, scope="module")
def read_here() -> Iterator[None]:
    """Files are opened in this process: starting the reader's own takes longer than most of these tests."""
    from carnet.pipeline import reading
    from carnet.stages.read.opening import open_file, placed

    def read_each(
        paths: Sequence[Path], options: Options, scratch: Path
    ) -> Iterator[list[SourceFile] | CarnetError]:
        for number, path in enumerate(paths):
            try:
                found = open_file(path, options, scratch, f"f{number}")
                yield [placed(source, path, number) for source in found]
            except CarnetError as error:
                named = error.values.get("file") or path.name or str(path)
                yield CarnetError(error.code, **{**error.values, "file": named})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "read_each", read_each)
        yield


@pytest.fixture
def carnet(
    empty_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Carnet]:
    """Runs a command in this process, in a folder and with a book of the test's own."""
    from django.db import connections

    shutil.copytree(empty_home, tmp_path / "home")
    monkeypatch.setenv("CARNET_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["carnet", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Ran(int(ended.value.code or 0), printed.out, printed.err)

    yield run
    connections.close_all()
