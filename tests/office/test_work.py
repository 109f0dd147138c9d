"""The pages of work without a browser: the steps of an import, the list, and who may see it."""

from __future__ import annotations

import html
import re
import secrets
from pathlib import Path

import pytest
from django.test import Client

from carnet.book.setup import open_book
from carnet.office import members
from carnet.office.drafts import files, keep
from carnet.office.drafts.attend import attend
from carnet.office.drafts.choose import ask
from carnet.office.jobs import Job
from carnet.office.models import Draft, User
from carnet.office.roles import Role
from tests.support.desk import Desk, table

pytestmark = pytest.mark.usefixtures("office")

CLIENTS = table(
    [["Client ID", "Organization Name"], ["OAK-1", "Oak Mill LLC"], ["ELM-2", "Elm Bakery Inc"]],
)
JOBS = table(
    [
        ["Client", "Job Name", "Status", "Assignee", "Due Date", "Repeats", "Notes", "Couleur"],
        [
            "Oak Mill LLC",
            "Accounts",
            "In Progress",
            "Ada Fortin",
            "2026-02-28",
            "Yearly",
            "<b>sent</b>",
            "verte",
        ],
        ["Oak Mill LLC", "Payroll", "Completed", "Ada Fortin", "2026-01-31", "Monthly", "", ""],
        ["Elm Bakery Inc", "100% review", "Planned", "Zoe Quill", "2099-02-01", "", "", ""],
    ]
)


class Office:
    """A firm with one person, its book and a browser without pictures or scripts."""

    def __init__(self, folder: Path, language: str = "en") -> None:
        from carnet.book.models import Firm

        self.desk = Desk(open_book(firm=f"Firm {secrets.token_hex(6)}"), folder)
        book = self.desk.book
        self.firm = Firm.objects.using(book.using).get(pk=book.firm).key
        email = f"{secrets.token_hex(6)}@example.com"
        self.user = User.objects.create_user(email, None, name="Ada Fortin")
        members.join(self.user, self.firm, Role.MEMBER)
        self.client = Client(headers={"host": "localhost", "accept-language": language})
        self.client.force_login(self.user)

    def page(self, address: str, status: int = 200) -> str:
        """What a page says, without its markup."""
        answer = self.client.get(address)
        assert answer.status_code == status
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())

    def titles(self, search: str = "") -> list[str]:
        """The titles that the list shows, in order."""
        shown = self.client.get(f"/items/{search}").content.decode()
        return [html.unescape(one).strip() for one in re.findall(r'<th scope="row"><a [^>]*>([^<]*)', shown)]


def done(draft: Draft, job: Job) -> Draft:
    """The draft once a worker did that."""
    ask(draft, job)
    attend(draft.key)
    draft.refresh_from_db()
    return draft


def test_an_import_of_work_goes_through_its_steps_and_back(tmp_path: Path) -> None:
    office = Office(tmp_path)
    draft = keep.begin(office.firm, office.user)
    for name, text in (("clients.csv", CLIENTS), ("jobs.csv", JOBS)):
        path = office.desk.file(name, text)
        files.add(draft, name, path, path.stat().st_size)
    done(draft, Job.LOOK)
    address = f"/import/{draft.key}/"
    assert "each row is a work item" in office.page(f"{address}recognised/")
    assert "Work Title" in office.page(f"{address}columns/?list=1")
    done(draft, Job.PLAN)
    assert "jobs" in office.page(f"{address}check/")
    plan = office.page(f"{address}plan/")
    assert "3 new work items" in plan
    assert "New Accounts Oak Mill LLC" in plan
    assert "Due Date February 28, 2026" in plan
    assert "is no colleague of the firm" in office.page(f"{address}check/rows/?sheet=1")
    done(draft, Job.APPLY)
    assert "3 work items created" in office.page(f"{address}result/")
    assert "3 work items created" in office.page("/history/")
    assert len(office.titles()) == 3
    done(draft, Job.UNDO)
    assert "3 work items that it created are gone" in office.page(f"{address}result/")
    assert office.titles() == []


@pytest.fixture(scope="module")
def place(office: None, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A firm with clients and their work."""
    made = Office(tmp_path_factory.mktemp("work"), "fr")
    made.desk.take(made.desk.file("clients.csv", CLIENTS), made.desk.file("jobs.csv", JOBS))
    return made


@pytest.mark.parametrize(
    ("search", "titles"),
    [
        ("", ["Accounts", "100% review", "Payroll"]),
        ("?text=bakery+100%25", ["100% review"]),
        ("?text=100_", []),
        ("?due=overdue", ["Accounts"]),
        ("?due=none", []),
        ("?status=Completed", ["Payroll"]),
        ("?assignee=Zoe+Quill", ["100% review"]),
        ("?status=nonsense&due=never&page=x", ["Accounts", "100% review", "Payroll"]),
    ],
)
def test_work_is_listed_by_what_is_due_and_filtered(place: Office, search: str, titles: list[str]) -> None:
    assert place.titles(search) == titles


def test_work_is_said_in_the_language_of_the_person_and_found_from_its_client(place: Office) -> None:
    shown = place.page("/items/")
    assert "En cours" in shown
    assert "28 février 2026" in shown
    assert "Annuel" in shown
    (address,) = re.findall(r'href="(/items/[^/]+/)">Accounts', place.client.get("/items/").content.decode())
    assert "<b>sent</b>" not in place.client.get(address).content.decode()
    told = place.page(address)
    assert "Couleur verte mise de côté" in told
    assert "jobs.csv" in told
    assert "ligne 2" in told
    keys = dict(place.desk.book.contents().contacts.select("name", "key").iter_rows())
    assert "Travaux 2" in place.page(f"/contacts/{keys['Oak Mill LLC']}/")
    assert place.titles(f"?client={keys['Oak Mill LLC']}") == ["Accounts", "Payroll"]


def test_the_list_as_a_table_can_be_imported_again_and_changes_nothing(place: Office, tmp_path: Path) -> None:
    answer = place.client.get("/items/work.csv")
    path = tmp_path / "work.csv"
    path.write_bytes(answer.content)
    plan = place.desk.plan(path)
    assert plan.counts["work_skip"] == 3
    assert plan.balance.stored == 0


def test_another_firm_sees_none_of_it(place: Office, tmp_path: Path) -> None:
    other = Office(tmp_path)
    (key, *_) = place.desk.book.contents().contacts["key"]
    assert other.titles() == []
    other.page(f"/items/?client={key}", 404)
    other.page(re.findall(r'href="(/items/[^/]+/)"', place.client.get("/items/").content.decode())[0], 404)
    assert "Oak" not in other.client.get("/items/work.csv").content.decode()
