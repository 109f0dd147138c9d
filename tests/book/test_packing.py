"""What the book packs comes back as it was, and what it finds contacts by is the same on every machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.ahead import ahead
from carnet.book import sources
from tests.support.book_plans import PlanMaker, Wish, keys

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PAIRS = st.lists(st.tuples(st.integers(1, 2**62), st.integers(1, 2**32 - 1)))


@given(st.lists(st.none() | TEXTS, max_size=20))
def test_a_digest_depends_on_the_text_alone(values: list[str | None]) -> None:
    from carnet.book.texts import digests

    together = digests(pl.Series(values, dtype=pl.String)).to_list()
    alone = [digests(pl.Series([value], dtype=pl.String)).item() for value in values]
    assert together == alone
    assert [number is None for number in together] == [value is None for value in values]
    assert len(set(together)) == len(set(values))


def test_a_digest_is_the_one_that_older_books_hold() -> None:
    from carnet.book.texts import digests

    known = [0, 7128618546206681567, 9041499159166402258]
    assert digests(pl.Series(["", "person:ana roy", "é"])).to_list() == known


@given(st.lists(st.dictionaries(st.sampled_from(["a", "b", "c"]), TEXTS), min_size=1))
def test_a_record_comes_back_from_its_text(records: list[dict[str, str]]) -> None:
    from carnet.book.texts import json_objects, read_object, storable

    names = ("a", "b", "c")
    frame = pl.DataFrame(records, schema=dict.fromkeys(names, pl.String))
    packed = json_objects(frame, names).alias("text").to_frame()
    assert [text is None for text in packed["text"]] == [not record for record in records]
    kept = frame.select(storable(pl.all()))
    assert packed.select(read_object("text", names)).unnest("text").rows() == kept.rows()


@given(st.lists(st.none() | TEXTS))
def test_a_name_is_searched_without_accents_and_case_whatever_its_neighbours(names: list[str | None]) -> None:
    from carnet.stages.normalise.searched import unaccented

    found = unaccented(pl.Series(names, dtype=pl.String))
    alone = [unaccented(pl.Series([name], dtype=pl.String)).item() for name in names]
    assert found.to_list() == alone
    assert unaccented(pl.Series(["ÉLOÏSE Œuf", "Ana", None])).to_list() == ["eloise œuf", "ana", None]


@given(PAIRS)
def test_the_rows_of_contacts_come_back_once_each_and_in_order(pairs: list[tuple[int, int]]) -> None:
    links = pl.DataFrame(pairs, schema=sources.LINK, orient="row")
    packed = list(sources.packed(links))
    back = [row for _, _, body in packed for row in sources.unpacked(body).rows()]
    assert back == sorted(set(pairs))
    assert all(first <= last for first, last, _ in packed)


def test_work_ahead_keeps_its_order_and_tells_its_errors() -> None:
    assert list(ahead(lambda number: 10 // number, [5, 2, 1])) == [2, 5, 10]
    with pytest.raises(ZeroDivisionError):
        list(ahead(lambda number: 10 // number, [5, 0, 1]))


def test_a_known_contact_is_also_found_under_the_name_that_a_later_file_gave_it(
    book: FirmBook, tmp_path: Path
) -> None:
    from carnet.book.actions.apply_import import apply

    maker = PlanMaker(book, tmp_path)
    apply(book, maker.plan(Wish("Ana Roy")), user="Léa")
    plan = maker.plan(Wish("Ana Roy", update=True, values={"description": "new"}))
    plan.lookups = plan.lookups.vstack(keys(("name", "person:annie roy")))
    apply(book, plan, user="Léa")
    found = book.find(keys(("name", "person:annie roy"), ("name", "person:ana roy")))
    assert found["contact"].to_list() == [0, 1]
    with book.cursor() as cursor:
        cursor.execute("SELECT value FROM book_lookup WHERE firm_id = %s", [book.firm])
        assert cursor.fetchall() == [("person:annie roy",)], "its own name needs no row"
