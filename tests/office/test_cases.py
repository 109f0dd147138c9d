"""An import that the team does for a firm: from both sides, and nothing is applied that is not signed off."""

from __future__ import annotations

import html
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from carnet.contract import CarnetError
from carnet.language import Language
from carnet.office import invitations, members, team, tokens
from carnet.office.cases import board, keep, remarks
from carnet.office.cases.drafted import may_apply
from carnet.office.cases.move import move
from carnet.office.cases.states import CaseStatus, Way
from carnet.office.drafts import attend, choose
from carnet.office.drops import links
from carnet.office.drops.files import begin_import
from carnet.office.jobs import Job
from carnet.office.models import Case, CaseVersion, Draft, Membership, Notice, User
from carnet.office.notices.due import tell_due
from carnet.office.notices.send import send
from carnet.office.roles import Role, TeamRole
from carnet.office.scopes import Scope
from tests.support.visitor import Visitor

pytestmark = pytest.mark.usefixtures("office")
WRONG = b"First Name,Last Name,Email\nAnn,Ray,ann(at)example.com\nBruno,Roy,bruno@example.com\n"


def somebody(name: str, team: TeamRole = TeamRole.NONE, firm: str = "", role: Role = Role.MEMBER) -> User:
    """A person, in a firm where one is named."""
    user = User.objects.create_user(f"{secrets.token_hex(6)}@example.com", None, name=name, team=team)
    if firm:
        members.join(user, firm, role)
    return user


def browser(user: User, language: str = "en") -> Client:
    """That of a person."""
    client = Client(headers={"host": "localhost", "accept-language": language})
    client.force_login(user)
    return client


def new_firm() -> str:
    """The key of a firm of its own."""
    from carnet.book.models import Firm
    from carnet.book.setup import open_book

    book = open_book(firm=f"Firm {secrets.token_hex(6)}")
    return Firm.objects.using(book.using).get(pk=book.firm).key


@dataclass(frozen=True)
class Sides:
    """A firm with its administrator and its specialist, and their browsers."""

    firm: str
    specialist: User
    administrator: User
    team: Client
    ours: Client

    def case(self, **values: Any) -> Case:
        """A case that the specialist does."""
        return keep.begin(
            self.firm,
            self.specialist,
            Way.ASSISTED,
            "Clients",
            Language.FR,
            assignee=self.specialist,
            **values,
        )


@pytest.fixture
def sides() -> Sides:
    """A firm of its own, with a case's two sides."""
    firm = new_firm()
    specialist = somebody("Sam Lee", TeamRole.SPECIALIST)
    team.give(firm, specialist)
    administrator = somebody("Rémy Roy", firm=firm, role=Role.ADMINISTRATOR)
    return Sides(firm, specialist, administrator, browser(specialist), browser(administrator, "fr"))


@pytest.fixture(autouse=True)
def posted() -> Iterator[None]:
    """Mail goes to a box of the test's own."""
    mail.outbox = []
    Notice.objects.all().delete()
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        yield


def told() -> list[tuple[str, str]]:
    """Kind and address of each notice that waits, in order; they are sent by it."""
    waiting = list(Notice.objects.filter(sent=None, began=None).order_by("pk"))
    for notice in waiting:
        send(notice.pk)
        send(notice.pk)  # a task that comes twice
    return [(notice.what, notice.to) for notice in waiting]


def page_text(answer: Any) -> str:
    """What an answer holds, its lines joined."""
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))


def page(client: Client, case: Case) -> str:
    """A case's page."""
    return page_text(client.get(f"/cases/{case.key}/"))


def sent(client: Client, case: Case, data: bytes) -> Draft:
    """The draft of what somebody sends for a case, planned."""
    answer = client.post(f"/cases/{case.key}/files/", {"file": SimpleUploadedFile("clients.csv", data)})
    assert answer.status_code == 302
    case.refresh_from_db()
    return planned(case)


def planned(case: Case) -> Draft:
    """The case's draft once its work was done."""
    attend.attend(case.draft)
    return Draft.objects.get(key=case.draft)


def test_a_case_goes_from_the_first_file_to_the_book_and_back(sides: Sides) -> None:
    case = sides.case()
    draft = sent(sides.ours, case, WRONG)
    assert case.status == CaseStatus.RECEIVED
    assert told() == [("received", sides.specialist.email)]
    assert "1 erreur" in page(sides.ours, case)
    version = case.versions.get()
    assert version.findings == {"email.invalid": 1}
    assert version.provider == "other"

    asked = sides.team.post(f"/cases/{case.key}/remarks/", {"text": "Which address?", "question": "on"})
    assert asked.status_code == 302
    assert told() == [("asked", sides.administrator.email)]
    assert "une question pour vous" in page(sides.ours, case)
    one = case.remarks.get()
    sides.ours.post(f"/cases/{case.key}/remarks/{one.pk}/answer/", {"text": "ann@example.com"})
    one.refresh_from_db()
    assert one.settled
    assert told() == [("answered", sides.specialist.email)]

    for status in ("checking", "ready"):
        assert sides.team.post(f"/cases/{case.key}/move/", {"status": status}).status_code == 302
    assert told() == [("ready", sides.administrator.email)]
    assert "Apply to the book" not in sides.team.get(f"/import/{draft.key}/plan/").content.decode()
    refused = sides.team.post(f"/import/{draft.key}/apply/")
    assert "has not signed off this plan" in refused.content.decode()
    assert "The plan is waiting for the firm" in page(sides.team, case)
    _, secret = tokens.make(sides.specialist, sides.firm, "Nightly", [Scope.IMPORTS_WRITE])
    bearer = {"authorization": f"Bearer {secret}", "host": "localhost"}
    by_program = Client().post(f"/api/v1/imports/{draft.key}/apply", headers=bearer)
    assert (by_program.status_code, by_program.json()["code"]) == (409, "case.unsigned")
    assert sides.team.post(f"/cases/{case.key}/sign/", {"version": draft.version}).status_code == 403

    assert "Approuver ce plan" in page(sides.ours, case)
    sides.ours.post(f"/cases/{case.key}/sign/", {"version": draft.version})
    assert "Approuvé par Rémy Roy le" in page(sides.ours, case)
    assert told() == [("signed", sides.specialist.email)]
    assert case.events.get(what="signed").figures["create"] == 2

    assert "Signed off by Rémy Roy" in sides.team.get(f"/import/{draft.key}/plan/").content.decode()
    assert sides.team.post(f"/import/{draft.key}/apply/").status_code == 302
    planned(case)
    case.refresh_from_db()
    assert case.status == CaseStatus.IMPORTED
    assert "Sam Lee" in page_text(sides.ours.get("/history/"))  # who applied it, not who sent the files
    assert sides.team.post(f"/import/{draft.key}/result/undo/").status_code == 302
    planned(case)
    case.refresh_from_db()
    assert case.status == CaseStatus.CHECKING
    assert "2 nouveaux contacts" in page(sides.ours, case)  # what was signed stays in the trail
    assert [one.to[0] for one in mail.outbox].count(sides.administrator.email) == 2
    assert "ann@example.com" not in "".join(str(one.body) for one in mail.outbox)
    assert "localhost" not in mail.outbox[0].subject


def test_a_cell_is_asked_about_where_its_row_is_checked(sides: Sides) -> None:
    case = sides.case()
    draft = sent(sides.ours, case, WRONG)
    rows = sides.team.get(f"/import/{draft.key}/check/findings/?sheet=0&only=error").content.decode()
    (address,) = re.findall(r'href="([^"]*column=2)"', rows)
    address = address.replace("&amp;", "&")
    assert "clients.csv, clients, row 2, Email" in page_text(sides.team.get(address))
    sides.team.post(address, {"text": "With an @?", "question": "on"})
    assert told()[-1] == ("asked", sides.administrator.email)
    assert "clients.csv, clients, ligne 2, Email" in page_text(sides.ours.get(f"/cases/{case.key}/"))
    grid = sides.ours.get(f"/import/{draft.key}/check/").content.decode()
    assert '{"row": 2, "column": "Email", "text": "With an @?", "open": true}' in grid
    assert sides.team.get(f"/cases/{case.key}/ask/?sheet=9").status_code == 422
    assert sides.team.get(f"/cases/{case.key}/ask/?row=2&column=99").status_code == 422


def test_a_visitor_of_the_link_asks_and_answers_without_an_account(sides: Sides) -> None:
    case = sides.case()
    terms = links.Terms("Clients", timezone.now() + timedelta(days=1), 100_000, 5, "", 30)
    _, token = links.make(sides.firm, sides.specialist, terms, case=case)
    draft = sent(sides.ours, case, WRONG)
    asked = remarks.remark(case, "Which address?", sides.specialist, of_firm=False, question=True)
    visitor = Visitor(token)
    assert visitor.client.post(visitor.page + "remarks/", {"text": " "}).status_code == 422
    assert "Which address?" in page_text(visitor.client.get(visitor.page))
    assert "une question pour vous" in page_text(visitor.client.get(visitor.page))
    answered = visitor.client.post(f"{visitor.page}remarks/{asked.pk}/answer/", {"text": "The new one"})
    assert answered.status_code == 302
    assert "by the link" in page_text(sides.team.get(f"/cases/{case.key}/"))

    assert sides.team.post(f"/cases/{case.key}/move/", {"status": "checking"}).status_code == 302
    assert sides.team.post(f"/cases/{case.key}/move/", {"status": "waiting"}).status_code == 302
    attend.attend(case.versions.get().shown)
    grid = visitor.client.get(visitor.page + "check/").content.decode()
    assert 'data-ask="../ask/"' in grid
    place = visitor.page + "ask/?sheet=0&row=2&column=2"
    assert "ligne 2, Email" in page_text(visitor.client.get(place))
    assert visitor.client.post(place, {"text": "Why?", "question": "on"}).status_code == 302
    assert case.remarks.filter(of_firm=True, row=2, column="Email", question=True).exists()
    assert "Why?" in sides.team.get(f"/import/{draft.key}/check/").content.decode()
    theirs = keep.begin(new_firm(), sides.specialist, Way.LINK, "Others", Language.EN)
    foreign = remarks.remark(theirs, "Secret", sides.specialist, of_firm=False, question=True)
    assert (
        visitor.client.post(f"{visitor.page}remarks/{foreign.pk}/answer/", {"text": "x"}).status_code == 404
    )
    assert Visitor("guessed").client.post("/drop/guessed/remarks/", {"text": "x"}).status_code == 404


def test_a_case_tells_of_files_that_wait_on_its_link(sides: Sides) -> None:
    case = sides.case()
    terms = links.Terms("Clients", timezone.now() + timedelta(days=1), 100_000, 5, "", 30)
    drop, token = links.make(sides.firm, sides.specialist, terms, case=case)
    assert "No files yet." in page(sides.team, case)
    file = Visitor(token).bring("clients.csv", WRONG)
    told = page(sides.team, case)
    assert "1 file waits on the upload link." in told
    assert f'/{drop.key}/">Import it</a>' in told
    assert "1 fichier attend sur le lien de dépôt." in page(sides.ours, case)
    assert "No files yet." not in told
    begin_import(drop, [file.key], sides.specialist)
    assert "waits on the upload link" not in page(sides.team, case)


def ready(sides: Sides) -> tuple[Case, Draft]:
    """A case whose plan waits to be signed off."""
    case = sides.case()
    draft = sent(sides.ours, case, WRONG)
    move(case, CaseStatus.CHECKING, sides.specialist)
    move(case, CaseStatus.READY, sides.specialist)
    return case, draft


def test_a_signature_holds_for_the_plan_that_was_looked_at_and_no_other(sides: Sides) -> None:
    case, draft = ready(sides)
    stale = sides.ours.post(f"/cases/{case.key}/sign/", {"version": draft.version - 1})
    assert stale.status_code == 422
    assert "Le plan a changé" in stale.content.decode()
    sides.ours.post(f"/cases/{case.key}/sign/", {"version": draft.version})
    may_apply(Draft.objects.get(key=draft.key))

    choose.change(draft, lambda choices: choices, reading=True)
    with pytest.raises(CarnetError, match=r"case\.unsigned"):
        may_apply(Draft.objects.get(key=draft.key))
    choose.ask(draft, Job.PLAN)
    planned(case)
    with pytest.raises(CarnetError, match=r"case\.unsigned"):
        choose.ask(Draft.objects.get(key=draft.key), Job.APPLY)
    assert "Approuver ce plan" in page(sides.ours, case)
    assert case.events.filter(what="unsigned").exists()


def test_a_plan_that_the_book_moved_on_from_is_signed_anew(sides: Sides) -> None:
    from carnet.book.actions.edit_contact import create
    from carnet.book.setup import open_book
    from carnet.contract import Kind

    case, draft = ready(sides)
    sides.ours.post(f"/cases/{case.key}/sign/", {"version": draft.version})
    create(open_book(firm=sides.firm), Kind.PERSON, {"first_name": "Zoe", "last_name": "Hay"}, user="Zed")
    sides.team.post(f"/import/{draft.key}/apply/")
    assert planned(case).imported == ""
    with pytest.raises(CarnetError, match=r"case\.unsigned"):
        may_apply(Draft.objects.get(key=draft.key))


def test_an_earlier_version_is_not_applied(sides: Sides) -> None:
    case, first = ready(sides)
    sent(sides.ours, case, WRONG.replace(b"(at)", b"@"))
    with pytest.raises(CarnetError, match=r"case\.older_version"):
        may_apply(first)


def test_what_is_undone_in_the_history_leads_the_case_back_too(sides: Sides) -> None:
    from carnet.office.errands.attend import attend as run
    from carnet.office.errands.keep import begin
    from carnet.office.jobs import ErrandJob

    case, draft = ready(sides)
    sides.ours.post(f"/cases/{case.key}/sign/", {"version": draft.version})
    sides.team.post(f"/import/{draft.key}/apply/")
    key = planned(case).imported
    run(begin(sides.firm, sides.administrator, ErrandJob.UNDO, {"entries": [key]}).key)
    case.refresh_from_db()
    assert case.status == CaseStatus.CHECKING


def test_each_side_sees_the_steps_that_are_its_own(sides: Sides) -> None:
    case = sides.case()
    assert "Being checked" in page(sides.team, case)
    assert f"/cases/{case.key}/move/" not in page(sides.ours, case)
    for path in ("move", "plan"):
        assert sides.ours.post(f"/cases/{case.key}/{path}/").status_code == 403
    assert sides.team.post(f"/cases/{case.key}/move/", {"status": "imported"}).status_code == 422
    reader = browser(somebody("Ann", firm=sides.firm, role=Role.READER))
    assert "<textarea" not in page(reader, case)
    assert reader.post(f"/cases/{case.key}/remarks/", {"text": "No"}).status_code == 403


def test_a_specialist_sees_the_firms_that_were_given_to_them_and_no_other(sides: Sides) -> None:
    other = new_firm()
    foreign = keep.begin(other, sides.specialist, Way.ASSISTED, "Foreign", Language.EN)
    assert sides.team.get(f"/cases/{foreign.key}/").status_code == 404
    assert sides.team.get(f"/team/firms/{other}/").status_code == 404
    assert "Foreign" not in sides.team.get("/team/").content.decode()
    assert sides.team.post("/members/firm/choose/", {"firm": other}).status_code == 404
    lead = browser(somebody("Lea", TeamRole.LEAD))
    assert "Foreign" in lead.get("/team/").content.decode()
    assert lead.get(f"/cases/{foreign.key}/").status_code == 403  # no place anywhere: no desk
    team.give(other, sides.specialist)
    opened = sides.team.get(f"/cases/{foreign.key}/")  # of another firm of theirs: it opens there
    assert opened.status_code == 302
    assert "Foreign" in sides.team.get(f"/cases/{foreign.key}/").content.decode()


def test_a_lead_gives_firms_and_takes_them_back(sides: Sides) -> None:
    lead = somebody("Lea", TeamRole.LEAD)
    client = browser(lead)
    case = sides.case()
    assert client.get("/").headers["Location"] == "/team/"
    assert client.post(f"/team/firms/{sides.firm}/give/", {"user": lead.pk}).status_code == 302
    assert "Clients" in client.get(f"/cases/{case.key}/").content.decode()
    assert "Lea" in sides.ours.get("/members/").content.decode()
    assert client.post(f"/team/firms/{sides.firm}/take/", {"user": sides.specialist.pk}).status_code == 302
    case.refresh_from_db()
    assert case.assignee is None
    assert sides.team.get(f"/cases/{case.key}/").status_code == 403
    assert sides.team.post(f"/team/firms/{sides.firm}/give/", {"user": lead.pk}).status_code == 403
    outsider = {"user": sides.administrator.pk}
    assert client.post(f"/team/firms/{sides.firm}/give/", outsider).status_code == 404


def test_a_firm_sees_its_specialist_and_ends_it_but_makes_none_and_renews_no_password(sides: Sides) -> None:
    place = Membership.objects.get(firm=sides.firm, user=sides.specialist)
    assert "Spécialiste de l’intégration" in sides.ours.get("/members/").content.decode()
    assert sides.ours.post(f"/members/{place.pk}/password/").status_code == 422
    invited = sides.ours.post("/members/", {"email": "new@example.com", "role": "specialist"})
    assert "The link" not in invited.content.decode()
    colleague = Membership.objects.get(user=somebody("Ann", firm=sides.firm), firm=sides.firm)
    sides.ours.post(f"/members/{colleague.pk}/role/", {"role": "specialist"})
    colleague.refresh_from_db()
    assert colleague.role == Role.MEMBER
    assert sides.ours.post(f"/members/{place.pk}/remove/").status_code == 302
    assert sides.team.get("/cases/").status_code == 403


def test_people_come_to_the_team_by_a_link_and_go_with_all_their_firms(sides: Sides) -> None:
    lead = somebody("Lea", TeamRole.LEAD)
    token = invitations.invite_to_team("sol@example.com", TeamRole.SPECIALIST, lead)
    newcomer = Client(headers={"host": "localhost"})
    assert "The onboarding team invites you" in newcomer.get(f"/members/join/{token}/").content.decode()
    given = {"name": "Sol", "password": "correct horse battery"}
    assert newcomer.post(f"/members/join/{token}/", given).status_code == 302
    assert newcomer.get("/", follow=True).status_code == 200
    sol = User.objects.get(email="sol@example.com")
    assert sol.team == TeamRole.SPECIALIST
    with pytest.raises(CarnetError, match=r"invitation\.colleague"):
        invitations.invite_to_team("sol@example.com", TeamRole.LEAD, lead)
    team.give(sides.firm, sol)
    assert browser(lead).post(f"/team/people/{sol.pk}/leave/").status_code == 302
    assert not sol.memberships.exists()
    assert newcomer.get("/team/").status_code == 403


def test_the_team_keeps_a_lead() -> None:
    User.objects.filter(team=TeamRole.LEAD).update(team=TeamRole.NONE)
    lead = somebody("Lea", TeamRole.LEAD)
    for deed in (team.leave, lambda user: team.change_role(user, TeamRole.SPECIALIST)):
        with pytest.raises(CarnetError, match=r"team\.last_lead"):
            deed(lead)


def test_a_lead_adds_a_firm_with_its_administrator(sides: Sides) -> None:
    client = browser(somebody("Lea", TeamRole.LEAD))
    name = f"Cabinet {secrets.token_hex(4)}"
    answer = client.post("/team/firms/add/", {"name": name, "email": "remy@example.com"}).content.decode()
    link = re.search(r'value="http://localhost(/members/join/[^"]+)"', answer)
    assert link
    newcomer = Client(headers={"host": "localhost"})
    newcomer.post(link[1], {"name": "Rémy", "password": "correct horse battery"})
    assert name in newcomer.get("/members/").content.decode()
    again = client.post("/team/firms/add/", {"name": name, "email": "remy@example.com"})
    assert again.status_code == 422


def test_the_board_asks_the_same_few_questions_of_a_thousand_firms(sides: Sides) -> None:
    from carnet.book.models import Firm
    from carnet.book.setup import database

    lead = somebody("Lea", TeamRole.LEAD)
    client = browser(lead)
    client.get("/team/")
    with CaptureQueriesContext(connection) as few:
        client.get("/team/")
    using, mark = database()[0], secrets.token_hex(4)
    check = Firm.objects.using(using).values_list("key_check", flat=True)[0]
    firms = [Firm(name=f"{mark} {n:04}", key=f"{mark}{n:04}"[:12], key_check=check) for n in range(1000)]
    Firm.objects.using(using).bulk_create(firms)
    now = timezone.now()
    cases = Case.objects.bulk_create(
        Case(key=f"{mark}{n:08}", firm=firm.key, way="assisted", title="Clients", language="en",
             draft=f"{mark}{n}", since=now - timedelta(days=n), status="waiting" if n % 2 else "checking")
        for n, firm in enumerate(firms)
    )  # fmt: skip
    CaseVersion.objects.bulk_create(
        CaseVersion(case=case, number=1, draft=case.draft, findings={"email.invalid": 2}, provider="xero")
        for case in Case.objects.filter(pk__in=[case.pk for case in cases])
    )
    try:
        with CaptureQueriesContext(connection) as many:
            text = client.get("/team/").content.decode()
        assert len(many) <= len(few) <= 16
        assert "for 999 days" in text
        assert "2,000" in text
        waiting = client.get("/team/?only=firm&page=1").content.decode()
        assert "for 999 days" in waiting
        assert "for 998 days" not in waiting
    finally:
        Case.objects.filter(key__startswith=mark).delete()
        Firm.objects.using(using).filter(name__startswith=mark).delete()


def test_the_board_shows_what_is_mine_and_what_is_overdue(sides: Sides) -> None:
    today = date.today()
    mine = sides.case(due=today - timedelta(days=1))
    keep.begin(sides.firm, sides.specialist, Way.LINK, "Others", Language.EN)

    def shown(only: board.Only) -> list[str]:
        return [case.key for case in board.waiting(sides.specialist, [sides.firm], only, today)]

    assert shown(board.Only.MINE) == shown(board.Only.OVERDUE) == [mine.key]
    assert len(shown(board.Only.ALL)) == 2
    assert "overdue since" in sides.team.get("/team/?only=overdue").content.decode()


def test_who_turned_mail_off_gets_none_and_somebody_without_an_account_is_sent_to_the_link(
    sides: Sides,
) -> None:
    own = {"name": "Sam Lee", "language": ""}  # without the tick
    assert sides.team.post("/members/me/", own).status_code == 302
    case = sides.case(contact="desk@example.org")
    asked = remarks.remark(case, "Why?", sides.specialist, of_firm=False, question=True)
    remarks.answer(asked, "Because.", None, of_firm=True)
    told()
    (letter,) = mail.outbox
    assert letter.to == ["desk@example.org"]
    assert "Ouvrez le lien que vous avez reçu." in letter.body
    assert "http" not in letter.body
    assert [event.detail for event in case.events.filter(what="notified")] == ["desk@example.org"]


def test_a_message_that_the_server_does_not_take_is_tried_again_later(sides: Sides) -> None:
    remarks.remark(sides.case(), "Why?", sides.specialist, of_firm=False, question=True)
    notice = Notice.objects.get()
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=9
    ):
        send(notice.pk)
    notice.refresh_from_db()
    assert (notice.sent, notice.began, notice.tries) == (None, None, 1)
    assert told() == [("asked", sides.administrator.email)]
    assert len(mail.outbox) == 1


def test_a_case_that_is_due_tomorrow_or_overdue_is_told_of_once(sides: Sides) -> None:
    today = date.today()
    sides.case(due=today + timedelta(days=1))
    sides.case(due=today - timedelta(days=3))
    sides.case(due=today + timedelta(days=5))
    for _ in range(2):
        tell_due(today)
    mine = [kind for kind, address in told() if address == sides.specialist.email]
    assert sorted(mine) == ["due", "overdue"]
    tell_due(today)
    assert told() == []


def test_who_is_given_a_case_is_told(sides: Sides) -> None:
    case, other = sides.case(), somebody("Sol", TeamRole.SPECIALIST)
    given = {"assignee": other.pk, "due": "2030-01-31"}
    assert sides.team.post(f"/cases/{case.key}/plan/", given).status_code == 422  # not at this firm
    team.give(sides.firm, other)
    assert sides.team.post(f"/cases/{case.key}/plan/", given).status_code == 302
    assert told() == [("assigned", other.email)]
    assert "Sol" in page(sides.ours, case)
    assert "31 janvier 2030" in page(sides.ours, case)


def test_a_case_that_is_over_takes_no_files(sides: Sides) -> None:
    case = sides.case()
    move(case, CaseStatus.CLOSED, sides.specialist)
    answer = sides.ours.post(f"/cases/{case.key}/files/", {"file": SimpleUploadedFile("a.csv", WRONG)})
    assert answer.status_code == 422
    assert not Draft.objects.filter(firm=sides.firm).exists()


def test_a_password_link_opens_no_account_that_came_to_the_team_since(sides: Sides) -> None:
    bob = somebody("Bob Hay", firm=sides.firm)
    place = Membership.objects.get(user=bob)
    token = invitations.renew_password(place, sides.administrator)
    User.objects.filter(pk=bob.pk).update(team=TeamRole.SPECIALIST.value)
    with pytest.raises(CarnetError, match=r"invitation\.unknown"):
        invitations.accept(token, None, password="correct horse battery")
    with pytest.raises(CarnetError, match=r"invitation\.team"):
        invitations.renew_password(Membership.objects.get(user=bob), sides.administrator)


def test_a_firm_called_as_another_firms_key_opens_its_own_book(sides: Sides) -> None:
    from carnet.book.actions.make_firm import rename_firm
    from carnet.book.models import Firm
    from carnet.book.setup import open_book

    other = open_book(firm=new_firm())
    Firm.objects.using(other.using).filter(key=sides.firm).update(id=10**6 + secrets.randbelow(10**6))
    rename_firm(other, sides.firm)
    assert open_book(firm=sides.firm, make=False).firm != other.firm
