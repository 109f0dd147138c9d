"""Version 1 of the API; each module has the router of a resource."""

from __future__ import annotations

from ninja import NinjaAPI

from carnet.doors.api import problems
from carnet.doors.api.limits import Limit
from carnet.doors.api.v1 import contacts, webhooks

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
