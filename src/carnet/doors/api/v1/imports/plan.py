"""The plan of an import: what applying it will do, contact by contact, and what was found in its rows."""

from __future__ import annotations

from typing import Annotated

from ninja import Field, Query, Schema

from carnet.contract import CarnetError, Kind
from carnet.doors.api.auth import READS_IMPORTS, ApiRequest
from carnet.doors.api.documented import failing
from carnet.doors.api.v1.imports.routes import routes
from carnet.doors.api.v1.lists import Cursor, Limit, Listed, following, place
from carnet.findings import Severity
from carnet.language import Language
from carnet.office.drafts.keep import found
from carnet.office.drafts.plan import reader, standing
from carnet.office.models import Draft
from carnet.pipeline.pages import (
    Change,
    FindingQuery,
    Item,
    Linked,
    Placed,
    PlannedCard,
    PlannedContact,
    PlanQuery,
    PlanReader,
    SourcePlace,
    findings_of,
    label,
)
from carnet.stages.report import summary


class PlanColumn(Schema):
    """A column and where it goes; as `carnet import --json` prints it."""

    header: str
    field: str | None
    confidence: float
    reason: str


class PlanSheet(Schema):
    """A sheet; as `carnet import --json` prints it."""

    name: str
    provider: str
    confidence: float
    header_row: int
    rows: int
    columns: list[PlanColumn]


class PlanFile(Schema):
    """A file; as `carnet import --json` prints it."""

    path: str
    format: str
    encoding: str | None
    delimiter: str | None
    sheets: list[PlanSheet]


class Cells(Schema):
    """Where the cells of the files end: read = stored + merged + set_aside + refused, always."""

    read: int
    stored: int
    merged: int
    set_aside: int
    refused: int


class PlanCounts(Schema):
    """What applying does: contacts to create and to update, links to make, contacts that stay as they are,
    and those that may be another contact; work items to create and to update, and those that stay."""

    create: int
    update: int
    link: int
    skip: int
    review: int
    work_create: int = 0
    work_update: int = 0
    work_skip: int = 0


class PlanRecords(Schema):
    """What the files hold."""

    organizations: int
    people: int
    client_groups: int
    cards: int
    work_items: int = 0


class RuleCounted(Schema):
    """How many findings a rule has, and how many contacts came from their rows."""

    code: str
    severity: Severity
    findings: int
    contacts: int


class FieldCounted(Schema):
    """A field that updates change, with how many contacts."""

    field: str
    label: str
    contacts: int


class Plan(Schema):
    """The plan, counted; as `carnet import --json` prints it, its findings by rule."""

    files: list[PlanFile]
    cells: Cells
    records: PlanRecords
    plan: PlanCounts
    findings: list[RuleCounted] = Field(description="The gravest rule first.")
    fields: list[FieldCounted] = Field(description="What updates change, most first.")


class PlannedChange(Schema):
    """A value that comes (old is null), goes (new is null) or replaces another; tax identifiers masked."""

    field: str
    label: str
    old: str | None
    new: str | None


class PlannedValue(Schema):
    """A value of a card."""

    field: str
    label: str
    value: str


class PlannedCards(Schema):
    """A contact card; before is null where it is new."""

    primary: bool
    before: list[PlannedValue] | None
    after: list[PlannedValue]


class PlannedLink(Schema):
    """Another contact of the plan."""

    number: int
    kind: Kind
    name: str


class Source(Schema):
    """A row of a file; sheet is its number in the plan."""

    sheet: int
    file: str
    name: str
    row: int


class ImportFinding(Schema):
    """Something to look at in the files."""

    code: str
    severity: Severity
    message: str
    suggestion: str
    value: str
    file: str
    sheet: str
    column: str
    row: int | None
    sheet_number: int | None = Field(description="By which corrections name the sheet.")
    column_index: int | None = Field(description="By which corrections name the column, from 0.")
    acceptable: bool = Field(description="The suggestion can be accepted as it is.")


class ContactFinding(Schema):
    """Something to look at in the rows of a contact."""

    code: str
    severity: Severity
    message: str
    suggestion: str


class Planned(Schema):
    """A contact as the plan makes or leaves it. Lists are cut at 100; the totals say how many there are."""

    number: int
    action: str = Field(description="create, update, or skip where it stays as it is.")
    kind: Kind
    name: str
    review: bool = Field(description="It may be another contact; see the import's duplicates.")
    changes: list[PlannedChange]
    cards: list[PlannedCards]
    members: list[PlannedLink]
    groups: list[PlannedLink]
    sources: list[Source]
    findings: list[ContactFinding]
    members_total: int
    sources_total: int
    findings_total: int


class PlannedContacts(Listed):
    """Some of the plan's contacts, in the order of the files; those that stay as they are last."""

    items: list[Planned]


class ImportFindings(Listed):
    """Some of the plan's findings."""

    items: list[ImportFinding]


class ContactFilter(Schema):
    """Which contacts of the plan."""

    action: Annotated[str | None, Field(pattern="^(create|update|skip)$")] = None
    kind: Kind | None = None
    review: bool | None = None
    severity: Severity | None = None
    code: str | None = Field(None, description="From a row with a finding of that rule.")
    field: str | None = Field(None, description="Updates that change it.")
    q: str = Field("", max_length=200, description="Words of name, client identifier or email.")


class FindingFilter(Schema):
    """Which findings of the plan."""

    severity: Severity | None = None
    code: str | None = None
    file: str | None = Field(None, description="The file's name.")
    sheet: int | None = Field(None, ge=0, le=65_535, description="The sheet's number.")
    column: int | None = Field(None, ge=0, le=65_535, description="The column's position.")
    row: int | None = Field(None, ge=0, le=4_294_967_295)


@routes.get(
    "/{import_id}/plan",
    auth=READS_IMPORTS,
    operation_id="get_plan",
    summary="What applying will do, in numbers",
    response={200: Plan},
    openapi_extra=failing(404, 409),
)
def get(request: ApiRequest, import_id: str) -> Plan:
    """Counts, records and the balance of cells, as `carnet import --json` prints them."""
    made = ready(found(request.auth.firm, import_id))
    counted = [
        RuleCounted(code=one.code, severity=one.severity, findings=one.findings, contacts=one.contacts)
        for one in made.findings_by_rule()
    ]
    fields = [
        FieldCounted(field=field, label=label(field, "", request.language), contacts=contacts)
        for field, contacts in made.fields_changed()
    ]
    told = summary(made, request.language)
    return Plan.model_validate({**told, "findings": counted, "fields": fields})


@routes.get(
    "/{import_id}/plan/contacts",
    auth=READS_IMPORTS,
    operation_id="list_planned_contacts",
    summary="What applying will do, contact by contact",
    response={200: PlannedContacts},
    openapi_extra=failing(404, 409),
)
def contacts(
    request: ApiRequest,
    import_id: str,
    wanted: Query[ContactFilter],
    limit: Limit = 50,
    cursor: Cursor = None,
) -> PlannedContacts:
    """Each with its old and new values, field by field."""
    draft = found(request.auth.firm, import_id)
    made, offset = ready(draft), place(cursor, draft.planned)
    query = PlanQuery(
        action=wanted.action, kind=wanted.kind, review=wanted.review, severity=wanted.severity,
        code=wanted.code, field=wanted.field, text=wanted.q, offset=offset, limit=limit,
    )  # fmt: skip
    page = made.page(query, request.language)
    items = [_planned(one, request.language) for one in page.contacts]
    return PlannedContacts(
        items=items, next=following(draft.planned, offset + limit, page.total), total=page.total
    )


@routes.get(
    "/{import_id}/findings",
    auth=READS_IMPORTS,
    operation_id="list_findings",
    summary="What to look at in the files",
    response={200: ImportFindings},
    openapi_extra=failing(404, 409),
)
def findings(
    request: ApiRequest,
    import_id: str,
    wanted: Query[FindingFilter],
    limit: Limit = 100,
    cursor: Cursor = None,
) -> ImportFindings:
    """Of the plan that was made last; corrections that were made since are not in it yet."""
    draft = found(request.auth.firm, import_id)
    made, offset = checked(draft), place(cursor, draft.planned)
    query = FindingQuery(
        severity=wanted.severity, code=wanted.code, file=wanted.file, sheet=wanted.sheet, row=wanted.row,
        column=wanted.column, offset=offset, limit=limit,
    )  # fmt: skip
    page = findings_of(made, query, request.language)
    items = [_finding(made, one) for one in page.findings]
    return ImportFindings(
        items=items, next=following(draft.planned, offset + limit, page.total), total=page.total
    )


def ready(draft: Draft) -> PlanReader:
    """The plan of the newest choices.

    Raises:
        CarnetError: draft.no_plan.
    """
    made = reader(draft) if draft.ready else None
    if made is None:
        raise CarnetError("draft.no_plan")
    return made


def checked(draft: Draft) -> PlanReader:
    """The plan that was made last, as long as the files are still read the same way.

    Raises:
        CarnetError: draft.no_plan.
    """
    made = standing(draft)
    if made is None:
        raise CarnetError("draft.no_plan")
    return made


def _planned(one: PlannedContact, language: Language) -> Planned:
    def changed(change: Change) -> PlannedChange:
        said = label(change.field, one.kind, language)
        return PlannedChange(field=change.field, label=said, old=change.old, new=change.new)

    def valued(item: Item) -> PlannedValue:
        return PlannedValue(field=item.field, label=label(item.field, one.kind, language), value=item.text)

    def card(each: PlannedCard) -> PlannedCards:
        before = None if each.before is None else [valued(item) for item in each.before]
        return PlannedCards(primary=each.primary, before=before, after=[valued(item) for item in each.after])

    return Planned(
        number=one.number, action=one.action, kind=Kind(one.kind), name=one.name, review=one.review,
        changes=[changed(change) for change in one.changes],
        cards=[card(each) for each in one.cards],
        members=[_link(each) for each in one.members],
        groups=[_link(each) for each in one.groups],
        sources=[source(each) for each in one.sources],
        findings=[
            ContactFinding(
                code=each.code, severity=each.severity, message=each.message, suggestion=each.suggestion
            )
            for each in one.findings
        ],
        members_total=one.members_total, sources_total=one.sources_total, findings_total=one.findings_total,
    )  # fmt: skip


def _link(one: Linked) -> PlannedLink:
    return PlannedLink(number=one.number, kind=Kind(one.kind), name=one.name)


def source(one: SourcePlace) -> Source:
    """A row of a file."""
    return Source(sheet=one.sheet, file=one.file, name=one.name, row=one.row)


def _finding(made: PlanReader, one: Placed) -> ImportFinding:
    told = one.finding
    return ImportFinding(
        code=told.code, severity=told.severity, message=told.message, suggestion=told.suggestion,
        value=told.value, file=told.file, sheet=told.sheet, column=told.column, row=told.row or None,
        sheet_number=one.sheet, column_index=one.column, acceptable=one.acceptable,
    )  # fmt: skip
