"""The list of contacts."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from carnet.book.listing import listing_of
from carnet.book.listing.query import ListPage
from carnet.doors.web.contacts import columns, filters, imports
from carnet.doors.web.contacts.asked import SIZES, Asked, asked
from carnet.doors.web.contacts.headers import headers
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.office import lists
from carnet.office.roles import Role

LIST = "list"  # id of the part of the page that htmx replaces


@require_safe
@at_desk(Role.READER)
def contacts(request: DeskRequest) -> HttpResponseBase:
    """The list, or for htmx the part of it that a search or a filter changes."""
    desk = request.desk
    layout = lists.layout(desk.user, desk.firm)
    wanted = asked(request.GET, layout.size)
    listing = listing_of(desk.book)
    page = listing.page(wanted.query)
    if page.ready and not page.rows and page.total and wanted.page > 1:
        wanted = wanted.at(max(_pages(page.total, wanted.query.limit), 1))
        page = listing.page(wanted.query)
    part = request.htmx.target == LIST
    context = {"empty": page.ready and not page.total and not listing.count()} | _shown(request, wanted, page)
    template = "carnet/contacts/parts/list.html" if part else "carnet/contacts/list.html"
    response = render(request, template, context)
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    if part:
        response[_step(request, wanted)] = request.path + wanted.search
    return response


def _step(request: DeskRequest, wanted: Asked) -> str:
    """Whether the browser's way back leads to the list as it was: not to each letter of a search."""
    before = asked(QueryDict(urlsplit(request.htmx.current_url or "").query))
    typing = bool(before.query.text) and bool(wanted.query.text) and before.query.text != wanted.query.text
    return "HX-Replace-Url" if typing else "HX-Push-Url"


def _shown(request: DeskRequest, wanted: Asked, page: ListPage) -> dict[str, Any]:
    """What the templates of the list print."""
    desk, language = request.desk, request.language
    saved = list(lists.views(desk.user, desk.firm))
    view = next((one for one in saved if one.pk == wanted.view), None)
    chosen = columns.of(desk.user, desk.firm, wanted.view)
    facets = listing_of(desk.book).facets(wanted.query)

    def imported(key: str) -> str:
        return imports.named(desk.book, key, language)

    return {
        "asked": wanted,
        "page": page,
        "columns": chosen,
        "every_column": [(column, column in chosen) for column in columns.COLUMNS.values()],
        "headers": headers(wanted, chosen, language),
        "lines": columns.lines(page.rows, chosen, language),
        "tabs": filters.tabs(wanted, facets, language),
        "menus": filters.menus(wanted, facets, language, imported),
        "chips": filters.chips(wanted, language, imported),
        "saved": saved,
        "view": view,
        "paging": _paging(wanted, page),
    }


def _pages(total: int, limit: int) -> int:
    return -(-total // limit)


def _paging(wanted: Asked, page: ListPage) -> dict[str, Any]:
    """Where the page is among all: numbers of rows, and links."""
    last = _pages(page.total, wanted.query.limit)
    here = wanted.page
    return {
        "first": wanted.query.offset + 1 if page.rows else 0,
        "last": wanted.query.offset + len(page.rows),
        "before": wanted.at(here - 1).search if here > 1 else "",
        "after": wanted.at(here + 1).search if here < last else "",
        "start": wanted.at(1).search if here > 2 else "",
        "end": wanted.at(last).search if here < last - 1 else "",
        "size": wanted.query.limit,
        "sizes": SIZES,
    }
