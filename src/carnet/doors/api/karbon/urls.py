"""The addresses under /v3/; whatever else Karbon has answers as it does for what is not there."""

from __future__ import annotations

from django.urls import URLPattern, re_path

from carnet.doors.api.karbon import cards, colleagues, contacts, custom_fields, webhooks
from carnet.doors.api.karbon.calls import endpoint, missing
from carnet.karbon.shapes.names import ENTITIES, Entity
from carnet.office.scopes import Scope

WEBHOOKS = Scope.WEBHOOKS
_KEY = r"(?P<key>[0-9A-Za-z]+)"


def _of(entity: Entity) -> list[URLPattern]:
    """The addresses of one kind of contact; a record also as Location writes it."""
    one = endpoint(GET=contacts.read, PUT=contacts.put, PATCH=contacts.patch)
    identifier = rf"Get{entity.name}ByUserDefinedIdentifier\(UserDefinedIdentifier='(?P<identifier>.*)'\)"
    addresses = {
        "": endpoint(GET=contacts.listed, POST=contacts.make),
        f"/{identifier}": endpoint(GET=contacts.read_by_identifier),
        f"/{_KEY}": one,
        rf"\('{_KEY}'\)(?:/KarbonService\.\w+)?": one,
    }
    return [
        re_path(f"^{entity.path}{address}$", view, {"entity": entity}) for address, view in addresses.items()
    ]


urlpatterns = [
    *(pattern for entity in ENTITIES.values() for pattern in _of(entity)),
    re_path(f"^BusinessCards/{_KEY}$", endpoint(GET=cards.read, PUT=cards.put)),
    re_path("^CustomFields$", endpoint(GET=custom_fields.listed, POST=custom_fields.make)),
    re_path(f"^CustomFields/{_KEY}$", endpoint(DELETE=custom_fields.take_away)),
    re_path(f"^CustomFieldValues/{_KEY}$", endpoint(GET=custom_fields.values, PUT=custom_fields.put_values)),
    re_path("^TenantSettings$", endpoint(GET=colleagues.settings)),
    re_path("^Users$", endpoint(GET=colleagues.users)),
    re_path(f"^Users/{_KEY}$", endpoint(GET=colleagues.user)),
    re_path("^WebhookSubscriptions$", endpoint(WEBHOOKS, POST=webhooks.make, DELETE=webhooks.take_all)),
    re_path(
        "^WebhookSubscriptions/(?P<kind>[0-9A-Za-z]+)$",
        endpoint(WEBHOOKS, GET=webhooks.read, DELETE=webhooks.take_away),
    ),
    re_path("^Teams$", endpoint(GET=colleagues.nothing), {"name": "Teams"}),
    re_path("^Roles$", endpoint(GET=colleagues.nothing), {"name": "Roles"}),
    re_path("", missing),
]
