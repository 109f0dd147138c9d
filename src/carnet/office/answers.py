"""A write that is sent twice with the same key is done once and answered twice."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.office.models import KeptAnswer

KEPT = timedelta(days=1)
_LOST = timedelta(minutes=15)  # after which a request that was never answered counts as not made

rule(
    "api.key_reused",
    Severity.ERROR,
    en="Another request was sent with this idempotency key. Nothing was changed. Send each request with a "
    "key of its own.",
    fr="Une autre requête a été envoyée avec cette clé d'idempotence. Rien n'a été modifié. Envoyez chaque "
    "requête avec sa propre clé.",
)
rule(
    "api.key_running",
    Severity.ERROR,
    en="The first request with this idempotency key is still being worked on. Ask again in a moment.",
    fr="La première requête avec cette clé d'idempotence est encore en cours. Redemandez dans un instant.",
)


def begin(digest: str, *parts: bytes) -> KeptAnswer | None:
    """Take a key for a request: None where the request is to be done now, else the answer that was kept.

    Args:
        digest: of whose key it is and of the key. parts: what makes the request what it is.

    Raises:
        CarnetError: api.key_reused, api.key_running.
    """
    request = hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
    now = timezone.now()
    KeptAnswer.objects.filter(digest=digest, created__lt=now - KEPT).delete()
    KeptAnswer.objects.filter(digest=digest, status=None, created__lt=now - _LOST).delete()
    try:
        with transaction.atomic():
            KeptAnswer.objects.create(digest=digest, request=request)
    except IntegrityError:
        kept = KeptAnswer.objects.filter(digest=digest).first()
        if kept is None or kept.status is None:
            raise CarnetError("api.key_running") from None
        if kept.request != request:
            raise CarnetError("api.key_reused") from None
        return kept
    return None


def finish(digest: str, status: int, headers: str, body: bytes) -> None:
    """Keep the answer."""
    KeptAnswer.objects.filter(digest=digest).update(status=status, headers=headers, body=body)


def forget(digest: str) -> None:
    """Let the key be free again: nothing was done."""
    KeptAnswer.objects.filter(digest=digest).delete()


def sweep() -> None:
    """Answers that were kept long enough go."""
    KeptAnswer.objects.filter(created__lt=timezone.now() - KEPT).delete()
