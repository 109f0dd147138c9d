"""Imports that the team does for firms: one case each, from the first file to the book."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from carnet.office.cases.states import CaseStatus, Way
from carnet.office.models.sealed import SealedTextField


class Case(models.Model):
    """An import that the team does for a firm; ``firm`` is the firm's key, ``key`` the case's own.

    Attributes:
        way: how it comes to the team, a Way. status: a CaseStatus; since: when it came to stand so.
        title: what it is about, as both sides read it. language: en or fr, in which the firm is written to.
        contact: the email of whom the firm wants to be told; "" for its administrators.
        assignee: who of the team does it. due: when it is to be in the book.
        draft: the key of the import in preparation that holds the newest version, "" before one was begun.
        corrections: what both sides corrected, kept for the next version: pipeline.versions.Kept, JSON.
        signed, signed_by, signed_version: when the plan was signed off, by whom as they are known, and the
            version of the draft that it shows; a draft that changed since is not signed off.
    """

    key = models.CharField(max_length=16, unique=True)
    firm = models.CharField(max_length=12)
    way = models.CharField(max_length=12, choices=[(way.value, way.value) for way in Way])
    status = models.CharField(max_length=12, default=CaseStatus.RECEIVED.value)
    since = models.DateTimeField()
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    contact = models.EmailField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="cases")
    opened = models.DateTimeField(auto_now_add=True)
    due = models.DateField(null=True)
    draft = models.CharField(max_length=16, default="")
    corrections = SealedTextField(default="[]")
    signed = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=254, default="")
    signed_version = models.IntegerField(default=0)

    class Meta:
        indexes = (
            models.Index(fields=["firm"], name="office_cases_of_firm"),
            models.Index(fields=["assignee", "status"], name="office_cases_of_assignee"),
        )


class CaseVersion(models.Model):
    """What the firm sent at one time, and what was found in it; version 1 is the first.

    Attributes:
        draft: the key of the import in preparation that was made of it.
        files: name, size in bytes and SHA-256 of each, JSON.
        findings: how many of each rule's code, JSON; null while it is not checked.
        provider: who wrote most of its rows, "" while that is not known.
        carried: what became of the corrections of earlier versions, cases.corrections.Told as JSON; ""
            while they are not made.
        shown: the key of the import in preparation that the firm sees and corrects on its link, made of the
            files alone (Draft.apart), "" where nothing was returned; shown_of: the version of the draft that
            it was made of.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="versions")
    number = models.IntegerField()
    draft = models.CharField(max_length=16)
    sent = models.DateTimeField(auto_now_add=True)
    files = models.JSONField(default=list)
    findings = models.JSONField(null=True)
    provider = models.CharField(max_length=40, default="")
    carried = SealedTextField(default="")
    shown = models.CharField(max_length=16, default="")
    shown_of = models.IntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints = (models.UniqueConstraint(fields=["case", "number"], name="office_case_version"),)


class CaseEvent(models.Model):
    """One line of a case's trail.

    Attributes:
        what: a CaseHappening. user: null where the firm did it by the link.
        detail: that the sentence names besides: a status, a name, a date.
        figures: of the plan that was signed off: how many contacts it creates, updates ..., JSON.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=12)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    detail = models.CharField(max_length=300, blank=True)
    figures = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]


class Remark(models.Model):
    """A note or a question on a case, a row or a cell, and its answers.

    Attributes:
        file, sheet, row, column: of what it is about, as findings name it; "" and 0 for the whole case.
        user: null where the firm wrote it by the link; of_firm: which side wrote it.
        question: whether an answer is waited for; settled: when it came or was no longer needed.
        to: the remark that it answers.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="remarks")
    to = models.ForeignKey("self", models.CASCADE, null=True, related_name="answers")
    at = models.DateTimeField(auto_now_add=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    of_firm = models.BooleanField()
    text = SealedTextField()
    question = models.BooleanField(default=False)
    settled = models.DateTimeField(null=True)
    file = models.CharField(max_length=255, blank=True)
    sheet = models.CharField(max_length=255, blank=True)
    row = models.IntegerField(default=0)
    column = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class Notice(models.Model):
    """An e-mail about a case, which is sent once or not at all.

    Attributes:
        what: a NoticeKind. to: the address; user: whose it is, null for somebody without an account.
        about: the day that it is about, ISO, where it is about one.
        tries: how often sending was begun; began: when it last was, null while it waits; a worker that died
            meanwhile leaves it as it is, so that none is sent twice. sent: when it was.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="notices")
    what = models.CharField(max_length=12)
    to = models.EmailField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    about = models.CharField(max_length=10, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    tries = models.IntegerField(default=0)
    began = models.DateTimeField(null=True)
    sent = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case", "what", "to", "about"],
                condition=~models.Q(about=""),
                name="office_one_notice",
            ),
        )
