"""What programs ask of a book besides its contacts: duplicates, history, exports, fields, the connection."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.api.test_imports import begun, done
from tests.api.test_openapi import probed
from tests.support.api import Api, running
from tests.support.tokens import EVERY, made
from tests.web.books import PEOPLE, filled, person, write


@pytest.fixture(scope="module")
def twins(api: Api) -> int:
    """How many pairs are in the book; see paired."""
    return paired(api)


def paired(api: Api) -> int:
    """Make a book of ten people, three of whom came a second time, misspelt: how many pairs there are."""
    filled(api.served, people=range(10))
    rows = [[person(n)[0], person(n)[1].replace("Tremblay", "Tremblai"), person(n)[2]] for n in (1, 2, 4)]
    again = write(api.served.home / "again.csv", PEOPLE[:3], rows)
    api.served.carnet("import", again, "--yes", "--json")
    with api.client() as client:
        return int(client.get("/duplicates").json()["total"])


def test_a_pair_is_merged_with_a_chosen_value_and_undone_by_the_history(
    twins: int, client: httpx.Client
) -> None:
    assert twins > 1
    first = client.get("/duplicates", params={"limit": 1}).json()
    second = client.get("/duplicates", params={"limit": 200, "cursor": first["next"]}).json()
    pairs = first["items"] + second["items"]
    assert len({pair["id"] for pair in pairs}) == twins
    chances = [pair["probability"] for pair in pairs]
    assert chances == sorted(chances, reverse=True)
    pair = pairs[0]
    assert pair["evidence"]
    assert pair["said"]
    seen = client.get(f"/duplicates/{pair['id']}").json()
    name = next(field for field in seen["fields"] if field["field"] == "last_name")
    assert name["open"]
    keep = pair["second"]["id"]
    wanted = {"keep": keep, "choices": {"last_name": "keep"}}
    merged = client.post(f"/duplicates/{pair['id']}/merge", json=wanted).json()
    assert (merged["kept"], merged["gone"]) == (keep, pair["first"]["id"])
    chosen = next(one for one in merged["chosen"] if one["field"] == "last_name")
    assert [chosen["value"]] == name["second"]
    again = client.post(f"/duplicates/{pair['id']}/merge", json={})
    assert (again.status_code, again.json()["code"]) == (409, "duplicate.settled")
    entry = client.get("/history", params={"kind": "merge"}).json()["items"][0]
    assert entry["id"] == merged["entry"]
    undone = client.post(f"/history/{entry['id']}/undo")
    assert (undone.status_code, undone.json()["done"]) == (200, True)
    assert client.get(undone.headers["Location"].removeprefix("/api/v1")).json() == undone.json()
    assert client.post(f"/history/{entry['id']}/undo").status_code == 409
    assert client.get("/duplicates").json()["total"] == twins


def test_a_pair_that_is_held_apart_is_proposed_again_once_reopened(twins: int, client: httpx.Client) -> None:
    pair = client.get("/duplicates").json()["items"][-1]["id"]
    assert client.post(f"/duplicates/{pair}/separate").status_code == 204
    assert client.get("/duplicates").json()["total"] == twins - 1
    assert client.post(f"/duplicates/{pair}/reopen").status_code == 204
    assert client.get("/duplicates").json()["total"] == twins
    assert client.get("/duplicates/999999").status_code == 404


def test_the_history_is_read_page_after_page_and_one_entry_in_full(twins: int, client: httpx.Client) -> None:
    first = client.get("/history", params={"kind": "import", "limit": 1}).json()
    second = client.get("/history", params={"kind": "import", "limit": 1, "cursor": first["next"]}).json()
    assert (first["items"][0]["files"], second["items"][0]["files"]) == (["again.csv"], ["people.csv"])
    assert second["next"] is None
    entry = client.get(f"/history/{first['items'][0]['id']}").json()
    assert {one["code"] for one in entry["findings"]} >= {"duplicate.suspected"}
    cells = entry["cells"]
    assert cells["read"] == cells["stored"] + cells["merged"] + cells["set_aside"] + cells["refused"]
    assert client.get("/history", params={"cursor": "nonsense"}).json()["code"] == "api.cursor"


def test_contacts_are_exported_with_what_the_format_cannot_hold(twins: int, client: httpx.Client) -> None:
    kinds = client.get("/exports").json()["items"]
    assert {kind["id"] for kind in kinds} >= {"karbon", "google", "outlook", "vcard", "csv", "jsonl"}
    whole = client.post("/exports", json={"to": "jsonl"})
    assert whole.headers["Content-Type"] == "application/x-ndjson"
    people = [json.loads(line) for line in whole.text.splitlines()]
    assert len(people) == 13
    some = [one["id"] for one in people[:2]]
    card = client.post("/exports", json={"to": "vcard", "ids": some})
    assert card.text.count("BEGIN:VCARD") == 2
    assert 'filename="carnet.vcf"' in card.headers["Content-Disposition"]
    notes = json.loads(card.headers["Carnet-Notes"])
    assert {"code": "export.moved", "value": "Client Identifier", "count": 2} in notes
    prospects = client.post("/exports", json={"to": "csv", "filter": {"types": ["Prospect"]}})
    found = list(csv.DictReader(io.StringIO(prospects.content.decode("utf-8-sig"))))
    assert {row["Contact Type"] for row in found} == {"Prospect"}
    for kind, count in (("person", 13), ("organization", 0)):
        written = client.post("/exports", json={"to": "jsonl", "kinds": [kind]})
        assert len(written.text.splitlines()) == count
    for wrong, status in (({"to": "pdf"}, 422), ({"to": "csv", "ids": ["nobody"]}, 404), ({}, 422)):
        assert client.post("/exports", json=wrong).status_code == status


def test_the_catalogue_says_of_each_field_what_it_takes_in_both_languages(client: httpx.Client) -> None:
    fields = {one["id"]: one for one in client.get("/fields").json()["items"]}
    name = fields["person.first_name"]
    assert (name["label"], name["type"]) == ({"en": "First Name", "fr": "Prénom"}, "person_name")
    entity = fields["accounting.entity_type"]
    assert {"value": "Partnership", "label": {"en": "Partnership", "fr": "Société de personnes"}} in entity[
        "choices"
    ]


def test_a_token_learns_whom_it_stands_for_and_opens_nothing_of_another_firm(api: Api, twins: int) -> None:
    wanted = [
        ("rae", "reader", EVERY, api.firm), ("bob", "member", ["webhooks"], api.firm),
        ("eve", "administrator", EVERY, "Elsewhere"),
    ]  # fmt: skip
    reader, narrow, stranger = made(api.served.home, wanted, **api.served.variables)
    with api.client() as client:
        pair = client.get("/duplicates").json()["items"][0]["id"]
        entry = client.get("/history").json()["items"][0]["id"]
        somebody = json.loads(client.post("/exports", json={"to": "jsonl"}).text.splitlines()[0])["id"]
    with api.client(reader) as client:
        me = client.get("/me").json()
        assert (me["role"], me["firm"]["name"]) == ("reader", api.firm)
        assert me["user"]["email"] == "rae@example.com"
        assert me["scopes"] == ["contacts:read", "imports:read"]  # of all that the token was made for
        writes = (f"/duplicates/{pair}/separate", f"/history/{entry}/undo", "/imports")
        assert [client.post(path, json={}).status_code for path in writes] == [403] * 3
    with api.client(narrow) as client:
        assert client.get("/me").status_code == 200
        reads = ("/duplicates", "/history", "/exports", "/custom-fields", "/imports")
        assert [client.get(path).status_code for path in reads] == [403] * 5
    with api.client(stranger) as client:
        assert client.get(f"/duplicates/{pair}").status_code == 404
        assert client.post(f"/duplicates/{pair}/merge", json={}).status_code == 404
        assert client.get(f"/history/{entry}").status_code == 404
        assert client.post(f"/history/{entry}/undo").status_code == 404
        assert client.post("/exports", json={"to": "csv", "ids": [somebody]}).status_code == 404
        assert client.post("/exports", json={"to": "jsonl"}).text == ""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Api]:
    """A server with such a book for one test, which may change anything."""
    with running(tmp_path / "home") as started:
        paired(started)
        yield started


def test_what_is_answered_is_what_the_document_says(own: Api, tmp_path: Path) -> None:
    with own.client() as client:
        key = begun(
            client, write(tmp_path / "more.csv", PEOPLE[:3], [person(number)[:3] for number in (11, 12)])
        )
        done(client, key, "plan", "planned")
        pair = client.get("/duplicates").json()["items"][0]["id"]
        entry = client.get("/history", params={"kind": "import"}).json()["items"][0]["id"]
        work = client.post(f"/history/{entry}/undo").json()["id"]
    known = f'"path.import_id" = "{key}", "path.pair_id" = {pair}, "path.entry_id" = "{entry}"'
    lines = [f'parameters = {{ {known}, "path.work_id" = "{work}" }}']
    options = ["--phases", "fuzzing", "--max-examples", "3", "--exclude-operation-id", "discard_import"]
    paths = "/v1/(imports|exports|duplicates|history|work|fields|custom-fields|me)"
    assert probed(own, tmp_path, paths, lines, *options) > 80
