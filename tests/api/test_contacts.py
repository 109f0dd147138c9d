"""Contacts read, listed, added, changed and deleted by programs, over real HTTP."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.support.api import Api

NORA = {
    "first_name": "Nora", "last_name": "Keating", "birth_date": "27 March 1984",
    "accounting": {"tax_file_number": "123 456 782"}, "custom": {"Colour": "blue"},
    "cards": [{
        "emails": ["Nora@Example.com"], "role": "Director",
        "phones": [{"label": "mobile", "number": "+61 491 570 156"}],
        "addresses": [{"line": "12 Wattle Street", "city": "Ballarat", "country": "Australia"}],
        "social": {"linkedin": "https://www.linkedin.com/in/nora-example"},
    }],
}  # fmt: skip
Makes = Callable[..., Any]


@pytest.fixture
def made(client: httpx.Client) -> Makes:
    """Adds a contact; the JSON that the answer has."""

    def make(path: str, **values: Any) -> Any:
        answer = client.post(path, params={"accept_doubtful": True}, json=values)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return make


def test_what_is_added_is_kept_in_the_form_of_the_book(client: httpx.Client, made: Makes) -> None:
    employer = made("/organizations", name="Blue Gum Nursery Pty Ltd")
    card = NORA["cards"][0] | {"organization_id": employer["id"]}  # type: ignore[index]
    answer = client.post("/people", json=NORA | {"cards": [card]})
    assert answer.status_code == 201, answer.text
    nora = client.get(answer.headers["Location"].removeprefix("/api/v1")).json()
    assert nora == answer.json()
    assert (nora["name"], nora["birth_date"]) == ("Nora Keating", "1984-03-27")
    assert nora["accounting"] == {"tax_file_number": "123 456 782"}
    assert nora["custom"] == {"Colour": "blue"}
    (card,) = nora["cards"]
    assert (card["emails"], card["role"]) == (["Nora@example.com"], "Director")
    assert card["phones"] == [{"label": "mobile", "number": "+61491570156"}]
    assert card["addresses"][0]["country"] == "AU"
    assert (card["organization"], card["organization_id"]) == (employer["name"], employer["id"])


def test_a_patch_changes_what_it_names_and_null_empties(client: httpx.Client, made: Makes) -> None:
    person = made("/people", first_name="Omar", last_name="Patchett", salutation="Mr", custom={"Tier": "A"})
    answer = client.patch(
        f"/people/{person['id']}",
        json={"last_name": "Quilty", "salutation": None, "custom": {"Tier": None, "Dog": "Rex"}},
    )
    assert answer.status_code == 200, answer.text
    changed = answer.json()
    assert (changed["name"], changed["custom"]) == ("Omar Quilty", {"Dog": "Rex"})
    assert "salutation" not in changed
    away = client.patch(f"/people/{person['id']}", json={"archived": True}).json()
    assert away["archived"] is True
    names = [one["name"] for one in client.get("/people", params={"q": "Quilty"}).json()["items"]]
    assert names == []


def test_what_is_wrong_is_told_field_by_field_in_the_caller_s_language(
    api: Api, client: httpx.Client
) -> None:
    wrong = {
        "last_name": "Nobody", "birth_date": "31 February 1984",
        "cards": [{"emails": ["not an email"]}, {"addresses": [{"line": "1 A Street", "country": "Oz"}]}],
    }  # fmt: skip
    answer = client.post("/people", json=wrong)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    problem = answer.json()
    assert problem["code"] == "typed.refused"
    assert {one["pointer"]: one["code"] for one in problem["errors"]} == {
        "#/birth_date": "typed.date",
        "#/cards/0/emails/0": "typed.email",
        "#/cards/1/addresses/0": "typed.country",
    }
    shape = client.post("/people", json={"last_name": 5, "nickname": "x"}).json()
    assert {one["pointer"] for one in shape["errors"]} == {"#/last_name", "#/nickname"}
    with api.client(language="fr") as french:
        told = french.post("/people", json={"last_name": 5}).json()
    assert told["errors"][0]["detail"] == "Ceci doit être un texte."


def test_what_looks_mistyped_is_kept_only_on_demand(client: httpx.Client) -> None:
    doubtful = {"last_name": "Gmailer", "cards": [{"emails": ["someone@gmial.com"]}]}
    refused = client.post("/people", json=doubtful)
    assert refused.status_code == 422
    (entry,) = refused.json()["errors"]
    assert (entry["pointer"], entry["suggestion"]) == ("#/cards/0/emails/0", "someone@gmail.com")
    taken = client.post("/people", params={"accept_doubtful": True}, json=doubtful)
    assert taken.status_code == 201


def test_of_two_writers_one_is_told_that_the_contact_changed(client: httpx.Client, made: Makes) -> None:
    person = made("/people", first_name="Tess", last_name="Writer")
    headers = {"If-Match": f'"{person["etag"]}"'}

    def write(salutation: str) -> int:
        return client.patch(
            f"/people/{person['id']}", json={"salutation": salutation}, headers=headers
        ).status_code

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(write, ("Ms", "Dr"))) == [200, 412]
    late = client.delete(f"/people/{person['id']}", headers=headers)
    assert (late.status_code, late.json()["code"]) == (412, "contact.changed")


def test_a_deleted_contact_is_gone_and_can_be_restored(client: httpx.Client, made: Makes) -> None:
    person = made("/people", first_name="Dale", last_name="Leaving")
    assert client.delete(f"/people/{person['id']}").status_code == 204
    assert client.get(f"/people/{person['id']}").status_code == 404


def test_cards_are_added_changed_and_taken_away(client: httpx.Client, made: Makes) -> None:
    path = f"/organizations/{made('/organizations', name='Cardigan Ltd')['id']}"
    added = client.post(f"{path}/cards", json={"emails": ["b@example.com"], "primary": True})
    assert added.status_code == 201, added.text
    first, second = added.json()["cards"]
    assert (first["emails"], first["primary"]) == (["b@example.com"], True)
    changed = client.put(
        f"{path}/cards/{first['id']}", json={"phones": [{"number": "+61 2 5550 1234"}]}
    ).json()
    assert changed["cards"][0]["emails"] == ["b@example.com"]
    assert changed["cards"][0]["phones"][0]["number"] == "+61255501234"
    left = client.delete(f"{path}/cards/{second['id']}").json()
    assert [one["id"] for one in client.get(f"{path}/cards").json()] == [one["id"] for one in left["cards"]]
    assert client.put(f"{path}/cards/{second['id']}", json={}).status_code == 404


def test_a_client_group_has_members(client: httpx.Client, made: Makes) -> None:
    group = f"/client-groups/{made('/client-groups', name='Keating Family')['id']}"
    person = made("/people", first_name="Una", last_name="Keating")
    assert client.put(f"{group}/members/{person['id']}").json()["members"] == [
        {"id": person["id"], "name": "Una Keating", "kind": "person"}
    ]
    assert client.delete(f"{group}/members/{person['id']}").json()["members"] == []
    assert client.put(f"{group}/members/nobody").status_code == 404


def test_pages_go_on_where_the_last_ended_whatever_changes_meanwhile(
    client: httpx.Client, made: Makes
) -> None:
    letters = "ABCDEFG"
    ids = {letter: made("/organizations", name=f"Pager {letter} Ltd")["id"] for letter in letters}
    for sort, wanted in (
        ("name", letters),
        ("-name", letters[::-1]),
        ("made", letters),
        ("modified", letters),
    ):
        asked: dict[str, str | int] = {"q": "pager", "sort": sort, "limit": 3, "fields": "name"}
        first = client.get("/organizations", params=asked).json()
        assert (first["total"], len(first["items"])) == (7, 3)
        assert set(first["items"][0]) == {"id", "name"}
        names, page = [one["name"] for one in first["items"]], first
        while page["next"]:
            page = client.get("/organizations", params=asked | {"cursor": page["next"]}).json()
            names += [one["name"] for one in page["items"]]
        assert names == [f"Pager {letter} Ltd" for letter in wanted]
    asked = {"q": "pager", "sort": "name", "limit": 3}
    page = client.get("/organizations", params=asked).json()
    client.patch(f"/organizations/{ids['C']}", json={"name": "Pager Z Ltd"})  # the one the page ended with
    client.delete(f"/organizations/{ids['A']}")
    rest = client.get("/organizations", params=asked | {"cursor": page["next"]}).json()
    assert [one["name"][6] for one in rest["items"]] == ["D", "E", "F"]
    other = client.get("/organizations", params=asked | {"cursor": page["next"], "q": "other"})
    assert (other.status_code, other.json()["code"]) == (400, "api.cursor")


def test_lists_are_filtered(client: httpx.Client, made: Makes) -> None:
    one = made("/people", first_name="Filo", last_name="Filter", client_identifier="FIL-1",
               cards=[{"emails": ["Filo@Example.com"], "addresses": [{"country": "FR"}]}])  # fmt: skip
    two = made("/people", first_name="Fila", last_name="Filter", contact_type="Prospect")
    found = {
        name: [item["id"] for item in client.get("/people", params={"limit": 200, **asked}).json()["items"]]
        for name, asked in {
            "email": {"email": "filo@example.com"}, "identifier": {"client_identifier": "fil-1"},
            "neither": {"email": "filo@example.com", "client_identifier": "fil-2"},
            "type": {"q": "filter", "contact_type": "Prospect"}, "country": {"q": "filter", "country": "FR"},
            "since": {"q": "filter", "modified_since": two["modified"]},
        }.items()
    }  # fmt: skip
    assert found["email"] == found["identifier"] == found["country"] == [one["id"]]
    assert (found["neither"], found["type"]) == ([], [two["id"]])
    assert two["id"] in found["since"]
    kinds = {item["kind"] for item in client.get("/contacts", params={"kind": "person"}).json()["items"]}
    assert kinds == {"person"}
    assert client.get(f"/contacts/{one['id']}").json()["name"] == "Filo Filter"
    wrong = client.get("/people", params={"limit": 0, "archived": "maybe"}).json()
    assert {entry["parameter"] for entry in wrong["errors"]} == {"limit", "archived"}
