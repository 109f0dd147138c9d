"""Upload links: made by a firm, found by the digest of their token, ended by time or by the firm."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Count, F, QuerySet, Sum
from django.utils import timezone

from carnet.book.keys import random_key
from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.language import Text
from carnet.office.drops.states import Happening
from carnet.office.drops.trail import note
from carnet.office.models import Case, Drop, User

TRIES = 10  # wrong passphrases in a row before the link is locked
MOST_ROWS = 1000  # files that may be begun by one link, those that were taken back too
_KEY = 16  # letters
_SHORTEST = 1  # seconds to wait after the first wrong passphrase; twice as long after each further one

rule(
    "drop.unknown",
    Severity.ERROR,
    en="This link does not work: it is not complete, or it was taken back. Ask whoever gave it to you for a "
    "new one.",
    fr="Ce lien ne fonctionne pas : il est incomplet ou a été retiré. Demandez-en un nouveau à la personne "
    "qui vous l'a donné.",
)
rule(
    "drop.expired",
    Severity.ERROR,
    en="The time of this link is over, and it takes no more files. Ask whoever gave it to you for a new one.",
    fr="Le délai de ce lien est passé et il n'accepte plus de fichiers. Demandez-en un nouveau à la personne "
    "qui vous l'a donné.",
)
rule(
    "drop.full",
    Severity.ERROR,
    en="This link has brought all that it may and takes no more files. Ask whoever gave it to you for a new "
    "one.",
    fr="Ce lien a apporté tout ce qu'il pouvait et n'accepte plus de fichiers. Demandez-en un nouveau à la "
    "personne qui vous l'a donné.",
)
rule(
    "drop.passphrase",
    Severity.ERROR,
    en="This is not the passphrase. Wait %(count)s s, then try again.",
    fr="Ce n'est pas la bonne phrase de passe. Attendez %(count)s s, puis réessayez.",
)
rule(
    "drop.wait",
    Severity.ERROR,
    en="The passphrase was wrong just before, so nothing was looked at. Try again in %(count)s s.",
    fr="La phrase de passe était erronée juste avant ; rien n'a donc été vérifié. Réessayez dans "
    "%(count)s s.",
)
rule(
    "drop.shut",
    Severity.ERROR,
    en="The passphrase was wrong too often, and the link is locked. Ask the firm to unlock it.",
    fr="La phrase de passe a été erronée trop souvent et le lien est verrouillé. Demandez au cabinet de le "
    "déverrouiller.",
)
rule(
    "drop.revoked",
    Severity.ERROR,
    en="This link was revoked and stays so. Make a new one.",
    fr="Ce lien a été révoqué et le reste. Créez-en un nouveau.",
)


class LinkState(StrEnum):
    """How a link stands, as its firm sees it."""

    OPEN = "open"
    FULL = "full"
    LOCKED = "locked"
    OVER = "over"
    REVOKED = "revoked"

    @property
    def label(self) -> Text:
        """As a person reads it."""
        return _LABELS[self]


_LABELS = {
    LinkState.OPEN: Text("Open", "Ouvert"),
    LinkState.FULL: Text("Full", "Plein"),
    LinkState.LOCKED: Text("Locked", "Verrouillé"),
    LinkState.OVER: Text("Expired", "Expiré"),
    LinkState.REVOKED: Text("Revoked", "Révoqué"),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a link is made for.

    Attributes:
        until: when it ends. most_bytes, most_files: all files together. passphrase: "" for none.
        kept_days: that files are kept.
    """

    purpose: str
    until: datetime
    most_bytes: int
    most_files: int
    passphrase: str
    kept_days: int


def make(firm: str, by: User, terms: Terms, case: Case | None = None) -> tuple[Drop, str]:
    """A new link and its token, which is told this once.

    Args:
        firm: the firm's key. case: of the firm, that the files are for; what is found in them is returned by
            the link.
    """
    token = secrets.token_urlsafe(32)
    drop = Drop.objects.create(
        key=random_key(_KEY), firm=firm, by=by, digest=_digest(token), purpose=terms.purpose.strip(),
        expires=terms.until, most_bytes=terms.most_bytes, most_files=terms.most_files,
        passphrase=make_password(terms.passphrase) if terms.passphrase else "", kept_days=terms.kept_days,
        case=case,
    )  # fmt: skip
    note(drop, Happening.MADE, user=by)
    return drop, token


def of_firm(firm: str) -> QuerySet[Drop]:
    """The firm's links, the newest first."""
    return Drop.objects.filter(firm=firm).select_related("by", "case").order_by("-id")


def found(firm: str, key: str) -> Drop:
    """The firm's link of that key.

    Raises:
        CarnetError: drop.unknown, also where it is another firm's.
    """
    drop = of_firm(firm).filter(key=key).first()
    if drop is None:
        raise CarnetError("drop.unknown")
    return drop


def opened(token: str, address: str) -> Drop:
    """The link of a token; one that was revoked is not looked for, so it answers as one that never was.

    Args:
        address: where the visitor comes from.

    Raises:
        CarnetError: drop.unknown, drop.expired.
    """
    drop = Drop.objects.filter(digest=_digest(token), revoked=None).select_related("case").first()
    if drop is None:
        raise CarnetError("drop.unknown")
    if drop.over:
        note(drop, Happening.LATE, address=address)
        raise CarnetError("drop.expired")
    return drop


def admit(drop: Drop, passphrase: str, address: str) -> None:
    """Look at a passphrase. The try is counted before, so that many at once are no way around the wait.

    Raises:
        CarnetError: drop.passphrase, drop.wait, drop.shut.
    """
    now = timezone.now()
    if drop.tries >= TRIES:
        raise CarnetError("drop.shut")
    if drop.wait and drop.wait > now:
        raise CarnetError("drop.wait", count=_seconds(drop.wait - now))
    wait = timedelta(seconds=_SHORTEST * 2**drop.tries)
    mine = Drop.objects.filter(pk=drop.pk, tries=drop.tries)
    if not mine.update(tries=F("tries") + 1, wait=now + wait):
        raise CarnetError("drop.wait", count=_seconds(wait))
    if check_password(passphrase, drop.passphrase):
        Drop.objects.filter(pk=drop.pk).update(tries=0, wait=None)
        return
    note(drop, Happening.WRONG, address=address)
    if drop.tries + 1 >= TRIES:
        raise CarnetError("drop.shut")
    raise CarnetError("drop.passphrase", count=_seconds(wait))


def extend(drop: Drop, until: datetime, by: User) -> None:
    """Let a link end at another time; one that is over works again.

    Raises:
        CarnetError: drop.revoked.
    """
    if not Drop.objects.filter(pk=drop.pk, revoked=None).update(expires=until):
        raise CarnetError("drop.revoked")
    note(drop, Happening.EXTENDED, user=by)


def revoke(drop: Drop, by: User) -> None:
    """Let a link work no more; the files that it brought stay."""
    if Drop.objects.filter(pk=drop.pk, revoked=None).update(revoked=timezone.now()):
        note(drop, Happening.REVOKED, user=by)


def unlock(drop: Drop, by: User) -> None:
    """Let the passphrase be tried again."""
    if Drop.objects.filter(pk=drop.pk).exclude(tries=0).update(tries=0, wait=None):
        note(drop, Happening.UNLOCKED, user=by)


def left(drop: Drop) -> int:
    """The bytes that a link still takes; 0 where it takes no more file."""
    held = drop.files.filter(counts=True).aggregate(files=Count("id"), size=Sum("size"))
    if held["files"] >= drop.most_files or drop.files.count() >= MOST_ROWS:
        return 0
    return max(0, drop.most_bytes - (held["size"] or 0))


def state_of(drop: Drop) -> LinkState:
    """How a link stands."""
    if drop.revoked:
        return LinkState.REVOKED
    if drop.over:
        return LinkState.OVER
    if drop.tries >= TRIES:
        return LinkState.LOCKED
    return LinkState.OPEN if left(drop) else LinkState.FULL


def _seconds(wait: timedelta) -> int:
    return max(1, round(wait.total_seconds()))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
