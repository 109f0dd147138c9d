"""Many contacts changed at once in the browser: chosen, previewed, done and taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.web.accessibility import serious
from tests.web.books import filled, write
from tests.web.importing import LONG, applied, begin, go_on
from tests.web.serving import Served

CROWD = 2_010  # more than are changed while a page waits


@pytest.fixture(scope="module")
def served(firms: Iterator[Served]) -> Served:
    """A firm with 70 people, a client group, and a crowd of organizations."""
    server = next(firms)
    filled(server)
    group = write(server.home / "group.csv", ["Client Group Name", "Members"], [["Roy Family", "Amélie Roy"]])
    rows = [[f"Crowd {number:04} Ltd", "Crowd"] for number in range(CROWD)]
    crowd = write(server.home / "crowd.csv", ["Organization Name", "Contact Type"], rows)
    for path in (group, crowd):
        server.carnet("import", path, "--yes", "--json", "--duplicates", "separate")
    return server


def choose(page: Page, served: Served, search: str, *, every: bool = False) -> None:
    """Show a list and choose all of the page, or all that it finds."""
    page.goto(f"{served.address}contacts/{search}")
    page.get_by_label("Choose all of this page").check()
    if every:
        page.get_by_role("button", name="Choose all").click()


def many(page: Page) -> str:
    return page.locator(".bulk .many").inner_text()


def test_a_range_is_chosen_with_shift_and_a_field_set_on_it_after_a_look_and_taken_back(
    signed_in: Page, served: Served, picture: Callable[[Page, str], None]
) -> None:
    page = signed_in
    page.goto(served.address + "contacts/?q=gagnon")
    boxes = page.locator("#chosen tbody").get_by_role("checkbox")
    boxes.nth(1).click()
    boxes.nth(4).click(modifiers=["Shift"])
    assert many(page) == "4"
    page.get_by_role("button", name="Set a field").click()
    page.get_by_label("Field").select_option(label="Client Manager")
    page.get_by_label("New value").fill("  Zoé   Roy ")
    expect(page.locator("#outcome")).to_contain_text("4 will change")
    expect(page.get_by_role("row", name="Bruno Gagnon")).to_contain_text("Zoé Roy")
    assert serious(page) == []
    picture(page, "bulk")
    page.get_by_role("button", name="Change 4 contacts").click()
    expect(page.get_by_text("Client Manager is now “Zoé Roy”. Contacts changed: 4.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/contacts/\?q=gagnon$"))
    page.goto(served.address + "contacts/?manager=Zo%C3%A9+Roy")
    expect(page.locator("#rows .open")).to_have_count(4)
    page.goto(served.address + "contacts/?q=gagnon")
    choose(page, served, "?manager=Zo%C3%A9+Roy")
    page.get_by_role("button", name="Change owner").click()
    page.get_by_label("New value").fill("Max")
    page.get_by_role("button", name="Change 4 contacts").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone.")).to_be_visible()
    page.goto(served.address + "contacts/?owner=Max")
    expect(page.get_by_text("No contact matches.")).to_be_visible()


def test_all_that_a_list_finds_are_archived_and_out_of_the_archive_again(
    signed_in: Page, served: Served
) -> None:
    page = signed_in
    choose(page, served, "?type=Prospect&size=50")
    assert many(page) == "18"
    page.get_by_role("button", name="Archive").click()
    page.get_by_role("button", name="Archive 18 contacts").click()
    expect(page.get_by_text("No contact matches.")).to_be_visible()
    choose(page, served, "?type=Prospect&archived=yes")
    page.get_by_role("button", name="Take out of the archive").click()
    page.get_by_role("button", name="Take 18 contacts out of the archive").click()
    page.goto(served.address + "contacts/?type=Prospect")
    expect(page.locator("#rows .open")).to_have_count(18)


def test_contacts_join_a_group_that_is_searched_for_and_leave_it(signed_in: Page, served: Served) -> None:
    page = signed_in
    choose(page, served, "?q=roy")
    page.get_by_role("button", name="Add to group").click()
    page.get_by_label("Search for the group").wait_for()
    page.wait_for_load_state()  # the page's script listens from then on
    page.get_by_label("Search for the group").fill("nothing so called")
    expect(page.get_by_text("No client group is called so.")).to_be_visible()
    page.get_by_label("Search for the group").fill("roy fam")
    page.get_by_label("Roy Family").check()
    expect(page.locator("#outcome")).to_contain_text("9 will be added to “Roy Family”")
    expect(page.locator("#outcome")).to_contain_text("1 are client groups")
    expect(page.locator("#outcome")).to_contain_text("1 are so already")
    page.get_by_role("button", name="Add 9 contacts").click()
    choose(page, served, "?q=roy&kind=person")
    page.get_by_role("button", name="Take out of group").click()
    page.get_by_label("Roy Family 10 of the contacts").check()
    page.get_by_role("button", name="Take out 10 contacts").click()
    expect(page.get_by_text("Taken out of the group “Roy Family”. Contacts: 10.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone.")).to_be_visible()


def test_a_wrong_value_is_told_and_a_book_that_moved_on_shows_the_preview_anew(
    signed_in: Page, served: Served
) -> None:
    page = signed_in
    choose(page, served, "?q=morin")
    page.get_by_role("button", name="Set a field").click()
    page.get_by_label("Field").select_option(label="Fiscal Year End Day")
    page.get_by_label("New value").fill("77")
    expect(page.locator("#outcome .alert.error")).to_contain_text("31")
    page.get_by_label("New value").fill("15")
    expect(page.get_by_role("button", name="Change 10 contacts")).to_be_visible()
    later = write(served.home / "later.csv", ["Organization Name"], [["Late Ltd"]])
    served.carnet("import", later, "--yes", "--json")
    page.get_by_role("button", name="Change 10 contacts").click()
    expect(page.locator("#alerts")).to_contain_text("The book changed since you looked")
    page.get_by_role("button", name="Change 10 contacts").click()
    expect(page.locator("#alerts")).to_contain_text("Fiscal Year End Day is now “15”")


def test_a_crowd_is_changed_by_a_worker_while_a_page_tells_how_it_goes(
    signed_in: Page, served: Served, picture: Callable[[Page, str], None]
) -> None:
    page = signed_in
    choose(page, served, "?q=crowd", every=True)
    assert many(page) == f"{CROWD:,}"
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text(f"These {CROWD:,} contacts leave the book.")).to_be_visible()
    page.get_by_role("button", name=f"Delete {CROWD:,} contacts").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible(timeout=30_000)
    expect(page.get_by_text(f"Deleted. Contacts: {CROWD:,}.")).to_be_visible()
    assert serious(page) == []
    page.goto(served.address + "contacts/?q=crowd")
    expect(page.get_by_text("No contact matches.")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone.")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Go on").click()
    expect(page.locator("#rows .paging").first).to_contain_text(f"of {CROWD:,}")


def test_contacts_are_edited_in_a_spreadsheet_and_come_back_by_the_import(
    signed_in: Page, served: Served
) -> None:
    page = signed_in
    page.goto(served.address + "import/")
    expect(page.get_by_role("link", name="Update many contacts")).to_be_visible()
    choose(page, served, "?q=bouchard")
    chosen = int(many(page))
    page.get_by_role("button", name="Edit in a spreadsheet").click()
    expect(page.get_by_role("listitem").filter(has_text="Import it here.")).to_be_visible()
    assert serious(page) == []
    page.get_by_role("button", name=f"Write the workbook of {chosen} contacts").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the workbook").click()
    path = served.home / "edited.xlsx"
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    people = book["People"]
    headers = [cell.value for cell in people[1]]
    people.cell(2, headers.index("Preferred Name") + 1).value = "Gigi"
    people.cell(3, headers.index("Action") + 1).value = "Delete"
    gone = f"{people.cell(3, headers.index('First Name') + 1).value} Bouchard"
    book.save(path)
    begin(page, served, path)
    go_on(page, "plan")
    tabs = page.get_by_role("navigation", name="What happens")
    expect(tabs).to_contain_text(f"Updated 1Deleted 1Unchanged {chosen - 2}", timeout=LONG)
    expect(page.locator("table.planned")).to_contain_text("Gigi")
    applied(page)
    page.goto(f"{served.address}contacts/?q={gone}")
    expect(page.get_by_text("No contact matches.")).to_be_visible()
    page.goto(served.address + "history/")
    expect(page.locator("main")).to_contain_text("1 deleted")
