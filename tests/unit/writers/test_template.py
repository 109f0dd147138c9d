"""The import file to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from carnet.catalog import FIELDS, FieldType, Level
from carnet.language import Language
from carnet.writers.template import REQUIRED, template_fields, write_template
from tests.support.excel import opened, table

EN, FR = Language.EN, Language.FR
BOTH = [(level, language) for level in (Level.BASIC, Level.ASSISTED) for language in Language]


def template(folder: Path, level: Level = Level.BASIC, language: Language = EN) -> Any:
    path = folder / "template.xlsx"
    write_template(path, level, language)
    return opened(path)


def example(book: Any, tab: str) -> dict[str, Any]:
    headers, values, *_ = table(book[tab])
    return {name: value for name, value in zip(headers, values, strict=True) if value is not None}


def lists(sheet: Any) -> dict[str, str]:
    """The list behind each header."""
    return {
        sheet.cell(1, place.min_col).value: validation.formula1
        for validation in sheet.data_validations.dataValidation
        for place in validation.sqref.ranges
    }


def test_the_tabs_and_the_guide_speak_the_asked_language(tmp_path: Path) -> None:
    assert template(tmp_path).sheetnames == ["Organizations", "People", "Client Groups", "Guide"]
    french = template(tmp_path, Level.BASIC, FR)
    assert french.sheetnames == ["Organisations", "Personnes", "Groupes de clients", "Notice"]
    assert french["Notice"]["A1"].value == "Carnet\u00a0: guide"
    assert template(tmp_path)["Guide"]["A1"].value == "Carnet: guide"


@pytest.mark.parametrize(("level", "language"), BOTH)
def test_every_field_of_the_level_has_a_column_and_every_header_a_note(
    tmp_path: Path, level: Level, language: Language
) -> None:
    book = template(tmp_path, level, language)
    headers = [cell for sheet in book.worksheets[:3] for cell in sheet[1]]
    wanted = {Level.BASIC} if level is Level.BASIC else {Level.BASIC, Level.ASSISTED}
    labels = {known.label(language) for known in FIELDS.values() if known.level in wanted}
    assert labels <= {cell.value for cell in headers}
    assert all(cell.comment and cell.comment.text for cell in headers)


def test_no_tab_has_two_columns_of_one_name(tmp_path: Path) -> None:
    for level, language in BOTH:
        for sheet in template(tmp_path, level, language).worksheets[:3]:
            headers = table(sheet)[0]
            assert len(set(headers)) == len(headers)


def test_required_columns_look_different(tmp_path: Path) -> None:
    dark = {
        cell.value
        for sheet in template(tmp_path).worksheets[:3]
        for cell in sheet[1]
        if cell.fill.fgColor.rgb == "FF1F4E78"
    }
    assert dark == {FIELDS[name].label.en for name in REQUIRED}


def test_the_examples_of_the_three_tabs_fit_each_other(tmp_path: Path) -> None:
    book = template(tmp_path, Level.ASSISTED, EN)
    company, person, group = (example(book, tab) for tab in ("Organizations", "People", "Client Groups"))
    full_name = f"{person['First Name']} {person['Last Name']}"
    assert person["Belongs To"] == company["Organization Name"]
    assert group["Members"].split("; ") == [company["Organization Name"], full_name]
    assert group["Primary Contact"] == full_name
    assert "Middle Name" not in person
    shared = set(company.values()) & set(person.values())
    assert shared == {company["Organization Name"]}


def test_a_closed_list_is_offered_in_the_asked_language_and_the_example_is_on_it(tmp_path: Path) -> None:
    book = template(tmp_path, Level.ASSISTED, FR)
    offered = lists(book["Organisations"])
    guide = book["Notice"]
    for known in template_fields("organization", Level.ASSISTED):
        if known.type is FieldType.CHOICE:
            place = offered[known.label.fr].partition("!")[2].replace("$", "")
            values = [row[0].value for row in guide[place]]
            assert values == [text.fr for text in known.choices.values()]
            assert example(book, "Organisations")[known.label.fr] in values


def test_days_months_countries_and_organizations_are_offered(tmp_path: Path) -> None:
    book = template(tmp_path, Level.BASIC, FR)
    offered = lists(book["Organisations"])
    assert offered["Jour de fin d'exercice"].strip('"').split(",") == [str(day) for day in range(1, 32)]
    assert offered["Mois de fin d'exercice"].strip('"').split(",") == [str(month) for month in range(1, 13)]
    place = offered[FIELDS["address.physical.country"].label.fr].partition("!")[2].replace("$", "")
    countries = [row[0].value for row in book["Notice"][place]]
    assert len(countries) > 200
    assert {"Canada", "États-Unis", "Côte d’Ivoire"} <= set(countries)
    assert lists(book["Personnes"])["Appartient à"].startswith("'Organisations'!$A$2:$A$")


def test_excel_eats_no_zero_of_an_identifier_or_a_phone(tmp_path: Path) -> None:
    sheet = template(tmp_path, Level.ASSISTED)["Organizations"]
    headers = {cell.value: cell.column_letter for cell in sheet[1]}
    for label in ("Client Identifier", "Office Phone", "Business Number", "Tax File Number"):
        assert sheet.column_dimensions[headers[label]].number_format == "@"
    assert sheet[f"{headers['Office Phone']}2"].data_type == "s"


def test_the_header_stays_in_sight(tmp_path: Path) -> None:
    assert all(sheet.freeze_panes == "A2" for sheet in template(tmp_path).worksheets[:3])
