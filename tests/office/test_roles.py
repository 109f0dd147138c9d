"""A reader changes nothing anywhere, and no address shows or changes anything of another firm."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import polars as pl
import pytest
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from carnet.book import outgoing
from carnet.contract import Kind
from carnet.language import Language
from carnet.office import invitations, lists, members, tokens
from carnet.office.cases import keep as cases
from carnet.office.cases import remarks
from carnet.office.cases.states import Way
from carnet.office.drafts import keep
from carnet.office.drops import links, receive
from carnet.office.errands.keep import begin
from carnet.office.jobs import ErrandJob
from carnet.office.models import (
    ApiToken,
    Case,
    Draft,
    Drop,
    DropFile,
    Errand,
    Invitation,
    Plan,
    PlanTask,
    SavedView,
    ServiceRequest,
    User,
)
from carnet.office.onboarding import plans, templates, trainings
from carnet.office.onboarding.states import TaskKind
from carnet.office.roles import Role, TeamRole
from carnet.office.scopes import Scope
from carnet.office.services import requests
from carnet.office.services.states import Service
from carnet.pipeline.recipes import Recipe
from tests.support.routes import Route, of_template, routes

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

PASSWORD = "correct horse battery"
pytestmark = pytest.mark.usefixtures("office")
ROUTES = {route.name: route for route in routes()}
OWN = {"home", "welcome", "speak", "people:own", "people:choose_firm", "people:join", "contacts:columns",
       "contacts:save_view", "contacts:forget_view", "tokens:tokens", "tokens:revoke"}  # fmt: skip
OWN |= {name for name in ROUTES if name.startswith("drop:")} - {"drop:page", "drop:arrived"}
SENDING = ("hx-post", "hx-put", "hx-patch", "hx-delete")
OF_ACCOUNT = ("account_", "mfa_", "usersessions_")
OPEN = {"home", "welcome", "speak", "people:join",
        *(name for name in ROUTES if name.startswith((*OF_ACCOUNT, "drop:")))}  # fmt: skip
OF_A_FIRM = [
    name
    for name, route in ROUTES.items()
    if route.arguments
    and route.area not in {"guides", "drop", "team"}
    and name not in {"people:join", "contacts:add", "services:ask", "services:edit"}
]


@dataclass(frozen=True)
class Firm:
    """A firm with one of everything that an address may name.

    Attributes:
        names: what stands in addresses, by route or area. other: the key of a second person.
    """

    book: FirmBook
    key: str
    names: dict[str, dict[str, object]]
    other: str

    @property
    def state(self) -> tuple[object, ...]:
        """Another one where anything of the firm was changed."""
        kept = (ApiToken, Case, Draft, Drop, Errand, Invitation, Plan, SavedView, ServiceRequest)
        rows = [list(model.objects.filter(firm=self.key).order_by("pk").values()) for model in kept]
        brought = list(DropFile.objects.filter(drop__firm=self.key).order_by("pk").values())
        tasks = list(PlanTask.objects.filter(stage__plan__firm=self.key).order_by("pk").values())
        places = list(members.of_firm(self.key).values())
        hooks = [
            (row, list(outgoing.deliveries(self.book, row["key"]).values()))
            for row in outgoing.subscriptions(self.book).values()
        ]
        return (
            self.book.digest(),
            self.book.revision,
            self.book.recipes(),
            places,
            rows,
            brought,
            tasks,
            hooks,
        )


def user(firm: str, role: Role) -> User:
    """A member of a firm."""
    one = User.objects.create_user(f"{secrets.token_hex(6)}@example.com", PASSWORD, name="Ada Fortin")
    members.join(one, firm, role)
    return one


def browser(firm: str, role: Role) -> Client:
    """That of a member of a firm."""
    client = Client(headers={"host": "localhost"})
    client.force_login(user(firm, role))
    return client


def person(book: FirmBook, name: str) -> str:
    """Somebody in the book; the key."""
    from carnet.book.actions.edit_contact import create

    card = {"emails": [f"{name}@example.com".lower()]}
    return create(book, Kind.PERSON, {"first_name": name, "last_name": "Roy"}, user="Zed", cards=[card])


def work(book: FirmBook, client: int) -> str:
    """Something to do for a client; the key."""
    from carnet.book.models import WorkItem

    key = secrets.token_hex(6)
    WorkItem(firm_id=book.firm, key=key, client_id=client, title="Payroll").save(using=book.using)
    return key


def onboarding(firm: str, by: User) -> dict[str, dict[str, object]]:
    """What stands in the addresses of a plan and of a template."""
    template = templates.known()[0]
    plan = plans.make(firm, template, ["canopy"], date(2026, 3, 2), by)
    training = plans.tasks_of(plan).filter(kind=TaskKind.TRAINING.value)[0]
    trainings.arrange(training, trainings.Session(timezone.now(), 60, "", ("Ann",)))
    stage = template.stages.all()[0]
    return {
        **of_template(template.key, stage.pk, stage.tasks.all()[0].pk),
        "onboarding": {"key": plan.key, "number": training.pk},
        "onboarding:add_task": {"number": plan.stages.all()[0].pk},
    }


def opened() -> FirmBook:
    """The book of a new firm."""
    from carnet.book.setup import open_book

    return open_book(firm=f"Firm {secrets.token_hex(6)}")


@pytest.fixture(scope="module")
def firm(office: None) -> Firm:
    """A firm to look at."""
    from carnet.book.actions import keep_recipe
    from carnet.book.actions.delete_contacts import delete
    from carnet.book.actions.keep_duplicates import add
    from carnet.book.actions.subscribe import send_test, subscribe
    from carnet.book.models import Firm as Row

    book = opened()
    key = Row.objects.using(book.using).get(pk=book.firm).key
    one, other, gone = (person(book, name) for name in ("Ann", "Anne", "Zoe"))
    entry = delete(book, [gone], user="Zed")
    ids = sorted(book.contents().contacts["id"])
    pair = pl.DataFrame({"a": ids[:1], "b": ids[1:], "probability": [0.9], "evidence": ["[]"]})
    with book.writing() as cursor:
        add(book, cursor, pair, batch=None)
    someone = user(key, Role.ADMINISTRATOR)
    hook, _ = subscribe(book, "https://example.com/hook", ["contact.created"], (), user="Zed")
    view = lists.save_view(someone, key, "Ours", "?q=ann", ["email"], shared=True)
    token = invitations.invite(key, "new@example.com", Role.READER, someone)
    errand = begin(key, someone, ErrandJob.UNDO, {"entries": [entry]})
    held = book.contact(one)
    terms = links.Terms("Clients", timezone.now() + timedelta(days=1), 1000, 5, "", 30)
    drop, opens = links.make(key, someone, terms)
    brought = receive.begin(drop, "visit", "clients.csv", 4, "")
    receive.append(brought, 0, b"Name", "")
    case = cases.begin(key, someone, Way.ASSISTED, "Clients", Language.EN)
    asked = remarks.remark(case, "Is this right?", someone, of_firm=False, question=True)
    names: dict[str, dict[str, object]] = {
        "cases": {"key": case.key, "number": asked.pk},
        "team": {"key": key, "number": someone.pk},
        "contacts": {"key": one, "kind": "person", "section": "client", "card": held.cards[0].id,
                     "change": held.change, "after": 0, "upto": held.change, "number": view.pk},
        "contacts:restore": {"key": gone},
        "importing": {"key": keep.begin(key, someone).key, "number": 1},
        "drop": {"token": opens, "file": brought.key, "number": asked.pk},
        "drops": {"key": drop.key, "file": brought.key},
        "duplicates": {"number": book.duplicates()[0].id},
        "errands": {"key": errand.key, "entry": entry},
        "history": {"key": entry},
        "recipes": {"key": keep_recipe.keep(book, "Monthly", Recipe(), user="Zed")},
        "services": {"service": "assisted",
                     "key": requests.ask(key, someone, Service.ASSISTED, Language.EN).key},
        **onboarding(key, someone),
        "guides": {"provider": "outlook", "level": "basic", "language": "en"},
        "webhooks": {"key": hook.key, "number": send_test(book, hook.key).pk},
        "people": {"number": members.of_firm(key).get().pk, "token": token},
        "items": {"key": work(book, ids[0])},
        "tokens": {"number": tokens.make(someone, key, "Monthly", [Scope.CONTACTS_READ])[0].pk},
        "people:take_back": {"number": Invitation.objects.get(firm=key).pk},
    }  # fmt: skip
    return Firm(book, key, names, other)


@pytest.fixture(scope="module")
def reader(firm: Firm) -> Client:
    """The browser of somebody who may only look."""
    return browser(firm.key, Role.READER)


@pytest.fixture(scope="module")
def stranger(office: None) -> Client:
    """The browser of an administrator of another firm."""
    from carnet.book.models import Firm as Row

    book = opened()
    person(book, "Max")
    return browser(Row.objects.using(book.using).get(pk=book.firm).key, Role.ADMINISTRATOR)


class Ways(HTMLParser):
    """Where a page leads: what it sends to, and what it links to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.sends: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.sends += [
            given[name] for name in ("hx-post", "hx-put", "hx-patch", "hx-delete") if name in given
        ]
        if tag == "form" and given.get("method", "get").lower() == "post":
            self.sends.append(given.get("action") or self.page)
        self.links += [given[name] for name in ("formaction", "hx-get") if name in given]
        if tag == "a" and "href" in given:
            self.links.append(given["href"])

    def routes(self, addresses: list[str]) -> Iterator[Route]:
        """Of those that are pages of this app."""
        for address in addresses:
            path = urlsplit(urljoin(self.page, address)).path
            if path.startswith("/") and not path.startswith(("/static/", "/api/")):
                yield ROUTES[resolve(path).view_name]


@pytest.mark.parametrize("name", ROUTES)
def test_a_reader_sees_no_way_to_change_anything_and_sends_nothing_but_what_is_their_own(
    firm: Firm, reader: Client, name: str
) -> None:
    route = ROUTES[name]
    address = route.address(firm.names)
    before = firm.state
    answer = reader.get(address)
    changes = route.needed not in {None, Role.READER}
    changes |= answer.status_code == 403 and route.area == "drop"  # of visitors whom a link let in
    assert answer.status_code in ({403, 405} if changes else {200, 302, 404, 405, 410})
    if answer.status_code in {200, 410} and answer["Content-Type"].startswith("text/html"):
        ways = Ways(address)
        ways.feed(answer.content.decode())
        sends = {one.name for one in ways.routes(ways.sends)}
        assert [one for one in sends - OWN if not one.startswith(OF_ACCOUNT)] == []
        linked = {one.name for one in ways.routes(ways.links) if one.needed not in {None, Role.READER}}
        assert linked == set()
    if name not in OWN and not name.startswith(OF_ACCOUNT):
        assert reader.post(address).status_code in ({403, 405} if changes else {405})
    assert firm.state == before


@pytest.mark.parametrize("name", OF_A_FIRM)
def test_what_stands_in_an_address_is_not_found_by_another_firm(
    firm: Firm, stranger: Client, name: str
) -> None:
    address = ROUTES[name].address(firm.names)
    before = firm.state
    closed = {403} if isinstance(ROUTES[name].needed, TeamRole) else {404}
    for answer in (stranger.get(address), stranger.post(address)):
        assert answer.status_code in {*closed, 405}
    assert firm.state == before


def test_what_stands_in_a_form_is_not_found_by_another_firm(firm: Firm, stranger: Client) -> None:
    foreign = str(firm.names["contacts"]["key"])
    before = firm.state
    found = re.search(r'name="key" value="(\w+)"', stranger.get("/contacts/").content.decode())
    assert found
    key = found[1]
    assert stranger.get(f"/contacts/{key}/merge/", {"with": foreign}).status_code == 404
    assert stranger.post(f"/contacts/{key}/merge/", {"with": foreign}).status_code == 404
    for action in ("join", "leave"):
        sent = {"page": "contact", "pick_key": foreign, "other": foreign}
        assert stranger.post(f"/contacts/{key}/groups/{action}/", sent).status_code == 404
    chosen = stranger.get("/bulk/", {"verb": "delete", "key": [foreign]})
    assert "Ann Roy" not in chosen.content.decode()
    assert firm.state == before


@pytest.mark.parametrize("name", [name for name in ROUTES if name not in OPEN])
def test_nobody_who_is_not_signed_in_sees_or_changes_anything(firm: Firm, name: str) -> None:
    client = Client(headers={"host": "localhost"})
    address = ROUTES[name].address(firm.names)
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code in {302, 405}
        if answer.status_code == 302:
            assert answer["Location"].startswith("/account/login/")
