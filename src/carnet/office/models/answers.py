"""Answers of the API that are kept so that a request sent twice is done once."""

from __future__ import annotations

from django.db import models


class KeptAnswer(models.Model):
    """What a write with an idempotency key was answered.

    Attributes:
        digest: of token and key. request: digest of method, address and body.
        status: null while the request is being worked on. headers: JSON. body: sealed by the book's key.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    request = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.TextField(default="{}")
    body = models.BinaryField(default=b"")
    created = models.DateTimeField(auto_now_add=True, db_index=True)
