"""What is found in a firm's files goes back to it on its link, and what it corrects there comes back."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl
import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from carnet.choices import Place, SheetChoices
from carnet.contract import CarnetError, Kind, Mode
from carnet.language import Language
from carnet.office.cases import keep as cases
from carnet.office.cases import returned, versions
from carnet.office.cases.corrections import KEPT, sweep
from carnet.office.cases.receive import receive
from carnet.office.cases.states import CaseStatus, Way
from carnet.office.drafts import keep
from carnet.office.drafts.attend import attend
from carnet.office.drafts.choose import ask, change, choices_of
from carnet.office.drafts.correct import correct
from carnet.office.drafts.folder import folder_of
from carnet.office.drafts.plan import reader
from carnet.office.drops import files as office
from carnet.office.drops import links
from carnet.office.drops.links import Terms
from carnet.office.drops.states import FileState
from carnet.office.jobs import Job
from carnet.office.models import Case, Draft, Drop, User
from carnet.pipeline.fixes import edited
from tests.support.visitor import Visitor, administrator

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.usefixtures("office")
HEADER = "Client ID,Name,Email,Phone"
GOOD = ["C1,Ann Roy,ann@example.com,+1 202 555 0101", "C2,Bob Hay,bob@example.com,+1 202 555 0102"]
BAD = ["C3,Cleo Day,cleo@example,+1 202 555 0103", "C4,Dan Elm,dan.example.com,+1 202 555 0104"]
LIKE = ",Zelda Hiden,zelda@example.org,+1 202 555 0199"  # may be somebody of the book


def text(*rows: str) -> bytes:
    """A list of clients."""
    return "\n".join([HEADER, *rows]).encode()


@dataclass
class Loop:
    """A case with its link, from both sides."""

    user: User
    drop: Drop
    token: str
    visitor: Visitor

    @property
    def case(self) -> Case:
        return Case.objects.get(drops=self.drop)

    @property
    def main(self) -> Draft:
        """The import in preparation of the newest version."""
        return keep.found(self.drop.firm, self.case.draft)

    @property
    def shown(self) -> Draft:
        """The draft that the firm sees."""
        found = returned.shown(self.case)
        assert found
        return found

    def checked(self, content: bytes, name: str = "clients.csv") -> None:
        """The firm drops a file, the team has it checked."""
        file = self.visitor.bring(name, content)
        draft = office.begin_import(Drop.objects.get(pk=self.drop.pk), [file.key], self.user)
        ask(draft, Job.PLAN)
        attend(draft.key)

    def given_back(self) -> None:
        """The team returns the findings."""
        returned.give_back(self.case, self.user)
        attend(self.shown.key)

    def asked(self, place: str = "check/") -> Answer:
        return self.visitor.client.get(self.visitor.page + place)

    def sent(self, place: str, **values: object) -> Answer:
        return self.visitor.client.post(
            self.visitor.page + place,
            values,
            headers={"HX-Request": "true"},
        )

    def corrected(self, row: int, column: int, now: str) -> Answer:
        return self.sent("check/edit/", sheet=0, row=row, column=column, now=now)


@pytest.fixture(scope="module")
def ada(office: None) -> tuple[User, str]:
    """An administrator and the firm's key; the book has a contact."""
    from carnet.book.actions.edit_contact import create
    from carnet.book.setup import open_book

    user, firm = administrator()
    values = {"first_name": "Zelda", "last_name": "Hidden", "client_identifier": "C1"}
    card = {"emails": ["zelda@example.org"], "phones": [{"label": "Work", "number": "+12025550199"}]}
    create(open_book(firm=firm), Kind.PERSON, values, user="Zed", cards=[card])
    return user, firm


def begun(ada: tuple[User, str], files: int = 20) -> Loop:
    """A case and its link."""
    user, firm = ada
    case = cases.begin(firm, user, Way.LINK, "The clients", Language.FR)
    terms = Terms("The clients", timezone.now() + timedelta(days=1), 10**9, files, "", 30)
    drop, token = links.make(firm, user, terms, case)
    return Loop(user, drop, token, Visitor(token))


def test_findings_are_returned_in_the_firms_language_corrected_and_sent_back(ada: tuple[User, str]) -> None:
    loop = begun(ada)
    assert "Déposez vos fichiers" in loop.asked("").content.decode()
    loop.checked(text(*GOOD, *BAD))
    assert loop.case.status == CaseStatus.CHECKING
    assert loop.asked().status_code == 409  # nothing was returned yet
    loop.given_back()
    assert loop.case.status == CaseStatus.WAITING
    page = loop.asked().content.decode()
    assert 'lang="fr"' in page
    assert "Constats" in page
    rows = json.loads(loop.asked("check/rows/?only=found").content)
    assert [row["row"] for row in rows["rows"]] == [4, 5]
    assert "dan.example.com" in rows["rows"][1]["cells"]
    assert loop.corrected(5, 2, "dan@example.com").status_code == 200
    assert json.loads(loop.asked("check/rows/").content)["rows"][3]["cells"][2] == "dan@example.com"
    assert loop.sent("undo/", step="check").status_code == 200
    assert loop.sent("redo/", step="check").status_code == 200
    assert loop.sent("send/").status_code == 302
    assert loop.case.status == CaseStatus.RECEIVED
    assert [fix.now for fix in choices_of(loop.main).fixes] == ["dan@example.com"]
    assert "Vos corrections sont arrivées" in loop.asked("").content.decode()
    assert loop.corrected(4, 2, "cleo@example.com").status_code == 409
    trail = [(one.what, one.file) for one in reversed(loop.drop.events.all())]
    assert ("corrected", "clients.csv C5") in trail
    assert [what for what, _ in trail][-1] == "sent"
    assert [(one.what, one.detail) for one in loop.case.events.all()][:2] == [
        ("moved", "received"), ("corrected", "1")
    ]  # fmt: skip
    attend(loop.main.key)
    returned.offer(loop.case, loop.user)
    attend(loop.shown.key)
    page = loop.asked("").content.decode()
    assert "Voici ce que contiennent vos fichiers" in page
    assert loop.sent("sign/", version=loop.main.version, name=" ").status_code == 422
    assert loop.sent("sign/", version=loop.main.version, name="Luc Roy").status_code == 302
    assert (loop.case.signed_by, loop.case.signed_version) == ("Luc Roy", loop.main.version)
    assert "Approuvé par Luc Roy" in loop.asked("").content.decode()


def test_a_visitor_sees_nothing_of_the_book(ada: tuple[User, str]) -> None:
    loop = begun(ada)
    loop.checked(text(*GOOD, *BAD, LIKE))
    loop.given_back()
    mine, theirs = reader(loop.main), reader(loop.shown)
    assert mine
    assert theirs
    assert (mine.counts["update"], mine.frame("known").height) == (1, 1)
    assert (theirs.counts["update"], theirs.frame("known").height) == (0, 0)
    seen = [
        loop.asked(place).content.decode()
        for place in ("", "check/", "check/rows/", "check/findings/?sheet=0", "progress/")
    ]
    seen.append(loop.sent("check/accept/", sheet=0, code="email.invalid").content.decode())
    assert loop.asked("workbook/").status_code == 302  # not before the correction is in it
    attend(loop.shown.key)
    workbook = loop.asked("workbook/")
    assert workbook["Content-Disposition"].startswith("attachment")
    book = load_workbook(BytesIO(b"".join(workbook.streaming_content)))  # type: ignore[attr-defined]
    seen += [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert not [one for one in seen if "Hidden" in one]
    with pytest.raises(CarnetError, match=r"draft\.unknown"):
        keep.found(loop.drop.firm, loop.shown.key)
    with pytest.raises(CarnetError, match=r"draft\.locked"):
        ask(loop.shown, Job.APPLY)
    assert loop.shown.key not in [one.key for one in keep.open_drafts(loop.drop.firm)]


def test_the_firm_is_not_asked_for_what_the_book_says(ada: tuple[User, str]) -> None:
    loop = begun(ada)
    loop.checked(b"Client ID,Email\nC1,zelda@example\nC8,eve@example.com\n")
    loop.given_back()
    rows = json.loads(loop.asked("check/rows/?only=found").content)["rows"]
    assert [row["row"] for row in rows] == [2, 3]
    codes = [one["code"] for row in rows for one in row["findings"]]
    codes += [one["code"] for row in rows for cell in row["told"].values() for one in cell["findings"]]
    assert sorted(set(codes)) == sorted({one.code for one in reader(loop.main).findings_by_rule()})  # type: ignore[union-attr]
    key = loop.shown.key
    (settled,) = folder_of(key).glob("settled-*")
    assert pl.read_ipc(settled.read_bytes()).height == 1  # C1 has no name in the file, and one in the book
    Case.objects.filter(pk=loop.case.pk).update(status=CaseStatus.CLOSED)
    returned.sweep()
    assert not Draft.objects.filter(key=key).exists()


PLACES = ("check/", "check/rows/", "check/findings/", "workbook/", "progress/")
SENDS = (
    "check/edit/", "check/accept/", "check/replace/", "check/again/", "undo/", "redo/", "send/", "again/",
    "sign/",
)  # fmt: skip


def test_every_address_of_the_findings_is_refused_to_whoever_has_no_working_link(
    ada: tuple[User, str],
) -> None:
    loop = begun(ada)
    loop.checked(text(*GOOD, *BAD))
    loop.given_back()

    def statuses(visitor: Visitor) -> set[int]:
        got = {visitor.client.get(visitor.page + place).status_code for place in PLACES}
        return got | {visitor.client.post(visitor.page + place).status_code for place in SENDS}

    bare = Visitor(loop.token)
    bare.client.cookies.clear()  # knows the link, and not what a passphrase would have opened
    assert statuses(bare) == {403}
    assert statuses(Visitor(secrets.token_urlsafe(32))) == {404}
    assert statuses(Visitor(loop.token[:-1] + ("a" if loop.token[-1] != "a" else "b"))) == {404}
    plain, token = links.make(
        ada[1], ada[0], Terms("Files", timezone.now() + timedelta(days=1), 10**9, 5, "", 30)
    )
    assert statuses(Visitor(token)) == {404}  # a link that only takes files
    other = Visitor(loop.token)
    Drop.objects.filter(pk=loop.drop.pk).update(most_files=1)
    assert statuses(other) == {410}
    assert loop.asked().status_code == 200  # who brought the file goes on
    Drop.objects.filter(pk=loop.drop.pk).update(expires=timezone.now())
    assert statuses(loop.visitor) == {410}
    links.revoke(loop.drop, ada[0])
    assert statuses(loop.visitor) == {404}
    assert choices_of(loop.shown).fixes == ()
    assert versions.newest(loop.case)
    assert plain.case is None


def test_nobody_corrects_again_what_was_corrected_in_an_earlier_version(ada: tuple[User, str]) -> None:
    loop = begun(ada)
    loop.checked(text(*GOOD, *BAD))
    loop.given_back()
    loop.corrected(4, 2, "cleo@example.com")
    loop.corrected(5, 2, "dan@example.com")
    loop.sent("send/")
    attend(loop.main.key)  # planned with what the firm corrected
    loop.checked(text("C9,Eve Oak,eve@example,+1 202 555 0109", BAD[1], BAD[0].replace("cleo@", "c@"), *GOOD))
    first, second = loop.case.versions.all()
    assert (first.number, second.number, loop.case.status) == (1, 2, CaseStatus.CHECKING)
    (fix,) = choices_of(loop.main).fixes
    assert (fix.row, fix.now) == (3, "dan@example.com")
    own = Client(headers={"host": "localhost"})
    own.force_login(loop.user)
    page = own.get(f"/import/{loop.main.key}/check/").content.decode()
    assert "1 earlier correction was applied." in page
    assert "1 no longer fits." in page
    assert "1 row added, 0 removed, 1 changed (1 cell), 3 the same" in " ".join(page.split())
    loop.given_back()
    seen = loop.asked().content.decode()
    assert "1 correction antérieure a été appliquée." in seen
    assert "1 ligne ajoutée" in seen
    assert "c@example" in seen
    own.post(f"/import/{loop.main.key}/undo/", {"step": "check"})
    assert choices_of(loop.main).fixes == ()
    assert "were taken back here" in own.get(f"/import/{loop.main.key}/check/").content.decode()
    own.post(f"/import/{loop.main.key}/redo/", {"step": "check"})
    attend(loop.main.key)
    loop.checked(text(*GOOD, *BAD))  # a third one: what did not fit in the second fits again
    assert sorted(fix.now for fix in choices_of(loop.main).fixes) == ["cleo@example.com", "dan@example.com"]
    Case.objects.filter(pk=loop.case.pk).update(status=CaseStatus.CLOSED, since=timezone.now() - 2 * KEPT)
    sweep()
    assert loop.case.corrections == "[]"


def test_what_one_side_says_of_columns_holds_in_the_next_version(ada: tuple[User, str]) -> None:
    loop = begun(ada)
    loop.checked(text(*GOOD))
    place = Place(0, "clients")
    columns = {place: SheetChoices(columns={3: "phone.mobile"})}
    change(loop.main, lambda choices: replace(choices, sheets=columns), "column", reading=True)
    ask(loop.main, Job.PLAN)
    attend(loop.main.key)
    loop.checked(text(*BAD))
    plan = reader(loop.main)
    assert plan
    (made,) = plan.sheets
    assert {one.header: one.field for one in made.mapped.columns}["Phone"] == "phone.mobile"


def given_back(loop: Loop, change: dict[str, str]) -> bytes:
    """The workbook of what to correct with some texts changed."""
    book = load_workbook(BytesIO(b"".join(loop.asked("workbook/").streaming_content)))  # type: ignore[attr-defined]
    for row in book.worksheets[0].iter_rows():
        for cell in row[:5]:
            cell.value = change.get(str(cell.value), cell.value)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def test_the_workbook_is_given_back_by_the_link_and_its_corrections_are_taken_over(
    ada: tuple[User, str],
) -> None:
    loop = begun(ada)
    loop.checked(text(*GOOD, *BAD))
    loop.given_back()
    content = given_back(loop, {"dan.example.com": "dan@example.com", "Dan Elm": "Dan Elms"})
    loop.corrected(4, 2, "cleo@example.com")  # in the grid, while the workbook was out
    file = loop.visitor.bring("à corriger.xlsx", content)
    assert file.state == FileState.TAKEN
    assert loop.case.status == CaseStatus.WAITING
    assert "Corrections reprises" in loop.asked("arrived/").content.decode()
    texts = sorted(fix.now for fix in choices_of(loop.shown).fixes)
    assert texts == ["Dan Elms", "cleo@example.com", "dan@example.com"]
    attend(loop.shown.key)
    assert json.loads(loop.asked("check/rows/?only=found").content)["total"] == 0
    with pytest.raises(CarnetError, match=r"drop\.none_chosen"):
        office.begin_import(loop.drop, [file.key], loop.user)  # it is no version
    loop.visitor.bring("clients.csv", text(*GOOD))  # a new version instead of sending back
    assert loop.case.status == CaseStatus.RECEIVED
    assert len(choices_of(loop.main).fixes) == 3
    again = loop.visitor.bring("again.xlsx", content)
    assert again.error
    assert again.error["code"] == "case.older_workbook"
    assert loop.visitor.bring("other.csv", text(*GOOD)).state == FileState.READY


def test_the_team_opens_a_case_with_its_link_and_the_firm_alone_makes_links_that_only_take_files(
    ada: tuple[User, str],
) -> None:
    own = Client(headers={"host": "localhost"})
    own.force_login(ada[0])
    asked = {
        "purpose": "Our clients", "until": str(date.today()), "megabytes": 5, "most_files": 5,
        "kept_days": 5, "corrections": "on", "spoken": "fr", "contact": "luc@example.com",
    }  # fmt: skip
    assert "corrections" not in own.get("/drops/").content.decode()
    own.post("/drops/", asked)
    assert Drop.objects.filter(firm=ada[1]).order_by("-pk")[0].case is None
    User.objects.filter(pk=ada[0].pk).update(team="specialist")
    own.post("/drops/", asked)
    case = Drop.objects.filter(firm=ada[1]).order_by("-pk")[0].case
    assert case
    assert (case.title, case.language, case.way) == ("Our clients", "fr", "link")
    assert case.contact == "luc@example.com"
    own.post(f"/drops/?case={case.key}", asked | {"purpose": "More"})
    assert [drop.purpose for drop in case.drops.all()] == ["Our clients", "More"]
    stranger = Client(headers={"host": "localhost"})
    stranger.force_login(administrator()[0])
    assert stranger.get(f"/drops/?case={case.key}").status_code == 404
    User.objects.filter(pk=ada[0].pk).update(team="")


def test_what_the_firm_corrected_is_not_lost_where_the_team_goes_on_by_itself(ada: tuple[User, str]) -> None:
    loop = begun(ada)
    loop.checked(text(*GOOD, *BAD))
    returned.stand(loop.case, CaseStatus.WAITING, loop.user)
    attend(loop.shown.key)
    loop.corrected(4, 2, "cleo@example.com")
    with pytest.raises(CarnetError, match=r"case\.not_next"):
        returned.give_back(loop.case, loop.user)  # it would take the firm's corrections away
    correct(loop.main, lambda plan, choices: edited(plan, choices, 0, 5, 2, "dan@example.com"), "cell")
    returned.stand(loop.case, CaseStatus.CHECKING, loop.user)
    assert sorted(fix.now for fix in choices_of(loop.main).fixes) == ["cleo@example.com", "dan@example.com"]
    attend(loop.main.key)
    returned.stand(loop.case, CaseStatus.WAITING, loop.user)
    attend(loop.shown.key)
    assert json.loads(loop.asked("check/rows/?only=found").content)["total"] == 0
    assert loop.corrected(4, 2, "c@example.com").status_code == 200
    draft = keep.begin(loop.drop.firm, loop.user)  # files come another way meanwhile
    receive(loop.case, draft, loop.user)
    first = loop.case.versions.get(number=1)
    assert "c@example.com" in [fix.now for fix in choices_of(keep.found(draft.firm, first.draft)).fixes]


def test_by_the_link_only_the_plan_that_it_shows_is_signed_off(ada: tuple[User, str]) -> None:
    loop = begun(ada)
    loop.checked(text(*GOOD))
    returned.offer(loop.case, loop.user)
    attend(loop.shown.key)
    assert 'name="version"' in loop.asked("").content.decode()
    change(loop.main, lambda choices: replace(choices, mode=Mode.FILL), "mode")
    ask(loop.main, Job.PLAN)
    attend(loop.main.key)
    assert 'name="version"' not in loop.asked("").content.decode()
    assert loop.sent("sign/", version=loop.main.version, name="Luc Roy").status_code == 422
    assert not loop.case.signed


def test_what_a_firm_is_at_stays_however_long_it_takes_and_is_not_discarded(ada: tuple[User, str]) -> None:
    loop = begun(ada)
    loop.checked(text(*GOOD, *BAD))
    loop.given_back()
    main, seen = loop.main.key, loop.shown.key
    Draft.objects.update(modified=timezone.now() - 2 * keep.KEPT)
    keep.sweep()
    assert Draft.objects.filter(key__in=[main, seen]).count() == 2
    own = Client(headers={"host": "localhost"})
    own.force_login(loop.user)
    assert own.post(f"/import/{main}/discard/").status_code == 422
    assert loop.corrected(4, 2, "cleo@example.com").status_code == 200
    assert loop.sent("send/").status_code == 302
    assert [fix.now for fix in choices_of(loop.main).fixes] == ["cleo@example.com"]
    returned.stand(loop.case, CaseStatus.CLOSED, loop.user)
    Draft.objects.update(modified=timezone.now() - 2 * keep.KEPT)
    keep.sweep()
    assert not Draft.objects.filter(key=main).exists()
