"""Lists whose contacts stand across or in lines that are named: put upright where that is unmistakable."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from carnet.contract import Sheet, SourceFile

Opened = Callable[..., list[SourceFile]]
Rows = Callable[[Sheet], dict[int, list[str | None]]]

_ACROSS = (
    ("Client Name", "Ann Lee", "Roe Bakery Ltd"),
    ("Email", "ann@lee.example", "info@roe.example"),
    ("Phone", "", "512-555-0102"),
    ("City", "Austin", "Dallas"),
)
_UPRIGHT = {
    1: ["Client Name", "Email", "Phone", "City"],
    2: ["Ann Lee", "ann@lee.example", None, "Austin"],
    3: ["Roe Bakery Ltd", "info@roe.example", "512-555-0102", "Dallas"],
}
_LINES = """Name: Ann Lee
Email: ann@lee.example
Address: 12 Main St
Austin, TX 73301

Name: Roe "Best" Bakery, Inc
Phone: 512-555-0102
Email: info@roe.example
Email: pay@roe.example
"""


def _csv(rows: Sequence[Sequence[str]]) -> str:
    return "".join(",".join(row) + "\n" for row in rows)


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("Clients")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("contents", "name"), [(_csv(_ACROSS), "list.csv"), (_xlsx(_ACROSS), "list.xlsx")], ids=["csv", "xlsx"]
)
def test_a_contact_in_each_column_is_one_in_each_row(
    opened: Opened, rows: Rows, contents: str | bytes, name: str
) -> None:
    (source,) = opened(contents, name)
    assert rows(source.sheets[0]) == _UPRIGHT
    assert [(code, values["detail"]) for code, values in source.notes] == [("sheet.turned", "2")]


def test_lines_that_name_their_values_make_a_contact_each_time_the_first_comes_again(
    opened: Opened, rows: Rows
) -> None:
    (source,) = opened(_LINES, "list.txt")
    assert rows(source.sheets[0]) == {
        1: ["Name", "Email", "Address", "Phone", "Email 2"],
        4: ["Ann Lee", "ann@lee.example", "12 Main St\nAustin, TX 73301", None, None],
        9: ['Roe "Best" Bakery, Inc', "info@roe.example", None, "512-555-0102", "pay@roe.example"],
    }
    assert [code for code, _ in source.notes] == ["sheet.pairs"]


@pytest.mark.parametrize("written", ["> • {}: {}", "**{}:** {}", "- {} : {}", "{}:\t{}"])
def test_lines_are_read_as_people_and_mail_programs_set_them_out(
    opened: Opened, rows: Rows, written: str
) -> None:
    told = [("Name", "Ann Lee"), ("Email", "ann@lee.example"), ("Website", "https://lee.example")]
    block = "".join(written.format(*pair) + "\n" for pair in told)
    (source,) = opened(f"{block}\n{block.replace('Ann', 'Bob')}", "list.txt")
    assert rows(source.sheets[0]) == {
        1: ["Name", "Email", "Website"],
        3: [value for _, value in told],
        7: ["Bob Lee", *(value for _, value in told[1:])],
    }


def test_a_contact_may_begin_with_another_name_behind_an_empty_row(opened: Opened, rows: Rows) -> None:
    pairs = (
        ("Nom", "Anne Roy"), ("Courriel", "anne@roy.example"), ("Ville", "Laval"), (),
        ("Courriel", "luc@cote.example"), ("Nom", "Luc Côté"), (), ("Nom", "Garage Roy"),
        ("Courriel", "g@roy.example"),
    )  # fmt: skip
    (source,) = opened(_xlsx(pairs), "list.xlsx")
    assert rows(source.sheets[0]) == {
        1: ["Nom", "Courriel", "Ville"],
        3: ["Anne Roy", "anne@roy.example", "Laval"],
        6: ["Luc Côté", "luc@cote.example", None],
        9: ["Garage Roy", "g@roy.example", None],
    }


@pytest.mark.parametrize(
    "contents",
    [
        "Name,Email,Phone\nAnn Lee,ann@lee.example,512-555-0101\nBob Ray,bob@ray.example,\nCy Roe,,\n",
        "Field,Required,Example\nName,yes,Ann Lee\nEmail,no,ann@lee.example\nPhone,no,512-555-0101\n",
        "Name,Ann Lee\nEmail,ann@lee.example\nPhone,512-555-0101\n",
        "Name: Ann Lee\nEmail: ann@lee.example\nPhone: 512-555-0101\n",
        "Host: a\nPort: 1\nUser: b\n\nHost: c\nPort: 2\nUser: d\n",
        "Email,Name\nName,Email\nPhone,Name\nEmail,Phone\nName,Phone\n",
    ],
    ids=[
        "a table",
        "a description of fields",
        "one contact",
        "one contact's lines",
        "settings",
        "names only",
    ],
)
def test_what_may_be_something_else_is_left_as_it_stands(opened: Opened, rows: Rows, contents: str) -> None:
    (source,) = opened(contents)
    assert not {"sheet.turned", "sheet.pairs"} & {code for code, _ in source.notes}
    assert len(rows(source.sheets[0])) == sum(map(bool, contents.splitlines()))
