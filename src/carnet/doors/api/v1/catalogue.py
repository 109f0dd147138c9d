"""What contacts are made of: the catalogue of fields, and the firm's own custom fields."""

from __future__ import annotations

from ninja import Field, Router, Schema

from carnet.book.custom_fields import in_use
from carnet.catalog import FIELDS, prefix_of, short_name
from carnet.catalog import Field as Entry
from carnet.contract import Kind
from carnet.doors.api.auth import ANYBODY, READS, ApiRequest
from carnet.doors.api.documented import failing
from carnet.language import Language, Text
from carnet.office.drafts.offers import CUSTOM

routes = Router(tags=["Fields"])


class Worded(Schema):
    """A text in both languages."""

    en: str
    fr: str


class FieldChoice(Schema):
    """A value that a field may have."""

    value: str
    label: Worded


class CatalogueField(Schema):
    """A field of the catalogue."""

    id: str = Field(description="By which the choices of an import name it.")
    name: str = Field(description="Of its key in a contact, where it stands there by itself.")
    of: str = Field(
        description="organization, person, client_group, contact (a person or an organization), phone, "
        "social, address or accounting."
    )
    type: str = Field(description="How its text is read.")
    label: Worded
    help: Worded
    example: str
    limit: int | None = Field(description="The longest text, in characters.")
    choices: list[FieldChoice] = Field(description="All values that it may have; empty where any.")
    secret: bool = Field(description="A tax identifier: encrypted at rest, masked on the screen.")


class Catalogue(Schema):
    """All fields, in the order of the import file."""

    items: list[CatalogueField]


class CustomFieldUse(Schema):
    """A custom field of the firm."""

    id: str = Field(description="By which the choices of an import name it.")
    name: str
    people: int = Field(description="That have a value in it.")
    organizations: int
    client_groups: int


class CustomFields(Schema):
    """The firm's custom fields, by name."""

    items: list[CustomFieldUse]


@routes.get(
    "/fields",
    auth=ANYBODY,
    operation_id="list_fields",
    summary="The catalogue of fields",
    response={200: Catalogue},
    openapi_extra=failing(),
)
def fields(request: ApiRequest) -> Catalogue:
    """Types, labels and help in English and French, limits and the values of closed lists."""
    return Catalogue(items=[_field(entry) for entry in FIELDS.values()])


@routes.get(
    "/custom-fields",
    auth=READS,
    operation_id="list_custom_fields",
    summary="The firm's custom fields",
    response={200: CustomFields},
    openapi_extra=failing(),
)
def custom_fields(request: ApiRequest) -> CustomFields:
    """Fields that imports or people made beside the catalogue, with how many contacts have each."""
    return CustomFields(
        items=[
            CustomFieldUse(
                id=CUSTOM + one.name, name=one.name, people=one.contacts.get(Kind.PERSON, 0),
                organizations=one.contacts.get(Kind.ORGANIZATION, 0),
                client_groups=one.contacts.get(Kind.CLIENT_GROUP, 0),
            )
            for one in in_use(request.auth.book)
        ]
    )  # fmt: skip


def _field(entry: Entry) -> CatalogueField:
    return CatalogueField(
        id=entry.id, name=short_name(entry.id), of=prefix_of(entry.id), type=entry.type.value,
        label=_worded(entry.label), help=_worded(entry.help), example=entry.example, limit=entry.limit,
        choices=[FieldChoice(value=value, label=_worded(text)) for value, text in entry.choices.items()],
        secret=entry.secret,
    )  # fmt: skip


def _worded(text: Text) -> Worded:
    return Worded(en=text(Language.EN), fr=text(Language.FR))
