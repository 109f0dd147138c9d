"""What is to be corrected goes to the firm on its link, in its language; its corrections come back."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.web.accessibility import fits, serious
from tests.web.conftest import PATIENCE, watched
from tests.web.importing import LONG
from tests.web.serving import Served

pytestmark = pytest.mark.alone

HEADER = "Client ID,Name,Email"
ROWS = ("C1,Ann Roy,ann@example.com", "C2,Bob Hay,bob@example", "C3,Cleo Day,cleo.example.com")


def listed(folder: Path, name: str, *rows: str) -> Path:
    """A list of clients."""
    path = folder / name
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return path


def corrected(page: Page, row: int, text: str) -> None:
    """Write an email into the grid, in the spreadsheet's row."""
    page.locator(f'#grid [row-id="{row}"] [col-id="2"]').click()
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def checked(page: Page, served: Served) -> None:
    """Begin the check of what came by the newest link, and return what was found."""
    page.goto(served.address + "drops/")
    page.get_by_role("link", name="The clients").first.click()
    page.get_by_role("button", name="Import these files").click()
    page.get_by_role("link", name=re.compile("Check")).first.click()
    expect(page.locator("#grid .ag-cell").first).to_be_visible(timeout=LONG)
    case(page, served)


def case(page: Page, served: Served) -> None:
    """Open the case."""
    page.goto(served.address + "cases/")
    page.get_by_role("link", name="The clients").first.click()


def test_findings_are_returned_in_french_corrected_over_a_broken_connection_sent_back_and_signed_off(
    browser: Browser, signed_in: Page, served: Served, tmp_path: Path, picture: Callable[[Page, str], None]
) -> None:
    with contextlib.closing(sqlite3.connect(served.home / "office.sqlite3")) as office:
        office.execute("UPDATE office_user SET team = 'specialist'")
        office.commit()
    signed_in.goto(served.address + "drops/")
    signed_in.get_by_label("What the files are for").fill("The clients")
    signed_in.get_by_label("Return what is to be corrected on this link").check()
    signed_in.get_by_label("The firm’s language").select_option("fr")
    signed_in.get_by_role("button", name="Make the link").click()
    link = signed_in.get_by_label("The link").input_value()
    window = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    window.set_default_timeout(PATIENCE)
    page = window.new_page()
    page.goto(link)
    assert page.locator("html").get_attribute("lang") == "fr"
    page.locator("#file").set_input_files(listed(tmp_path, "clients.csv", *ROWS))
    expect(page.get_by_text("Il est lisible.")).to_be_visible(timeout=LONG)
    checked(signed_in, served)
    signed_in.get_by_role("button", name="Return what is to be corrected").click()
    page.goto(link)
    page.get_by_role("link", name="Voir ce qui est à corriger").click()
    expect(page.locator("#groups .badge").first).to_be_visible(timeout=LONG)
    expect(page.locator("#total")).to_have_text("2 lignes")
    assert serious(page) == []
    picture(page, "findings-returned")
    corrected(page, 3, "bob@example.com")
    expect(page.locator("#checked")).to_have_text("1 cellule corrigée.")
    expect(page.locator("#total")).to_have_text("1 ligne", timeout=LONG)  # it was checked again

    def lost(route: Route) -> None:
        route.abort("internetdisconnected")

    page.route("**/edit/", lost)
    corrected(page, 4, "cleo@example.com")
    expect(page.locator("#alerts .error")).to_be_visible()
    page.unroute("**/edit/")
    wrong = watched(page)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("#groups")).to_contain_text("Il ne reste rien à corriger", timeout=LONG)
    page.reload()
    expect(page.locator("#groups")).to_contain_text("Il ne reste rien à corriger", timeout=LONG)
    page.set_viewport_size({"width": 320, "height": 700})
    assert fits(page)
    assert serious(page) == []
    with page.expect_download() as taken:
        page.get_by_role("link", name="Télécharger le classeur des corrections").click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    page.get_by_role("button", name="Renvoyer").click()
    page.get_by_role("dialog").get_by_role("button", name="Renvoyer").click()
    expect(page.get_by_text("Vos corrections sont arrivées")).to_be_visible()
    assert wrong == []
    second = (*ROWS[::-1], "C4,Dan Elm,dan@example.com")
    page.locator("#file").set_input_files(listed(tmp_path, "clients 2.csv", *second))
    expect(page.get_by_text("Il est lisible.")).to_have_count(2, timeout=LONG)
    checked(signed_in, served)
    signed_in.get_by_role("link", name="Check the rows").click()
    expect(signed_in.locator("#carried")).to_contain_text("2 earlier corrections were applied.")
    expect(signed_in.locator("#beside")).to_contain_text("1 row added")
    picture(signed_in, "second-version")
    case(signed_in, served)
    signed_in.get_by_role("button", name="Ready").click()
    page.goto(link)
    page.get_by_label("Votre nom").fill("Luc Roy")
    picture(page, "to-sign")
    page.get_by_role("button", name="Approuver").click()
    expect(page.get_by_text("Approuvé par Luc Roy")).to_be_visible()
    case(signed_in, served)
    signed_in.get_by_role("link", name="Apply the plan").click()
    signed_in.get_by_role("button", name="Apply to the book").click()
    expect(signed_in.get_by_role("heading", level=1)).to_have_text("Imported", timeout=LONG)
    page.goto(link)
    expect(page.get_by_text("Vos fichiers ont été importés.")).to_be_visible()
    signed_in.get_by_role("button", name="Undo this import").click()
    signed_in.get_by_role("dialog").get_by_role("button", name="Undo this import").click()
    expect(signed_in.get_by_text("This import was undone")).to_be_visible(timeout=LONG)
    window.close()
