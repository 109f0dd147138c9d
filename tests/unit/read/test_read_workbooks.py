"""Workbooks: each cell as a person sees it, at the row and column where they see it."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from tests.support.generated import few

from carnet.contract import CarnetError, Options, Sheet, SourceFile
from carnet.stages.read.number_formats import general, number_format
from carnet.stages.read.opening import open_file

Rows = Callable[[Sheet], dict[int, list[str | None]]]
Table = Callable[..., dict[int, list[str | None]]]
Opened = Callable[..., list[SourceFile]]
Make = Callable[..., bytes]
Zip = Callable[[dict[str, bytes | str]], bytes]


def workbook(fill: Callable[[xlsxwriter.Workbook], None], **options: object) -> bytes:
    """A workbook as XlsxWriter makes it."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **options})
    fill(book)
    book.close()
    return buffer.getvalue()


def one_sheet(cells: dict[str, tuple[object, str]], **options: object) -> bytes:
    """A workbook of one sheet: reference -> value and number format."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Clients")
        for reference, (value, code) in cells.items():
            sheet.write(reference, value, book.add_format({"num_format": code}) if code else None)

    return workbook(fill, **options)


# ------------------------------------------------------------------------------ numbers, dates


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234567, "0000000000", "0001234567"),
        (12345678, "000-00-0000", "012-34-5678"),
        (12345678, "00-0000000", "01-2345678"),
        (4155550100, "(000) 000-0000", "(415) 555-0100"),
        (4155550100, r"[<=9999999]###\-####;\(###\)\ ###\-####", "(415) 555-0100"),
        (5550100, r"[<=9999999]###\-####;\(###\)\ ###\-####", "555-0100"),
        (123456789, r"00000\-0000", "12345-6789"),
        (123456789, '0#" "##" "##" "##" "##', "01 23 45 67 89"),
        (199000123, '"+33 "0', "+33 199000123"),
        (0.5, "00000", "0.5"),
        (1234.5, "#,##0.00", "1234.5"),
        (1234, '"$"#,##0', "1234"),
        (5, "# ?/?", "5"),
        (5, "", "5"),
        (1.5e16, "", "15000000000000000"),
        (123456789012345, "", "123456789012345"),
        (0.1 + 0.2, "", "0.3"),
        (0.0000001, "", "0.0000001"),
        (-3.0, "", "-3"),
        (45366, "dd/mm/yyyy", "2024-03-15"),
        (45366.4375, "m/d/yy h:mm", "2024-03-15 10:30:00"),
        (45366, "[$-40C]d mmmm yyyy;@", "2024-03-15"),
        (60, "d/m/yyyy", "1900-02-29"),
        (59, "d/m/yyyy", "1900-02-28"),
        (0.4375, "h:mm AM/PM", "10:30:00"),
        (1.5, "[h]:mm", "36:00:00"),
        (-1, "d/m/yyyy", "-1"),
        (True, "", "TRUE"),
        ("007", "", "007"),
        ("  a\nb ", "", "  a\nb "),
        ("=A1 isn't one", "@", "=A1 isn't one"),
    ],
)
def test_a_cell_is_read_as_a_person_sees_it(table: Table, value: object, code: str, shown: str) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        style = book.add_format({"num_format": code}) if code else None
        sheet = book.add_worksheet()
        write = sheet.write_string if isinstance(value, str) else sheet.write
        write("B2", value, style)

    assert table(workbook(fill), "a.xlsx") == {2: [None, shown]}


def test_days_since_1904_are_the_same_days(table: Table) -> None:
    raw = one_sheet({"A1": (date(2024, 3, 15), "dd/mm/yyyy")}, date_1904=True)
    assert table(raw, "a.xlsx") == {1: ["2024-03-15"]}


@few(66)
@given(st.integers(min_value=0, max_value=10**9 - 1))
def test_a_padded_number_has_all_its_zeros(number: int) -> None:
    shown, digits = number_format("000-00-0000"), f"{number:09}"
    assert shown is not None
    assert shown.show(str(number)) == "-".join((digits[:3], digits[3:5], digits[5:]))


@few(66)
@given(st.floats(min_value=-1e15, max_value=1e15))
def test_a_plain_number_has_no_exponent_and_keeps_15_digits(number: float) -> None:
    text = general(repr(number))
    assert "e" not in text.lower()
    assert float(text) == pytest.approx(number, rel=1e-14, abs=0)


@few(33)
@given(
    st.datetimes(min_value=datetime(1901, 1, 1), max_value=datetime(9999, 12, 30)).map(
        lambda d: d.replace(microsecond=0)
    )
)
def test_every_moment_since_1901_is_read_as_it_was(moment: datetime) -> None:
    days = (moment - datetime(1899, 12, 30)).total_seconds() / 86_400
    shown = number_format("yyyy-mm-dd hh:mm:ss")
    assert shown is not None
    assert shown.show(repr(days)) == str(moment).removesuffix(" 00:00:00")


# ------------------------------------------------------------------------------------- places


def test_cells_are_at_their_rows_and_columns(table: Table) -> None:
    raw = one_sheet({"B2": ("a", ""), "D2": ("b", ""), "A9": (" ", ""), "C12": ("c", "")})
    assert table(raw, "a.xlsx") == {2: [None, "a", None, "b"], 12: [None, None, "c", None]}


def test_a_merged_title_stands_in_its_first_cell(table: Table) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:C1", "Customer Contact List")
        sheet.write_row("A4", ["Name", "Phone", "Email"])

    assert table(workbook(fill), "a.xlsx") == {
        1: ["Customer Contact List", None, None],
        4: ["Name", "Phone", "Email"],
    }


def test_a_far_cell_of_an_empty_sheet_is_just_a_cell(table: Table) -> None:
    assert table(one_sheet({"A1": ("a", ""), "C1000000": ("b", "")}), "a.xlsx") == {
        1: ["a", None, None],
        1_000_000: [None, None, "b"],
    }


def test_a_list_of_several_parts_is_whole(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("carnet.stages.read.cells.PART_CELLS", 50)
    monkeypatch.setattr("carnet.stages.read.archive._PIECE_BYTES", 500)
    cells = {(row, column): f"{row}&{column}" for row in range(100) for column in range(row % 7 + 1)}

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for (row, column), text in cells.items():
            sheet.write_string(row, column, text)

    found = table(workbook(fill), "a.xlsx")
    assert {
        (row - 1, n): text for row, texts in found.items() for n, text in enumerate(texts) if text
    } == cells


# ------------------------------------------------------------------------- how it is written


def test_rich_text_is_joined_and_phonetic_hints_are_left_out(table: Table, xlsx: Make) -> None:
    texts = (
        "<sst><si><r><rPr><b/></rPr><t>Ada </t></r><r><t xml:space='preserve'>&amp; Bob</t></r></si>"
        "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si>"
        "<si><t>a_x000D_b&#233;_x005F_c</t></si></sst>"
    )
    row = "".join(f'<c r="{letter}1" t="s"><v>{n}</v></c>' for n, letter in enumerate("ABC"))
    raw = xlsx(f"<worksheet><sheetData><row r='1'>{row}</row></sheetData></worksheet>", texts)
    assert table(raw, "a.xlsx") == {1: ["Ada & Bob", "東京", "a\rbé_c"]}


_SPELLINGS = {
    "with prefixes": '<x:sheetData xmlns:x="u"><x:row r="2"><x:c r="B2" t="inlineStr"><x:is><x:t>a</x:t>'
    '</x:is></x:c><x:c r="C2"><x:v>1.0</x:v></x:c></x:row></x:sheetData>',
    "without references": "<sheetData><row/><row><c/><c t='str'><f>X()</f><v>a</v></c><c><v>1</v></c></row>"
    "</sheetData>",
    "in another order": '<sheetData><row r="2"><c t="inlineStr" r="B2"><is><r><t>a</t></r></is></c>'
    '<c r="C2" t="n" cm="1"><v>1</v></c></row></sheetData>',
    "with comments": '<sheetData><row r="2"><c r="B2" t="str"><f t="shared" si="0"/><v><![CDATA[a]]></v></c>'
    '<c r="C2"><v>1</v></c></row><!-- <c r="D2"><v>9</v></c> --></sheetData>',
    "as usual": '<sheetData><row r="2" spans="1:3"><c r="A2" s="0"/><c r="B2" t="inlineStr"><is><t>a</t></is>'
    '</c><c r="C2"><f>0+1</f><v>1</v></c><c r="D2"><v></v></c></row></sheetData>',
}


@pytest.mark.parametrize("sheet", _SPELLINGS.values(), ids=_SPELLINGS)
def test_every_spelling_of_a_sheet_is_read_alike(table: Table, xlsx: Make, sheet: str) -> None:
    assert table(xlsx(f"<worksheet>{sheet}</worksheet>"), "a.xlsx")[2][:3] == [None, "a", "1"]


def test_a_sheet_in_utf_16_is_read(table: Table, xlsx: Make) -> None:
    sheet = '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>é</v></c></row></sheetData></worksheet>'
    assert table(xlsx(sheet.encode("utf-16")), "a.xlsx") == {1: ["é"]}


def test_formulas_give_their_last_result_and_errors_are_said(opened: Opened, rows: Rows) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Clients")
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write_formula("B1", '="a"', None, "a")
        sheet.write_formula("C1", "=1/0", None, "#DIV/0!")
        sheet.write_formula("D1", "=NA()", None, "#N/A")

    (source,) = opened(workbook(fill), "a.xlsx")
    assert rows(source.sheets[0]) == {1: ["2", "a", "#DIV/0!", "#N/A"]}
    (note,) = source.notes
    assert note == (
        "sheet.error_cells",
        {"value": "Clients", "detail": "1 × #DIV/0!, 1 × #N/A", "sheet": "Clients"},
    )


_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8).filter(str.strip)


@few(10)
@given(
    st.lists(
        st.lists(st.one_of(_TEXTS, st.integers(-(10**14), 10**14), st.booleans()), min_size=1, max_size=4),
        min_size=1,
        max_size=4,
    )
)
def test_calamine_reads_the_same_cells(grid: list[list[str | int | bool]]) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for row, cells in enumerate(grid):
            for column, value in enumerate(cells):
                write = sheet.write_string if isinstance(value, str) else sheet.write
                write(row, column, value)

    raw = workbook(fill)
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "a.xlsx").write_bytes(raw)
        (source,) = open_file(Path(name) / "a.xlsx", Options(), Path(name), "f")
        found = [[cell or "" for cell in row[1:]] for row in source.sheets[0].scan().collect().iter_rows()]
    oracle = python_calamine.load_workbook(io.BytesIO(raw)).get_sheet_by_index(0).to_python()
    assert found == [[shown(value) for value in row] for row in oracle]


def shown(value: object) -> str:
    """A value of calamine's as text."""
    if isinstance(value, bool):
        return str(value).upper()
    return str(int(value)) if isinstance(value, float) else str(value)


def test_a_merged_cell_holds_for_each_of_its_rows_and_a_header_stays_as_it_is(
    opened: Opened, rows: Rows
) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Clients")
        sheet.merge_range("A1:D1", "Our clients")
        sheet.merge_range("A2:A3", "Company")
        sheet.merge_range("B2:C2", "Contact person")
        sheet.write_row("B3", ["Name", "Email"])
        sheet.merge_range("A4:A6", "Kauri Ltd")
        for row, name in enumerate(("Ann Lee", "Bob Ray", "Cy Fox", "Di Poe"), start=3):
            sheet.write(row, 1, name)
        sheet.write("A7", "Rimu Trust")
        sheet.merge_range("C5:C6", "both@kauri.example")

    (source,) = opened(workbook(fill), "a.xlsx")
    assert rows(source.sheets[0]) == {
        1: ["Our clients", None, None],
        2: ["Company", "Contact person", None],
        3: [None, "Name", "Email"],
        4: ["Kauri Ltd", "Ann Lee", None],
        5: ["Kauri Ltd", "Bob Ray", "both@kauri.example"],
        6: ["Kauri Ltd", "Cy Fox", "both@kauri.example"],
        7: ["Rimu Trust", "Di Poe", None],
    }
    assert source.notes == (("sheet.spans", {"value": "Clients", "detail": "2", "sheet": "Clients"}),)


# ------------------------------------------------------------------------------ which sheets


def three_sheets(book: xlsxwriter.Workbook) -> None:
    for name in ("Clients", "Lists", "Old"):
        book.add_worksheet(name).write("A1", name)
    book.add_chartsheet("Chart")
    book.get_worksheet_by_name("Lists").hide()
    book.get_worksheet_by_name("Old").very_hidden()


def test_hidden_sheets_and_charts_are_left_out_and_named(opened: Opened) -> None:
    (source,) = opened(workbook(three_sheets), "a.xlsx")
    assert [sheet.name for sheet in source.sheets] == ["Clients"]
    assert [(code, values["value"]) for code, values in source.notes] == [
        ("sheet.hidden", "Lists"),
        ("sheet.hidden", "Old"),
        ("sheet.no_cells", "Chart"),
    ]


@pytest.mark.parametrize("wish", ["Lists", "lists", " LISTS ", "2"])
def test_a_hidden_sheet_is_read_when_it_is_asked_for(opened: Opened, wish: str) -> None:
    (source,) = opened(workbook(three_sheets), "a.xlsx", sheets=(wish,))
    assert [sheet.name for sheet in source.sheets] == ["Lists"]
    assert ("sheet.not_chosen", {"value": "Clients", "detail": "", "sheet": ""}) in source.notes


def test_a_list_that_is_only_on_hidden_sheets_is_not_called_empty(opened: Opened) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Cover")
        hidden = book.add_worksheet("Data")
        hidden.write("A1", "Name")
        hidden.hide()

    with pytest.raises(CarnetError) as error:
        opened(workbook(fill), "a.xlsx")
    assert (error.value.code, error.value.values["detail"]) == ("file.only_hidden", "Data")


def test_a_sheet_that_cannot_be_read_never_counts_as_empty(opened: Opened, xlsx: Make, zipped: Zip) -> None:
    broken = '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData></worksheet>'
    with pytest.raises(CarnetError) as error:
        opened(xlsx(broken), "a.xlsx")
    assert (error.value.code, error.value.values["sheet"]) == ("file.unreadable_sheet", "Clients")
    with pytest.raises(CarnetError) as error:
        opened(xlsx('<worksheet><sheetData><row r="1">'), "a.xlsx")
    assert error.value.code == "file.unreadable_sheet"


def test_rows_that_are_hidden_and_formulas_without_results_are_said(opened: Opened, xlsx: Make) -> None:
    sheet = (
        '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'
        '<row r="2" hidden="1"><c r="A2"><f>1+1</f></c><c r="B2"><f>1</f><v>1</v></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="0"/></c><c r="B3"><f>2</f><v></v></c></row>'
        "</sheetData></worksheet>"
    )
    (source,) = opened(xlsx(sheet), "a.xlsx")
    assert {code: values["detail"] for code, values in source.notes} == {
        "sheet.hidden_rows": "1",
        "sheet.formulas_without_values": "3",
    }


def test_columns_that_are_hidden_are_read_and_known(opened: Opened) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Clients")
        sheet.write_row("A1", ["Name", "SSN", "Email"])
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_column(3, 16_383, None, None, {"hidden": True})  # as people hide all that is unused

    (source,) = opened(workbook(fill), "a.xlsx")
    assert source.sheets[0].hidden == (1,)
    assert source.sheets[0].width == 3


_HEAD = '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>Name</v></c></row>'


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ('<c r="C2" t="s"><v>7</v></c>', "xl/worksheets/sheet1.xml, C2: 7"),
        ('<c r="?2"><v>7</v></c>', "xl/worksheets/sheet1.xml, ?2"),
        ('<c r="A2" t="str"><v>Ada</v></c><c r="A2" t="str"><v>Bo</v></c>', "A2 = Ada, A2 = Bo"),
    ],
)
def test_where_a_sheet_is_damaged_is_said(opened: Opened, xlsx: Make, cells: str, place: str) -> None:
    with pytest.raises(CarnetError) as error:
        opened(xlsx(f'{_HEAD}<row r="2">{cells}</row></sheetData></worksheet>'), "a.xlsx")
    assert (error.value.code, error.value.values["detail"]) == ("file.unreadable_sheet", place)


def test_cells_that_other_programs_write_loosely_are_read(table: Table, xlsx: Make) -> None:
    cells = '<c r="a2" t="str"><v>Ada</v></c><c r="$B$2" t="n"><v>n/a</v></c><c r="C2" t="x"><v>7</v></c>'
    sheet = f'{_HEAD}<row r="2">{cells}</row></sheetData></worksheet>'
    styles = '<styleSheet><numFmts><numFmt numFmtId="x"/></numFmts></styleSheet>'
    assert table(xlsx(sheet, styles=styles), "a.xlsx")[2] == ["Ada", "n/a", "7"]


def test_a_workbook_that_lost_what_names_its_parts_is_read(table: Table, xlsx: Make) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx(f"{_HEAD}</sheetData></worksheet>"))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as less:
        for name in parts.keys() - {"[Content_Types].xml", "_rels/.rels"}:
            less.writestr(name, parts[name])
    assert table(buffer.getvalue(), "a.xlsx") == {1: ["Name"]}


def test_parts_with_prefixes_and_names_with_spaces_are_read(table: Table, xlsx: Make, zipped: Zip) -> None:
    cells = '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
    texts = '<x:sst xmlns:x="m"><x:si><x:t>Name</x:t></x:si><x:si><x:r><x:t>To</x:t></x:r><x:r><x:t>wn</x:t>'
    sheet = f'<worksheet><sheetData><row r="1" hidden="true">{cells}</row></sheetData></worksheet>'
    book = xlsx(sheet, f"{texts}</x:r></x:si></x:sst>")
    with zipfile.ZipFile(io.BytesIO(book)) as whole:
        parts: dict[str, bytes | str] = {name: whole.read(name) for name in whole.namelist()}
    parts["xl/worksheets/my sheet.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    relations = "xl/_rels/workbook.xml.rels"
    told = parts[relations]
    assert isinstance(told, bytes)
    parts[relations] = told.replace(b"sheet1.xml", b"my%20sheet.xml")
    assert table(zipped(parts), "a.xlsx") == {1: ["Name", "Town"]}
