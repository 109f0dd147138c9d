"""People, organizations and client groups."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeVar

import polars as pl
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from ninja import Query, Router
from pydantic import BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from carnet.book.actions import edit_cards, edit_contact, edit_groups
from carnet.book.actions.delete_contacts import delete
from carnet.book.firm_book import FirmBook
from carnet.book.keys import KEY_FORM
from carnet.book.listing import ListQuery, listing_of
from carnet.book.listing.paging import BEST, MADE
from carnet.book.objects import Object, object_of, objects
from carnet.book.typed.remarks import EVERY, DoubtfulError, RefusedError
from carnet.contract import LOOKUP, CarnetError, Kind
from carnet.doors.api import shapes
from carnet.doors.api.auth import READS, WRITES, asking
from carnet.doors.api.etags import etag, is_known, seen
from carnet.doors.api.problems import WrongValuesError
from carnet.doors.api.shapes import CardIn
from carnet.doors.api.v1.lists import opened, sealed
from carnet.findings import Severity, rule
from carnet.stages.match.own_keys import identifier_key
from carnet.stages.normalise.emails import normalise_emails

rule(
    "api.fields",
    Severity.ERROR,
    en="A contact has no key “%(value)s”.",
    fr="Un contact n'a pas de clé « %(value)s ».",
)

USUAL, MOST = 50, 200  # contacts a page
_OF_A_CARD = ("emails", "phones", "addresses", "websites", "social", "organization", "role")
_SORTS = ("made", "name", "last_name", "client_identifier", "modified")
Sort = Literal[
    "made", "name", "last_name", "client_identifier", "modified",
    "-made", "-name", "-last_name", "-client_identifier", "-modified",
]  # fmt: skip
View = TypeVar("View", bound=Callable[..., HttpResponse])


@dataclass(frozen=True, slots=True)
class Resource:
    """A kind of contact in the API: its path, and the names of one and of many."""

    kind: Kind
    path: str
    one: str
    many: str


RESOURCES = (
    Resource(Kind.PERSON, "/people", "person", "people"),
    Resource(Kind.ORGANIZATION, "/organizations", "organization", "organizations"),
    Resource(Kind.CLIENT_GROUP, "/client-groups", "client group", "client groups"),
)
_KEYS = {name for one in shapes.SHOWN.values() for name in one.model_fields}
_PATHS = {of.kind: of.path for of in RESOURCES}


def _written(text: object) -> object:
    """A moment is written as one; a number is none."""
    if isinstance(text, str) and not re.match(r"\d{4}-\d\d-\d\d", text):
        raise PydanticCustomError("datetime_form", "no moment")
    return text


Moment = Annotated[datetime, BeforeValidator(_written)]


class Asked(BaseModel):
    """What a list may be asked for."""

    q: str = Field(
        "", max_length=200, description="Words that must all be found; typing mistakes are forgiven."
    )
    email: str = Field("", max_length=300, description="Contacts with exactly this email.")
    client_identifier: str = Field("", max_length=300, description="With exactly this identifier.")
    contact_type: list[str] = Field([], max_length=50, description="Of any of these types.")
    client_owner: list[str] = Field([], max_length=50, description="Of any of these owners.")
    client_manager: list[str] = Field([], max_length=50, description="Of any of these managers.")
    country: list[str] = Field(
        [], max_length=50, description="In any of these countries (ISO 3166-1 alpha-2)."
    )
    archived: Literal["no", "yes", "all"] = Field(
        "no", description="Whether contacts that are put away come."
    )
    modified_since: Moment | None = Field(None, description="Changed then or later.")
    sort: Sort | None = Field(
        None,
        description="Order, with - before it the other way round. By default `made`; with q the best hits.",
    )
    limit: int = Field(USUAL, ge=1, le=MOST, description="Contacts a page.")
    cursor: str = Field("", max_length=4000, description="`next` of the page before.")
    fields: str = Field(
        "", max_length=1000, description="Only these keys of each contact (and its id), separated by commas.",
        examples=["name,cards,modified"],
    )  # fmt: skip


def router(of: Resource) -> Router:
    """The addresses of a kind of contact."""
    routes = Router(tags=[of.many.capitalize()])
    shown_as = shapes.SHOWN[of.kind]

    @routes.get("", auth=READS, operation_id=f"list_{of.many.replace(' ', '_')}", summary=f"List {of.many}",
                response={200: shapes.Page})  # fmt: skip
    def every(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
        return listed(request, asked, (of.kind,))

    @routes.post("", auth=WRITES, operation_id=f"add_{of.kind}", summary=f"Add a {of.one}",
                 response={201: shown_as})  # fmt: skip
    @_taking(shapes.NEW[of.kind])
    def add(request: HttpRequest, body: Any, accept_doubtful: Doubtful = False) -> HttpResponse:
        caller = asking(request)
        with _told(of_contact):
            key = edit_contact.create(
                caller.book, of.kind, shapes.typed(body), user=caller.name,
                cards=[shapes.typed_card(card) for card in primary_first(body.cards)],
                accepted=EVERY if accept_doubtful else (),
            )  # fmt: skip
        answer = shown(request, object_of(caller.book, key), 201)
        answer["Location"] = address(of.kind, key)
        return answer

    @routes.get("/{key}", auth=READS, operation_id=f"get_{of.kind}", summary=f"One {of.one}",
                response={200: shown_as, 304: None})  # fmt: skip
    def one(request: HttpRequest, key: str, fields: Fields = "") -> HttpResponse:
        return shown(request, _contact(request, of, key), fields=chosen(fields))

    @routes.patch("/{key}", auth=WRITES, operation_id=f"change_{of.kind}", summary=f"Change a {of.one}",
                  response={200: shown_as})  # fmt: skip
    @_taking(shapes.CHANGE[of.kind])
    def change(request: HttpRequest, key: str, body: Any, accept_doubtful: Doubtful = False) -> HttpResponse:
        caller = asking(request)
        _contact(request, of, key)
        with _told(of_contact):
            edit_contact.edit(
                caller.book, key, shapes.typed(body), user=caller.name, seen=seen(request),
                accepted=EVERY if accept_doubtful else (),
                archived=body.archived if "archived" in body.model_fields_set else None,
            )  # fmt: skip
        return shown(request, object_of(caller.book, key))

    @routes.delete("/{key}", auth=WRITES, operation_id=f"delete_{of.kind}", summary=f"Delete a {of.one}",
                   description="It can be restored from the history.", response={204: None})  # fmt: skip
    def remove(request: HttpRequest, key: str) -> HttpResponse:
        caller = asking(request)
        _contact(request, of, key)
        delete(caller.book, [key], user=caller.name, seen=seen(request))
        return HttpResponse(status=204)

    _cards(routes, of)
    if of.kind is Kind.CLIENT_GROUP:
        _members(routes, of)
    return routes


Doubtful = Annotated[bool, Query(description="Take values that look mistyped all the same.")]
Fields = Annotated[str, Query(max_length=1000, description="Only these keys (and the id), by commas.")]


def _cards(routes: Router, of: Resource) -> None:
    """The cards of a contact."""

    @routes.get("/{key}/cards", auth=READS, operation_id=f"list_cards_of_{of.kind}",
                summary=f"The cards of a {of.one}", response={200: list[shapes.Card]})  # fmt: skip
    def every(request: HttpRequest, key: str) -> HttpResponse:
        contact = _contact(request, of, key)
        answer = JsonResponse(contact["cards"], safe=False)
        answer["ETag"] = etag(contact["etag"])
        return answer

    @routes.post("/{key}/cards", auth=WRITES, operation_id=f"add_card_of_{of.kind}", summary="Add a card",
                 response={201: shapes.SHOWN[of.kind]})  # fmt: skip
    def add(request: HttpRequest, key: str, body: CardIn, accept_doubtful: Doubtful = False) -> HttpResponse:
        return _saved(request, of, key, None, body, accept_doubtful)

    @routes.put("/{key}/cards/{card}", auth=WRITES, operation_id=f"change_card_of_{of.kind}",
                summary="Change a card", description="What is left out of the card stays as it is.",
                response={200: shapes.SHOWN[of.kind]})  # fmt: skip
    def change(
        request: HttpRequest, key: str, card: int, body: CardIn, accept_doubtful: Doubtful = False
    ) -> HttpResponse:
        return _saved(request, of, key, card, body, accept_doubtful)

    @routes.delete("/{key}/cards/{card}", auth=WRITES, operation_id=f"delete_card_of_{of.kind}",
                   summary="Take a card away", response={200: shapes.SHOWN[of.kind]})  # fmt: skip
    def remove(request: HttpRequest, key: str, card: int) -> HttpResponse:
        caller = asking(request)
        _contact(request, of, key)
        edit_cards.remove_card(caller.book, key, card, user=caller.name, seen=seen(request))
        return shown(request, object_of(caller.book, key))


def _saved(
    request: HttpRequest, of: Resource, key: str, card: int | None, body: CardIn, doubtful: bool
) -> HttpResponse:
    """The contact with a card added or changed."""
    caller = asking(request)
    was = {one["id"] for one in _contact(request, of, key)["cards"]}
    with _told(_of_card):
        edit_cards.save_card(
            caller.book, key, shapes.typed_card(body), user=caller.name, card=card, seen=seen(request),
            accepted=EVERY if doubtful else (),
        )  # fmt: skip
    contact = object_of(caller.book, key)
    if body.primary:
        chosen = card or next(one["id"] for one in contact["cards"] if one["id"] not in was)
        edit_cards.make_primary(caller.book, key, chosen, user=caller.name)
        contact = object_of(caller.book, key)
    return shown(request, contact, 201 if card is None else 200)


def _members(routes: Router, of: Resource) -> None:
    """Who belongs to a client group."""

    @routes.put("/{key}/members/{member}", auth=WRITES, operation_id="add_member",
                summary="Put a contact into a client group",
                response={200: shapes.SHOWN[of.kind]})  # fmt: skip
    def join(request: HttpRequest, key: str, member: str) -> HttpResponse:
        return _regrouped(request, of, key, member, edit_groups.join)

    @routes.delete("/{key}/members/{member}", auth=WRITES, operation_id="remove_member",
                   summary="Take a contact out of a client group",
                   response={200: shapes.SHOWN[of.kind]})  # fmt: skip
    def leave(request: HttpRequest, key: str, member: str) -> HttpResponse:
        return _regrouped(request, of, key, member, edit_groups.leave)


def _regrouped(
    request: HttpRequest, of: Resource, group: str, member: str, act: Callable[..., None]
) -> HttpResponse:
    caller = asking(request)
    _contact(request, of, group)
    act(caller.book, known(member), group, user=caller.name)
    return shown(request, object_of(caller.book, group))


def _taking(body: type[BaseModel]) -> Callable[[View], View]:
    """Say what a view's body is, where that is known at run time only."""

    def said(view: View) -> View:
        view.__annotations__["body"] = body
        return view

    return said


@contextmanager
def _told(place: Callable[[str], Sequence[object]]) -> Iterator[None]:
    """Say of values that the book does not take where they stand in the body."""
    try:
        yield
    except (RefusedError, DoubtfulError) as error:
        raise WrongValuesError(error, place) from None


def of_contact(field: str) -> Sequence[object]:
    """Where a field of a contact stands in a body, as parts of a pointer."""
    family, _, rest = field.partition(".")
    if family in ("accounting", "custom"):
        return family, rest
    if family == "cards":
        number, _, inner = rest.partition(".")
        return "cards", number, *_of_card(inner)
    return ("cards", 0, *_of_card(field)) if family in _OF_A_CARD else (field,)


def _of_card(field: str) -> Sequence[object]:
    family, _, place = field.partition(".")
    return (family, place) if place and family != "social" else (family,)


def primary_first(cards: list[CardIn]) -> list[CardIn]:
    """Cards with the one in front that is to be the contact's first."""
    return sorted(cards, key=lambda card: not card.primary)


def known(key: str) -> str:
    """A key that may be a contact's.

    Raises:
        CarnetError: contact.unknown.
    """
    if not re.fullmatch(KEY_FORM, key):
        raise CarnetError("contact.unknown", value=key)
    return key


def _contact(request: HttpRequest, of: Resource, key: str) -> Object:
    return object_of(asking(request).book, known(key), of.kind)


def address(kind: str, key: str) -> str:
    """Where a contact is."""
    return reverse("api:api-root") + _PATHS[Kind(kind)].lstrip("/") + "/" + key


def shown(
    request: HttpRequest, contact: Object, status: int = 200, fields: Sequence[str] = ()
) -> HttpResponse:
    """A contact as the answer; 304 where the caller has it as it is."""
    if request.method in ("GET", "HEAD") and is_known(request, contact["etag"]):
        answer = HttpResponse(status=304)
    else:
        text = _text(_sparse(contact, fields))
        answer = HttpResponse(text, status=status, content_type="application/json")
    answer["ETag"] = etag(contact["etag"])
    return answer


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def chosen(fields: str) -> tuple[str, ...]:
    """The keys that are named.

    Raises:
        CarnetError: api.fields.
    """
    named = tuple(name for name in (one.strip() for one in fields.split(",")) if name)
    for name in named:
        if name not in _KEYS:
            raise CarnetError("api.fields", value=name)
    return named


def _sparse(contact: Object, fields: Sequence[str]) -> Object:
    if not fields:
        return contact
    return {name: value for name, value in contact.items() if name in fields or name == "id"}


def listed(request: HttpRequest, asked: Asked, kinds: tuple[Kind, ...]) -> HttpResponse:
    """A page of contacts.

    Raises:
        CarnetError: api.cursor, api.reading.
    """
    book = asking(request).book
    query = ListQuery(
        text=asked.q.strip(),
        kinds=tuple(kind.value for kind in kinds),
        types=tuple(asked.contact_type), owners=tuple(asked.client_owner),
        managers=tuple(asked.client_manager), countries=tuple(asked.country),
        archived=asked.archived, since=_utc(asked.modified_since),
        descending=(asked.sort or "").startswith("-"),
    )  # fmt: skip
    sort = (asked.sort or "").removeprefix("-") or (BEST if query.text else MADE)
    said = _text([asked.model_dump(mode="json", exclude={"cursor", "limit", "fields"}), sorted(kinds)])
    after = opened(book.keys, asked.cursor, said) if asked.cursor else None
    page = listing_of(book).after(query, sort, asked.limit, after, _exactly(book, asked))
    if page is None:
        raise CarnetError("api.reading")
    with book.cursor() as cursor:
        items = objects(book, cursor, page.ids)
    fields = chosen(asked.fields)
    following = sealed(book.keys, page.next, said) if page.next else None
    whole = {"items": [_sparse(one, fields) for one in items], "next": following, "total": page.total}
    return HttpResponse(_text(whole), content_type="application/json")


def _utc(moment: datetime | None) -> datetime | None:
    """A moment without a zone is meant in UTC."""
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def _exactly(book: FirmBook, asked: Asked) -> pl.Series | None:
    """The ids of contacts that have the given email or identifier; None where none is given."""
    wanted = []
    if asked.email:
        found = normalise_emails(pl.Series([asked.email]))["values"][0]
        wanted += [("email", one) for one in found[:1]]
    if asked.client_identifier:
        frame = pl.DataFrame({"client_identifier": [asked.client_identifier]})
        wanted.append(("identifier", frame.select(identifier_key()).item()))
    if not asked.email and not asked.client_identifier:
        return None
    rows = [(number, kind, value) for number, (kind, value) in enumerate(wanted)]
    held = book.find(pl.DataFrame(rows, schema=LOOKUP, orient="row"))
    parts = [set(part["book_id"]) for part in held.partition_by("contact")]
    each = len(parts) == bool(asked.email) + bool(asked.client_identifier)
    return pl.Series("id", sorted(set.intersection(*parts)) if parts and each else [], pl.Int64)
