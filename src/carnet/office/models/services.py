"""The ways in which the team imports for a firm, with their prices, and what firms asked for."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from carnet.office.services.states import RequestState, Service


class ServiceOffer(models.Model):
    """What the team's lead wrote of a service; one without a row is as Carnet comes with it.

    Attributes:
        service: a Service. price: 0 for a free one; currency: ISO 4217.
        includes_en, includes_fr: what it includes, a point a line. remark_en, remark_fr: on the price.
    """

    service = models.CharField(max_length=12, unique=True)
    price = models.DecimalField(max_digits=10, decimal_places=2)
    currency = models.CharField(max_length=3)
    includes_en = models.TextField()
    includes_fr = models.TextField()
    remark_en = models.CharField(max_length=200, blank=True)
    remark_fr = models.CharField(max_length=200, blank=True)


class ServiceRequest(models.Model):
    """A service that a firm asked for; ``firm`` is the firm's key, ``key`` the request's own.

    Attributes:
        service: a Service, never the one that the firm does alone. state: a RequestState.
        price, currency, remark: as the firm saw them when it asked.
        language: en or fr, in which it asked. message: what it wrote.
        word: of the team with its answer. case: that came of it, null where none did.
    """

    key = models.CharField(max_length=16, unique=True)
    firm = models.CharField(max_length=12)
    service = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Service])
    state = models.CharField(max_length=12, default=RequestState.ASKED.value)
    price = models.DecimalField(max_digits=10, decimal_places=2)
    currency = models.CharField(max_length=3)
    remark = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2)
    message = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    word = models.TextField(blank=True)
    answered = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    case = models.ForeignKey("office.Case", models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["firm", "state"], name="office_service_requests"),)
        constraints = (
            models.UniqueConstraint(
                fields=["firm", "service"],
                condition=models.Q(state=RequestState.ASKED.value),
                name="office_one_open_request",
            ),
        )
