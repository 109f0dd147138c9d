"""The recipes that a firm saved: choices of an import for the next files of the same shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from carnet.book.faults import told
from carnet.book.models import Contact, Import
from carnet.book.models import Recipe as Row
from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.pipeline.recipes import Recipe, from_json

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

rule(
    "recipe.unknown",
    Severity.ERROR,
    en="No recipe is called “%(value)s”. The recipes are: %(detail)s.",
    fr="Aucune recette ne s'appelle « %(value)s ». Les recettes sont : %(detail)s.",
)
rule(
    "recipe.unknown_near",
    Severity.ERROR,
    en="No recipe is called “%(value)s”. Did you mean “%(suggestion)s”? The recipes are: %(detail)s.",
    fr="Aucune recette ne s'appelle « %(value)s ». Vouliez-vous dire « %(suggestion)s » ? Les recettes "
    "sont : %(detail)s.",
)
rule(
    "recipe.gone",
    Severity.ERROR,
    en="There is no such recipe. It may have been deleted; what was imported with it stays as it is.",
    fr="Cette recette n'existe pas. Elle a peut-être été supprimée ; ce qui a été importé avec elle reste "
    "tel quel.",
)
rule(
    "recipe.none",
    Severity.ERROR,
    en="No recipe is called “%(value)s”: none was saved yet. Import the file with your choices and "
    "--save-recipe “%(value)s” first.",
    fr="Aucune recette ne s'appelle « %(value)s » : aucune n'a encore été enregistrée. Importez d'abord le "
    "fichier avec vos choix et --save-recipe « %(value)s ».",
)


@dataclass(frozen=True, slots=True)
class SavedRecipe:
    """A recipe as the firm has it.

    Attributes:
        key: of it, for addresses. user, changed: who saved it last, and when.
        used, uses: when an import last followed it, None where none did; how many that stand did.
    """

    key: str
    name: str
    user: str
    changed: datetime
    used: datetime | None
    uses: int
    recipe: Recipe


def recipes(book: FirmBook) -> list[SavedRecipe]:
    """The firm's recipes, by name."""
    uses = _uses(book)
    return [_saved(book, row, uses) for row in _rows(book)]


def recipe(book: FirmBook, name: str) -> SavedRecipe:
    """The recipe of that name, whatever its capitals.

    Raises:
        CarnetError: recipe.unknown, recipe.unknown_near, recipe.none.
    """
    row = named(book, name)
    if row is None:
        raise _unknown(name, [one.name for one in _rows(book)])
    return _saved(book, row, _uses(book))


def recipe_of_key(book: FirmBook, key: str) -> SavedRecipe:
    """The recipe of that key.

    Raises:
        CarnetError: recipe.gone.
    """
    return _saved(book, row_of_key(book, key), _uses(book))


def row_of_key(book: FirmBook, key: str) -> Row:
    """The table's row of the recipe of that key.

    Raises:
        CarnetError: recipe.gone.
    """
    row = _rows(book).filter(key=key).first()
    if row is None:
        raise CarnetError("recipe.gone")
    return row


def there(book: FirmBook, key: str) -> bool:
    """Whether there is a recipe of that key."""
    return _rows(book).filter(key=key).exists()


def named(book: FirmBook, name: str) -> Row | None:
    """The table's row of the recipe of that name, whatever its capitals."""
    wanted = name.strip().casefold()
    return next((row for row in _rows(book) if row.name.casefold() == wanted), None)


def contacts_of(book: FirmBook, recipe: Recipe) -> dict[str, str]:
    """The names of the book's contacts that a recipe decides on, by their keys."""
    parties = {party.key for one in recipe.decisions for party in (one.one, one.other)}
    parties |= {one.contact.key for one in recipe.values}
    with told(book.connection.vendor):
        known = Contact.objects.using(book.using).filter(firm_id=book.firm, key__in=parties - {""})
        return dict(known.values_list("key", "name"))


def place(row: Row) -> str:
    """What a recipe's body is sealed for."""
    return f"recipe/{row.key}"


def _rows(book: FirmBook) -> QuerySet[Row]:
    return Row.objects.using(book.using).filter(firm_id=book.firm).order_by("name")


def _uses(book: FirmBook) -> dict[str, int]:
    """How many imports that stand followed each recipe."""
    followed = Import.objects.using(book.using).filter(firm_id=book.firm, undone=None).exclude(recipe_key="")
    return dict(followed.values_list("recipe_key").annotate(Count("id")))


def _saved(book: FirmBook, row: Row, uses: dict[str, int]) -> SavedRecipe:
    body = book.keys.open(bytes(row.body), place(row)).decode()
    return SavedRecipe(row.key, row.name, row.user, row.changed, row.used, uses.get(row.key, 0), _read(body))


@lru_cache(maxsize=1_000)
def _read(body: str) -> Recipe:
    """A page looks at all of a firm's."""
    return from_json(body)


def _unknown(name: str, names: list[str]) -> CarnetError:
    if not names:
        return CarnetError("recipe.none", value=name)
    folded = {one.casefold(): one for one in names}
    near = get_close_matches(name.casefold(), folded, 1, 0.6)
    listed = ", ".join(names)
    if not near:
        return CarnetError("recipe.unknown", value=name, detail=listed)
    return CarnetError("recipe.unknown_near", value=name, suggestion=folded[near[0]], detail=listed)
