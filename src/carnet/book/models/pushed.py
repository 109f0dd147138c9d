"""What was sent to accounts of other programs, and the custom fields that were declared through them."""

from __future__ import annotations

from django.db import models

from carnet.book.models.contact import Contact
from carnet.book.models.firm import Firm


class Pushed(models.Model):
    """A contact that is in an account of another program, or may be.

    Attributes:
        account: which account. key: the record's there, "" until it is known.
        digest: of what was sent last. sending: of what is being sent, "" once it is known to be there: where
            it stands at the beginning, nobody knows whether the record arrived.
        seen, modified: digest and date of the record as the account had it afterwards.
        custom, custom_seen: the same two digests of the values of custom fields; fields: a JSON list of the
            names that were sent.
        own: False for a record that was there already and is left as it is.
        revision: the contact's when it was sent whole; 0: it is to be looked at again.
    """

    firm = models.ForeignKey(Firm, models.CASCADE, db_index=False, db_constraint=False)
    account = models.TextField()
    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="pushed", db_index=False, db_constraint=False
    )
    key = models.TextField(default="")
    digest = models.TextField(default="")
    sending = models.TextField(default="")
    seen = models.TextField(default="")
    modified = models.TextField(default="")
    custom = models.TextField(default="")
    custom_seen = models.TextField(default="")
    fields = models.TextField(default="[]")
    own = models.BooleanField(default=True)
    revision = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["firm", "account", "contact"], name="book_pushed_once_an_account"
            ),
        )


class CustomField(models.Model):
    """A custom field that was declared, before or without any contact that has a value of it.

    Attributes:
        type: as Karbon's API calls it. options: a JSON list of the values of a list.
    """

    firm = models.ForeignKey(Firm, models.CASCADE, db_index=False, db_constraint=False)
    name = models.TextField()
    type = models.CharField(max_length=24)
    options = models.TextField(default="[]")
    on_people = models.BooleanField(default=True)
    on_organizations = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["firm", "name"], name="book_custom_field_once"),)
