"""Words of recipes."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from carnet.book.recipes import SavedRecipe
from carnet.choices import Held
from carnet.doors.web.templatetags.words import current, plural
from carnet.language import Language, Text
from carnet.pipeline import recipes
from carnet.pipeline.recipes import Recipe

register = template.Library()

_KINDS = {
    "columns": ("%(n)s column given a field", "%(n)s columns given a field",
                "%(n)s colonne dotée d’un champ", "%(n)s colonnes dotées d’un champ"),
    "policies": ("%(n)s rule for the book’s values", "%(n)s rules for the book’s values",
                 "%(n)s règle pour les valeurs du carnet", "%(n)s règles pour les valeurs du carnet"),
    "corrections": ("%(n)s correction", "%(n)s corrections", "%(n)s correction", "%(n)s corrections"),
    "decisions": ("%(n)s decision on duplicates", "%(n)s decisions on duplicates",
                  "%(n)s décision sur des doublons", "%(n)s décisions sur des doublons"),
    "values": ("%(n)s chosen value", "%(n)s chosen values", "%(n)s valeur choisie", "%(n)s valeurs choisies"),
}  # fmt: skip
_READING = Text("how the files are read", "la façon de lire les fichiers")
_AND = {Language.EN: " and ", Language.FR: " et "}


@register.filter
def holds(choices: Held) -> SafeString:
    """What a recipe holds, or files took of it: "3 columns given a field and 1 correction"."""
    counts = [(wordings, getattr(choices, name)) for name, wordings in _KINDS.items()]
    parts = [plural(count, *wordings) for wordings, count in counts if count]
    if not parts:
        return mark_safe(_READING(current()))
    *more, last = parts
    return mark_safe(_AND[current()].join([", ".join(more), last] if more else [last]))


@register.filter
def recipe_link(saved: SavedRecipe) -> SafeString:
    """Its name as a link to its page."""
    return format_html(
        '<a href="{}">“{}”</a>' if current() is Language.EN else '<a href="{}">«\u00a0{}\u00a0»</a>',
        reverse("recipes:recipe", args=[saved.key]),
        saved.name,
    )


@register.filter
def held(recipe: Recipe) -> Held:
    """How many choices of each kind it has."""
    return recipes.held(recipe)
