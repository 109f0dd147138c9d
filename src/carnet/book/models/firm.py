"""Whose book it is."""

from __future__ import annotations

from django.db import models


class Firm(models.Model):
    """An accounting firm. No query crosses from one firm to another.

    ``revision`` grows by one with each change of the firm's book; a plan made at another revision is
    refused. ``key_check`` tells whether the key at hand is the one that sealed the firm's values. Contacts
    after the one numbered ``clued`` have no clues yet.
    """

    key = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=200, unique=True)
    country = models.CharField(max_length=2, default="")
    revision = models.BigIntegerField(default=0)
    key_check = models.CharField(max_length=32)
    clued = models.BigIntegerField(default=0, db_default=0)
    created = models.DateTimeField(auto_now_add=True)
