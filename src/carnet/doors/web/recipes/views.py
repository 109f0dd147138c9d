"""The list of the firm's recipes, and one of them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.shortcuts import render as page_of
from django.views.decorators.http import require_POST, require_safe

from carnet.book.actions import keep_recipe
from carnet.book.recipes import contacts_of
from carnet.catalog import fold
from carnet.contract import CarnetError
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.faults import WRONG, message
from carnet.doors.web.recipes.shown import shown
from carnet.language import Text
from carnet.office.roles import Role
from carnet.pipeline.recipes import LONGEST

PAGE = 50  # recipes
_RENAMED = Text("The recipe is called “%(name)s” now.", "La recette s’appelle désormais « %(name)s ».")
_DELETED = Text(
    "The recipe “%(name)s” was deleted; what was imported with it stays as it is.",
    "La recette « %(name)s » a été supprimée ; ce qui a été importé avec elle reste tel quel.",
)


@require_safe
@at_desk(Role.READER)
def recipes(request: DeskRequest) -> HttpResponseBase:
    """The recipes by name; those whose name has the text that the address asks for."""
    text = request.GET.get("text", "")[:LONGEST]
    found = [one for one in request.desk.book.recipes() if fold(text) in fold(one.name)]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return page_of(request, "carnet/recipes/recipes.html", {"page": page, "text": text})


@require_safe
@at_desk(Role.READER)
def recipe(request: DeskRequest, key: str) -> HttpResponseBase:
    """One recipe in words."""
    return _page(request, key)


@require_POST
@at_desk(Role.MEMBER)
def rename(request: DeskRequest, key: str) -> HttpResponseBase:
    """Give a recipe another name."""
    try:
        keep_recipe.rename(request.desk.book, key, request.POST.get("name", ""))
    except CarnetError as error:
        if error.code not in {"recipe.name", "recipe.exists"}:
            raise
        return _page(request, key, message(error, request.language))
    called = request.desk.book.recipe_of_key(key).name
    messages.success(request, _RENAMED(request.language, {"name": called}))
    return redirect("recipes:recipe", key)


@require_POST
@at_desk(Role.MEMBER)
def delete(request: DeskRequest, key: str) -> HttpResponseBase:
    """Take a recipe away."""
    called = request.desk.book.recipe_of_key(key).name
    keep_recipe.delete(request.desk.book, key)
    messages.success(request, _DELETED(request.language, {"name": called}))
    return redirect("recipes:recipes")


def _page(request: DeskRequest, key: str, fault: str = "") -> HttpResponse:
    book = request.desk.book
    saved = book.recipe_of_key(key)
    told = shown(saved.recipe, contacts_of(book, saved.recipe), request.language)
    values = {
        "one": saved,
        "told": told,
        "fault": fault,
        "name": request.POST.get("name", saved.name),
        "longest": LONGEST,
    }
    return page_of(request, "carnet/recipes/recipe.html", values, status=WRONG if fault else 200)
