"""Any two contacts side by side, to be merged: those that a person knows to be one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from carnet.book.actions.merge_contacts import merge, mergeable
from carnet.book.side_by_side import side_by_side
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.duplicates.sides import chosen, origins, rows
from carnet.language import Text
from carnet.office.roles import Role

_DONE = Text("“%(gone)s” was merged into “%(kept)s”.", "« %(gone)s » a été fusionné avec « %(kept)s ».")


@at_desk(Role.MEMBER)
def compare(request: DeskRequest) -> HttpResponseBase:
    """The two; what is sent merges them, and the one that stays is shown.

    Raises:
        CarnetError: contact.unknown, merge.same, merge.kinds.
    """
    book, language = request.desk.book, request.language
    given = request.POST if request.method == "POST" else request.GET
    keep, gone = given.get("keep", ""), given.get("gone", "")
    seen = side_by_side(book, keep, gone)
    mergeable(seen.kept, seen.gone)
    if request.method == "POST":
        result = merge(book, keep, gone, user=str(request.desk.user), choices=chosen(given.dict(), seen))
        said = _DONE(language, {"gone": seen.gone.name, "kept": seen.kept.name})
        messages.success(request, said, extra_tags=result.key)
        return redirect("contacts:contact", keep)
    context = {"seen": seen, "rows": rows(seen, language), "origins": origins(book, seen, language)}
    return render(request, "carnet/duplicates/compare.html", context)
