"""What contacts and cards look like in requests and answers, derived from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from ninja import Schema
from pydantic import BaseModel, ConfigDict, Field, StrictBool, create_model

from carnet.book.typed.card import ADDRESS_LABELS, NETWORKS, PHONE_LABELS
from carnet.book.values import JOINT
from carnet.catalog import Field as Entry
from carnet.catalog import FieldType
from carnet.catalog.sections import columns_of
from carnet.contract import Kind

LONGEST = 10_000  # characters of a text
MOST = 100  # entries of a list of a card; cards of a contact
_TITLES = {Kind.PERSON: "Person", Kind.ORGANIZATION: "Organization", Kind.CLIENT_GROUP: "ClientGroup"}
_FORMS = {
    FieldType.DATE: "A date, such as 1984-03-27.",
    FieldType.DAY: "A day of a month, 1 to 31.",
    FieldType.MONTH: "A month, 1 to 12.",
    FieldType.MONEY: "An amount, such as 1234567.89.",
}
Definition = tuple[Any, Any]


class _Strict(BaseModel):
    """A request's object: what it does not know it refuses."""

    model_config = ConfigDict(extra="forbid")


def _short(description: str, longest: int = LONGEST) -> Any:
    return Field(None, max_length=longest, description=description)


PhoneLabel = Literal[PHONE_LABELS]  # type: ignore[valid-type]
AddressLabel = Literal[ADDRESS_LABELS]  # type: ignore[valid-type]
_Value = str | list[str]


class Phone(_Strict):
    """A phone number, kept in E.164 where its country is known."""

    label: PhoneLabel = "other"
    number: str = Field(max_length=200, examples=["+61 2 5550 1234"])
    extension: str | None = _short("What to dial after it.", 20)


class Address(_Strict):
    """An address in its parts; the country in full or as ISO 3166-1 alpha-2, kept as the latter."""

    label: AddressLabel = "physical"
    line: str | None = _short("Street and number.")
    city: str | None = _short("City.")
    region: str | None = _short("State or province.")
    postal_code: str | None = _short("Postal code.")
    country: str | None = _short("Country.")


Social: type[BaseModel] = create_model(
    "Social",
    __base__=_Strict,
    __doc__="Profiles by network: a link, a profile's name, or several of them.",
    **{name: (_Value | None, Field(None, max_length=LONGEST)) for name in NETWORKS},
)  # type: ignore[call-overload]


class CardIn(_Strict):
    """A contact card as it is sent; what is left out of a card that is there stays as it is."""

    emails: list[str] = Field([], max_length=MOST, examples=[["amelie@bluegum.example"]])
    phones: list[Phone] = Field([], max_length=MOST)
    addresses: list[Address] = Field([], max_length=MOST)
    websites: list[str] = Field([], max_length=MOST, examples=[["https://bluegum.example"]])
    social: Social = Field(default_factory=lambda: Social())  # type: ignore[valid-type]
    organization: str | None = _short("Of a person's card: the name of an organization of the book.")
    organization_id: str | None = _short("The same by its id, which wins over the name.")
    role: str | None = _short("What the person is at the organization.")
    primary: StrictBool = Field(False, description="Let it be the contact's first card.")


class Card(Schema):
    """A contact card."""

    id: int
    emails: list[str]
    phones: list[dict[str, str]]
    addresses: list[dict[str, str]]
    websites: list[str]
    social: dict[str, _Value]
    organization: str | None
    organization_id: str | None
    role: str | None
    primary: bool


class Member(Schema):
    """A member of a client group."""

    id: str
    name: str
    kind: Literal["person", "organization"]


def _described(entry: Entry) -> str:
    said = [f"{entry.label.en}.", entry.help.en, _FORMS.get(entry.type, "")]
    said.append(f"One of: {', '.join(entry.choices)}." if entry.choices else "")
    return " ".join(filter(None, said))


def _value(entry: Entry) -> Definition:
    examples = [entry.example] if entry.example else None
    return str | None, Field(None, max_length=LONGEST, description=_described(entry), examples=examples)


def _parts(kind: Kind) -> tuple[dict[str, Definition], dict[str, Definition]]:
    """The values of a kind: its own, and those under "accounting"."""
    own: dict[str, Definition] = {}
    accounting: dict[str, Definition] = {}
    for column, entry in columns_of(kind.value).items():
        family, _, name = column.rpartition(".")
        (accounting if family == "accounting" else own)[name] = _value(entry)
    return own, accounting


_CUSTOM: Any = Field(
    default_factory=dict,
    description="Custom fields by name; null takes one away.",
    examples=[{"Colour": "blue"}],
)
_ACCOUNTING = _parts(Kind.PERSON)[1]
Accounting: type[BaseModel] = create_model(
    "Accounting", __base__=_Strict, __doc__="Accounting detail and registration numbers.", **_ACCOUNTING
)  # type: ignore[call-overload]


def _asked(kind: Kind) -> dict[str, Definition]:
    own, accounting = _parts(kind)
    custom = {"custom": (dict[str, _Value | None], _CUSTOM)}
    detail = {"accounting": (Accounting, Field(default_factory=lambda: Accounting()))} if accounting else {}
    return {**own, **detail, **custom}


def _made(kind: Kind) -> type[BaseModel]:
    cards: Any = Field([], max_length=MOST, description="The first is the primary one, unless one says so.")
    made: type[BaseModel] = create_model(
        f"{_TITLES[kind]}New", __base__=_Strict, __doc__="What is to be added; there must be a name.",
        **_asked(kind), cards=(list[CardIn], cards),
    )  # type: ignore[call-overload]  # fmt: skip
    return made


def _changed(kind: Kind) -> type[BaseModel]:
    archived = Field(False, description="Put it away, or take it back.")
    changed: type[BaseModel] = create_model(
        f"{_TITLES[kind]}Change", __base__=_Strict,
        __doc__="What is to change (JSON merge patch): null empties, what is left out stays.",
        **_asked(kind), archived=(StrictBool, archived),
    )  # type: ignore[call-overload]  # fmt: skip
    return changed


def _given(description: str, example: object = "") -> Any:
    """A key that an answer may have: `fields` leaves keys out."""
    examples = [example] if example != "" else None
    return Field(default_factory=lambda: None, description=description, examples=examples)


def _shown(kind: Kind) -> type[BaseModel]:
    own, _ = _parts(kind)
    parts: dict[str, Definition] = {
        "kind": (Literal[kind.value], _given("What it is.", kind.value)),
        "id": (str, Field(description="Never changes.", examples=["3ktmd9xwqabz"])),
        "name": (str, _given("What it is called.", "Blue Gum Nursery Pty Ltd")),
        **{name: (str, _given(said[1].description, "")) for name, said in own.items() if name != "name"},
        "archived": (bool, _given("Whether it is put away.", False)),
        "cards": (list[Card], _given("The primary one first.")),
        "accounting": (dict[str, str], _given("Values that are there; see Accounting.")),
        "custom": (dict[str, _Value], _given("Custom fields by name.", {"Colour": "blue"})),
        "modified": (str, _given("When it last changed.", "2026-05-01T09:30:00Z")),
        "etag": (str, _given("Its version; send it as If-Match.", "41-7")),
    }
    if kind is Kind.CLIENT_GROUP:
        parts["members"] = (list[Member], _given("Who belongs to it."))
    shown: type[BaseModel] = create_model(
        _TITLES[kind], __base__=Schema, __doc__="A contact; keys without a value are left out.", **parts
    )  # type: ignore[call-overload]
    return shown


def any_change() -> type[BaseModel]:
    """What may change on a contact whose kind is not known yet; the book refuses what is not of its kind."""
    asked = {name: given for kind in Kind for name, given in _asked(kind).items()}
    changed: type[BaseModel] = create_model(
        "ContactChange", __base__=_Strict, __doc__="What is to change on a contact of any kind.", **asked
    )  # type: ignore[call-overload]
    return changed


NEW: Mapping[Kind, type[BaseModel]] = {kind: _made(kind) for kind in Kind}
CHANGE: Mapping[Kind, type[BaseModel]] = {kind: _changed(kind) for kind in Kind}
SHOWN: Mapping[Kind, type[BaseModel]] = {kind: _shown(kind) for kind in Kind}


class Page(Schema):
    """Contacts, and how to go on."""

    items: list[dict[str, Any]]
    next: str | None = Field(description="Send it as `cursor` for the next page; null at the end.")
    total: int = Field(description="How many contacts there are on all pages.")


def typed(body: BaseModel) -> dict[str, str | None]:
    """The single values that a body sets, as the book's actions take them."""
    said = body.model_dump(exclude_unset=True)
    found: dict[str, str | None] = {}
    for name, value in said.items():
        if name in ("cards", "archived"):
            continue
        if name in ("accounting", "custom"):
            found |= {f"{name}.{key}": _joined(one) for key, one in value.items()}
        else:
            found[name] = value
    return found


def _joined(value: str | list[str] | None) -> str | None:
    return JOINT.join(value) if isinstance(value, list) else value


def typed_card(body: CardIn) -> dict[str, Any]:
    """A card as the book's actions take it; only what was sent."""
    said = body.model_dump(exclude_unset=True)
    said.pop("primary", None)
    if "organization_id" in said:
        said["organization_key"] = said.pop("organization_id")
    if "social" in said:
        said["social"] = [
            {"network": network, "value": one}
            for network, value in said["social"].items()
            for one in ([value] if isinstance(value, str) else value or ())
        ]
    for phone, given in zip(said.get("phones", ()), body.phones, strict=False):
        phone.update(label=given.label, number=given.number, extension=given.extension)
    for address, given_address in zip(said.get("addresses", ()), body.addresses, strict=False):
        address["label"] = given_address.label
    return said
