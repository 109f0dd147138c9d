"""Save, rename and delete the firm's recipes; contacts are as before, so the book's revision stays."""

from __future__ import annotations

from datetime import UTC, datetime

from carnet.book import recipes
from carnet.book.firm_book import FirmBook
from carnet.book.keys import random_key
from carnet.book.models import Recipe as Row
from carnet.book.texts import writable
from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.pipeline.recipes import Recipe, named, to_json

rule(
    "recipe.exists",
    Severity.ERROR,
    en="Another recipe is called “%(value)s” already. Choose another name; nothing was changed.",
    fr="Une autre recette s'appelle déjà « %(value)s ». Choisissez un autre nom ; rien n'a été modifié.",
)


def keep(book: FirmBook, name: str, recipe: Recipe, *, user: str, over: str | None = None) -> str:
    """Save a recipe under a name; its key.

    Args:
        over: None takes the place of whichever recipe is called so; a key of that one alone, "" of none.

    Raises:
        CarnetError: recipe.name, recipe.exists.
    """
    called = writable(named(name))
    with book.writing():
        row = recipes.named(book, called)
        if row is not None and over not in {None, row.key}:
            raise CarnetError("recipe.exists", value=row.name)
        row = row or Row(firm_id=book.firm, key=random_key())
        row.name, row.user, row.changed = called, writable(user), datetime.now(UTC)
        row.body = book.keys.seal(to_json(recipe).encode(), recipes.place(row))
        row.save(using=book.using)
    return row.key


def rename(book: FirmBook, key: str, name: str) -> None:
    """Give a recipe another name.

    Raises:
        CarnetError: recipe.name, recipe.exists, recipe.gone.
    """
    called = writable(named(name))
    with book.writing():
        row, other = recipes.row_of_key(book, key), recipes.named(book, called)
        if other is not None and other.pk != row.pk:
            raise CarnetError("recipe.exists", value=other.name)
        Row.objects.using(book.using).filter(pk=row.pk).update(name=called)


def delete(book: FirmBook, key: str) -> None:
    """Take a recipe away; the history goes on naming it.

    Raises:
        CarnetError: recipe.gone.
    """
    with book.writing():
        recipes.row_of_key(book, key).delete(using=book.using)
