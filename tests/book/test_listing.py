"""Contacts are found by what a person types, filtered, sorted and counted as the book has them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.contract import Disposition
from tests.support.book_plans import PlanMaker, Wish

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook
    from carnet.book.listing import Listing, ListPage
    from tests.conftest import Opens


def phones(*numbers: str) -> dict[str, Any]:
    return {"phones": [{"label": "work", "number": number, "extension": None} for number in numbers]}


def at(city: str, country: str) -> dict[str, Any]:
    empty = dict.fromkeys(("line", "region", "postal_code"))
    return {"addresses": [{"label": "physical", "city": city, "country": country, **empty}]}


PEOPLE = (
    Wish("Zoé Lefèvre", values={"first_name": "Zoé", "last_name": "Lefèvre", "client_owner": "Marc"},
         cards=[{"works_at": "Œuvres d'Été", "emails": ["zoe@example.com"], **phones("+15145550147")}]),
    Wish("Ana O'Brien", values={"client_identifier": "BGN-001", "accounting.tax_id": "123-45-6789"},
         cards=[{"emails": ["ana.obrien@example.org", "office@example.net"], **at("Albany", "US")}]),
    Wish("Ben Strasse", values={"contact_type": "Client", "client_manager": "Ines", "last_name": "Straße"},
         cards=[phones("+442079460958"), at("London", "GB")]),
    Wish("Œuvres d'Été", "organization", values={"contact_type": "Prospect", "client_owner": "Léa"}),
    Wish("Famille Lefèvre", "client_group", members=["Zoé Lefèvre"]),
)  # fmt: skip


@pytest.fixture
def filled(book: FirmBook, tmp_path: Path) -> FirmBook:
    from carnet.book.actions.apply_import import apply

    apply(book, PlanMaker(book, tmp_path).plan(*PEOPLE), user="Léa")
    return book


def listing(book: FirmBook, folder: Path) -> Listing:
    from carnet.book.listing import Listing

    return Listing(book, folder / "cache")


def page(book: FirmBook, folder: Path, **query: Any) -> ListPage:
    from carnet.book.listing import ListQuery

    return listing(book, folder).page(ListQuery(**query))


def names(found: ListPage) -> list[str]:
    return [row.name for row in found.rows]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lefevre", ["Famille Lefèvre", "Zoé Lefèvre"]),
        ("LEFÈVRE zoé", ["Zoé Lefèvre"]),
        ("fevre", ["Famille Lefèvre", "Zoé Lefèvre"]),
        ("oeuvres ete", ["Œuvres d'Été", "Zoé Lefèvre"]),
        ("obrien", ["Ana O'Brien"]),
        ("o’brien", ["Ana O'Brien"]),
        ("brien, ana", ["Ana O'Brien"]),
        ("strasse", ["Ben Strasse"]),
        ("straße", ["Ben Strasse"]),
        ("ana.obrien@example.org", ["Ana O'Brien"]),
        ("office@", ["Ana O'Brien"]),
        ("bgn-001", ["Ana O'Brien"]),
        ("BGN001", ["Ana O'Brien"]),
        ("514 555 0147", ["Zoé Lefèvre"]),
        ("(514) 555-0147", ["Zoé Lefèvre"]),
        ("+1 514.555", ["Zoé Lefèvre"]),
        ("020 7946 0958", ["Ben Strasse"]),
        ("+44 (0)20 7946 0958", ["Ben Strasse"]),
        ("00 44 20 7946", ["Ben Strasse"]),
        ("011 44 20 7946 0958", ["Ben Strasse"]),
        ("zoe 0147", ["Zoé Lefèvre"]),
        ("zoe london", []),
        ("lefevr ben", []),
        ("  ", ["Ana O'Brien", "Ben Strasse", "Famille Lefèvre", "Œuvres d'Été", "Zoé Lefèvre"]),
    ],
)
def test_contacts_are_found_by_what_a_person_types(
    filled: FirmBook, tmp_path: Path, text: str, found: list[str]
) -> None:
    assert names(page(filled, tmp_path, text=text)) == found


@pytest.mark.parametrize(
    ("typed", "found", "corrected"),
    [
        ("Lefevbre", ["Famille Lefèvre", "Zoé Lefèvre"], (("lefevbre", "lefevre"),)),
        ("lefvere zoe", ["Zoé Lefèvre"], (("lefvere", "lefevre"),)),
        ("fmaille", ["Famille Lefèvre"], (("fmaille", "famille"),)),
        ("starss", ["Ben Strasse"], (("starss", "strass"),)),
        ("zzzz", [], ()),
    ],
)
def test_a_mistyped_word_is_forgiven_and_told(
    filled: FirmBook, tmp_path: Path, typed: str, found: list[str], corrected: tuple[tuple[str, str], ...]
) -> None:
    shown = page(filled, tmp_path, text=typed)
    assert (names(shown), shown.corrected) == (found, corrected)


def test_the_best_hit_comes_first(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.apply_import import apply

    wishes = [
        Wish("Aaron Banana"),
        Wish("Ab Ana"),
        Wish("Anabel"),
        Wish("Aa Other", values={"client_identifier": "ana"}),
        Wish("Abc", cards=[{"emails": ["ana.x@example.com"]}]),
    ]
    apply(book, PlanMaker(book, tmp_path).plan(*wishes), user="Léa")
    shown = page(book, tmp_path, text="ana")
    assert names(shown) == ["Aa Other", "Anabel", "Ab Ana", "Abc", "Aaron Banana"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kinds": ("person",)}, ["Ana O'Brien", "Ben Strasse", "Zoé Lefèvre"]),
        ({"types": ("Client", "Prospect")}, ["Ben Strasse", "Œuvres d'Été"]),
        ({"types": ("",), "kinds": ("person",)}, ["Ana O'Brien", "Zoé Lefèvre"]),
        ({"owners": ("Léa", "Marc")}, ["Œuvres d'Été", "Zoé Lefèvre"]),
        ({"managers": ("Ines",)}, ["Ben Strasse"]),
        ({"countries": ("US", "GB")}, ["Ana O'Brien", "Ben Strasse"]),
        ({"missing": ("email",), "kinds": ("person",)}, ["Ben Strasse"]),
        ({"missing": ("phone", "address"), "kinds": ("person",)}, []),
        ({"imports": ("",)}, []),
        ({"archived": "yes"}, []),
        ({"text": "lefevre", "kinds": ("client_group",)}, ["Famille Lefèvre"]),
    ],
)
def test_filters_let_through_what_they_say(
    filled: FirmBook, tmp_path: Path, query: dict[str, Any], found: list[str]
) -> None:
    assert names(page(filled, tmp_path, **query)) == found


def test_a_list_is_sorted_both_ways_with_empty_values_last(filled: FirmBook, tmp_path: Path) -> None:
    up = names(page(filled, tmp_path, sort="client_owner"))
    down = names(page(filled, tmp_path, sort="client_owner", descending=True))
    rest = ["Ana O'Brien", "Ben Strasse", "Famille Lefèvre"]
    assert up == ["Œuvres d'Été", "Zoé Lefèvre", *rest]
    assert down == ["Zoé Lefèvre", "Œuvres d'Été", *rest]
    assert names(page(filled, tmp_path, descending=True, limit=2)) == ["Zoé Lefèvre", "Œuvres d'Été"]
    assert names(page(filled, tmp_path, offset=1, limit=2)) == ["Ben Strasse", "Famille Lefèvre"]


def test_every_column_sorts(filled: FirmBook, tmp_path: Path) -> None:
    from carnet.book.listing import SORTS

    for sort in SORTS:
        assert sorted(names(page(filled, tmp_path, sort=sort))) == sorted(wish.name for wish in PEOPLE)


def test_facets_count_what_each_filter_would_find_if_it_alone_were_lifted(
    filled: FirmBook, tmp_path: Path
) -> None:
    from carnet.book.listing import ListQuery

    facets = listing(filled, tmp_path).facets(ListQuery(kinds=("person",), types=("Client",)))
    assert facets.kinds == (("person", 1),)
    assert facets.types == (("", 2), ("Client", 1))
    assert facets.missing == {"email": 1, "phone": 0, "address": 0}
    assert facets.imports == ((filled.history()[0].key, 1),)


def test_a_row_shows_the_contact(filled: FirmBook, tmp_path: Path) -> None:
    (row,) = page(filled, tmp_path, text="zoe").rows
    assert (row.kind, row.email, row.phone, row.organization) == (
        "person", "zoe@example.com", "+15145550147", "Œuvres d'Été",
    )  # fmt: skip
    assert (row.missing, row.created_by, row.findings) == (("address",), filled.history()[0].key, 0)
    assert abs(row.modified - datetime.now(UTC)) < timedelta(minutes=5)
    recent = page(filled, tmp_path, since=row.modified)
    assert recent.total == 5
    assert page(filled, tmp_path, since=row.modified + timedelta(seconds=1)).total == 0


def test_no_tax_identifier_is_in_the_listing(filled: FirmBook, tmp_path: Path) -> None:
    from carnet.book.listing.state import built

    frame = built(filled, lambda progress: None).snapshot.frame
    assert "123-45-6789" not in frame.write_ndjson()
    assert page(filled, tmp_path, text="123-45-6789").total == 0


def test_a_listing_is_fresh_at_once(filled: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.edit_contact import archive, create, edit
    from carnet.book.listing import ListQuery
    from carnet.contract import Kind

    shown = listing(filled, tmp_path)
    assert shown.count() == 5
    key = create(filled, Kind.PERSON, {"name": "Chloé Bo"}, user="Marc")
    assert names(shown.page(ListQuery(text="chloe"))) == ["Chloé Bo"]
    assert names(shown.page(ListQuery()))[2] == "Chloé Bo"
    edit(filled, key, {"name": "Aaa", "contact_type": "Zebra"}, user="Marc")
    assert shown.page(ListQuery(text="chloe")).total == 0
    assert names(shown.page(ListQuery()))[0] == "Aaa"
    assert names(shown.page(ListQuery(sort="contact_type")))[2] == "Aaa"
    archive(filled, key, user="Marc")
    assert (shown.page(ListQuery()).total, shown.page(ListQuery(archived="all")).total) == (5, 6)
    assert shown.facets(ListQuery()).archived == 1


def test_firms_do_not_see_each_others_contacts(opens: Opens, tmp_path: Path) -> None:
    from carnet.book.actions.edit_contact import create
    from carnet.book.listing import ListQuery, listing_of
    from carnet.contract import Kind

    one, two = opens("One"), opens("Two")
    create(one, Kind.PERSON, {"name": "Ana"}, user="Marc")
    create(two, Kind.PERSON, {"name": "Ben"}, user="Marc")
    shown = {book.name[:3]: names(listing_of(book, tmp_path).page(ListQuery())) for book in (one, two)}
    assert shown == {"One": ["Ana"], "Two": ["Ben"]}
    assert listing_of(one) is listing_of(one)


def test_findings_are_open_until_the_value_is_changed_or_the_import_undone(
    book: FirmBook, tmp_path: Path
) -> None:
    from carnet.book.actions.apply_import import apply
    from carnet.book.actions.edit_cards import save_card
    from carnet.book.actions.undo_import import undo
    from carnet.book.listing import ListQuery
    from carnet.findings import FINDINGS

    maker = PlanMaker(book, tmp_path, rows={2: ("Ana", "ana@", "43"), 3: ("Ben", "ben@", "44")},
                      ledger={2: (Disposition.STORED,) * 3})  # fmt: skip
    plan = maker.plan(Wish("Ana", row=2), Wish("Ben", row=3))
    told = [{"sheet": 0, "row": row, "column": 1, "code": "email.invalid", "value": "x@"} for row in (2, 3)]
    key = apply(book, replace(plan, findings=pl.DataFrame(told, schema=FINDINGS)), user="Léa").key
    shown, wanted = listing(book, tmp_path), ListQuery(findings=True)
    assert names(shown.page(wanted)) == ["Ana", "Ben"]
    assert shown.facets(ListQuery()).findings == 2
    _, found = shown.every(ListQuery(text="ana"))
    save_card(book, found["key"].item(), {"emails": ["ana@example.com"]}, user="Marc")
    assert names(shown.page(wanted)) == ["Ben"]
    undo(book, key, user="Marc")
    assert names(shown.page(wanted)) == []
    assert names(shown.page(ListQuery())) == ["Ana"]


def test_a_large_book_is_read_in_the_background_and_kept_in_files(
    filled: FirmBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from carnet.book.actions.edit_contact import create
    from carnet.book.listing import ListQuery
    from carnet.book.listing import listing as module
    from carnet.contract import Kind

    monkeypatch.setattr(module, "_AT_ONCE", 2)
    first = listing(filled, tmp_path)
    assert not first.page(ListQuery()).ready
    first.wait()
    assert first.page(ListQuery()).total == 5
    create(filled, Kind.PERSON, {"name": "Chloé"}, user="Marc")
    monkeypatch.setattr(module, "built", None)  # so that only the files can be read
    again = listing(filled, tmp_path)
    again.page(ListQuery())
    again.wait()
    assert names(again.page(ListQuery(text="chloe"))) == ["Chloé"]
    assert again.page(ListQuery()).total == 6
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "cache").iterdir())


def test_what_a_text_finds_does_not_depend_on_the_texts_around_it(filled: FirmBook, tmp_path: Path) -> None:
    from carnet.book.listing import ListQuery

    shown = listing(filled, tmp_path)
    texts = [f"{number}" for number in range(40)] + ["zoe"]
    assert [shown.page(ListQuery(text=text)).total for text in (*texts, *texts)][-1] == 1


@given(base=st.lists(st.text("abé1", max_size=3)), later=st.lists(st.text("abé1", max_size=3)))
def test_places_among_sorted_values_are_those_of_sorting_all(base: list[str], later: list[str]) -> None:
    from carnet.book.listing.orders import Ordered, first_of, text_keys

    before, after = (text_keys(pl.Series(values, dtype=pl.String)) for values in (base, later))
    ordered = Ordered(before)
    places = np.concatenate([ordered.places, ordered.among(after)])
    both = pl.concat([before, after]).to_list()
    expected = sorted(range(len(both)), key=lambda n: (both[n] is None, both[n] or ""))
    assert first_of(places, False, len(both)).tolist() == expected
    assert first_of(places, False, 3).tolist()[:3] == expected[:3]


@given(text=st.text(max_size=12))
def test_any_text_can_be_typed(text: str) -> None:
    from carnet.book.listing import flags
    from carnet.book.listing.search import search
    from carnet.book.listing.snapshot import FRAME
    from carnet.book.listing.state import _IMPORT, State

    state = State.of(
        0, pl.DataFrame(schema=FRAME), pl.DataFrame(schema=flags.FLAG), pl.DataFrame(schema=_IMPORT)
    )
    assert not search(state.snapshot, text).mask.any()
