"""Many contacts in one request, over real HTTP."""

from __future__ import annotations

import httpx

from tests.support.api import Api


def test_each_operation_of_many_has_an_answer_of_its_own(client: httpx.Client) -> None:
    known = client.post("/organizations", json={"name": "Known Ltd"}).json()
    before = client.get("/contacts").json()["total"]
    operations = [
        {"op": "create", "kind": "person",
         "contact": {"last_name": "Fresh", "cards": [{"emails": ["f@example.com"]}]}},
        {"op": "create", "kind": "person", "contact": {"last_name": 5, "cards": [{"emails": "x"}]}},
        {"op": "create", "kind": "person", "contact": {"last_name": "W", "cards": [{"emails": ["wrong"]}]}},
        {"op": "update", "id": known["id"], "etag": known["etag"], "contact": {"description": "Known well"}},
        {"op": "delete", "id": "nobody"},
        {"op": "create", "contact": {"name": "Kindless"}},
    ]  # fmt: skip
    refused = client.post("/contacts/bulk", json={"operations": operations, "atomic": True})
    assert (refused.status_code, refused.json()["code"]) == (422, "bulk.refused")
    assert "#/operations/1/contact/last_name" in {one["pointer"] for one in refused.json()["errors"]}
    assert client.get("/contacts").json()["total"] == before
    headers = {"Idempotency-Key": "bulk-1"}
    answer = client.post("/contacts/bulk", json={"operations": operations}, headers=headers)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert [one["status"] for one in told["items"]] == [201, 422, 422, 200, 404, 422]
    assert (told["done"], told["failed"]) == (2, 4)
    assert told["items"][2]["problem"]["errors"][0]["pointer"] == "#/cards/0/emails/0"
    fresh = client.get(f"/people/{told['items'][0]['id']}")
    assert fresh.headers["ETag"] == f'"{told["items"][0]["etag"]}"'
    assert client.get(f"/organizations/{known['id']}").json()["etag"] == told["items"][3]["etag"]
    again = client.post("/contacts/bulk", json={"operations": operations}, headers=headers)
    assert again.content == answer.content


def test_ten_thousand_contacts_are_added_in_one_request(api: Api, client: httpx.Client) -> None:
    operations = [
        {"op": "create", "kind": "person", "contact": {
            "first_name": f"Bulk{number}", "last_name": "Person", "client_identifier": f"BULK-{number}",
            "cards": [{"emails": [f"bulk{number}@example.com"]}]}}
        for number in range(10_000)
    ]  # fmt: skip
    answer = client.post("/contacts/bulk", json={"operations": operations})
    assert answer.json()["done"] == 10_000
    found = client.get("/people", params={"email": "bulk777@example.com"}).json()["items"]
    assert [one["name"] for one in found] == ["Bulk777 Person"]
    many = client.post("/contacts/bulk", json={"operations": operations + operations[:1]})
    assert many.status_code == 422
