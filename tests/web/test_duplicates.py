"""Duplicates decided in the browser: one after the other by keys, or all above a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.accessibility import serious
from tests.web.books import write
from tests.web.serving import Served

HEADER = ("First Name", "Last Name", "Email", "Mobile Phone", "Physical Address", "Client Identifier",
          "Contact Type", "Date of Birth", "Notes")  # fmt: skip
ELM = "12 Elm Street, Montréal, QC, H2X 1Y4, Canada"
MAPLE = "8 Maple Ave, Québec, QC, G1R 2B5, Canada"
OAK = "9 Oak Lane, Laval, QC, H7A 0A1, Canada"
HELD = (
    ("Jonathan", "Smithson", "jonathan@smithson.example", "+1 514 555 0101", ELM, "A-1", "Client",
     "1980-04-03", "Prefers email"),
    ("Robert", "Tremblay", "robert.tremblay@example.org", "+1 418 555 0104", MAPLE, "A-4", "Client", "", ""),
    ("William", "Côté", "will@cote.example", "", OAK, "A-5", "Client", "1990-12-12", ""),
)  # fmt: skip
COMING = (
    ("Jon", "Smithson", "jon@smithson.example", "+1 514 555 0101", ELM, "", "Prospect", "1980-04-03",
     "Call after 5"),
    ("Bob", "Tremblay", "", "+1 418 555 0104", MAPLE, "", "", "", ""),
    ("Bill", "Côté", "bill@cote.example", "", OAK, "", "Client", "1990-12-12", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def served(firms: Iterator[Served]) -> Served:
    """A firm whose book has three pairs that may be one each."""
    server = next(firms)
    for name, people in (("held.csv", HELD), ("coming.csv", COMING)):
        server.carnet("import", write(server.home / name, HEADER, people), "--yes", "--json")
    return server


def head(page: Page) -> list[str]:
    """The names of the two, the one that stays first."""
    return page.locator("thead th > a[href^='/contacts/']").all_inner_texts()


def left(page: Page, count: int) -> None:
    expect(page.locator("#pair .progress")).to_contain_text(f"{count} left")


def test_pairs_are_decided_by_keys_the_next_comes_at_once_and_each_decision_is_taken_back(
    signed_in: Page, served: Served, picture: Callable[[Page, str], None]
) -> None:
    page = signed_in
    page.goto(served.address + "duplicates/")
    assert head(page) == ["William Côté", "Bill Côté"]
    expect(page.locator(".evidence")).to_contain_text("For: birth date (the same)")
    expect(page.locator("tr.differs", has_text="Email")).to_contain_text("will@cote.example")
    expect(page.locator("tr.same", has_text="Date of Birth")).to_contain_text("December 12, 1990")
    assert serious(page) == []
    picture(page, "duplicates")
    page.evaluate("document.body.dataset.stays = 'yes'")
    page.keyboard.press("x")
    expect(page.locator("#pair thead th").first).to_contain_text("Bill Côté")
    page.keyboard.press("m")
    expect(page.get_by_text("Merged: “William Côté” and “Bill Côté”.")).to_be_visible()
    left(page, 2)
    expect(page.get_by_role("heading", level=2, name="Are these two the same?")).to_be_focused()
    assert head(page) == ["Jonathan Smithson", "Jon Smithson"]
    page.keyboard.press("u")
    expect(page.get_by_text("The decision is taken back.")).to_be_visible()
    left(page, 3)
    page.keyboard.press("s")
    expect(page.get_by_text("Kept apart: “William Côté” and “Bill Côté”.")).to_be_visible()
    left(page, 2)
    page.keyboard.press("u")
    left(page, 3)
    for key, name in (("j", "Jonathan"), ("j", "Robert"), ("k", "Jonathan"), ("k", "William")):
        page.keyboard.press(key)
        expect(page.locator("#pair thead th").first).to_contain_text(name)
    assert page.evaluate("document.body.dataset.stays") == "yes"
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Undo the last decision")


def test_the_value_that_a_person_chooses_stands(signed_in: Page, served: Served) -> None:
    page = signed_in
    page.goto(served.address + "duplicates/")
    page.get_by_role("link", name="Jonathan Smithson Jon Smithson").click()
    row = page.get_by_role("row", name="Contact Type")
    expect(row.get_by_label("Prospect")).to_be_checked()
    row.get_by_label("Client").check()
    page.get_by_role("button", name="Merge m").click()
    expect(page.get_by_text("Merged: “Jonathan Smithson”")).to_be_visible()
    other = page.context.new_page()
    other.goto(served.address + "contacts/?q=smithson")
    rows = other.locator("#rows tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Client")
    other.close()
    page.get_by_role("button", name="Undo u").click()
    left(page, 3)


def test_all_above_a_line_are_merged_after_a_look_and_taken_back_together(
    signed_in: Page, served: Served, picture: Callable[[Page, str], None]
) -> None:
    page = signed_in
    page.goto(served.address + "duplicates/")
    page.get_by_role("link", name="Merge all above a line").click()
    page.get_by_label("At least").fill("100")
    expect(page.get_by_text("No pair is so sure.")).to_be_visible()
    page.get_by_label("At least").fill("99")
    expect(page.get_by_role("button", name="Merge 2 pairs")).to_be_visible()
    page.get_by_label("At least").fill("80")
    expect(page.get_by_role("row", name="Robert Tremblay")).to_contain_text("phone (the same)")
    assert serious(page) == []
    picture(page, "duplicates-above")
    page.get_by_role("button", name="Merge 3 pairs").click()
    expect(page.get_by_text("Duplicates merged. Pairs: 3.")).to_be_visible()
    done = page.url
    page.goto(served.address + "duplicates/")
    expect(page.get_by_text("No duplicate is left to decide on")).to_be_visible()
    page.goto(done)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone.", exact=True)).to_be_visible()
    page.goto(served.address + "duplicates/")
    left(page, 3)


def test_a_pair_that_somebody_else_decided_on_meanwhile_is_refused_and_the_next_is_shown(
    signed_in: Page, served: Served
) -> None:
    page = signed_in
    page.goto(served.address + "duplicates/")
    other = page.context.new_page()
    other.goto(served.address + "duplicates/")
    other.keyboard.press("s")
    left(other, 2)
    page.keyboard.press("m")
    expect(page.get_by_text("This pair was decided on already")).to_be_visible()
    left(page, 2)
    assert head(page) == ["Jonathan Smithson", "Jon Smithson"]
    other.keyboard.press("u")
    left(other, 3)
    other.close()


def test_the_page_in_french_and_narrow_is_accessible(
    signed_in: Page, served: Served, browser: Browser, picture: Callable[[Page, str], None]
) -> None:
    window = browser.new_context(
        locale="fr-CA", viewport={"width": 320, "height": 700}, color_scheme="dark",
        storage_state={"cookies": signed_in.context.cookies()},  # type: ignore[arg-type]
    )  # fmt: skip
    page = window.new_page()
    page.goto(served.address + "duplicates/")
    expect(page.get_by_role("heading", name=re.compile("n’en font-ils qu’un"))).to_be_visible()
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    picture(page, "duplicates-fr-narrow-dark")
    window.close()
