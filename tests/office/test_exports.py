"""A large export is written in the background: a program asks until it is done, and fetches the file."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from carnet.book.firm_book import FirmBook
from carnet.book.models import Firm
from carnet.doors.api.v1 import exports
from carnet.office import tokens
from carnet.office.errands.attend import attend
from carnet.office.errands.keep import begin
from carnet.office.jobs import ErrandJob
from carnet.office.roles import Role
from carnet.office.scopes import Scope
from tests.office.test_roles import opened, person, user

pytestmark = pytest.mark.usefixtures("office")


@pytest.fixture(autouse=True)
def _everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "AT_ONCE", 0)


def program(book: FirmBook) -> Client:
    """One that may read the contacts of a firm, and nothing else."""
    firm = Firm.objects.using(book.using).get(pk=book.firm).key
    _, secret = tokens.make(user(firm, Role.READER), firm, "tests", [Scope.CONTACTS_READ])
    return Client(headers={"host": "localhost", "authorization": f"Bearer {secret}"})


def asked(client: Client, **wanted: object) -> str:
    """The address of an export that is written in the background."""
    answer = client.post("/api/v1/exports", json.dumps(wanted), content_type="application/json")
    assert (answer.status_code, answer.json()["done"]) == (202, False)
    return str(answer["Location"])


def test_a_large_export_is_asked_for_until_its_file_is_there() -> None:
    book = opened()
    keys = [person(book, name) for name in ("Ann", "Bo", "Cy")]
    client = program(book)
    for wanted, names in (({}, "Ann Bo Cy"), ({"ids": keys[1:]}, "Bo Cy")):
        address = asked(client, to="jsonl", **wanted)
        early = client.get(f"{address}/file")
        assert (early.status_code, early.json()["code"]) == (409, "export.unready")
        attend(address.rpartition("/")[2])
        stands = client.get(address).json()
        assert (stands["done"], stands["problem"], stands["count"]) == (True, None, len(names.split()))
        given = client.get(stands["file"])
        assert given["Content-Type"] == "application/x-ndjson"
        lines = b"".join(given).decode().splitlines()
        assert sorted(json.loads(line)["first_name"] for line in lines) == names.split()
    told = asked(client, to="google")
    attend(told.rpartition("/")[2])
    assert client.get(told).json()["notes"] == []


def test_an_export_is_of_its_firm_alone_and_no_other_work_is_one() -> None:
    book, other = opened(), opened()
    person(book, "Ann")
    address = asked(program(book), to="vcard")
    attend(address.rpartition("/")[2])
    for path in (address, f"{address}/file"):
        assert program(other).get(path).status_code == 404
    firm = Firm.objects.using(book.using).get(pk=book.firm).key
    undo = begin(firm, user(firm, Role.MEMBER), ErrandJob.UNDO, {"entries": []})
    assert program(book).get(f"/api/v1/exports/{undo.key}").status_code == 404
