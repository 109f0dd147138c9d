"""Version 1 of the API; each module has the router of a resource."""

from __future__ import annotations

from carnet.doors.api import problems
from carnet.doors.api.idempotency import once
from carnet.doors.api.limits import Limit
from carnet.doors.api.openapi import CarnetApi
from carnet.doors.api.v1 import (
    bulk,
    catalogue,
    contacts,
    duplicates,
    every,
    exports,
    history,
    imports,
    me,
    webhooks,
    work,
)

api = CarnetApi(
    title="Carnet API",
    version="1",
    urls_namespace="api",
    throttle=Limit(),
    description="A firm's contact book: people, organizations and client groups, with their cards. Send a "
    "token that was made in Carnet: `Authorization: Bearer carnet_...`. A contact's values are texts in the "
    "form that the book keeps; what you send is normalised as what a person types is. Errors are problem "
    "details (RFC 9457).",
)
problems.register(api)
api.add_decorator(once, mode="view")
for resource in contacts.RESOURCES:
    api.add_router(resource.path, contacts.router(resource))
api.add_router("/contacts", bulk.routes)
api.add_router("/contacts", every.routes)
api.add_router("/webhooks", webhooks.routes)
api.add_router("/imports", imports.routes)
api.add_router("/exports", exports.routes)
api.add_router("/duplicates", duplicates.routes)
api.add_router("/history", history.routes)
api.add_router("/work", work.routes)
api.add_router("", catalogue.routes)
api.add_router("/me", me.routes)
