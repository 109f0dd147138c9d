"""What the book tells other programs: who wants to hear of what, what happened, and how telling it goes."""

from __future__ import annotations

from django.db import models

from carnet.book.models.firm import Firm


class Subscription(models.Model):
    """An address that is told of a firm's changes.

    Attributes:
        events, kinds: JSON lists of outgoing.EventType and terms.Kind; no kind is every kind.
        secret: signs what is sent, encrypted; former: the one before, which signs too until former_until.
        state: an outgoing.Standing; reason: why it was disabled, an outgoing.Disabled.
        form: an outgoing.Form, of the messages.
        failing_since: when its first delivery failed since the last that did not.
    """

    firm = models.ForeignKey(Firm, models.CASCADE)
    key = models.CharField(max_length=12, unique=True)
    address = models.TextField()
    events = models.TextField()
    kinds = models.TextField(default="[]")
    secret = models.TextField()
    former = models.TextField(default="")
    former_until = models.DateTimeField(null=True)
    state = models.CharField(max_length=12)
    reason = models.CharField(max_length=12, default="")
    failing_since = models.DateTimeField(null=True)
    form = models.CharField(max_length=12, default="carnet", db_default="carnet")
    user = models.TextField()
    created = models.DateTimeField()


class Event(models.Model):
    """Something that happened, written with the change itself, where a subscription wants it.

    Attributes:
        revision: of the firm's book that the change led to; it tells of a subject once.
        type: an outgoing.EventType. subject: the key of the contact or the import.
        kind, name: the contact's, as it was then. data: of an import, JSON.
    """

    firm = models.ForeignKey(Firm, models.CASCADE, db_index=False, db_constraint=False)
    revision = models.BigIntegerField()
    type = models.CharField(max_length=20)
    subject = models.CharField(max_length=12)
    kind = models.CharField(max_length=12, default="", db_default="")
    name = models.TextField(default="", db_default="")
    data = models.TextField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["firm", "revision", "subject"], name="book_event_once"),
        )


class Delivery(models.Model):
    """An event on its way to a subscription.

    Attributes:
        state: an outgoing.DeliveryState.
        due: when it is sent next; while it is being sent, when it is taken for lost and sent again.
        tries: how often it was begun. tried: when it was last.
        status: the latest answer's; fault: why there was none, or none that counts, an outgoing.Fault.
        seconds: what the latest try took.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="deliveries", db_constraint=False)
    subscription = models.ForeignKey(
        Subscription, models.CASCADE, related_name="deliveries", db_index=False, db_constraint=False
    )
    state = models.CharField(max_length=12)
    due = models.DateTimeField()
    tries = models.IntegerField(default=0, db_default=0)
    tried = models.DateTimeField(null=True)
    status = models.IntegerField(null=True)
    fault = models.CharField(max_length=12, default="", db_default="")
    seconds = models.FloatField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["subscription", "id"], name="book_delivery_of"),
            models.Index(
                fields=["subscription", "due"],
                name="book_delivery_due",
                condition=models.Q(state="waiting"),
            ),
            models.Index(
                fields=["subscription", "id"],
                name="book_delivery_failed",
                condition=models.Q(state="failed"),
            ),
        )
