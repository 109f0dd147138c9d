"""Contacts, their cards, the members of groups, and the keys they are found under."""

from __future__ import annotations

from django.db import models

from carnet.book.models.firm import Firm
from carnet.book.models.imports import Import


class Contact(models.Model):
    """A person, an organization or a client group.

    ``accounting`` holds the accounting.* values that are no secret, as a JSON object without nulls;
    ``sealed`` the secret ones, encrypted together as one. ``origin`` is the import that made it.
    """

    firm = models.ForeignKey(Firm, models.CASCADE)
    key = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=12)
    name = models.TextField()
    name_folded = models.TextField()
    client_identifier = models.TextField(null=True)
    contact_type = models.TextField(null=True)
    client_owner = models.TextField(null=True)
    client_manager = models.TextField(null=True)
    description = models.TextField(null=True)
    first_name = models.TextField(null=True)
    middle_name = models.TextField(null=True)
    last_name = models.TextField(null=True)
    preferred_name = models.TextField(null=True)
    salutation = models.TextField(null=True)
    suffix = models.TextField(null=True)
    birth_date = models.TextField(null=True)
    primary_contact = models.TextField(null=True)
    accounting = models.TextField(default="{}")
    sealed = models.BinaryField(null=True)
    custom = models.TextField(default="[]")
    archived = models.BooleanField(default=False)
    origin = models.ForeignKey(Import, models.SET_NULL, null=True, related_name="made")
    created = models.DateTimeField()
    modified = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["firm", "name_folded"], name="book_contact_by_name"),)


class Card(models.Model):
    """How to reach a contact; a person's card may belong to an organization.

    ``emails`` ... ``social`` are JSON lists in the shapes of contract.CARD.
    """

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="cards")
    position = models.IntegerField()
    primary = models.BooleanField()
    organization = models.ForeignKey(
        Contact, models.SET_NULL, null=True, related_name="staff_cards", db_index=False
    )
    organization_name = models.TextField(null=True)
    role = models.TextField(null=True)
    emails = models.TextField(default="[]")
    phones = models.TextField(default="[]")
    addresses = models.TextField(default="[]")
    websites = models.TextField(default="[]")
    social = models.TextField(default="[]")

    class Meta:
        indexes = (
            models.Index(
                fields=["organization"],
                name="book_card_by_organization",
                condition=models.Q(organization__isnull=False),
            ),
        )


class Member(models.Model):
    """A contact in a client group; ``origin`` is the import that put it there."""

    pk = models.CompositePrimaryKey("group", "member")
    group = models.ForeignKey(Contact, models.CASCADE, related_name="memberships", db_index=False)
    member = models.ForeignKey(Contact, models.CASCADE, related_name="groups")
    origin = models.ForeignKey(Import, models.SET_NULL, null=True)


class Lookup(models.Model):
    """A key under which a contact is found again (contract.KEY_KINDS).

    ``digest`` is the CRC-32 of kind and value: a small index on integers in place of a large one on
    texts; the texts are compared as well. ``origin`` is the import that added it to a contact that
    was there before, null otherwise. ``retired``: true of the contact no more, but may be so again when
    a change is undone.
    """

    firm = models.ForeignKey(Firm, models.CASCADE, db_index=False)
    digest = models.BigIntegerField()
    kind = models.CharField(max_length=16)
    value = models.TextField()
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="lookups")
    origin = models.ForeignKey(Import, models.SET_NULL, null=True, db_index=False)
    retired = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = (models.Index(fields=["digest", "firm"], name="book_lookup_by_digest"),)
