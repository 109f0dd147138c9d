"""A book sent to a Karbon account is there as it is here, once, whatever breaks off on the way.

The account is another firm's book, reached over HTTP through Carnet's own addresses of that API.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from carnet.contract import Contents, Kind
from carnet.language import Language
from carnet.writers import export
from tests.support.api import Api, running
from tests.support.contents import Books, card
from tests.support.desk import Desk, seen
from tests.support.faults import FAULTS, Way, way_to
from tests.support.rich_book import rich_book
from tests.web.serving import CARNET

if TYPE_CHECKING:
    from carnet.karbon.push.plan import PushPlan
    from carnet.karbon.push.send import PushResult

COMMAND = [str(CARNET), "push", "--to", "karbon", "--json"]
WITHOUT_KEYS = {name: value for name, value in os.environ.items() if not name.startswith("CARNET_KARBON")}


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Api]:
    """The account: a server whose book is empty."""
    with running(tmp_path / "target") as started:
        yield started


@pytest.fixture
def way(target: Api) -> Iterator[Way]:
    """The way to it."""
    with way_to(target.served.address.rstrip("/")) as opened:
        yield opened


@pytest.fixture
def desk(empty_home: Path, tmp_path: Path) -> Desk:
    """An empty book."""
    from carnet.book.setup import open_book

    shutil.copytree(empty_home, tmp_path / "source")
    return Desk(open_book(tmp_path / "source"), tmp_path)


@pytest.fixture
def source(desk: Desk) -> Desk:
    """The book that is sent."""
    return filled(desk, rich_book())


def filled(desk: Desk, contents: Contents) -> Desk:
    export("karbon", contents, desk.folder / "book.xlsx", Language.EN)
    desk.take(desk.folder / "book.xlsx")
    return desk


def push(source: Desk, way: Way, target: Api) -> tuple[PushPlan, PushResult]:
    """One push, whose waits take no time."""
    from carnet.karbon.push.account import Account
    from carnet.karbon.push.plan import plan
    from carnet.karbon.push.send import Sender
    from carnet.karbon.push.session import Session

    with Account(way.address, "any", target.token, a_minute=10_000, sleep=lambda _: None) as account:
        session = Session(source.book, account)
        planned = plan(session)
        return planned, Sender(session, planned).run()


def held(target: Api) -> list[dict[str, Any]]:
    """What the account holds, as a person sees it."""
    from django.db import connections

    from carnet.book.setup import open_book

    book = open_book(target.served.home)
    contents = book.contents()
    connections[book.using].close()
    return cleared(seen(contents))


def whole(source: Desk) -> list[dict[str, Any]]:
    """All that the book holds."""
    return cleared(seen(source.book.contents()))


def cleared(contacts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without cards that hold nothing: a contact that a program makes has one."""
    bare = [{"primary": True}]
    kept = ({name: one[name] for name in one if (name, one[name]) != ("cards", bare)} for one in contacts)
    return sorted(kept, key=repr)


def codes(told: list[Any]) -> set[str]:
    return {one.loss.code for one in told}


def test_whatever_gets_lost_on_the_way_each_contact_arrives_once_and_whole(
    source: Desk, way: Way, target: Api
) -> None:
    way.plan = [fault for one in islice(cycle(FAULTS), 24) for fault in (one, None)]
    planned, _ = push(source, way, target)
    assert planned.told == []
    assert held(target) == whole(source)

    way.calls.clear()
    way.plan.clear()
    planned, _ = push(source, way, target)
    assert (planned.size, way.writes) == (0, [])

    from carnet.book.actions.edit_contact import edit

    keys = dict(source.book.contents().contacts.select("name", "key").iter_rows())
    edit(source.book, keys["Wei 李"], {"preferred_name": "W."}, user="Marc")
    push(source, way, target)
    assert [method for method, _ in way.writes] == ["PATCH"]
    edit(source.book, keys["Oak Mill LLC"], {"description": "", "accounting.legal_name": "Oak"}, user="Marc")
    push(source, way, target)
    assert [method for method, _ in way.writes] == ["PATCH", "PUT"]
    assert held(target) == whole(source)


def test_the_command_shows_first_then_sends_and_goes_on_where_it_was_killed(
    source: Desk, way: Way, target: Api, tmp_path: Path
) -> None:
    source.book.connection.close()
    home = {"CARNET_HOME": str(tmp_path / "source"), "CARNET_KARBON_URL": way.address}
    done = subprocess.run(COMMAND, env=WITHOUT_KEYS | home, capture_output=True, encoding="utf-8")
    assert done.returncode == 2
    assert "CARNET_KARBON_TOKEN, CARNET_KARBON_ACCESS_KEY" in done.stderr

    keys = {"CARNET_KARBON_TOKEN": "secret-token", "CARNET_KARBON_ACCESS_KEY": target.token}
    done = subprocess.run(COMMAND, env=WITHOUT_KEYS | home | keys, capture_output=True, encoding="utf-8")
    shown = json.loads(done.stdout)
    assert (done.returncode, shown["sent"], shown["counts"]["person"]["create"]) == (0, False, 3)
    assert way.writes == []
    for key in keys.values():
        assert key not in done.stdout + done.stderr

    process = subprocess.Popen([*COMMAND, "--yes"], env=WITHOUT_KEYS | home | keys, stdout=subprocess.PIPE)
    third = len(shown["custom_fields"]) + 3  # organizations come after the custom fields

    def kill(writes: int) -> None:
        if writes == third:
            process.kill()

    way.after = kill
    assert process.wait(timeout=120)
    way.after = None
    planned, _ = push(source, way, target)
    from carnet.karbon.push.plan import Action

    assert (
        planned.counts[Kind.ORGANIZATION][Action.CREATE] == 2
    )  # the third of four is there, but nobody knew
    assert held(target) == whole(source)


def test_what_karbon_cannot_hold_is_told_and_what_is_there_already_stays(
    way: Way, target: Api, desk: Desk
) -> None:
    books = Books().organization("There LLC", card(emails=("a@example.com",)), description="ours")
    books.person(None, "Solo", card(emails=("solo@example.com",)))
    books.person(
        "Ana", "Roy",
        card(belongs_to="There LLC", social={"google_plus": "https://plus.google.com/1"}),
        contact_type="Friend", client_owner="Nobody", custom={"Long": "x" * 300},
        accounting__financial_year_end_day="31", accounting__financial_year_end_month="12",
    )  # fmt: skip
    source = filled(desk, books.contents())
    with target.client() as client:
        headers = {"AccessKey": target.token}
        body = {"FullName": "There LLC", "BusinessCards": [{"EmailAddresses": ["A@example.com"]}]}
        theirs = client.post(f"{way.address}/v3/Organizations", json=body, headers=headers).json()
        planned, _ = push(source, way, target)
        assert codes(planned.told) == {
            "karbon.already_there", "karbon.both_names", "karbon.no_place", "karbon.no_choice",
            "karbon.no_colleague", "karbon.too_long",
        }  # fmt: skip
        names = [(one["name"], one.get("description")) for one in held(target)]
        assert sorted(names) == [("Ana Roy", None), ("There LLC", None)]
        rows = client.get(f"{way.address}/v3/Contacts", headers=headers).json()["value"]
        address = f"{way.address}/v3/Contacts/{rows[0]['ContactKey']}"
        ana = client.get(f"{address}?$expand=BusinessCards", headers=headers).json()
        assert ana["BusinessCards"][0]["OrganizationKey"] == theirs["OrganizationKey"]
        assert ana["AccountingDetail"]["FinancialYearEndMonth"] == 11

        ana["MiddleName"] = "Maria"
        assert client.put(address, json=ana, headers=headers).status_code == 204
        from carnet.book.actions.edit_contact import edit

        keys = dict(source.book.contents().contacts.select("name", "key").iter_rows())
        edit(source.book, keys["Ana Roy"], {"preferred_name": "A."}, user="Marc")
        _, result = push(source, way, target)
        assert codes(result.told) == {"karbon.changed_there"}
        assert {one["name"] for one in held(target)} == {"Ana Maria Roy", "There LLC"}
        edit(source.book, keys["Ana Roy"], {"preferred_name": "", "middle_name": "Maria"}, user="Marc")
        assert codes(push(source, way, target)[1].told) == set()
