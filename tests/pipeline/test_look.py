"""A first look at files shows what they are taken for, and each choice about them is followed."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.support.desk import Desk, codes
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from carnet.choices import Choices, FileChoices, Place, SheetChoices
from carnet.contract import CarnetError, Options
from carnet.pipeline import Timings, reading
from carnet.pipeline.look import Look, look

_LIST = "Client Name,Email,Zorblax\nOak Mill LLC,oak@example.com,x\nElm Mill LLC,,y\n"


def _nothing(shape: str) -> Mapping[str, str]:
    return {}


@pytest.fixture
def seen(tmp_path: Path) -> Callable[..., Look]:
    """Looks at files, the scratch folder being the same each time."""
    (tmp_path / "scratch").mkdir()

    def at(*paths: Path, choices: Choices | None = None) -> Look:
        return look(paths, choices or Choices(), _nothing, tmp_path / "scratch", Timings())

    return at


def test_each_column_is_shown_with_its_values_field_and_reason(
    tmp_path: Path, seen: Callable[..., Look]
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(_LIST)
    (sheet,) = seen(path).sheets
    assert (sheet.place, sheet.index, sheet.header_row, sheet.rows) == (Place(0, "list"), 0, 1, 2)
    assert sheet.head[0] == (1, ("Client Name", "Email", "Zorblax"))
    name, email, other = sheet.columns
    assert (email.field, email.samples, email.filled) == ("person.email", ("oak@example.com",), 0.5)
    assert name.samples == ("Oak Mill LLC", "Elm Mill LLC")
    assert (other.field, bool(other.reason.en), bool(other.reason.fr)) == (None, True, True)


def test_a_choice_about_one_sheet_changes_that_sheet_alone(desk: Desk, seen: Callable[..., Look]) -> None:
    paths = [desk.file("a.csv", _LIST), desk.file("b.csv", _LIST)]
    choices = Choices(sheets={Place(1, "b"): SheetChoices(columns={2: "custom.Zorblax"}, provider="canopy")})
    first, second = seen(*paths, choices=choices).sheets
    assert (first.columns[2].field, second.columns[2].field) == (None, "custom.Zorblax")
    assert (first.provider, second.provider) == ("other", "canopy")
    plan = desk.take(*paths, sheets=choices.sheets)
    fields = [sheet.mapped.columns[2].field for sheet in plan.sheets]
    assert fields == [None, "custom.Zorblax"]


def test_a_sheet_left_out_is_shown_said_and_not_imported(desk: Desk, seen: Callable[..., Look]) -> None:
    paths = [desk.file("a.csv", _LIST), desk.file("b.csv", _LIST.replace("Mill", "Hill"))]
    choices = Choices(sheets={Place(0, "a"): SheetChoices(taken=False)})
    first, second = seen(*paths, choices=choices).sheets
    assert (first.taken, first.index, first.rows, second.index) == (False, None, 3, 0)
    plan = desk.take(*paths, sheets=choices.sheets)
    assert sorted(desk.shows()) == ["Elm Hill LLC", "Oak Hill LLC"]
    assert "sheet.left_out" in codes(plan)
    assert [sheet.place for sheet in plan.sheets] == [Place(1, "b")]


def test_leaving_every_sheet_out_imports_nothing(desk: Desk) -> None:
    plan = desk.take(desk.file("a.csv", _LIST), sheets={Place(0, "a"): SheetChoices(taken=False)})
    assert (plan.counts["create"], plan.balance.read, desk.shows()) == (0, 0, {})


def test_a_hidden_sheet_is_named_and_can_be_taken(tmp_path: Path, seen: Callable[..., Look]) -> None:
    rows = [line.split(",") for line in _LIST.splitlines()]
    path = tmp_path / "book.xlsx"
    with Workbook(path) as book:
        for name in ("Shown", "Kept"):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        sheet.hide()
    assert [file.hidden for file in seen(path).files] == [("Kept",)]
    choices = Choices(sheets={Place(0, "Kept"): SheetChoices(taken=True)})
    assert [sheet.name for sheet in seen(path, choices=choices).sheets] == ["Shown", "Kept"]


def test_another_header_row_gives_other_columns(tmp_path: Path, seen: Callable[..., Look]) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Email\n" + _LIST)
    choices = Choices(sheets={Place(0, "list"): SheetChoices(header_row=2)})
    (sheet,) = seen(path, choices=choices).sheets
    assert [column.header for column in sheet.columns] == ["Client Name", "Email", "Zorblax"]
    beyond = Choices(sheets={Place(0, "list"): SheetChoices(header_row=99)})
    with pytest.raises(CarnetError, match=r"header\.beyond"):
        seen(path, choices=beyond)


def test_lists_in_a_zip_have_places_of_their_own(tmp_path: Path, seen: Callable[..., Look]) -> None:
    path = tmp_path / "both.zip"
    with ZipFile(path, "w") as packed:
        packed.writestr("2024/list.csv", _LIST)
        packed.writestr("2025/list.csv", _LIST)
    places = [sheet.place for sheet in seen(path).sheets]
    assert places == [Place(0, "2024/list.csv/list"), Place(0, "2025/list.csv/list")]
    left = Choices(sheets={places[1]: SheetChoices(taken=False)})
    assert [sheet.taken for sheet in seen(path, choices=left).sheets] == [True, False]


def test_files_are_read_again_only_where_they_or_their_choices_changed(
    tmp_path: Path, seen: Callable[..., Look], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    real = reading.read_each  # type: ignore[attr-defined]

    def counted(paths: list[Path], options: Options, scratch: Path) -> object:
        asked.append([path.name for path in paths])
        return real(paths, options, scratch)

    monkeypatch.setattr(reading, "read_each", counted)
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text(_LIST)
    two.write_text(_LIST.replace(",", ";"))
    seen(one, two)
    seen(one, two, choices=Choices(sheets={Place(0, "one"): SheetChoices(columns={2: ""})}))
    assert asked == [["one.csv", "two.csv"]]
    latin = Choices(files={1: FileChoices(encoding="cp1252")})
    assert seen(one, two, choices=latin).files[1].encoding == "windows-1252"
    assert asked[1:] == [["two.csv"]]
    one.write_text(_LIST + "Ash Mill LLC,,\n")
    os.utime(one, ns=(1, 1))
    assert seen(one, two, choices=latin).sheets[0].rows == 3
    assert asked[2:] == [["one.csv"]]
    bad, worse = tmp_path / "bad.csv", tmp_path / "worse.csv"
    for path in (bad, worse):
        path.write_bytes(b"%PDF-1.7")
    three = tmp_path / "three.csv"
    three.write_text(_LIST)
    for paths in ([bad, worse, three], [worse, three]):
        with pytest.raises(CarnetError, match=r"file\.unknown_format") as refused:
            seen(*paths)
        assert refused.value.values["file"] == paths[0].name
    assert seen(three).sheets[0].rows == 2
    assert asked[3:] == [["bad.csv", "worse.csv", "three.csv"]]
