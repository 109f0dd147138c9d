"""The steps of an import, as a person goes through them."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.web.serving import Served

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
LONG = 60_000  # milliseconds that reading and planning may take on a busy machine


def begin(page: Page, served: Served, *files: Path) -> None:
    """Choose files on the first page of the area; they go up one after another."""
    page.goto(served.address + "import/")
    page.locator("#file").set_input_files(list(files))
    page.wait_for_url("**/files/", timeout=LONG)


def go_on(page: Page, step: str) -> None:
    """To another step."""
    page.locator(f'.steps a[href$="/{step}/"]').click()
    page.wait_for_url(re.compile(f"/{step}/"))


def quiet(page: Page) -> None:
    """Wait until no work is done in the background."""
    expect(page.locator("#work progress")).to_have_count(0, timeout=LONG)


def undo(page: Page) -> None:
    """Take the import back, on its page."""
    page.get_by_role("button", name="Undo this import").click()
    page.get_by_role("dialog").get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("This import was undone by Ada Fortin")).to_be_visible(timeout=LONG)


def applied(page: Page) -> None:
    """From the plan, once it is made, to the end of the import."""
    page.get_by_role("button", name="Apply to the book").click(timeout=LONG)
    expect(page.get_by_role("heading", name="Imported", exact=True)).to_be_visible(timeout=LONG)
    quiet(page)
