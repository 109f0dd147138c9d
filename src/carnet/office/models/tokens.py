"""Tokens by which programs act for a person, and the answers that writes were given."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from carnet.office.models.people import User


class Token(models.Model):
    """What a program shows in place of a person's password; ``firm`` is the firm's key.

    Attributes:
        start: the first letters of the secret, by which a person knows it again.
        digest: SHA-256 of the secret, in hexadecimal; the secret itself is not kept.
        scopes: JSON list of office.scopes.Scope.
        used: when it was last shown, to the minute.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    firm = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    start = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    scopes: models.JSONField[Any, Any] = models.JSONField(default=list)
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["firm", "user"], name="office_tokens_of_firm"),)

    @property
    def expired(self) -> bool:
        """Whether its time is over."""
        return self.expires <= timezone.now()

    @property
    def stands(self) -> bool:
        """Whether it still opens anything."""
        return self.revoked is None and not self.expired


class KeptAnswer(models.Model):
    """The answer to a write that carried an idempotency key.

    Attributes:
        request: digest of the method, the address and the body.
        needed: the scope that the write asked for, "" as long as nobody knows.
        server: the process that works on it.
        revision: of the book before the write: where it has not grown since, nothing was written.
        status: of the answer, null while there is none; body: sealed.
    """

    token = models.ForeignKey(Token, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    request = models.CharField(max_length=64)
    needed = models.CharField(max_length=16, default="")
    server = models.CharField(max_length=32)
    began = models.DateTimeField(default=timezone.now)
    revision = models.BigIntegerField()
    status = models.PositiveSmallIntegerField(null=True)
    headers: models.JSONField[Any, Any] = models.JSONField(default=dict)
    body = models.BinaryField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["token", "key"], name="office_one_answer_a_key"),)
        indexes = (models.Index(fields=["began"], name="office_answers_by_age"),)
