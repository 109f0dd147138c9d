"""Version 1 of the API; each module has the router of a resource."""

from __future__ import annotations

from ninja import NinjaAPI

from carnet.doors.api import problems
from carnet.doors.api.limits import Limit
from carnet.doors.api.v1 import catalogue, contacts, duplicates, exports, history, imports, me, webhooks, work

api = NinjaAPI(
    title="Carnet",
    version="1",
    urls_namespace="api",
    throttle=Limit(),
    description="A firm's contact book: people, organizations and client groups, with their cards.",
)
problems.register(api)
for resource in contacts.RESOURCES:
    api.add_router(resource.path, contacts.router(resource))
api.add_router("/webhooks", webhooks.routes)
api.add_router("/imports", imports.routes)
api.add_router("/exports", exports.routes)
api.add_router("/duplicates", duplicates.routes)
api.add_router("/history", history.routes)
api.add_router("/work", work.routes)
api.add_router("", catalogue.routes)
api.add_router("/me", me.routes)
