"""Both sides of an upload link: an administrator of a firm, and somebody without an account."""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING

from django.test import Client

from carnet.office import members
from carnet.office.drops import check
from carnet.office.drops.sealed import PIECE
from carnet.office.models import DropFile, User
from carnet.office.roles import Role

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer


def administrator() -> tuple[User, str]:
    """Somebody who administers a new firm, and its key."""
    from carnet.book.models import Firm
    from carnet.book.setup import open_book

    book = open_book(firm=f"Firm {secrets.token_hex(6)}")
    key = Firm.objects.using(book.using).get(pk=book.firm).key
    user = User.objects.create_user(f"{secrets.token_hex(6)}@example.com", "correct horse", name="Ada Fortin")
    members.join(user, key, Role.ADMINISTRATOR)
    return user, key


class Visitor:
    """Somebody without an account who opens a link."""

    def __init__(self, token: str) -> None:
        self.client = Client(headers={"host": "localhost"}, REMOTE_ADDR="203.0.113.77")
        self.page = f"/drop/{token}/"
        self.opened = self.client.get(self.page)

    def begin(self, name: str, size: int) -> Answer:
        """Begin a file."""
        named = base64.b64encode(name.encode()).decode()
        headers = {
            "Upload-Length": str(size),
            "Upload-Metadata": f"filename {named}",
            "Tus-Resumable": "1.0.0",
        }
        return self.client.post(self.page + "files/", headers=headers)

    def send(self, place: str, offset: int, piece: bytes, **more: str) -> Answer:
        """Send a piece."""
        headers = {"Upload-Offset": str(offset), "Tus-Resumable": "1.0.0", **more}
        kind = "application/offset+octet-stream"
        return self.client.patch(place, piece, content_type=kind, headers=headers)

    def told(self, place: str) -> Answer:
        """Ask how far a file is."""
        return self.client.head(place, headers={"Tus-Resumable": "1.0.0"})

    def bring(self, name: str, content: bytes) -> DropFile:
        """Send a whole file, which a worker checks."""
        place = self.begin(name, len(content))["Location"]
        for offset in range(0, len(content), PIECE):
            assert self.send(place, offset, content[offset : offset + PIECE]).status_code == 204
        key = place.rstrip("/").rpartition("/")[2]
        check.check(key)
        return DropFile.objects.select_related("drop").get(key=key)
