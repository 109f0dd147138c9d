"""Who asks, for which firm, and what they may do there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, Concatenate

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django_htmx.middleware import HtmxDetails

from carnet.book.firm_book import FirmBook
from carnet.book.setup import firm_names, open_book
from carnet.language import Language
from carnet.office import members
from carnet.office.models import Membership, User
from carnet.office.onboarding.plans import planned
from carnet.office.roles import Role, TeamRole

FIRM = "firm"  # the session's key for the firm that the person looks at
View = Callable[Concatenate["DeskRequest", ...], HttpResponseBase]
Guarded = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Desk:
    """A person's place at a firm.

    Attributes:
        place: the membership that the request stands on.
        places: all of the person's memberships.
    """

    user: User
    place: Membership
    places: tuple[Membership, ...]

    @property
    def firm(self) -> str:
        """The firm's key."""
        return self.place.firm

    @property
    def role(self) -> Role:
        """What the person is at this firm."""
        return Role(self.place.role)

    @property
    def edits(self) -> bool:
        """Whether the person may change the book."""
        return self.role.allows(Role.MEMBER)

    @property
    def onboards(self) -> bool:
        """Whether the person may make upload links and run the firm's cases."""
        return self.role.allows(Role.SPECIALIST)

    @property
    def helps(self) -> bool:
        """Whether the person is here for the onboarding team, and does the firm's cases."""
        return bool(self.user.team) and self.onboards

    @property
    def signs(self) -> bool:
        """Whether the person speaks for the firm, and may sign a plan off."""
        return self.edits and self.role is not Role.SPECIALIST

    @property
    def administers(self) -> bool:
        """Whether the person may change who has access."""
        return self.role.allows(Role.ADMINISTRATOR)

    @cached_property
    def planned(self) -> bool:
        """Whether the firm has an onboarding plan."""
        return planned(self.firm)

    @cached_property
    def book(self) -> FirmBook:
        """The firm's book; the only way from a request to contacts."""
        return open_book(firm=self.firm, make=False)

    @property
    def firms(self) -> dict[str, str]:
        """The firms that the person works for: their names by their keys."""
        return firm_names([place.firm for place in self.places])


class PageRequest(HttpRequest):
    """A request that came through the middleware."""

    htmx: HtmxDetails
    language: Language


class DeskRequest(PageRequest):
    """One from a signed-in member of a firm."""

    desk: Desk


class AtTheDesk:
    """Middleware: gives a request its desk, when somebody is signed in and belongs to a firm."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.desk = _desk(request)  # type: ignore[attr-defined]
        return self._get_response(request)


def _desk(request: HttpRequest) -> Desk | None:
    user = request.user
    if not user.is_authenticated:
        return None
    places = tuple(members.places(user))
    chosen = request.session.get(FIRM)
    place = next((place for place in places if place.firm == chosen), places[0] if places else None)
    return Desk(user, place, places) if place else None


def at_desk(needed: Role) -> Callable[[View], Guarded]:
    """Let only members of a firm with that role (or a stronger one) reach a view."""

    def guarded(view: View) -> Guarded:
        @signed_in
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            desk: Desk | None = request.desk  # type: ignore[attr-defined]
            if desk is None:
                return render(request, "carnet/no_firm.html", status=403)
            if not desk.role.allows(needed):
                raise PermissionDenied
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        answer.needed = needed  # type: ignore[attr-defined]
        return answer

    return guarded


def signed_in(view: View) -> Guarded:
    """Let only people who are signed in reach a view; the request may have no desk."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _signed_out(request)
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return answer


def at_team(needed: TeamRole) -> Callable[[View], Guarded]:
    """Let only people of the onboarding team with that role (or a stronger one) reach a view; the request has
    a desk where they also work for a firm."""

    def guarded(view: View) -> Guarded:
        @signed_in
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not TeamRole(request.user.team).allows(needed):  # type: ignore[union-attr]
                raise PermissionDenied
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        answer.needed = needed  # type: ignore[attr-defined]
        return answer

    return guarded


def _signed_out(request: HttpRequest) -> HttpResponse:
    if getattr(request, "htmx", False):
        response = HttpResponse(status=401)
        response["HX-Redirect"] = redirect("account_login").url
        return response
    from carnet.doors.web.people.welcome import nobody_yet

    return redirect("welcome") if nobody_yet() else redirect_to_login(request.get_full_path())


def shown(request: HttpRequest) -> dict[str, Any]:
    """What every page's template may ask for."""
    desk: Desk | None = getattr(request, "desk", None)
    return {"desk": desk, "language": getattr(request, "language", Language.EN)}
