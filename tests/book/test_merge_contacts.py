"""Two contacts become one, nothing that either says is lost, and an undo gives both back."""

from __future__ import annotations

import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.contract import CarnetError
from carnet.language import Language
from carnet.writers import export
from tests.book.test_undo_import import applied, edited, key_of, live_lookups, names, undone
from tests.support.book_plans import Card, PlanMaker, Wish, keys
from tests.support.desk import seen
from tests.support.generated import few

if TYPE_CHECKING:
    from carnet.book.actions.merge_contacts import MergeResult
    from carnet.book.firm_book import FirmBook
    from tests.conftest import Opens

NUMBER = count()
WORK = {"label": "work", "number": "+12125550147", "extension": None}
HOME = {"label": "home", "number": "+12125550148", "extension": None}


def merged(book: FirmBook, keep: str, gone: str, **choices: str | None) -> MergeResult:
    from carnet.book.actions.merge_contacts import merge

    return merge(book, key_of(book, keep), key_of(book, gone), choices=choices, user="Zed")


def exported(book: FirmBook, folder: Path) -> list[str]:
    """The book as JSON lines."""
    contents = book.contents()
    contents.set_aside = book.set_aside()
    export("jsonl", contents, folder / "book.jsonl", Language.EN)
    return (folder / "book.jsonl").read_text(encoding="utf-8").split("\n")[:-1]


def contact(book: FirmBook, name: str) -> dict[str, Any]:
    return next(one for one in seen(book.contents()) if one["name"] == name)


def aside(book: FirmBook) -> list[tuple[str, str]]:
    return sorted(book.contents().set_aside.select("column", "value").iter_rows())


def test_every_way_to_reach_either_is_kept_once(book: FirmBook, tmp_path: Path) -> None:
    first: list[Card] = [{"emails": ["a@example.com"], "phones": [WORK]}]
    second: list[Card] = [
        {"emails": ["A@example.com", "b@example.com"], "phones": [HOME], "websites": ["b.example"]}
    ]
    applied(book, tmp_path, Wish("Ann Ray", cards=first), Wish("Anne Ray", cards=second))
    merged(book, "Ann Ray", "Anne Ray", name="keep")
    (card,) = contact(book, "Ann Ray")["cards"]
    assert card["emails"] == ["a@example.com", "b@example.com"]
    assert [phone["number"] for phone in card["phones"]] == [WORK["number"], HOME["number"]]
    assert card["websites"] == ["b.example"]


def test_a_card_of_another_organization_stays_a_card_of_its_own(book: FirmBook, tmp_path: Path) -> None:
    first: list[Card] = [{"works_at": "Oak", "role": "Owner", "emails": ["a@example.com"]}]
    second: list[Card] = [
        {"works_at": "Elm", "role": "Clerk", "emails": ["a@example.com"]},
        {"works_at": "Oak", "emails": ["b@example.com"]},
        {"works_at": "Oak", "role": "Partner", "emails": ["c@example.com"]},
    ]
    applied(
        book, tmp_path, Wish("Ann Ray", cards=first), Wish("Anne Ray", cards=second),
        Wish("Oak", "organization"), Wish("Elm", "organization"),
    )  # fmt: skip
    merged(book, "Ann Ray", "Anne Ray", name="keep")
    cards = [(card["linked"], card.get("role"), card["emails"]) for card in contact(book, "Ann Ray")["cards"]]
    assert cards == [
        ("Oak", "Owner", ["a@example.com", "b@example.com"]),
        ("Elm", "Clerk", ["a@example.com"]),
        ("Oak", "Partner", ["c@example.com"]),
    ]


def test_empty_values_are_filled_notes_joined_and_what_does_not_stand_is_set_aside(
    book: FirmBook, tmp_path: Path
) -> None:
    mine = {
        "first_name": "A.", "last_name": "Ray", "birth_date": "1980-04-03", "description": "one\ntwo",
        "custom.Hat": "7", "client_identifier": "A-1",
    }  # fmt: skip
    theirs = {
        "first_name": "Ann", "last_name": "Ray", "description": "two\nthree", "custom.Hat": "8",
        "custom.Shoe": "43", "accounting.tax_id": "12-3456789", "client_identifier": "B-2",
    }  # fmt: skip
    applied(book, tmp_path, Wish("A. Ray", values=mine))
    applied(book, tmp_path, Wish("Ann Ray", values=theirs))
    result = merged(book, "A. Ray", "Ann Ray", client_identifier="keep", **{"custom.Hat": "9"})
    whole = contact(book, "Ann Ray")
    assert (whole["first_name"], whole["birth_date"], whole["description"]) == (
        "Ann", "1980-04-03", "one\ntwo\nthree",
    )  # fmt: skip
    assert (whole["accounting.tax_id"], whole["client_identifier"]) == ("12-3456789", "A-1")
    assert whole["custom"] == {"Hat": "9", "Shoe": "43"}
    assert aside(book) == [
        ("client_identifier", "B-2"), ("custom.Hat", "7"), ("custom.Hat", "8"), ("first_name", "A."),
        ("name", "A. Ray"), ("name", "Ann Ray"),
    ]  # fmt: skip
    reasons = {one.field: one.reason for one in result.chosen}
    assert reasons["name"] == reasons["first_name"] == "completeness"
    assert (reasons["description"], reasons["client_identifier"]) == ("joined", "chosen")
    assert (reasons["accounting.tax_id"], reasons["custom.Shoe"]) == ("only", "only")


def test_what_is_set_aside_by_a_merge_is_exported_with_the_contact(book: FirmBook, tmp_path: Path) -> None:
    applied(book, tmp_path, Wish("Ann Ray"), Wish("Anne Ray"))
    merged(book, "Ann Ray", "Anne Ray", name="keep")
    (line,) = exported(book, tmp_path)
    assert '"set_aside":[{"column":"name","value":"Anne Ray"}]' in line


def test_people_groups_and_primary_contacts_follow(book: FirmBook, tmp_path: Path) -> None:
    applied(
        book, tmp_path, Wish("Oak Ltd", "organization"), Wish("Oak Limited", "organization"),
        Wish("Ann Ray", cards=[{"works_at": "Oak Limited", "role": "Owner"}]), Wish("Anne Ray"),
        Wish(
            "Family", "client_group", values={"primary_contact": "Anne Ray"},
            members=["Anne Ray", "Oak Limited"],
        ),
        Wish("Both", "client_group", members=["Ann Ray", "Anne Ray"]),
    )  # fmt: skip
    merged(book, "Oak Ltd", "Oak Limited", name="keep")
    merged(book, "Ann Ray", "Anne Ray", name="keep")
    (card,) = contact(book, "Ann Ray")["cards"]
    assert (card["organization"], card["linked"]) == ("Oak Ltd", "Oak Ltd")
    family = contact(book, "Family")
    assert (family["members"], family["primary_contact"]) == (["Ann Ray", "Oak Ltd"], "Ann Ray")
    assert contact(book, "Both")["members"] == ["Ann Ray"]


def test_two_groups_become_one_with_the_members_of_both(book: FirmBook, tmp_path: Path) -> None:
    applied(
        book, tmp_path, Wish("Ana"), Wish("Ben"), Wish("Rays", "client_group", members=["Ana"]),
        Wish("The Rays", "client_group", members=["Ana", "Ben"]),
    )  # fmt: skip
    before = exported(book, tmp_path)
    key = merged(book, "Rays", "The Rays", name="keep").key
    assert contact(book, "Rays")["members"] == ["Ana", "Ben"]
    undone(book, key)
    assert exported(book, tmp_path) == before


def test_either_is_found_by_the_keys_of_both(book: FirmBook, tmp_path: Path) -> None:
    rows = {2: ("Ann Ray", None, None), 3: ("Anne Ray", None, None)}
    first = {
        "first_name": "Ann",
        "last_name": "Ray",
        "client_identifier": "A-1",
        "accounting.tax_id": "11-1111111",
    }
    other = {
        "first_name": "Anne",
        "last_name": "Ray",
        "client_identifier": "B-2",
        "accounting.tax_id": "22-2222222",
    }
    from carnet.book.actions.apply_import import apply

    plan = PlanMaker(book, tmp_path, rows=rows).plan(
        Wish("Ann Ray", values=first, cards=[{"emails": ["a@example.com"]}], row=2),
        Wish("Anne Ray", values=other, cards=[{"emails": ["b@example.com"]}], row=3),
    )
    key, gone = apply(book, plan, user="Léa").key, key_of(book, "Anne Ray")
    merged(book, "Ann Ray", "Anne Ray", name="gone")
    wanted = keys(
        ("name", "person:ann ray"), ("name", "person:anne ray"), ("identifier", "a-1"), ("identifier", "b-2"),
        ("registration", "accounting.tax_id:111111111"), ("registration", "accounting.tax_id:222222222"),
        ("email", "a@example.com"), ("email", "b@example.com"), ("contact_key", gone),
        ("source_row", f"{key}/0/2"), ("source_row", f"{key}/0/3"),
    )  # fmt: skip
    for _ in range(2):  # an edit keeps what was true before the merge
        found = book.find(wanted)
        assert found["book_id"].n_unique() == 1
        assert sorted(set(found["contact"])) == list(range(len(wanted)))
        edited(book, "Anne Ray", description="looked at")


def test_the_sources_of_both_are_those_of_the_merged_contact(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.apply_import import apply

    rows = {2: ("Ann Ray", None, "42"), 3: ("Anne Ray", None, "43")}
    maker = PlanMaker(book, tmp_path, rows=rows, ledger={2: (1, 0, 3), 3: (1, 0, 3)})
    apply(book, maker.plan(Wish("Ann Ray", row=2), Wish("Anne Ray", row=3)), user="Léa")
    key = merged(book, "Ann Ray", "Anne Ray", name="keep").key
    cells = [cell.value for cell in book.provenance(key_of(book, "Ann Ray"))]
    assert cells == ["Ann Ray", "42", "Anne Ray", "43"]
    assert book.set_aside()["value"].to_list() == ["42", "43", "Anne Ray"]
    undone(book, key)
    assert [cell.value for cell in book.provenance(key_of(book, "Anne Ray"))] == ["Anne Ray", "43"]


def test_contacts_of_two_kinds_are_not_merged(book: FirmBook, tmp_path: Path) -> None:
    applied(book, tmp_path, Wish("Ann Ray"), Wish("Oak", "organization"))
    before = book.digest()
    with pytest.raises(CarnetError) as refused:
        merged(book, "Ann Ray", "Oak")
    with pytest.raises(CarnetError) as itself:
        merged(book, "Oak", "Oak")
    assert (refused.value.code, itself.value.code) == ("merge.kinds", "merge.same")
    assert (book.digest(), len(book.history())) == (before, 1)


def test_a_merge_is_an_entry_of_the_history(book: FirmBook, tmp_path: Path) -> None:
    applied(book, tmp_path, Wish("Ann Ray"), Wish("Anne Ray"))
    key = merged(book, "Ann Ray", "Anne Ray", name="keep").key
    entry = book.history()[0]
    assert (entry.key, entry.mode, entry.user, entry.merged) == (key, "merge", "Zed", ("Ann Ray", "Anne Ray"))
    undone(book, key)
    assert book.history(key)[0].undone_by == "Marc"
    with pytest.raises(CarnetError, match=r"import\.already_undone"):
        undone(book, key)


def test_a_plan_made_before_a_merge_is_stale(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.apply_import import apply

    applied(book, tmp_path, Wish("Ann Ray"), Wish("Anne Ray"))
    plan = PlanMaker(book, tmp_path).plan(Wish("Ben"))
    merged(book, "Ann Ray", "Anne Ray")
    with pytest.raises(CarnetError, match=r"plan\.stale"):
        apply(book, plan, user="Léa")


def test_what_was_edited_since_stays_when_a_merge_is_undone_and_is_listed(
    book: FirmBook, tmp_path: Path
) -> None:
    applied(
        book, tmp_path, Wish("Ann Ray", values={"first_name": "Ann"}),
        Wish("Anne Ray", values={"salutation": "Ms.", "suffix": "Jr."}),
    )  # fmt: skip
    key = merged(book, "Ann Ray", "Anne Ray", name="keep").key
    edited(book, "Ann Ray", salutation="Dr.")
    result = undone(book, key)
    assert [(kept.field, kept.value, kept.who) for kept in result.kept] == [("salutation", "Dr.", "Marc")]
    assert "suffix" not in contact(book, "Ann Ray")
    assert contact(book, "Anne Ray")["salutation"] == "Ms."


def test_undoing_the_import_of_either_undoes_the_merge_before_it(book: FirmBook, tmp_path: Path) -> None:
    first = applied(book, tmp_path, Wish("Ann Ray", cards=[{"emails": ["a@example.com"]}]))
    alone = contact(book, "Ann Ray")
    second = applied(book, tmp_path, Wish("Anne Ray", cards=[{"emails": ["b@example.com"]}]))
    for gone, stays in ((second, [alone]), (first, [])):
        key = merged(book, "Ann Ray", "Anne Ray").key if "Anne Ray" in names(book) else ""
        result = undone(book, gone)
        assert result.counts.get("merges", 0) == bool(key)
        assert seen(book.contents()) == stays
        assert not key or book.history(key)[0].undone is not None
    assert live_lookups(book) == []


def test_a_contact_merged_on_is_given_back_in_the_order_it_went(book: FirmBook, tmp_path: Path) -> None:
    applied(book, tmp_path, Wish("Ann Ray"), Wish("Anne Ray"), Wish("Anna Ray"))
    before = exported(book, tmp_path)
    first = merged(book, "Anne Ray", "Anna Ray", name="keep").key
    second = merged(book, "Ann Ray", "Anne Ray", name="keep").key
    assert book.find(keys(("name", "person:anna ray"))).height == 1
    with pytest.raises(CarnetError) as refused:
        undone(book, first)
    assert (refused.value.code, refused.value.values["detail"]) == ("merge.later", second)
    undone(book, second)
    undone(book, first)
    assert exported(book, tmp_path) == before


def test_a_merge_is_undone_also_while_the_contact_that_was_kept_is_deleted(
    book: FirmBook, tmp_path: Path
) -> None:
    from carnet.book.actions.delete_contacts import delete

    applied(book, tmp_path, Wish("Ann Ray"), Wish("Anne Ray", values={"description": "hers"}))
    before = exported(book, tmp_path)
    key = merged(book, "Ann Ray", "Anne Ray", name="keep").key
    gone = delete(book, [key_of(book, "Ann Ray")], user="Marc")
    assert names(book) == []
    undone(book, key)
    assert names(book) == ["Anne Ray"]
    undone(book, gone)
    assert exported(book, tmp_path) == before


def test_an_archived_contact_is_in_use_again_when_one_in_use_goes_on_in_it(
    book: FirmBook, tmp_path: Path
) -> None:
    from carnet.book.actions.edit_contact import archive

    applied(book, tmp_path, Wish("Ann Ray"), Wish("Anne Ray"))
    archive(book, key_of(book, "Ann Ray"), user="Marc")
    before = exported(book, tmp_path)
    key = merged(book, "Ann Ray", "Anne Ray", name="keep").key
    assert book.contents().contacts["archived"].to_list() == [False]
    undone(book, key)
    assert exported(book, tmp_path) == before


# ------------------------------------------------------------------------------------ properties

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
FIELDS = st.sampled_from(
    [
        "first_name",
        "last_name",
        "client_identifier",
        "accounting.tax_id",
        "description",
        "custom.Hat",
        "salutation",
    ]
)
CARD = st.fixed_dictionaries(
    {
        "emails": st.lists(TEXTS, max_size=2).map(lambda emails: emails or None),
        "role": st.none() | TEXTS,
        "works_at": st.sampled_from([None, "Org", "Other"]),
    }
)
PERSON = st.fixed_dictionaries(
    {"values": st.dictionaries(FIELDS, TEXTS, max_size=4), "cards": st.lists(CARD, max_size=3)}
)


@few(3)
@given(first=PERSON, second=PERSON, grouped=st.sampled_from([(), ("Ana",), ("Anna",), ("Ana", "Anna")]))
def test_a_merge_and_its_undo_leave_the_book_as_it_was(
    opens: Opens, first: dict[str, Any], second: dict[str, Any], grouped: tuple[str, ...]
) -> None:
    book = opens(f"Firm {next(NUMBER)}")
    with tempfile.TemporaryDirectory() as folder:
        maker = PlanMaker(book, Path(folder), rows={2: ("Ana", None, "43"), 3: ("Anna", None, "44")})
        from carnet.book.actions.apply_import import apply

        plan = maker.plan(
            Wish("Ana", **first, row=2), Wish("Anna", **second, row=3), Wish("Org", "organization"),
            Wish("Other", "organization"), Wish("Family", "client_group", members=grouped),
        )  # fmt: skip
        imported = apply(book, plan, user="Léa").key
        before, lookups = exported(book, Path(folder)), live_lookups(book)
        keys_ = [merged(book, "Org", "Other", name="keep").key, merged(book, "Ana", "Anna").key]
        assert_nothing_vanished(book, before, exported(book, Path(folder)))
        for key in reversed(keys_):
            undone(book, key)
        assert exported(book, Path(folder)) == before
        assert live_lookups(book) == lookups
        undone(book, imported)
        assert (live_lookups(book), exported(book, Path(folder))) == ([], [])


def assert_nothing_vanished(book: FirmBook, before: list[str], after: list[str]) -> None:
    import json

    def said(lines: list[str]) -> set[str]:
        found: set[str] = set()

        def collect(value: Any) -> None:
            if isinstance(value, dict):
                for key, item in value.items():
                    if key not in {"id", "organization_id", "primary"}:
                        collect(item)
            elif isinstance(value, list):
                for item in value:
                    collect(item)
            elif isinstance(value, str):
                found.update(line.casefold() for line in value.split("\n"))

        for line in lines:
            collect(json.loads(line))
        return found

    assert said(before) - said(after) <= {""}
