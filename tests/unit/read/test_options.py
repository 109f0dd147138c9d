"""Options that a person gives for some of the files: followed where they can be, else refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from carnet.contract import CarnetError, Options, SourceFile
from carnet.findings import rules
from carnet.language import Language
from carnet.stages.read import read, read_each


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """One file of each kind."""
    paths = {name: tmp_path / name for name in ("names.csv", "a.vcf", "book.xlsx")}
    paths["names.csv"].write_text("Name;Town\nAnn Lee;Bath\n")
    paths["a.vcf"].write_text("BEGIN:VCARD\nFN:Ann Lee\nEND:VCARD\n")
    with xlsxwriter.Workbook(paths["book.xlsx"]) as book:
        for name in ("Clients", "Leads 2024"):
            book.add_worksheet(name).write_row(0, 0, ["Name", "Email"])
    return paths


def opened(tmp_path: Path, paths: list[Path], **options: Any) -> list[SourceFile]:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return read(paths, Options(**options), folder)


def names(found: list[SourceFile]) -> list[str]:
    return [sheet.name for file in found for sheet in file.sheets]


@pytest.mark.parametrize(
    ("wishes", "read_sheets"),
    [
        (("leads 2024",), ["names", "Leads 2024", "a"]),
        (("2",), ["names", "Leads 2024", "a"]),
        (("names", "a"), ["names", "Clients", "Leads 2024", "a"]),
    ],
)
def test_a_chosen_sheet_is_looked_for_in_each_file_and_the_others_are_read_whole(
    files: dict[str, Path], tmp_path: Path, wishes: tuple[str, ...], read_sheets: list[str]
) -> None:
    found = opened(tmp_path, [files["names.csv"], files["book.xlsx"], files["a.vcf"]], sheets=wishes)
    assert names(found) == read_sheets


@pytest.mark.parametrize(
    ("given", "wish", "code", "near"),
    [
        ("names.csv", "name", "file.no_such_sheet", "names"),
        ("names.csv", "2", "file.no_such_sheet_nothing_near", ""),
        ("a.vcf", "Clients", "file.no_such_sheet_nothing_near", ""),
        ("book.xlsx", "Leads 2025", "file.no_such_sheet", "Leads 2024"),
        ("book.xlsx", "0", "file.no_such_sheet_nothing_near", ""),
    ],
)
def test_a_sheet_that_no_file_has_is_refused_with_those_that_there_are(
    files: dict[str, Path], tmp_path: Path, given: str, wish: str, code: str, near: str
) -> None:
    with pytest.raises(CarnetError) as refused:
        opened(tmp_path, [files[given]], sheets=(wish,))
    assert (refused.value.code, refused.value.values["suggestion"]) == (code, near)
    assert refused.value.values["value"] == wish
    there = {"names.csv": "names", "a.vcf": "a", "book.xlsx": "Clients, Leads 2024"}[given]
    assert refused.value.values["detail"] == there
    for language in Language:
        assert there in rules()[code].text(language, refused.value.values)


@pytest.mark.parametrize(
    ("given", "option", "name"),
    [
        ("book.xlsx", {"encoding": "utf-8"}, "--encoding"),
        ("book.xlsx", {"delimiter": ";"}, "--delimiter"),
        ("a.vcf", {"delimiter": ";"}, "--delimiter"),
    ],
)
def test_an_option_for_text_files_is_refused_where_none_of_the_files_is_one(
    files: dict[str, Path], tmp_path: Path, given: str, option: dict[str, str], name: str
) -> None:
    with pytest.raises(CarnetError) as refused:
        opened(tmp_path, [files[given]], **option)
    assert (refused.value.code, refused.value.values["value"]) == ("argument.no_text_file", name)


@pytest.mark.parametrize(
    ("option", "code"),
    [({"encoding": "klingon"}, "file.unknown_encoding"), ({"delimiter": "ab"}, "file.bad_delimiter")],
)
def test_what_is_wrong_with_an_option_is_said_and_not_that_there_is_no_text_file(
    files: dict[str, Path], tmp_path: Path, option: dict[str, str], code: str
) -> None:
    (answer,) = read_each([files["names.csv"]], Options(**option), tmp_path)  # type: ignore[arg-type]
    assert isinstance(answer, CarnetError)
    assert answer.code == code


def test_an_option_for_text_files_is_followed_where_one_of_the_files_is_one(
    files: dict[str, Path], tmp_path: Path
) -> None:
    found = opened(tmp_path, [files["book.xlsx"], files["names.csv"]], encoding="utf-8", delimiter=";")
    assert (found[1].delimiter, found[1].sheets[0].width) == (";", 2)


@pytest.mark.parametrize("delimiter", ['"', "\n", "ab", "a", "7", "§", "\0", "é"])
def test_what_cannot_separate_columns_is_refused(
    files: dict[str, Path], tmp_path: Path, delimiter: str
) -> None:
    with pytest.raises(CarnetError) as refused:
        opened(tmp_path, [files["names.csv"]], delimiter=delimiter)
    assert refused.value.code == "file.bad_delimiter"
