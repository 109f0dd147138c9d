"""Plans of firms: made from a template, done by both sides, recorded; each firm sees its own."""

from __future__ import annotations

import re
import secrets
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from carnet.language import Language, Text
from carnet.office import members
from carnet.office.cases import keep
from carnet.office.cases.states import Way
from carnet.office.models import Plan, PlanTask, User
from carnet.office.onboarding import plans, templates, trainings
from carnet.office.onboarding.invitation import invitation
from carnet.office.onboarding.states import Side, TaskKind
from carnet.office.onboarding.templates import Written
from carnet.office.onboarding.trainings import Session
from carnet.office.roles import Role, TeamRole
from tests.office.test_services import browser, somebody
from tests.support.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from carnet.book.firm_book import FirmBook

pytestmark = pytest.mark.usefixtures("office")
TODAY = date.today()


def opened() -> tuple[FirmBook, str]:
    """The book of a new firm, and the firm's key."""
    from carnet.book.models import Firm
    from carnet.book.setup import open_book

    book = open_book(firm=f"Firm {secrets.token_hex(6)}")
    return book, Firm.objects.using(book.using).get(pk=book.firm).key


@pytest.fixture(scope="module")
def firm(office: None) -> str:
    """The key of a firm."""
    return opened()[1]


@pytest.fixture(scope="module")
def lead(firm: str) -> User:
    """Somebody who leads the team and was given the firm."""
    return somebody(firm, Role.SPECIALIST, TeamRole.LEAD)


def made(firm: str, by: User, *, starts: date = TODAY) -> Plan:
    """A plan from the template that Carnet comes with, for a firm with Canopy and Gmail."""
    return plans.make(firm, templates.known()[0], ["canopy", "gmail"], starts, by)


def only(plan: Plan, kind: TaskKind) -> PlanTask:
    """The first task of a kind."""
    task = plans.tasks_of(plan).filter(kind=kind.value).first()
    assert task
    return task


def outline(key: str) -> list[tuple[str, list[str]]]:
    """The stages of a template with their tasks, by their English names."""
    stages = templates.found(key).stages.all()
    return [(one.name_en, [task.name_en for task in one.tasks.all()]) for one in stages]


def test_a_plan_has_an_export_for_each_tool_with_dates_and_the_open_case_of_the_firm(
    firm: str, lead: User
) -> None:
    case = keep.begin(firm, lead, Way.ONBOARDING, "Full onboarding", Language.EN)
    plan = made(firm, lead, starts=date(2026, 3, 2))
    exports = list(plans.tasks_of(plan).filter(kind=TaskKind.EXPORT))
    assert [one.provider for one in exports] == ["canopy", "gmail"]
    assert [one.name_fr for one in exports] == [
        "Exporter vos données\u00a0: Canopy", "Exporter vos données\u00a0: Gmail (Google Contacts)",
    ]  # fmt: skip
    assert {one.due for one in exports} == {date(2026, 3, 7)}
    assert only(plan, TaskKind.CONTACTS).case == case
    assert not only(plan, TaskKind.WORK).case


def test_a_template_is_copied_moved_about_and_does_not_change_plans_that_were_made(
    firm: str, lead: User
) -> None:
    plan = made(firm, lead)
    before = [task.name_en for task in plans.tasks_of(plan)]
    copy = templates.copy(templates.found(templates.known()[0].key), Text("Short", "Court"))
    stages = list(copy.stages.all())
    for stage in stages[2:]:
        stage.delete()
    first, second = (list(stage.tasks.all()) for stage in stages[:2])
    templates.add_task(stages[0], Written(Text("Sign", "Signer"), TaskKind.OTHER, Side.FIRM, 1))
    templates.move_task(second[0], -1)  # up, over the border of its stage
    templates.move_task(first[0], -1)  # is the first: stays
    templates.move_task(first[0], 1)
    assert outline(copy.key)[0][1] == [first[1].name_en, first[0].name_en, "Sign", second[0].name_en]
    templates.move_task(templates.task_of(copy.key, second[0].pk), 1)
    assert outline(copy.key)[1][1][0] == second[0].name_en
    templates.move_stage(templates.stage_of(copy.key, stages[0].pk), 1)
    templates.move_stage(templates.stage_of(copy.key, stages[0].pk), 1)
    assert [name for name, _ in outline(copy.key)] == [stages[1].name_en, stages[0].name_en]
    assert [task.name_en for task in plans.tasks_of(plan)] == before
    copy.delete()


def test_each_side_is_told_what_is_done_waiting_and_late(firm: str, lead: User) -> None:
    plan = made(firm, lead, starts=TODAY - timedelta(days=3))
    first = plans.tasks_of(plan)[0]
    plans.tick(first, lead, done=True)
    when = first.done
    plans.tick(first, somebody(firm), done=True)
    assert (first.done, first.done_by) == (when, lead)
    sides = plans.progress(plans.tasks_of(plan))
    assert (sides[Side.TEAM].done, sides[Side.TEAM].late) == (1, 0)
    assert (sides[Side.FIRM].done, sides[Side.FIRM].late) == (0, 1)
    assert sides[Side.FIRM].waiting[0].name_en == "Name the person who answers questions and decides"
    plans.tick(first, lead, done=False)
    assert plans.progress(plans.tasks_of(plan))[Side.TEAM].done == 0


def test_a_session_keeps_who_came_and_goes_into_a_calendar(firm: str, lead: User) -> None:
    task = only(made(firm, lead), TaskKind.TRAINING)
    starts = datetime.fromisoformat("2026-05-04T14:00:00+02:00")
    room = "Salle Érable, 2e étage; " + "é" * 40
    training = trainings.arrange(task, Session(starts, 90, room, ("Ann", "Zoé", "Ann")))
    ann, zoe = training.attendees.all()
    trainings.mark(training, {zoe.pk})
    trainings.arrange(task, Session(starts, 60, room, ("Zoé", "Max")))
    assert [(one.name, one.came) for one in training.attendees.all()] == [("Zoé", True), ("Max", None)]
    assert ann.name == "Ann"
    written = invitation(trainings.of_firms([firm]).get(pk=training.pk), "Roy, CPA", Language.FR)
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    event = written.replace(b"\r\n ", b"").decode().split("\r\n")
    assert "DTSTART:20260504T120000Z" in event
    assert "DURATION:PT60M" in event
    assert "SUMMARY:Formation des administrateurs (Roy\\, CPA)" in event
    assert "LOCATION:" + room.replace(",", "\\,").replace(";", "\\;") in event


def test_a_firm_ticks_its_own_tasks_and_writes_notes_the_team_may_do_all(firm: str, lead: User) -> None:
    plan = made(firm, lead)
    export, contacts = only(plan, TaskKind.EXPORT), only(plan, TaskKind.CONTACTS)
    member, reader = (browser(somebody(firm, role), "fr") for role in (Role.MEMBER, Role.READER))
    team = browser(lead, "en")
    place = f"/onboarding/{plan.key}/tasks/"
    statuses = [
        one.post(f"{place}{task.pk}/tick/", {"done": "yes"}).status_code
        for one in (reader, member, team)
        for task in (export, contacts)
    ]
    assert statuses == [403, 403, 302, 403, 302, 302]
    ticked = {"done": "yes", "place": "own"}
    part = member.post(f"{place}{export.pk}/tick/", ticked, headers={"hx-request": "true"}).content.decode()
    assert "autofocus" in part  # the button that was used is gone
    page = member.get(f"{place}{export.pk}/").content.decode()
    assert "C’est fait" not in page
    assert "Ce n’est pas fait" in page
    assert "Depuis la liste de contacts" in page  # the guide of Canopy
    assert (
        member.post(f"{place}{export.pk}/edit/", {"note": "Deux fichiers", "side": "team"}).status_code == 302
    )
    assert reader.post(f"{place}{export.pk}/edit/", {"note": "x"}).status_code == 403
    kept = plans.task_of(plan, export.pk)
    assert (kept.note, kept.side) == ("Deux fichiers", "firm")
    sent = {"name_en": "Import", "name_fr": "Importer", "side": "team", "assignee": lead.pk,
            "due": "2026-06-01", "link": f"case:{keep.of_firm(firm)[0].key}", "note": ""}  # fmt: skip
    assert team.post(f"{place}{contacts.pk}/edit/", sent).status_code == 302
    kept = plans.task_of(plan, contacts.pk)
    assert (kept.assignee, kept.due, kept.case) == (lead, date(2026, 6, 1), keep.of_firm(firm)[0])
    for at in (f"{place}{contacts.pk}/", f"/onboarding/{plan.key}/"):
        assert "Received" in team.get(at).content.decode()
    foreign = keep.begin(opened()[1], lead, Way.ASSISTED, "Theirs", Language.EN)
    assert team.post(f"{place}{contacts.pk}/edit/", sent | {"link": f"case:{foreign.key}"}).status_code == 422


def test_nobody_but_the_team_reaches_templates_and_a_specialist_only_given_firms(
    firm: str, lead: User
) -> None:
    plan, key = made(firm, lead), templates.known()[0].key
    elsewhere = opened()[1]
    administrator = browser(somebody(firm), "en")
    specialist = browser(somebody(elsewhere, Role.SPECIALIST, TeamRole.SPECIALIST), "en")
    for path in ("templates/", f"templates/{key}/", "new/"):
        assert administrator.get(f"/onboarding/{path}").status_code == 403
        assert specialist.get(f"/onboarding/{path}").status_code == 200
    for path in ("", "record/", "record.xlsx", f"tasks/{only(plan, TaskKind.EXPORT).pk}/"):
        assert administrator.get(f"/onboarding/{plan.key}/{path}").status_code == 200
        assert specialist.get(f"/onboarding/{plan.key}/{path}").status_code == 404
    assert specialist.post(f"/onboarding/{plan.key}/open/").status_code == 404
    lost = administrator.post(f"/onboarding/{plan.key}/delete/")
    assert lost.status_code == 403
    both = browser(lead, "en")
    members.join(lead, elsewhere, Role.SPECIALIST)
    other = made(elsewhere, lead)
    assert both.get(f"/onboarding/{other.key}/").status_code == 404
    assert both.post(f"/onboarding/{other.key}/open/", follow=True).status_code == 200


def test_the_record_shows_tasks_imports_since_and_who_was_trained(lead: User, tmp_path: Path) -> None:
    book, key = opened()
    members.join(lead, key, Role.SPECIALIST)
    desk = Desk(book, tmp_path)
    desk.take_text("Name,Email\nMax Roy,max@example.com\n", "before.csv")
    plan = made(key, lead)
    desk.take_text("Name,Email,Shoe size\nAnn Roy,ann@example.com,39\n", "after.csv")
    task = only(plan, TaskKind.TRAINING)
    training = trainings.arrange(task, Session(datetime.now().astimezone(), 60, "", ("Zoé Roy",)))
    trainings.mark(training, {one.pk for one in training.attendees.all()})
    plans.tick(task, lead, done=True)
    firm = browser(somebody(key), "fr")
    page = firm.get(f"/onboarding/{plan.key}/record/").content.decode()
    assert re.search(r"Zoé Roy.*a participé", page)
    assert "after.csv" in page
    assert "before.csv" not in page
    answer = firm.get(f"/onboarding/{plan.key}/record.xlsx")
    sheets = openpyxl.load_workbook(BytesIO(b"".join(answer)))
    assert sheets.sheetnames == ["Tâches", "Importations", "Formation"]
    assert [cell.value for cell in sheets["Formation"][2]][-2:] == ["Zoé Roy", "oui"]
    header, row = ([cell.value for cell in line] for line in sheets["Importations"])
    assert header[-5] == "lues"
    read, *went = map(int, row[-5:])
    assert read == sum(went) > 0


def test_the_team_edits_a_template_and_makes_a_plan_in_the_pages(firm: str, lead: User) -> None:
    team = browser(lead, "fr")
    key = templates.known()[0].key
    names = {"name_en": "Ours", "name_fr": "Le nôtre"}
    copied = team.post(f"/onboarding/templates/{key}/copy/", names).headers["location"]
    template = templates.found(copied.split("/")[-2])
    stage = template.stages.all()[0]
    task = {"name_en": "Sign", "name_fr": "Signer", "kind": "other", "side": "firm"}
    refused = team.post(f"{copied}stages/{stage.pk}/add/", task | {"days": "-1"})
    assert refused.status_code == 422
    team.post(f"{copied}stages/{stage.pk}/add/", task | {"days": "1"})
    signed = stage.tasks.get(name_en="Sign")
    moved = team.post(f"{copied}tasks/{signed.pk}/move/", {"to": "up"}).content.decode()
    assert "«\u00a0Signer\u00a0» a changé de place." in moved
    team.post(f"{copied}", {"name_en": "End", "name_fr": "Fin"})
    assert [name for name, _ in outline(template.key)][-1] == "End"
    asked = {"template": template.key, "starts": "2026-03-02"}
    assert team.post("/onboarding/new/", asked).status_code == 422
    at = team.post("/onboarding/new/", asked | {"tools": ["canopy", "gmail"]}).headers["location"]
    page = team.get(at).content.decode()
    for shown in ("Signer", "Exporter vos données\u00a0: Canopy", "Prochaines tâches de l’équipe", "Fin"):
        assert shown in page
    assert team.post(f"{copied}delete/", follow=True).status_code == 200
    assert team.get(at).status_code == 200
