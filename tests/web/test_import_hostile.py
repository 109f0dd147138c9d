"""Files made to harm, dropped among good ones: each is refused with a sentence, the good are imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from tests.support.hostile import REFUSED
from tests.web.importing import LONG, applied, go_on, quiet
from tests.web.serving import Served

SENTENCES = {  # of tests.support.hostile: what its file says in the page
    "a_cell_in_the_last_corner": "is larger inside than a list of contacts can be",
    "half_a_workbook": "is damaged or was not downloaded to the end",
    "a_locked_workbook": "is protected by a password",
    "a_list_of_200_mb_of_nothing": "is larger inside than a list of contacts can be",
    "noise": "it holds no text",
    "nothing": "has nothing in it",
    "a_quoted_cell_of_10_mb": "is larger inside than a list of contacts can be",
    "a_name_that_climbs_out": "contains something that no list of contacts needs",
    "entities_that_explode": "contains something that no list of contacts needs",
}
GOOD = {  # how a person calls a file: how the page does
    "clients.csv": "clients.csv",
    "really text.xlsx": "really text.xlsx",
    "etc\\..\\../passwd.csv": "passwd.csv",
    "<img src=x onerror=alert(1)>.csv": "_img src=x onerror=alert(1)_.csv",
    "a\u202eb\x07c\td.csv": "abcd.csv",
    f"{'long' * 100}.csv": f"{'long' * 29}.csv",
}

PEOPLE = ("Ada", "Bea", "Clea", "Dora", "Edna", "Fay")


def payload(name: str, contents: bytes) -> FilePayload:
    """A file of that name, as the browser hands it on."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": contents}


def test_hostile_files_are_refused_with_a_sentence_each_and_the_others_of_the_drop_are_imported(
    signed_in: Page, served: Served, picture: Callable[[Page, str], None]
) -> None:
    page = signed_in
    page.goto(served.address + "import/")
    named = {case: f"{case}{Path(REFUSED[case][0]).suffix}" for case in SENTENCES}
    bad = [payload(name, REFUSED[case][1]()) for case, name in named.items()]
    bad.append(payload("setup.exe", REFUSED["a_program_called_xls"][1]()))
    good = [
        payload(name, f"First Name,Last Name\n{person},Quill\n".encode())
        for person, name in zip(PEOPLE, GOOD, strict=True)
    ]
    page.locator("#file").set_input_files([*good[:2], *bad, *good[2:]])
    page.wait_for_url("**/files/", timeout=LONG)
    quiet(page)
    files = page.locator(".files li.card")
    expect(files).to_have_count(len(bad) + len(good))
    for case, sentence in SENTENCES.items():
        row = files.filter(has=page.locator(".name", has_text=named[case]))
        expect(row.locator(".alert")).to_contain_text(sentence)
    expect(files.filter(has_text="setup.exe").locator(".alert")).to_contain_text("is not a list")
    for shown in GOOD.values():
        row = files.filter(has_text=shown)
        expect(row.locator(".name strong")).to_have_text(shown)
        expect(row).to_contain_text("1 row")
    expect(page.locator("img[onerror]")).to_have_count(0)
    picture(page, "import-hostile")
    go_on(page, "recognised")
    expect(page.locator(".sheet")).to_have_count(len(good))
    expect(page.get_by_text("were read as that")).to_be_visible()
    expect(page.get_by_text("cannot be read and is left out")).to_have_count(len(bad))
    go_on(page, "plan")
    applied(page)
    page.get_by_role("link", name="See the contacts").click()
    names = [f"{person} Quill" for person in PEOPLE]
    expect(page.locator("#rows .open")).to_have_text(names)
