"""What the pages of a plan show is what the plan says, found by any filter, with tax identifiers masked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from tests.support.desk import Desk

from carnet.choices import Choices, Decision, Party, Place, SheetChoices
from carnet.contract import Plan
from carnet.findings import Severity, rules
from carnet.language import Language
from carnet.pipeline import Timings, make_plan
from carnet.pipeline.kept import keep_plan
from carnet.pipeline.pages import (
    Change,
    Item,
    PlannedContact,
    PlanQuery,
    PlanReader,
    SuspectQuery,
    decisions,
    label,
    pairs_digest,
    reopened,
    settled,
    suspects,
)

_BEFORE = (
    "Client Name,Client ID,Email,Phone,EIN,Notes,Shoe\n"
    "Oak Mill LLC,O1,oak@example.com,212 555 0147,12-3456789,first,7\n"
    "Jonathan Smithson,P9,jonathan.smithson@example.org,212 555 0163,,,\n"
)
_AFTER = (
    "Client Name,Client ID,Email,Phone,EIN,Notes,Shoe\n"
    "Oak Mill LLC,O1,oaks@example.com,212 555 0147,98-7654321,second,8\n"
    "Jonathan Smithsen,,jonathan.smithson@example.org,212 555 0163,,,\n"
    "Ash Grove LLC,A1,ash@gmial.com,1,45-6789012,,9\n"
    "Élodie Lévesque,,elodie@example.com,,,,\n"
)
_GROUPS = "Group Name,Members\nÉlodie family,Élodie Lévesque\n"
_CHOSEN = {Place(0, name): SheetChoices(columns={6: "custom.Shoe"}) for name in ("before", "after")}


@pytest.fixture(scope="module")
def made(home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Plan, PlanReader]:
    """A plan that updates one contact, adds others, and suspects one; and the reader of it as it was kept."""
    from carnet.book.setup import open_book

    folder = tmp_path_factory.mktemp("pages")
    desk = Desk(open_book(home, firm="Pages"), folder)
    desk.take(desk.file("before.csv", _BEFORE), sheets=_CHOSEN)
    paths = [desk.file("after.csv", _AFTER), desk.file("groups.csv", _GROUPS)]
    plan = make_plan(paths, Choices(sheets=_CHOSEN), desk.book, folder, Timings())
    keep_plan(plan, folder / "kept")
    return plan, PlanReader(folder / "kept")


@pytest.fixture(scope="module")
def shown(made: tuple[Plan, PlanReader]) -> dict[str, PlannedContact]:
    """Every contact of the plan by name."""
    page = made[1].page(PlanQuery(), Language.EN)
    assert page.total == len(page.contacts)
    return {contact.name: contact for contact in page.contacts}


def test_an_update_is_shown_value_by_value_old_and_new(shown: dict[str, PlannedContact]) -> None:
    oak = shown["Oak Mill LLC"]
    assert (oak.action, oak.kind) == ("update", "organization")
    changed = {change.field: (change.old, change.new) for change in oak.changes}
    assert changed == {
        "description": ("first", "first\nsecond"),
        "custom.Shoe": ("7", "8"),
        "accounting.tax_id": ("••-••••789", "••-••••321"),
        "email": ("oak@example.com", "oaks@example.com"),
    }
    (card,) = oak.cards
    assert card.before is not None
    assert set(card.after) - set(card.before) == {Item("email", "oaks@example.com")}
    assert set(card.before) - set(card.after) == {Item("email", "oak@example.com")}


def test_a_new_contact_is_shown_with_every_value_it_will_have(shown: dict[str, PlannedContact]) -> None:
    ash = shown["Ash Grove LLC"]
    assert (ash.action, ash.book_id) == ("create", None)
    assert ash.values["client_identifier"] == "A1"
    assert Change("client_identifier", None, "A1") in ash.changes
    assert Change("custom.Shoe", None, "9") in ash.changes
    assert Change("email", None, "ash@gmial.com") in ash.changes
    assert [(place.name, place.row) for place in ash.sources] == [("after", 4)]
    codes = {finding.code for finding in ash.findings}
    assert "email.domain_typo" in codes
    (typo,) = (one for one in ash.findings if one.code == "email.domain_typo")
    assert "Email" in typo.message
    assert typo.suggestion == "ash@gmail.com"


def test_what_stays_as_it_is_comes_last_on_whichever_page(desk: Desk) -> None:
    same = [f"Oak {number} LLC,O{number},oak{number}@example.com" for number in range(3)]
    header = "Client Name,Client ID,Email\n"
    desk.take_text(header + "\n".join(same))
    rows = [same[0], "Ash LLC,A1,ash@example.com", same[1], same[2].replace("@", "s@"), "Elm LLC,E1,"]
    plan = make_plan(
        [desk.file("after.csv", header + "\n".join(rows))], Choices(), desk.book, desk.folder, Timings()
    )
    keep_plan(plan, desk.folder / "kept")
    reader = PlanReader(desk.folder / "kept")
    pages = [reader.page(PlanQuery(offset=at, limit=2), Language.EN) for at in (0, 2, 4)]
    assert [[one.name for one in page.contacts] for page in pages] == [
        ["Ash LLC", "Oak 2 LLC"], ["Elm LLC", "Oak 0 LLC"], ["Oak 1 LLC"],
    ]  # fmt: skip
    assert {page.total for page in pages} == {5}


def test_a_group_and_its_members_name_each_other(shown: dict[str, PlannedContact]) -> None:
    group, member = shown["Élodie family"], shown["Élodie Lévesque"]
    assert [one.number for one in group.members] == [member.number]
    assert [one.name for one in member.groups] == [group.name]
    assert Change("member", None, member.name) in group.changes


def test_no_page_shows_a_tax_identifier(made: tuple[Plan, PlanReader]) -> None:
    _, reader = made
    pages = repr((reader.page(PlanQuery(), Language.FR), suspects(reader, SuspectQuery(), Choices())))
    numbers = ("98-7654321", "987654321", "12-3456789", "45-6789012", "456789012")
    assert [number for number in numbers if number in pages] == []


def _by_rows(plan: Plan, chosen: pl.Expr) -> set[int]:
    """The contacts that came from a row with such a finding, found the long way."""
    rows = {(one["sheet"], one["row"]) for one in plan.findings.filter(chosen).iter_rows(named=True)}
    return {contact for contact, sheet, row in plan.sources.iter_rows() if (sheet, row) in rows}


def test_each_filter_finds_the_contacts_that_the_plan_has_of_it(made: tuple[Plan, PlanReader]) -> None:
    plan, reader = made

    def found(query: PlanQuery) -> set[int]:
        page = reader.page(query, Language.EN)
        assert page.total == len(page.contacts)
        return {contact.number for contact in page.contacts}

    def theirs(chosen: pl.Expr) -> set[int]:
        return set(plan.contacts.filter(chosen)["contact"].to_list())

    for action in ("create", "update", "skip"):
        assert found(PlanQuery(action=action)) == theirs(pl.col("action") == action)
    for kind in ("person", "organization", "client_group"):
        assert found(PlanQuery(kind=kind)) == theirs(pl.col("kind") == kind)
    assert found(PlanQuery(review=True)) == theirs(pl.col("review")) != set()
    counted = {one.code: one for one in reader.findings_by_rule()}
    assert sorted(counted) == sorted(set(plan.findings["code"]))
    for code, one in counted.items():
        ours = found(PlanQuery(code=code))
        assert ours == _by_rows(plan, pl.col("code") == code)
        assert (one.contacts, one.findings) == (len(ours), plan.findings["code"].to_list().count(code))
    for severity in Severity:
        codes = [code for code, told in rules().items() if told.severity is severity]
        assert found(PlanQuery(severity=severity)) == _by_rows(plan, pl.col("code").is_in(codes))
    assert found(PlanQuery(text="ELODIE LEV")) == theirs(pl.col("name") == "Élodie Lévesque")
    assert found(PlanQuery(text="a1 grove")) == found(PlanQuery(text="gmial.com")) != set()
    assert found(PlanQuery(text="zzz")) == set()
    for field, contacts in reader.fields_changed():
        assert len(found(PlanQuery(field=field))) == contacts
    assert found(PlanQuery(field="email", action="create")) == set()


def test_pages_taken_together_are_all_contacts_in_order(made: tuple[Plan, PlanReader]) -> None:
    plan, reader = made
    numbers = [
        contact.number
        for offset in range(0, plan.contacts.height + 2, 2)
        for contact in reader.page(PlanQuery(offset=offset, limit=2), Language.EN).contacts
    ]
    assert numbers == list(range(plan.contacts.height))
    assert reader.contact(1, Language.EN).number == 1
    assert reader.page(PlanQuery(offset=10_000), Language.EN).contacts == ()
    with pytest.raises(IndexError):
        reader.contact(plan.contacts.height, Language.EN)


def test_suspects_stand_side_by_side_and_can_be_decided(made: tuple[Plan, PlanReader]) -> None:
    _, reader = made
    page = suspects(reader, SuspectQuery(), Choices())
    (cluster,) = page.clusters
    assert (page.clusters_total, page.pairs_total, len(cluster.pairs)) == (1, 1, 1)
    new, known = cluster.sides
    assert (new.name, new.number is None, known.name) == ("Jonathan Smithsen", False, "Jonathan Smithson")
    assert new.party == Party("", "person", "Jonathan Smithsen", 0, "after", 3)
    assert known.party == Party(key=known.key)
    assert known.key
    rows = {row.field: row for row in cluster.rows}
    assert rows["last_name"].values == (("Smithsen",), ("Smithson",))
    assert not rows["last_name"].same
    assert rows["email"].same
    assert rows["client_identifier"].values == ((), ("P9",))
    (pair,) = cluster.pairs
    assert (pair.same, pair.evidence[0]["weight"] > 0) == (None, True)
    assert suspects(reader, SuspectQuery(min_probability=1.1), Choices()).clusters == ()
    assert suspects(reader, SuspectQuery(text="smithsen"), Choices()).clusters_total == 1
    assert suspects(reader, SuspectQuery(text="oak"), Choices()).clusters_total == 0


@pytest.mark.parametrize("same", [True, False])
def test_what_is_decided_is_no_longer_open(made: tuple[Plan, PlanReader], same: bool) -> None:
    _, reader = made
    (decision,) = decisions(reader, Choices(), same=same)
    turned = Decision(decision.other, decision.one, same)
    for one in (decision, turned):
        choices = Choices(decisions=(Decision(one.one, one.other, not same), one))
        assert suspects(reader, SuspectQuery(), choices).clusters[0].pairs[0].same is same
        assert suspects(reader, SuspectQuery(undecided=True), choices).clusters_total == 0
        assert decisions(reader, choices, same=same) == ()


def test_what_a_plan_was_made_with_is_listed_as_decided_and_can_be_left_open(desk: Desk) -> None:
    desk.take_text("First Name,Last Name,Email\nJonathan,Smithson,jonathan@example.org\n")
    rows = "First Name,Last Name,Birth Date,Email\nAnn,Ray,1980-04-03,\nAnne,Ray,1980-04-03,\n"
    path = desk.file("after.csv", rows + "Jonathan,Smithsen,,jonathan@example.org\n")

    def made(choices: Choices) -> PlanReader:
        keep_plan(make_plan([path], choices, desk.book, desk.folder, Timings()), desk.folder / "kept")
        return PlanReader(desk.folder / "kept")

    first = made(Choices())
    choices = Choices(decisions=decisions(first, Choices(), same=False))
    assert len(choices.decisions) == 2
    assert settled(first, choices).total == 0, "they are shown among the others, decided"
    asked = pairs_digest(first)
    assert pairs_digest(made(choices)) != asked, "clicks on pairs that are asked about no more are refused"
    assert pairs_digest(made(Choices())) == asked, "on those of a plan made anew they are taken"
    again = made(choices)
    told = settled(again, choices)
    assert {frozenset((one.one, one.other)) for one in told.shown} == {
        frozenset(("Ann Ray", "Anne Ray")), frozenset(("Jonathan Smithson", "Jonathan Smithsen")),
    }  # fmt: skip
    assert [one.same for one in told.shown] == [False, False]
    general = Decision(Party(kind="person", name="Ann Ray"), Party(kind="person", name="Ben Roe"), same=True)
    more = replace(choices, decisions=(*choices.decisions, general))
    assert settled(made(more), more).total == 2, "nobody is called Ben Roe"
    left = reopened(choices, told.shown[0].pair)
    assert left.decisions == choices.decisions[:1]
    assert suspects(made(left), SuspectQuery(), left).pairs_total == 1


def test_fields_are_called_as_in_the_import_file() -> None:
    names = [label(field, "person", Language.FR) for field in ("birth_date", "phone.mobile", "custom.Shoe")]
    assert names == ["Date de naissance", "Téléphone mobile", "Shoe"]
    assert label("address", "", Language.EN) == "Address"
