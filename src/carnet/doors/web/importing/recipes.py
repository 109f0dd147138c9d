"""The firm's recipes in the flow: one that fits the files is offered, and the choices are saved as one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from carnet.book.actions import keep_recipe
from carnet.book.custom_fields import custom_fields
from carnet.book.firm_book import FirmBook
from carnet.book.recipes import SavedRecipe
from carnet.choices import Choices, Followed
from carnet.contract import CarnetError
from carnet.doors.web.desk import DeskRequest
from carnet.doors.web.faults import WRONG, message
from carnet.doors.web.importing.drafted import at_draft
from carnet.findings import Finding
from carnet.findings import render as finding
from carnet.language import Language, Text
from carnet.office.drafts import choose
from carnet.office.drafts.offers import CUSTOM
from carnet.office.drafts.recipe import recipe, there
from carnet.office.models import Draft
from carnet.pipeline.fitting import Fit, fit
from carnet.pipeline.look import Look
from carnet.pipeline.pages import PlanReader
from carnet.pipeline.recipes import LONGEST

_PART = "carnet/importing/parts/keeping.html"
_SAVED = Text("The recipe “%(name)s” was saved.", "La recette « %(name)s » a été enregistrée.")
OFFERED = 20  # recipes in the list


@require_POST
@at_draft
def use(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Have a recipe taken up; the page shows what became of it."""
    key = request.desk.book.recipe_of_key(request.POST.get("recipe", "")).key
    choose.follow(draft, key)
    return redirect("importing:recognised", draft.key)


@require_POST
@at_draft
def keep(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Save the choices as a recipe; one that is called so gives way only when the person says so."""
    name, book, made = request.POST.get("name", ""), request.desk.book, recipe(draft)
    try:
        key = keep_recipe.keep(
            book, name, made, user=str(request.desk.user), over=request.POST.get("over", "")
        )
    except CarnetError as error:
        if error.code not in {"recipe.name", "recipe.exists"}:
            raise
        other = _called(book, str(error.values["value"])) if error.code == "recipe.exists" else None
        fault = "" if other else message(error, request.language)
        return _kept(request, draft, WRONG, name=name, other=other, fault=fault)
    saved = book.recipe_of_key(key)
    if not request.htmx:
        messages.success(request, _SAVED(request.language, {"name": saved.name}))
        return redirect("recipes:recipe", key)
    return _kept(request, draft, 200, saved=saved)


def _kept(request: DeskRequest, draft: Draft, status: int, **values: Any) -> HttpResponse:
    template = _PART if request.htmx else "carnet/importing/keeping.html"
    return render(
        request, template, {"draft": draft, "keeps": True, "longest": LONGEST, **values}, status=status
    )


def _called(book: FirmBook, name: str) -> SavedRecipe | None:
    """The recipe of that name; None where it was deleted meanwhile."""
    try:
        return book.recipe(name)
    except CarnetError:
        return None


def keeping(draft: Draft, choices: Choices) -> dict[str, Any]:
    """What the form for saving shows at first."""
    followed = choices.recipe
    return {
        "keeps": not draft.imported or there(draft),
        "name": followed.name if followed else "",
        "longest": LONGEST,
    }


def offered(book: FirmBook, draft: Draft, look: Look, choices: Choices, language: Language) -> dict[str, Any]:
    """The recipes that fit the files, the best first; and what became of the one that is used."""
    saved = [] if draft.following else book.recipes()
    fits = [(found, one) for one in saved if (found := fit(one.recipe, look.sheets))]
    offers = [one for _, one in sorted(fits, key=_worth, reverse=True)]
    followed = choices.recipe
    return {
        "offers": offers[:OFFERED],
        "followed": followed,
        "kept": followed is not None and any(one.key == followed.key for one in saved),
        "unfit": _unfit(followed, language) if followed else [],
        "fresh": _fresh(book, choices) if followed else [],
    }


def _worth(found: tuple[Fit, SavedRecipe]) -> tuple[Fit, Any]:
    """The best fit first, of those the one that was used or saved last."""
    how, one = found
    return how, max(one.used or one.changed, one.changed)


def _unfit(followed: Followed, language: Language) -> list[Finding]:
    return [finding(one.code, language, value=followed.name, detail=one.detail) for one in followed.unfit]


def _fresh(book: FirmBook, choices: Choices) -> list[str]:
    """The custom fields that columns go to and that the book does not have, or has no more."""
    targets = {to for own in choices.sheets.values() for to in own.columns.values()}
    names = {to.removeprefix(CUSTOM) for to in targets if to.startswith(CUSTOM)}
    return sorted(names - set(custom_fields(book))) if names else []


def followed(made: PlanReader, choices: Choices) -> dict[str, Any]:
    """The recipe that a plan follows, and how many of its decisions have their contacts in these files."""
    general = [
        number for number, one in enumerate(choices.decisions) if not one.one.row and not one.other.row
    ]
    found = made.frame("decided")["decision"].is_in(general)
    return {
        "followed": choices.recipe,
        "general": len(general),
        "met": made.frame("decided")["decision"].filter(found).n_unique(),
    }
