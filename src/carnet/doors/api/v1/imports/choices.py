"""What is chosen for an import, read whole and changed in parts (JSON Merge Patch, RFC 7396)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, TypeVar

from django.http import HttpResponse
from ninja import Field, Schema
from pydantic import ConfigDict, StringConstraints

from carnet.choices import Choices, FileChoices, Place, Policy, SheetChoices
from carnet.contract import CarnetError, Duplicates, Mode, Options
from carnet.doors.api.auth import READS_IMPORTS, WRITES_IMPORTS, ApiRequest
from carnet.doors.api.documented import failing
from carnet.doors.api.etags import etag
from carnet.doors.api.v1.imports.routes import routes
from carnet.doors.api.v1.imports.versions import version
from carnet.office.drafts import files
from carnet.office.drafts.choose import ask, change, choices_of
from carnet.office.drafts.keep import found
from carnet.office.drafts.look import kept_look
from carnet.office.drafts.offers import DELIMITERS, ENCODINGS, FOUND_BY, ORDERS, target
from carnet.office.jobs import Job
from carnet.office.models import Draft
from carnet.pipeline.options import options
from carnet.providers.layout import providers

T = TypeVar("T", Options, FileChoices, SheetChoices)
Country = Annotated[str, StringConstraints(min_length=2, max_length=2)]
HeaderRow = Annotated[int, Field(ge=1, le=1_048_576)]


class _Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class OfFile(_Strict):
    """How a file is read; null is: find out."""

    encoding: str | None = Field(None, description=f"One of {', '.join(ENCODINGS)}.")
    delimiter: str | None = Field(None, description="Comma, semicolon, tab or bar.")
    date_order: str | None = Field(None, description=f"One of {', '.join(ORDERS)}.")


class OfSheet(_Strict):
    """How a sheet is read; null is: find out."""

    taken: bool | None = Field(None, description="False leaves it out, true takes one that is hidden.")
    provider: str | None = Field(None, description="Who wrote it.")
    header_row: HeaderRow | None = None
    country: Country | None = None
    columns: dict[str, str | None] = Field(
        default_factory=dict,
        description='A column\'s position -> a field of the catalogue, `custom.<name>`, or "" to set it '
        "aside; null is: find out.",
    )


class Everywhere(OfFile):
    """What holds where a file or a sheet does not say otherwise; null is: find out."""

    provider: str | None = Field(None, description="Who wrote the files.")
    header_row: HeaderRow | None = None
    country: Country | None = Field(None, description="Of phones and numbers that do not say theirs.")


class ImportChoices(_Strict):
    """What is chosen for an import."""

    mode: Mode = Field(Mode.UPSERT, description="What may be done to the book.")
    keys: list[str] = Field(
        default_factory=list,
        description=f"By what contacts are found again: {', '.join(FOUND_BY)}. Empty is the usual order.",
    )
    duplicates: Duplicates = Field(
        Duplicates.REVIEW, description="What becomes of contacts that may be the same."
    )
    clear: bool = Field(False, description="An empty cell empties the field of a contact that the book has.")
    policies: dict[str, Policy | None] = Field(
        default_factory=dict,
        description="Field -> whose value stands where the book has the contact; else the mode decides.",
    )
    everywhere: Everywhere = Field(default_factory=lambda: Everywhere.model_validate({}))
    files: dict[str, OfFile | None] = Field(
        default_factory=dict, description="By the file's position, from 0."
    )
    sheets: dict[str, OfSheet | None] = Field(
        default_factory=dict, description="By the file's position and the sheet's name, such as `0/Clients`."
    )


class ChoicesPatch(_Strict):
    """What is to be chosen otherwise: what is not named stays, null takes a choice back."""

    mode: Mode | None = None
    keys: list[str] | None = None
    duplicates: Duplicates | None = None
    clear: bool | None = None
    policies: dict[str, Policy | None] | None = None
    everywhere: Everywhere | None = None
    files: dict[str, OfFile | None] | None = None
    sheets: dict[str, OfSheet | None] | None = None


@routes.get(
    "/{import_id}/choices",
    auth=READS_IMPORTS,
    operation_id="get_choices",
    summary="What is chosen for an import",
    response={200: ImportChoices},
    openapi_extra=failing(404),
)
def get(request: ApiRequest, response: HttpResponse, import_id: str) -> ImportChoices:
    """What nobody chose has its usual value. The answer's ETag is for If-Match."""
    return _answered(response, found(request.auth.firm, import_id))


@routes.patch(
    "/{import_id}/choices",
    auth=WRITES_IMPORTS,
    operation_id="change_choices",
    summary="Choose otherwise",
    response={200: ImportChoices},
    openapi_extra=failing(404, 409, versioned=True),
)
def patch(request: ApiRequest, response: HttpResponse, import_id: str, wanted: ChoicesPatch) -> ImportChoices:
    """A JSON Merge Patch: what is not named stays, null takes a choice back. Where it decides how files are
    read they are looked at again, and `state` is `looking` for a while."""
    draft = found(request.auth.firm, import_id)
    said = wanted.model_fields_set
    reading = bool(said & {"everywhere", "files", "sheets"})
    places = _Places(draft)
    change(draft, lambda choices: _patched(choices, wanted, places), _what(said), reading=reading,
           expected=version(request))  # fmt: skip
    if reading and files.taken(draft):
        ask(draft, Job.LOOK)
    return _answered(response, draft)


def _answered(response: HttpResponse, draft: Draft) -> ImportChoices:
    response["ETag"] = etag(str(draft.version))
    return _shown(choices_of(draft))


def _what(said: set[str]) -> str:
    """What the person is told who undoes it in the browser."""
    if said <= {"mode", "keys", "duplicates", "clear"}:
        return "manner"
    return {frozenset({"files"}): "file", frozenset({"policies"}): "policy"}.get(frozenset(said), "sheet")


def _shown(choices: Choices) -> ImportChoices:
    return ImportChoices(
        mode=choices.mode, keys=list(choices.keys), duplicates=choices.duplicates, clear=choices.clear,
        policies=dict(choices.policies),
        everywhere=Everywhere(**_fields(choices.everywhere, Everywhere)),
        files={str(at): OfFile(**_fields(own, OfFile)) for at, own in choices.files.items()},
        sheets={
            f"{place.file}/{place.sheet}": OfSheet(
                **_fields(own, OfSheet) | {"columns": {str(at): to for at, to in own.columns.items()}}
            )
            for place, own in choices.sheets.items()
        },
    )  # fmt: skip


def _fields(own: object, shown: type[Schema]) -> dict[str, Any]:
    return {name: getattr(own, name) for name in shown.model_fields}


class _Places:
    """The files and sheets of a draft, as far as they are known."""

    def __init__(self, draft: Draft) -> None:
        self._files = len(files.taken(draft))
        seen = kept_look(draft) if draft.seen else None
        self._sheets = {sheet.place: sheet.width for sheet in seen.sheets} if seen else None

    def file(self, text: str) -> int:
        """The position of a file.

        Raises:
            CarnetError: choice.not_offered.
        """
        if not text.isdecimal() or int(text) >= self._files:
            raise CarnetError("choice.not_offered", value=text)
        return int(text)

    def sheet(self, text: str) -> Place:
        """The place of a sheet.

        Raises:
            CarnetError: choice.not_offered.
        """
        at, _, name = text.partition("/")
        place = Place(self.file(at), name)
        if self._sheets is not None and place not in self._sheets:
            raise CarnetError("choice.not_offered", value=text)
        return place

    def column(self, place: Place, text: str) -> int:
        """The position of a column.

        Raises:
            CarnetError: choice.not_offered.
        """
        width = self._sheets[place] if self._sheets is not None else 16_384
        if not text.isdecimal() or int(text) >= width:
            raise CarnetError("choice.not_offered", value=text)
        return int(text)


def _patched(choices: Choices, wanted: ChoicesPatch, places: _Places) -> Choices:
    """The choices with what a patch names.

    Raises:
        CarnetError: choice.not_offered, field.no_name, argument.country, argument.date_order.
    """
    usual = Choices()
    made: dict[str, Any] = {}
    for name in wanted.model_fields_set:
        given = getattr(wanted, name)
        if given is None:
            made[name] = getattr(usual, name)
        elif name == "keys":
            made[name] = tuple(_offered(key, FOUND_BY) for key in given)
        elif name == "policies":
            made[name] = _merged(choices.policies, {target(field): one for field, one in given.items()})
        elif name == "everywhere":
            made[name] = _chosen(choices.everywhere, given)
        elif name == "files":
            made[name] = _files(choices, given, places)
        elif name == "sheets":
            made[name] = _sheets(choices, given, places)
        else:
            made[name] = given
    return replace(choices, **made)


def _files(choices: Choices, given: Mapping[str, OfFile | None], places: _Places) -> dict[int, FileChoices]:
    made = {}
    for text, one in given.items():
        at = places.file(text)
        made[at] = _chosen(choices.files.get(at, FileChoices()), one) if one else None
    return _merged(choices.files, made)


def _sheets(
    choices: Choices, given: Mapping[str, OfSheet | None], places: _Places
) -> dict[Place, SheetChoices]:
    made: dict[Place, SheetChoices | None] = {}
    for text, one in given.items():
        place = places.sheet(text)
        own = choices.sheets.get(place, SheetChoices())
        if one is None:
            made[place] = None
            continue
        to = {
            places.column(place, at): None if field is None else target(field)
            for at, field in one.columns.items()
        }
        made[place] = replace(_chosen(own, one), columns=_merged(own.columns, to))
    return _merged(choices.sheets, made)


def _chosen(own: T, given: Schema) -> T:
    """Choices on how something is read, with those that were given."""
    said = {name: getattr(given, name) for name in given.model_fields_set if name != "columns"}
    for name, offers in (("encoding", ENCODINGS), ("delimiter", DELIMITERS), ("provider", providers())):
        if said.get(name) is not None:
            _offered(said[name], offers)
    usable = options(country=said.get("country"), date_order=said.get("date_order"))
    return replace(
        own, **said | {name: getattr(usable, name) for name in ("country", "date_order") if name in said}
    )


def _offered(value: str, offers: Mapping[str, object]) -> str:
    if value not in offers:
        raise CarnetError("choice.not_offered", value=value)
    return value


def _merged(held: Mapping[Any, Any], given: Mapping[Any, Any]) -> dict[Any, Any]:
    """A mapping with what is given; None takes an entry out."""
    return {name: one for name, one in {**held, **given}.items() if one is not None}
