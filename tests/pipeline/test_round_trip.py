"""A book written as a file and imported into an empty book is the same book, as far as the file holds it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.support.contents import Books, address, card
from tests.support.desk import Desk, codes, seen
from tests.support.excel import opened
from tests.support.rich_book import rich_book, unusual_book

from carnet.contract import CarnetError, Contents
from carnet.findings import Severity, rules
from carnet.language import Language
from carnet.writers import export


def written(folder: Path, to: str, name: str, contents: Contents, language: Language = Language.EN) -> Path:
    path = folder / name
    export(to, contents, path, language)
    return path


def by_name(contents: Contents) -> dict[str, dict[str, Any]]:
    return {contact["name"]: contact for contact in seen(contents)}


def kinds(book: dict[str, dict[str, Any]]) -> dict[str, str]:
    """The kinds of what an address book has entries for."""
    return {name: one["kind"] for name, one in book.items() if one["kind"] != "client_group"}


@pytest.mark.parametrize("language", list(Language))
def test_the_import_file_of_a_book_is_clean_and_gives_the_book_back(
    desk: Desk, tmp_path: Path, language: Language
) -> None:
    plan = desk.take(written(tmp_path, "karbon", "book.xlsx", rich_book(), language))
    assert codes(plan) == []
    assert plan.balance.set_aside == plan.balance.refused == 0
    assert by_name(desk.book.contents()) == by_name(rich_book())


@pytest.mark.parametrize("to", ["csv", "jsonl"])
def test_the_table_of_a_book_gives_it_back(desk: Desk, tmp_path: Path, to: str) -> None:
    plan = desk.take(written(tmp_path, to, f"book.{to}", rich_book(), Language.FR))
    assert plan.balance.set_aside == plan.balance.refused == 0
    assert by_name(desk.book.contents()) == by_name(rich_book())


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("to", "name"), [("karbon", "b.xlsx"), ("csv", "b.csv"), ("jsonl", "b.jsonl")])
def test_what_another_programs_file_would_be_guessed_at_stands_as_the_book_has_it(
    desk: Desk, tmp_path: Path, to: str, name: str, language: Language
) -> None:
    contents = _easily_misread()
    desk.take(written(tmp_path, to, name, contents, language))
    contents.cards = contents.cards.with_columns(pl.col("organization").replace("KAURI LIMITED", "Kauri Ltd"))
    assert by_name(desk.book.contents()) == by_name(contents)


def _easily_misread() -> Contents:
    """Towns called as their region, a number of an untold country, names that differ by an accent, a header
    that would run, and a link that calls the organization as a file once did."""
    books = Books()
    parts = {"line": "131 Queen Street", "region": "Wellington", "postal_code": "6011", "country": "NZ"}
    at_home = address("physical", city="Wellington", **parts)
    abroad = address(
        "mailing", **{**parts, "line": "Am Markt 3", "region": "BE", "country": "CH"}, city="Bern"
    )
    books.organization("Aoraki Catering Trust", card(addresses=(at_home, abroad)), custom={"=1+1": "+2"})
    books.organization("Kauri Ltd", card(addresses=(at_home,)))
    books.person("Tom", "Ngata", card(phones=(("mobile", "021 555 0142"),), belongs_to="Kauri Ltd"))
    books.person("Bjorn", "Lee", card(emails=("bjorn@example.com",)))
    books.person("Björn", "Lee", card(emails=("other@example.com",)))
    contents = books.group("Lee Family", members=(4, 3), primary_contact="Bjorn Lee").contents()
    told = pl.when(pl.col("organization").is_not_null()).then(pl.lit("KAURI LIMITED"))
    contents.cards = contents.cards.with_columns(organization=told)
    return contents


def test_the_import_file_of_a_book_with_doubts_is_clean_and_its_export_counts_them(
    desk: Desk, tmp_path: Path
) -> None:
    contents = _in_doubt()
    notes = dict.fromkeys(
        f"{code} {v['count']}" for code, v in export("karbon", contents, tmp_path / "b", Language.EN)
    )
    assert list(notes) == [
        "export.preferred_name_missing 3", "export.date_without_year 1", "export.in_doubt 1",
    ]  # fmt: skip
    plan = desk.take(written(tmp_path, "karbon", "book.xlsx", contents))
    assert codes(plan) == []
    assert plan.counts["review"] == 0
    assert by_name(desk.book.contents()) == by_name(contents)


def test_a_row_of_the_import_file_that_somebody_edited_is_judged_again(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "karbon", "book.xlsx", _in_doubt())
    workbook = opened(path)
    people = workbook["People"]
    (row,) = (cells for cells in people.iter_rows() if cells[2].value == "Roe")
    row[2].value = "Rowe"
    workbook.save(path)
    told = desk.plan(path).findings
    assert told["code"].to_list() == ["preferred_name.missing", "date.no_year"]
    assert told["row"].unique().to_list() == [row[0].row]


def _in_doubt() -> Contents:
    """What is kept as written though it may be wrong, and two people who may be one."""
    books = Books()
    phones = (("office", "555 0142"),)
    books.organization("Kauri Ltd", card(phones=phones), accounting__business_number="51 824 753 557")
    books.person("Robert", "Lee", card(emails=("lee@example.com",)), birth_date="1980-04-03")
    books.person("Bob", "Lee", card(emails=("lee@example.com",)), birth_date="1980-04-03")
    return books.person("Jane", "Roe", card(emails=("jane@example.com",)), birth_date="--04-03").contents()


@pytest.mark.parametrize(("to", "name"), [("karbon", "b.xlsx"), ("csv", "b.csv"), ("jsonl", "b.jsonl")])
def test_unusual_names_and_more_than_columns_hold_come_back(
    desk: Desk, tmp_path: Path, to: str, name: str
) -> None:
    plan = desk.take(written(tmp_path, to, name, unusual_book()))
    if to == "karbon":
        assert {rules()[code].severity for code in codes(plan)} <= {Severity.INFO}
    assert _in_any_order(by_name(desk.book.contents())) == _in_any_order(by_name(unusual_book()))


@pytest.mark.parametrize(("to", "name"), [("google", "b.csv"), ("outlook", "b.csv"), ("vcard", "b.vcf")])
@pytest.mark.parametrize("language", list(Language))
def test_every_value_of_a_contact_is_in_its_entry_of_an_address_book_when_it_comes_back(
    desk: Desk, tmp_path: Path, to: str, name: str, language: Language
) -> None:
    desk.take(written(tmp_path, to, name, unusual_book(), language))
    found, book = desk.shows(), by_name(unusual_book())
    assert kinds(found) == kinds(book)
    for name, contact in book.items():
        if contact["kind"] != "client_group":
            texts = "\n".join(_texts(found[name]))
            assert [text for text in _texts(contact) if text not in texts] == []


@pytest.mark.parametrize(("to", "name"), [("google", "b.csv"), ("outlook", "b.csv"), ("vcard", "b.vcf")])
def test_a_birthday_without_a_year_comes_back(desk: Desk, tmp_path: Path, to: str, name: str) -> None:
    desk.take(written(tmp_path, to, name, _in_doubt()))
    assert desk.shows()["Jane Roe"]["birth_date"] == "--04-03"


@pytest.mark.parametrize(("to", "name"), [("google", "b.csv"), ("vcard", "b.vcf")])
def test_a_bare_name_in_a_network_comes_back_as_that(desk: Desk, tmp_path: Path, to: str, name: str) -> None:
    social = {
        "facebook": "mill.ltd",
        "google_plus": "+Mill",
        "linkedin": "mill",
        "skype": "mill",
        "twitter": "mill",
    }
    book = Books().person(
        "Ana", "Lee", card(emails=("ana@example.com",), websites=("b.example",), social=social)
    )
    desk.take(written(tmp_path, to, name, book.contents()))
    held = by_name(desk.book.contents())["Ana Lee"]["cards"][0]["social"]
    assert {one["network"]: one["value"] for one in held} == social


def _in_any_order(value: Any) -> Any:
    """Without the order of lists: phones and addresses stand in columns by their labels."""
    if isinstance(value, dict):
        return {key: _in_any_order(item) for key, item in value.items()}
    return sorted(map(_in_any_order, value), key=repr) if isinstance(value, list) else value


def _texts(value: Any) -> list[str]:
    """The texts of a contact, but how its items are labelled; an address line as one that stands in notes."""
    if isinstance(value, dict):
        return [
            text for key, item in value.items() if key not in {"label", "network"} for text in _texts(item)
        ]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [_COUNTRY.get(value, value)] if isinstance(value, str) else []


_COUNTRY = {"CA": "Lévis"}  # where an address stands in the notes, its country does by its name


def test_the_books_own_export_imported_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.take(written(tmp_path, "karbon", "book.xlsx", rich_book()))
    plan = desk.plan(desk.export("karbon", "own.xlsx")[0])
    assert plan.counts == {"create": 0, "update": 0, "link": 0, "skip": 9, "review": 0}
    assert plan.balance.stored == 0


def test_contacts_of_one_name_stay_apart_with_their_links_and_groups(
    desks: Callable[[], Desk], tmp_path: Path
) -> None:
    contents = _namesakes()
    path = written(tmp_path, "karbon", "book.xlsx", contents)
    desk = desks()
    desk.take(path)
    assert seen(desk.book.contents()) == seen(contents)
    assert _linked_to(desk.book.contents()) == ["second@example.com"]
    assert desk.plan(path).counts == {"create": 0, "update": 0, "link": 0, "skip": 6, "review": 0}


def _namesakes() -> Contents:
    """Two trusts of one name, three people of one name, the first of whom belongs to the second trust."""
    books = Books()
    books.organization("Same Trust", card(emails=("first@example.com",)))
    books.organization("Same Trust", card(emails=("second@example.com",)))
    books.person("Pat", "Lee", card(belongs_to="Same Trust"))
    books.person("Pat", "Lee", card(emails=("pat@example.com",)))
    books.person("Pat", "Lee", card(emails=("pat@example.com",)))
    contents = books.group("Group", members=(2, 4)).contents()
    second = pl.when(pl.col("organization").is_not_null()).then(pl.lit(2, pl.Int64))
    contents.cards = contents.cards.with_columns(organization_contact=second)
    return contents


def _linked_to(contents: Contents) -> list[str]:
    """The emails of the organization that people belong to."""
    organizations = contents.cards.select(organization_contact="contact", reached="emails")
    links = contents.cards.select("organization_contact").drop_nulls()
    return links.join(organizations, on="organization_contact")["reached"].explode().to_list()


@pytest.mark.parametrize("language", list(Language))
def test_google_keeps_what_an_address_book_can_hold_and_the_rest_as_custom_fields(
    desk: Desk, tmp_path: Path, language: Language
) -> None:
    notes = export("google", rich_book(), tmp_path / "google.csv", language)
    told = [code for code, _ in notes]
    once = ["export.groups_as_labels", "export.cards_joined", "export.work_is_office", "export.moved"]
    assert told == [*once, *["export.custom_field"] * 8]
    desk.take(tmp_path / "google.csv")
    found, book = desk.shows(), by_name(rich_book())
    assert kinds(found) == kinds(book)
    mill, ana = found["Oak Mill LLC"], found["Ana María López"]
    assert mill["cards"] == book["Oak Mill LLC"]["cards"]
    assert mill == book["Oak Mill LLC"]
    assert ana["cards"][0]["emails"] == ["ana@example.com", "ana@oakmill.example"]
    assert ana["cards"][0]["role"] == "Director; owner"
    assert (ana["client_identifier"], ana["custom"]) == ("007", book["Ana María López"]["custom"])
    label = {Language.EN: "Belongs To: ", Language.FR: "Appartient à : "}[language]
    assert ana["description"].endswith(f"last line\n{label}+Notary, Étude Lévesque")


def test_a_custom_field_of_google_that_is_no_value_of_the_field_it_is_called_as_stays_one(desk: Desk) -> None:
    head = "First Name,Last Name,E-mail 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value\n"
    desk.take_text(head + "Ana,Lee,ana@example.com,Entity Type,Purple\n")
    assert desk.shows()["Ana Lee"]["custom"] == {"Entity Type": "Purple"}


@pytest.mark.parametrize(("to", "name"), [("outlook", "outlook.csv"), ("vcard", "cards.vcf")])
def test_outlook_and_vcard_keep_what_they_have_columns_for_and_the_rest_in_the_notes(
    desk: Desk, tmp_path: Path, to: str, name: str
) -> None:
    notes = export(to, rich_book(), tmp_path / name, Language.EN)
    told = {values["value"] for code, values in notes if code == "export.moved"}
    assert told >= {"Client Identifier", "Legal Name", "Sum", "File number"}
    desk.take(tmp_path / name)
    assert kinds(desk.shows()) == kinds(by_name(rich_book()))
    mill, book = desk.shows()["Oak Mill LLC"], by_name(rich_book())["Oak Mill LLC"]
    for values in ("emails", "websites"):
        assert mill["cards"][0][values] == book["cards"][0][values]
    for values in ("phones", "addresses"):
        assert sorted(mill["cards"][0][values], key=str) == sorted(book["cards"][0][values], key=str)
    assert mill["description"].startswith(book["description"])
    for line in ("Client Identifier: 000123", "Sum: =1+1", "Wide: ＝1", "Long number: 12345678901234567890"):
        assert line in mill["description"].split("\n")


def test_a_company_called_as_a_couple_comes_back_from_its_vcard_as_a_company(
    desk: Desk, tmp_path: Path
) -> None:
    books = Books().organization("Ana Lee & Omar Lee", card(emails=("lee@example.com",)))
    plan = desk.take(written(tmp_path, "vcard", "cards.vcf", books.contents()))
    assert codes(plan) == []
    assert desk.shows() == by_name(books.contents())


def test_json_lines_hold_every_text_of_the_book_and_what_was_set_aside(desk: Desk, tmp_path: Path) -> None:
    desk.take(written(tmp_path, "karbon", "book.xlsx", rich_book()))
    desk.take_text("Client Name,Zorblax\nOak Mill LLC,'=1+1\u2028\"\\\n")
    path, notes = desk.export("jsonl", "book.jsonl")
    lines = pl.read_ndjson(path)
    mill = lines.filter(pl.col("name") == "Oak Mill LLC").to_dicts()[0]
    assert notes == []
    assert mill["custom"]["Sum"] == "=1+1"
    assert mill["set_aside"][0]["value"] == "'=1+1\u2028\"\\"
    assert mill["set_aside"][0]["column"] == "Zorblax"
    plan = desk.plan(path)
    assert (plan.counts["create"], plan.counts["update"], plan.balance.set_aside) == (0, 0, 1)


@pytest.mark.parametrize("line", ['{"kind": "person", "cards": [1]}', '{"kind": "robot"}', '{"kind', "[1]"])
def test_a_line_that_is_no_contact_is_told_by_its_number(desk: Desk, line: str) -> None:
    path = desk.file("book.jsonl", '{"kind": "person", "name": "Ana"}\n\n' + line + "\n")
    with pytest.raises(CarnetError) as refused:
        desk.plan(path)
    assert (refused.value.code, refused.value.values["value"]) == ("file.no_contact_line", "3")
