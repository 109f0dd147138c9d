"""Django's settings for the book: where it is and how each engine is driven."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from platformdirs import user_data_path

from carnet.contract import CarnetError
from carnet.findings import Severity, rule

APPS = ("carnet.book",)
BOOK_FILE = "book.sqlite3"
WAIT = 20  # seconds that one writer waits for another

# Pages of 16 KiB halve the cost of writing much at once; a cache of 32 MiB is enough where rows
# come in order, and lets indexes be sorted by several threads; the WAL is cut back after an import.
_PRAGMAS = (
    "PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32768; "
    "PRAGMA journal_size_limit=67108864; PRAGMA threads=2;"
)

rule(
    "book.url",
    Severity.ERROR,
    en="CARNET_DATABASE_URL should look like postgresql://user:password@server/database; %(value)s does not.",
    fr="CARNET_DATABASE_URL doit ressembler à postgresql://utilisateur:motdepasse@serveur/base ; ce n'est "
    "pas le cas de %(value)s.",
)


def home_folder() -> Path:
    """CARNET_HOME, else the user's data folder for Carnet."""
    given = os.environ.get("CARNET_HOME")
    return Path(given) if given else user_data_path("carnet", appauthor=False)


def database(home: Path, url: str | None) -> dict[str, Any]:
    """Django's description of the database: the URL's, or the file in the home folder.

    Raises:
        CarnetError: book.url, when the URL is no PostgreSQL URL.
    """
    return _postgresql(url) if url else _sqlite(home / BOOK_FILE)


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"timeout": WAIT, "transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise CarnetError("book.url", value=f"{parts.scheme}://…")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or options.pop("host", ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"connect_timeout": WAIT, **options},
    }


def settings(home: Path, url: str | None) -> dict[str, Any]:
    """What django.conf.settings.configure takes for the book alone."""
    return {
        "DATABASES": {"default": database(home, url)},
        "INSTALLED_APPS": list(APPS),
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "SECRET_KEY": "the command line signs nothing",
    }
