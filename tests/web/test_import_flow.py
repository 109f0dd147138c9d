"""The import in the browser: from dropped files to the book, and back."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.accessibility import fits, serious
from tests.web.books import PEOPLE, filled, person, write
from tests.web.importing import GOLDEN, LONG, begin, go_on, quiet, undo
from tests.web.serving import Served


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook with a title above the header, and a hidden sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.title = "Clients"
    rows = [
        ("Client list of the Ballarat office",),
        ("First Name", "Last Name", "Email", "Shoe size"),
        ("Amélie", "Tremblay", "amelie@example.com", "38"),
        ("Bruno", "Roy", "bruno@example.com", "44"),
    ]
    for row in rows:
        sheet.append(row)
    hidden = book.create_sheet("Former clients")
    hidden.sheet_state = "hidden"
    hidden.append(("First Name", "Last Name"))
    hidden.append(("Chloé", "Gagnon"))
    path = tmp_path / "clients.xlsx"
    book.save(path)
    return path


def test_a_file_goes_from_the_drop_zone_to_the_book_and_back(
    signed_in: Page, served: Served, picture: Callable[[Page, str], None]
) -> None:
    page = signed_in
    page.goto(served.address + "import/")
    assert serious(page) == []
    assert fits(page)
    begin(page, served, GOLDEN / "outlook" / "desktop_en.csv", GOLDEN / "other" / "lacerte.csv")
    expect(page.locator(".files li").first).to_contain_text("desktop_en.csv")
    expect(page.locator(".files li").first).to_contain_text("Outlook", timeout=LONG)
    assert serious(page) == []
    assert fits(page)
    picture(page, "import-1-files")
    go_on(page, "recognised")
    expect(page.locator(".sheet").first).to_contain_text("Outlook · 100%", timeout=LONG)
    quiet(page)
    assert serious(page) == []
    assert fits(page)
    picture(page, "import-2-recognised")
    go_on(page, "columns")
    expect(page.locator("#column-1")).to_contain_text("First Name", timeout=LONG)
    quiet(page)
    assert serious(page) == []
    assert fits(page)
    picture(page, "import-3-columns")
    go_on(page, "plan")
    expect(page.locator(".planned").or_(page.locator("#work .alert"))).to_be_visible(timeout=LONG)
    assert page.locator("#work").inner_text().strip() == ""
    page.get_by_role("button", name="Apply to the book").click()
    page.get_by_role("link", name="Download what to correct").wait_for(timeout=LONG)
    quiet(page)
    assert serious(page) == []
    assert fits(page)
    picture(page, "import-7-result")
    page.get_by_role("link", name="See the contacts").click()
    expect(page.get_by_role("link", name="Zoë")).to_be_visible()
    page.go_back()
    undo(page)
    page.goto(served.address + "contacts/")
    expect(page.get_by_role("link", name="Zoë")).to_have_count(0)


def test_files_that_are_dropped_from_a_folder_are_all_taken_and_can_be_removed(
    signed_in: Page, served: Served, tmp_path: Path
) -> None:
    page = signed_in
    for name in ("a.csv", "inside/b.csv", ".DS_Store", "inside/c.pdf"):
        path = tmp_path / "export" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("%PDF-1.4" if name.endswith("pdf") else "First Name,Last Name\nAda,Roy\n")
    page.goto(served.address + "import/")
    page.locator("#folder").set_input_files(tmp_path / "export")
    page.wait_for_url("**/files/", timeout=LONG)
    files = page.locator(".files li.card")
    expect(files).to_have_count(3)
    refused = files.filter(has_text="c.pdf")
    expect(refused).to_contain_text("PDF", timeout=LONG)
    expect(refused.locator(".alert")).to_have_count(1)
    quiet(page)
    refused.get_by_role("button", name="Remove").click()
    expect(files).to_have_count(2)


def test_the_guide_to_a_program_opens_beside_the_drop_zone(signed_in: Page, served: Served) -> None:
    page = signed_in
    page.goto(served.address + "import/")
    page.get_by_role("link", name="Xero Practice Manager").click()
    expect(page.get_by_role("region", name="Xero Practice Manager")).to_contain_text("Generic - Clients")
    assert page.url.endswith("/import/")
    page.get_by_text("Fill in an import file").click()
    expect(page.get_by_role("link", name="Assistée, en français")).to_be_visible()


def test_what_was_recognised_can_be_changed_and_each_choice_undone(
    signed_in: Page, served: Served, workbook: Path
) -> None:
    page = signed_in
    begin(page, served, workbook)
    go_on(page, "recognised")
    sheets = page.locator(".sheet")
    expect(sheets).to_have_count(1, timeout=LONG)
    expect(page.locator(".file")).to_contain_text("Hidden sheet")
    page.get_by_role("button", name="Take it too Former clients").click()
    expect(sheets).to_have_count(2, timeout=LONG)
    expect(sheets.nth(1)).to_contain_text("Former clients")
    quiet(page)
    first = sheets.first
    expect(first).to_contain_text("2 rows")
    first.get_by_text("First rows; row 2 names the columns").click()
    first.get_by_label("Row 3 names the columns").check()
    expect(first).to_contain_text("1 row", timeout=LONG)
    quiet(page)
    first.get_by_label("This sheet").select_option("no")
    expect(first).to_contain_text("Left out", timeout=LONG)
    quiet(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone: what a sheet is taken for")).to_be_visible()
    expect(first).to_contain_text("1 row", timeout=LONG)
    page.get_by_role("button", name="Undo").click()
    expect(first).to_contain_text("2 rows", timeout=LONG)
    page.get_by_role("button", name="Redo").click()
    expect(first).to_contain_text("1 row", timeout=LONG)


def test_an_encoding_that_does_not_fit_is_told_and_the_file_stays(
    signed_in: Page, served: Served, tmp_path: Path
) -> None:
    page = signed_in
    path = tmp_path / "clients.csv"
    path.write_bytes("First Name;Last Name\nAmélie;Côté\n".encode("cp1252"))
    begin(page, served, path)
    go_on(page, "recognised")
    page.get_by_label("Characters").select_option("utf-8", timeout=LONG)
    expect(page.locator("#work .alert")).to_be_visible(timeout=LONG)
    expect(page.locator(".sheet")).to_contain_text("1 row")
    page.get_by_label("Delimiter").select_option("|")
    expect(page.locator(".sheet")).to_contain_text("1 column", timeout=LONG)


def test_a_column_is_given_a_field_a_new_one_or_none_with_the_keyboard(
    signed_in: Page, served: Served, workbook: Path
) -> None:
    page = signed_in
    begin(page, served, workbook)
    go_on(page, "columns")
    shoe = page.locator("#column-3 .pick-field")
    shoe.focus(timeout=LONG)
    quiet(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Search a field")).to_be_focused()
    page.keyboard.type("Shoe size")
    expect(page.get_by_role("option", name="Create the field “Shoe size”")).to_be_visible()
    assert serious(page) == []
    page.keyboard.press("Enter")
    expect(shoe).to_have_text("Shoe size")
    expect(shoe).to_be_focused()
    expect(page.locator("#column-3")).to_contain_text("Your choice")
    quiet(page)
    page.keyboard.press("Enter")
    page.evaluate("document.getElementById('pick-3').dataset.before = 'yes'; htmx.trigger('body', 'worked')")
    expect(page.locator("[data-before]")).to_have_count(0)  # the columns are shown anew meanwhile
    page.keyboard.type("employer")  # a name that the catalogue knows the field by
    page.keyboard.press("Enter")
    expect(shoe).to_have_text("Belongs To")
    quiet(page)
    page.locator("#column-3").get_by_role("combobox").select_option("keep")
    expect(page.locator("#policy-3")).to_have_value("keep")
    page.get_by_label("This import may").select_option("fill")
    expect(page.locator("#back")).to_contain_text("what the import may do")
    page.reload()
    expect(page.get_by_label("This import may")).to_have_value("fill")
    expect(page.locator("#policy-3")).to_have_value("keep")
    for _ in range(4):
        page.get_by_role("button", name="Undo").click()
        page.wait_for_load_state()
    quiet(page)
    expect(page.locator("#policy-3")).to_have_count(0)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_a_list_of_300_columns_has_one_list_of_fields_and_stays_light(
    signed_in: Page, served: Served, tmp_path: Path
) -> None:
    path = tmp_path / "wide.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        headers = ["First Name", "Last Name", *(f"Question {number}" for number in range(298))]
        csv.writer(file).writerows([headers, ["Ada", "Roy", *map(str, range(298))]])
    page = signed_in
    begin(page, served, path)
    go_on(page, "columns")
    expect(page.locator(".fields tbody tr")).to_have_count(300, timeout=LONG)
    quiet(page)
    assert page.locator("option").count() < 300 * 4 + 40, "a long list of fields for each column"
    page.get_by_label("Find a column").fill("question 29")
    expect(page.locator(".fields tbody tr:visible")).to_have_count(9)
    page.locator("#column-299 .pick-field").click()
    page.get_by_role("option", name="Mobile Phone").click()
    expect(page.locator("#column-299 .pick-field")).to_have_text("Mobile Phone")


def test_the_flow_speaks_french(browser: Browser, signed_in: Page, served: Served, workbook: Path) -> None:
    window = browser.new_context(locale="fr-CA", storage_state=signed_in.context.storage_state())
    page = window.new_page()
    begin(page, served, workbook)
    expect(page.get_by_role("heading", name="Fichiers")).to_be_visible()
    expect(page.locator(".files li")).to_contain_text("2 lignes", timeout=LONG)
    page.get_by_role("link", name="Continuer").click()
    expect(page.locator(".file")).to_contain_text("Feuille masquée, non lue")
    page.get_by_role("link", name="Continuer").click()
    expect(page.locator("#column-0")).to_contain_text("Prénom", timeout=LONG)
    page.locator("#column-3 .pick-field").click()
    page.keyboard.type("naissance")
    expect(page.get_by_role("option", name="Date de naissance")).to_be_visible()
    window.close()


def test_pairs_that_may_be_one_are_decided_with_keys_and_all_above_a_line(
    signed_in: Page, served: Served, picture: Callable[[Page, str], None]
) -> None:
    page = signed_in
    filled(served, people=range(10))
    near = [["Amelie", "Tremblai", person(0)[2]], ["Brunno", "Tremblay", person(1)[2]],
            ["Chloe", "Trembley", person(2)[2]]]  # fmt: skip
    begin(page, served, write(served.home / "near.csv", PEOPLE[:3], near))
    go_on(page, "duplicates")
    clusters = page.locator(".cluster")
    expect(clusters.first).to_be_visible(timeout=LONG)
    total = clusters.count()
    assert total >= 2
    expect(clusters.first).to_contain_text("in the book")
    expect(clusters.first).to_contain_text("(a typing mistake apart)")
    assert serious(page) == []
    assert fits(page)
    picture(page, "import-5-duplicates")
    page.keyboard.press("j")
    page.keyboard.press("d")
    expect(clusters.first.get_by_role("status")).to_have_text("Different")
    expect(clusters.nth(1)).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(clusters.first.get_by_role("status")).to_have_count(0)
    page.get_by_label("All that are at least").select_option("70")
    page.get_by_role("button", name=re.compile(rf"Merge {total} pairs?")).click()
    expect(page.get_by_role("heading", name="Nothing left to decide")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(clusters).to_have_count(total)
    page.get_by_label("All that are at least").select_option("70")
    page.get_by_role("button", name=re.compile(rf"Merge {total} pairs?")).click()
    expect(page.get_by_role("heading", name="Nothing left to decide")).to_be_visible()
    go_on(page, "plan")
    expect(page.locator(".planned")).to_be_visible(timeout=LONG)
    go_on(page, "duplicates")
    page.get_by_text("Decided").click()
    settled = page.locator("#settled li")
    expect(settled).to_have_count(total)
    expect(settled.first).to_contain_text("The same")
    assert serious(page) == []
    assert fits(page)
    picture(page, "import-5-decided")
    settled.first.get_by_role("button", name="Leave open").click()
    expect(clusters).to_have_count(1, timeout=LONG)
    expect(settled).to_have_count(total - 1)
    expect(page.get_by_role("button", name="Undo a decision that was left open again")).to_be_enabled()


@pytest.fixture
def mistyped(tmp_path: Path) -> Path:
    """A list whose emails have a mistyped host in rows 2, 4 and 5."""
    emails = {2: "ana@gmial.com", 4: "cleo@gmial.com", 5: "dora@gmial.com"}
    names = {2: "Ana", 4: "Cleo", 5: "Dora"}
    rows = [
        [names.get(row, person(row)[0]), f"Quill{row:02}", emails.get(row, f"{row}@example.com")]
        for row in range(2, 30)
    ]
    return write(tmp_path / "mistyped.csv", ["First Name", "Last Name", "Email"], rows)


def cell(page: Page, row: int, column: int) -> Locator:
    """A cell of the grid, by the spreadsheet's row and the column's position."""
    return page.locator(f'#grid [row-id="{row}"] [col-id="{column}"]')


def test_cells_are_corrected_in_the_grid_by_hand_and_by_accepting_what_is_suggested(
    signed_in: Page, served: Served, mistyped: Path, picture: Callable[[Page, str], None]
) -> None:
    page = signed_in
    begin(page, served, mistyped)
    go_on(page, "check")
    expect(cell(page, 2, 2)).to_have_class(re.compile("warning"), timeout=LONG)
    quiet(page)
    assert serious(page) == []
    picture(page, "import-4-check")
    cell(page, 2, 2).click()
    expect(page.locator("#cell")).to_contain_text("Did you mean “ana@gmail.com”?")
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("ana@example.com")
    page.keyboard.press("Enter")
    expect(cell(page, 2, 2)).to_have_class(re.compile("corrected"))
    expect(page.locator("#checked")).to_have_text("1 cell corrected.")
    cell(page, 4, 2).click()
    page.get_by_role("button", name="Take every suggestion of this rule").click()
    expect(cell(page, 5, 2)).to_have_text("dora@gmail.com")
    expect(cell(page, 4, 2)).to_have_text("cleo@gmail.com")
    expect(cell(page, 2, 2)).to_have_text("ana@example.com")
    expect(page.locator("#only")).not_to_contain_text("mistyped", timeout=LONG)  # it was checked again
    page.locator("#only").select_option("corrected")
    expect(page.locator("#total")).to_have_text("3 rows")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#total")).to_have_text("1 row")
    page.get_by_role("button", name="Redo").click()
    expect(page.locator("#total")).to_have_text("3 rows")
    page.locator("#only").select_option("")
    page.get_by_role("button", name="Find and replace").click()
    page.get_by_label("Find", exact=True).fill("gmail.com")
    page.get_by_label("Replace with").fill("example.org")
    page.get_by_role("button", name="Replace all").click()
    expect(cell(page, 5, 2)).to_have_text("dora@example.org")
    page.get_by_label("Search in the rows").fill("dora")
    expect(page.locator("#total")).to_have_text("1 row")
    go_on(page, "plan")
    expect(page.locator(".planned tr", has_text="Dora")).to_contain_text("dora@example.org", timeout=LONG)


def test_in_a_narrow_window_the_findings_are_a_list_to_write_in(
    signed_in: Page, served: Served, mistyped: Path
) -> None:
    page = signed_in
    begin(page, served, mistyped)
    page.set_viewport_size({"width": 320, "height": 700})
    go_on(page, "check")
    listed = page.locator("#findings li")
    expect(page.locator("#findings")).not_to_be_empty(timeout=LONG)  # there are no errors
    page.locator("#only").select_option("email.domain_typo")
    expect(listed).to_have_count(3, timeout=LONG)
    quiet(page)
    assert fits(page)
    assert serious(page) == []
    listed.first.get_by_label("Email").fill("ana@example.com")
    listed.first.get_by_role("button", name="Correct").click()
    expect(listed).to_have_count(2, timeout=LONG)  # checked again, its row has no finding left
    listed.first.get_by_role("button", name="Take “cleo@gmail.com”").click()
    expect(listed).to_have_count(1, timeout=LONG)
