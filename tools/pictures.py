"""Take the pictures of the README: the demo's firm in the web app, in Debian's Chromium.

Run `make demo` first; the book is copied, so that the demo stays as it is. python tools/pictures.py
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from environment import ROOT
from services import chromium
from serving import root_of, served

PICTURES = ROOT / "docs" / "pictures"
BOOK, EXPORTS = ROOT / "demo" / "book", ROOT / "demo" / "exports"
FILES = ("OfficeTools contacts.xlsx", "Outlook contacts (bureau).csv")
PATIENCE = 120_000  # milliseconds for a step of the import
STEPS = ("columns", "check", "plan")


def first_run(page: Page, address: str) -> None:
    """Make the administrator."""
    page.goto(address)
    page.get_by_label("Your name").fill("Ada Fortin")
    page.get_by_label("Your email").fill("ada@example.com")
    page.get_by_label("A password").fill("a picture is worth it")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/contacts/**")


def take(page: Page, name: str) -> None:
    """A picture of the window as it stands."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(800)  # charts and grids draw themselves
    page.screenshot(path=PICTURES / f"{name}.png")


def tour(page: Page, root: str) -> None:
    """The pages, one after the other."""
    page.get_by_role("row").nth(5).wait_for(timeout=PATIENCE)
    take(page, "contacts")
    page.goto(f"{root}contacts/?kind=organization&sort=name")
    page.locator("tbody a").first.click()
    page.get_by_role("heading", level=1).wait_for()
    take(page, "contact")
    page.goto(f"{root}overview/")
    page.locator("canvas").first.wait_for(timeout=PATIENCE)
    take(page, "overview")
    page.goto(f"{root}duplicates/")
    take(page, "duplicates")
    page.goto(f"{root}import/")
    page.locator("input[type=file]").first.set_input_files([EXPORTS / name for name in FILES])
    page.wait_for_url("**/files/")
    draft = page.url.removesuffix("files/")
    for step in STEPS:
        page.goto(f"{draft}{step}/")
        expect(page.locator("#work progress")).to_have_count(0, timeout=PATIENCE)
        page.goto(f"{draft}{step}/")
        take(page, step)


def main() -> int:
    """Serve a copy of the demo's book and walk through it."""
    if not BOOK.exists():
        print("There is no demo yet: make demo makes it.", file=sys.stderr)
        return 1
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = shutil.copytree(BOOK, Path(folder, "book"), ignore=shutil.ignore_patterns("office*", "drafts"))
        with served(Path(home)) as first:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            page = browser.new_page(locale="en-GB", viewport={"width": 1280, "height": 800})
            first_run(page, first)
            tour(page, root_of(first))
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
