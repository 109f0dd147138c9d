"""Work in the browser: imported with its clients, listed by what is due, found from a client, undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.web.accessibility import fits, serious
from tests.web.books import write
from tests.web.importing import LONG, applied, begin, go_on, quiet, undo
from tests.web.serving import Served

CLIENTS = [["OAK-1", "Oak Mill LLC", "Jo Park"], ["ELM-2", "Elm Bakery Inc", "Sam Lee"]]
HEADER = ["Client", "Job Name", "Status", "Assignee", "Start Date", "Due Date", "Repeats", "Fee", "Notes"]
JOBS = [
    [
        "Oak Mill LLC",
        "Annual accounts",
        "In Progress",
        "Jo Park",
        "2026-01-02",
        "2026-02-28",
        "Yearly",
        "$1,200",
        "Files\nsent",
    ],
    ["Oak Mill LLC", "Payroll", "Completed", "Sam Lee", "2026-01-02", "2026-01-31", "Monthly", "", ""],
    ["Elm Bakery Inc", "100% review", "Planned", "Jo Park", "2099-01-01", "2099-02-01", "", "", ""],
    ["Elm Bakry Inc", "Tax return", "Planned", "Jo Park", "", "", "", "", ""],
]


def test_work_is_imported_listed_filtered_found_from_its_client_and_undone(
    signed_in: Page, served: Served, tmp_path: Path, picture: Callable[[Page, str], None]
) -> None:
    page = signed_in
    page.goto(served.address + "items/")
    expect(page.get_by_text("No work yet.")).to_be_visible()
    clients = write(tmp_path / "clients.csv", ["Client ID", "Organization Name", "Client Owner"], CLIENTS)
    begin(page, served, clients, write(tmp_path / "jobs.csv", HEADER, JOBS))
    go_on(page, "recognised")
    expect(page.locator(".sheet").nth(1)).to_contain_text("each row is a work item", timeout=LONG)
    quiet(page)
    page.goto(page.url.replace("/recognised/", "/columns/?list=1"))
    expect(page.locator("#column-1")).to_contain_text("Work Title")
    assert serious(page) == []
    go_on(page, "check")
    quiet(page)
    go_on(page, "plan")
    table = page.get_by_role("region", name="Work of the plan")
    expect(table).to_contain_text("Annual accounts", timeout=LONG)
    expect(table).to_contain_text("February 28, 2026")
    quiet(page)
    assert serious(page) == []
    assert fits(page)
    picture(page, "work-plan")
    applied(page)
    expect(page.get_by_text("work items created")).to_be_visible()
    result = page.url
    page.get_by_role("link", name="See the work").click()
    rows = page.locator("#items tbody tr")
    expect(rows.locator("th")).to_contain_text(["Annual accounts", "100% review", "Payroll"])
    expect(rows.first).to_contain_text("Overdue")
    assert serious(page) == []
    assert fits(page)
    picture(page, "work")
    page.get_by_label("Title or client").fill("bakery 100%")
    expect(rows).to_have_count(1)
    page.get_by_label("Title or client").fill("")
    expect(rows).to_have_count(3)
    page.get_by_label("Due").select_option("overdue")
    expect(rows.locator("th")).to_contain_text(["Annual accounts"])
    page.get_by_label("Due").select_option("")
    page.get_by_role("link", name="Completed").click()
    expect(rows).to_have_count(1)
    rows.get_by_role("link", name="Oak Mill LLC").click()
    page.get_by_role("link", name="All work for this client").click()
    expect(rows).to_have_count(2)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save as CSV").click()
    exported = saved.value.path().read_text("utf-8-sig")
    assert '"Oak Mill LLC","Annual accounts"' in exported
    again = tmp_path / "again.csv"
    again.write_text(exported, "utf-8")
    assert json.loads(served.carnet("check", again, "--json"))["plan"]["work_skip"] == 2
    page.goto(result)
    undo(page)
    page.goto(served.address + "items/")
    expect(page.get_by_text("No work yet.")).to_be_visible()
