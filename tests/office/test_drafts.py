"""Imports in preparation: private to their firm, undone step by step, gone when nobody needs them."""

from __future__ import annotations

import secrets
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from carnet.choices import Choices, Fix
from carnet.contract import CarnetError
from carnet.office.drafts import choose, files, keep
from carnet.office.drafts.folder import folder_of
from carnet.office.jobs import Job, Stand
from carnet.office.members import join
from carnet.office.models import Draft, User
from carnet.office.roles import Role

pytestmark = pytest.mark.usefixtures("office")


def firm() -> str:
    """The key of a firm of its own."""
    from carnet.book.models import Firm
    from carnet.book.setup import open_book

    book = open_book(firm=f"Firm {secrets.token_hex(6)}")
    return Firm.objects.using(book.using).get(pk=book.firm).key


def somebody(firm: str, role: Role) -> User:
    """A user with a place in a firm."""
    user = User.objects.create_user(f"{secrets.token_hex(6)}@example.com", None, name="Ada Fortin")
    join(user, firm, role)
    return user


@pytest.fixture
def draft() -> Draft:
    """A draft of a firm of its own."""
    return keep.begin(firm(), somebody("elsewhere", Role.MEMBER))


def test_uploaded_files_can_be_opened_by_this_user_of_the_computer_alone(
    draft: Draft, tmp_path: Path
) -> None:
    uploaded = tmp_path / "sent"
    uploaded.write_text("Name\nAda\n")
    files.add(draft, "../../etc/clients.csv", uploaded, 9)
    (path,) = files.paths(draft)
    assert path.name == "clients.csv"
    assert folder_of(draft.key) in path.parents
    assert stat.S_IMODE(folder_of(draft.key).stat().st_mode) == 0o700
    keep.discard(draft)
    assert not path.exists()


def test_what_a_person_corrects_is_not_readable_on_the_disk(draft: Draft) -> None:
    fix = Fix(0, "clients", 2, 1, "876 543 210", "876 543 211")
    choose.change(draft, lambda choices: replace(choices, fixes=(fix,)), "cell")
    with connection.cursor() as cursor:
        cursor.execute("SELECT choices, past FROM office_draft WHERE id = %s", [draft.pk])
        kept = " ".join(cursor.fetchone())
    assert "876" not in kept
    assert "clients" not in kept
    assert choose.choices_of(Draft.objects.get(pk=draft.pk)).fixes == (fix,)


def test_undone_choices_are_as_before_and_a_new_choice_ends_what_could_be_made_again(draft: Draft) -> None:
    def corrected(now: str) -> None:
        fix = Fix(0, "clients", 2, 1, "was", now)
        choose.change(draft, lambda choices: replace(choices, fixes=(fix,)), "cell")

    corrected("one")
    corrected("two")
    before = draft.version
    assert choose.undo(draft) == "cell"
    assert choose.choices_of(draft).fixes[0].now == "one"
    assert draft.version > before, "a plan of the later choices is none of these"
    assert (draft.undoes, draft.redoes) == ("cell", "cell")
    assert choose.redo(draft) == "cell"
    assert choose.choices_of(draft).fixes[0].now == "two"
    choose.undo(draft)
    corrected("three")
    assert choose.redo(draft) is None
    assert choose.undo(draft) == "cell"
    assert choose.undo(draft) == "cell"
    assert choose.undo(draft) is None
    assert choose.choices_of(draft) == Choices()


def test_nothing_is_chosen_while_the_book_is_written(draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).update(job=Job.APPLY, stand=Stand.RUNNING)
    for act in (choose.undo, choose.redo):
        with pytest.raises(CarnetError, match=r"draft\.locked"):
            act(draft)
    with pytest.raises(CarnetError, match=r"draft\.locked"):
        choose.change(draft, lambda choices: choices, "cell")


def test_what_was_left_lying_goes_and_what_is_in_work_stays(draft: Draft) -> None:
    from django_tasks_db.models import DBTaskResult

    from carnet.office.tasks import attend
    from carnet.office.tidy import tidy

    old = keep.begin(draft.firm, somebody(draft.firm, Role.MEMBER))
    folder_of(old.key)
    Draft.objects.filter(pk=old.pk).update(modified=timezone.now() - timedelta(days=31))
    keys = [str(attend.enqueue(draft.key).id) for _ in range(4)]
    ages = {"SUCCESSFUL": 2, "RUNNING": 8}
    for key, (status, days) in zip(keys, ages.items(), strict=False):
        when = timezone.now() - timedelta(days=days)
        DBTaskResult.objects.filter(id=key).update(status=status, started_at=when, finished_at=when)
    DBTaskResult.objects.filter(id=keys[2]).update(status="RUNNING", started_at=timezone.now())
    tidy()
    assert list(Draft.objects.filter(pk__in=[draft.pk, old.pk])) == [draft]
    assert not folder_of(old.key).exists() or not any(folder_of(old.key).iterdir())
    left = {str(one) for one in DBTaskResult.objects.filter(id__in=keys).values_list("id", flat=True)}
    assert left == set(keys[2:])
