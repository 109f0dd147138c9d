"""What a person types on one contact is kept in the book's own form, with who did it and when, or refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from carnet.contract import CarnetError, Kind
from tests.book.test_undo_import import applied, key_of, undone
from tests.support.book_plans import PlanMaker, Wish, keys

if TYPE_CHECKING:
    from carnet.book.actions.editing import Seen
    from carnet.book.firm_book import FirmBook
    from tests.conftest import Opens

ANA = {"first_name": "Ana", "last_name": "Roy"}


def made(book: FirmBook, *cards: dict[str, Any], accepted: Sequence[str] = (), **values: str) -> str:
    from carnet.book.actions.edit_contact import create

    typed = {**ANA, **values}
    return create(book, Kind.PERSON, typed, user="Marc", cards=cards, accepted=accepted)


def edit(book: FirmBook, key: str, **values: Any) -> None:
    from carnet.book.actions import edit_contact

    how: dict[str, Any] = {name: values.pop(name) for name in ("seen", "accepted", "user") if name in values}
    edit_contact.edit(book, key, values, **{"user": "Marc"} | how)


def save_card(book: FirmBook, key: str, values: dict[str, Any], card: int | None = None) -> None:
    from carnet.book.actions import edit_cards

    edit_cards.save_card(book, key, values, user="Marc", card=card)


def seen(book: FirmBook, key: str) -> Seen:
    from carnet.book.actions.editing import found, seen_now

    return seen_now(book, found(book, key))


def values(book: FirmBook) -> dict[str, Any]:
    return {name: value for name, value in book.contents().contacts.row(0, named=True).items() if value}


def changes(book: FirmBook, key: str) -> list[tuple[str, str | None, str | None]]:
    """The journal of a contact, the latest first."""
    return [(step.field, step.old, step.new) for step in trail(book, key)]


def trail(book: FirmBook, key: str) -> list[Any]:
    from carnet.book.actions.editing import found
    from carnet.book.trail import steps

    with book.cursor() as cursor:
        return steps(book, cursor, found(book, key).pk)


def take_back(book: FirmBook, key: str, field: str) -> None:
    """Undo the latest change of a field."""
    from carnet.book.actions.undo_change import undo_change

    step = next(step for step in trail(book, key) if step.field == field)
    undo_change(book, key, step.change, user="Zed")


def refused(book: FirmBook, key: str, **typed: str) -> list[tuple[str, str]]:
    """What is said about values that are not kept: field and code."""
    from carnet.book.typed.remarks import RefusedError

    with pytest.raises(RefusedError) as error:
        edit(book, key, **typed)
    return [(remark.field, remark.code) for remark in error.value.remarks]


# ---------------------------------------------------------------------------------------- values


def test_a_contact_made_by_hand_has_a_card_and_is_found(book: FirmBook) -> None:
    key = made(book, {"emails": ["a@example.com"]}, client_identifier="A1")
    contents = book.contents()
    assert contents.contacts.select("key", "name").rows() == [(key, "Ana Roy")]
    assert contents.cards.select("primary", "emails").rows() == [(True, ["a@example.com"])]
    wanted = keys(
        ("name", "person:ana roy"), ("identifier", "a1"), ("email", "a@example.com"), ("contact_key", key)
    )
    assert book.find(wanted).height == 4


def test_each_edit_raises_the_revision_and_one_that_changes_nothing_does_not(book: FirmBook) -> None:
    key = made(book, description="old")
    before = book.revision
    edit(book, key, description="old")
    assert book.revision == before
    edit(book, key, description="new", **{"custom.Hat": "7"})
    assert book.revision == before + 1
    assert values(book)["custom"] == [{"name": "Hat", "value": "7"}]
    edit(book, key, description="", **{"custom.Hat": None})
    assert {"description", "custom"}.isdisjoint(values(book))


def test_a_plan_made_before_an_edit_is_stale(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.apply_import import apply

    key = made(book)
    plan = PlanMaker(book, tmp_path).plan(Wish("Ben"))
    edit(book, key, description="new")
    with pytest.raises(CarnetError, match=r"plan\.stale"):
        apply(book, plan, user="Léa")


def test_what_is_typed_is_kept_as_an_import_would_keep_it(book: FirmBook) -> None:
    key = made(book)
    edit(
        book, key, last_name="  Roy \u00a0 Côté", birth_date="27 March 1984",
        **{"accounting.entity_type": "sole trader", "accounting.annual_revenue": "1,250.00"},
        **{"accounting.financial_year_end_month": "June"},
    )  # fmt: skip
    held = values(book)
    assert (held["last_name"], held["name"], held["birth_date"]) == ("Roy Côté", "Ana Roy Côté", "1984-03-27")
    assert held["accounting.entity_type"] == "Sole Proprietor"
    assert (held["accounting.annual_revenue"], held["accounting.financial_year_end_month"]) == (
        "1250.00",
        "6",
    )


def test_values_that_cannot_be_kept_are_all_told_and_nothing_is_written(book: FirmBook) -> None:
    key = made(book)
    before = book.digest()
    told = refused(
        book, key, birth_date="31 February 1984", description="fine", first_name="", last_name=" ",
        **{"accounting.financial_year_end_day": "31", "accounting.financial_year_end_month": "6"},
        **{"accounting.sells": "Hats"},
    )  # fmt: skip
    assert sorted(told) == [
        ("accounting.financial_year_end_day", "typed.no_such_day"), ("accounting.sells", "choice.unknown"),
        ("birth_date", "typed.date"), ("last_name", "typed.nameless"),
    ]  # fmt: skip
    assert book.digest() == before


def test_a_doubtful_value_is_told_first_and_kept_when_the_person_insists(book: FirmBook) -> None:
    from carnet.book.typed.remarks import DoubtfulError

    key = made(book, {"addresses": [{"country": "Australia", "label": "home"}]})
    with pytest.raises(DoubtfulError) as doubt:
        edit(book, key, **{"accounting.business_number": "51 824 753 557"})
    (remark,) = doubt.value.remarks
    assert remark.code == "registration.check_digit"
    edit(book, key, accepted=[remark.mark], **{"accounting.business_number": "51 824 753 557"})
    edit(book, key, description="the number is not judged again", **{
        "accounting.business_number": values(book)["accounting.business_number"]
    })  # fmt: skip
    assert len(changes(book, key)) == 6


def test_a_client_identifier_belongs_to_one_contact(opens: Opens) -> None:
    book, other = opens("One"), opens("Two")
    made(book, client_identifier="A1")
    key = made(book, client_identifier="A2", first_name="Anna")
    assert refused(book, key, client_identifier=" a1") == [("client_identifier", "typed.identifier")]
    edit(book, key, client_identifier="A2 ")
    made(other, client_identifier="A1")


def test_whoever_adds_a_contact_is_told_of_one_with_the_same_name_or_email(book: FirmBook) -> None:
    from carnet.book.typed.remarks import DoubtfulError

    key = made(book, {"emails": ["ana@example.com"]})
    doubts: list[Any] = []
    for email, name in ((None, "ANA"), ("Ana@example.com", "Bo")):
        with pytest.raises(DoubtfulError) as doubt:
            made(book, {"emails": [email or "bo@example.com"]}, first_name=name)
        doubts += doubt.value.remarks
    assert [(one.code, one.detail, one.key) for one in doubts] == [("typed.twin", "Ana Roy", key)] * 2
    assert book.contents().contacts.height == 1
    made(book, {"emails": ["ana@example.com"]}, accepted=[doubts[0].mark])
    assert book.contents().contacts.height == 2


def test_cards_and_groups_call_a_contact_by_its_new_name(book: FirmBook, tmp_path: Path) -> None:
    applied(
        book, tmp_path, Wish("Ana", cards=[{"works_at": "Org"}]), Wish("Org", "organization"),
        Wish("Family", "client_group", values={"primary_contact": "Org"}, members=["Org"]),
    )  # fmt: skip
    before = book.digest()
    edit(book, key_of(book, "Org"), name="Org Ltd")
    contents = book.contents()
    assert contents.cards["organization"][0] == "Org Ltd"
    assert contents.contacts["primary_contact"].drop_nulls().to_list() == ["Org Ltd"]
    assert changes(book, key_of(book, "Ana"))[0][0] == "card"
    take_back(book, key_of(book, "Org Ltd"), "name")
    assert book.digest() == before


def test_what_cannot_be_edited_is_refused(book: FirmBook) -> None:
    key = made(book)
    for field in ("kind", "custom.", "primary_contact.x"):
        with pytest.raises(CarnetError, match=r"contact\.field"):
            edit(book, key, **{field: "organization"})
    with pytest.raises(CarnetError, match=r"contact\.field"):
        save_card(book, key, {"primary": False})
    with pytest.raises(CarnetError, match=r"contact\.unknown"):
        edit(book, "nobody", name="x")


# ----------------------------------------------------------------------------------- two people


def test_a_contact_that_changed_since_it_was_seen_is_not_overwritten(book: FirmBook) -> None:
    from carnet.book.actions.editing import ContactChangedError

    key = made(book, description="first")
    opened = seen(book, key)
    edit(book, key, user="Léa", description="Léa's", first_name="Anna")
    with pytest.raises(ContactChangedError) as stale:
        edit(book, key, seen=opened, description="Marc's")
    assert stale.value.code == "contact.changed"
    assert stale.value.values == {"value": "Anna Roy", "detail": "Léa"}
    assert {step.field: step.new for step in stale.value.steps} == {
        "description": "Léa's", "first_name": "Anna", "name": "Anna Roy",
    }  # fmt: skip
    assert values(book)["description"] == "Léa's"
    edit(book, key, seen=seen(book, key), description="Marc's")
    assert values(book)["description"] == "Marc's"


# ---------------------------------------------------------------------------------------- cards


def test_a_card_is_read_like_an_imported_one(book: FirmBook) -> None:
    key = made(book)
    (card,) = book.contents().cards["id"]
    save_card(book, key, {
        "emails": ["Ana@EXAMPLE.com", " "],
        "phones": [{"label": "mobile", "number": "(514) 555-0147", "extension": "12"}],
        "addresses": [{"label": "home", "city": "Montréal", "country": "canada"}],
        "websites": ["www.ana.example/"], "social": [{"network": "twitter", "value": "@ana"}],
    }, card)  # fmt: skip
    held = book.contents().cards.row(0, named=True)
    assert held["emails"] == ["Ana@example.com"]
    assert held["phones"] == [{"label": "mobile", "number": "+15145550147", "extension": "12"}]
    assert (held["addresses"][0]["country"], held["websites"]) == ("CA", ["www.ana.example"])
    assert held["social"] == [{"network": "twitter", "value": "ana"}]
    assert book.find(keys(("email", "ana@example.com"))).height == 1


def test_each_wrong_entry_of_a_card_is_told_at_its_place(book: FirmBook) -> None:
    from carnet.book.typed.remarks import RefusedError

    key = made(book)
    before = book.digest()
    with pytest.raises(RefusedError) as error:
        save_card(book, key, {
            "emails": ["ana@example.com", "ana@"],
            "phones": [{"label": "work", "number": "call me", "extension": None}],
            "addresses": [{"label": "home", "city": "Paris", "country": "Freedonia"}],
            "organization": "Nowhere Ltd",
        })  # fmt: skip
    assert {remark.field: remark.code for remark in error.value.remarks} == {
        "emails.1": "typed.email", "phones.0": "typed.phone", "addresses.0": "typed.country",
        "organization": "typed.organization",
    }  # fmt: skip
    assert book.digest() == before


def test_a_card_is_at_the_organization_of_that_name_and_keeps_it(book: FirmBook, tmp_path: Path) -> None:
    applied(book, tmp_path, Wish("Ana"), Wish("Org", "organization"), Wish("Else", "organization"))
    key, ids = key_of(book, "Ana"), dict(book.contents().contacts.select("name", "id").iter_rows())
    save_card(book, key, {"organization": "org", "role": "Director"})
    card = book.contents().cards.row(0, named=True)
    assert (card["organization"], card["organization_contact"]) == ("Org", ids["Org"])
    save_card(book, key, {"emails": ["b@example.com"]}, card["id"])
    assert book.contents().cards["organization_contact"].to_list() == [ids["Org"]]
    save_card(book, key, {"organization_key": key_of(book, "Else")}, card["id"])
    assert book.contents().cards["organization_contact"].to_list() == [ids["Else"]]
    save_card(book, key, {"organization": ""}, card["id"])
    assert book.contents().cards.select("organization", "role").rows() == [(None, "Director")]


def test_exactly_one_card_is_the_primary_one_whatever_comes_and_goes(book: FirmBook) -> None:
    from carnet.book.actions.edit_cards import make_primary, remove_card

    key = made(book, {"emails": ["a@example.com"]}, {"emails": ["b@example.com"]})
    first, second = book.contents().cards["id"]
    make_primary(book, key, second, user="Marc")
    remove_card(book, key, second, user="Marc")
    assert book.contents().cards.select("id", "primary").rows() == [(first, True)]
    with pytest.raises(CarnetError, match=r"card\.unknown"):
        remove_card(book, key, second, user="Marc")
    take_back(book, key, "card")  # that it was removed
    assert book.contents().cards.select("id", "primary").rows() == [(first, True), (second, False)]


# --------------------------------------------------------------------------------- groups, undo


def test_a_contact_joins_and_leaves_a_group(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.edit_groups import join, leave

    imported = applied(book, tmp_path, Wish("Ana"), Wish("Family", "client_group", members=["Ana"]))
    ana, family = key_of(book, "Ana"), key_of(book, "Family")
    before = book.digest()
    leave(book, ana, family, user="Marc")
    assert book.contents().members.height == 0
    take_back(book, ana, "group")
    assert book.digest() == before
    join(book, ana, family, user="Marc")
    assert len(changes(book, ana)) == 2
    for group, code in ((ana, r"group\.unknown"), (family, r"group\.in_group")):
        with pytest.raises(CarnetError, match=code):
            join(book, family, group, user="Marc")
    undone(book, imported)
    assert book.contents().contacts["name"].to_list() == ["Ana"]


def test_an_archived_contact_stays_in_the_book_and_comes_back(book: FirmBook) -> None:
    from carnet.book.actions.edit_contact import archive

    key = made(book)
    archive(book, key, user="Marc")
    assert book.contents().contacts["archived"].to_list() == [True]
    take_back(book, key, "archived")
    assert book.contents().contacts["archived"].to_list() == [False]


def test_any_single_change_can_be_taken_back_as_a_new_one(book: FirmBook) -> None:
    from carnet.book.actions.edit_cards import remove_card
    from carnet.book.actions.undo_change import undo_change

    key = made(book, {"emails": ["a@example.com"]}, description="old", **{"accounting.tax_id": "12-3456789"})
    before, made_by = book.digest(), len(trail(book, key))
    (card,) = book.contents().cards["id"]
    edit(book, key, description="new", last_name="Roi", **{"accounting.tax_id": "98-7654321"})
    save_card(book, key, {"emails": ["b@example.com"]}, card)
    remove_card(book, key, card, user="Marc")
    done = [step for step in trail(book, key)[:-made_by] if step.field != "name"]
    for step in done:
        undo_change(book, key, step.change, user="Zed")
    assert book.digest() == before
    assert values(book)["name"] == "Ana Roy"
    shown = [(step.old, step.new) for step in trail(book, key) if step.field == "accounting.tax_id"]
    assert shown == [
        ("••-••••321", "••-••••789"), ("••-••••789", "••-••••321"), (None, "••-••••789"),
    ]  # fmt: skip


def test_what_was_saved_together_is_taken_back_together_or_not_at_all(book: FirmBook) -> None:
    from carnet.book.actions.undo_change import undo_changes

    key = made(book, {"emails": ["a@example.com"]}, description="old", **{"accounting.tax_id": "12-3456789"})
    before, after = book.digest(), trail(book, key)[0].change
    edit(
        book,
        key,
        description="new",
        first_name="Anna",
        last_name="Roi",
        **{"accounting.tax_id": "98-7654321"},
    )
    save_card(book, key, {"emails": ["b@example.com"]}, book.contents().cards["id"].item())
    upto = trail(book, key)[0].change
    edit(book, key, first_name="Anne")
    with pytest.raises(CarnetError, match=r"value\.changed"):
        undo_changes(book, key, after, upto, user="Zed")
    take_back(book, key, "first_name")
    undo_changes(book, key, after, upto, user="Zed")
    assert book.digest() == before
    assert values(book)["name"] == "Ana Roy"


def test_a_change_that_was_changed_again_is_not_taken_back(book: FirmBook) -> None:
    from carnet.book.actions.undo_change import undo_change

    key = made(book, description="one")
    edit(book, key, description="two")
    edit(book, key, description="three")
    middle = [step for step in trail(book, key) if step.field == "description"][1]
    with pytest.raises(CarnetError, match=r"value\.changed"):
        undo_change(book, key, middle.change, user="Zed")
    with pytest.raises(CarnetError, match=r"change\.unknown"):
        undo_change(book, key, 10**9, user="Zed")
