"""Opening a firm's book: configure Django, bring the tables up to date, find or make the firm."""

from __future__ import annotations

import hashlib
import os
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carnet.book import settings as book_settings
from carnet.book.crypto import Keyring, keyring
from carnet.contract import CarnetError
from carnet.findings import Severity, rule

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    from carnet.book.firm_book import FirmBook
    from carnet.book.models import Firm

OWN_FIRM = "Carnet"  # the firm that the command line makes by itself
_MIGRATING = 0x6361726E6574  # key of PostgreSQL's advisory lock: one process migrates at a time

rule(
    "book.newer",
    Severity.ERROR,
    en="A newer version of Carnet made this book (%(detail)s). Nothing was changed. Install the newer "
    "version.",
    fr="Une version plus récente de Carnet a créé ce carnet (%(detail)s). Rien n'a été modifié. Installez la "
    "version plus récente.",
)
rule(
    "firm.unknown",
    Severity.ERROR,
    en="No firm is called “%(value)s”. The book has: %(detail)s.",
    fr="Aucun cabinet ne s'appelle « %(value)s ». Le carnet contient : %(detail)s.",
)
rule(
    "firm.choose",
    Severity.ERROR,
    en="The book has several firms. Say which one with --firm: %(detail)s.",
    fr="Le carnet contient plusieurs cabinets. Indiquez lequel avec --firm : %(detail)s.",
)


def open_book(
    home: Path | None = None,
    database_url: str | None = None,
    firm: str | None = None,
    *,
    make: bool = True,
) -> FirmBook:
    """A firm's book, ready for reading and for the actions.

    Args:
        home: the folder of the embedded book and of its key; CARNET_HOME, else the user's data folder.
        database_url: a PostgreSQL URL; CARNET_DATABASE_URL, else the embedded book.
        firm: its name or key; None is the only firm there is.
        make: make a firm that is not there yet.

    Raises:
        CarnetError: book.newer, book.locked, book.unreadable, book.unwritable, book.unreachable, book.url,
            book.key, firm.unknown, firm.choose.
    """
    home = home or book_settings.home_folder()
    using, keys = _prepared(home, database_url or os.environ.get("CARNET_DATABASE_URL"))
    from django.db import connections

    from carnet.book.faults import told
    from carnet.book.firm_book import FirmBook

    with told(connections[using].vendor):
        found = _firm(using, firm, keys, make)
    if found.key_check != _key_check(keys):
        raise CarnetError("book.key", detail=found.name)
    return FirmBook(using, found.pk, found.name, keys)


def firm_names(keys: Sequence[str]) -> dict[str, str]:
    """The names of firms of the installation by their keys, in their order.

    Raises:
        CarnetError: as open_book.
    """
    named = _named(key__in=keys)
    return {key: named[key] for key in keys if key in named}


def every_firm() -> dict[str, str]:
    """The names of all firms of the installation by their keys, in the order of the names.

    Raises:
        CarnetError: as open_book.
    """
    return _named()


def _named(**chosen: Sequence[str]) -> dict[str, str]:
    using, _ = database()
    from django.db import connections

    from carnet.book.faults import told
    from carnet.book.models import Firm

    with told(connections[using].vendor):
        firms = Firm.objects.using(using).filter(**chosen).order_by("name")
        return dict(firms.values_list("key", "name"))


def database() -> tuple[str, Keyring]:
    """Django's alias of the installation's database, with the books of all firms, and the key.

    Raises:
        CarnetError: as open_book.
    """
    return _prepared(book_settings.home_folder(), os.environ.get("CARNET_DATABASE_URL"))


_ready: dict[tuple[object, ...], tuple[str, Keyring]] = {}


def _prepared(home: Path, url: str | None) -> tuple[str, Keyring]:
    """Django's alias of the database, its tables up to date, and the key; once a process, and again where
    another file was put in the book's place."""
    file = home / book_settings.BOOK_FILE
    there = bool(url) or file.exists()
    place = (home, url, os.environ.get("CARNET_KEY"), there and not url and file.stat().st_ino)
    if place not in _ready or not there:
        with _folder(home):
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            keys = keyring(home)
        using = _using(home, url)
        from django.db import connections

        from carnet.book.faults import told

        with told(connections[using].vendor):
            _migrate(connections[using])
        _ready[place] = using, keys
    return _ready[place]


@contextmanager
def _folder(home: Path) -> Iterator[None]:
    """What is made in the book's folder."""
    try:
        yield
    except OSError as error:
        from carnet.book import faults as _declared  # noqa: F401  (its rules word the error)

        raise CarnetError("book.unwritable", detail=f"{home}: {error.strerror}") from None


def configure(home: Path, url: str | None) -> None:
    """Give Django its settings, unless somebody (the web app) did or names a module of them."""
    import django
    from django.apps import apps
    from django.conf import ENVIRONMENT_VARIABLE, settings

    if not settings.configured and not os.environ.get(ENVIRONMENT_VARIABLE):
        settings.configure(**book_settings.settings(home, url))
    if not apps.ready:
        django.setup()


def _using(home: Path, url: str | None) -> str:
    """The alias under which Django knows the database; a process may have several books open."""
    configure(home, url)
    from django.db import connections

    described = book_settings.database(home, url)
    known: dict[str, Any] = connections.databases
    for alias, database in known.items():
        if _place(database) == _place(described):
            return alias
    alias = "book-" + hashlib.sha256(repr(_place(described)).encode()).hexdigest()[:12]
    known[alias] = connections.configure_settings({"default": {}, alias: described})[alias]
    return alias


def _place(database: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(database.get(name, "")) for name in ("ENGINE", "HOST", "PORT", "NAME", "USER"))


def _migrate(connection: BaseDatabaseWrapper) -> None:
    """Bring the tables up to date, all steps in one transaction.

    Raises:
        CarnetError: book.newer, when a step was applied that this version does not know.
    """
    from carnet.book import migrations

    known = {module.name for module in pkgutil.iter_modules(migrations.__path__)}
    applied = _applied(connection)
    if applied - known:
        raise CarnetError("book.newer", detail=", ".join(sorted(applied - known)))
    if known - applied:
        migrate(connection, [name for name in _leaves(connection) if name[0] == "book"])


def migrate(connection: BaseDatabaseWrapper, targets: Sequence[tuple[str, str]]) -> None:
    """Apply what is missing up to those migrations (app, name), all of it in one transaction."""
    from django.db import transaction
    from django.db.migrations.executor import MigrationExecutor

    connection.disable_constraint_checking()  # SQLite rebuilds tables; no effect inside a transaction
    try:
        with transaction.atomic(using=connection.alias):
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_MIGRATING])
            MigrationExecutor(connection).migrate(list(targets))
    finally:
        connection.enable_constraint_checking()


def _leaves(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    from django.db.migrations.loader import MigrationLoader

    leaves: list[tuple[str, str]] = MigrationLoader(connection).graph.leaf_nodes()
    return leaves


def _applied(connection: BaseDatabaseWrapper) -> set[str]:
    from django.db.migrations.recorder import MigrationRecorder

    return {name for app, name in MigrationRecorder(connection).applied_migrations() if app == "book"}


def _firm(using: str, name: str | None, keys: Keyring, make: bool) -> Firm:
    from carnet.book.models import Firm

    firms = Firm.objects.using(using)
    if name is not None:
        # the key first: a firm may call itself what another's key is
        found = firms.filter(key=name).first() or firms.filter(name=name).first()
        too_long = len(name) > (Firm._meta.get_field("name").max_length or len(name))
        if found is None and (too_long or not make):
            raise CarnetError("firm.unknown", value=name, detail=_names(using))
        return found or _made(using, name, keys)
    few = list(firms.order_by("id")[:2])
    if len(few) > 1:
        own = firms.filter(name=OWN_FIRM).first()
        if own is None:
            raise CarnetError("firm.choose", detail=_names(using))
        return own
    return few[0] if few else _made(using, OWN_FIRM, keys)


def _names(using: str) -> str:
    from carnet.book.models import Firm

    names = Firm.objects.using(using).order_by("name").values_list("name", flat=True)[:20]
    return ", ".join(names) or "-"


def _made(using: str, name: str, keys: Keyring) -> Firm:
    from carnet.book.actions.make_firm import make_firm

    return make_firm(using, name, key_check=_key_check(keys))


def _key_check(keys: Keyring) -> str:
    return keys.digest("carnet/firm")
