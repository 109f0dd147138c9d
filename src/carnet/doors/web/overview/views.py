"""The book at a glance."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from carnet.book.listing import listing_of
from carnet.book.listing.overview import month_of
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.overview import figures, pictures
from carnet.office.roles import Role


@require_safe
@at_desk(Role.READER)
def overview(request: DeskRequest) -> HttpResponseBase:
    """What the book holds; while a large one is read for the first time, how far that is.

    htmx asks again and again until it is read.
    """
    book, language = request.desk.book, request.language
    listing = listing_of(book)
    seen = listing.overview()
    if request.htmx and seen is not None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if seen is None:
        template = "carnet/overview/parts/reading.html" if request.htmx else "carnet/overview/reading.html"
        return render(request, template, {"progress": listing.progress})
    if not listing.count():
        return render(request, "carnet/overview/empty.html")
    months = figures.months(seen, month_of(datetime.now(UTC)))
    shown = {
        "kinds": pictures.kinds(seen, language),
        "months": pictures.months(months, language),
        "countries": pictures.countries(seen, language),
        "filled": pictures.filled(seen, language),
        "rules": pictures.rules(seen, language),
        "pairs": pictures.pairs(seen, language),
    }
    context = shown | {
        "seen": seen,
        "late": seen.revision != book.revision,
        "tiles": figures.tiles(seen, language),
        "first": figures.first(seen, language),
        "added": figures.added(months, language),
        "abroad": figures.abroad(seen, language),
        "reached": figures.reached(seen),
        "told": figures.told(seen),
        "left": sum(seen.pairs),
        "drawn": {name: picture.drawn for name, picture in shown.items()},
    }
    return render(request, "carnet/overview/overview.html", context)
