"""Exports of practice programs whose columns a person chose: what is known of them wherever it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.support.desk import Desk, table
from tests.support.runs import told, told_of


def _told(folder: Path, *rows: list[str], **choices: Any) -> dict[str, Any]:
    return told_of(folder, table(rows), **choices)


def _sheet(found: dict[str, Any]) -> dict[str, Any]:
    sheet: dict[str, Any] = found["files"][0]["sheets"][0]
    return sheet


def _called(found: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["kind"], one["name"]) for one in found["contacts"]]


def _codes(found: dict[str, Any]) -> set[str]:
    return {finding["code"] for finding in found["findings"]}


_NAMES_ELSEWHERE = {
    "cch-axcess": (
        ["Client ID", "Sort Name", "Client Type", "Office"],
        ["A1", "Roy, Ann", "Individual", "Main"],
        ["A2", "Blue Mesa 401(k) Plan", "Employee Plan", "Main"],
    ),
    "practice-cs": (
        ["Client ID", "Name", "Status", "Home Phone Number", "Business Phone Number"],
        ["A1", "Ann Roy", "Active", "", ""],
        ["A2", "Blue Mesa 401(k) Plan", "Active", "", "(614) 555-0103"],
    ),
    "cch-workflow": (
        ["Code", "Surname", "Forenames", "Client Type", "Post Code"],
        ["A1", "Roy", "Ann", "Individual", "LS1 4AP"],
        ["A2", "Blue Mesa Ltd", "", "Limited Company", "LS1 4AP"],
    ),
}


@pytest.mark.parametrize("provider", _NAMES_ELSEWHERE)
def test_the_only_name_that_was_exported_is_the_clients(provider: str, tmp_path: Path) -> None:
    found = _told(tmp_path, *_NAMES_ELSEWHERE[provider])
    assert _sheet(found)["provider"] == provider
    assert sorted(kind for kind, _ in _called(found)) == ["organization", "person"]
    assert ("person", "Ann Roy") in _called(found)


def test_a_client_list_of_cch_axcess_may_call_the_type_entity(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        [
            "Client ID",
            "Client Sub-ID",
            "Name Line 1",
            "Partner",
            "Federal ID",
            "Entity",
            "Return Type",
            "Zip",
        ],
        ["007", "00", "ACME LLC", "P1", "12-3456789", "Partnership", "1065", "78701"],
        ["008", "00", "Ann Roy", "P1", "***-**-6789", "Individual", "1040", "80202"],
    )
    assert _sheet(found)["provider"] == "cch-axcess"
    assert _called(found) == [("organization", "ACME LLC"), ("person", "Ann Roy")]
    assert found["contacts"][0]["client_identifier"] == "007"


def test_a_file_with_many_fields_of_the_firms_own_is_still_its_programs(tmp_path: Path) -> None:
    own = [f"Our field {number}" for number in range(15)]
    found = _told(
        tmp_path,
        ["UUID", "Name", "BusinessStructure", "BalanceMonth", "TaxNumber", *own],
        ["u1", "Roy, Ann", "Individual", "Jun", "", *["x"] * 15],
    )
    assert _sheet(found)["provider"] == "xero-practice-manager"


def test_the_offices_of_cch_ifirm_are_no_client_groups(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Code", "Entity", "Name", "FirstNames", "LastNames", "Group1", "PostalAddressLine1", "PostalSuburb"],
        ["C1", "Individual", "", "Ann", "Roy", "Toronto", "1 Bay St", "Toronto"],
        ["C2", "Corporation", "Roy Inc.", "", "", "Toronto", "", ""],
    )
    assert _called(found) == [("organization", "Roy Inc."), ("person", "Ann Roy")]


def test_who_is_inactive_does_not_become_a_client(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Client ID", "Name 1", "Class", "Status"],
        ["A", "Old Co LLC", "Client", "Inactive"],
        ["B", "New Co LLC", "Prospect", "Active"],
    )
    assert [one["contact_type"] for one in found["contacts"]] == ["Inactive", "Prospect"]
    assert "contact.inactive" in _codes(found)
    found = _told(
        tmp_path,
        ["Client", "Client Code", "Business Structure", "Balance Month", "Archived"],
        ["Old Co Ltd", "A", "Company", "Mar", "Yes"],
        ["New Co Ltd", "B", "Company", "Mar", "No"],
    )
    assert [one.get("contact_type") for one in found["contacts"]] == ["Inactive", None]


def test_a_title_that_is_no_form_of_address_is_the_role(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Account Number", "Contact Type", "Entity Type", "Company", "Title", "First Name", "Last Name"],
        ["1", "Client", "S-Corporation", "Roy Roofing, Inc.", "Owner", "Ann", "Roy"],
        ["2", "Client", "Individual", "", "Dr", "Kim", "Vu"],
    )
    people = {one["name"]: one for one in found["contacts"] if one["kind"] == "person"}
    assert people["Ann Roy"]["cards"][0]["role"] == "Owner"
    assert people["Kim Vu"]["salutation"] == "Dr"


def test_a_template_may_say_what_it_demands_behind_its_headers(tmp_path: Path) -> None:
    found = _told(tmp_path, ["Client Group Name (required)"], ["Roy family"], name="Client Group.csv")
    assert _called(found) == [("client_group", "Roy family")]
    found = _told(
        tmp_path,
        [
            "First Name*",
            "Last Name (obligatoire)",
            "Belongs To (Organization Name)",
            "Home Address",
            "Country",
        ],
        ["Ann", "Roy", "Acme Ltd", "1 Main St, New York, NY, 10001", "United States"],
    )
    assert _sheet(found)["provider"] == "karbon"
    assert "link.unknown_nothing_near" in _codes(found)
    [card] = found["contacts"][0]["cards"]
    assert [(one["label"], one["country"]) for one in card["addresses"]] == [("home", "US")]


def test_the_bulk_workbook_has_addresses_in_parts(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Karbon ID", "Name", "Office Phone", "Street", "City", "State", "Zip", "Country", "Fee Tier"],
        ["2xK9", "Acme Ltd", "416-555-0101", "1 Bay", "Toronto", "ON", "M5V 2T6", "Canada", "Gold"],
    )
    [acme] = found["contacts"]
    assert acme["cards"][0]["addresses"][0]["city"] == "Toronto"
    assert acme["custom"] == [{"name": "Fee Tier", "value": "Gold"}]


def _xero(folder: Path, clients: list[list[str]], contacts: list[list[str]]) -> dict[str, Any]:
    paths = [folder / "Generic-Clients.csv", folder / "Generic-Contacts.csv"]
    for path, rows in zip(paths, (clients, contacts), strict=True):
        path.write_text(table(rows), encoding="utf-8")
    return told(paths)


def _people(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in found["contacts"] if one["kind"] == "person"}


_CLIENTS = [
    ["UUID", "Name", "FirstName", "LastName", "OtherName", "BusinessStructure", "TaxNumber"],
    ["u1", "Roy & Co Pty Ltd", "", "", "", "Company", ""],
    ["u2", "Roy, Ann Mary", "Ann", "Roy", "Mary", "Individual", ""],
]


def test_the_contact_of_a_client_who_is_that_person_is_no_second_person(tmp_path: Path) -> None:
    found = _xero(
        tmp_path,
        _CLIENTS,
        [
            ["ContactUUID", "ContactName", "ClientUUID", "ContactPosition", "ContactEmail"],
            ["c1", "Ann Roy", "u2", "", "ann@example.com"],
            ["c2", "Bob Vu", "u2", "", "bob@example.com"],
            ["c3", "Kim Vu", "u9", "", "kim@example.com"],
        ],
    )
    assert set(_people(found)) == {"Ann Mary Roy", "Bob Vu", "Kim Vu"}
    [card] = _people(found)["Ann Mary Roy"]["cards"]
    assert card["emails"] == ["ann@example.com"]
    assert [(f["code"], f["row"]) for f in found["findings"] if f["code"].startswith("link.")] == [
        ("link.two_people", 3), ("link.client_missing", 4),
    ]  # fmt: skip


def test_a_client_that_is_told_by_name_alone_may_be_a_person(tmp_path: Path) -> None:
    found = _xero(
        tmp_path,
        [row[1:] for row in _CLIENTS],
        [
            ["Client", "Contact", "Position", "Email", "Is Primary Contact"],
            ["Roy, Ann Mary", "Ann Roy", "", "ann@example.com", "Yes"],
            ["Roy & Co Pty Ltd", "Ann Roy", "Director", "ann@example.com", "No"],
        ],
    )
    assert _called(found) == [("organization", "Roy & Co Pty Ltd"), ("person", "Ann Mary Roy")]
    assert [card.get("organization") for card in _people(found)["Ann Mary Roy"]["cards"]] == [
        "Roy & Co Pty Ltd"
    ]


def test_contacts_that_come_after_their_clients_find_them_in_the_book(desk: Desk) -> None:
    desk.take_text(table(_CLIENTS), "clients.csv")
    contacts = [["ContactUUID", "ContactName", "ClientUUID", "ContactPosition"], ["c2", "Bob Vu", "u1", "MD"]]
    desk.take_text(table(contacts), "contacts.csv")
    [card] = desk.shows()["Bob Vu"]["cards"]
    assert (card["linked"], card["role"]) == ("Roy & Co Pty Ltd", "MD")
    assert "Roy & Co Pty Ltd" in desk.shows()


@pytest.mark.parametrize("named", [False, True])
def test_a_client_in_the_book_who_is_a_person_is_no_organization(desk: Desk, named: bool) -> None:
    desk.take_text(table(_CLIENTS), "clients.csv")
    contacts = [
        ["ContactUUID", "ContactName", "ClientUUID", "ContactPosition", "ContactEmail", "ClientName"],
        ["c1", "Ann Roy", "u2", "", "ann@example.com", "Roy, Ann Mary"],
        ["c2", "Bob Vu", "u2", "Spouse", "bob@example.com", "Roy, Ann Mary"],
    ]
    plan = desk.take_text(table([row if named else row[:5] for row in contacts]), "contacts.csv")
    found = plan.findings.filter(pl.col("code").str.starts_with("link."))
    assert found.select("code", "row").rows() == [("link.two_people", 3)]
    kinds = sorted((contact["kind"], contact.get("last_name", "")) for contact in desk.shows().values())
    assert kinds == [("organization", ""), ("person", "Roy"), ("person", "Vu")]


def test_a_client_called_as_its_contact_is_that_person(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Name", "Address1", "Address2", "Phone", "ContactName", "ContactEmail"],
        ["Zyx Qwv", "2 Low St", "", "", "Zyx Qwv", "z@example.com"],
    )
    assert _called(found) == [("person", "Zyx Qwv")]


def test_a_couple_of_whom_each_names_the_other_is_one_household(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Contact Type", "Contact Owner", "Display Name", "First Name", "Middle Initial", "Last Name",
         "Spouse First Name", "Spouse Last Name", "Email"],
        ["Client", "Jo", "Hart, Peter & Joan", "Peter", "Q", "Hart", "Joan", "Hart", "peter@example.com"],
        ["Client", "Jo", "Hart, Joan", "Joan", "", "Hart", "Peter", "Hart", "joan@example.com"],
    )  # fmt: skip
    people = _people(found)
    assert {name: len(one["cards"]) for name, one in people.items()} == {"Peter Q Hart": 1, "Joan Hart": 1}
    assert [card["organization"] for one in people.values() for card in one["cards"]] == (
        ["Hart, Peter & Joan"] * 2
    )


def test_the_groups_of_a_report_are_no_customers(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Customer Contact List", "", ""],
        ["Customer full name", "Phone numbers", "Email"],
        ["Commercial", "", ""],
        ["Roy LLC", "Phone:(650) 555-3311", "roy@example.com"],
        ["Total for Commercial", "", ""],
        ["TOTAL", "", ""],
    )
    assert _called(found) == [("organization", "Roy LLC")]
    found = _told(
        tmp_path,
        ["", "Customer", "Phone Numbers", "Email", "Billing Address"],
        ["Individual", "", "", "", ""],
        ["", "Ann Roy", "", "ann@example.com", ""],
        ["Business", "", "", "", ""],
        ["", "Roy LLC", "", "roy@example.com", ""],
    )
    assert _called(found) == [("organization", "Roy LLC"), ("person", "Ann Roy")]
    assert "name.missing" not in _codes(found)


def test_the_jobs_of_a_customer_are_no_people_and_share_their_contact(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Customer full name", "Email", "Full name"],
        ["Ann Roy:Cabin", "ann@example.com", "Ann Roy"],
        ["Roy LLC:Leeds", "roy@example.com", "Bob Vu"],
        ["Roy LLC", "roy@example.com", "Bob Vu"],
        ["Kim Vu", "kim@example.com", "Kim Vu"],
    )
    assert {name for kind, name in _called(found) if kind == "organization"} == {
        "Ann Roy:Cabin", "Roy LLC:Leeds", "Roy LLC",
    }  # fmt: skip
    assert set(_people(found)) == {"Ann Roy", "Bob Vu", "Kim Vu"}


def test_a_company_called_as_its_person_is_no_second_contact(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Name", "Company name", "Phone", "Email", "Open balance"],
        ["Kim Vu", "Kim Vu", "(217) 555-0102", "kim@example.com", "$5.00"],
    )
    assert _called(found) == [("person", "Kim Vu")]


def test_several_people_in_a_cell_are_several_people_at_the_client(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Client Type", "Client Name", "Client Owner", "Status", "Primary Contact", "Additional Contacts"],
        ["Business", "Roy LLC", "jo@firm.example", "Client", "Ann Roy", "Bob Vu; Kim Vu"],
        ["Business", "Oak LLC", "jo@firm.example", "Client", "Uma Lee", ""],
    )
    linked = {name: [card["organization"] for card in one["cards"]] for name, one in _people(found).items()}
    assert linked == {key: ["Roy LLC"] for key in ("Ann Roy", "Bob Vu", "Kim Vu")} | {"Uma Lee": ["Oak LLC"]}


def test_of_a_couples_emails_in_one_cell_each_has_its_own(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Customer full name", "Email"],
        ["Harpreet & Simran Singh", "simran@example.ca; harpreet@example.ca, singhs@example.ca"],
    )
    emails = {name: one["cards"][0]["emails"] for name, one in _people(found).items()}
    assert emails == {
        "Harpreet Singh": ["harpreet@example.ca", "singhs@example.ca"],
        "Simran Singh": ["simran@example.ca"],
    }


def test_what_practice_cs_calls_primary_is_no_further_value(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Client ID", "Name 1", "Individual First Name", "Individual Last Name", "Spouse First Name",
         "Spouse Last Name", "Name", "Salutation", "Primary Address Type", "Primary Address line 1",
         "Primary Address City", "Business Address line 1", "Business Address City", "Other Address line 1",
         "Other Address City", "Primary Email", "Email Address 1", "Email Address 2"],
        ["ROY", "Ann Roy", "Ann", "Roy", "Bob", "Roy", "Ann Roy", "Ann and Bob", "Business", "5 Elm",
         "Dublin", "5 Elm", "Dublin", "PO Box 3", "Dublin", "E-Mail 2", "roys@example.com",
         "ann@example.com"],
    )  # fmt: skip
    assert "email.invalid" not in _codes(found)
    [household] = [one for one in found["contacts"] if one["kind"] == "organization"]
    places = [(one["label"], one["line"]) for one in household["cards"][0]["addresses"]]
    assert places == [("physical", "5 Elm"), ("mailing", "PO Box 3")]
    assert "preferred_name" not in _people(found)["Ann Roy"]
    assert household["accounting.trading_name"] == "Ann and Bob"


def test_a_column_called_entity_that_names_types_is_no_name(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Client ID", "Client Name", "Entity", "SSN/EIN", "Preparer"],
        ["1040ROY", "Roy, Ann", "1040", "***-**-6789", "JD"],
        ["1120SABC", "ABC LLC", "1120S", "12-3456789", "JD"],
    )
    assert _called(found) == [("organization", "ABC LLC"), ("person", "Ann Roy")]


def test_groups_in_one_cell_are_told_apart_by_those_that_stand_alone(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["UUID", "Name", "BusinessStructure", "BalanceMonth", "Groups"],
        ["u1", "Roy Pty Ltd", "Company", "Jun", "Roy Family, Rural"],
        ["u2", "Vu Pty Ltd", "Company", "Jun", "Rural"],
        ["u3", "Lee Pty Ltd", "Company", "Jun", "Lee, Ann and others"],
    )
    groups = {one["name"]: one["members"] for one in found["contacts"] if one["kind"] == "client_group"}
    assert groups == {
        "Roy Family": ["Roy Pty Ltd"], "Rural": ["Roy Pty Ltd", "Vu Pty Ltd"],
        "Lee, Ann and others": ["Lee Pty Ltd"],
    }  # fmt: skip


def test_a_client_who_is_a_person_has_the_names_of_its_contact(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Organization Name", "Contact Name", "Contact Email", "Client Owner", "Contact Type"],
        ["Zyx Qwv", "Zyx Qwv", "z@example.com", "Jo", "Person"],
        ["Roy LLC", "Ann Roy", "ann@example.com", "Jo", "Organization"],
        ["Count: 2", "", "", "", ""],
    )
    assert _people(found)["Zyx Qwv"]["last_name"] == "Qwv"
    assert len(found["contacts"]) == 3


def test_how_far_the_work_is_makes_no_contact_type(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Account Number", "Account Name", "Entity Type", "Originating Location", "Status", "Partner"],
        ["1001.0", "Able Inc", "S Corporation", "Austin", "Preparation", "TRW"],
        ["1002.0", "Roe, Ann", "Individual", "Austin", "Manager Review", "TRW"],
        ["1003.0", "Ward Trust", "Trust", "Dallas", "Delivered", "TRW"],
    )
    assert _sheet(found)["provider"] == "cch-workflow"
    assert not any("contact_type" in one for one in found["contacts"])


def test_the_place_behind_a_mailing_address_is_that_of_the_address(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        [
            "Client Id",
            "Client Name",
            "Client Sub Id",
            "Client Type",
            "Mailing Address",
            "City",
            "State",
            "Zip",
        ],
        ["20033", "ACME INC", "000", "Corporation", "12 Oak St", "Austin", "TX", "78701"],
    )
    assert _sheet(found)["provider"] == "cch-axcess"
    [card] = found["contacts"][0]["cards"]
    assert [(one["label"], one["line"], one["city"]) for one in card["addresses"]] == [
        ("mailing", "12 Oak St", "Austin")
    ]


def test_a_ledgers_customers_are_no_practice_managers_clients(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["A/C", "Name", "Contact Name", "Telephone", "Address 1", "Address 2", "Address 3", "Credit Limit"],
        ["ABC001", "ABC Ltd", "Mr J Smith", "0113 496 0101", "1 High St", "Leeds", "LS6 1AA", "500"],
    )
    assert _sheet(found)["provider"] == "other"


def test_contacts_that_name_their_client_by_its_code_are_that_clients(desk: Desk) -> None:
    clients = table([
        ["Client Code", "Client", "Business Structure"],
        ["R001", "Roy Plumbing Pty Ltd", "Company"],
        ["R002", "Roy, Ann", "Individual"],
    ])  # fmt: skip
    contacts = table([
        ["Client Code", "Contact", "Position", "Email", "Primary Contact"],
        ["R001", "Ann Roy", "Director", "ann@example.com", "Yes"],
        ["r001", "Tom Roy", "Secretary", "tom@example.com", "No"],
        ["R002", "Ann Roy", "", "ann@example.com", "Yes"],
    ])  # fmt: skip
    together = told([desk.file("clients.csv", clients), desk.file("contacts.csv", contacts)])
    assert {sheet["provider"] for file in together["files"] for sheet in file["sheets"]} == {
        "xero-practice-manager"
    }
    roles = {
        name: [(card.get("organization"), card.get("role")) for card in one["cards"]]
        for name, one in _people(together).items()
    }
    assert roles == {
        "Ann Roy": [("Roy Plumbing Pty Ltd", "Director")],
        "Tom Roy": [("Roy Plumbing Pty Ltd", "Secretary")],
    }
    assert not _codes(together) & {"identifier.duplicate", "link.client_missing"}

    desk.take_text(clients, "clients.csv")  # the same where the list of clients came before
    desk.take_text(contacts, "contacts.csv")
    assert sorted(desk.shows()) == ["Ann Roy", "Roy Plumbing Pty Ltd", "Tom Roy"]
    assert [card["linked"] for card in desk.shows()["Tom Roy"]["cards"]] == ["Roy Plumbing Pty Ltd"]
    assert desk.shows()["Ann Roy"]["client_identifier"] == "R002"


def test_the_letters_of_returns_are_types_of_entities(tmp_path: Path) -> None:
    letters = {"I": "Person", "C": "Corporation", "S": "S Corporation", "P": "Partnership",
               "F": "Estate or Trust", "X": "Exempt Organization", "K": "Pension Scheme"}  # fmt: skip
    found = _told(
        tmp_path,
        ["Client ID", "Client Name", "Return Type", "Tax Year", "Return Group"],
        *([f"A{number}", f"Zyx {letter}", letter, "2025", "1"] for number, letter in enumerate(letters)),
    )
    assert {one["name"].split()[1]: one["accounting.entity_type"] for one in found["contacts"]} == letters
    assert [one["kind"] for one in found["contacts"]].count("person") == 1


def test_a_joint_return_names_the_taxpayer_and_the_spouse(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Client ID", "Sub-ID", "Taxpayer Name", "Spouse Name", "Return Type", "Taxpayer Email",
         "Spouse Email", "Spouse SSN"],
        ["1001", "", "Thomas A Roy", "Ann M Roy", "1040", "tom@example.com", "ann@example.com",
         "987-65-4321"],
    )  # fmt: skip
    assert _sheet(found)["provider"] == "cch-axcess"
    emails = {name: one["cards"][0]["emails"] for name, one in _people(found).items()}
    assert emails == {"Thomas A Roy": ["tom@example.com"], "Ann M Roy": ["ann@example.com"]}


def test_a_list_with_numbers_of_the_british_tax_office_has_british_phones(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Client Code", "Client Name", "Group", "Client Type", "UTR", "Telephone"],
        ["R001", "Roy & Co Limited", "Roy Family", "Limited Company", "", "0113 496 0101"],
    )
    assert _sheet(found)["provider"] == "cch-workflow"
    roy = next(one for one in found["contacts"] if one["kind"] == "organization")
    assert roy["cards"][0]["phones"] == [{"label": "office", "number": "+441134960101"}]


def test_what_a_contact_is_to_a_client_of_canopy_is_its_role(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Client Type*", "Client Name*", "Client Owner", "Status*", "External ID", "Contact Type*",
         "Associated Contacts", "Primary Contact Name", "Contact 2 Type", "Contact 2 First Name",
         "Contact 2 Last Name"],
        ["Business", "Roy LLC", "jo@firm.example", "Active", "7", "Owner", "Ann Roy; Bob Vu", "Ann Roy",
         "Bookkeeper", "Kim", "Vu"],
        ["Individual", "Lee, Uma", "jo@firm.example", "Prospect", "8", "Individual", "", "", "", "", ""],
    )  # fmt: skip
    assert not any(code.startswith("column.") for code in _codes(found))
    roles = {name: one["cards"][0].get("role") for name, one in _people(found).items() if name != "Uma Lee"}
    assert roles == {"Ann Roy": None, "Bob Vu": None, "Kim Vu": "Bookkeeper"}
    assert _people(found)["Uma Lee"]["contact_type"] == "Prospect"


def test_suppliers_of_quickbooks_are_a_report_like_its_customers(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Sample Co, LLC"],
        ["Vendor Contact List"],
        [],
        ["Vendor", "Phone numbers", "Email", "Full name", "Address", "Account #"],
        ["Steel Inc", "Phone:(614) 555-0111", "ar@steel.example", "Bo Lee", "7 Mill Rd\nAkron, OH", "A-1"],
        [" Wednesday, September 30, 2026 01:46 PM GMT-05:00"],
    )
    assert _sheet(found)["provider"] == "quickbooks-online"
    assert _called(found) == [("organization", "Steel Inc"), ("person", "Bo Lee")]
    assert "client_identifier" not in found["contacts"][0]


def test_a_job_of_quickbooks_desktop_is_no_first_name(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["Customer", "Primary Contact", "Main Phone", "Balance Total"],
        ["Roy, Ann", "Ann Roy", "614-555-0105", "0.00"],
        ["Roy, Ann:Kitchen", "Ann Roy", "", "0.00"],
    )
    assert set(_people(found)) == {"Ann Roy"}
    assert ("organization", "Roy, Ann:Kitchen") in _called(found)


def test_a_row_of_the_import_files_people_is_never_an_organization(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["First Name", "Last Name", "Belongs To", "Person's Email"],
        ["Kim", "Vu", "Elm Ltd", "kim@example.com"],
        ["", "", "Elm Ltd", "somebody@example.com"],
        ["", "", "Elm Ltd", ""],
    )
    told = {(one["code"], one["row"]) for one in found["findings"]}
    assert told >= {("person.name_missing", 3), ("name.missing", 4)}
    assert "field.not_for_kind" not in _codes(found)
    assert [card["emails"] for card in _people(found)["somebody@example.com"]["cards"]] == [
        ["somebody@example.com"]
    ]


def test_the_day_and_month_of_a_template_may_stand_under_a_common_header(tmp_path: Path) -> None:
    found = _told(
        tmp_path,
        ["", "", "Fiscal year end", "", "Phone numbers", ""],
        ["Organization Name", "Website URL", "Day", "Month", "Office", "Fax"],
        ["Oak Ltd", "oak.example", "31", "8", "416-555-0101", ""],
    )
    assert _sheet(found)["provider"] == "karbon"
    [oak] = found["contacts"]
    assert [oak[f"accounting.financial_year_end_{part}"] for part in ("day", "month")] == ["31", "8"]
