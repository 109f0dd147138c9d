"""Imports by a program: from files to the book and back, shared with people in the browser."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.api import PATIENCE, Api
from tests.support.tokens import EVERY, made
from tests.web.books import PEOPLE, person, write

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
SAMPLE = GOLDEN / "karbon" / "to_correct.xlsx"


def begun(client: httpx.Client, *paths: Path, **fields: str) -> str:
    """The id of an import with files, looked at."""
    files = [("file", (path.name, path.read_bytes())) for path in paths]
    answer = client.post("/imports", files=files, data=fields)
    assert answer.status_code == 201, answer.text
    assert answer.headers["Location"] == f"/api/v1/imports/{answer.json()['id']}"
    return str(until(client, answer.json()["id"], "looked")["id"])


def until(client: httpx.Client, key: str, *states: str) -> dict[str, Any]:
    """The import once it stands so, asked again and again as a program does."""
    patience = time.monotonic() + PATIENCE
    while time.monotonic() < patience:
        answer = client.get(f"/imports/{key}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        if found["state"] in states:
            return found
        assert found["state"] != "failed", found
        time.sleep(0.05)
    raise AssertionError(found)


def done(client: httpx.Client, key: str, what: str, state: str) -> dict[str, Any]:
    """The import after work that was asked for."""
    answer = client.post(f"/imports/{key}/{what}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (202, "1"), answer.text
    return until(client, key, state)


def every(client: httpx.Client, path: str, limit: int, **asked: str) -> list[dict[str, Any]]:
    """All of a list, page after page."""
    items: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = client.get(path, params={**asked, **cursor, "limit": limit}).json()
        items += page["items"]
        if page["next"] is None:
            assert len(items) == page["total"]
            return items
        cursor = {"cursor": page["next"]}


def names(client: httpx.Client) -> set[str]:
    """Everybody in the book."""
    lines = client.post("/exports", json={"to": "jsonl"}).text.splitlines()
    return {json.loads(line)["name"] for line in lines}


def test_an_import_goes_from_a_file_to_the_book_and_back(client: httpx.Client) -> None:
    key = begun(client, SAMPLE)
    address = f"/imports/{key}"
    people = client.get(f"{address}/look").json()["files"][0]["sheets"][1]
    assert (people["provider"], people["kind"]) == ("karbon", "person")
    preferred = next(column for column in people["columns"] if column["header"] == "Preferred Name")
    assert preferred["field"] == "person.preferred_name"
    assert preferred["confidence"] > 0.9
    assert preferred["reason"]

    chosen = client.get(f"{address}/choices")
    columns = {"columns": {str(preferred["index"]): "custom.Called"}}
    patch = {"mode": "create", "sheets": {f"{people['file']}/{people['sheet']}": columns}}
    known = {"If-Match": chosen.headers["ETag"]}
    changed = client.patch(f"{address}/choices", json=patch, headers=known)
    assert changed.status_code == 200, changed.text
    other = client.patch(f"{address}/choices", json={"mode": "fill"}, headers=known)
    assert (other.status_code, other.json()["code"]) == (412, "draft.changed")
    until(client, key, "looked")

    assert client.get(f"{address}/plan").json()["code"] == "draft.no_plan"
    done(client, key, "plan", "planned")
    cells = client.get(f"{address}/plan").json()["cells"]
    assert cells["read"] == 27 == cells["stored"] + cells["merged"] + cells["set_aside"] + cells["refused"]
    found = every(client, f"{address}/findings", 2)
    near = next(one for one in found if one["acceptable"])
    of_row = client.get(f"{address}/findings", params={"code": near["code"], "row": near["row"]}).json()
    assert [one["message"] for one in of_row["items"]] == [near["message"]]
    place = {"sheet": near["sheet_number"], "row": near["row"], "column": near["column_index"]}
    accepted = client.post(f"{address}/findings/accept", json=place)
    assert accepted.json()["cells"] == 1
    mistyped = next(one for one in found if one["code"] == "email.invalid")
    cell = {"sheet": mistyped["sheet_number"], "row": mistyped["row"], "column": mistyped["column_index"]}
    edited = client.post(f"{address}/cells", json={"cells": [{**cell, "text": "zoe@example.com"}]})
    assert edited.json()["cells"] == 1
    unseen = client.post(f"{address}/apply")  # nobody saw a plan of these choices
    assert (unseen.status_code, unseen.json()["code"]) == (409, "draft.no_plan")

    done(client, key, "plan", "planned")
    after = client.get(f"{address}/plan").json()
    assert after["cells"] == {
        **cells, "stored": cells["stored"] + 2, "set_aside": cells["set_aside"] - 2
    }  # fmt: skip
    left = {(one["code"], one["row"]) for one in every(client, f"{address}/findings", 200)}
    assert left == {(one["code"], one["row"]) for one in found if one not in (near, mistyped)}
    contacts = every(client, f"{address}/plan/contacts", 2, kind="person")
    zoe = next(one for one in contacts if one["name"] == "Zoë Amsler")
    changes = {change["field"]: (change["label"], change["old"], change["new"]) for change in zoe["changes"]}
    assert changes["custom.Called"] == ("Called", None, "Zoë")
    assert changes["email"] == ("Person's Email", None, "zoe@example.com")

    applied = done(client, key, "apply", "applied")
    assert "Zoë Amsler" in names(client)
    entry = client.get(f"/history/{applied['entry']}").json()
    assert (entry["by"], entry["files"], entry["cells"]) == ("ada", ["to_correct.xlsx"], after["cells"])
    fields = client.get("/custom-fields").json()["items"]
    assert [(one["name"], one["people"]) for one in fields] == [("Called", 3)]
    assert client.get(f"{address}/workbook").content[:2] == b"PK"
    late = [client.patch(f"{address}/choices", json={"mode": "fill"})]
    file = ("list.csv", b"Name\nAnn Roy\n")
    late += [client.post(f"{address}/files", files={"file": file}) for _ in range(2)]
    assert [(one.status_code, one.json()["code"]) for one in late] == [(409, "draft.locked")] * 3
    done(client, key, "undo", "undone")
    assert names(client) == set()
    assert client.get(f"/history/{applied['entry']}").json()["undone_by"] == "ada"


def test_pairs_that_may_be_one_are_decided_with_their_evidence(api: Api, client: httpx.Client) -> None:
    book = write(api.served.home / "book.csv", PEOPLE, [person(number) for number in range(12)])
    first = begun(client, book)
    done(client, first, "plan", "planned")
    done(client, first, "apply", "applied")
    rows = [[person(n)[0], person(n)[1].replace("Tremblay", "Tremblai"), person(n)[2]] for n in range(4)]
    key = begun(client, write(api.served.home / "near.csv", PEOPLE[:3], rows))
    done(client, key, "plan", "planned")
    clusters = every(client, f"/imports/{key}/duplicates", 1)
    assert clusters
    pair = clusters[0]["pairs"][0]
    assert pair["evidence"]
    assert pair["said"]
    assert pair["same"] is None
    wanted = {"one": pair["one"], "other": pair["other"]}
    decided = client.post(f"/imports/{key}/duplicates/decide", json={"pairs": [{**wanted, "same": True}]})
    assert decided.json()["decisions"] == 1
    stranger = client.post(
        f"/imports/{key}/duplicates/decide", json={"pairs": [{"one": "a|b", "other": "c", "same": True}]}
    )
    assert (stranger.status_code, stranger.json()["code"]) == (422, "choice.not_offered")
    rest = client.post(f"/imports/{key}/duplicates/decide", json={"same_above": 0})
    assert rest.json()["decisions"] == sum(one["pairs_total"] for one in clusters)
    done(client, key, "plan", "planned")
    assert client.get(f"/imports/{key}/duplicates").json()["total"] == 0
    assert client.get(f"/imports/{key}/plan").json()["plan"]["create"] == 0
    assert client.delete(f"/imports/{key}").status_code == 204
    assert client.get(f"/imports/{key}").status_code == 404
    assert client.post(f"/imports/{first}/undo").status_code == 202
    until(client, first, "undone")


def test_files_come_and_go_and_one_that_cannot_be_read_says_why(api: Api, client: httpx.Client) -> None:
    scan = api.served.home / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7")
    key = begun(client, SAMPLE, scan)
    with api.client(language="fr") as french:
        files = french.get(f"/imports/{key}").json()["files"]
    assert [(one["number"], one["position"]) for one in files] == [(1, 0), (2, None)]
    assert "PDF" in files[1]["problem"]["detail"]
    assert files[1]["problem"]["title"] == "Impossible à conserver tel quel"
    more = GOLDEN / "other" / "lacerte.csv"
    added = client.post(f"/imports/{key}/files", files={"file": (more.name, more.read_bytes())})
    assert added.status_code == 202
    until(client, key, "looked")
    assert len(client.get(f"/imports/{key}/look").json()["files"]) == 2
    client.delete(f"/imports/{key}/files/1")
    until(client, key, "looked")
    look = client.get(f"/imports/{key}/look").json()["files"]
    assert [(one["path"], one["position"]) for one in look] == [("lacerte.csv", 0)]
    gone = client.delete(f"/imports/{key}/files/1")
    assert (gone.status_code, gone.json()["code"]) == (404, "upload.unknown")
    listed = client.get("/imports", params={"limit": 1}).json()
    assert listed["items"][0]["id"] == key
    client.delete(f"/imports/{key}")


@pytest.mark.parametrize(
    ("patch", "code"),
    [
        ({"sheets": {"0/nowhere": {"taken": False}}}, "choice.not_offered"),
        ({"sheets": {"0/lacerte": {"columns": {"99": ""}}}}, "choice.not_offered"),
        ({"sheets": {"0/lacerte": {"columns": {"0": "person.shoe_size"}}}}, "choice.not_offered"),
        ({"sheets": {"0/lacerte": {"provider": "nobody"}}}, "choice.not_offered"),
        ({"files": {"7": {"encoding": "utf-8"}}}, "choice.not_offered"),
        ({"files": {"0": {"encoding": "morse"}}}, "choice.not_offered"),
        ({"keys": ["shoe_size"]}, "choice.not_offered"),
        ({"policies": {"custom.": "keep"}}, "field.no_name"),
        ({"everywhere": {"country": "XX"}}, "argument.country"),
        ({"everywhere": {"header_row": 0}}, "api.invalid"),
        ({"mode": "anything"}, "api.invalid"),
        ({"colour": "green"}, "api.invalid"),
    ],
)
def test_a_choice_that_is_not_offered_changes_nothing(
    lacerte: str, client: httpx.Client, patch: dict[str, Any], code: str
) -> None:
    before = client.get(f"/imports/{lacerte}/choices")
    refused = client.patch(f"/imports/{lacerte}/choices", json=patch)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    after = client.get(f"/imports/{lacerte}/choices")
    assert (after.json(), after.headers["ETag"]) == (before.json(), before.headers["ETag"])


@pytest.fixture(scope="module")
def lacerte(api: Api) -> str:
    """An import in preparation."""
    with api.client() as client:
        return begun(client, GOLDEN / "other" / "lacerte.csv")


def test_every_choice_is_read_as_it_was_made_and_taken_back_by_null(client: httpx.Client) -> None:
    address = f"/imports/{begun(client, GOLDEN / 'other' / 'lacerte.csv')}/choices"
    before = client.get(address).json()
    chosen = {
        "mode": "fill", "keys": ["email", "name"], "duplicates": "merge", "clear": True,
        "policies": {"person.first_name": "keep", "custom.Colour": "fill"},
        "everywhere": {"country": "CA", "date_order": "dmy"},
        "files": {"0": {"encoding": "utf-8", "delimiter": ","}},
        "sheets": {
            "0/lacerte": {"header_row": 1, "provider": "other", "columns": {"0": "", "1": "custom.Who"}}
        },
    }  # fmt: skip
    client.patch(address, json=chosen)
    found = client.get(address).json()
    assert _holds(found, chosen)
    client.patch(address, json={"mode": None, "sheets": {"0/lacerte": {"columns": {"0": None}}}})
    found = client.get(address).json()
    assert (found["mode"], found["sheets"]["0/lacerte"]["columns"]) == ("upsert", {"1": "custom.Who"})
    client.patch(address, json=dict.fromkeys(chosen))
    assert client.get(address).json() == before


def _holds(found: Any, wanted: Any) -> bool:
    """Whether an answer has everything of a patch."""
    if isinstance(wanted, dict):
        return all(_holds(found[name], one) for name, one in wanted.items())
    return bool(found == wanted)


READING = ("", "/look", "/choices", "/plan", "/plan/contacts", "/findings", "/duplicates", "/workbook")


@pytest.fixture(scope="module")
def secrets(api: Api) -> list[str]:
    """Tokens of a firm's member who may only read imports, only write them, or neither; and of a stranger."""
    scopes = (["imports:read"], ["imports:write"], ["contacts:read", "contacts:write"])
    wanted = [("bea", "member", some, api.firm) for some in scopes]
    stranger = ("stranger", "administrator", EVERY, "Elsewhere")
    return made(api.served.home, [*wanted, stranger], **api.served.variables)


def test_scopes_open_what_they_say(api: Api, lacerte: str, secrets: list[str]) -> None:
    for secret, statuses in zip(secrets, ([200, 403], [403, 202], [403, 403]), strict=False):
        with api.client(secret) as client:
            answers = [client.get(f"/imports/{lacerte}"), client.post(f"/imports/{lacerte}/plan")]
        assert [answer.status_code for answer in answers] == statuses


def test_an_import_of_another_firm_is_not_there(api: Api, lacerte: str, secrets: list[str]) -> None:
    with api.client(secrets[-1]) as client:
        answers = [client.get(f"/imports/{lacerte}{path}") for path in READING]
        answers += [client.post(f"/imports/{lacerte}/{what}") for what in ("plan", "apply", "undo")]
        answers += [client.delete(f"/imports/{lacerte}")]
        answers += [client.patch(f"/imports/{lacerte}/choices", json={})]
        assert {answer.status_code for answer in answers} == {404}
        assert client.get("/imports").json()["total"] == 0
