"""What a worker keeps on the disk is, when it is opened again, what was kept; and never a half of it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from tests.support.desk import Desk

from carnet.choices import Choices, FileChoices, Fix, Place, SheetChoices
from carnet.contract import CarnetError, Plan
from carnet.pipeline import Timings, look, make_plan
from carnet.pipeline.kept import keep_look, keep_plan, kept_look, kept_plan

_BEFORE = (
    "Client Name,Email,Phone,EIN,Notes,Zorblax\n"
    "Oak Mill LLC,oak@example.com,212 555 0147,12-3456789,first,1\n"
    "Elm Mill LLC,elm@example.com,,,,\n"
)
_AFTER = (
    "A list,,,,,\nClient Name,Email,Phone,EIN,Notes,Zorblax\n"
    "Oak Mill LLC,oak@example.com,212 555 0148,12-3456789,second,2\nElm Mill LLC,new@gmial.com,,,,\n"
    "Ash Mill LLC,ash@example.com,1,,,x\nAshe Mill LLC,ash@example.com,1,,,x\n"
)
_PEOPLE = (
    "First Name,Last Name,Belongs To,Household\nÉva,López,Oak Mill LLC,López\nJo,López,Elm Mill LLC,López\n"
)


@pytest.fixture
def made(desks: Callable[[], Desk], tmp_path: Path) -> Callable[[], tuple[Desk, Plan]]:
    """Desks whose book has some contacts, each with the same plan for more files, corrections in it."""

    def make() -> tuple[Desk, Plan]:
        desk = desks()
        desk.begin(_BEFORE)
        paths = [desk.file("more.csv", _AFTER), desk.file("people.csv", _PEOPLE)]
        choices = Choices(
            sheets={Place(0, "more"): SheetChoices(columns={5: "custom.Zorblax"})},
            fixes=(Fix(0, "more", 3, 1, "oak@example.com", "oaks@example.com"),),
        )
        scratch = Path(tempfile.mkdtemp(dir=tmp_path))
        return desk, make_plan(paths, choices, desk.book, scratch, Timings())

    return make


def test_a_kept_plan_changes_the_book_as_the_one_it_was_made_of(
    made: Callable[[], tuple[Desk, Plan]], tmp_path: Path
) -> None:
    from carnet.book.actions.apply_import import apply

    (one, plan), (other, kept) = made(), made()
    keep_plan(kept, tmp_path / "kept")
    opened = kept_plan(tmp_path / "kept")
    for field in fields(Plan):
        was, now = getattr(kept, field.name), getattr(opened, field.name)
        if isinstance(was, pl.DataFrame):
            assert_frame_equal(was, now, check_row_order=False)
        elif field.name not in {"sheets", "known"}:
            assert was == now, field.name
    for was, now in zip(kept.sheets, opened.sheets, strict=True):
        assert (was.mapped, was.place, was.ledger.tolist()) == (now.mapped, now.place, now.ledger.tolist())
    assert_frame_equal(kept.known.cards, opened.known.cards, check_row_order=False)
    keys = [apply(one.book, plan, user="tests").key, apply(other.book, opened, user="tests").key]
    assert one.shows() == other.shows()
    assert_frame_equal(one.book.findings(keys[0]), other.book.findings(keys[1]))
    assert_frame_equal(
        *(desk.book.set_aside().drop("contact").sort("file", "row", "column") for desk in (one, other))
    )
    names = [list(desk.book.contents().contacts.select("name", "key").iter_rows()) for desk in (one, other)]
    cells = [
        {name: [(c.file, c.row, c.value, c.corrected) for c in desk.book.provenance(key)] for name, key in of}
        for desk, of in zip((one, other), names, strict=True)
    ]
    assert cells[0] == cells[1]


def test_a_plan_that_is_broken_or_of_another_version_is_to_be_made_again(
    made: Callable[[], tuple[Desk, Plan]], tmp_path: Path
) -> None:
    _, plan = made()
    folder = tmp_path / "kept"

    def refused() -> None:
        with pytest.raises(CarnetError, match=r"plan\.unreadable"):
            kept_plan(folder)

    refused()
    keep_plan(plan, folder)
    document = folder / "plan.json"
    text = document.read_text()
    for broken in (
        text[:-20],
        text.replace('"version":"', '"version":"0'),
        text.replace('"read":', '"read":1'),
    ):
        document.write_text(broken)
        refused()
    document.write_text(text)
    kept_plan(folder)
    frame = next(folder.glob("*/contacts.arrow"))
    frame.write_bytes(frame.read_bytes()[:500])
    refused()
    frame.unlink()
    refused()


def test_who_reads_a_plan_goes_on_with_it_when_another_takes_its_place(
    made: Callable[[], tuple[Desk, Plan]], tmp_path: Path
) -> None:
    _, plan = made()
    keep_plan(plan, tmp_path / "kept")
    before = kept_plan(tmp_path / "kept")
    names = plan.contacts["name"].to_list()
    plan.contacts = plan.contacts.with_columns(name=pl.lit("x"))
    keep_plan(plan, tmp_path / "kept")
    assert before.contacts["name"].to_list() == names
    assert set(kept_plan(tmp_path / "kept").contacts["name"]) == {"x"}
    assert len(list((tmp_path / "kept").iterdir())) == 2


def test_what_was_seen_of_files_is_kept_whole(desk: Desk, tmp_path: Path) -> None:
    def remembered(shape: str) -> Mapping[str, str]:
        return {}

    paths = [desk.file("list.csv", _AFTER), desk.file("people.csv", _PEOPLE.encode("cp1252"))]
    choices = Choices(
        sheets={Place(0, "list"): SheetChoices(taken=False)}, files={1: FileChoices(encoding="cp1252")}
    )
    for chosen in (choices, Choices()):
        seen = look(paths, chosen, remembered, tmp_path, Timings())
        keep_look(seen, tmp_path / "look.json")
        again = kept_look(tmp_path / "look.json")
        assert again.files == seen.files
        assert_frame_equal(again.findings, seen.findings)
    (tmp_path / "look.json").write_text("{}")
    with pytest.raises(CarnetError, match=r"look\.unreadable"):
        kept_look(tmp_path / "look.json")
