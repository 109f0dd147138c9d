"""The import in the browser: from dropped files to the book, and back."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.web.serving import Served

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
LONG = 60_000  # milliseconds that reading and planning may take on a busy machine


def begin(page: Page, served: Served, *files: Path) -> None:
    """Choose files on the first page of the area and send them."""
    page.goto(served.address + "import/")
    page.locator("input[type=file][multiple]").first.set_input_files(list(files))
    if page.get_by_role("button", name="Upload").is_visible():
        page.get_by_role("button", name="Upload").click()
    page.wait_for_url("**/files/")


def test_a_file_goes_from_the_drop_zone_to_the_book_and_back(signed_in: Page, served: Served) -> None:
    page = signed_in
    begin(page, served, GOLDEN / "outlook" / "desktop_en.csv")
    expect(page.get_by_text("desktop_en.csv").first).to_be_visible()
    page.get_by_role("link", name="Continue").click()
    expect(page.get_by_text("outlook", exact=False).first).to_be_visible(timeout=LONG)
    page.get_by_role("link", name="Continue").click()
    page.get_by_role("button", name="Apply").click(timeout=LONG)
    page.get_by_role("button", name="Undo this import").click(timeout=LONG)
    expect(page.get_by_text("Undone")).to_be_visible(timeout=LONG)
