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


def keep(book: FirmBook, name: str, recipe: Recipe, *, user: str) -> None:
    """Save a recipe under a name, in place of the one that is called so.

    Raises:
        CarnetError: recipe.name.
    """
    called = writable(named(name))
    with book.writing():
        row = recipes.named(book, called) or Row(firm_id=book.firm, key=random_key())
        row.name, row.user, row.changed = called, writable(user), datetime.now(UTC)
        row.body = book.keys.seal(to_json(recipe).encode(), recipes.place(row))
        row.save(using=book.using)


def rename(book: FirmBook, name: str, new: str) -> None:
    """Give a recipe another name.

    Raises:
        CarnetError: recipe.name, recipe.exists, recipe.unknown.
    """
    called = writable(named(new))
    with book.writing():
        row, other = _found(book, name), recipes.named(book, called)
        if other is not None and other.pk != row.pk:
            raise CarnetError("recipe.exists", value=other.name)
        Row.objects.using(book.using).filter(pk=row.pk).update(name=called)


def delete(book: FirmBook, name: str) -> None:
    """Take a recipe away; the history goes on naming it.

    Raises:
        CarnetError: recipe.unknown.
    """
    with book.writing():
        _found(book, name).delete(using=book.using)


def _found(book: FirmBook, name: str) -> Row:
    return Row.objects.using(book.using).get(key=recipes.recipe(book, name).key)
