"""A bulk workbook: exported, edited in a spreadsheet and imported, it changes just what was edited."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from tests.support.contents import Books, card
from tests.support.desk import Desk, codes, seen, table
from tests.support.generated import few
from tests.support.rich_book import rich_book

from carnet.book.bulk_workbook import write_bulk
from carnet.book.setup import open_book
from carnet.choices import Policy
from carnet.contract import Mode
from carnet.language import Language
from carnet.writers import export


@pytest.fixture(scope="module")
def rich_home(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose book is the rich one; to be copied."""
    folder = tmp_path_factory.mktemp("rich")
    shutil.copytree(empty_home, folder / "home")
    export("karbon", rich_book(), folder / "rich.xlsx", Language.EN)
    desk = Desk(open_book(folder / "home"), folder)
    desk.take(folder / "rich.xlsx")
    desk.book.connection.close()
    return folder / "home"


@pytest.fixture
def rich(rich_home: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk whose book is the rich one."""
    shutil.copytree(rich_home, tmp_path / "home")
    desk = Desk(open_book(tmp_path / "home"), tmp_path)
    yield desk
    desk.book.connection.close()


class Sheet:
    """A workbook open in a spreadsheet program."""

    def __init__(self, desk: Desk, language: Language = Language.EN) -> None:
        self.path = desk.folder / "bulk.xlsx"
        write_bulk(desk.book, self.path, language)
        self.book = openpyxl.load_workbook(self.path)

    def put(self, tab: str, row: int, header: str, value: str | None) -> Sheet:
        """Write a cell."""
        sheet = self.book[tab]
        sheet.cell(row, self.column(sheet, header)).value = value
        return self

    def at(self, tab: str, row: int, header: str) -> str | None:
        """Read a cell."""
        sheet = self.book[tab]
        value = sheet.cell(row, self.column(sheet, header)).value
        return None if value is None else str(value)

    def row_of(self, tab: str, text: str) -> int:
        """The first row that holds a text."""
        rows = self.book[tab].iter_rows(values_only=True)
        return next(number for number, row in enumerate(rows, 1) if text in row)

    @staticmethod
    def column(sheet: Worksheet, header: str) -> int:
        """The column of a header, made where there is none."""
        headers = [cell.value for cell in sheet[1]]
        if header not in headers:
            sheet.cell(1, len(headers) + 1).value = header
            return len(headers) + 1
        return headers.index(header) + 1

    def save(self) -> Path:
        """Save it."""
        self.book.save(self.path)
        return self.path


@pytest.mark.parametrize("language", list(Language))
def test_a_workbook_that_comes_back_as_it_was_changes_nothing_and_says_nothing(
    rich: Desk, language: Language
) -> None:
    before = seen(rich.book.contents())
    path = rich.folder / "bulk.xlsx"
    assert write_bulk(rich.book, path, language) == []
    for taken in (path, Sheet(rich, language).save()):
        plan = rich.plan(taken)
        assert codes(plan) == []
        assert plan.counts == {"create": 0, "update": 0, "link": 0, "skip": 9, "review": 0}
        assert plan.balance.stored == plan.balance.refused == 0
    rich.take(path)
    assert seen(rich.book.contents()) == before


def test_edited_cells_change_just_what_they_say(rich: Desk) -> None:
    before = {one["name"]: one for one in seen(rich.book.contents())}
    sheet = Sheet(rich)
    mill, ana = sheet.row_of("Organizations", "Oak Mill LLC"), sheet.row_of("People", "ana@oakmill.example")
    sheet.put("Organizations", mill, "Legal Name", "Oak Mill Limited")
    sheet.put("Organizations", mill, "Email", "hello@oakmill.example")
    sheet.put("Organizations", mill, "Sum", "two and two")
    sheet.put("People", ana, "Role", "Chair")
    plan = rich.take(sheet.save())
    assert codes(plan) == []
    assert plan.counts == {"create": 0, "update": 2, "link": 0, "skip": 7, "review": 0}
    after = {one["name"]: one for one in seen(rich.book.contents())}
    expected = before["Oak Mill LLC"]
    expected["accounting.legal_name"] = "Oak Mill Limited"
    expected["custom"]["Sum"] = "two and two"
    expected["cards"][0]["emails"] = ["hello@oakmill.example", "tax@oakmill.example"]
    before["Ana María López"]["cards"][1]["role"] = "Chair"
    assert after == before


def test_rows_are_added_deleted_and_undone(rich: Desk) -> None:
    from carnet.book.actions.undo_import import undo

    before = seen(rich.book.contents())
    sheet = Sheet(rich)
    people = sheet.book["People"]
    wei = sheet.row_of("People", "wei@example.net")
    new = people.max_row + 1
    sheet.put("People", wei, "Action", "Delete")
    sheet.put("People", new, "First Name", "Nora").put("People", new, "Last Name", "Quill")
    sheet.put("People", new, "Preferred Name", "Nora").put("People", new, "Belongs To", "Oak Mill LLC")
    plan = rich.take(sheet.save())
    assert codes(plan) == []
    assert plan.counts == {"create": 1, "update": 0, "link": 1, "skip": 8, "review": 0, "delete": 1}
    shown = rich.shows()
    assert "Wei 李" not in shown
    assert shown["Nora Quill"]["cards"][0]["linked"] == "Oak Mill LLC"
    undo(rich.book, rich.last, user="tests")
    assert seen(rich.book.contents()) == before


def test_a_missing_row_deletes_nothing_and_an_emptied_cell_empties_where_that_is_chosen(rich: Desk) -> None:
    before = {one["name"]: one for one in seen(rich.book.contents())}
    sheet = Sheet(rich)
    mill = sheet.row_of("Organizations", "Oak Mill LLC")
    for header in ("Legal Name", "File number", "Fax", "Twitter", "Description"):
        assert sheet.at("Organizations", mill, header)
        sheet.put("Organizations", mill, header, None)
    sheet.put("Organizations", mill + 1, "Email", None)
    sheet.book["People"].delete_rows(sheet.row_of("People", "wei@example.net"))
    path = sheet.save()
    plan = rich.plan(path)
    assert sorted(codes(plan)) == ["bulk.emptied"] * 6 + ["bulk.missing_rows"]
    assert plan.counts == {"create": 0, "update": 0, "link": 0, "skip": 8, "review": 0}
    plan = rich.take(path, clear=True)
    assert codes(plan) == ["bulk.missing_rows"]
    assert plan.counts["update"] == 1
    expected = before["Oak Mill LLC"]
    for name in ("accounting.legal_name", "description"):
        del expected[name]
    del expected["custom"]["File number"]
    card = expected["cards"][0]
    card["emails"] = ["office@oakmill.example"]
    card["phones"] = [one for one in card["phones"] if one["label"] != "fax"]
    card["social"] = [one for one in card["social"] if one["network"] != "twitter"]
    assert {one["name"]: one for one in seen(rich.book.contents())} == before


def test_what_changed_in_the_book_since_is_not_overwritten_unless_chosen(rich: Desk) -> None:
    sheet = Sheet(rich)
    rich.take_text(
        "Client Identifier,Organization Name,Legal Name,Contact Type\n000123,Oak Mill LLC,Newer Ltd,Gold\n"
    )
    mill = sheet.row_of("Organizations", "Oak Mill LLC")
    sheet.put("Organizations", mill, "Legal Name", "Mine Ltd")
    sheet.put("Organizations", mill, "Trading Name", "Mill")
    path = sheet.save()
    plan = rich.plan(path)
    assert sorted(codes(plan)) == ["bulk.conflict", "bulk.newer"]
    assert plan.changes.select("field", "new").rows() == [("accounting.trading_name", "Mill")]
    plan = rich.take(path, overrule=True)
    assert codes(plan) == ["bulk.newer"]
    mill_now = rich.shows()["Oak Mill LLC"]
    assert mill_now["accounting.legal_name"] == "Mine Ltd"
    assert mill_now["contact_type"] == "Gold"


def test_keys_that_do_not_fit_are_told_and_change_nothing(rich: Desk) -> None:
    before = seen(rich.book.contents())
    sheet = Sheet(rich)
    tab = sheet.book["Organizations"]
    rows = [[cell.value for cell in row] for row in tab.iter_rows(min_row=2)]
    people = sheet.book["People"]
    ana = [cell.value for cell in people[sheet.row_of("People", "ana@example.com")]]
    last = tab.max_row
    key = sheet.column(tab, "Carnet key")
    tab.cell(4, key).value, tab.cell(5, key).value = rows[3][0], "nosuchkey234"
    copy = [rows[0][0], None, "Somebody Else", *rows[0][3:]]
    moved = [ana[0], None, "Ana", *([None] * (len(rows[0]) - 4)), ana[-1]]
    for number, row in enumerate((copy, moved), last + 1):
        for column, value in enumerate(row, 1):
            tab.cell(number, column).value = value
    plan = rich.take(sheet.save())
    assert sorted(set(codes(plan)) - {"bulk.missing_rows"}) == [
        "bulk.key_changed", "bulk.key_twice", "bulk.key_unknown", "bulk.other_kind",
        "sheet.formulas_without_values",  # the copied text "=1+1" is one to the program that saved it
    ]  # fmt: skip
    assert seen(rich.book.contents()) == before
    other = Desk(open_book(rich.folder / "home", firm="Another"), rich.folder)
    plan = other.take(sheet.path)
    assert set(codes(plan)) == {"bulk.other_firm", "sheet.formulas_without_values"}
    assert other.book.size == 0


def test_a_contact_goes_only_when_each_of_its_rows_says_so_and_it_stands_as_exported(rich: Desk) -> None:
    sheet = Sheet(rich)
    ana = sheet.row_of("People", "ana@oakmill.example")
    sheet.put("People", ana, "Action", "Supprimer").put(
        "People", sheet.row_of("People", "Wei"), "Action", "maybe"
    )
    sheet.put("Organizations", sheet.row_of("Organizations", "elm@example.org"), "Action", "delete")
    rich.take_text('Organization Name,Contact Type\n"Elm, Ash & Sons; Partners",Gold\n')
    path = sheet.save()
    plan = rich.plan(path)
    assert sorted(codes(plan)) == ["bulk.action_unknown", "bulk.delete_changed", "bulk.delete_partly"]
    assert "delete" not in plan.counts
    assert rich.plan(path, overrule=True).counts["delete"] == 1


def test_a_copied_row_with_a_further_email_is_a_further_card_and_links_are_changed_by_name(
    rich: Desk,
) -> None:
    before = {one["name"]: one for one in seen(rich.book.contents())}
    sheet = Sheet(rich)
    people = sheet.book["People"]
    wei = sheet.row_of("People", "wei@example.net")
    ana = sheet.row_of("People", "ana@oakmill.example")
    new = people.max_row + 1
    for column, cell in enumerate(people[wei], 1):
        people.cell(new, column).value = cell.value
    sheet.put("People", new, "Person's Email", "wei@work.example").put(
        "People", new, "Belongs To", "Étude Lévesque"
    )
    sheet.put("People", ana, "Belongs To", "Étude Lévesque")
    group = sheet.row_of("Client Groups", "The López family; all")
    members = str(sheet.at("Client Groups", group, "Members"))
    sheet.put("Client Groups", group, "Members", members.replace("Oak Mill LLC; ", "") + "; Étude Lévesque")
    plan = rich.take(sheet.save())
    assert codes(plan) == ["bulk.members_stay"]
    after = rich.shows()
    assert [one["linked"] for one in after["Ana María López"]["cards"][1:]] == ["Étude Lévesque"] * 2
    assert [one.get("linked") for one in after["Wei 李"]["cards"]] == [None, "Étude Lévesque"]
    family = after["The López family; all"]["members"]
    assert family == sorted([*before["The López family; all"]["members"], "Étude Lévesque"])


_FIELDS = {"Contact Type": "contact_type", "Legal Name": "accounting.legal_name", "Sum": "custom.Sum"}
_WORDS = (
    st.text("abcdefghij xyz", min_size=3, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: len(text) > 2)
)


@few(4)
@given(
    edits=st.dictionaries(st.tuples(st.sampled_from(sorted(_FIELDS)), st.integers(0, 3)), _WORDS, max_size=8),
    emails=st.sets(st.integers(0, 3), max_size=4),
    order=st.randoms(use_true_random=False),
)
def test_any_edits_in_any_order_of_rows_give_a_plan_of_just_these(
    rich: Desk, edits: dict[tuple[str, int], str], emails: set[int], order: Random
) -> None:
    sheet = Sheet(rich)
    tab = sheet.book["Organizations"]
    names = ["Oak Mill LLC", "Elm, Ash & Sons; Partners", "=1+1 Pty Ltd", "Étude Lévesque"]
    places = {name: sheet.row_of("Organizations", name) for name in names}
    expected = set()
    for (header, number), text in edits.items():
        sheet.put("Organizations", places[names[number]], header, text)
        expected.add((names[number], _FIELDS[header], text))
    for number in emails:
        sheet.put("Organizations", places[names[number]], "Email", f"fresh{number}@example.com")
    rows = [[cell.value for cell in row] for row in tab.iter_rows(min_row=2)]
    order.shuffle(rows)
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            tab.cell(number, column).value = value
            tab.cell(number, column).data_type = "s"  # a text that begins with = stays one
    plan = rich.plan(sheet.save())
    assert codes(plan) == []
    told = plan.changes.join(plan.contacts.select("contact", "name"), on="contact")
    assert set(told.select("name", "field", "new").rows()) == expected
    written = plan.cards.join(plan.contacts.select("contact", "name"), on="contact")
    firsts = {row["name"]: row["emails"][0] for row in written.iter_rows(named=True)}
    assert firsts == {names[number]: f"fresh{number}@example.com" for number in emails}
    changed = {name for name, *_ in expected} | set(firsts)
    counts = {"create": 0, "update": len(changed), "link": 0, "skip": 9 - len(changed), "review": 0}
    assert plan.counts == counts


def test_one_tab_saved_as_csv_without_some_columns_comes_back_as_well(rich: Desk) -> None:
    sheet = Sheet(rich)
    rows = [
        [str(cell.value or "") for cell in row if row[0].parent.cell(1, cell.column).value != "Role"]
        for row in sheet.book["People"].iter_rows()
    ]
    headers, wei = rows[0], next(row for row in rows if "wei@example.net" in row)
    wei[headers.index("Preferred Name")] = "Weiwei"
    plan = rich.take_text(table(rows, delimiter=";"), "people.csv")
    assert codes(plan) == []
    assert plan.counts == {"create": 0, "update": 1, "link": 0, "skip": 2, "review": 0}
    assert rich.shows()["Wei 李"]["preferred_name"] == "Weiwei"


def test_a_tab_without_contacts_is_no_finding_and_a_column_that_is_kept_is_not_changed(desk: Desk) -> None:
    desk.take_text("Organization Name,Contact Type,Legal Name\nOak Mill,Client,Oak\nElm,Client,\n")
    sheet = Sheet(desk)
    sheet.put("Organizations", 2, "Contact Type", "Gold").put("Organizations", 2, "Legal Name", "Mill")
    sheet.put("Organizations", 3, "Legal Name", "Elm Ltd")
    path = sheet.save()
    kept = {"organization.contact_type": Policy.KEEP, "accounting.legal_name": Policy.FILL}
    plan = desk.plan(path, policies=kept)
    assert codes(plan) == []
    assert plan.changes.select("field", "new").rows() == [("accounting.legal_name", "Elm Ltd")]
    assert desk.plan(path, mode=Mode.CREATE).counts["update"] == 0
    assert desk.plan(path).changes.height == 3


def test_names_phones_and_addresses_are_replaced_where_they_stand(rich: Desk) -> None:
    before = {one["name"]: one for one in seen(rich.book.contents())}
    sheet = Sheet(rich)
    mill, ana = sheet.row_of("Organizations", "Oak Mill LLC"), sheet.row_of("People", "ana@oakmill.example")
    jean = sheet.row_of("People", "Jean-Luc")
    sheet.put("Organizations", mill, "Organization Name", "Oak Mill Inc")
    sheet.put("Organizations", mill, "Fax", "+12125550188")
    sheet.put("Organizations", mill, "Physical Address", "14 Elm St, Albany, NY, 12207, United States")
    sheet.put("Organizations", mill, "Mailing Address City", "Troy")
    sheet.put("People", ana, "Last Name", "Lopez Quill")
    sheet.put("People", jean, "Work Phone", "not a phone")
    plan = rich.take(sheet.save())
    assert codes(plan) == ["phone.no_number"]
    after = rich.shows()
    card = after["Oak Mill Inc"]["cards"][0]
    was = before["Oak Mill LLC"]["cards"][0]
    assert [one["number"] for one in card["phones"]] == ["+12125550147", "+12125550188", "+12125550149"]
    assert card["addresses"][0] == {**was["addresses"][0], "line": "14 Elm St"}
    assert card["addresses"][1] == {**was["addresses"][1], "city": "Troy"}
    assert card["emails"] == was["emails"]
    assert after["Ana María Lopez Quill"]["cards"][1]["linked"] == "Oak Mill Inc"
    assert after["Jean-Luc O'Neil"] == before["Jean-Luc O'Neil"]


def test_namesakes_who_share_an_email_are_edited_each_by_itself(desk: Desk, tmp_path: Path) -> None:
    books = Books()
    for _ in range(2):
        books.person("Pat", "Lee", card(emails=("pat@example.com",)))
    export("karbon", books.contents(), tmp_path / "pats.xlsx", Language.EN)
    desk.take(tmp_path / "pats.xlsx")
    sheet = Sheet(desk)
    sheet.put("People", 2, "Contact Type", "Gold").put("People", 3, "Person's Email", "lee@example.com")
    plan = desk.take(sheet.save())
    assert codes(plan) == []
    assert plan.counts["update"] == 2
    found = [(one.get("contact_type"), one["cards"][0]["emails"]) for one in seen(desk.book.contents())]
    assert sorted(found, key=repr) == [("Gold", ["pat@example.com"]), (None, ["lee@example.com"])]
