"""A browser, a server, and somebody who is signed in."""

from __future__ import annotations

import atexit
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Cookie,
    Page,
    expect,
)

from tests.support.administrators import signed_in as signed_in_at
from tests.web.serving import PASSWORD, Served, serve

EXPECTED = (
    "Failed to load resource: the server responded with a status of 4",
    "htmx:sendAbort", "htmx:afterRequest",  # a request that gave way to a newer one
)  # fmt: skip
PICTURES = Path(__file__).resolve().parents[2] / "build" / "pictures"
SESSION = "carnet_session"
FIRM = "Wattle & Maple Advisory"
FIRMS = 20  # of one server; more than there are modules that ask for one
PATIENCE = 40_000  # milliseconds that a page may take on a busy machine
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="package", autouse=True)
def any_core() -> Iterator[None]:
    """Servers and windows take whichever core is free, while this worker mostly waits for them."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    own = os.sched_getaffinity(0)
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    yield
    os.sched_setaffinity(0, own)


@pytest.fixture(scope="session")
def firms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[Served]]:
    """Firms of one server, each with an empty book and its administrator: to start a server and its worker
    takes as long as many tests."""
    home = tmp_path_factory.mktemp("firms")
    names = [f"{FIRM} {number}" for number in range(FIRMS)]
    keys = signed_in_at(home, names)
    server = serve(home)
    yield (
        replace(server, firm=name, cookies=[Cookie(name=SESSION, value=key, domain="localhost", path="/")])
        for name, key in zip(names, keys, strict=True)
    )
    server.stop()


@pytest.fixture(scope="module")
def served(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Served]:
    """A firm whose book is empty, shared by the tests of a module; its server has others. One that is
    marked as alone has a server of its own, and its administrator leads the team."""
    if not request.node.get_closest_marker("alone"):
        yield next(request.getfixturevalue("firms"))
        return
    server = begun(request.getfixturevalue("tmp_path_factory").mktemp("home"), browser)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """A browser window in English that the tests of a worker share: to open one takes as long as a test."""
    shared = browser.new_context(
        locale="en-GB", viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
    )
    shared.set_default_timeout(PATIENCE)
    kept = shared.new_page()  # while it shows the site, Chromium keeps the process that draws it
    kept.route("**/*", lambda route: route.fulfill(body=""))
    kept.goto("http://localhost/")
    yield shared
    shared.close()


@pytest.fixture
def context(window: BrowserContext) -> Iterator[BrowserContext]:
    """The window without anything of another test: no tabs, no cookies."""
    others = window.pages
    yield window
    window.set_offline(False)
    for tab in window.pages:
        if tab not in others:
            if tab.url.startswith("http"):
                tab.evaluate("localStorage.clear()")
            tab.close()
    window.clear_cookies()
    window.clear_permissions()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """An empty tab; a script that fails or a blocked resource makes the test fail."""
    tab = context.new_page()
    wrong = watched(tab)
    yield tab
    assert not wrong, wrong


def watched(tab: Page) -> list[str]:
    """Takes what goes wrong in a tab from now on: scripts that fail, resources that are blocked."""
    wrong: list[str] = []
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda message: wrong.append(message.text) if _is_fault(message) else None)
    return wrong


def _is_fault(message: ConsoleMessage) -> bool:
    return message.type == "error" and not any(text in message.text for text in EXPECTED)


def first_run(page: Page, served: Served, firm: str = FIRM) -> None:
    """Make the firm and its administrator, in the page that the server printed."""
    page.goto(served.first)
    page.get_by_label("Name of your firm").fill(firm)
    page.get_by_label("Your name").fill("Ada Fortin")
    page.get_by_label("Your email").fill("ada@example.com")
    page.get_by_label("A password").fill(PASSWORD)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/contacts/**")
    served.cookies = page.context.cookies()


@cache
def _first_day(browser: Browser) -> tuple[Path, list[Cookie]]:
    """A home whose firm and administrator were made in the browser, and what this one holds since."""
    home = Path(mkdtemp(prefix="carnet-tests-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    server = serve(home)
    page = browser.new_page(locale="en-GB")
    first_run(page, server)
    page.close()
    server.stop()
    return home, server.cookies


def begun(home: Path, browser: Browser, **variables: str) -> Served:
    """A server whose firm and administrator are made; the home is an empty folder."""
    made, cookies = _first_day(browser)
    shutil.copytree(made, home, dirs_exist_ok=True)
    server = serve(home, **variables)
    server.cookies = list(cookies)
    return server


@pytest.fixture(scope="module")
def session(served: Served) -> list[Cookie]:
    """The cookies of the administrator."""
    return served.cookies


@pytest.fixture
def signed_in(page: Page, served: Served, session: list[Cookie]) -> Page:
    """The administrator's tab, at the contacts."""
    page.context.add_cookies(session)  # type: ignore[arg-type]
    page.goto(served.address + "contacts/")
    return page


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """Keep a picture of the page for people to look at, under build/pictures."""

    def keep(tab: Page, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        tab.screenshot(path=PICTURES / f"{name}.png", full_page=True)

    return keep
