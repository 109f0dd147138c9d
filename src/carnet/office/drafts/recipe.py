"""The recipe that the choices of a draft make; the plan goes once the import was applied, this stays."""

from __future__ import annotations

from carnet.contract import CarnetError, Plan
from carnet.findings import Severity, rule
from carnet.office.drafts.choose import choices_of
from carnet.office.drafts.folder import folder_of
from carnet.office.drafts.plan import reader
from carnet.office.models import Draft
from carnet.pipeline.recipes import Recipe, from_json, recipe_of, to_json

rule(
    "recipe.no_plan",
    Severity.ERROR,
    en="Nothing was saved: the plan is being made again, or is no longer there. Look at the plan, then save "
    "the choices.",
    fr="Rien n'a été enregistré : le plan est en train d'être refait, ou n'est plus là. Consultez le plan, "
    "puis enregistrez les choix.",
)
_KEPT = "recipe.json"


def recipe(draft: Draft) -> Recipe:
    """The recipe, of the plan as it stands or of the one that was applied.

    Raises:
        CarnetError: recipe.no_plan.
    """
    if draft.imported:
        try:
            return from_json((folder_of(draft.key) / _KEPT).read_text("utf-8"))
        except OSError as error:
            raise CarnetError("recipe.no_plan") from error
    made = reader(draft) if draft.ready else None
    if made is None:
        raise CarnetError("recipe.no_plan")
    return recipe_of(choices_of(draft), made.sheets)


def put_by(draft: Draft, plan: Plan) -> None:
    """Keep the recipe of a plan that was applied."""
    (folder_of(draft.key) / _KEPT).write_text(to_json(recipe_of(choices_of(draft), plan.sheets)), "utf-8")


def there(draft: Draft) -> bool:
    """Whether an import that was applied has its recipe still."""
    return (folder_of(draft.key) / _KEPT).exists()
