"""What every test may ask for: a firm's book, on each engine.

No test meets the book of whoever runs the tests: CARNET_HOME is an empty folder here.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as generated

from tests.support.chromium import chromium
from tests.support.generated import few
from tests.support.postgres import server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from carnet.book.firm_book import FirmBook

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # each worker has a core; pools would wait for one another
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each program that a test starts would compile Carnet

_MEMORY = Path("/dev/shm")
if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > 4 * 2**30:
    os.environ.setdefault("TMPDIR", str(_MEMORY))  # half of a test of a book would be waiting for the disk
    tempfile.tempdir = None

_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if _worker and hasattr(os, "sched_setaffinity"):  # where a question to Polars changes cores it takes longer
    _cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {_cores[int(_worker.removeprefix("gw")) % len(_cores)]})

generated.register_profile("carnet", few(30), deadline=None)  # no test fails because the machine is busy
generated.load_profile("carnet")

_HOME = tempfile.TemporaryDirectory(prefix="carnet-tests-")
os.environ["CARNET_HOME"] = _HOME.name
for _variable in ("CARNET_DATABASE_URL", "CARNET_KEY"):
    os.environ.pop(_variable, None)


def _configured() -> None:
    """Every app of the product, so that a test may import any module; books are opened by their own alias."""
    import django
    from django.conf import settings

    from carnet.doors.web.settings import settings as web_settings

    settings.configure(**web_settings(Path(_HOME.name), None))
    django.setup()


_configured()


_TURNS = {"web": 0, "golden": 0, "unit": 2}  # folder -> when its turn comes


def pytest_xdist_auto_num_workers() -> int:
    """One worker a core, which it keeps."""
    return os.cpu_count() or 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take minutes come first and those of short tests last, so that the workers end together."""
    here = Path(__file__).parent
    items.sort(key=lambda item: _TURNS.get(item.path.relative_to(here).parts[0], 1))


Opens = Callable[..., "FirmBook"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window; one a worker, for Playwright does not start twice in a thread."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server; one a worker, started when a test first asks for it."""
    with server() as url:
        yield url


@pytest.fixture
def postgres_url(postgres: str) -> str:
    """The URL of an empty PostgreSQL database."""
    import psycopg

    name = f"carnet_{secrets.token_hex(8)}"
    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{postgres}/{name}"


@pytest.fixture(scope="session")
def shared_url(postgres: str) -> str:
    """The URL of a PostgreSQL database in which every test has firms of its own."""
    return f"{postgres}/postgres"


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an embedded book whose tables are made already; to be copied."""
    from django.db import connections

    from carnet.book.setup import open_book

    home = tmp_path_factory.mktemp("book")
    connections[open_book(home).using].close()
    return home


@pytest.fixture(params=["sqlite", "postgresql"])
def opens(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opens]:
    """Opens firms' books in one database: opens() or opens("the firm's name")."""
    from carnet.book.setup import open_book

    home, mark = tmp_path / "home", secrets.token_hex(4)
    url = None
    if request.param == "postgresql":
        url = request.getfixturevalue("shared_url")
    else:
        shutil.copytree(request.getfixturevalue("empty_home"), home)
    books: list[FirmBook] = []

    def opened(firm: str = "One") -> FirmBook:
        books.append(open_book(home, url, firm=f"{firm} {mark}"))
        return books[-1]

    yield opened
    for book in books:
        book.connection.close()


@pytest.fixture
def book(opens: Opens) -> FirmBook:
    """An empty book, once on SQLite and once on PostgreSQL."""
    return opens()
