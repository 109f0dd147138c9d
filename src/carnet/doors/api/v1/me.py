"""Whom a token stands for: what an integration asks first, to test and name its connection."""

from __future__ import annotations

from datetime import datetime

from ninja import Field, Router, Schema

from carnet.doors.api.auth import ANYBODY, ApiRequest
from carnet.doors.api.documented import failing
from carnet.office.models import ApiToken
from carnet.office.roles import Role
from carnet.office.scopes import Scope

routes = Router(tags=["Connection"])


class Owner(Schema):
    """Who made the token."""

    name: str
    email: str
    language: str | None = Field(description="en or fr; null: as the browser asks.")


class OwnFirm(Schema):
    """The firm whose book the token opens."""

    id: str
    name: str


class OwnToken(Schema):
    """The token."""

    name: str
    expires: datetime | None


class Me(Schema):
    """Whom a token stands for."""

    user: Owner
    firm: OwnFirm
    role: Role
    scopes: list[Scope] = Field(description="What it may be used for, as far as the role allows.")
    token: OwnToken


@routes.get(
    "",
    auth=ANYBODY,
    operation_id="get_me",
    summary="Whom the token stands for",
    response={200: Me},
    openapi_extra=failing(),
)
def get(request: ApiRequest) -> Me:
    """Any working token may ask."""
    caller = request.auth
    token = ApiToken.objects.get(pk=caller.token)
    return Me(
        user=Owner(name=str(caller.user), email=caller.user.email, language=caller.user.language or None),
        firm=OwnFirm(id=caller.firm, name=caller.book.name),
        role=caller.role,
        scopes=[scope for scope in Scope if scope in caller.scopes],
        token=OwnToken(name=token.name, expires=token.expires),
    )
