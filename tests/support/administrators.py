"""Firms of CARNET_HOME, each with an empty book and an administrator who is signed in: by
python -m tests.support.administrators '["Firm 1", "Firm 2"]'; prints the keys of their sessions as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.support.apart import run

NAME = "Ada Fortin"


def signed_in(home: Path, firms: Sequence[str]) -> list[str]:
    """The sessions' keys, made by another process as this one has its own office."""
    return run("tests.support.administrators", firms, home)


def main() -> None:
    """See above."""
    from carnet.doors.web.serve import configure

    configure()
    from django.contrib.auth import login
    from django.contrib.sessions.backends.db import SessionStore
    from django.http import HttpRequest

    from carnet.book.models import Firm
    from carnet.book.setup import open_book
    from carnet.doors.web.people.welcome import ALLAUTH
    from carnet.office import members
    from carnet.office.models import User
    from carnet.office.roles import Role

    keys = []
    for number, firm in enumerate(json.loads(sys.argv[1])):
        book = open_book(firm=firm)
        user = User.objects.create_user(f"ada{number}@example.com", None, name=NAME)
        members.join(user, Firm.objects.using(book.using).get(pk=book.firm).key, Role.ADMINISTRATOR)
        request = HttpRequest()
        request.session = SessionStore()
        login(request, user, backend=ALLAUTH)
        request.session.save()
        keys.append(request.session.session_key)
    print(json.dumps(keys))


if __name__ == "__main__":
    main()
