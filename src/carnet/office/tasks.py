"""What the worker processes are asked to do."""

from __future__ import annotations

from django_tasks import task


@task()
def attend(key: str) -> None:
    """Do the work that is wanted on a draft, until none is left."""
    from carnet.office.drafts.attend import attend as work

    work(key)


@task()
def run(key: str) -> None:
    """Run an errand."""
    from carnet.office.errands.attend import attend as work

    work(key)


@task()
def send_notice(number: int) -> None:
    """Send an e-mail about a case."""
    from carnet.office.notices.send import send

    send(number)


@task()
def check(key: str) -> None:
    """Look at a file that came by an upload link."""
    from carnet.office.drops.check import check as work

    work(key)
