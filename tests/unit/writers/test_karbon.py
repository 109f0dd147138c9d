"""The import file that Carnet fills: what is in the book stands in it, once and readable."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.contract import Contents
from carnet.language import Language
from carnet.writers import export, workbook
from tests.support.contents import Books, address, card
from tests.support.excel import opened, unescaped
from tests.support.generated import few

EN, FR = Language.EN, Language.FR


def written(contents: Contents, folder: Path, language: Language = EN) -> dict[str, list[dict[str, Any]]]:
    """The rows of each tab, empty cells and the mark of each row left out."""
    path = folder / "book.xlsx"
    export("karbon", contents, path, language)
    tabs = {}
    for sheet in opened(path):
        headers, *rows = sheet.iter_rows(values_only=True)
        assert headers[-1] in {"Carnet check", "Contrôle Carnet"}
        tabs[sheet.title] = [
            {
                name: unescaped(value)
                for name, value in zip(headers[:-1], row, strict=False)
                if value is not None
            }
            for row in rows
        ]
    return tabs


def test_each_kind_has_its_tab_in_the_asked_language(tmp_path: Path) -> None:
    assert list(written(Books().contents(), tmp_path)) == ["Organizations", "People", "Client Groups"]
    assert list(written(Books().contents(), tmp_path, FR)) == [
        "Organisations",
        "Personnes",
        "Groupes de clients",
    ]


def test_a_card_with_several_emails_takes_rows_with_one_number(tmp_path: Path) -> None:
    book = Books().organization(
        "Blue Gum", card(emails=("a@b.example", "c@b.example")), client_identifier="007"
    )
    rows = written(book.contents(), tmp_path)["Organizations"]
    assert [row.pop("Email") for row in rows] == ["a@b.example", "c@b.example"]
    repeated = {"Organization Name": "Blue Gum", "Client Identifier": "007", "Contact Card": "1"}
    assert rows == [{**repeated, "Carnet key": "C0001"}] * 2


def test_each_card_of_a_person_has_its_number_its_organization_and_its_role(tmp_path: Path) -> None:
    book = (
        Books()
        .organization("Blue Gum")
        .organization("Red Gum")
        .person(
            "Ana",
            "Lee",
            card(belongs_to="Blue Gum", role="Director"),
            card(belongs_to="Red Gum"),
            birth_date="1984-03-27",
        )
    )
    first, second = written(book.contents(), tmp_path)["People"]
    assert (first["Contact Card"], first["Belongs To"], first["Role"]) == ("1", "Blue Gum", "Director")
    assert (second["Contact Card"], second["Belongs To"]) == ("2", "Red Gum")
    assert first["Date of Birth"] == "1984-03-27"
    assert "Date of Birth" not in second


def test_an_address_is_whole_only_where_its_commas_tell_the_parts(tmp_path: Path) -> None:
    whole = address(
        "physical", line="12 Wattle St", city="Ballarat", region="VIC", postal_code="3350", country="AU"
    )
    comma = address(
        "physical", line="Unit 2, 3 High St", city="Perth", region="WA", postal_code="6000", country="AU"
    )
    short = address("home", city="Paris", country="FR")
    book = Books().organization("Blue Gum", card(addresses=(whole, comma, short)))
    first, second = written(book.contents(), tmp_path, FR)["Organisations"]
    assert first["Adresse physique"] == "12 Wattle St, Ballarat, VIC, 3350, Australie"
    assert first["Adresse du domicile\u00a0: ville"] == "Paris"
    assert first["Adresse du domicile\u00a0: pays"] == "France"
    assert "Adresse physique" not in second
    assert second["Adresse physique\u00a0: rue"] == "Unit 2, 3 High St"


def test_phones_stand_under_their_label_with_the_extension(tmp_path: Path) -> None:
    book = Books().organization(
        "Blue Gum", card(phones=(("work", "+61255501234", "12"), ("mobile", "+61491570156")))
    )
    (row,) = written(book.contents(), tmp_path)["Organizations"]
    assert (row["Work Phone"], row["Mobile Phone"]) == ("+61255501234 ext. 12", "+61491570156")


def test_members_are_names_and_keys_where_a_name_would_be_misread(tmp_path: Path) -> None:
    book = (
        Books()
        .organization("Blue Gum")
        .organization("Smith; Sons")
        .person("Ana", "Lee")
        .person("ana", "lee")
        .group("Family", members=(1, 2, 3))
    )
    (row,) = written(book.contents(), tmp_path)["Client Groups"]
    assert row["Members"] == "Blue Gum; C0002; C0003"


def test_a_group_with_more_members_than_a_cell_holds_goes_on_in_further_rows(tmp_path: Path) -> None:
    book = Books()
    names = [f"Organization number {n:05}" for n in range(1500)]
    for name in names:
        book.organization(name)
    contents = book.group("All", members=tuple(range(1, 1501))).contents()
    rows = written(contents, tmp_path)["Client Groups"]
    assert len(rows) > 1
    assert [name for row in rows for name in row["Members"].split("; ")] == names


def test_an_organization_that_is_only_named_gets_a_row_and_this_is_said(tmp_path: Path) -> None:
    contents = Books().person("Ana", "Lee", card(belongs_to="Gone Ltd"), preferred_name="Ana").contents()
    assert written(contents, tmp_path)["Organizations"] == [
        {"Organization Name": "Gone Ltd", "Contact Card": "1"}
    ]
    notes = export("karbon", contents, tmp_path / "again.xlsx", EN)
    assert [note[0] for note in notes] == ["export.organization_added"]


def test_two_organizations_of_one_name_are_told_apart_by_their_keys(tmp_path: Path) -> None:
    book = (
        Books()
        .organization("Blue Gum")
        .organization("Blue Gum")
        .person("Ana", "Lee", card(belongs_to="Blue Gum"))
    )
    contents = book.group("Family", members=(1, 3)).contents()
    (row,) = written(contents, tmp_path)["People"]
    assert row["Belongs To"] == "C0002"
    notes = dict(export("karbon", contents, tmp_path / "again.xlsx", EN))
    assert notes["export.key_for_name"] == {"count": 2}


def test_a_custom_field_stands_under_its_own_name_unless_that_means_another_column(tmp_path: Path) -> None:
    book = Books().organization("Blue Gum", custom={"Shoe size": "44", "E-mail": "fax only"})
    (row,) = written(book.contents(), tmp_path)["Organizations"]
    assert (row["Shoe size"], row["custom.E-mail"]) == ("44", "fax only")


def test_values_of_closed_lists_are_worded_in_the_asked_language(tmp_path: Path) -> None:
    book = Books().organization(
        "Blue Gum", accounting__entity_type="Partnership", accounting__vat_number="GB123"
    )
    (row,) = written(book.contents(), tmp_path, FR)["Organisations"]
    assert row["Type d'entité"] == "Société de personnes"
    assert row["Numéro de TVA"] == "GB123"


def test_a_person_without_parts_of_a_name_keeps_the_whole_name(tmp_path: Path) -> None:
    book = Books().person(None, None, name="Cher").person("Ana", "Lee")
    first, second = written(book.contents(), tmp_path)["People"]
    assert first["Full Name"] == "Cher"
    assert "Full Name" not in second


def test_members_outside_the_selection_and_values_set_aside_are_counted(tmp_path: Path) -> None:
    contents = (
        Books().person("Ana", "Lee").set_aside("Gender", "F").group("Family", members=(1, 9)).contents()
    )
    notes = export("karbon", contents, tmp_path / "book.xlsx", EN)
    codes = ["export.preferred_name_missing", "export.member_outside", "export.left_out"]
    assert [(code, values["count"]) for code, values in notes] == [(code, 1) for code in codes]


def test_no_cell_is_stored_as_a_formula_a_link_or_a_number(tmp_path: Path) -> None:
    hostile = ["=1+1", "+SUM(A1)", "@A1", "-2+3", "http://x.example", "{=A1}", "0042", "TRUE"]
    book = Books()
    for text in hostile:
        book.organization(text, custom={text: text})
    path = tmp_path / "book.xlsx"
    export("karbon", book.contents(), path, EN)
    sheet = opened(path)["Organizations"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert all(cell.quotePrefix for cell in cells if str(cell.value)[0] in "=+@-")


def test_a_text_longer_than_a_cell_goes_on_in_the_next_column(tmp_path: Path) -> None:
    text = "é" * 40_000
    contents = Books().organization("Blue Gum", description=text).contents()
    (row,) = written(contents, tmp_path)["Organizations"]
    assert "".join(row[name] for name in row if name.startswith("Description")) == text
    notes = export("karbon", contents, tmp_path / "again.xlsx", EN)
    assert [(code, values["value"]) for code, values in notes] == [("export.long_text", "Description")]


def test_more_rows_than_a_sheet_holds_go_on_in_a_further_tab(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 3)
    book = Books()
    for n in range(5):
        book.organization(f"Organization {n}")
    tabs = written(book.contents(), tmp_path)
    assert [len(tabs[name]) for name in ("Organizations", "Organizations (2)", "Organizations (3)")] == [
        2,
        2,
        1,
    ]


WRITABLE = st.characters(codec="utf-8", exclude_characters="\ufffe\uffff")
PLAIN = st.text(WRITABLE, min_size=1, max_size=12) | st.sampled_from(
    ["_x0041_", "_x0041_x0042_", "<r>a</r>", "a\r\nb", " =1", "\x00", "&amp;", "]]>"]
)
EMAILS = st.lists(PLAIN, max_size=3, unique=True)


@few(8)
@given(st.lists(st.tuples(PLAIN, st.lists(EMAILS, max_size=3), PLAIN), max_size=4))
def test_every_value_of_any_book_can_be_read_back_by_its_key_and_card(
    tmp_path: Path, people: list[tuple[str, list[list[str]], str]]
) -> None:
    book = Books()
    for first, cards, note in people:
        book.person(first, None, *(card(emails=tuple(emails)) for emails in cards), description=note)
    rows = written(book.contents(), tmp_path)["People"]
    for number, (first, cards, note) in enumerate(people, 1):
        mine = [row for row in rows if row["Carnet key"] == f"C{number:04}"]
        assert {row["First Name"] for row in mine} == {first}
        assert [row["Description"] for row in mine if "Description" in row] == [note]
        for position, emails in enumerate(cards, 1):
            on_card = [row for row in mine if row["Contact Card"] == str(position)]
            assert [row["Person's Email"] for row in on_card if "Person's Email" in row] == emails
