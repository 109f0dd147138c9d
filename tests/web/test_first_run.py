"""The first run: whoever started the server, and nobody else, makes the firm."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.accessibility import serious
from tests.web.conftest import first_run
from tests.web.serving import Served, serve


@pytest.fixture
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that nobody has used."""
    server = serve(tmp_path_factory.mktemp("home"))
    yield server
    server.stop()


def test_a_stranger_without_the_code_cannot_become_the_first_administrator(
    page: Page, served: Served
) -> None:
    answer = page.goto(served.address + "welcome/?code=guessed")
    assert answer
    assert answer.status == 403
    expect(page.get_by_label("Your email")).to_have_count(0)


def test_the_first_page_makes_the_firm_and_signs_in(
    page: Page, served: Served, picture: Callable[[Page, str], None]
) -> None:
    page.goto(served.first)
    assert serious(page) == []
    picture(page, "welcome")
    first_run(page, served)
    expect(page.get_by_role("heading", name="Contacts")).to_be_visible()
    expect(page.locator("header")).to_contain_text("Wattle & Maple Advisory")
    page.goto(served.first)
    expect(page.get_by_role("heading", name="Contacts")).to_be_visible()


def test_the_language_follows_the_browser_and_can_be_changed_in_the_page(
    browser: Browser, served: Served
) -> None:
    page = browser.new_page(locale="fr-CA")
    page.goto(served.first)
    expect(page.get_by_role("heading", name="Bienvenue dans Carnet")).to_be_visible()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Welcome to Carnet")).to_be_visible()
    page.close()
