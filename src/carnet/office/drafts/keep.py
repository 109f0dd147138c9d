"""Making, finding and discarding drafts."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from carnet.book.keys import random_key
from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.office.cases.states import OVER
from carnet.office.drafts.folder import clear, drafts_folder, folder_of
from carnet.office.models import CaseVersion, Draft, User

KEPT = timedelta(days=30)  # how long a draft stays that nobody touches
_KEY = 16  # letters

rule(
    "draft.unknown",
    Severity.ERROR,
    en="There is no such import in preparation. It may have been discarded; drafts that nobody touches for "
    "30 days go by themselves.",
    fr="Cette importation en préparation n'existe pas. Elle a peut-être été abandonnée ; celles que personne "
    "ne touche pendant 30 jours disparaissent d'elles-mêmes.",
)


def begin(firm: str, user: User | None, *, apart: bool = False) -> Draft:
    """A new import in preparation.

    Args:
        firm: the firm's key. apart: see models.Draft.
    """
    return Draft.objects.create(key=random_key(_KEY), firm=firm, user=user, apart=apart)


def found(firm: str, key: str) -> Draft:
    """The firm's draft of that key.

    Raises:
        CarnetError: draft.unknown, also where it is another firm's.
    """
    drafts = Draft.objects.filter(firm=firm, key=key, apart=False).select_related("user")
    draft = drafts.defer("choices", "past", "future").first()  # long ones, that few pages ask for
    if draft is None:
        raise CarnetError("draft.unknown")
    return draft


def open_drafts(firm: str) -> QuerySet[Draft]:
    """The firm's imports that were not applied yet, the last touched first."""
    drafts = Draft.objects.filter(firm=firm, imported="", apart=False).select_related("user")
    listed = drafts.prefetch_related("files").defer("choices", "past", "future")
    return listed.order_by("-modified")


def discard(draft: Draft) -> None:
    """Take a draft away with its files; what was imported stays in the book."""
    Draft.objects.filter(pk=draft.pk).delete()
    clear(folder_of(draft.key))


def sweep() -> None:
    """Take away drafts that nobody touched for long, and folders that no draft has any more; the newest
    version of an open case stays, for the firm may be at it."""
    newest = CaseVersion.objects.filter(draft=F("case__draft")).exclude(case__status__in=OVER)
    old = Draft.objects.filter(modified__lt=timezone.now() - KEPT)
    for draft in old.exclude(key__in=newest.values("draft")).exclude(key__in=newest.values("shown")):
        discard(draft)
    folder = drafts_folder()
    folders = list(folder.iterdir()) if folder.is_dir() else []  # before the drafts: one may begin meanwhile
    known = set(Draft.objects.values_list("key", flat=True))
    for own in folders:
        if own.name not in known:
            clear(own)
