"""Who may call the API, and how it says no."""

from __future__ import annotations

import json

import httpx
import pytest

from tests.support.api import Api
from tests.web.books import filled


@pytest.fixture(scope="module")
def key(api: Api) -> str:
    """The id of somebody in the book."""
    filled(api.served)
    everybody = api.served.home / "all.jsonl"
    api.served.carnet("export", "--to", "jsonl", "--out", everybody)
    lines = everybody.read_text(encoding="utf-8").splitlines()
    return str(next(one["id"] for one in map(json.loads, lines) if one["name"] == "Amélie Tremblay"))


def test_a_person_is_read_with_everything_that_the_book_has(client: httpx.Client, key: str) -> None:
    answer = client.get(f"/people/{key}")
    assert answer.status_code == 200
    person = answer.json()
    assert person["kind"] == "person"
    assert (person["id"], person["name"], person["first_name"]) == (key, "Amélie Tremblay", "Amélie")
    assert answer.headers["ETag"] == f'"{person["etag"]}"'
    assert person["cards"][0]["addresses"][0]["city"] == "Ballarat"
    assert person["archived"] is False


def test_what_did_not_change_is_not_sent_again(client: httpx.Client, key: str) -> None:
    first = client.get(f"/people/{key}")
    again = client.get(f"/people/{key}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_nobody_gets_in_without_a_token_and_is_told_how_in_their_language(api: Api, key: str) -> None:
    with api.client("", "fr") as client:
        answer = client.get(f"/people/{key}")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"].startswith("Envoyez un jeton")


def test_a_token_opens_no_more_than_its_scopes_and_its_owner_s_role(api: Api, key: str) -> None:
    wrong, narrow = "carnet_wrong", api.secret("bea", "member", ["imports:read"])
    statuses = []
    for token in (wrong, narrow):
        with api.client(token) as client:
            statuses.append(client.get(f"/people/{key}").status_code)
    assert statuses == [401, 403]


def test_what_is_not_there_is_a_problem_too(client: httpx.Client, key: str) -> None:
    for path in ("/people/000000000000", f"/organizations/{key}", "/nothing/here", "/people/"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["status"]) == (404, 404), path
        assert answer.headers["Content-Type"] == "application/problem+json"
    refused = client.post(f"/people/{key}")
    assert (refused.status_code, refused.headers["Allow"]) == (405, "DELETE, GET, PATCH")
    assert refused.json()["code"] == "api.method"
