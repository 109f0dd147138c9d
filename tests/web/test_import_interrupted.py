"""An import that a power cut meets: nothing is lost, nothing is done by half, and it goes on."""

from __future__ import annotations

import contextlib
import hashlib
import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Cookie, Page, expect

from tests.web.books import write
from tests.web.importing import LONG
from tests.web.serving import Served

pytestmark = pytest.mark.alone

PEOPLE = 6_000
PLANNING = re.compile("Recognising|Giving|Bringing|Making|Checking|Comparing|Planning|Putting")  # its stages
LETTERS = str.maketrans("0123456789", "ghijklmnop")


def crowd(path: Path) -> Path:
    """A list long enough to be met while it is worked on; all are called quite differently."""
    words = [
        hashlib.sha256(str(number).encode()).hexdigest().translate(LETTERS).title()
        for number in range(PEOPLE)
    ]
    rows = [[word[:8], word[8:16].title(), f"{word[:8].lower()}@example.com"] for word in words]
    return write(path, ["First Name", "Last Name", "Email"], rows)


def power_cut(served: Served, page: Page) -> None:
    """The machine goes off; the page tells it."""
    served.kill()
    expect(page.get_by_text("The server does not answer")).to_be_visible(timeout=LONG)


def back(served: Served) -> None:
    """The machine is on again."""
    served.process = served.restarted().process


def count(served: Served, table: str) -> int:
    """How many rows a table of the book has."""
    with contextlib.closing(sqlite3.connect(served.home / "book.sqlite3")) as book:
        return int(book.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_an_import_survives_power_cuts_while_sending_planning_and_applying_and_a_closed_tab(
    context: BrowserContext, session: list[Cookie], served: Served, tmp_path: Path
) -> None:
    context.add_cookies(session)  # type: ignore[arg-type]
    page = context.new_page()
    file = crowd(tmp_path / "crowd.csv")
    page.goto(served.address + "import/")
    served.kill()
    page.locator("#file").set_input_files(file)
    expect(page.locator("#sending .alert")).to_contain_text("the server does not answer")
    back(served)
    page.get_by_role("button", name="Send again").click()
    page.wait_for_url("**/files/", timeout=LONG)

    page.locator('.steps a[href$="/plan/"]').click()
    expect(page.locator("#work")).to_contain_text(PLANNING, timeout=LONG)
    power_cut(served, page)
    back(served)
    other = context.new_page()
    other.goto(served.address + "import/")
    expect(other.get_by_role("region", name="Not finished yet")).to_contain_text("crowd.csv")
    other.close()
    expect(page.locator(".planned")).to_be_visible(timeout=LONG)
    assert count(served, "book_contact") == 0

    page.get_by_role("button", name="Apply to the book").click()
    expect(page.locator("#work progress")).to_be_visible(timeout=LONG)
    power_cut(served, page)
    assert count(served, "book_contact") in {0, PEOPLE}
    back(served)
    page.reload()
    outcome = page.url
    page.close()
    page = context.new_page()
    page.goto(outcome)
    expect(page.get_by_role("heading", name="Imported", exact=True)).to_be_visible(timeout=LONG)
    assert (count(served, "book_contact"), count(served, "book_import")) == (PEOPLE, 1)
    expect(page.get_by_role("heading", name=f"{3 * PEOPLE:,} cells of the files")).to_be_visible()
