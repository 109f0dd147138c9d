"""Two files of one export go through the browser into the book and back out of it; samples of other kinds do
without a browser in tests/office/test_providers.py."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from tests.web.importing import GOLDEN, LONG, applied, begin, go_on, undo
from tests.web.serving import Served

ENDS = ("stored", "merged", "set_aside", "refused")


def test_an_export_is_recognised_planned_applied_counted_to_the_cell_and_taken_back(
    signed_in: Page, served: Served
) -> None:
    page = signed_in
    folder = GOLDEN / "xero-practice-manager"
    expected = json.loads((folder / "joined.expected.json").read_text(encoding="utf-8"))
    files = sorted(one for one in folder.glob("joined.*") if one.suffix != ".json")
    begin(page, served, *files)
    for row in page.locator(".files li.card").all():
        expect(row.locator(".badge.good", has_text="Xero Practice Manager")).to_be_visible(timeout=LONG)
    go_on(page, "plan")
    applied(page)
    cells = expected["cells"]
    expect(page.get_by_role("heading", name=f"{cells['read']} cells of the files")).to_be_visible()
    ends = page.locator(".balance-words dt").all_inner_texts()
    assert dict(zip(ENDS, map(int, ends), strict=True)) == {end: cells[end] for end in ENDS}
    outcome = page.url
    page.get_by_role("link", name="See the contacts").click()
    expect(page.locator("#rows .open")).to_have_count(len(expected["contacts"]))
    page.goto(outcome)
    undo(page)
    page.goto(served.address + "contacts/")
    expect(page.get_by_role("heading", name="The book is empty")).to_be_visible()
