"""The fields of a form, made from the catalogue; what was said about them stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from babel import Locale
from babel.dates import get_month_names
from django.http import HttpResponse
from django.urls import reverse

from carnet.book.actions.editing import ContactChangedError
from carnet.book.listing import ListQuery, listing_of
from carnet.book.typed.remarks import DoubtfulError, RefusedError, Remark
from carnet.book.values import CUSTOM_PREFIX
from carnet.catalog import SECRET_COLUMNS, Field, FieldType
from carnet.catalog.sections import Section, sections
from carnet.doors.web.contacts.one.trails import NAME_PARTS
from carnet.doors.web.contacts.one.values import CUSTOM
from carnet.doors.web.contacts.one.words import named, said
from carnet.doors.web.desk import DeskRequest
from carnet.language import Language

REFUSED, CHANGED = 422, 409  # statuses
_SUGGESTED = {"contact_type": "types", "client_owner": "owners", "client_manager": "managers"}
_WIDGETS = {
    FieldType.NOTE: "note",
    FieldType.CHOICE: "choice",
    FieldType.MONTH: "choice",
    FieldType.DATE: "date",
    FieldType.DAY: "number",
    FieldType.MONEY: "amount",
}
_ISO = 10  # characters of a whole date


@dataclass(frozen=True, slots=True)
class Said:
    """A remark beside a field: the sentence, a value to take instead, the contact that it names."""

    sentence: str
    suggestion: str
    href: str
    doubt: bool


@dataclass(frozen=True, slots=True)
class Input:
    """One field of a form.

    Attributes:
        name: in the request. widget: how it is typed in. choices: value and label of a choice.
        was: what stood there when the form was made; what is still so was not typed.
        options: values that others have, to choose from or not. kept: of a secret value, as it is shown.
        now: what stands there now, where somebody else changed it meanwhile, and who.
    """

    name: str
    label: str
    widget: str
    value: str
    was: str = ""
    choices: list[tuple[str, str]] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    help: str = ""
    kept: str = ""
    said: list[Said] = field(default_factory=list)
    now: tuple[str, str] | None = None

    @property
    def id(self) -> str:
        """Of the element."""
        return "field-" + self.name.replace(".", "-")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a form was not saved.

    Attributes:
        remarks: about single fields. accepted: marks of the doubts that were shown by now.
        changed: what somebody else did meanwhile, by field: the value now, and who.
        sentence: of the whole.
    """

    status: int = REFUSED
    remarks: Sequence[Remark] = ()
    accepted: Sequence[str] = ()
    changed: Mapping[str, tuple[str | None, str]] = field(default_factory=dict)
    doubtful: bool = False

    def of(self, name: str, language: Language) -> list[Said]:
        """What was said about one field."""
        return [
            Said(
                remark.sentence(language),
                remark.suggestion if self.doubtful else "",
                reverse("contacts:contact", args=[remark.key]) if remark.key else "",
                self.doubtful,
            )
            for remark in self.remarks
            if remark.field == name
        ]


def refusal(error: RefusedError | DoubtfulError | ContactChangedError) -> Refusal:
    """What an action did not take."""
    if isinstance(error, ContactChangedError):
        latest = {step.field: (step.new, step.user) for step in reversed(error.steps)}
        return Refusal(CHANGED, changed=latest)
    doubtful = isinstance(error, DoubtfulError)
    marks = [remark.mark for remark in error.remarks] if doubtful else []
    return Refusal(remarks=error.remarks, accepted=marks, doubtful=doubtful)


def fields_of(kind: str, section: str, values: Iterable[str]) -> dict[str, Field | None]:
    """The columns that a part of a contact is edited by.

    Args:
        values: columns of the contact that hold something.
    """
    if section == CUSTOM:
        return dict.fromkeys(column for column in values if column.startswith(CUSTOM_PREFIX))
    found: dict[str, Field | None] = dict(sections(kind)[Section(section)])
    held = set(values)
    if (kind, section) == ("person", Section.NAME) and "name" in held and not held & set(NAME_PARTS):
        return {"name": None, **found}
    return found


def inputs(
    request: DeskRequest,
    kind: str,
    columns: Mapping[str, Field | None],
    values: Mapping[str, str | None],
    typed: Mapping[str, str | None],
    why: Refusal,
) -> list[Input]:
    """The fields of a form with what was typed, else with what is there."""
    facets = listing_of(request.desk.book).facets(ListQuery()) if _SUGGESTED.keys() & columns.keys() else None
    found = []
    for column, entry in columns.items():
        secret = column in SECRET_COLUMNS
        held = values.get(column) or ""
        text = typed.get(column, "" if secret else held) or ""
        others = getattr(facets, _SUGGESTED[column]) if column in _SUGGESTED else ()
        found.append(
            Input(
                name=column,
                label=named(column, kind, request.language),
                widget=_widget(entry, text),
                value=text,
                was="" if secret else held,
                choices=_choices(entry, text, request.language),
                options=[value for value, _ in others if value],
                help=entry.help(request.language) if entry else "",
                kept=said(column, held, kind, request.language) if secret else "",
                said=why.of(column, request.language),
                now=_now(column, kind, why, request.language),
            )
        )
    return found


def _now(column: str, kind: str, why: Refusal, language: Language) -> tuple[str, str] | None:
    if column not in why.changed:
        return None
    value, user = why.changed[column]
    return (value or "" if column in SECRET_COLUMNS else said(column, value, kind, language)), user


def _widget(entry: Field | None, text: str) -> str:
    if entry is None:
        return "note" if "\n" in text else "text"
    widget = _WIDGETS.get(entry.type, "text")
    whole = not text or (len(text) == _ISO and text[:4].isdigit())
    return "text" if widget == "date" and not whole else widget


def _choices(entry: Field | None, text: str, language: Language) -> list[tuple[str, str]]:
    if entry is None or entry.type not in {FieldType.CHOICE, FieldType.MONTH}:
        return []
    found = [(value, label(language)) for value, label in entry.choices.items()]
    if entry.type is FieldType.MONTH:
        months = get_month_names("wide", locale=Locale.parse(language.value))
        found = [(str(number), str(months[number])) for number in range(1, 13)]
    if text and text not in dict(found):
        found.insert(0, (text, text))
    return found


def answered(response: HttpResponse) -> HttpResponse:
    """A form for htmx; one that came too late takes its own place too, not that of the page's alerts."""
    if response.status_code == CHANGED:
        response["HX-Reswap"] = "outerHTML show:none"
    return response
