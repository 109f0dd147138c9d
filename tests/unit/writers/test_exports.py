"""The files for other programs, read back by Python's own csv and json."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.contract import CarnetError, Contents
from carnet.language import Language
from carnet.writers import EXPORTS, address_book, contacts_csv, export, jsonl
from carnet.writers.neutralise import restore
from carnet.writers.notes import sentence
from carnet.writers.outlook_headers import COLUMNS
from tests.support.contents import Books, address, card
from tests.support.generated import few

EN, FR = Language.EN, Language.FR
HOME = address("home", line="3 High St\nUnit 2", city="Perth", region="WA", postal_code="6000", country="AU")


def rows(name: str, contents: Contents, folder: Path, language: Language = EN) -> list[dict[str, str]]:
    """The rows of a CSV export, empty cells left out."""
    path = folder / f"{name}.csv"
    export(name, contents, path, language)
    text = path.read_bytes().decode("utf-8-sig")
    header, *body = csv.reader(text.splitlines(keepends=True), delimiter=";" if ";" in text[:20] else ",")
    return [{key: cell for key, cell in zip(header, row, strict=True) if cell} for row in body]


def lines(contents: Contents, folder: Path) -> list[dict[str, Any]]:
    path = folder / "book.jsonl"
    assert export("jsonl", contents, path, EN) == []
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def said(name: str, contents: Contents, folder: Path) -> list[str]:
    return [sentence(note, EN) for note in export(name, contents, folder / "said", EN)]


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("language", Language)
def test_an_empty_book_and_a_bare_contact_can_be_written(
    name: str, language: Language, tmp_path: Path
) -> None:
    export(name, Books().contents(), tmp_path / "empty", language)
    export(name, Books().organization("Blue Gum").contents(), tmp_path / "bare", language)
    assert (tmp_path / "bare").stat().st_size > 0


def test_an_unknown_export_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(CarnetError) as refused:
        export("excel95", Books().contents(), tmp_path / "book", EN)
    assert refused.value.code == "export.unknown"
    assert "karbon" in str(refused.value.values["suggestion"])


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_left_behind(tmp_path: Path) -> None:
    folder = tmp_path / "taken"
    folder.mkdir()
    with pytest.raises(CarnetError) as refused:
        export("csv", Books().contents(), folder, EN)
    assert refused.value.code == "export.not_written"
    assert list(tmp_path.iterdir()) == [folder]


# ------------------------------------------------------------------------------------- Google


def test_google_gets_as_many_blocks_as_the_widest_contact_needs(tmp_path: Path) -> None:
    book = (
        Books()
        .person("Ana", "Lee", card(emails=("a@b.example",)), card(emails=("c@b.example", "a@b.example")))
        .organization("Blue Gum", card(phones=(("office", "+61255501234"), ("fax", "+61255501235"))))
    )
    person, company = rows("google", book.contents(), tmp_path)
    assert (person["E-mail 1 - Label"], person["E-mail 1 - Value"]) == ("*", "a@b.example")
    assert person["E-mail 2 - Value"] == "c@b.example"
    assert "E-mail 3 - Value" not in person
    assert company["Organization Name"] == "Blue Gum"
    assert (company["Phone 1 - Label"], company["Phone 2 - Label"]) == ("Main", "Work Fax")


def test_google_gets_an_address_in_parts_and_formatted(tmp_path: Path) -> None:
    (row,) = rows("google", Books().person("Ana", "Lee", card(addresses=(HOME,))).contents(), tmp_path)
    assert row["Address 1 - Label"] == "Home"
    assert row["Address 1 - Street"] == "3 High St\nUnit 2"
    assert row["Address 1 - Country"] == "Australia"
    assert row["Address 1 - Formatted"].endswith("Perth, WA, 6000, Australia")


def test_client_groups_become_labels_and_what_has_no_column_a_custom_field(tmp_path: Path) -> None:
    book = Books().person("Ana", "Lee", client_identifier="007").group("Lee Family", members=(1,))
    (row,) = rows("google", book.contents(), tmp_path)
    assert row["Labels"] == "* myContacts ::: Lee Family"
    assert (row["Custom Field 1 - Label"], row["Custom Field 1 - Value"]) == ("Client Identifier", "007")


def test_a_contact_with_hundreds_of_emails_keeps_them_all_in_a_table_of_bounded_width(tmp_path: Path) -> None:
    emails = [f"a{n}@b.example" for n in range(300)]
    (row,) = rows("google", Books().person("Ana", "Lee", card(emails=tuple(emails))).contents(), tmp_path)
    values = [cell for name, cell in row.items() if re.fullmatch(r"E-mail \d+ - Value", name)]
    assert len(values) == 60
    assert " ::: ".join(values).split(" ::: ") == emails


@pytest.mark.parametrize("name", ["google", "outlook", "vcard"])
def test_a_tax_identifier_is_not_written_to_an_address_book_and_this_is_said(
    name: str, tmp_path: Path
) -> None:
    contents = Books().person("Ana", "Lee", accounting__tax_file_number="123456782").contents()
    notes = said(name, contents, tmp_path)
    assert "123456782" not in (tmp_path / "said").read_text("utf-8")
    assert any("Tax File Number" in text for text in notes)


@pytest.mark.parametrize("name", ["google", "outlook", "vcard"])
def test_further_organizations_of_a_person_stand_in_the_notes(name: str, tmp_path: Path) -> None:
    cards = card(belongs_to="Blue Gum", role="Director"), card(belongs_to="Red Gum", role="Owner")
    contents = Books().person("Ana", "Lee", *cards, description="Call first").contents()
    notes = said(name, contents, tmp_path)
    text = (tmp_path / "said").read_text("utf-8").replace("\\n", "\n").replace("\\,", ",")
    assert "Call first\nBelongs To: Owner, Red Gum" in text
    assert any("Belongs To" in note and note.endswith(" 1.") for note in notes)


@pytest.mark.parametrize("name", ["google", "outlook", "vcard"])
def test_what_an_address_book_joins_or_drops_is_said_with_its_count(name: str, tmp_path: Path) -> None:
    book = (
        Books()
        .person("Ana", "Lee", card(belongs_to="Blue Gum"), card(role="Trustee"))
        .organization("Blue Gum", card(phones=(("work", "+61255501234"),)))
        .group("Empty")
    )
    notes = said(name, book.contents(), tmp_path)
    assert [note for note in notes if "one entry a contact" in note and note.endswith(" 1.")]
    assert [note for note in notes if "without members" in note and note.endswith(" 1.")]
    assert any("work phone" in note for note in notes) == (name != "vcard")
    text = (tmp_path / "said").read_text("utf-8").replace("\\n", "\n")
    assert "Belongs To: Trustee" in text


@pytest.mark.parametrize("name", ["google", "outlook"])
def test_contacts_that_a_file_without_keys_cannot_tell_apart_are_counted(name: str, tmp_path: Path) -> None:
    book = Books().organization("Blue Gum").person("Ana", "Lee", card(belongs_to="Blue Gum"))
    book.person("ANA", "Lee", card(belongs_to="Blue Gum"), middle_name="M")
    book.person("Ana", "Lee", card(emails=("ana@example.com",)))
    (note,) = (note for note in said(name, book.contents(), tmp_path) if "no key for its entries" in note)
    assert note.endswith(" 2.")


def test_google_says_which_fields_it_holds_as_custom_fields(tmp_path: Path) -> None:
    book = Books().person("Ana", "Lee", client_identifier="007", custom={"Likes": "tea"})
    assert [note for note in said("google", book.contents(), tmp_path) if "custom fields" in note] == [
        "“Client Identifier” has no column of its own in this kind of file. Values written as custom fields "
        "of that name: 1."
    ]


@pytest.mark.parametrize("name", EXPORTS)
def test_an_organization_is_called_as_it_is_now_where_people_belong_to_it(name: str, tmp_path: Path) -> None:
    contents = Books().organization("Blue Gum").person("Ana", "Lee", card(belongs_to="Blue Gum")).contents()
    stale = pl.when(pl.col("organization").is_not_null()).then(pl.lit("BLUE GUM CO"))
    contents.cards = contents.cards.with_columns(organization=stale)
    export(name, contents, tmp_path / "book", EN)
    assert b"BLUE GUM CO" not in (tmp_path / "book").read_bytes()


@pytest.mark.parametrize("name", ["karbon", "csv", "jsonl"])
def test_of_a_selection_it_is_said_what_it_refers_to_and_does_not_hold(name: str, tmp_path: Path) -> None:
    contents = (
        Books()
        .organization("Blue Gum")
        .person("Ana", "Lee", card(belongs_to="Blue Gum"))
        .group("Family", members=(1, 2))
        .contents()
    )
    contents.contacts = contents.contacts.filter(pl.col("name") != "Blue Gum")
    contents.contacts = contents.contacts.with_columns(archived=pl.col("kind") == "person")
    notes = [code for code, _ in export(name, contents, tmp_path / "book", EN)]
    assert "export.member_outside" in notes
    assert ("export.archived_as_others" in notes) == (name != "jsonl")
    assert {"export.organization_added", "export.organization_named"} & set(notes)


# ------------------------------------------------------------------------------------ Outlook


def test_outlook_gets_its_92_columns_in_either_language(tmp_path: Path) -> None:
    for language, separator in ((EN, ","), (FR, ";")):
        path = tmp_path / f"{language}.csv"
        export("outlook", Books().contents(), path, language)
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        (header,) = csv.reader([path.read_text("utf-8-sig")], delimiter=separator)
        assert header == [column(language) for column in COLUMNS.values()]
        assert len(header) == 92


def test_outlook_holds_three_emails_and_the_rest_stands_in_the_notes(tmp_path: Path) -> None:
    emails = tuple(f"a{n}@b.example" for n in range(5))
    contents = Books().person("Ana", "Lee", card(emails=emails)).contents()
    (row,) = rows("outlook", contents, tmp_path)
    assert [row[name] for name in ("E-mail Address", "E-mail 2 Address", "E-mail 3 Address")] == list(
        emails[:3]
    )
    assert row["Notes"].split("\n") == [f"Person's Email: {email}" for email in emails[3:]]
    assert any(
        "Person's Email" in text and text.endswith(" 2.") for text in said("outlook", contents, tmp_path)
    )


def test_outlook_gets_phones_and_addresses_in_their_columns(tmp_path: Path) -> None:
    phones = (("work", "+61255501234"), ("mobile", "+61491570156"), ("mobile", "+61491570157"))
    office = address("physical", city="Ballarat", country="AU")
    legal = address("legal", city="Hobart")
    book = Books().person("Ana", "Lee", card(phones=phones, addresses=(office, HOME, legal)))
    (row,) = rows("outlook", book.contents(), tmp_path)
    assert (row["Business Phone"], row["Mobile Phone"]) == ("+61255501234", "+61491570156")
    assert (row["Business City"], row["Business Country/Region"]) == ("Ballarat", "Australia")
    assert row["Home Street"] == "3 High St\nUnit 2"
    assert row["Notes"] == "Mobile Phone: +61491570157\nLegal Address: Hobart"


def test_a_birthday_without_a_year_is_written_as_the_program_reads_it(tmp_path: Path) -> None:
    book = Books().person("Ana", "Lee", card(), birth_date="--04-12").contents()
    assert rows("google", book, tmp_path)[0]["Birthday"] == " --04-12"
    assert rows("outlook", book, tmp_path)[0]["Birthday"] == "1604-04-12"
    assert any("1604" in text for text in said("outlook", book, tmp_path))


def test_a_company_in_outlook_has_no_persons_name(tmp_path: Path) -> None:
    (row,) = rows(
        "outlook", Books().organization("Blue Gum", card(emails=("a@b.example",))).contents(), tmp_path
    )
    assert row["Company"] == "Blue Gum"
    assert "First Name" not in row
    assert "Last Name" not in row


# -------------------------------------------------------------------------------------- vCard


def unfolded(contents: Contents, folder: Path) -> list[str]:
    export("vcard", contents, folder / "book.vcf", EN)
    text = (folder / "book.vcf").read_bytes().decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")


def test_a_vcard_says_who_it_is_and_what_it_belongs_to(tmp_path: Path) -> None:
    book = Books().person("Ana", "Lee; Smith", card(belongs_to="A, B", role="CEO"), birth_date="1984-03-27")
    text = unfolded(book.contents(), tmp_path)
    assert text[:2] == ["BEGIN:VCARD", "VERSION:3.0"]
    assert {"UID:C0001", "N:Lee\\; Smith;Ana;;;", "FN:Ana Lee\\; Smith", "ORG:A\\, B", "TITLE:CEO"} <= set(
        text
    )
    assert "BDAY:1984-03-27" in text
    assert text[-2:] == ["END:VCARD", ""]


def test_an_organizations_vcard_is_a_companys(tmp_path: Path) -> None:
    assert "X-ABShowAs:COMPANY" in unfolded(Books().organization("Blue Gum").contents(), tmp_path)
    assert "X-ABShowAs:COMPANY" not in unfolded(Books().person("Ana", "Lee").contents(), tmp_path)


def test_a_label_that_vcard_does_not_know_is_written_beside_the_address(tmp_path: Path) -> None:
    legal = address("legal", line="1 Quay", city="Hobart")
    text = unfolded(Books().organization("Blue Gum", card(addresses=(HOME, legal))).contents(), tmp_path)
    assert "ADR;TYPE=HOME:;;3 High St\\nUnit 2;Perth;WA;6000;Australia" in text
    assert "item2.ADR:;;1 Quay;Hobart;;;" in text
    assert "item2.X-ABLabel:Legal Address" in text


@few(10)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=300))
def test_any_note_survives_folding_and_escaping(tmp_path: Path, text: str) -> None:
    found = unfolded(Books().person("Ana", "Lee", description=text).contents(), tmp_path)
    (note,) = (line.removeprefix("NOTE:") for line in found if line.startswith("NOTE:"))
    plain = re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], note)
    assert plain == text


# ---------------------------------------------------------------------------------- csv, jsonl


def test_the_table_holds_every_kind_with_a_row_for_each_card(tmp_path: Path) -> None:
    book = (
        Books()
        .organization("Blue Gum", card(emails=("a@b.example",)), accounting__legal_name="Blue Gum Pty Ltd")
        .person("Ana", "Lee", card(belongs_to="Blue Gum"), card(emails=("c@d.example", "e@f.example")))
        .group("Family", members=(1, 2))
    )
    table = rows("csv", book.contents(), tmp_path, FR)
    assert [row["Genre"] for row in table] == [
        "Organisation",
        "Personne",
        "Personne",
        "Personne",
        "Groupe de clients",
    ]
    assert [row["Fiche de contact"] for row in table] == ["1", "1", "2", "2", "1"]
    assert table[0]["Nom légal"] == "Blue Gum Pty Ltd"
    assert table[4]["Membres"] == "Blue Gum; Ana Lee"


def test_the_table_opens_in_excel_with_its_accents_and_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    book = Books().organization("=Élan", custom={"=1+1": "-2+3", "a": "x;=1+1"})
    export("csv", book.contents(), path, EN)
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in csv.reader(raw.decode("utf-8-sig").splitlines()) for cell in row]
    assert {"'=Élan", "'=1+1", "'-2+3", "x;=1+1"} <= set(cells)
    assert b'"x;=1+1"' in raw


def test_a_line_of_json_has_the_shape_that_scripts_rely_on(tmp_path: Path) -> None:
    book = (
        Books()
        .organization("Blue Gum")
        .person(
            "Ana", "Lee",
            card(emails=("a@b.example",), phones=(("work", "+61255501234", "12"),), addresses=(HOME,),
                 websites=("b.example",), social={"skype": "ana"}, belongs_to="Blue Gum", role="CEO"),
            accounting__legal_name="Ana M. Lee", custom={"Shoe size": "44"},
        )
        .set_aside("Gender", "F")
        .group("Family", members=(2,))
    )  # fmt: skip
    company, person, group = lines(book.contents(), tmp_path)
    assert company == {
        "kind": "organization", "id": "C0001", "name": "Blue Gum", "cards": [], "accounting": {},
        "custom": {}, "set_aside": [],
    }  # fmt: skip
    assert person == {
        "kind": "person", "id": "C0002", "name": "Ana Lee", "first_name": "Ana", "last_name": "Lee",
        "cards": [{
            "emails": ["a@b.example"],
            "phones": [{"label": "work", "number": "+61255501234", "extension": "12"}],
            "addresses": [HOME], "websites": ["b.example"], "social": {"skype": "ana"},
            "organization": "Blue Gum", "organization_id": "C0001", "role": "CEO", "primary": True,
        }],
        "accounting": {"legal_name": "Ana M. Lee"}, "custom": {"Shoe size": "44"},
        "set_aside": [
            {"file": "clients.csv", "sheet": "clients", "row": 2, "column": "Gender", "value": "F"}
        ],
    }  # fmt: skip
    assert group["members"] == [{"id": "C0002", "name": "Ana Lee", "kind": "person"}]


@few(10)
@given(st.text(st.characters(codec="utf-8"), min_size=1), st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_text_survives_json(tmp_path: Path, name: str, value: str) -> None:
    book = Books().person(name, None, card(emails=(value,), social={"skype": name}), custom={name: value})
    (line,) = lines(book.contents(), tmp_path)
    assert (line["first_name"], line["cards"][0]["emails"]) == (name, [value])
    assert (line["custom"], line["cards"][0]["social"]) == ({name: value}, {"skype": name})


@few(10)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), min_size=1))
def test_any_text_survives_the_table(tmp_path: Path, text: str) -> None:
    path = tmp_path / "book.csv"
    export("csv", Books().organization("Blue Gum", description=text).contents(), path, EN)
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, row = csv.reader(file)
    cell = (
        pl.Series([row[header.index("Description")]]).to_frame("text").select(restore(pl.col("text"))).item()
    )
    assert cell == text


def test_a_large_book_is_written_in_slices_without_losing_anyone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (address_book, contacts_csv, jsonl):
        monkeypatch.setattr(module, "_SLICE", 3)
    book = Books()
    emails = [f"a{n}@b.example" for n in range(10)]
    for email in emails:
        book.person("Ana", "Lee", card(emails=(email,)))
    for name in ("google", "outlook", "vcard", "csv", "jsonl"):
        export(name, book.contents(), tmp_path / name, EN)
        text = (tmp_path / name).read_text("utf-8")
        assert re.findall(r"a\d@b.example", text) == emails
