"""Making and finding errands, and the contacts that they are about."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
from django.utils import timezone

from carnet.book.keys import random_key
from carnet.book.settings import home_folder
from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.office.jobs import ErrandJob
from carnet.office.models import Errand, User

KEPT = timedelta(days=7)
_KEY = 16  # letters
_CONTACTS = "contacts.arrow"

rule(
    "errand.unknown",
    Severity.ERROR,
    en="There is no such piece of work, or it is long over. The history lists what was done.",
    fr="Ce travail n'existe pas ou est terminé depuis longtemps. L'historique indique ce qui a été fait.",
)


def begin(
    firm: str,
    user: User,
    job: ErrandJob,
    asked: Mapping[str, Any],
    *,
    back: str = "",
    contacts: pl.Series | None = None,
) -> Errand:
    """A new errand, waiting to be run.

    Args:
        firm: the firm's key.
        asked: see carnet.office.errands.work.
        back: the address of the page that asks.
        contacts: the ids or keys of the contacts that it is about.
    """
    errand = Errand.objects.create(
        key=random_key(_KEY), firm=firm, user=user, job=job, asked=dict(asked), back=back
    )
    folder = folder_of(errand.key)
    folder.mkdir(mode=0o700, parents=True)
    if contacts is not None:
        contacts.alias("contact").to_frame().write_ipc(folder / _CONTACTS)
    return errand


def contacts_of(errand: Errand) -> pl.Series:
    """The contacts that an errand was begun with."""
    return pl.read_ipc((folder_of(errand.key) / _CONTACTS).read_bytes())["contact"]


def found(firm: str, key: str) -> Errand:
    """The firm's errand of that key.

    Raises:
        CarnetError: errand.unknown, also where it is another firm's.
    """
    errand = Errand.objects.filter(firm=firm, key=key).select_related("user").first()
    if errand is None:
        raise CarnetError("errand.unknown")
    return errand


def folder_of(key: str) -> Path:
    """Where an errand's files are."""
    return home_folder() / "errands" / key


def made_file(key: str, suffix: str = ".xlsx") -> Path:
    """The file that an errand makes; it stays until the errand is long over."""
    return home_folder() / "errands" / f"{key}{suffix}"


def clear(key: str) -> None:
    """Take an errand's files away."""
    shutil.rmtree(folder_of(key), ignore_errors=True)


def sweep() -> None:
    """Take away what is long over."""
    old = Errand.objects.filter(created__lt=timezone.now() - KEPT)
    for key in old.values_list("key", flat=True):
        clear(key)
        for made in folder_of(key).parent.glob(f"{key}.*"):
            made.unlink(missing_ok=True)
    old.delete()
