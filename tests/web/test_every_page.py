"""Every page there is, by the URL configuration: reachable, safe, in two languages, for any eyes, on a phone.

English is asked of the server alone; French, whose words are longer, is looked at in a narrow window.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, Browser, BrowserContext, Cookie, Page, expect

from tests.support.routes import of_template, routes
from tests.web.accessibility import serious
from tests.web.books import PEOPLE, filled, person, write
from tests.web.conftest import PATIENCE, begun, watched
from tests.web.importing import GOLDEN, LONG, applied, begin, go_on
from tests.web.serving import PASSWORD, Served

ROUTES = {route.name: route for route in routes()}
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "form-action 'self'",
    "frame-ancestors 'none'", "base-uri 'none'",
}  # fmt: skip
ENGLISH = re.compile(
    r"\b(the|and|with|your|this|that|from|are|was|were|have|been|you|will|into|which|each|there|what|their|of|"
    r"to|is|it|for|be|by|not|no|can|all|The|This|Your|You|There|What|Each|Which|With|From|Nothing|Every|No)\b"
)
TEXTS = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement, text = walk.currentNode.textContent.trim();
    if (text && !parent.closest("script, style, [lang]:not(html)")) texts.push(text);
  }
  return texts;
}"""
OF_ANOTHER_STATE = {"mfa_reauthenticate", "mfa_deactivate_totp", "mfa_view_recovery_codes",
                    "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "errands:file"}  # fmt: skip
OF_ANOTHER_STATE |= {name for name in ROUTES if name.startswith("drop:")}  # of a case's link only


@dataclass(frozen=True)
class World:
    """A firm that has everything that a page can show.

    Attributes:
        names: what stands in addresses, by route or area. queries: what else a route is asked.
    """

    served: Served
    names: dict[str, dict[str, object]]
    queries: dict[str, list[str]]
    english: BrowserContext
    french: Page
    wrong: list[str]
    asked: list[str]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Served]:
    """A server with people, their organization, a group and work, pairs that may be one, and a recipe."""
    server = begun(tmp_path_factory.mktemp("home"), browser, CARNET_WEBHOOKS_PRIVATE="allow")
    filled(server, people=range(12))
    family = [["Tremblay Family", "Amélie Tremblay"]]
    group = write(server.home / "group.csv", ["Client Group Name", "Members"], family)
    header = ["Client", "Task", "Status", "Assignee", "Due Date", "Recurrence"]
    tasks = [["Amélie Tremblay", "Tenue de livres", "En cours", "Léa Fontaine", "2026-01-31", "Mensuel"]]
    work = write(server.home / "work.csv", header, tasks)
    server.carnet(
        "import", group, near(server, range(3)), work, "--yes", "--json", "--save-recipe", "Monthly"
    )
    yield server
    server.stop()


def near(served: Served, people: range) -> Path:
    """A list of people who may be those of the book."""
    rows = [
        [person(number)[0], person(number)[1].replace("Tremblay", "Tremblai"), person(number)[2]]
        for number in people
    ]
    return write(served.home / f"near-{people.start}.csv", PEOPLE[:3], rows)


def key(address: str) -> str:
    """What stands last in an address."""
    return address.partition("?")[0].rstrip("/").rpartition("/")[2]


@pytest.fixture(scope="module")
def world(browser: Browser, served: Served, session: list[Cookie]) -> Iterator[World]:
    """The firm with a draft at every step, an import, a deletion, an errand and an invitation."""
    english = browser.new_context(locale="en-GB")
    english.set_default_timeout(PATIENCE)
    english.add_cookies(session)  # type: ignore[arg-type]
    page = english.new_page()
    page.goto(served.address + "account/reauthenticate/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()  # pages of the second factor ask for it
    page.goto(served.address + "contacts/")
    keys = {
        link.inner_text(): key(link.get_attribute("href") or "") for link in page.locator("#rows .open").all()
    }
    deleted = person(11)[0] + " " + person(11)[1]
    page.get_by_label(f"Choose {deleted}").check()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Delete this contact").click()
    expect(page.locator("#alerts")).to_contain_text("Deleted")
    begin(page, served, GOLDEN / "other" / "lacerte.csv")
    go_on(page, "plan")
    applied(page)
    finished = page.url.split("/")[-3]
    unread = served.home / "scan.pdf"
    unread.write_bytes(b"%PDF-1.7")
    begin(page, served, near(served, range(4, 8)), unread)
    go_on(page, "plan")
    expect(page.locator(".planned")).to_be_visible(timeout=LONG)
    draft = page.url.split("/")[-3]
    page.goto(served.address + "members/")
    page.get_by_label("Their email").fill("new@example.com")
    page.get_by_role("button", name="Make a link").click()
    token = key(page.get_by_label("The link").input_value())
    page.goto(served.address + "webhooks/")
    page.get_by_label("Address").fill("http://127.0.0.1:9/nobody-listens")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("button", name="Send a test").click()
    expect(page.locator("#deliveries")).to_contain_text("no connection")
    hook = key(page.url)
    page.goto(served.address + "drops/")
    page.get_by_label("What the files are for").fill("Clients")
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("The link").input_value()
    page.goto(link)
    page.locator("#file").set_input_files(near(served, range(8, 10)))
    expect(page.get_by_text("It can be read.")).to_be_visible(timeout=LONG)
    page.goto(served.address + "onboarding/new/")
    page.get_by_label("Canopy").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Training for the whole firm").click()
    page.get_by_label("Date and time").fill("2026-05-04T14:00")
    page.get_by_label("Who is to come").fill("Ann")
    page.get_by_role("button", name="Save the session").click()
    training = int(key(page.url))
    page.goto(served.address + "services/assisted/")
    page.get_by_role("button", name="Send the request").click()
    page.goto(served.address + "cases/")
    page.get_by_label("What it is about").fill("Clients")
    page.get_by_role("button", name="Open the case").click()
    case = key(page.url)
    page.get_by_label("Send the files").set_input_files(near(served, range(10, 11)))
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_label("A question or a note").fill("Vraiment ?")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name="What will happen")).to_be_visible(timeout=LONG)
    page.goto(served.address + "history/")
    entry = key(page.locator("main li a").first.get_attribute("href") or "")
    with contextlib.closing(sqlite3.connect(served.home / "office.sqlite3")) as office:
        (service,) = office.execute("SELECT key FROM office_servicerequest").fetchone()
        (plan,) = office.execute("SELECT key FROM office_plan").fetchone()
        template = office.execute(
            "SELECT m.key, s.id, t.id FROM office_plantemplate m JOIN office_templatestage s "
            "ON s.template_id = m.id JOIN office_templatetask t ON t.stage_id = s.id"
        ).fetchone()
        (errand,) = office.execute("SELECT key FROM office_errand").fetchone()
        drop, file = office.execute(
            "SELECT d.key, f.key FROM office_drop d JOIN office_dropfile f ON f.drop_id = d.id"
        ).fetchone()
    with contextlib.closing(sqlite3.connect(served.home / "book.sqlite3")) as book:
        (recipe,) = book.execute("SELECT key FROM book_recipe").fetchone()
        (firm,) = book.execute("SELECT key FROM book_firm").fetchone()
        (work,) = book.execute("SELECT key FROM book_workitem").fetchone()
    page.close()
    one, other = keys["Amélie Tremblay"], keys["Bruno Tremblay"]
    window = browser.new_context(locale="fr-CA", viewport={"width": 320, "height": 700})
    window.set_default_timeout(PATIENCE)
    window.add_cookies(session)  # type: ignore[arg-type]
    tab = window.new_page()
    wrong, asked = watched(tab), list[str]()
    tab.on("request", lambda request: asked.append(request.url))
    names: dict[str, dict[str, object]] = {
        "cases": {"key": case, "number": 1},
        "team": {"key": firm, "number": 1},
        "contacts": {"key": one, "kind": "person", "section": "client", "card": 1, "change": 1, "after": 0,
                     "upto": 1, "number": 1},
        "contacts:restore": {"key": keys[deleted]},
        "importing": {"key": draft, "number": 1},
        "importing:result": {"key": finished},
        "importing:workbook": {"key": finished},
        "drop": {"token": key(link), "file": file, "number": 1},
        "drops": {"key": drop, "file": file},
        "duplicates": {"number": 1},
        "errands": {"key": errand, "entry": entry},
        "history": {"key": entry},
        "items": {"key": work},
        "recipes": {"key": recipe},
        **of_template(*template),
        "onboarding": {"key": plan, "number": training},
        "onboarding:add_task": {"number": 1},
        "services": {"key": service, "service": "onboarding"},
        "guides": {"provider": "outlook", "level": "basic", "language": "en"},
        "people": {"number": 1, "token": token},
        "webhooks": {"key": hook, "number": 1},
        "tokens": {"number": 1},
    }  # fmt: skip
    queries = {
        "contacts:list": ["", "?q=nobody+is+called+so", "?archived=yes"],
        "contacts:merge": ["", f"?with={other}"],
        "contacts:pick": ["?q=tremblay&kind=person"],
        "bulk:prepare": [f"?verb={verb}&key={one}" for verb in ("set", "join", "leave", "archive", "delete")],
        "history:history": ["", "?kind=merge"],
    }
    yield World(served, names, queries, english, tab, wrong, asked)
    window.close()
    english.close()


def policy(answer: APIResponse) -> set[str]:
    """The directives of the Content-Security-Policy."""
    return {part.strip() for part in answer.headers.get("content-security-policy", "").split(";")}


def shown(html: str, part: str) -> str:
    """The text of the first element of that name."""
    found = re.search(rf"<{part}[\s>].*?</{part}>", html, re.DOTALL)
    return re.sub(r"<[^>]*>|\s+", " ", found[0]) if found else ""


@pytest.mark.parametrize("name", ROUTES)
def test_a_page_is_reachable_safe_french_where_asked_accessible_and_fits_a_phone(
    world: World, name: str
) -> None:
    path = ROUTES[name].address(world.names)
    for query in world.queries.get(name, [""]):
        address = world.served.address.rstrip("/") + path + query
        answer = world.english.request.get(address)
        assert policy(answer) >= POLICY
        if answer.status == 405 or (answer.status == 404 and name in OF_ANOTHER_STATE):
            return  # nothing is shown there, or only to others
        assert answer.ok, answer.status
        english = answer.text() if "text/html" in answer.headers["content-type"] else ""
        if answer.url == address and "<html" in english:
            assert 'lang="en"' in english
            in_french(world, address, english)


def in_french(world: World, address: str, english: str) -> None:
    """Look at the page as somebody does who reads French on a phone."""
    page = world.french
    world.wrong.clear()
    world.asked.clear()
    page.goto(address)
    assert page.locator("html").get_attribute("lang") == "fr"
    said, meant = (shown(html, "nav") + shown(html, "title") for html in (page.content(), english))
    assert said != meant
    assert [text for text in page.evaluate(TEXTS) if ENGLISH.search(text)] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert serious(page) == []
    assert [one for one in world.asked if not one.startswith((world.served.address, "data:"))] == []
    assert world.wrong == []


def test_a_deleted_contact_and_a_page_that_is_not_there_are_told_in_both_languages(world: World) -> None:
    gone = f"contacts/{world.names['contacts:restore']['key']}/"
    for path, status in ((gone, 410), ("contacts/nobody/", 404), ("nowhere/", 404)):
        address = world.served.address + path
        answer = world.english.request.get(address)
        assert answer.status == status
        in_french(world, address, answer.text())
