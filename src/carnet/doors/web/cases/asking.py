"""A question or a note on a row or a cell of a case's newest version."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect, render

from carnet.contract import CarnetError
from carnet.doors.web.cases.found import at_case
from carnet.doors.web.desk import DeskRequest
from carnet.doors.web.numbers import natural
from carnet.language import Text
from carnet.office.cases import remarks
from carnet.office.drafts import keep
from carnet.office.drafts.plan import standing
from carnet.office.models import Case
from carnet.office.roles import Role

WRITTEN = Text("Your remark is saved.", "Votre remarque est enregistrée.")


@at_case(Role.MEMBER)
def ask(request: DeskRequest, case: Case) -> HttpResponseBase:
    """The row or cell that the address names, and a place to write; back to the rows."""
    draft = keep.found(case.firm, case.draft)
    made = standing(draft)
    if made is None:
        raise CarnetError("draft.no_plan")
    about = remarks.spot(made, *placed(request.GET), request.language)
    if request.method == "POST":
        remarks.remark(
            case, request.POST.get("text", ""), request.desk.user, of_firm=not request.desk.helps,
            question="question" in request.POST, about=about,
        )  # fmt: skip
        messages.success(request, WRITTEN(request.language))
        return redirect("importing:check", draft.key)
    return render(request, "carnet/cases/ask.html", {"case": case, "one": about, "draft": draft})


def placed(sent: QueryDict) -> tuple[int, int, int | None]:
    """Sheet, row and column of an address; row 0 for the whole sheet, None for the whole row."""
    sheet, row, column = (natural(sent.get(name)) for name in ("sheet", "row", "column"))
    return sheet or 0, row or 0, column
