"""What was done to the book is listed, told in full and taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.web.accessibility import serious
from tests.web.books import write
from tests.web.serving import Served


def test_an_import_is_in_the_history_with_its_counts_and_cells_and_is_undone_from_there(
    signed_in: Page, served: Served, tmp_path: Path, picture: Callable[[Page, str], None]
) -> None:
    page = signed_in
    people = [["Ann", "Roy", "ann@example.com"], ["Bob", "Lee", "bob@@example"]]
    file = write(tmp_path / "clients.csv", ["First Name", "Last Name", "Email"], people)
    served.carnet("import", file, "--yes", "--json")
    page.goto(served.address + "history/")
    assert serious(page) == []
    expect(page.get_by_role("listitem").filter(has_text="clients.csv")).to_contain_text("2 created")
    page.get_by_role("link", name="clients.csv").click()
    expect(page.get_by_role("heading", name="clients.csv")).to_be_visible()
    expect(page.locator("dl").nth(1)).to_contain_text("6")
    expect(page.get_by_role("heading", name="Findings")).to_be_visible()
    assert serious(page) == []
    picture(page, "history-entry")
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("dialog").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone by Ada Fortin")).to_be_visible()
    page.goto(served.address + "contacts/")
    expect(page.get_by_text("Ann Roy")).to_have_count(0)
    page.goto(served.address + "history/?kind=merge")
    expect(page.get_by_text("Nothing yet.")).to_be_visible()
