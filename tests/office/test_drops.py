"""Files that come by an upload link: sealed, checked, seen by their firm alone, erased when they are due."""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from carnet.book.crypto import Keyring
from carnet.book.settings import home_folder
from carnet.contract import CarnetError
from carnet.office.drops import files as office
from carnet.office.drops import links, trail
from carnet.office.drops.folder import drops_folder, folder_of
from carnet.office.drops.links import Terms
from carnet.office.drops.sealed import PIECE, SealedFile
from carnet.office.drops.states import FileState
from carnet.office.models import Drop, DropFile, User
from tests.support.visitor import Visitor, administrator

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.usefixtures("office")
LIST = b"Name,Email\n" + b"".join(b"Ann %d,ann%d@example.com\n" % (one, one) for one in range(40))
PASSPHRASE = "maple and wattle"


@pytest.fixture(scope="module")
def ada(office: None) -> tuple[User, str]:
    """An administrator and the firm's key."""
    return administrator()


def made(
    ada: tuple[User, str], *, days: float = 1, size: int = 10**9, files: int = 20, passphrase: str = ""
) -> tuple[Drop, str]:
    """A link and its token."""
    until = timezone.now() + timedelta(days=days)
    return links.make(ada[1], ada[0], Terms("The clients of 2025", until, size, files, passphrase, 30))


def said(drop: Drop) -> list[tuple[str, str, str]]:
    """The trail, the oldest line first."""
    return [(one.what, one.file, one.address) for one in reversed(drop.events.all())]


def on_disk(folder: Path) -> bytes:
    """All bytes under a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_file_lies_sealed_is_resumed_where_it_stopped_and_comes_back_as_it_was(
    ada: tuple[User, str],
) -> None:
    drop, token = made(ada)
    visitor = Visitor(token)
    content = LIST + secrets.token_bytes(100) * 12_000  # more than one piece
    place = visitor.begin("clients.csv", len(content))["Location"]
    sent = visitor.send(place, 0, content[:PIECE])
    assert (sent.status_code, sent["Upload-Offset"]) == (204, str(PIECE))
    assert visitor.send(place, 0, content[:PIECE]).status_code == 409  # the answer was lost, not the piece
    assert visitor.told(place)["Upload-Offset"] == str(PIECE)
    wrong = base64.b64encode(hashlib.sha1(b"another").digest()).decode()
    assert (
        visitor.send(place, PIECE, content[PIECE:], **{"Upload-Checksum": f"sha1 {wrong}"}).status_code == 460
    )
    assert visitor.send(place, PIECE, content[PIECE:] + b"too long").status_code == 409
    right = base64.b64encode(hashlib.sha256(content[PIECE:]).digest()).decode()
    assert (
        visitor.send(place, PIECE, content[PIECE:], **{"Upload-Checksum": f"sha256 {right}"}).status_code
        == 204
    )
    file = drop.files.get()
    assert (file.state, file.received) == (FileState.CHECKING, len(content))
    kept = on_disk(folder_of(file.key))
    assert len(kept) > len(content)
    assert b"ann1@example.com" not in kept
    assert content[-200:-100] not in kept
    assert b"".join(office.take(office.found(drop, file.key), ada[0])) == content


def test_a_sealed_file_that_was_changed_or_cut_or_has_another_key_does_not_open(tmp_path: Path) -> None:
    path, keys = tmp_path / "sealed", Keyring(b"a" * 32)
    end = SealedFile(path, keys).append(0, 0, b"first")
    SealedFile(path, keys).append(SealedFile(path, keys).append(end, 5, b"lost"), 9, b"never told")
    SealedFile(path, keys).append(end, 5, b"second")  # what was not told to be there gives way
    assert b"".join(SealedFile(path, keys).pieces(11, "x")) == b"firstsecond"
    whole = path.read_bytes()
    spoilt = (whole[:-1] + bytes([whole[-1] ^ 1]), whole[:end], whole[end:] + whole[:end])
    for content, key in [*((one, keys) for one in spoilt), (whole, Keyring(b"b" * 32))]:
        path.write_bytes(content)
        with pytest.raises(CarnetError, match=r"drop\.damaged"):
            list(SealedFile(path, key).pieces(11, "x"))


def test_what_an_import_could_not_read_is_refused_in_a_sentence_for_both_sides(ada: tuple[User, str]) -> None:
    drop, token = made(ada)
    visitor = Visitor(token)
    good, bad = visitor.bring("clients.csv", LIST), visitor.bring("scan.pdf", b"%PDF-1.7 of something")
    assert (good.state, bad.state) == (FileState.READY, FileState.REFUSED)
    seen = visitor.client.get(visitor.page).content.decode()
    client = Client(headers={"host": "localhost"})
    client.force_login(ada[0])
    own = client.get(f"/drops/{drop.key}/").content.decode()
    for page in (seen, own):
        assert "scan.pdf is not a list that can be read" in page
    assert on_disk(home_folder() / "checks") == b""
    assert ("refused", "scan.pdf", "") in said(drop)
    with pytest.raises(CarnetError, match=r"drop\.none_chosen"):
        office.begin_import(drop, [bad.key], ada[0])


def test_no_visitor_sees_what_another_brought_nor_goes_on_with_it(ada: tuple[User, str]) -> None:
    drop, token = made(ada)
    visitor, other = Visitor(token), Visitor(token)
    place = visitor.begin("clients.csv", 9)["Location"]
    file = visitor.bring("mine.csv", LIST)
    assert "mine.csv" in visitor.client.get(visitor.page).content.decode()
    assert "mine.csv" not in other.client.get(other.page).content.decode()
    assert other.told(place).status_code == other.send(place, 0, b"x").status_code == 410
    asked = other.client.delete(place, headers={"Tus-Resumable": "1.0.0"})
    assert asked.status_code == 410
    assert visitor.client.delete(place, headers={"Tus-Resumable": "1.0.0"}).status_code == 204
    kept = visitor.client.delete(f"{visitor.page}files/{file.key}/", headers={"Tus-Resumable": "1.0.0"})
    assert kept.status_code == 422  # what arrived is the firm's
    assert [one.state for one in drop.files.all()] == [FileState.ERASED, FileState.READY]


def test_an_unknown_a_tampered_and_a_revoked_link_answer_alike_and_an_expired_one_says_so(
    ada: tuple[User, str],
) -> None:
    drop, token = made(ada)
    revoked, gone = made(ada)
    links.revoke(revoked, ada[0])
    guessed = [secrets.token_urlsafe(32), token[:-1] + ("a" if token[-1] != "a" else "b"), gone]
    answers = [Visitor(one).opened for one in guessed]
    told = {(one.status_code, one.content.partition(b"<main")[2]) for one in answers}
    assert [status for status, _ in told] == [404]
    late, over = made(ada, days=-1)
    visitor = Visitor(over)
    assert visitor.opened.status_code == 410
    assert visitor.begin("clients.csv", 9).status_code == 410
    assert said(late)[1:] == [("late", "", "203.0.113.0/24")]
    assert Drop.objects.get(pk=drop.pk).digest == hashlib.sha256(token.encode()).hexdigest()
    links.extend(late, timezone.now() + timedelta(days=1), ada[0])
    assert Visitor(over).opened.status_code == 200
    with pytest.raises(CarnetError, match=r"drop\.revoked"):
        links.extend(revoked, timezone.now() + timedelta(days=1), ada[0])


def test_a_link_takes_no_more_than_it_was_made_for(ada: tuple[User, str]) -> None:
    drop, token = made(ada, size=3000, files=2)
    visitor = Visitor(token)
    refused = visitor.begin("large.csv", 3001)
    assert refused.status_code == 413
    assert "larger than what this link still takes" in refused.content.decode()
    assert visitor.begin("none.csv", 0).status_code == 400
    place = visitor.begin("first.csv", 2000)["Location"]
    assert visitor.begin("second.csv", 2000).status_code == 413
    visitor.client.delete(place, headers={"Tus-Resumable": "1.0.0"})
    for name in ("first.csv", "second.csv"):
        visitor.bring(name, LIST[:300])
    assert visitor.begin("third.csv", 9).status_code == 410
    assert Visitor(token).opened.status_code == 410
    assert links.state_of(drop) is links.LinkState.FULL
    big = visitor.send(place, 0, b"x" * (PIECE + 1))
    assert big.status_code == 410


def test_a_wrong_passphrase_waits_longer_each_time_and_at_last_locks_the_link(
    ada: tuple[User, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "check_password", lambda given, kept: kept == f"hashed {given}")
    monkeypatch.setattr(links, "make_password", lambda given: f"hashed {given}")
    drop, token = made(ada, passphrase=PASSPHRASE)
    visitor = Visitor(token)

    def tried(passphrase: str) -> tuple[int, int | None]:
        """The answer's status and the seconds until the next try."""
        answer = visitor.client.post(visitor.page + "enter/", {"passphrase": passphrase})
        wait = Drop.objects.get(pk=drop.pk).wait
        return answer.status_code, round((wait - timezone.now()).total_seconds()) if wait else None

    def waited() -> None:
        Drop.objects.filter(pk=drop.pk).update(wait=timezone.now())

    assert "2025" not in visitor.opened.content.decode()
    assert visitor.begin("clients.csv", 9).status_code == 403
    assert tried("no") == (403, 1)
    assert tried(PASSPHRASE)[0] == 403  # not looked at while the wait is on
    waited()
    assert tried("no") == (403, 2)
    waited()
    assert tried(PASSPHRASE) == (302, None)
    assert "2025" in visitor.client.get(visitor.page).content.decode()
    for _ in range(links.TRIES):
        assert tried("no")[0] == 403
        waited()
    assert tried(PASSPHRASE)[0] == 403
    assert links.state_of(Drop.objects.get(pk=drop.pk)) is links.LinkState.LOCKED
    links.unlock(Drop.objects.get(pk=drop.pk), ada[0])
    assert tried(PASSPHRASE)[0] == 302
    assert [what for what, _, _ in said(drop)].count("wrong") == links.TRIES + 2


def test_files_are_erased_when_they_are_due_and_the_trail_stays(ada: tuple[User, str]) -> None:
    drop, token = made(ada)
    visitor = Visitor(token)
    old, new = visitor.bring("old.csv", LIST), visitor.bring("new.csv", LIST)
    visitor.begin("broken off.csv", 9)
    broken = drop.files.last()
    assert broken
    DropFile.objects.filter(pk=old.pk).update(arrived=timezone.now() - timedelta(days=30, minutes=1))
    DropFile.objects.filter(pk=broken.pk).update(expires=timezone.now())
    assert (new.days_left, broken.days_left) == (30, 2)
    office.sweep()
    assert [one.name for one in drop.files.exclude(state=FileState.ERASED)] == ["new.csv"]
    assert {old.key, broken.key}.isdisjoint(path.name for path in drops_folder().iterdir())
    with pytest.raises(CarnetError, match=r"drop\.file_gone"):
        office.found(drop, old.key)
    office.erase(office.found(drop, new.key), user=ada[0])
    assert not (drops_folder() / new.key).exists()
    happened = [(what, file) for what, file, _ in said(drop)]
    assert {("begun", "old.csv"), ("arrived", "old.csv"), ("erased", "old.csv"), ("erased", "new.csv")} < set(
        happened
    )


def test_the_firm_downloads_and_imports_what_came_and_another_firm_finds_nothing(
    ada: tuple[User, str],
) -> None:
    drop, token = made(ada)
    file = Visitor(token).bring("clients.csv", LIST)
    own, stranger = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    own.force_login(ada[0])
    stranger.force_login(administrator()[0])
    place = f"/drops/{drop.key}/"
    answer = own.get(f"{place}files/{file.key}/")
    assert b"".join(answer.streaming_content) == LIST  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == 'attachment; filename="clients.csv"'
    assert stranger.get(place).status_code == stranger.get(f"{place}files/{file.key}/").status_code == 404
    assert stranger.post(place + "import/", {"file": file.key}).status_code == 404
    assert "2025" not in stranger.get("/drops/").content.decode()
    draft = office.begin_import(drop, [file.key], ada[0])
    (taken,) = draft.files.all()
    assert (taken.name, taken.size, draft.firm) == ("clients.csv", len(LIST), ada[1])
    assert DropFile.objects.get(pk=file.pk).draft == draft.key
    assert [what for what, _, _ in said(drop)][-2:] == ["taken", "imported"]


@pytest.mark.parametrize(
    ("address", "kept"),
    [("203.0.113.77", "203.0.113.0/24"), ("2001:db8:1:2:3::9", "2001:db8:1::/48"), ("unknown", "")],
)
def test_an_address_is_kept_in_shortened_form(address: str, kept: str) -> None:
    assert trail.shortened(address) == kept
