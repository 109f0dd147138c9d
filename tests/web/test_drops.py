"""Files come to a firm by a link: from a browser without an account, over a connection that breaks."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.web.accessibility import fits, serious
from tests.web.conftest import PATIENCE, watched
from tests.web.importing import LONG
from tests.web.serving import Served

pytestmark = pytest.mark.alone

FIRM = "Wattle & Maple Advisory"
PASSPHRASE = "érable et mimosa"
DRAGGED = """() => {
  const held = new DataTransfer();
  held.items.add(new File(["Name,Email\\nAnn,ann@example.com\\n"], "small.csv"));
  return held;
}"""
PIECES = 4  # that the list below comes in


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    """A list of clients of a few megabytes."""
    path = tmp_path / "clients à reprendre.csv"
    note = "n" * 9000
    rows = [f"Ann {one},ann{one}@example.com,{note}" for one in range(PIECES * 100)]
    path.write_text("\n".join(["Name,Email,Notes", *rows]), encoding="utf-8")
    return path


def made(page: Page, served: Served, **filled: str) -> str:
    """A link that an administrator makes."""
    page.goto(served.address + "import/")
    page.get_by_role("link", name="Upload links").click()
    page.get_by_label("What the files are for").fill("The clients of 2025")
    for label, value in filled.items():
        page.get_by_label(re.compile(label.replace("_", " "))).fill(value)
    page.get_by_role("button", name="Make the link").click()
    return page.get_by_label("The link").input_value()


def broken(page: Page) -> None:
    """Break the connection with the second piece, as the browser has it when a network goes."""

    def lost(route: Route) -> None:
        offset = int(route.request.headers.get("upload-offset", "0"))
        if route.request.method == "PATCH" and offset:
            page.context.set_offline(True)
            route.abort("internetdisconnected")
        else:
            route.continue_()

    page.route("**/files/**", lost)


def test_files_are_dropped_in_french_resumed_after_a_broken_connection_and_imported(
    browser: Browser, signed_in: Page, served: Served, clients: Path
) -> None:
    link = made(signed_in, served, A_passphrase=PASSPHRASE)
    signed_in.context.grant_permissions(["clipboard-write"])
    signed_in.get_by_role("button", name="Copy").click()
    expect(signed_in.get_by_role("button", name="Copied")).to_be_visible()
    window = browser.new_context(locale="fr-CA", viewport={"width": 320, "height": 700}, color_scheme="dark")
    window.set_default_timeout(PATIENCE)
    page = window.new_page()
    page.goto(link)
    page.get_by_label("Phrase de passe").fill("autre chose")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("alert")).to_contain_text("Ce n'est pas la bonne phrase de passe")
    assert serious(page) == []
    while page.get_by_label("Phrase de passe").count():  # a right one is not looked at while the wait is on
        page.get_by_label("Phrase de passe").fill(PASSPHRASE)
        page.get_by_role("button", name="Continuer").click()
        page.wait_for_load_state()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{FIRM} vous demande des fichiers")
    expect(page.get_by_text("The clients of 2025")).to_be_visible()
    assert serious(page) == []
    broken(page)
    page.locator("#file").set_input_files(clients)
    expect(page.get_by_text("La connexion est coupée.").last).to_be_visible()
    page.unroute("**/files/**")
    resumed: list[int] = []
    page.on(
        "request",
        lambda one: resumed.append(int(one.headers["upload-offset"])) if one.method == "PATCH" else None,
    )
    wrong = watched(page)
    window.set_offline(False)
    expect(page.get_by_text("Il est lisible.")).to_be_visible(timeout=LONG)
    assert min(resumed) > 0
    assert len(resumed) == PIECES - 1
    assert serious(page) == []
    assert fits(page)
    assert wrong == []
    signed_in.goto(served.address + "drops/")
    signed_in.get_by_role("link", name="The clients of 2025").first.click()
    with signed_in.expect_download() as taken:
        signed_in.get_by_role("link", name="Download").click()
    assert taken.value.path().read_bytes() == clients.read_bytes()
    assert not [one for one in (served.home / "drops").rglob("*") if _holds(one, b"ann1@example.com")]
    for what in ("Wrong passphrase", "Opened", "File begun", "File arrived"):
        expect(signed_in.get_by_role("cell", name=what)).to_be_visible()
    signed_in.get_by_role("button", name="Import these files").click()
    expect(signed_in.locator("#files .badge.good")).to_be_visible(timeout=LONG)
    expect(signed_in.locator("#files")).to_contain_text(clients.name)
    page.goto(served.address + "contacts/")
    expect(page).to_have_url(re.compile("/account/login/"))
    window.close()


def test_a_revoked_and_a_guessed_link_are_refused_and_a_full_one_says_so(
    browser: Browser, signed_in: Page, served: Served
) -> None:
    link = made(signed_in, served, Most_files="1")
    visitor = browser.new_page(locale="en-GB")
    visitor.goto(link)
    visitor.dispatch_event("#drop", "drop", {"dataTransfer": visitor.evaluate_handle(DRAGGED)})
    expect(visitor.get_by_text("It can be read.")).to_be_visible(timeout=LONG)
    answers = [visitor.goto(link[:-4] + "abcd/")]
    other = browser.new_page(locale="en-GB")
    answers.append(other.goto(link))
    signed_in.goto(served.address + "drops/")
    signed_in.get_by_role("link", name="The clients of 2025").first.click()
    signed_in.get_by_role("button", name="Erase now").click()
    signed_in.get_by_role("dialog").get_by_role("button", name="Erase now").click()
    expect(signed_in.locator("#dropped .badge")).to_have_text("erased")
    signed_in.get_by_role("button", name="Revoke").click()
    signed_in.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    expect(signed_in.get_by_text("The link works no more")).to_be_visible()
    answers.append(other.goto(link))
    assert [one.status for one in answers if one] == [404, 410, 404]
    visitor.close()
    other.close()


def test_a_file_that_was_chosen_before_the_page_was_ready_is_sent_too(
    browser: Browser, signed_in: Page, served: Served, clients: Path
) -> None:
    link = made(signed_in, served)
    visitor = browser.new_page(locale="en-GB")
    late: list[Route] = []
    visitor.route("**/dropping/send*.js", lambda route: late.append(route))
    visitor.goto(link, wait_until="commit")
    visitor.locator("#file").set_input_files(clients)
    late[0].continue_()
    expect(visitor.get_by_text("It can be read.")).to_be_visible(timeout=LONG)
    visitor.close()


def test_a_link_whose_time_is_over_takes_nothing_and_says_so(
    browser: Browser, signed_in: Page, served: Served
) -> None:
    link = made(signed_in, served)
    visitor = browser.new_page(locale="fr-FR")
    visitor.goto(link)
    with closing(sqlite3.connect(served.home / "office.sqlite3")) as office, office:
        office.execute("UPDATE office_drop SET expires = '2020-01-01 00:00:00' WHERE revoked IS NULL")
    visitor.dispatch_event("#drop", "drop", {"dataTransfer": visitor.evaluate_handle(DRAGGED)})
    expect(visitor.locator(".alert.error")).to_contain_text("Le délai de ce lien est passé", timeout=LONG)
    answer = visitor.goto(link)
    assert answer
    assert answer.status == 410
    expect(visitor.get_by_text("Le délai de ce lien est passé")).to_be_visible()
    assert serious(visitor) == []
    visitor.close()


def _holds(path: Path, text: bytes) -> bool:
    return path.is_file() and text in path.read_bytes()
