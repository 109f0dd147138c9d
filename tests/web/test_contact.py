"""One contact in the browser: looked at, added, edited by two, merged, deleted, and all of it taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.accessibility import serious
from tests.web.books import filled, write
from tests.web.serving import Served

ORGANIZATION = "Wattle Grove Nursery Ltd"


@pytest.fixture(scope="module")
def served(firms: Iterator[Served]) -> Served:
    """A firm with 12 people, five of them at an organization."""
    server = next(firms)
    names = write(
        server.home / "orgs.csv", ("Organization Name", "Client Identifier"), [(ORGANIZATION, "O-1")]
    )
    server.carnet("import", names, "--yes", "--json")
    filled(server, people=range(12))
    return server


def opened(page: Page, served: Served, name: str) -> Page:
    """The page of the contact of that name."""
    page.goto(f"{served.address}contacts/?q={name}")
    page.locator("#rows").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    return page


def part(page: Page, title: str) -> Page:
    """Open the form of a part of the contact."""
    page.get_by_role("link", name=re.compile(f"^(Edit|Add) {title}$")).click()
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    return page


def test_the_history_of_a_value_names_the_file_and_the_cell(signed_in: Page, served: Served) -> None:
    page = opened(signed_in, served, "Bruno Tremblay")
    line = page.locator("#part-name").locator("div", has_text="First Name").last
    line.locator("summary").click()
    expect(line).to_contain_text("people.csv, row 3, column “First Name”: ")
    expect(line).to_contain_text("Bruno")
    expect(page.get_by_role("link", name=ORGANIZATION, exact=True)).to_be_visible()
    page.get_by_role("link", name=ORGANIZATION, exact=True).click()
    expect(page.locator("#relations")).to_contain_text("Bruno Tremblay")


def test_a_wrong_value_is_refused_at_its_field_and_the_others_are_kept(
    signed_in: Page, served: Served
) -> None:
    page = opened(signed_in, served, "Denis Tremblay")
    page.get_by_role("link", name="Edit the card").click()
    page.get_by_label("Role there").fill("Director")
    page.get_by_label("Email", exact=True).fill("denis@")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("“denis@” is not an email address")).to_be_visible()
    expect(page.get_by_label("Email", exact=True)).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Email", exact=True).fill("denis@gmial.com")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Use “denis@gmail.com”").click()
    page.get_by_role("button", name="Save as it is").click()
    expect(page.locator("#cards")).to_contain_text("denis@gmail.com")
    expect(page.locator("#cards")).to_contain_text("Director")


def test_a_change_is_taken_back_from_the_history(signed_in: Page, served: Served) -> None:
    page = part(opened(signed_in, served, "Farid Tremblay"), "Client")
    page.get_by_label("Description").fill("Calls on Mondays")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#part-client")).to_contain_text("Calls on Mondays")
    expect(page.locator("#history")).to_contain_text("Ada Fortin")
    page.locator("#history").get_by_role("button", name="Take back Description").click()
    expect(page.locator("#part-client")).not_to_contain_text("Calls on Mondays")


def test_of_two_people_who_edit_a_contact_the_second_is_told(signed_in: Page, served: Served) -> None:
    page = part(opened(signed_in, served, "Hugo Tremblay"), "Client")
    other = part(opened(page.context.new_page(), served, "Hugo Tremblay"), "Client")
    other.get_by_label("Client Manager").fill("Ines")
    other.get_by_role("button", name="Save").click()
    expect(other.locator("#part-client")).to_contain_text("Ines")
    other.close()
    page.get_by_label("Description").fill("Mine")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("was changed since you opened it")).to_be_visible()
    expect(page.get_by_text("Ada Fortin changed this meanwhile. Now: ")).to_contain_text("Ines")
    expect(page.get_by_label("Description")).to_have_value("Mine")
    page.get_by_role("button", name="Save over it").click()
    expect(page.locator("#part-client")).to_contain_text("Mine")
    expect(page.locator("#part-client")).to_contain_text("Ines")


def test_a_person_is_added_at_an_organization_without_a_mouse(signed_in: Page, served: Served) -> None:
    page = signed_in
    page.goto(served.address + "contacts/")
    page.locator("summary", has_text="Add").click()
    page.get_by_role("link", name="Add a person").click()
    page.get_by_label("First Name").fill("Bruno")
    page.get_by_label("Last Name").fill("Tremblay")
    page.get_by_label("Organization").press_sequentially("wattle", delay=20)
    expect(page.get_by_role("option", name=re.compile(ORGANIZATION))).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Organization")).to_have_value(ORGANIZATION)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("“Bruno Tremblay” is in the book already")).to_be_visible()
    expect(page.get_by_role("link", name="Look at it")).to_be_visible()
    page.get_by_label("First Name").fill("Zelda")
    page.get_by_role("button", name="Add all the same").click()
    expect(page.get_by_role("heading", level=1, name="Zelda Tremblay")).to_be_visible()
    expect(page.locator("#cards").get_by_role("link", name=ORGANIZATION, exact=True)).to_be_visible()


def test_two_contacts_are_merged_side_by_side_the_value_that_stands_is_chosen_and_taken_back(
    signed_in: Page, served: Served, picture: Callable[[Page, str], None]
) -> None:
    page = opened(signed_in, served, "Jules Tremblay")
    page.get_by_role("link", name="Merge…").click()
    page.get_by_label("Find the other contact").fill("ines tremblay")
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Compare").click()
    head = page.locator("thead th")
    expect(head).to_contain_text(["Jules Tremblay", "Inès Tremblay"])
    expect(head.first).to_contain_text("people.csv")
    page.get_by_role("link", name="Keep this one").click()
    expect(head).to_contain_text(["Inès Tremblay", "Jules Tremblay"])
    page.get_by_role("link", name="Keep this one").click()
    expect(head.first).to_contain_text("Jules Tremblay")
    assert serious(page) == []
    picture(page, "contact-merge")
    row = page.get_by_role("row", name=re.compile("Client Identifier"))
    row.get_by_role("radio").last.check()
    page.get_by_role("button", name="Merge").click()
    expect(page.locator("#alerts")).to_contain_text("“Inès Tremblay” was merged into “Jules Tremblay”.")
    expect(page.locator("#part-client")).to_contain_text("P-008")
    expect(page.get_by_role("heading", name="Set aside by merges")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#alerts")).to_contain_text("Undone.")
    expect(page.locator("#part-client")).to_contain_text("P-009")
    opened(page, served, "Inès Tremblay")
    key = page.url.rstrip("/").rpartition("/")[2]
    answer = page.goto(f"{page.url}merge/?with={key}")
    assert answer
    assert answer.status == 422
    expect(page.get_by_text("cannot be merged with itself")).to_be_visible()


def test_what_was_saved_together_is_taken_back_together_from_its_message(
    signed_in: Page, served: Served, picture: Callable[[Page, str], None]
) -> None:
    page = part(opened(signed_in, served, "Élodie Tremblay"), "Name")
    page.get_by_label("First Name").fill("Elody")
    page.get_by_label("Last Name").fill("Roy")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1, name="Elody Roy")).to_be_visible()
    picture(page, "contact-saved")
    page.locator("#alerts").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1, name="Élodie Tremblay")).to_be_visible()
    expect(page.locator("#alerts")).to_contain_text("Taken back.")


def test_a_deleted_contact_is_restored_from_its_page(signed_in: Page, served: Served) -> None:
    page = opened(signed_in, served, "Gaëlle Tremblay")
    address = page.url
    page.get_by_role("link", name="Delete…").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("“Gaëlle Tremblay” is deleted.")).to_be_visible()
    assert page.goto(address).status == 410  # type: ignore[union-attr]
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_role("heading", level=1, name="Gaëlle Tremblay")).to_be_visible()
    expect(page.locator("#history")).to_contain_text("undone")


def test_the_page_in_french_narrow_and_without_scripts_is_complete(
    signed_in: Page, served: Served, browser: Browser, picture: Callable[[Page, str], None]
) -> None:
    page = opened(signed_in, served, "Chloé Tremblay")
    assert serious(page) == []
    picture(page, "contact")
    part(page, "Client")
    assert serious(page) == []
    window = browser.new_context(
        locale="fr-CA",
        viewport={"width": 320, "height": 700},
        color_scheme="dark",
        java_script_enabled=False,
        storage_state={"cookies": signed_in.context.cookies()},  # type: ignore[arg-type]
    )
    narrow = window.new_page()
    narrow.goto(page.url)
    narrow.get_by_role("link", name="Modifier Client").click()
    narrow.get_by_label("Description").fill("Sans script")
    narrow.get_by_role("button", name="Enregistrer").click()
    expect(narrow.locator("#part-client")).to_contain_text("Sans script")
    expect(narrow.get_by_text("Enregistré.")).to_be_visible()
    picture(narrow, "contact-fr-narrow-dark")
    window.close()
