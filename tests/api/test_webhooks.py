"""Programs subscribe to changes themselves, look at deliveries and have them sent again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from standardwebhooks import Webhook

from tests.api.test_openapi import probed
from tests.support.api import Api, running
from tests.support.receiver import receiving
from tests.web.books import filled


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """A server that may send to this machine."""
    with running(tmp_path_factory.mktemp("home"), CARNET_WEBHOOKS_PRIVATE="allow") as started:
        yield started


def test_a_program_subscribes_is_told_looks_at_its_deliveries_and_unsubscribes(
    api: Api, client: httpx.Client
) -> None:
    with receiving() as receiver:
        asked = {"url": receiver.address, "events": ["contact.created"], "kinds": ["person"]}
        made = client.post("/webhooks", json=asked)
        assert made.status_code == 201
        webhook = made.json()
        secret, path = webhook.pop("secret"), f"/webhooks/{webhook['id']}"
        assert {name: webhook[name] for name in asked} == asked
        assert (webhook["state"], webhook["reason"]) == ("active", None)
        assert client.get(path).json() == webhook
        assert client.get("/webhooks").json() == {"items": [webhook], "next": None, "total": 1}
        filled(api.served, people=range(3))  # with the organization at which they work
        for one in receiver.wait(3):
            assert Webhook(secret).verify(one.body, one.headers)["type"] == "contact.created"
        first = client.get(f"{path}/deliveries", params={"limit": 2}).json()
        rest = client.get(f"{path}/deliveries", params={"limit": 2, "cursor": first["next"]}).json()
        found = first["items"] + rest["items"]
        assert (len(found), first["total"], rest["next"]) == (3, 3, None)
        assert {one["message"] for one in found} == {one.id for one in receiver.received}
        again = client.post(f"{path}/deliveries/{found[0]['id']}/replay")
        assert (again.status_code, again.json()) == (202, {"count": 1})
        assert receiver.wait(4)[3].id == found[0]["message"]
        changed = client.patch(path, json={"events": ["import.finished"], "state": "paused"}).json()
        assert (changed["events"], changed["state"], changed["kinds"]) == (
            ["import.finished"], "paused", ["person"],
        )  # fmt: skip
        assert client.post(f"{path}/secret").json()["secret"] != secret
        assert client.post(f"{path}/test").json()["event"] == "webhook.test"
        assert client.post(f"{path}/replay").json() == {"count": 0}
        assert client.delete(path).status_code == 204
        assert client.get(path).status_code == 404


def test_what_is_answered_is_what_the_document_says(api: Api, client: httpx.Client, tmp_path: Path) -> None:
    asked = {"url": "http://127.0.0.1:9/nobody-listens", "events": ["contact.created"]}
    key = client.post("/webhooks", json=asked).json()["id"]
    number = client.post(f"/webhooks/{key}/test").json()["id"]
    known = f'parameters = {{ "path.key" = "{key}", "path.number" = {number} }}'
    lines = ["[[operations]]", 'include-path-regex = "/webhooks/"', known]
    assert probed(api, tmp_path, "/v1/webhooks", lines, "--phases", "fuzzing", "--max-examples", "4") > 30


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"url": "ftp://example.com/"}, 422), ({"events": []}, 422), ({"events": ["contact.eaten"]}, 422),
        ({"kinds": ["robot"]}, 422), ({"secret": "mine"}, 422),
    ],
)  # fmt: skip
def test_a_subscription_that_cannot_be_is_a_problem(
    client: httpx.Client, wrong: dict[str, object], status: int
) -> None:
    asked = {"url": "https://127.0.0.1/hook", "events": ["contact.created"], **wrong}
    answer = client.post("/webhooks", json=asked)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_only_a_token_for_webhooks_of_an_administrator_may_do_this(api: Api) -> None:
    for name, role, scopes in (
        ("reads", "administrator", ["contacts:read"]), ("ben", "member", ["contacts:read", "webhooks"]),
    ):  # fmt: skip
        with api.client(api.secret(name, role, scopes)) as client:
            assert client.get("/webhooks").status_code == 403
