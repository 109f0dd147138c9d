"""The list of contacts in the browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.accessibility import serious
from tests.web.books import filled, write
from tests.web.serving import Served


@pytest.fixture(scope="module")
def served(firms: Iterator[Served]) -> Served:
    """A firm with 70 people and the organization that five of them belong to."""
    server = next(firms)
    organization = write(server.home / "orgs.csv", ("Organization Name",), [("Wattle Grove Nursery Ltd",)])
    server.carnet("import", organization, "--yes", "--json")
    filled(server)
    return server


def names(page: Page) -> list[str]:
    """The names in the list, in order."""
    return page.locator("#rows .open").all_inner_texts()


def test_the_list_shows_every_contact_with_its_values(signed_in: Page) -> None:
    row = signed_in.get_by_role("row", name="Bruno Tremblay")
    expect(row).to_contain_text("bruno.tremblay@example.com")
    expect(row).to_contain_text("+1 514-555-0101")
    expect(row).to_contain_text("Wattle Grove Nursery Ltd")
    expect(signed_in.get_by_role("link", name="All 71")).to_be_visible()
    expect(signed_in.locator("#rows .paging").first).to_contain_text("1–50 of 71")


def test_typing_finds_at_once_and_the_address_keeps_what_was_typed(signed_in: Page) -> None:
    signed_in.get_by_label("Search").press_sequentially("gagnon", delay=10)
    expect(signed_in.locator("#rows .open")).to_have_count(10)
    expect(signed_in).to_have_url(re.compile(r"\?q=gagnon$"))
    expect(signed_in.get_by_role("link", name="People 10")).to_be_visible()
    signed_in.reload()
    expect(signed_in.get_by_label("Search")).to_have_value("gagnon")
    expect(signed_in.locator("#rows .open")).to_have_count(10)


def test_one_step_back_leaves_the_search_whatever_was_typed(signed_in: Page) -> None:
    signed_in.get_by_label("Search").press_sequentially("elodie", delay=300)
    expect(signed_in.locator("#rows .open")).to_have_count(7)
    signed_in.go_back()
    expect(signed_in.locator("#rows .paging").first).to_contain_text("1–50 of 71")
    expect(signed_in.get_by_label("Search")).to_have_value("")


def test_a_mistyped_name_is_found_and_said(signed_in: Page) -> None:
    signed_in.get_by_label("Search").fill("bouchrad")
    expect(signed_in.get_by_text("Nothing is called “bouchrad”")).to_contain_text("bouchard")
    expect(signed_in.locator("#rows .open")).to_have_count(10)


def test_filters_add_up_show_as_chips_and_are_lifted_one_by_one(signed_in: Page) -> None:
    signed_in.locator("summary", has_text="Type").click()
    signed_in.get_by_role("link", name="Prospect 18").click()
    expect(signed_in.locator("#rows .open")).to_have_count(18)
    signed_in.locator("summary", has_text="Missing").click()
    signed_in.get_by_role("link", name="No email").click()
    expect(signed_in.locator("#rows .open")).to_have_count(6)
    signed_in.get_by_role("link", name="Type: Prospect").click()
    expect(signed_in).to_have_url(re.compile(r"\?missing=email$"))
    signed_in.get_by_role("link", name="Clear all").click()
    expect(signed_in.locator("#rows .paging").first).to_contain_text("of 71")


def test_a_search_keeps_the_filters(signed_in: Page) -> None:
    signed_in.locator("summary", has_text="Type").click()
    signed_in.get_by_role("link", name="Prospect 18").click()
    expect(signed_in.locator("#rows .open")).to_have_count(18)
    signed_in.get_by_label("Search").fill("tremblay")
    expect(signed_in.locator("#rows .open")).to_have_count(3)
    expect(signed_in.get_by_role("link", name="Type: Prospect")).to_be_visible()


def test_a_header_sorts_and_a_second_time_the_other_way_round(signed_in: Page) -> None:
    name = signed_in.get_by_role("columnheader", name="Name")
    expect(name).to_have_attribute("aria-sort", "ascending")
    signed_in.get_by_role("link", name="Identifier").click()
    header = signed_in.get_by_role("columnheader", name="Identifier")
    expect(header).to_have_attribute("aria-sort", "ascending")
    assert names(signed_in)[0] == "Amélie Tremblay"
    signed_in.get_by_role("link", name="Identifier").click()
    expect(header).to_have_attribute("aria-sort", "descending")
    assert names(signed_in)[0] == "Jules Morin"


def test_pages_follow_one_another(signed_in: Page) -> None:
    first = names(signed_in)
    signed_in.get_by_role("link", name="Next").first.click()
    expect(signed_in.locator("#rows .paging").first).to_contain_text("51–71 of 71")
    assert not set(first) & set(names(signed_in))
    signed_in.get_by_role("link", name="100").click()
    expect(signed_in.locator("#rows .open")).to_have_count(71)


def test_a_page_past_the_end_is_the_last_one(signed_in: Page, served: Served) -> None:
    signed_in.goto(served.address + "contacts/?page=999")
    expect(signed_in.locator("#rows .paging").first).to_contain_text("51–71 of 71")


def test_columns_are_kept_for_the_person(signed_in: Page, served: Served) -> None:
    signed_in.locator("summary", has_text="Columns").click()
    signed_in.get_by_label("Identifier", exact=True).uncheck()
    signed_in.get_by_label("Country", exact=True).check()
    signed_in.get_by_role("button", name="Show these").click()
    signed_in.goto(served.address + "contacts/?q=amelie+tremblay")
    expect(signed_in.get_by_role("columnheader", name="Country")).to_be_visible()
    expect(signed_in.get_by_role("columnheader", name="Identifier")).to_have_count(0)
    expect(signed_in.get_by_role("row", name="Amélie Tremblay")).to_contain_text("Australia")
    signed_in.locator("summary", has_text="Columns").click()
    signed_in.get_by_label("Identifier", exact=True).check()
    signed_in.get_by_role("button", name="Show these").click()


def test_a_saved_view_brings_a_list_back_with_one_click(signed_in: Page, served: Served) -> None:
    signed_in.goto(served.address + "contacts/?type=Prospect&missing=email&sort=-name")
    signed_in.locator("summary", has_text="Views").click()
    signed_in.get_by_label("Save this list as").fill("Prospects to call")
    signed_in.get_by_role("button", name="Save").click()
    signed_in.goto(served.address + "contacts/")
    signed_in.locator("summary", has_text="Views").click()
    signed_in.get_by_role("link", name="Prospects to call").click()
    expect(signed_in.locator("#rows .open")).to_have_count(6)
    expect(signed_in.get_by_role("link", name="View: Prospects to call")).to_be_visible()
    signed_in.locator("summary", has_text="Views").click()
    signed_in.get_by_role("button", name="Delete the view Prospects to call").click()
    signed_in.locator("summary", has_text="Views").click()
    expect(signed_in.get_by_role("link", name="Prospects to call")).to_have_count(0)


def test_the_list_is_used_without_a_mouse(signed_in: Page) -> None:
    signed_in.keyboard.press("/")
    expect(signed_in.get_by_label("Search")).to_be_focused()
    signed_in.keyboard.type("roy")
    expect(signed_in.locator("#rows .open")).to_have_count(10)
    signed_in.keyboard.press("Escape")
    signed_in.keyboard.press("j")
    signed_in.keyboard.press("j")
    expect(signed_in.locator("#rows .open").nth(1)).to_be_focused()
    signed_in.keyboard.press("k")
    signed_in.keyboard.press("?")
    expect(signed_in.get_by_role("dialog")).to_contain_text("Next contact")
    signed_in.keyboard.press("Escape")
    name = signed_in.locator("#rows .open").first.inner_text()
    signed_in.locator("#rows .open").first.focus()
    signed_in.keyboard.press("Enter")
    expect(signed_in.get_by_role("heading", level=1, name=name)).to_be_visible()


def test_no_hit_says_what_to_do(signed_in: Page, served: Served) -> None:
    signed_in.goto(served.address + "contacts/?q=zzzzqqqq")
    expect(signed_in.get_by_text("No contact matches.")).to_be_visible()
    expect(signed_in.get_by_role("link", name="Show all contacts")).to_be_visible()


def test_the_list_in_french_and_narrow_is_accessible(
    signed_in: Page, served: Served, browser: Browser, picture: Callable[[Page, str], None]
) -> None:
    assert serious(signed_in) == []
    picture(signed_in, "contacts")
    cookies = signed_in.context.cookies()
    window = browser.new_context(
        locale="fr-CA",
        viewport={"width": 320, "height": 700},
        color_scheme="dark",
        storage_state={"cookies": cookies},  # type: ignore[arg-type]
    )
    page = window.new_page()
    page.goto(served.address + "contacts/?q=bouchrad&missing=email")
    expect(page.get_by_role("link", name="Sans courriel").first).to_be_attached()
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    picture(page, "contacts-fr-narrow-dark")
    window.close()
