"""A list that comes again a month later, in either database."""

from __future__ import annotations

from pathlib import Path

from carnet.book.actions.edit_cards import save_card
from carnet.book.actions.merge_contacts import merge
from carnet.book.actions.undo_import import undo
from tests.conftest import Opens
from tests.support.desk import Desk, assert_changes_nothing, table


def clients(*emails: str) -> str:
    rows = [[f"C{number}", f"Oak Mill {number} Ltd", email] for number, email in enumerate(emails)]
    return table([["Client ID", "Client Name", "Email"], *rows])


def emails(desk: Desk) -> list[list[str]]:
    return [shown["cards"][0]["emails"] for _, shown in sorted(desk.shows().items())]


def test_a_new_value_replaces_what_this_list_alone_gave_in_this_firm_alone(
    opens: Opens, tmp_path: Path
) -> None:
    desk, neighbour = Desk(opens("One"), tmp_path), Desk(opens("Two"), tmp_path)
    october = clients("a@oak.example", "b@oak.example", "c@oak.example")
    desk.take_text(october, "october.csv")
    neighbour.take_text(october, "october.csv")
    other = table([["Account", "Client ID", "Balance", "Email"], ["Oak", "C1", "7", "b@oak.example"]])
    desk.take_text(other, "balances.csv")
    contacts = desk.book.contents().contacts.sort("name")
    typed, held = contacts["key"][2], desk.book.contact(contacts["key"][2]).cards[0]
    for texts in (["x@oak.example"], ["x@oak.example", "c@oak.example"]):
        save_card(desk.book, typed, {"emails": texts}, card=held.id, user="Ann")
    before = desk.book.digest()
    november = desk.file(
        "november.csv", clients("new.a@oak.example", "new.b@oak.example", "new.c@oak.example")
    )
    desk.take(november)
    assert emails(desk) == [
        ["new.a@oak.example"],
        ["b@oak.example", "new.b@oak.example"],
        ["x@oak.example", "c@oak.example", "new.c@oak.example"],
    ]
    assert emails(neighbour) == [["a@oak.example"], ["b@oak.example"], ["c@oak.example"]]
    assert_changes_nothing(desk.plan(november))
    undo(desk.book, desk.last, user="Ann")
    assert desk.book.digest() == before


def test_what_a_list_gave_a_contact_that_was_merged_gives_way_too(opens: Opens, tmp_path: Path) -> None:
    desk = Desk(opens(), tmp_path)
    desk.take_text(clients("a@oak.example", "b@oak.example"))
    kept, gone = desk.book.contents().contacts.sort("name")["key"]
    merge(desk.book, kept, gone, choices={"name": "keep", "client_identifier": "keep"}, user="Ann")
    desk.take_text(clients("a@oak.example", "new@oak.example"))
    (found,) = emails(desk)
    assert sorted(found) == ["a@oak.example", "new@oak.example"]
