"""A script that was written for Karbon's API runs on a book."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.support.api import PATIENCE, Api


@pytest.fixture
def karbon(api: Api) -> Iterator[httpx.Client]:
    """As such a script calls: two headers."""
    headers = {"Authorization": "Bearer 550e8400-e29b-41d4-a716-446655440000", "AccessKey": api.token}
    with httpx.Client(base_url=api.served.address, headers=headers, timeout=PATIENCE) as client:
        yield client


def every(client: httpx.Client, path: str, **options: str) -> list[dict[str, Any]]:
    """All records of a list, by the links to further pages."""
    found: list[dict[str, Any]] = []
    page = client.get(path, params={f"${name}": value for name, value in options.items()}).json()
    while True:
        found += page["value"]
        if "@odata.nextLink" not in page:
            assert len(found) == page["@odata.count"]
            return found
        page = client.get(page["@odata.nextLink"]).json()


def wrong(answer: httpx.Response) -> tuple[int, str | None, str]:
    error = answer.json()["error"]
    return answer.status_code, error["code"], error["message"]


def test_a_client_is_set_up_found_changed_and_read_back(karbon: httpx.Client) -> None:
    made = karbon.post("v3/Organizations", json={"FullName": "Acme Corp", "UserDefinedIdentifier": "ACME"})
    organization = made.json()["OrganizationKey"]
    assert (made.status_code, made.headers["Location"]) == (
        201, f"{karbon.base_url}v3/Organizations('{organization}')/KarbonService.OrganizationDTO",
    )  # fmt: skip
    assert karbon.get(made.headers["Location"]).json()["FullName"] == "Acme Corp"
    person = {
        "FirstName": "Jane", "LastName": "Smith", "ContactType": "Client",
        "AccountingDetail": {
            "BirthDate": "1969-08-05T00:00:00Z", "FinancialYearEndDay": 30, "FinancialYearEndMonth": 5,
            "TaxCountryCode": "UK", "IsVATRegistered": True, "Bank": ["One", "Two"],
            "Notes": [{"Body": "pays late", "Type": "Basic"}],
            "RegistrationNumbers": [{"RegistrationNumber": "GB123456789", "Type": "Registration Number"}],
        },
        "BusinessCards": [
            {"EmailAddresses": ["jane@example.com"], "RoleOrTitle": "CFO", "OrganizationKey": organization,
             "IsPrimaryCard": True,
             "PhoneNumbers": [{"Number": "2125550147", "CountryCode": "US", "Label": "Mobile"}],
             "Addresses": [{"AddressLines": "1 High Street", "City": "London", "CountryCode": "GB",
                            "Label": "Physical"}]},
        ],
    }  # fmt: skip
    key = karbon.post("v3/Contacts", json=person).json()["ContactKey"]
    address = f"v3/Contacts/{key}"
    jane = karbon.get(f"{address}?$expand=BusinessCards,ClientTeam").json()
    detail, card = jane["AccountingDetail"], jane["BusinessCards"][0]
    told = [detail[name] for name in ("FinancialYearEndMonth", "TaxCountryCode", "IsVATRegistered", "Bank")]
    assert told == [5, "UK", True, ["One", "Two"]]
    assert card["PhoneNumbers"][0]["Number"] == "+12125550147"
    assert card["Addresses"][0]["CountryCode"] == "GB"
    assert karbon.get("v3/CustomFieldValues/" + key).json()["CustomFieldValues"] == []

    card["EmailAddresses"].append("second@example.com")
    assert karbon.put(f"v3/BusinessCards/{card['BusinessCardKey']}", json=card).status_code == 204
    detail["RegistrationNumbers"][0]["RegistrationNumber"] = ""
    jane["BusinessCards"] = [card, {"EmailAddresses": ["third@example.com"]}]
    assert karbon.put(address, json=jane).status_code == 204
    assert karbon.patch(address, json={"PreferredName": "Janie"}).json()["PreferredName"] == "Janie"
    jane = karbon.get(f"{address}?$expand=BusinessCards").json()
    assert [one["EmailAddresses"] for one in jane["BusinessCards"]] == [
        ["jane@example.com", "second@example.com"], ["third@example.com"],
    ]  # fmt: skip
    assert jane["BusinessCards"][0]["OrganizationKey"] == organization
    assert jane["AccountingDetail"]["RegistrationNumbers"] == []
    assert jane["AccountingDetail"]["Notes"] == [{"Body": "pays late", "Type": "Basic"}]

    group = {"FullName": "Smiths", "Members": [{"ContactKey": key}, {"OrganizationKey": organization}]}
    made = karbon.post("v3/ClientGroups?$expand=BusinessCard", json=group)
    assert len(made.json()["Members"]) == 2
    body = {**made.json(), "Members": [{"ContactKey": key}]}
    kept = f"v3/ClientGroups/{body['ClientGroupKey']}"
    assert karbon.put(kept, json=body).status_code == 204
    assert karbon.get(kept).json()["Members"] == [{"ContactKey": key}]
    people = karbon.get(f"v3/Organizations/{organization}?$expand=Contacts").json()["Contacts"]
    assert [one["ContactKey"] for one in people] == [key]
    identified = "v3/Organizations/GetOrganizationByUserDefinedIdentifier(UserDefinedIdentifier='acme')"
    assert karbon.get(identified).json()["OrganizationKey"] == organization
    again = karbon.post("v3/Organizations", json={"FullName": "Other", "UserDefinedIdentifier": "ACME"})
    assert wrong(again) == (500, "5001", "User defined identifier already in use")


def test_custom_fields_are_declared_filled_and_taken_away(karbon: httpx.Client) -> None:
    colours = {"Name": "Colours", "Type": "ListMultipleSelect", "Options": ["Red", "Blue"]}
    made = karbon.post("v3/CustomFields", json=colours).json()
    plain = karbon.post("v3/CustomFields", json={"Name": "Hat", "Type": "Text"}).json()
    owner = karbon.post("v3/Organizations", json={"FullName": "Hatters"}).json()["OrganizationKey"]
    address = f"v3/CustomFieldValues/{owner}"

    def put(*values: tuple[dict[str, Any], list[str]]) -> httpx.Response:
        sent = [{"Key": field["Key"], "Value": several} for field, several in values]
        return karbon.put(address, json={"EntityKey": owner, "CustomFieldValues": sent})

    assert put((made, ["Red", "Blue"]), (plain, ["7"])).status_code == 204
    found = karbon.get(address).json()["CustomFieldValues"]
    assert {one["Name"]: one["Value"] for one in found} == {"Colours": ["Red", "Blue"], "Hat": ["7"]}
    assert wrong(put((plain, ["7", "8"])))[:2] == (400, "4002")
    assert wrong(put((made, ["Green"])))[:2] == (400, "4002")
    assert put((plain, ["8"])).status_code == 204
    assert [one["Name"] for one in karbon.get(address).json()["CustomFieldValues"]] == ["Hat"]
    assert karbon.delete(f"v3/CustomFields/{plain['Key']}").status_code == 204
    assert karbon.get(address).json()["CustomFieldValues"] == []


def test_lists_are_filtered_sorted_and_read_page_by_page(karbon: httpx.Client) -> None:
    for number in range(5):
        name = {"FirstName": f"Pat{number}", "LastName": "O'Page"}
        cards = [{"EmailAddresses": [f"pat{number}@example.com"]}]
        karbon.post("v3/Contacts", json={**name, "BusinessCards": cards})
    asked = "contains(FullName, 'o''page') and contains(EmailAddress, '@example')"
    found = every(karbon, "v3/Contacts", filter=asked, top="2", orderby="FullName desc")
    assert [one["FullName"] for one in found] == [f"Pat{number} O'Page" for number in (4, 3, 2, 1, 0)]
    one = every(karbon, "v3/Contacts", filter="EmailAddress eq 'PAT3@example.com'")
    assert [row["FullName"] for row in one] == ["Pat3 O'Page"]
    latest = every(karbon, "v3/Contacts", orderby="LastModifiedDateTime desc", filter=asked)
    assert latest[0]["FullName"] == "Pat4 O'Page"


def test_a_script_subscribes_to_contacts_once_and_gets_karbons_messages(karbon: httpx.Client) -> None:
    address = "v3/WebhookSubscriptions"
    wanted = {"WebhookType": "Contact", "TargetUrl": "https://example.com/hook", "SigningKey": "k" * 16}
    assert wrong(karbon.get(f"{address}/Contact"))[:2] == (404, "4004")
    assert wrong(karbon.post(address, json={**wanted, "SigningKey": "short"}))[:2] == (400, "4002")
    assert wrong(karbon.post(address, json={**wanted, "WebhookType": "Work"}))[:2] == (404, "4004")
    assert wrong(karbon.post(address, json={**wanted, "TargetUrl": "http://example.com"}))[:2] == (
        400,
        "4002",
    )
    assert karbon.post(address, json=wanted).status_code == 201
    assert wrong(karbon.post(address, json=wanted))[:2] == (400, "4002")
    assert karbon.get(f"{address}/Contact").json()["TargetUrl"] == "https://example.com/hook"
    made = karbon.post("v3/Organizations", json={"FullName": "Told LLC"}).json()
    token = {"Authorization": f"Bearer {karbon.headers['AccessKey']}"}
    hooks = karbon.get("api/v1/webhooks", headers=token).json()["items"]
    sent = karbon.get(f"api/v1/webhooks/{hooks[0]['id']}/deliveries", headers=token).json()["items"]
    body = sent[0]["body"]
    assert body.pop("TimeStamp")
    assert body == {
        "ResourcePermaKey": made["OrganizationKey"], "ResourceType": "Organization", "ActionType": "Inserted",
    }  # fmt: skip
    assert karbon.delete(address).status_code == 204
    assert wrong(karbon.delete(f"{address}/Contact"))[:2] == (404, "4004")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("v3/Contacts?$filter=FullName ne 'x'", 400, "4002"),
        ("v3/Contacts?$filter=Shoe eq 'x'", 400, "4002"),
        ("v3/Contacts?$filter=(((", 400, "4002"),
        ("v3/ClientGroups?$filter=contains(FullName,'x')", 400, "4002"),
        ("v3/Contacts?$top=130", 400, "4002"),
        ("v3/Contacts?$orderby=Shoe", 400, "4002"),
        ("v3/Contacts?$select=FullName", 400, "4002"),
        ("v3/Contacts/nobody12345", 404, "4004"),
        ("v3/BusinessCards/bc9999999999", 404, "4004"),
        ("v3/WorkItems", 404, None),
    ],
)
def test_what_cannot_be_answered_is_told_as_karbon_tells_it(
    karbon: httpx.Client, path: str, status: int, code: str | None
) -> None:
    assert wrong(karbon.get(path))[:2] == (status, code)


def test_records_that_are_none_are_refused_and_nothing_is_kept(karbon: httpx.Client, api: Api) -> None:
    before = karbon.get("v3/Contacts").json()["@odata.count"]
    for body, code in (
        ({"FirstName": "Only"}, "4003"),
        ({"FirstName": "A", "LastName": "B", "Shoe": 1}, "4003"),
        ({"FirstName": "A", "LastName": "B", "ContactType": "Friend"}, "4002"),
        ({"FirstName": "A", "LastName": "B", "BusinessCards": [{"EmailAddresses": ["no email"]}]}, "4003"),
        ({}, "4005"),
    ):
        assert wrong(karbon.post("v3/Contacts", json=body))[:2] == (400, code)
    hidden = {"FirstName": "A", "LastName": "B", "RestrictionLevel": "Hidden"}
    assert wrong(karbon.post("v3/Contacts", json=hidden))[:2] == (403, "4021")
    assert karbon.get("v3/Contacts").json()["@odata.count"] == before
    assert karbon.get("v3/Contacts", headers={"AccessKey": "none"}).json()["statusCode"] == "401"
    reader = api.secret("rita", "reader", ["contacts:read"])
    answer = karbon.post("v3/Contacts", json=hidden, headers={"AccessKey": reader})
    assert wrong(answer)[:2] == (403, "4021")
    assert [one["EmailAddress"] for one in every(karbon, "v3/Users")] == [
        "ada@example.com",
        "rita@example.com",
    ]
    assert every(karbon, "v3/Teams") == []
