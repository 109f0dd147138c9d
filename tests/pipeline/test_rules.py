"""What an import makes of rows, from the file to the plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.runs import told_of


def by_name(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {contact["name"]: contact for contact in document["contacts"]}


def codes(document: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in document["findings"]]


def finding(document: dict[str, Any], code: str) -> dict[str, Any]:
    return next(one for one in document["findings"] if one["code"] == code)


def test_a_couple_in_one_name_becomes_an_organization_with_two_people(tmp_path: Path) -> None:
    document = told_of(
        tmp_path,
        'Client Name,Email\nJohn & Mary Smith,smiths@example.com\n"Tremblay, Jean et Marie",jt@example.com\n',
    )
    contacts = by_name(document)
    assert contacts["John & Mary Smith"]["kind"] == "organization"
    assert {name for name, one in contacts.items() if one["kind"] == "person"} == {
        "John Smith", "Mary Smith", "Jean Tremblay", "Marie Tremblay",
    }  # fmt: skip
    assert contacts["Mary Smith"]["cards"][0]["organization"] == "John & Mary Smith"
    assert codes(document).count("couple.split") == 2
    assert "John Smith" in finding(document, "couple.split")["message"]


def test_spouses_of_whom_only_titles_are_known_are_two_people(tmp_path: Path) -> None:
    text = "Client Name,Email\nM. et Mme Tremblay,t@example.com\nMr Roe & Mrs Roe,r@example.com\n"
    document = told_of(tmp_path, text)
    people = [one for one in document["contacts"] if one["kind"] == "person"]
    assert sorted((one["salutation"], one["name"]) for one in people) == [
        ("M.", "Tremblay"), ("Mme", "Tremblay"), ("Mr", "Roe"), ("Mrs", "Roe"),
    ]  # fmt: skip
    assert "(M. Tremblay + Mme Tremblay)" in finding(document, "couple.split")["message"]


def test_columns_of_first_and_last_names_that_hold_more_are_read_whole(tmp_path: Path) -> None:
    document = told_of(
        tmp_path,
        "First Name,Last Name,Email\n"
        "Dr. Jo,Roe Jr.,a@example.com\n"
        "Mr & Mrs Bob,Stone,b@example.com\n"
        "The Poe Family,Trust,c@example.com\n"
        ',"Lee, Ann",d@example.com\n'
        "Grace,Trust,e@example.com\n"
        "Eve (Beth),García López,f@example.com\n"
        "n/a,Hart,g@example.com\n",
    )
    contacts = by_name(document)
    assert contacts["Jo Roe"]["salutation"] == "Dr."
    assert contacts["Jo Roe"]["suffix"] == "Jr."
    assert (
        contacts["Mr & Mrs Bob Stone"]["kind"] == contacts["The Poe Family Trust"]["kind"] == "organization"
    )
    assert contacts["Bob Stone"]["cards"][0]["organization"] == "Mr & Mrs Bob Stone"
    assert (contacts["Ann Lee"]["first_name"], contacts["Ann Lee"]["last_name"]) == ("Ann", "Lee")
    assert contacts["Grace Trust"]["kind"] == "person"
    eve = contacts["Eve García López"]
    assert (eve["preferred_name"], eve["last_name"]) == ("Beth", "García López")
    told = finding(document, "name.organization_in_parts")
    assert (told["row"], told["value"]) == (4, "The Poe Family Trust")
    assert document["cells"]["refused"] == 0


def test_a_spouse_column_becomes_a_second_person_of_the_household(tmp_path: Path) -> None:
    document = told_of(
        tmp_path,
        "Client ID,First Name,Last Name,Spouse First Name,Spouse Last Name,Email\n"
        "007,Ana,Lopez,Ben,Carter,ana@example.com\n",
    )
    contacts = by_name(document)
    household = contacts["Ana Lopez & Ben Carter"]
    assert household["kind"] == "organization"
    assert household["client_identifier"] == "007"
    assert contacts["Ben Carter"]["cards"][0]["organization"] == "Ana Lopez & Ben Carter"
    assert contacts["Ana Lopez"]["cards"][0]["emails"] == ["ana@example.com"]


def test_a_person_is_not_made_an_organization_because_a_company_column_repeats_the_name(
    tmp_path: Path,
) -> None:
    document = told_of(
        tmp_path, "Organization,First Name,Last Name,Email\nMarge Bell,Marge,Bell,m@example.com\n"
    )
    assert [contact["kind"] for contact in document["contacts"]] == ["person"]
    assert document["cells"]["merged"] == 1


def test_a_company_called_as_its_person_is_no_organization(tmp_path: Path) -> None:
    document = told_of(
        tmp_path,
        'First Name,Last Name,Company,Email\nAnn,Lee,"Lee, Ann",a@example.com\n'
        "Joe,Roe,Joe M Roe,j@example.com\nBob,Ray,Ray Plumbing,b@example.com\nSue,Poe,Poe,s@example.com\n",
    )
    organizations = {one["name"] for one in document["contacts"] if one["kind"] == "organization"}
    assert organizations == {"Ray Plumbing", "Poe"}
    assert document["cells"]["merged"] == 2


def test_an_organization_and_its_person_in_one_row_are_linked(tmp_path: Path) -> None:
    document = told_of(
        tmp_path,
        "Company,First Name,Last Name,Email,Mobile,Address,City,State,Zip\n"
        "Oak Mill LLC,Ana,Lopez,ana@example.com,(212) 555-0147,12 Elm St,Albany,NY,12207\n",
    )
    contacts = by_name(document)
    card = contacts["Ana Lopez"]["cards"][0]
    assert card["organization"] == "Oak Mill LLC"
    assert card["emails"] == ["ana@example.com"]
    assert contacts["Oak Mill LLC"]["cards"][0]["addresses"][0]["city"] == "Albany"


def test_rows_of_one_person_with_other_emails_are_cards_not_people(tmp_path: Path) -> None:
    document = told_of(
        tmp_path,
        "First Name,Last Name,Preferred Name,Person's Email,Belongs To,Role\n"
        "Ana,Lopez,Ana,ana@example.com,Oak Mill LLC,Director\n"
        "Ana,Lopez,Ana,ana@second.example,Second LLC,Owner\n",
        "People.csv",
        provider="karbon",
    )
    people = [one for one in document["contacts"] if one["kind"] == "person"]
    assert len(people) == 1
    assert len(people[0]["cards"]) == 2


def test_an_identifier_is_given_to_one_client_only(tmp_path: Path) -> None:
    document = told_of(tmp_path, "Client ID,Company Name\n007,Oak Mill LLC\n007,Elm Mill LLC\n")
    one = finding(document, "identifier.duplicate")
    assert (one["row"], one["column"], one["severity"]) == (3, "Client ID", "error")
    assert "client_identifier" not in by_name(document)["Elm Mill LLC"]
    assert document["cells"] == {"read": 4, "stored": 3, "merged": 0, "set_aside": 1, "refused": 0}


def test_leading_zeros_and_long_numbers_stay_as_written(tmp_path: Path) -> None:
    document = told_of(
        tmp_path, "Client Code,Company Name\n000123,Oak Mill LLC\n12345678901234567890,Elm Mill LLC\n"
    )
    assert by_name(document)["Oak Mill LLC"]["client_identifier"] == "000123"
    assert by_name(document)["Elm Mill LLC"]["client_identifier"] == "12345678901234567890"


def test_a_row_without_a_name_is_refused_whole_with_its_place(tmp_path: Path) -> None:
    document = told_of(tmp_path, "Company Name,City\nOak Mill LLC,Albany\n,Boston\n")
    assert finding(document, "name.missing")["row"] == 3
    assert document["cells"]["refused"] == 1


def test_a_column_that_fits_no_field_is_set_aside_and_said(tmp_path: Path) -> None:
    document = told_of(tmp_path, "Company Name,Zorblax\nOak Mill LLC,q7\nElm Mill LLC,q9\n")
    assert document["files"][0]["sheets"][0]["columns"][1]["field"] is None
    assert document["cells"]["set_aside"] == 2


def test_a_persons_choice_of_field_wins(tmp_path: Path) -> None:
    document = told_of(
        tmp_path,
        "Company Name,Zorblax\nOak Mill LLC,q7\n",
        mapping={"Zorblax": "organization.client_identifier"},
    )
    assert by_name(document)["Oak Mill LLC"]["client_identifier"] == "q7"


def test_the_same_email_twice_in_a_row_is_merged(tmp_path: Path) -> None:
    document = told_of(
        tmp_path, "First Name,Last Name,Email,Email 2\nAna,Lopez,ana@example.com,ANA@example.com\n"
    )
    assert by_name(document)["Ana Lopez"]["cards"][0]["emails"] == ["ana@example.com"]
    assert document["cells"] == {"read": 4, "stored": 3, "merged": 1, "set_aside": 0, "refused": 0}


def test_what_says_that_there_is_no_value_is_empty_and_said_once_a_column(tmp_path: Path) -> None:
    document = told_of(
        tmp_path,
        "First Name,Last Name,Company,Email,Phone,Birth Date,City,Role,Client Code,Notes,Postal Code,"
        "Country\n"
        "John,Smith,-,n/a,none,.,unknown,TBC,N/A,-,M5V 2TO,Canada\n"
        "Anna,Berg,néant,aucun,s/o,N.D.,inconnue,-,s/o,N.D.,H2X 1Y4,Canada\n"
        "-,Roe,n/a,roe@example.com,555-0100,TBC,Laval,none,R1,ok,H2X 1Y4,Canada\n"
        "Na,Null,-,na@example.com,,,,,,,,\n",
    )
    contacts = by_name(document)
    assert set(contacts) == {"John Smith", "Anna Berg", "Roe", "Na Null"}
    for name in ("John Smith", "Anna Berg"):
        assert not {"client_identifier", "description", "birth_date"} & set(contacts[name])
        assert "organization" not in contacts[name]["cards"][0]
    none = {
        (found["column"], found["value"]) for found in document["findings"] if found["code"] == "value.none"
    }
    assert {
        ("First Name", "-"),
        ("Company", "-"),
        ("Role", "-"),
        ("Notes", "N.D."),
        ("Email", "aucun"),
    } <= none
    told = finding(document, "address.postal_code")
    assert (told["row"], told["suggestion"]) == (2, "M5V 2T0")
    assert document["cells"]["refused"] == 0


def test_emails_and_telephones_in_the_place_of_a_name_or_beside_it_are_read(tmp_path: Path) -> None:
    document = told_of(
        tmp_path,
        "Client Name,Email,Client ID\n"
        "jo@example.com,jo@example.com,C1\n"
        "Ann Roe <ann@example.com>,,C2\n"
        "+1 202 555 0143,,C3\n"
        "Eve Lee,,C4\n"
        "Bob Stone,bob@example.com,C5\n"
        ",Pat Grey <pat@example.com>,C6\n"
        ",Acme Ltd <info@example.com>,C7\n"
        "Oak Mill Ltd,,C8\n",
    )
    contacts = by_name(document)
    assert set(contacts) == {
        "jo@example.com", "Ann Roe", "+12025550143", "Eve Lee", "Bob Stone", "Pat Grey", "Acme Ltd",
        "Oak Mill Ltd",
    }  # fmt: skip
    assert contacts["Ann Roe"]["cards"][0]["emails"] == ["ann@example.com"]
    assert contacts["Pat Grey"]["first_name"] == "Pat"
    assert contacts["Acme Ltd"]["kind"] == "organization"
    assert "last_name" not in contacts["jo@example.com"]
    assert {f["row"] for f in document["findings"] if f["code"] == "person.name_missing"} == {2, 4}
    assert document["cells"]["set_aside"] == document["cells"]["refused"] == 0


def test_states_and_names_that_look_like_no_value_are_values(tmp_path: Path) -> None:
    document = told_of(
        tmp_path,
        "First Name,Last Name,Street,City,State,Postal Code,Country\n"
        "Ann,Na,1 Oak St,Durham,NC,27701,USA\n"
        "Bo,Nil,2 Elm St,Fargo,ND,58102,USA\n"
        "Cy,Null,Via Roma 1,Napoli,NA,80121,Italy\n"
        "Rien,Blank,,,,,\n",
    )
    contacts = document["contacts"]
    regions = [one["cards"][0]["addresses"][0]["region"] for one in contacts if one["first_name"] != "Rien"]
    assert regions == ["NC", "ND", "NA"]
    assert {one["last_name"] for one in document["contacts"]} == {"Na", "Nil", "Null", "Blank"}
    assert "value.none" not in {found["code"] for found in document["findings"]}
