"""Suggestions in words, and what holds of all of them."""

from __future__ import annotations

import json

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from carnet.findings import render, rules
from carnet.language import Language
from carnet.stages.match.kinship import SUGGESTIONS, as_dicts, suggest, tell
from carnet.stages.match.kinship.suggest import _CODES, _ENTITY_CODES
from carnet.stages.match.kinship.wording import EVIDENCE, ROLES
from tests.support.generated import few
from tests.unit.kinship.lists import Book

OAK = "12 Oak Street; Carlton; 3053; VIC; AU"


def smiths() -> Book:
    book = Book()
    book.organization("Smith Family Trust", OAK)
    book.person("Mary Smith", OAK, email="oak.house@example.com")
    book.person("John Smith", OAK, email="oak.house@example.com")
    return book


def test_each_suggestion_is_one_finding_at_its_first_member() -> None:
    contacts, cards, members = smiths().frames()
    told = tell(suggest(contacts, cards, members), contacts)
    assert told.rows() == [
        (1, "group.suggested", "Smith Group",
         "Mary Smith, John Smith, Smith Family Trust (12 Oak Street, Carlton; oak.house@example.com)"),
        (1, "household.suggested", "Mary & John Smith",
         "Mary Smith, John Smith (12 Oak Street, Carlton; oak.house@example.com)"),
    ]  # fmt: skip


def test_a_finding_says_what_to_do_in_both_languages() -> None:
    english = render(
        "household.suggested", Language.EN, row=4, value="Mary & John Smith", detail="Mary, John"
    )
    assert "make an organization “Mary & John Smith”" in english.message
    french = render("group.suggested", Language.FR, row=4, value="Famille Roy", detail="Luc, Anne")
    assert "groupe de clients «\u00a0Famille Roy\u00a0»" in french.message
    assert {rules()[code].severity for code in ("household.suggested", "group.suggested")} == {"info"}


def test_suggestions_as_plain_structures_say_their_evidence_in_words() -> None:
    contacts, cards, members = smiths().frames()
    found = as_dicts(suggest(contacts, cards, members), contacts, Language.FR)
    assert json.loads(json.dumps(found)) == found
    couple = next(one for one in found if one["kind"] == "couple")
    assert (couple["name"], couple["strength"]) == ("Mary & John Smith", "strong")
    first = couple["members"][0]  # type: ignore[index]
    assert (first["name"], first["role"], first["role_label"]) == ("Mary Smith", "spouse", "conjoint")
    assert {"code": "same_home_address", "text": "même adresse de domicile"} in first["evidence"]


def test_every_code_of_evidence_has_words() -> None:
    assert {*_CODES.values(), *_ENTITY_CODES.values()} == set(EVIDENCE)
    assert set(ROLES) == {"spouse", "parent", "child", "relative", "owner", "entity"}


def test_no_suggestion_is_an_empty_frame_of_the_same_form() -> None:
    contacts, cards, members = Book().frames()
    found = suggest(contacts, cards, members)
    assert found.schema == SUGGESTIONS
    assert tell(found, contacts).is_empty()
    assert as_dicts(found, contacts, Language.EN) == []


_PEOPLE = st.tuples(
    st.sampled_from(["John", "Mary", "Tom", "Anna", "Luc", "Kim"]),
    st.sampled_from(["Smith", "Jones", "Roy", "Smith-Jones"]),
    st.sampled_from(["", OAK, "9 Pine Road; Geelong; 3220", "Unit 2, 9 Pine Road; Geelong; 3220"]),
    st.sampled_from(["", "a@example.com", "b@example.com"]),
    st.sampled_from(["", "+61491570156"]),
    st.sampled_from([None, "1950-01-01", "1952-06-01", "1985-01-01"]),
)
_ENTITIES = st.tuples(
    st.sampled_from(["Smith Family Trust", "Roy inc.", "Mary Jones LLC"]), st.sampled_from(["", OAK])
)


@st.composite
def books(draw: st.DrawFn) -> Book:
    book = Book()
    for first, last, at, email, phone, born in draw(st.lists(_PEOPLE, max_size=9)):
        book.person(f"{first} {last}", at, email=email, mobile=phone, birth_date=born)
    for name, at in draw(st.lists(_ENTITIES, max_size=3)):
        book.organization(name, at, email="a@example.com")
    if len(book.contacts) > 2 and draw(st.booleans()):
        book.group("Together", 0, 1)
    return book


@few(8)
@given(books(), st.integers(0, 99))
def test_the_order_of_rows_does_not_matter(book: Book, seed: int) -> None:
    frames = book.frames()
    shuffled = [frame.sample(fraction=1, shuffle=True, seed=seed) for frame in frames]
    assert suggest(*shuffled).equals(suggest(*frames))


@few(13)
@given(books())
def test_nobody_is_in_two_couples_and_every_suggestion_has_two_members_and_a_reason(book: Book) -> None:
    found = suggest(*book.frames())
    couples = found.filter(pl.col("kind") == "couple")
    assert couples["contact"].is_unique().all()
    assert couples.group_by("suggestion").len()["len"].unique().to_list() in ([], [2])
    sizes = found.group_by("suggestion").agg(pl.len(), pl.col("contact").n_unique().alias("different"))
    assert (sizes["len"] == sizes["different"]).all()
    assert (sizes["len"] > 1).all()
    assert (found["evidence"].list.len() > 0).all()
    assert found["name"].null_count() == 0
    assert found["suggestion"].unique().sort().to_list() == list(range(sizes.height))
