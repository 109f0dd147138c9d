"""Tokens of the API in the office of CARNET_HOME, by python -m tests.support.tokens:
'[["ada", "member", [], "Carnet"]]'.

Each of the list is a name, a role, scopes and a firm; prints the secrets as a JSON list. The firm and its
people are made where they are not there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.support.apart import run

EVERY = ("contacts:read", "contacts:write", "imports:read", "imports:write", "webhooks")
FIRM = "Carnet"  # what the only firm is called
Wanted = tuple[str, str, Sequence[str], str]  # a person's name, role, the token's scopes, and the firm


def made(home: Path, wanted: Sequence[Wanted], **variables: str) -> list[str]:
    """The secrets of new tokens, made by another process as this one has its own office."""
    return run("tests.support.tokens", wanted, home, **variables)


def main() -> None:
    """See above."""
    from carnet.doors.web.serve import configure

    configure()
    from carnet.book.models import Firm
    from carnet.book.setup import open_book
    from carnet.office import members, tokens
    from carnet.office.models import User
    from carnet.office.roles import Role
    from carnet.office.scopes import Scope

    secrets = []
    for name, role, scopes, called in json.loads(sys.argv[1]):
        book = open_book(firm=called)
        firm = Firm.objects.using(book.using).get(pk=book.firm).key
        email = f"{name}@example.com"
        user = User.objects.filter(email=email).first() or User.objects.create_user(email, None, name=name)
        members.join(user, firm, Role(role))
        secrets.append(tokens.make(user, firm, "tests", [Scope(one) for one in scopes])[1])
    print(json.dumps(secrets))


if __name__ == "__main__":
    main()
