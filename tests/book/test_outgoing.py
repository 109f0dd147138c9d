"""What happens in a book is written down, with the change itself, for those who want to be told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from carnet.contract import CarnetError, Kind
from tests.book.test_delete_contacts import PEOPLE, deleted
from tests.book.test_duplicates import suspect
from tests.book.test_merge_contacts import merged
from tests.book.test_undo_import import applied, edited, key_of, undone
from tests.support.book_plans import Wish

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook
    from carnet.book.models import Subscription

ALL = ("contact.created", "contact.updated", "contact.deleted", "import.finished")


def subscribed(book: FirmBook, events: tuple[str, ...] = ALL, kinds: tuple[str, ...] = ()) -> Subscription:
    from carnet.book.actions.subscribe import subscribe

    return subscribe(book, "https://example.com/hook", events, kinds, user="Ada")[0]


def told(book: FirmBook, row: Subscription) -> list[tuple[str, str]]:
    """What a subscription is to be told since it was asked last: type and name, the oldest first."""
    from carnet.book.models import Delivery

    found = Delivery.objects.using(book.using).filter(subscription=row)
    said = [(one.event.type, one.event.name) for one in found.select_related("event").order_by("pk")]
    found.delete()
    return said


def test_each_contact_that_an_import_made_is_one_event_and_the_import_one(
    book: FirmBook, tmp_path: Path
) -> None:
    row = subscribed(book)
    applied(book, tmp_path, *PEOPLE)
    said = told(book, row)
    assert sorted(said[:-1]) == [("contact.created", name) for name in ("Ana", "Family", "Org")]
    assert said[-1] == ("import.finished", "")


def test_what_a_message_says_is_thin(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book import outgoing

    row = subscribed(book)
    key = applied(book, tmp_path, PEOPLE[0])
    contact, imported = reversed(list(outgoing.deliveries(book, row.key)))
    said = json.loads(outgoing.body(contact.event))
    assert said["timestamp"].endswith("Z")
    assert {**said, "timestamp": ""} == {
        "type": "contact.created",
        "timestamp": "",
        "data": {"id": key_of(book, "Ana"), "kind": "person", "name": "Ana"},
    }
    assert json.loads(outgoing.body(imported.event))["data"] == {
        "id": key, "records": {}, "counts": {"create": 1, "update": 0},
    }  # fmt: skip
    names = {outgoing.message_id(row, one.event) for one in (contact, imported)}
    assert len(names) == 2


def test_whatever_is_done_to_a_contact_at_once_is_one_event(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.edit_contact import create, edit

    applied(book, tmp_path, *PEOPLE)
    row = subscribed(book)
    edit(book, key_of(book, "Org"), {"name": "Orga", "description": "new"}, user="Ada")  # Ana works there
    assert sorted(told(book, row)) == [("contact.updated", "Ana"), ("contact.updated", "Orga")]
    applied(book, tmp_path, Wish("Ana", update=True, values={"description": "new"}, cards=[{"role": "new"}]))
    assert told(book, row) == [("contact.updated", "Ana"), ("import.finished", "")]
    create(book, Kind.PERSON, {"first_name": "Zoe", "last_name": "Roy"}, user="Ada")
    assert told(book, row) == [("contact.created", "Zoe Roy")]
    edited(book, "Ana", description="new")
    assert told(book, row) == []


def test_what_a_program_sends_at_once_is_no_import(book: FirmBook) -> None:
    from carnet.book.actions.write_many import Operation, write_many

    row = subscribed(book)
    write_many(book, [Operation(kind=Kind.ORGANIZATION, typed={"name": name}) for name in "AB"], user="Ada")
    assert told(book, row) == [("contact.created", "A"), ("contact.created", "B")]


def test_of_many_merges_at_once_each_contact_is_one_event(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.keep_duplicates import merge_surest

    applied(book, tmp_path, *(Wish(name) for name in ("Ann", "Anna", "Anne")))
    suspect(book, ("Ann", "Anne", 0.995), ("Ann", "Anna", 0.993))
    row, deletions = subscribed(book), subscribed(book, ("contact.deleted",))
    assert len(merge_surest(book, 0.99, user="Zed", names={})) == 2
    gone = [("contact.deleted", name) for name in ("Anna", "Anne")]
    assert sorted(told(book, deletions)) == gone
    assert sorted(told(book, row)) == [*gone, ("contact.updated", "Ann")]


def test_what_leaves_the_book_is_deleted_and_what_comes_back_is_created(
    book: FirmBook, tmp_path: Path
) -> None:
    first = applied(book, tmp_path, *PEOPLE, Wish("Anna"))
    second = applied(book, tmp_path, Wish("Ana", update=True, values={"description": "new"}))
    row = subscribed(book)
    entry = deleted(book, "Ana")
    assert told(book, row) == [("contact.deleted", "Ana")]
    undone(book, second)  # touches Ana, who is away
    assert told(book, row) == []
    undone(book, entry)
    assert told(book, row) == [("contact.created", "Ana")]
    key = merged(book, "Ana", "Anna").key
    assert sorted(told(book, row)) == [("contact.deleted", "Anna"), ("contact.updated", "Ana")]
    undone(book, key)
    assert ("contact.created", "Anna") in told(book, row)
    undone(book, first)
    assert sorted(told(book, row)) == [("contact.deleted", name) for name in ("Ana", "Anna", "Family", "Org")]


def test_a_subscription_is_told_of_the_events_and_kinds_that_it_wants_and_of_its_firm_alone(
    book: FirmBook, tmp_path: Path
) -> None:
    from carnet.book.actions.subscribe import pause, resume, unsubscribe
    from carnet.book.models import Event, Subscription
    from carnet.book.outgoing import Standing

    people = subscribed(book, ("contact.created",), ("person", "organization"))
    deletions = subscribed(book, ("contact.deleted",))
    applied(book, tmp_path, *PEOPLE)
    assert told(book, people) == [("contact.created", "Ana"), ("contact.created", "Org")]
    assert told(book, deletions) == []
    pause(book, people.key)
    applied(book, tmp_path, Wish("Ben"))
    assert told(book, people) == [("contact.created", "Ben")]  # to be told when it goes on
    resume(book, people.key)
    Subscription.objects.using(book.using).update(state=Standing.DISABLED)
    written = Event.objects.using(book.using).filter(firm_id=book.firm).count()
    applied(book, tmp_path, Wish("Cid"))
    deleted(book, "Cid")
    assert Event.objects.using(book.using).filter(firm_id=book.firm).count() == written
    unsubscribe(book, people.key)
    with pytest.raises(CarnetError, match=r"webhook\.unknown"):
        unsubscribe(book, people.key)


def test_a_change_that_is_refused_tells_nobody(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.edit_contact import edit
    from carnet.book.actions.editing import ContactChangedError, Seen

    applied(book, tmp_path, *PEOPLE)
    row = subscribed(book)
    with pytest.raises(ContactChangedError):
        edit(book, key_of(book, "Ana"), {"description": "x"}, user="Ada", seen=Seen(0, 0))
    assert told(book, row) == []


@pytest.mark.parametrize(("events", "kinds"), [((), ()), (("contact.eaten",), ()), (ALL, ("robot",))])
def test_a_subscription_to_what_there_is_not_is_refused(
    book: FirmBook, events: tuple[str, ...], kinds: tuple[str, ...]
) -> None:
    with pytest.raises(CarnetError, match=r"webhook\.events"):
        subscribed(book, events, kinds)


def test_secrets_are_not_readable_in_the_database_and_two_sign_for_a_day_after_a_rotation(
    book: FirmBook,
) -> None:
    from datetime import UTC, datetime, timedelta

    from carnet.book import outgoing
    from carnet.book.actions.subscribe import rotate, subscribe

    row, first = subscribe(book, "https://example.com/hook", ALL, (), user="Ada")
    second = rotate(book, row.key)
    kept = outgoing.subscription(book, row.key)
    now = datetime.now(UTC)
    assert outgoing.signing(book.keys, kept, now) == [second, first]
    assert outgoing.signing(book.keys, kept, now + timedelta(days=2)) == [second]
    assert first[6:] not in kept.former
    assert second[6:] not in kept.secret


def test_what_is_old_is_forgotten(book: FirmBook, tmp_path: Path) -> None:
    from datetime import UTC, datetime, timedelta

    from carnet.book import outgoing
    from carnet.book.actions import deliver
    from carnet.book.models import Event

    row = subscribed(book)
    applied(book, tmp_path, *PEOPLE)
    Event.objects.using(book.using).filter(firm_id=book.firm, name="Ana").update(
        at=datetime.now(UTC) - timedelta(days=31)
    )
    deliver.erase(book.using, datetime.now(UTC) - deliver.KEPT)
    left = {one.event.name for one in outgoing.deliveries(book, row.key)}
    assert left == {"Family", "Org", ""}
    assert Event.objects.using(book.using).filter(firm_id=book.firm).count() == 3


def test_a_large_import_is_told_as_a_small_one(book: FirmBook, tmp_path: Path) -> None:
    row = subscribed(book, ("contact.created",))
    applied(book, tmp_path, *(Wish(f"P{number}") for number in range(300)))
    said = pl.DataFrame(told(book, row), schema=["type", "name"], orient="row")
    assert (said.height, said["name"].n_unique()) == (300, 300)
