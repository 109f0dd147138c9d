"""A text, a workbook and two files of one export go through the browser into the book and back out of it;
a sample of every provider does without a browser in tests/office/test_providers.py."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.web.importing import GOLDEN, LONG, applied, begin, go_on, undo
from tests.web.serving import Served

SAMPLES = {
    "outlook/desktop_en": "Outlook",
    "canopy/workbook": "Canopy",
    "xero-practice-manager/joined": "Xero Practice Manager",
}
ENDS = ("stored", "merged", "set_aside", "refused")


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_is_recognised_planned_applied_counted_to_the_cell_and_taken_back(
    signed_in: Page, served: Served, sample: str
) -> None:
    page = signed_in
    expected = json.loads((GOLDEN / f"{sample}.expected.json").read_text(encoding="utf-8"))
    folder, _, stem = sample.partition("/")
    files = sorted(one for one in GOLDEN.joinpath(folder).glob(f"{stem}.*") if one.suffix != ".json")
    begin(page, served, *files)
    for row in page.locator(".files li.card").all():
        expect(row.locator(".badge.good", has_text=SAMPLES[sample])).to_be_visible(timeout=LONG)
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
