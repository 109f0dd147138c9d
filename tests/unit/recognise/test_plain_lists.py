"""Lists that name one column only, or none: names, emails, names with phones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.contract import Options, Recognised, SourceFile
from carnet.stages.recognise import recognise
from carnet.stages.recognise import rows as rows_of
from tests.support.sheets import sheet

Rows = Sequence[Sequence[str]]
NAMES = ["Acme Pty Ltd", "Ann Lee", "Gagnon et fils inc.", "Lee, Bob", "Harbor Dental Group", "DOE JANE"]


def told(*sheets: Rows, text_file: bool = False) -> list[Recognised]:
    made = [replace(sheet(rows), delimiter="," if text_file else None) for rows in sheets]
    return recognise([SourceFile("f", "csv", tuple(made))], Options())[0]


@pytest.mark.parametrize(
    "header",
    ["Client Name", "Name", "Nom du client", "Contacts", "Clients 2024", "My clients", "Liste des clients",
     "Client list", "Organisations", "Export: contacts"],
)  # fmt: skip
@pytest.mark.parametrize("further", [0, 1, 3])
def test_one_word_above_the_names_is_their_header_whatever_stands_beside_them(
    header: str, further: int
) -> None:
    rows = [[header, *[""] * further], *([name, *["x"] * further] for name in NAMES)]
    found = told(rows)[0]
    assert (found.kind, found.header_row, found.headers[0]) == ("contact", 1, header)
    assert found.left_out == {}


@pytest.mark.parametrize("empty_rows", [0, 1])
def test_titles_above_the_one_header_are_no_contacts(empty_rows: int) -> None:
    rows = [["Stone & Reed Accountants", ""], *[["", ""]] * empty_rows, ["Client Name", ""]]
    found = told(rows + [[name, "active"] for name in NAMES])[0]
    assert found.header_row == len(rows)
    assert found.left_out == {1: "title"}


def test_the_row_below_a_title_is_the_header_when_it_names_the_columns() -> None:
    found = told([["Clients", ""], ["Name", "Notes"], ["Ann Lee", "x"], ["Bob Roe", ""]])[0]
    assert (found.header_row, found.left_out) == (2, {1: "title"})


@pytest.mark.parametrize(
    "rows",
    [
        [[name] for name in NAMES],
        [["a@example.com"], ["b@example.com"], ["c@example.com"]],
        [["Ann Lee", "(410) 555-0106"], ["Bob Roe", ""], ["Cy Poe", ""], ["Dee Moe", ""], ["Ed Coe", ""]],
        [["Ann Lee", "ann@example.com"], ["Bob Roe", "b@example.com"]],
    ],
)
def test_a_list_without_any_header_is_a_list_and_keeps_each_row(rows: Rows) -> None:
    found = told(rows)[0]
    assert (found.kind, found.header_row, found.left_out) == ("contact", 0, {})


def test_a_text_file_of_one_name_is_a_list() -> None:
    assert told([["Ann Lee"]], text_file=True)[0].kind == "contact"
    assert told([["Ann Lee"]])[0].kind == "none"


def test_one_title_above_emails_is_their_header_even_if_it_is_no_known_word() -> None:
    found = told([["Colleagues"], ["ann@example.com"], ["bob@example.com"]])[0]
    assert (found.kind, found.header_row) == ("contact", 1)


def test_a_title_above_names_and_phones_makes_no_contact() -> None:
    rows = [["Exported 2026-10-01", ""], ["Ann Lee", "(410) 555-0106"], ["Bob Roe", "(410) 555-0107"]]
    assert told(rows)[0].left_out == {1: "title"}


@pytest.mark.parametrize(
    "rows",
    [
        [["Welcome"], ["This workbook lists the clients of the firm."], ["Do not change it."], ["Thank you"]],
        [["Instructions"], ["1. Fill in all columns"], ["2. Save the file"], ["3. Send it to us"]],
        [["First Name"], ["Last Name"], ["Email"], ["Home Phone"]],
        [["Bookkeeping"], ["Tax return"], ["Payroll"], ["Audit"]],
        [["NSW"], ["VIC"], ["QLD"]],
        [["1"], ["2"], ["3"]],
        [["Stone & Reed"], ["Client Report"]],
    ],
)
def test_pages_of_prose_and_lists_of_choices_are_no_lists_and_the_file_says_so(rows: Rows) -> None:
    found, findings = recognise([SourceFile("f", "xlsx", (sheet(rows),))], Options())
    assert found[0].kind == "none"
    assert findings["code"].to_list() == ["sheet.no_list", "file.no_list"]


def test_names_beside_a_list_with_headers_are_a_list_of_choices() -> None:
    clients = [["Client Name", "Email"], ["Ann", "ann@example.com"]]
    staff = [["Joe Stone"], ["Mia Reed"], ["Zoe Hill"]]
    assert [found.kind for found in told(clients, staff)] == ["contact", "none"]
    assert [found.kind for found in told([["Read me first, please."]], staff)] == ["none", "contact"]


@given(st.permutations(NAMES), st.integers(0, 3))
def test_the_order_of_plain_names_does_not_matter(names: list[str], further: int) -> None:
    found = told([[name, *[""] * further] for name in names])[0]
    assert (found.kind, found.header_row, found.left_out) == ("contact", 0, {})


@pytest.mark.parametrize(
    "labels",
    [
        [("Ann Lee",), ("12 Main St",), ("Austin, TX 73301",), (), ("Roe Ltd",), ("4 Low Rd",), ("Suite 5",),
         ("Dallas, TX 75001",)],
        [("Anne Roy",), ("12 rue Haute",), ("Laval", " QC H2X 1Y4"), (), ("Luc Ray",), ("69003 Lyon",)],
    ],
)  # fmt: skip
def test_address_labels_are_set_aside_and_told_what_they_are(labels: Rows) -> None:
    file = SourceFile("list.csv", "csv", (sheet(labels),))
    (found,), said = recognise([file], Options())
    assert found.kind == "none"
    assert said["code"].to_list()[0] == "sheet.address_labels"


def test_a_letter_before_each_name_does_not_make_each_row_be_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_at: list[int] = []
    monkeypatch.setattr(rows_of, "_reason", lambda row, *_: looked_at.append(row.number))
    told([["Type", "Name"], *(["P", name] for name in NAMES), ["B", ""]])
    assert looked_at == [8]
