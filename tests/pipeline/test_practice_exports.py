"""Exports of practice programs whose columns a person chose: what is known of them wherever it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.support.desk import table
from tests.support.runs import told_of


def _told(folder: Path, *rows: list[str], **choices: Any) -> dict[str, Any]:
    return told_of(folder, table(rows), **choices)


def _sheet(told: dict[str, Any]) -> dict[str, Any]:
    sheet: dict[str, Any] = told["files"][0]["sheets"][0]
    return sheet


def _called(told: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["kind"], one["name"]) for one in told["contacts"]]


def _codes(told: dict[str, Any]) -> set[str]:
    return {finding["code"] for finding in told["findings"]}


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
    told = _told(tmp_path, *_NAMES_ELSEWHERE[provider])
    assert _sheet(told)["provider"] == provider
    assert sorted(kind for kind, _ in _called(told)) == ["organization", "person"]
    assert ("person", "Ann Roy") in _called(told)


def test_a_client_list_of_cch_axcess_may_call_the_type_entity(tmp_path: Path) -> None:
    told = _told(
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
    assert _sheet(told)["provider"] == "cch-axcess"
    assert _called(told) == [("organization", "ACME LLC"), ("person", "Ann Roy")]
    assert told["contacts"][0]["client_identifier"] == "007"


def test_a_file_with_many_fields_of_the_firms_own_is_still_its_programs(tmp_path: Path) -> None:
    own = [f"Our field {number}" for number in range(15)]
    told = _told(
        tmp_path,
        ["UUID", "Name", "BusinessStructure", "BalanceMonth", "TaxNumber", *own],
        ["u1", "Roy, Ann", "Individual", "Jun", "", *["x"] * 15],
    )
    assert _sheet(told)["provider"] == "xero-practice-manager"


def test_the_offices_of_cch_ifirm_are_no_client_groups(tmp_path: Path) -> None:
    told = _told(
        tmp_path,
        ["Code", "Entity", "Name", "FirstNames", "LastNames", "Group1", "PostalAddressLine1", "PostalSuburb"],
        ["C1", "Individual", "", "Ann", "Roy", "Toronto", "1 Bay St", "Toronto"],
        ["C2", "Corporation", "Roy Inc.", "", "", "Toronto", "", ""],
    )
    assert _called(told) == [("organization", "Roy Inc."), ("person", "Ann Roy")]


def test_who_is_inactive_does_not_become_a_client(tmp_path: Path) -> None:
    told = _told(
        tmp_path,
        ["Client ID", "Name 1", "Class", "Status"],
        ["A", "Old Co LLC", "Client", "Inactive"],
        ["B", "New Co LLC", "Prospect", "Active"],
    )
    assert [one["contact_type"] for one in told["contacts"]] == ["Inactive", "Prospect"]
    assert "contact.inactive" in _codes(told)
    told = _told(
        tmp_path,
        ["Client", "Client Code", "Business Structure", "Balance Month", "Archived"],
        ["Old Co Ltd", "A", "Company", "Mar", "Yes"],
        ["New Co Ltd", "B", "Company", "Mar", "No"],
    )
    assert [one.get("contact_type") for one in told["contacts"]] == ["Inactive", None]


def test_a_title_that_is_no_form_of_address_is_the_role(tmp_path: Path) -> None:
    told = _told(
        tmp_path,
        ["Account Number", "Contact Type", "Entity Type", "Company", "Title", "First Name", "Last Name"],
        ["1", "Client", "S-Corporation", "Roy Roofing, Inc.", "Owner", "Ann", "Roy"],
        ["2", "Client", "Individual", "", "Dr", "Kim", "Vu"],
    )
    people = {one["name"]: one for one in told["contacts"] if one["kind"] == "person"}
    assert people["Ann Roy"]["cards"][0]["role"] == "Owner"
    assert people["Kim Vu"]["salutation"] == "Dr"


def test_a_template_may_say_what_it_demands_behind_its_headers(tmp_path: Path) -> None:
    told = _told(tmp_path, ["Client Group Name (required)"], ["Roy family"], name="Client Group.csv")
    assert _called(told) == [("client_group", "Roy family")]
    told = _told(
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
    assert _sheet(told)["provider"] == "karbon"
    assert "link.unknown_nothing_near" in _codes(told)
    [card] = told["contacts"][0]["cards"]
    assert [(one["label"], one["country"]) for one in card["addresses"]] == [("home", "US")]


def test_the_bulk_workbook_has_addresses_in_parts(tmp_path: Path) -> None:
    told = _told(
        tmp_path,
        ["Karbon ID", "Name", "Office Phone", "Street", "City", "State", "Zip", "Country", "Fee Tier"],
        ["2xK9", "Acme Ltd", "416-555-0101", "1 Bay", "Toronto", "ON", "M5V 2T6", "Canada", "Gold"],
    )
    [acme] = told["contacts"]
    assert acme["cards"][0]["addresses"][0]["city"] == "Toronto"
    assert acme["custom"] == [{"name": "Fee Tier", "value": "Gold"}]
