"""The workbook of what to correct."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from carnet import contract
from carnet.findings import Severity, rule
from carnet.language import Language
from carnet.writers import corrections, findings_sheet
from carnet.writers.corrections import write_corrections
from tests.support.excel import opened, table
from tests.support.plans import found, mapped, plan, source_sheet

rule("test.wrong", Severity.ERROR, en="“%(value)s” is no email.", fr="« %(value)s » n'est pas un courriel.")
rule("test.odd", Severity.WARNING, en="“%(value)s” looks odd.", fr="« %(value)s » semble étrange.")
rule("test.told", Severity.INFO, en="“%(value)s” was read.", fr="« %(value)s » a été lu.")

HEADERS = ("Name", "E-mail", "", "TFN")
ROWS: dict[int, tuple[str | None, ...]] = {
    2: ("Ana", "ana@example.com", None, "123 456 782"),
    3: ("Bo", "bo at example", "=1+1", "123 456 789"),
    5: ("007", "c@exmaple.com", None, None),
}


@pytest.fixture
def clients(tmp_path: Path) -> contract.Mapped:
    sheet = source_sheet(tmp_path, "clients", HEADERS, ROWS)
    return mapped(sheet, HEADERS, {"E-mail": "person.email", "TFN": "accounting.tax_file_number"})


FAULTS = [
    found(0, 3, 1, "test.wrong", "bo at example", "bo@example.com"),
    found(0, 3, 3, "test.odd", "123 456 789"),
    found(0, 5, 1, "test.odd", "c@exmaple.com", "c@example.com"),
    found(0, 2, 0, "test.told", "Ana"),
]


def written(
    tmp_path: Path, clients: contract.Mapped, language: Language = Language.EN, key: str | None = "I7"
) -> Any:
    path = tmp_path / "corrections.xlsx"
    write_corrections(path, plan([clients], FAULTS), key, language)
    return opened(path)


def test_only_the_rows_with_an_error_or_a_warning_are_there_as_the_firm_wrote_them(
    tmp_path: Path, clients: contract.Mapped
) -> None:
    rows = table(written(tmp_path, clients)["clients"])
    assert rows[0] == ["Carnet row", "Name", "E-mail", "Column 3", "TFN", "What to correct", "Suggestion"]
    assert [row[:5] for row in rows[1:]] == [
        ["I7/0/3", "Bo", "bo at example", "=1+1", "123 456 789"],
        ["I7/0/5", "007", "c@exmaple.com", None, None],
    ]


def test_each_cell_to_correct_has_a_colour_for_its_severity_and_the_reason_as_a_comment(
    tmp_path: Path, clients: contract.Mapped
) -> None:
    sheet = written(tmp_path, clients)["clients"]
    coloured = {
        cell.coordinate: cell.fill.fgColor.rgb
        for row in sheet.iter_rows(min_row=2, min_col=2)
        for cell in row
        if cell.fill.fill_type
    }
    assert coloured == {"C2": "FFFFC7CE", "E2": "FFFFEB9C", "C3": "FFFFEB9C"}
    assert sheet["C2"].comment.text == "“bo at example” is no email."
    assert sheet["E3"].comment is None


def test_a_row_says_all_that_is_to_be_corrected_and_what_is_proposed(
    tmp_path: Path, clients: contract.Mapped
) -> None:
    sheet = written(tmp_path, clients)["clients"]
    assert "“E-mail”: “bo at example” is no email." in sheet["F2"].value
    assert "“TFN”" in sheet["F2"].value
    assert sheet["G2"].value == "bo@example.com"


def test_the_firms_own_text_that_looks_like_a_formula_is_kept_as_text(
    tmp_path: Path, clients: contract.Mapped
) -> None:
    cell = written(tmp_path, clients)["clients"]["D2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_all_findings_are_listed_with_tax_identifiers_masked(
    tmp_path: Path, clients: contract.Mapped
) -> None:
    rows = table(written(tmp_path, clients)["All findings"])
    assert rows[0][0] == "Carnet: findings"
    listed = rows[rows.index([text.en for text in findings_sheet.LIST_HEADERS]) + 1 :]
    assert [row[2] for row in listed] == [3, 3, 5, 2]
    assert listed[0][:2] == ["clients.csv", "clients"]
    assert listed[1][6] == "••• ••• 789"
    assert not any("123 456 789" in str(cell) for row in listed for cell in row)


def test_french_firms_read_french(tmp_path: Path, clients: contract.Mapped) -> None:
    book = written(tmp_path, clients, Language.FR, None)
    rows = table(book["clients"])
    assert (rows[0][0], rows[0][3], rows[0][5]) == ("Ligne Carnet", "Colonne 3", "À corriger")
    assert rows[1][0] == "-/0/3"
    assert "n'est pas un courriel" in str(rows[1][5])
    assert book["Tous les constats"]["A1"].value == "Carnet\u00a0: constats"


def test_a_clean_import_gives_one_sheet_that_says_so(tmp_path: Path, clients: contract.Mapped) -> None:
    path = tmp_path / "clean.xlsx"
    write_corrections(path, plan([clients], []), None, Language.EN)
    book = opened(path)
    assert book.sheetnames == ["All findings"]
    assert "nothing to correct" in book["All findings"]["A2"].value


def test_a_finding_about_a_whole_file_is_listed_although_no_row_is_to_be_corrected(tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    write_corrections(path, plan([], [found(None, None, None, "test.odd", "clients.csv")]), None, Language.EN)
    assert any("looks odd" in str(row[7]) for row in table(opened(path)["All findings"]) if len(row) > 7)


def test_two_sheets_of_one_name_and_names_that_excel_refuses_get_tabs_of_their_own(tmp_path: Path) -> None:
    names = ["a/b?", "a/b?", "x" * 60, "All findings"]
    sheets = [mapped(source_sheet(tmp_path, f"{n}", ("N",), {2: ("v",)}), ("N",)) for n in range(4)]
    renamed = [
        contract.Mapped(
            contract.Recognised(
                contract.Sheet("f", name, "xlsx", one.recognised.sheet.parts, 1, 1), "other", "other", 1.0,
                one.recognised.reason, 1, ("N",),
            ),
            one.columns,
        )
        for name, one in zip(names, sheets, strict=True)
    ]  # fmt: skip
    path = tmp_path / "names.xlsx"
    write_corrections(
        path, plan(renamed, [found(n, 2, 0, "test.wrong", "v") for n in range(4)]), "I", Language.EN
    )
    tabs = opened(path).sheetnames
    assert tabs == ["a b", "a b (2)", "x" * 31, "All findings (2)", "All findings"]


def test_a_sheet_without_a_header_is_given_column_numbers(tmp_path: Path) -> None:
    sheet = source_sheet(tmp_path, "plain", (), {1: ("a", "b")}, width=2)
    path = tmp_path / "plain.xlsx"
    write_corrections(
        path, plan([mapped(sheet, (), header_row=0)], [found(0, 1, 1, "test.wrong", "b")]), None, Language.EN
    )
    assert table(opened(path)["plain"])[0][1:3] == ["Column 1", "Column 2"]


def test_no_more_rows_than_a_person_can_work_through_and_the_rest_is_said(
    tmp_path: Path, clients: contract.Mapped, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corrections, "MOST_ROWS", 1)
    monkeypatch.setattr(findings_sheet, "MOST_ROWS", 1)
    book = written(tmp_path, clients)
    assert len(table(book["clients"])) == 2
    texts = [str(row[0]) for row in table(book["All findings"])]
    assert any("the first 1 rows to correct out of 2" in text for text in texts)
    assert any("the first 1 findings out of 4" in text for text in texts)


def test_a_text_longer_than_a_cell_is_left_to_the_firms_own_file(tmp_path: Path) -> None:
    sheet = source_sheet(tmp_path, "long", ("N", "Note"), {2: ("v", "x" * 40_000)})
    path = tmp_path / "long.xlsx"
    write_corrections(
        path, plan([mapped(sheet, ("N", "Note"))], [found(0, 2, 0, "test.wrong", "v")]), "I", Language.EN
    )
    row = table(opened(path)["long"])[1]
    assert row[2] is None
    assert "longer than a cell" in str(row[3])


def test_text_that_looks_like_markup_stays_text(tmp_path: Path) -> None:
    hostile = '<r><t>a</t></r></is></c><c r="Z1"><f>1+1</f></c><c><r></r>'
    sheet = source_sheet(tmp_path, "markup", ("N",), {2: (hostile,)})
    path = tmp_path / "markup.xlsx"
    write_corrections(
        path, plan([mapped(sheet, ("N",))], [found(0, 2, 0, "test.wrong", hostile)]), "I", Language.EN
    )
    assert table(opened(path)["markup"])[1][1] == hostile
