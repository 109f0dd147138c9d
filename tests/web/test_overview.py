"""The book at a glance in the browser: drawn, said and tabled, for every member, in both languages."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.accessibility import serious
from tests.web.books import PEOPLE, filled, person, write
from tests.web.conftest import begun
from tests.web.serving import Served

PICTURES = {"months", "kinds", "filled", "countries", "rules"}  # of this book; it has no duplicate
PAINTED = """
canvas => {
    const probe = document.createElement("i");
    const name = { countries: "single", rules: "error" }[canvas.dataset.picture] ?? "person";
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    const wanted = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
    probe.remove();
    const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    let painted = 0;
    for (let at = 0; at < pixels.length; at += 4)
        if (wanted.every((part, place) => Math.abs(pixels[at + place] - part) < 3) && pixels[at + 3] === 255)
            painted += 1;
    return painted;
}"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[tuple[Served, str]]:
    """A server with 71 people of one firm, and 5 of another; what the page said before them."""
    server = begun(tmp_path_factory.mktemp("home"), browser)
    page = browser.new_page(locale="en-GB")
    page.context.add_cookies(server.cookies)  # type: ignore[arg-type]
    page.goto(server.address + "overview/")
    empty = page.locator("main").inner_text()
    page.close()
    filled(server)
    mistyped = write(server.home / "mistyped.csv", PEOPLE, [["Zoé", "Zola", "zoe example", *[""] * 6]])
    server.carnet("import", mistyped, "--yes", "--json")
    others = write(server.home / "others.csv", PEOPLE, [person(number) for number in range(5)])
    server.carnet("import", others, "--yes", "--json", "--firm", "Other Advisers")
    yield server, empty
    server.stop()


@pytest.fixture(scope="module")
def served(made: tuple[Served, str]) -> Served:
    """The server alone."""
    return made[0]


def table(page: Page, name: str) -> list[list[str]]:
    """The rows of a picture's table."""
    rows = page.locator(f".{name} tbody tr").all()
    return [row.locator("th, td").all_inner_texts() for row in rows]


def drawn(page: Page) -> set[str]:
    """The pictures in which much of the canvas has the colour of the page, once they are all there."""
    canvases = page.locator("canvas[data-picture]")
    expect(canvases.first).to_be_visible()
    found: set[str] = set()
    for _ in range(50):  # the bars grow for a moment
        painted = [one for one in canvases.all() if one.evaluate(PAINTED) > 60]
        found = {str(canvas.get_attribute("data-picture")) for canvas in painted}
        if found >= PICTURES:
            break
        page.wait_for_timeout(100)
    return found


def test_an_empty_book_says_what_to_do_first(made: tuple[Served, str]) -> None:
    assert "The book is empty" in made[1]
    assert "Import contacts" in made[1]


def test_the_pictures_are_drawn_and_their_tables_count_the_book_of_this_firm(
    signed_in: Page, served: Served, picture: Callable[[Page, str], None]
) -> None:
    signed_in.get_by_role("link", name="Overview").click()
    assert drawn(signed_in) == PICTURES
    picture(signed_in, "overview")
    assert serious(signed_in) == []
    expect(signed_in.get_by_role("link", name="71 Contacts")).to_be_visible()
    for summary in signed_in.locator(".numbers > summary").all():
        summary.click()
    assert table(signed_in, "kinds")[0] == ["People", "71", "100%"]
    assert table(signed_in, "countries") == [["Australia", "8", "11%"], ["None given", "63", "89%"]]
    assert table(signed_in, "months")[-1][1:] == ["71", "71", "71"]
    having = {row[0]: row[1:] for row in table(signed_in, "filled")}
    assert (having["Email"][0], having["Identifier"][0], having["Owner"][0]) == ("65%", "99%", "79%")
    told = table(signed_in, "rules")
    assert told[0][0].startswith("No organization is called “…”, so the person was stored without it.")
    assert (told[0][1:], told[1]) == (
        ["Error", "5"],
        ["“…” is not an email address. It is set aside; write it as name@example.com.", "Error", "1"],
    )
    expect(signed_in.get_by_role("link", name="6 With findings")).to_be_visible()
    assert serious(signed_in) == []
    signed_in.locator(".filled").get_by_role("link", name="Email").click()
    expect(signed_in.locator("#rows .paging").first).to_contain_text(f"of {having['Email'][-1]}")


def test_the_page_in_french_dark_and_narrow_is_accessible_and_stands_still(
    signed_in: Page, served: Served, browser: Browser, picture: Callable[[Page, str], None]
) -> None:
    window = browser.new_context(
        locale="fr-CA", viewport={"width": 320, "height": 700}, color_scheme="dark", reduced_motion="reduce",
        storage_state={"cookies": signed_in.context.cookies()},  # type: ignore[arg-type]
    )  # fmt: skip
    page = window.new_page()
    page.goto(served.address + "overview/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Le carnet d’un coup d’œil")
    assert drawn(page) == PICTURES
    assert page.evaluate("Object.values(Chart.instances).every(one => one.options.animation === false)")
    assert serious(page) == []
    for summary in page.locator(".numbers > summary").all():
        summary.click()
    assert table(page, "countries")[0] == ["Australie", "8", "11\u00a0%"]
    assert re.fullmatch(r"\w+\.? \d{4}", table(page, "months")[-1][0])
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    picture(page, "overview-fr-narrow-dark")
    window.close()


def test_without_scripts_the_tables_stand_open(signed_in: Page, served: Served, browser: Browser) -> None:
    window = browser.new_context(
        java_script_enabled=False, storage_state={"cookies": signed_in.context.cookies()}  # type: ignore[arg-type]
    )  # fmt: skip
    page = window.new_page()
    page.goto(served.address + "overview/")
    expect(page.get_by_role("table", name="Contacts by kind")).to_be_visible()
    expect(page.locator("canvas").first).to_be_hidden()
    window.close()


def test_a_read_only_member_sees_it_and_a_stranger_does_not(
    signed_in: Page, served: Served, browser: Browser
) -> None:
    office = sqlite3.connect(served.home / "office.sqlite3")
    with office:
        office.execute("UPDATE office_membership SET role = 'reader'")
    try:
        signed_in.goto(served.address + "overview/")
        expect(signed_in.get_by_role("link", name="71 Contacts")).to_be_visible()
        expect(signed_in.get_by_role("link", name="Import", exact=True)).to_have_count(0)
    finally:
        with office:
            office.execute("UPDATE office_membership SET role = 'administrator'")
        office.close()
    stranger = browser.new_page()
    stranger.goto(served.address + "overview/")
    expect(stranger.get_by_label("Password")).to_be_visible()
    stranger.close()
