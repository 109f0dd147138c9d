"""Keys with which programs use the API in a person's name."""

from __future__ import annotations

from django.db import models

from carnet.office.models.people import User


class ApiToken(models.Model):
    """A token of the API: for one firm, never more than its user's role there allows.

    Attributes:
        firm: the firm's key. name: what the person calls it.
        digest: of the secret, which nobody can read any more; hint: its last characters, to tell it by.
        scopes: values of office.scopes.Scope, separated by spaces.
        expires: null for never. used: about when it last was, null for never.
        revoked: when it was taken back; it works no more.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    firm = models.CharField(max_length=12)
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=4)
    scopes = models.CharField(max_length=200)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(null=True)
    used = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["firm", "user"], name="office_tokens_of_firm"),)
