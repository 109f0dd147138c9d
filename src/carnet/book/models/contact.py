"""Contacts, their cards, the members of groups, and the keys they are found under.

No constraint of the database points at a contact: checking one for each of some million rows would cost
more than writing them. Only ``actions`` writes, and deletes a contact with all that is its own.
"""

from __future__ import annotations

from django.db import models

from carnet.book.models.firm import Firm
from carnet.book.models.imports import Import


class Contact(models.Model):
    """A person, an organization or a client group.

    Columns are what lists are filtered and sorted by; ``details`` holds every other record column that is
    no secret, as a JSON object without nulls; ``sealed`` the secret ones, encrypted together as one;
    ``custom`` the custom fields, a JSON list. ``name_digest`` and ``identifier_digest`` are those of the
    keys that the name and the client identifier make (texts.digests): a contact is found by them, and the
    values are compared as well. ``origin`` is the import that made it; its contacts' ids are in a range
    of their own (Import.first_contact). ``revision`` is the firm's at which it last changed, or came to
    the shelf or back.
    """

    firm = models.ForeignKey(Firm, models.CASCADE, db_index=False, db_constraint=False)
    key = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=12)
    name = models.TextField()
    name_folded = models.TextField()
    name_digest = models.BigIntegerField()
    client_identifier = models.TextField(null=True)
    identifier_digest = models.BigIntegerField(null=True)
    first_name = models.TextField(null=True)
    last_name = models.TextField(null=True)
    contact_type = models.TextField(null=True)
    client_owner = models.TextField(null=True)
    details = models.TextField(null=True)
    sealed = models.BinaryField(null=True)
    custom = models.TextField(null=True)
    archived = models.BooleanField(default=False, db_default=False)
    origin = models.ForeignKey(
        Import, models.SET_NULL, null=True, related_name="made", db_index=False, db_constraint=False
    )
    modified = models.DateTimeField()
    revision = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        indexes = (
            models.Index(fields=["firm", "revision"], name="book_contact_by_revision"),
            models.Index(fields=["name_digest"], name="book_contact_by_name_digest"),
            models.Index(
                fields=["identifier_digest"],
                name="book_contact_by_identifier",
                condition=models.Q(identifier_digest__isnull=False),
            ),
        )


class Card(models.Model):
    """How to reach a contact; a person's card may belong to an organization.

    ``emails`` ... ``social`` are JSON lists in the shapes of contract.CARD, null for an empty one.
    """

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="cards", db_constraint=False)
    position = models.IntegerField()
    primary = models.BooleanField()
    organization = models.ForeignKey(
        Contact,
        models.SET_NULL,
        null=True,
        related_name="staff_cards",
        db_index=False,
        db_constraint=False,
    )
    organization_name = models.TextField(null=True)
    role = models.TextField(null=True)
    emails = models.TextField(null=True)
    phones = models.TextField(null=True)
    addresses = models.TextField(null=True)
    websites = models.TextField(null=True)
    social = models.TextField(null=True)

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
    group = models.ForeignKey(
        Contact, models.CASCADE, related_name="memberships", db_index=False, db_constraint=False
    )
    member = models.ForeignKey(Contact, models.CASCADE, related_name="groups", db_constraint=False)
    origin = models.ForeignKey(Import, models.SET_NULL, null=True)


class Lookup(models.Model):
    """A key under which a contact is found again (contract.KEY_KINDS), but for those that its own name and
    client identifier make: these are found through the contact.

    ``digest`` is that of kind and value (texts.digests): a small index on integers in place of a large one
    on texts; the texts are compared as well. ``origin`` is the import that added it to a contact that
    was there before, null otherwise. ``retired``: true of the contact no more, but may be so again when
    a change is undone.
    """

    firm = models.ForeignKey(Firm, models.CASCADE, db_index=False, db_constraint=False)
    digest = models.BigIntegerField()
    kind = models.CharField(max_length=16)
    value = models.TextField()
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="lookups", db_constraint=False)
    origin = models.ForeignKey(Import, models.SET_NULL, null=True, db_index=False, db_constraint=False)
    retired = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = (
            models.Index(fields=["digest"], name="book_lookup_by_digest"),
            models.Index(fields=["firm"], name="book_lookup_also", condition=models.Q(kind="also")),
        )


class Clue(models.Model):
    """Under which digest of a clue (match.evidence.clues) a contact may be found: it may be the one.

    Some six for each contact, so there is no more than the two numbers; made once they are asked for
    (Firm.clued). The firm is in the digest. A clue that is true no more may stay: whoever is found by it is
    compared by what is true.
    """

    pk = models.CompositePrimaryKey("digest", "contact")
    digest = models.BigIntegerField()
    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="clues", db_index=False, db_constraint=False
    )
