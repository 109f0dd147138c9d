"""Many contacts that a program sends at once: kept as one sent alone is, one entry of the history, undone
as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from carnet.book.actions.edit_contact import create
from carnet.book.actions.editing import Seen
from carnet.book.actions.undo_import import undo
from carnet.book.actions.write_many import Operation, write_many
from carnet.book.objects import object_of
from carnet.book.typed.remarks import EVERY, DoubtfulError, RefusedError
from carnet.contract import CarnetError, Kind

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

PERSON, ORGANIZATION = Kind.PERSON, Kind.ORGANIZATION
TYPED: list[dict[str, str | None]] = [
    {"first_name": "Zoé", "last_name": "O’Brien ", "birth_date": "3 May 1980", "custom.Colour": "blue"},
    {"last_name": "Anders", "accounting.financial_year_end_month": "June", "accounting.tax_id": "12-3456789"},
    {"last_name": "Bates", "description": "two\nlines", "client_identifier": "0042", "contact_type": ""},
]
CARDS: list[list[dict[str, Any]]] = [
    [{"emails": ["Zoe@EXAMPLE.com", "zoe2@example.com"], "role": " Director ",
      "phones": [{"label": "mobile", "number": "+61 491 570 156", "extension": None}],
      "addresses": [{"label": "home", "line": "1 A St", "city": "Ballarat", "country": "Australia"}]},
     {"websites": ["HTTPS://example.com/"], "social": [{"network": "twitter", "value": "@zoe"}]}],
    [{"phones": [{"label": "work", "number": "(02) 5550 1234", "extension": "7"}],
      "addresses": [{"label": "physical", "line": "2 B St", "country": "AU"}]}],
    [],
]  # fmt: skip


def shown(book: FirmBook, key: str) -> dict[str, Any]:
    """A contact without what differs from one to the next."""
    said = object_of(book, key)
    for card in said["cards"]:
        del card["id"]
    return {name: value for name, value in said.items() if name not in {"id", "modified", "etag"}}


def test_what_is_sent_together_is_kept_as_what_is_sent_alone(book: FirmBook) -> None:
    employer = create(book, ORGANIZATION, {"name": "Acme Example Ltd"}, user="tests")
    cards = [[dict(one) for one in several] for several in CARDS]
    cards[0][0]["organization"], cards[1][0]["organization_key"] = "ACME Example Ltd", employer
    alone = [
        create(book, PERSON, typed, user="tests", cards=several, accepted=EVERY)
        for typed, several in zip(TYPED, cards, strict=True)
    ]
    expected = [shown(book, key) for key in alone]
    for key in alone:  # so that the identifiers are free
        write_many(book, [Operation(key=key, delete=True)], user="tests")
    operations = [
        Operation(kind=PERSON, typed=typed, cards=several)
        for typed, several in zip(TYPED, cards, strict=True)
    ]
    outcome = write_many(book, operations, user="tests", doubtful=True)
    assert outcome.errors == {}
    assert [shown(book, key) for key in outcome.keys] == expected


def test_all_of_it_is_one_entry_that_undo_takes_back(book: FirmBook) -> None:
    keys = [create(book, ORGANIZATION, {"name": f"Firm {n} Ltd"}, user="tests") for n in range(3)]
    worker = create(book, PERSON, {"last_name": "Worker"}, user="tests",
                    cards=[{"organization_key": keys[0]}])  # fmt: skip
    before = book.digest()
    outcome = write_many(
        book,
        [
            Operation(kind=PERSON, typed={"last_name": "Newcomer"}),
            Operation(key=keys[0], typed={"name": "Renamed Ltd", "custom.Tier": "A"}),
            Operation(key=keys[1], delete=True),
        ],
        user="tests",
    )
    assert outcome.errors == {}
    assert object_of(book, outcome.keys[0])["name"] == "Newcomer"
    assert object_of(book, keys[0])["custom"] == {"Tier": "A"}
    assert object_of(book, worker)["cards"][0]["organization"] == "Renamed Ltd"
    with pytest.raises(CarnetError, match=r"contact\.unknown"):
        object_of(book, keys[1])
    (entry,) = book.history(outcome.entry)
    assert (entry.files, entry.counts["create"], entry.counts["update"]) == (["API"], 1, 1)
    undo(book, outcome.entry, user="tests")
    assert book.digest() == before


def test_what_cannot_be_done_is_told_and_the_rest_is_done(book: FirmBook) -> None:
    held = create(book, PERSON, {"last_name": "Held", "client_identifier": "H-1"}, user="tests")
    operations = [
        Operation(kind=PERSON, typed={"last_name": "Good"}),
        Operation(kind=PERSON, typed={"first_name": ""}),
        Operation(kind=PERSON, typed={"last_name": "X", "birth_date": "31 February 1990"}),
        Operation(kind=PERSON, typed={"last_name": "Y", "client_identifier": "h-1"}),
        Operation(kind=PERSON, typed={"last_name": "Held"}),
        Operation(kind=PERSON, typed={"last_name": "Z"}, cards=[{}, {"emails": ["a@gmial.com", "nonsense"]}]),
        Operation(key=held, seen=Seen(0, 0), typed={"salutation": "Dr"}),
        Operation(key="nobody", delete=True),
        Operation(key=held, delete=True),
    ]
    unknown = write_many(book, operations[7:8], user="tests")
    assert (unknown.entry, unknown.errors[0].code) == ("", "contact.unknown")
    nothing = write_many(book, operations, user="tests", atomic=True)
    assert (nothing.entry, len(nothing.errors), book.size) == ("", 8, 1)
    outcome = write_many(book, operations, user="tests")
    codes = {op: error.code for op, error in outcome.errors.items()}
    assert codes == {
        1: "typed.refused", 2: "typed.refused", 3: "typed.refused", 4: "typed.doubtful", 5: "typed.refused",
        6: "contact.changed", 7: "contact.unknown", 8: "bulk.twice",
    }  # fmt: skip
    assert book.size == 2
    marks = {
        op: [(one.field, one.code) for one in error.remarks]
        for op, error in outcome.errors.items()
        if isinstance(error, (RefusedError, DoubtfulError))
    }
    assert marks == {
        1: [("last_name", "typed.nameless")], 2: [("birth_date", "typed.date")],
        3: [("client_identifier", "typed.identifier")], 4: [("last_name", "typed.twin")],
        5: [("cards.1.emails.1", "typed.email")],
    }  # fmt: skip
