"""A book opens where it is, with the key it was made with, or says in a sentence why not."""

from __future__ import annotations

import base64
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from carnet.book.setup import _using, open_book
from carnet.contract import CarnetError, Kind
from tests.support.book_plans import PlanMaker, Wish

if TYPE_CHECKING:
    from carnet.book.engines import Cursor
    from carnet.book.firm_book import FirmBook

ROOT = Path(__file__).parents[2]


def refusal(*arguments: object, **named: object) -> str:
    with pytest.raises(CarnetError) as refused:
        open_book(*arguments, **named)  # type: ignore[arg-type]
    return refused.value.code


def test_the_command_line_makes_one_firm_and_finds_it_again(tmp_path: Path) -> None:
    first, second = open_book(tmp_path / "new" / "home"), open_book(tmp_path / "new" / "home")
    assert (first.firm, first.name) == (second.firm, second.name)
    assert first.revision == 0


def test_a_firm_is_found_by_name_and_made_only_when_asked_to(tmp_path: Path) -> None:
    made = open_book(tmp_path, firm="Blue Gum")
    assert open_book(tmp_path).firm == made.firm, "the only firm there is"
    assert open_book(tmp_path, firm="Other").firm != made.firm
    assert refusal(tmp_path, firm="Othr", make=False) == "firm.unknown"
    assert refusal(tmp_path) == "firm.choose"


def test_a_postgresql_book_opens_by_its_url(tmp_path: Path, postgres_url: str) -> None:
    book = open_book(tmp_path, postgres_url)
    assert book.connection.vendor == "postgresql"
    assert open_book(tmp_path, postgres_url).firm == book.firm
    book.connection.close()


def test_the_key_file_is_its_owners_alone_and_is_never_written_again(tmp_path: Path) -> None:
    open_book(tmp_path)
    key = tmp_path / "book.key"
    if os.name == "posix":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_bytes()
    open_book(tmp_path)
    assert key.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir() if "sqlite3" not in path.name) == ["book.key"]


def test_a_book_does_not_open_with_another_key(tmp_path: Path) -> None:
    open_book(tmp_path)
    (tmp_path / "book.key").unlink()
    assert refusal(tmp_path) == "book.key"


def test_the_key_may_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARNET_KEY", base64.b64encode(b"k" * 32).decode())
    open_book(tmp_path)
    assert not (tmp_path / "book.key").exists()
    monkeypatch.setenv("CARNET_KEY", "too short")
    assert refusal(tmp_path) == "book.key"


def test_a_book_of_a_newer_version_is_refused_untouched(tmp_path: Path) -> None:
    book = open_book(tmp_path)
    with book.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('book', '0999_later', '2030-01-01')"
        )
    assert refusal(tmp_path) == "book.newer"


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_book_of_an_earlier_version_goes_on_from_the_step_that_it_is_at(
    tmp_path: Path, engine: str, request: pytest.FixtureRequest
) -> None:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.loader import MigrationLoader

    from carnet.book.models import Import

    url = request.getfixturevalue("postgres_url") if engine == "postgresql" else None
    using = _using(tmp_path, url)
    executor = MigrationExecutor(connections[using])
    executor.loader = MigrationLoader(connections[using], replace_migrations=False)  # as books were made
    apps = executor.migrate([("book", "0006_recipes")]).apps
    firm = apps.get_model("book", "Firm").objects.using(using).create(key="f", name="Ours", key_check="")
    recipe = {"firm_id": firm.pk, "key": "r", "name": "Monthly", "body": b"", "changed": timezone.now()}
    apps.get_model("book", "Recipe").objects.using(using).create(**recipe)
    done = {"firm_id": firm.pk, "key": "i", "recipe": "Monthly", "created": timezone.now(), "revision": 1}
    apps.get_model("book", "Import").objects.using(using).create(**done)

    assert refusal(tmp_path, url) == "book.key", "made without one"
    assert Import.objects.using(using).get().recipe_key == "r"
    assert not MigrationExecutor(connections[using]).migration_plan(
        [name for name in executor.loader.graph.leaf_nodes() if name[0] == "book" and "squashed" in name[1]]
    )


def test_a_step_that_fails_leaves_the_book_of_the_older_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db.migrations.executor import MigrationExecutor

    def broken(self: MigrationExecutor, *arguments: object, **named: object) -> object:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(MigrationExecutor, "apply_migration", broken)
    with pytest.raises(sqlite3.OperationalError):
        open_book(tmp_path)
    monkeypatch.undo()
    with sqlite3.connect(tmp_path / "book.sqlite3") as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    assert open_book(tmp_path).revision == 0


def test_a_file_that_is_no_book_is_said_to_be_unreadable(tmp_path: Path) -> None:
    (tmp_path / "book.sqlite3").write_bytes(b"this is no database, it is a letter to the bank" * 200)
    assert refusal(tmp_path) == "book.unreadable"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert refusal(tmp_path / "file" / "home") == "book.unwritable"


@pytest.mark.parametrize("url", ["mysql://u@localhost/book", "postgresql://localhost", "nonsense"])
def test_a_url_of_another_database_is_refused_without_repeating_it(tmp_path: Path, url: str) -> None:
    assert refusal(tmp_path, url) == "book.url"


def test_a_server_that_does_not_answer_is_said_to_be_unreachable(tmp_path: Path) -> None:
    assert refusal(tmp_path, "postgresql://nobody@127.0.0.1:1/book") == "book.unreachable"


def test_a_book_that_another_program_writes_to_is_said_to_be_locked(tmp_path: Path) -> None:
    from carnet.book.actions.apply_import import apply

    book = open_book(tmp_path)
    plan = PlanMaker(book, tmp_path).plan(Wish("Ana"))
    other = sqlite3.connect(tmp_path / "book.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with book.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(CarnetError, match=r"book\.locked"):
        apply(book, plan, user="Léa")
    assert book.contents().contacts.height == 0, "reading goes on meanwhile"
    other.close()
    apply(book, plan, user="Léa")


def test_two_programs_that_open_a_new_book_at_once_share_it(tmp_path: Path) -> None:
    program = "import sys; from pathlib import Path; from carnet.book.setup import open_book; " \
        "print(open_book(Path(sys.argv[1])).firm)"  # fmt: skip
    path = os.pathsep.join([str(ROOT), *sys.path])
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path / "home")],
            stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path},
        )
        for _ in range(3)
    ]  # fmt: skip
    assert {process.communicate()[0].strip() for process in running} == {b"1"}


def test_two_plans_that_ask_for_clues_at_once_make_them_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from carnet.book import clues, firm_book
    from carnet.book.actions.edit_contact import create
    from carnet.book.models import Clue

    book = open_book(tmp_path)
    create(book, Kind.PERSON, {"first_name": "Ann", "last_name": "Roy"}, user="tests")
    writing = firm_book.FirmBook.writing

    @contextmanager
    def late(self: FirmBook) -> Iterator[Cursor]:
        monkeypatch.undo()
        clues.catch_up(book)  # the other plan makes the clues between the look and the lock
        with writing(self) as cursor:
            yield cursor

    monkeypatch.setattr(firm_book.FirmBook, "writing", late)
    clues.catch_up(book)
    assert Clue.objects.using(book.using).exists()


def test_a_book_whose_contacts_have_clues_makes_none_again(tmp_path: Path) -> None:
    from django.db.migrations.executor import MigrationExecutor

    from carnet.book import clues
    from carnet.book.actions.edit_contact import create
    from carnet.book.models import Clue

    book = open_book(tmp_path)
    create(book, Kind.PERSON, {"first_name": "Ann", "last_name": "Roy"}, user="tests")
    clues.catch_up(book)
    known = Clue.objects.using(book.using).count()
    for state in ("0013_work_items", "0014_clues_when_asked"):
        MigrationExecutor(book.connection).migrate([("book", state)])
    clues.catch_up(book)
    assert Clue.objects.using(book.using).count() == known > 0


def test_asking_for_help_does_not_load_the_database_library() -> None:
    program = (
        "import sys, carnet.book, carnet.book.settings, carnet.book.setup; sys.exit('django' in sys.modules)"
    )
    subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def test_the_tables_are_those_that_the_models_describe(tmp_path: Path) -> None:
    from django.core.management import call_command

    open_book(tmp_path)
    call_command("makemigrations", "book", check=True, dry_run=True, verbosity=0)
