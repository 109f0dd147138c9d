"""Users, and the firms they work for."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from carnet.office.roles import Role, TeamRole


class UserManager(BaseUserManager["User"]):
    """Makes users; emails are compared without regard to case."""

    def create_user(
        self, email: str, password: str | None, *, name: str = "", team: TeamRole = TeamRole.NONE
    ) -> User:
        """A user who signs in with an email and a password; None: no password opens the account yet."""
        user = self.model(email=email.strip().lower(), name=name.strip(), team=team.value)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> User:
        """The user of an email."""
        return self.get(email=(email or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in.

    Attributes:
        language: en, fr, or empty: as the browser asks.
        team: what the person is in the team that imports for firms.
        mailed: whether the person wants e-mail about the cases that the team does for firms.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=2, blank=True)
    team = models.CharField(max_length=16, default=TeamRole.NONE.value, blank=True)
    mailed = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """As others see the person."""
        return str(self)


class Membership(models.Model):
    """A user's place in a firm; ``firm`` is the firm's key."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    firm = models.CharField(max_length=12)
    role = models.CharField(max_length=16, choices=[(role.value, role.value) for role in Role])
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "firm"], name="office_one_place_a_firm"),)
        indexes = (models.Index(fields=["firm"], name="office_members_of_firm"),)


class Invitation(models.Model):
    """A link by which somebody comes to a firm or to the team, or chooses a new password; it works once.

    Attributes:
        firm: the firm's key, "" for the team. email: of whom it is for; role: what they will be there.
        team: what they will be in the team, "" for a firm.
        digest: of the link's token, which nobody else can read. by: who made it.
        user: who may choose a new password with it; null for somebody who comes to the firm.
        used: when it was, null while it is open.
    """

    firm = models.CharField(max_length=12)
    email = models.EmailField()
    role = models.CharField(max_length=16, choices=[(role.value, role.value) for role in Role], blank=True)
    team = models.CharField(max_length=16, default=TeamRole.NONE.value, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["firm", "email"], name="office_invitations_of_firm"),)
