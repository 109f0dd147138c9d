"""One contact, as it stands in the book."""

from __future__ import annotations

from typing import Any

import polars as pl
from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from carnet.contract import LOOKUP, CarnetError
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.office.roles import Role


@require_safe
@at_desk(Role.READER)
def contact(request: DeskRequest, key: str) -> HttpResponseBase:
    """The contact's cards and what it is called.

    Raises:
        CarnetError: contact.unknown.
    """
    book = request.desk.book
    wanted = pl.DataFrame({"contact": [0], "kind": ["contact_key"], "value": [key]}, schema=dict(LOOKUP))
    found = book.find(wanted)
    if not found.height:
        raise CarnetError("contact.unknown", value=key)
    contents = book.contents(found["book_id"].unique())
    one: dict[str, Any] = contents.contacts.row(0, named=True)
    return render(
        request, "carnet/contacts/one.html", {"one": one, "cards": list(contents.cards.iter_rows(named=True))}
    )
