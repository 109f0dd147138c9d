"""Work comes through the same path as contacts: recognised, checked, linked, planned, applied, undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.conftest import Opens
from tests.support.commands import Carnet
from tests.support.desk import Desk, codes, table
from tests.support.generated import few

from carnet.book.actions.delete_contacts import delete
from carnet.book.actions.merge_contacts import merge
from carnet.book.actions.undo_import import undo
from carnet.book.work_list import WorkQuery
from carnet.contract import Mode

CLIENTS = table(
    [
        ["Client ID", "Organization Name", "Client Owner"],
        ["OAK-1", "Oak Mill LLC", "Jo Park"],
        ["ELM-2", "Elm Mill LLC", "Sam Lee"],
        ["ASH-3", "Ash Bakery Inc", ""],
    ]
)
HEADER = [
    "Client",
    "Client ID",
    "Work",
    "Status",
    "Assignee",
    "Start Date",
    "Due Date",
    "Repeats",
    "Budgeted Hours",
]
ROW = ["Oak Mill LLC", "", "Bookkeeping", "Planned", "Jo Park", "2026-10-01", "2026-10-31", "Monthly", "6:30"]


def work(*rows: list[str]) -> str:
    return table([HEADER, *rows])


def changed(row: list[str], **values: str) -> list[str]:
    places = {name.replace(" ", "_").lower(): at for at, name in enumerate(HEADER)}
    return [values.get(name, row[at]) for name, at in places.items()]


@pytest.fixture
def office(opens: Opens, tmp_path: Path) -> Desk:
    """A desk with clients, once on each engine."""
    desk = Desk(opens(), tmp_path)
    desk.begin(CLIENTS, "clients.csv")
    return desk


def items(desk: Desk) -> list[dict[str, Any]]:
    """The work items of the book without ids and empty values, by title."""
    contacts = desk.book.contents().contacts
    names = dict(contacts.select("id", "name").iter_rows())
    found = desk.book.work_of(contacts["id"]).sort("title", "id").to_dicts()
    return [
        {key: value for key, value in {**row, "client": names[row["client"]], "id": None}.items() if value}
        for row in found
    ]


def counts(desk: Desk) -> tuple[int, int, int]:
    plan = desk.told["plan"]
    return plan["work_create"], plan["work_update"], plan["work_skip"]


def test_work_is_imported_once_updated_and_undone_on_both_engines(office: Desk) -> None:
    before = office.book.digest()
    office.take_text(work(ROW))
    made, first = office.last, office.book.digest()
    assert items(office) == [
        {
            "client": "Oak Mill LLC", "title": "Bookkeeping", "status": "Planned", "assignee": "Jo Park",
            "start_date": "2026-10-01", "due_date": "2026-10-31", "repeats": "Monthly", "budget_hours": "6.5",
        }
    ]  # fmt: skip
    assert office.told["records"]["work_items"] == 1
    office.take_text(work(ROW))
    assert counts(office) == (0, 0, 1)
    assert office.told["cells"]["stored"] == 0
    assert office.book.digest() == first
    office.take_text(work(changed(ROW, due_date="2026-11-07", status="Done", repeats="")))
    assert counts(office) == (0, 1, 0)
    assert [(item["due_date"], item["status"], item["repeats"]) for item in items(office)] == [
        ("2026-11-07", "Completed", "Monthly")
    ]
    undo(office.book, office.last, user="tests")
    assert office.book.digest() == first
    undone = undo(office.book, made, user="tests")
    assert undone.counts["work_items"] == 1
    assert office.book.digest() == before


def test_imports_of_work_can_be_undone_in_any_order(office: Desk) -> None:
    before = office.book.digest()
    office.take_text(work(ROW))
    made = office.last
    office.take_text(work(changed(ROW, status="In Progress")))
    started = office.last
    office.take_text(work(changed(ROW, status="Completed")))
    completed = office.last
    assert [kept.field for kept in undo(office.book, started, user="tests").kept] == ["work.status"]
    assert [item["status"] for item in items(office)] == ["Completed"]
    kept = undo(office.book, made, user="tests").kept
    assert [(one.name, one.field, one.value) for one in kept] == [("Bookkeeping", "work.status", "Completed")]
    assert len(items(office)) == 1
    undo(office.book, completed, user="tests")
    assert office.book.digest() == before


def test_clients_and_their_work_come_together_and_a_client_with_later_work_stays(
    opens: Opens, tmp_path: Path
) -> None:
    desk = Desk(opens(), tmp_path)
    desk.take(desk.file("clients.csv", CLIENTS), desk.file("work.csv", work(ROW)))
    both = desk.last
    assert [item["client"] for item in items(desk)] == ["Oak Mill LLC"]
    desk.take_text(work(changed(ROW, work="Payroll")))
    kept = undo(desk.book, both, user="tests").kept
    assert [(one.name, one.field, one.value) for one in kept] == [("Oak Mill LLC", "work", "Payroll")]
    assert [item["title"] for item in items(desk)] == ["Payroll"]
    undo(desk.book, desk.last, user="tests")
    assert desk.book.size == 0


def test_the_work_of_a_merged_client_is_found_again_through_the_one_that_is_kept(office: Desk) -> None:
    office.take_text(work(changed(ROW, client="Ash Bakery Inc")))
    keys = dict(office.book.contents().contacts.select("name", "key").iter_rows())
    merge(office.book, keys["Elm Mill LLC"], keys["Ash Bakery Inc"], user="tests")
    assert [item["client"] for item in items(office)] == ["Elm Mill LLC"]
    office.take_text(work(changed(ROW, client="Elm Mill LLC")))
    assert counts(office) == (0, 0, 1)


def test_work_is_listed_by_what_is_due_and_searched_on_both_engines(office: Desk) -> None:
    office.take_text(
        work(
            changed(ROW, client="Ash Bakery Inc", work="Déclaration 100%", due_date=""),
            changed(ROW, status="Done", due_date="2026-10-02"),
            changed(ROW, work="Payroll", due_date="2026-10-20", assignee="Sam Lee"),
            changed(ROW, work="Review", status="", due_date="2026-10-09"),
        )
    )
    today = date(2026, 10, 15)

    def titles(**asked: Any) -> list[str | None]:
        return [item.values["title"] for item in office.book.work_page(WorkQuery(**asked), today).items]

    assert titles() == ["Review", "Payroll", "Déclaration 100%", "Bookkeeping"]
    assert titles(text="bakery declaration 100%") == ["Déclaration 100%"]
    assert titles(text="100_") == []
    assert titles(due="overdue") == ["Review"]
    assert titles(due="week") == titles(assignee="Sam Lee") == ["Payroll"]
    assert titles(due="none") == ["Déclaration 100%"]
    assert titles(status="-") == ["Review"]
    assert titles(limit=1, offset=1) == ["Payroll"]
    page = office.book.work_page(WorkQuery(status="Completed"), today)
    assert (page.total, page.statuses) == (1, {"-": 1, "Completed": 1, "Planned": 2})
    keys = dict(office.book.contents().contacts.select("name", "key").iter_rows())
    merge(office.book, keys["Elm Mill LLC"], keys["Ash Bakery Inc"], user="tests")
    (item,) = office.book.work_page(WorkQuery(client=keys["Elm Mill LLC"]), today).items
    assert (item.client, item.client_key) == ("Elm Mill LLC", keys["Elm Mill LLC"])
    delete(office.book, [keys["Elm Mill LLC"]], user="tests")
    assert [item.client_key for item in office.book.work_page(WorkQuery(due="none"), today).items] == [""]


def test_a_firm_never_finds_the_work_or_clients_of_another(opens: Opens, tmp_path: Path) -> None:
    one, two = (Desk(opens(name), tmp_path) for name in ("One", "Two"))
    one.take_text(CLIENTS, "clients.csv")
    one.take_text(work(ROW))
    plan = two.plan(two.file("work.csv", work(ROW)))
    assert codes(plan) == ["work.client_nothing_near"]
    ids = one.book.contents().contacts["id"]
    assert two.book.work_of(ids).height == 0


@pytest.fixture
def desk(desks: Callable[[], Desk]) -> Desk:
    """A desk with clients."""
    desk = desks()
    desk.begin(CLIENTS, "clients.csv")
    return desk


@pytest.mark.parametrize(
    ("row", "code", "suggestion"),
    [
        (changed(ROW, client=""), "work.no_client", None),
        (changed(ROW, work=""), "work.no_title", None),
        (changed(ROW, client="Oak Mil LLC"), "work.client_unknown", "Oak Mill LLC"),
        (changed(ROW, client="Walnut Grove"), "work.client_nothing_near", None),
        (changed(ROW, client="", client_id="NO-9"), "work.client_nothing_near", None),
    ],
)
def test_a_row_without_title_or_sure_client_is_refused_with_what_to_do(
    desk: Desk, row: list[str], code: str, suggestion: str | None
) -> None:
    plan = desk.plan(desk.file("work.csv", work(row)))
    assert codes(plan) == [code]
    assert plan.findings["suggestion"].to_list() == [suggestion]
    assert (plan.work.height, plan.balance.refused) == (0, plan.balance.read)


@pytest.mark.parametrize(
    ("row", "code", "value"),
    [
        (changed(ROW, due_date="2026-09-01"), "work.due_before_start", "2026-09-01"),
        (changed(ROW, status="On the moon"), "choice.unknown", "On the moon"),
        (changed(ROW, repeats="now and then"), "repeats.unreadable", "now and then"),
        (changed(ROW, assignee="Jo Prak"), "work.assignee_unknown", "Jo Prak"),
        (changed(ROW, assignee="Zoe Quill"), "work.assignee_nobody_near", "Zoe Quill"),
        (changed(ROW, client_id="ELM-2"), "work.client_differs", "Oak Mill LLC"),
        (changed(ROW, client_id="NO-9"), "work.client_differs", "NO-9"),
    ],
)
def test_what_is_wrong_with_one_value_is_said_and_the_work_is_taken(
    desk: Desk, row: list[str], code: str, value: str
) -> None:
    plan = desk.plan(desk.file("work.csv", work([*ROW[:2], "Payroll", *ROW[3:]], row)))
    assert [(found["code"], found["value"]) for found in plan.findings.to_dicts()] == [(code, value)]
    assert plan.work["action"].to_list() == ["create", "create"]


def test_a_date_that_can_be_read_both_ways_is_set_aside_until_the_order_is_chosen(desk: Desk) -> None:
    path = desk.file("work.csv", work(changed(ROW, start_date="03/04/2026", due_date="05/06/2026")))
    assert codes(desk.plan(path)) == ["date.ambiguous", "date.ambiguous"]
    plan = desk.plan(path, date_order="dmy")
    assert plan.work.select("start_date", "due_date").rows() == [("2026-04-03", "2026-06-05")]


def test_of_several_clients_of_one_name_none_is_guessed_and_the_identifier_tells(desk: Desk) -> None:
    desk.take_text(table([["Client ID", "Client Group Name"], ["G-1", "Oak Mill LLC"]]), "groups.csv")
    unsure, sure = ROW, changed(ROW, client_id="G-1", work="Payroll")
    plan = desk.take_text(work(unsure, sure))
    assert codes(plan) == ["work.client_ambiguous"]
    assert plan.findings["detail"].to_list() == ["G-1, OAK-1"]
    assert [item["title"] for item in items(desk)] == ["Payroll"]


def test_a_row_that_says_the_same_work_again_is_merged_into_the_first(desk: Desk) -> None:
    plan = desk.take_text(work(ROW, ROW, changed(ROW, status="Completed")))
    assert codes(plan) == ["work.twice", "work.twice"]
    assert [item["status"] for item in items(desk)] == ["Planned"]
    assert plan.balance.set_aside == 1


@pytest.mark.parametrize(
    ("mode", "titles", "code"),
    [(Mode.CREATE, ["Planned", "Planned"], "work.exists"), (Mode.UPDATE, ["Completed"], "work.no_match"),
     (Mode.FILL, ["Planned", "Planned"], None)],
)  # fmt: skip
def test_the_mode_decides_what_is_done_to_work(
    desk: Desk, mode: Mode, titles: list[str], code: str | None
) -> None:
    desk.take_text(work(ROW))
    rows = changed(ROW, status="Completed"), changed(ROW, work="Payroll")
    plan = desk.take_text(work(*rows), mode=mode)
    assert codes(plan) == ([code] if code else [])
    assert [item["status"] for item in items(desk)] == titles


def test_a_sheet_is_a_list_of_work_where_a_person_says_so_and_is_remembered(desk: Desk) -> None:
    text = table([["Client", "Quoi", "Pour quand"], ["Oak Mill LLC", "Payroll", "2026-10-31"]])
    chosen = {"Client": "work.client", "Quoi": "work.title", "Pour quand": "work.due_date"}
    desk.take_text(text, mapping=chosen)
    assert [(item["title"], item["due_date"]) for item in items(desk)] == [("Payroll", "2026-10-31")]
    desk.plan(desk.file("list.csv", text))
    assert counts(desk) == (0, 0, 1)
    plan = desk.plan(desk.file("list.csv", text), mapping={**chosen, "Quoi": "custom.Quoi"})
    assert codes(plan) == ["column.not_of_work", "work.no_title"]


def test_a_client_list_with_statuses_and_dates_stays_one(desk: Desk) -> None:
    desk.plan(
        desk.file(
            "list.csv",
            table(
                [
                    ["Client Name", "Status", "Start Date", "Email"],
                    ["Ash Co", "Active", "2020-01-01", "a@example.com"],
                ]
            ),
        )
    )
    assert "work_items" not in desk.told["records"]
    assert desk.told["records"]["organizations"] == 1


def test_the_command_imports_work_with_its_clients_and_undoes_it(carnet: Carnet, tmp_path: Path) -> None:
    (tmp_path / "clients.csv").write_text(CLIENTS)
    (tmp_path / "work.csv").write_text(work(ROW, changed(ROW, client="Oak Mil LLC")))
    ran = carnet("import", "clients.csv", "work.csv", "--yes", "--json")
    assert (ran.status, ran.document["records"]["work_items"]) == (1, 1)
    assert ran.document["findings"][0]["suggestion"] == "Oak Mill LLC"
    shown = carnet("history", "--language", "fr").out
    assert "Travaux\u00a0: 1 créés, 0 mis à jour, 0 inchangés" in shown
    undone = carnet("undo", ran.document["import"], "--yes")
    assert "Work items taken away: 1" in undone.out
    again = carnet("check", "work.csv", "--json").document
    assert again["plan"]["work_create"] == 0


_CELLS = st.sampled_from(
    ["", "Oak Mill LLC", "elm mill llc", "OAK-1", "Payroll", "Done", "n/a", "2026-10-31", "31/10/2026",
     "Monthly", "every 2 weeks", "6:30", "$1,200", "Jo Park", "=1+1", "é\u0301", "\u00a0", "x" * 300]
)  # fmt: skip
_HEADERS = [*HEADER, "Notes", "Budget", "Priority", "Job No."]


@st.composite
def _lists(draw: st.DrawFn) -> list[list[str]]:
    """Lists of work with any cells under some of the headers."""
    further = draw(st.lists(st.sampled_from(_HEADERS[3:]), unique=True, max_size=6))
    headers = draw(st.permutations(["Client", "Work", *dict.fromkeys(["Due Date", *further])]))
    rows = draw(st.lists(st.lists(_CELLS, min_size=len(headers), max_size=len(headers)), max_size=5))
    return [list(headers), *rows]


@few(6)
@given(rows=_lists())
@example(
    [["Client", "Work", "Due Date"], ["Oak Mill LLC", "Payroll", ""], ["Oak Mill LLC", "payroll", "n/a"]]
)
def test_each_cell_of_work_has_one_place_and_a_second_import_changes_nothing(
    desk: Desk, rows: list[list[str]]
) -> None:
    path = desk.file("work.csv", table(rows))
    plan = desk.take(path)
    cells = desk.told["cells"]
    assert cells["read"] == sum(bool(cell.strip()) for row in rows[1:] for cell in row)
    assert cells["read"] == cells["stored"] + cells["merged"] + cells["set_aside"] + cells["refused"]
    again = desk.plan(path)
    assert counts(desk) == (0, 0, plan.work.height)
    assert (again.work_changes.height, again.balance.stored) == (0, 0)
