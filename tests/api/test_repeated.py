"""A write that is sent again is done once, and too many requests are told to wait."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import httpx

from tests.support.api import Api, running


def test_a_write_that_is_sent_again_is_done_once_and_answered_alike(api: Api, client: httpx.Client) -> None:
    headers, body = {"Idempotency-Key": f'"{uuid4()}"'}, {"name": "Only Once Ltd"}
    first, again = (client.post("/organizations", json=body, headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert all(again.headers[name] == first.headers[name] for name in ("ETag", "Location", "Content-Type"))
    assert again.headers["Idempotency-Replayed"] == "true"
    assert client.get("/organizations", params={"q": "Only Once"}).json()["total"] == 1
    other = client.post("/organizations", json={"name": "Another Ltd"}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "api.key_reused")
    with api.client(api.secret("ben", "member")) as somebody:
        theirs = somebody.post("/organizations", json={"name": "Theirs Ltd"}, headers=headers)
    assert theirs.status_code == 201
    empty = client.post("/organizations", json=body, headers={"Idempotency-Key": '""'})
    assert (empty.status_code, empty.json()["code"]) == (400, "api.key")
    for length, status in ((255, 201), (256, 400)):
        quoted = {"Idempotency-Key": f'"{"k" * (length - 2)}"'}
        assert (
            client.post("/organizations", json={"name": f"{length} Ltd"}, headers=quoted).status_code
            == status
        )


def test_a_form_that_cannot_be_read_is_a_problem_with_a_key_and_without(client: httpx.Client) -> None:
    form = {"Content-Type": "multipart/form-data"}
    for headers in (form, form | {"Idempotency-Key": str(uuid4())}):
        refused = client.post("/imports", content=b"no form", headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (400, "api.form")


def test_a_token_that_asks_too_much_is_told_when_to_go_on(tmp_path: Path) -> None:
    with running(tmp_path, CARNET_API_LIMIT="3") as api, api.client() as client:
        answers = [client.get("/people") for _ in range(8)]  # at most two windows of a minute
    refused = [one for one in answers if one.status_code == 429]
    assert refused
    assert refused[0].json()["code"] == "api.limit"
    assert 0 < int(refused[0].headers["Retry-After"]) <= 61
    assert refused[0].headers["RateLimit"].startswith('"token";r=0;t=')
