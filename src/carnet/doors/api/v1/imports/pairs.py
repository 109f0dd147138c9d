"""Contacts of an import that may be one: clusters of them with the evidence, and what was decided."""

from __future__ import annotations

import polars as pl
from django.http import HttpResponse
from ninja import Field, Query, Schema
from pydantic import ConfigDict

from carnet.choices import Choices, Party
from carnet.contract import CarnetError, Kind
from carnet.doors.api.auth import READS_IMPORTS, WRITES_IMPORTS, ApiRequest
from carnet.doors.api.documented import failing
from carnet.doors.api.etags import etag
from carnet.doors.api.v1.imports.plan import Source, checked, source
from carnet.doors.api.v1.imports.routes import routes
from carnet.doors.api.v1.imports.versions import version
from carnet.doors.api.v1.lists import Cursor, Limit, Listed, following, place
from carnet.doors.api.v1.pairs import Evidence, evidence
from carnet.language import Language
from carnet.office.drafts.choose import change, choices_of
from carnet.office.drafts.decide import decided, decided_above
from carnet.office.drafts.keep import found
from carnet.pipeline.kept.suspected import party_of, text_of
from carnet.pipeline.pages import Cluster, PlanReader, SuspectQuery, label, reopened, suspects


class _Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class SuspectSide(Schema):
    """One contact of a cluster."""

    id: str = Field(description="By which a decision names it; stays the same when the plan is made again.")
    contact: str | None = Field(description="The id of a contact of the book; null for one of the files.")
    number: int | None = Field(description="Of a contact of the files: its number in the plan.")
    kind: Kind
    name: str
    sources: list[Source]


class SuspectPair(Schema):
    """Two contacts that may be one."""

    one: str
    other: str
    probability: float = Field(description="That they are one, calibrated.")
    evidence: list[Evidence]
    said: str = Field(description="The evidence in a sentence.")
    same: bool | None = Field(description="What was decided; null is nothing yet.")


class SuspectField(Schema):
    """A field with what each side says, in the order of sides; tax identifiers are masked."""

    field: str
    label: str
    values: list[list[str]]
    same: bool


class SuspectCluster(Schema):
    """Contacts that pairs hold together. Pairs are cut at 100; the total says how many there are."""

    number: int
    probability: float
    sides: list[SuspectSide]
    pairs: list[SuspectPair]
    pairs_total: int
    fields: list[SuspectField]


class Suspects(Listed):
    """Some of the clusters, the surest first."""

    items: list[SuspectCluster]


class SuspectFilter(Schema):
    """Which clusters."""

    undecided: bool = Field(False, description="Only those with a pair that nobody decided on.")
    min_probability: float = Field(0.0, ge=0, le=1)
    q: str = Field("", max_length=200, description="Words of the names.")


class PairDecision(_Strict):
    """A decision on a pair; same: null takes it back."""

    one: str
    other: str
    same: bool | None


class Decisions(_Strict):
    """What is decided: of single pairs, then of all that are still undecided at or above a probability."""

    pairs: list[PairDecision] = Field(default_factory=list, max_length=10_000)
    same_above: float | None = Field(
        None, ge=0, le=1, description="All undecided pairs of at least that probability are one."
    )


class Decided(Schema):
    """How many decisions the choices hold, and the version of files and choices from now on."""

    decisions: int
    version: int


@routes.get(
    "/{import_id}/duplicates",
    auth=READS_IMPORTS,
    operation_id="list_import_duplicates",
    summary="Contacts of the import that may be one",
    response={200: Suspects},
    openapi_extra=failing(404, 409),
)
def duplicates(
    request: ApiRequest,
    import_id: str,
    wanted: Query[SuspectFilter],
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Suspects:
    """Of the files among themselves and with the book, of the plan that was made last."""
    draft = found(request.auth.firm, import_id)
    made, offset = checked(draft), place(cursor, draft.planned)
    query = SuspectQuery(
        min_probability=wanted.min_probability, undecided=wanted.undecided, text=wanted.q, offset=offset,
        limit=limit,
    )  # fmt: skip
    page = suspects(made, query, choices_of(draft))
    items = [_cluster(one, request.language) for one in page.clusters]
    return Suspects(
        items=items,
        next=following(draft.planned, offset + limit, page.clusters_total),
        total=page.clusters_total,
    )


@routes.post(
    "/{import_id}/duplicates/decide",
    auth=WRITES_IMPORTS,
    operation_id="decide_import_duplicates",
    summary="Decide on pairs",
    response={200: Decided},
    openapi_extra=failing(404, 409, versioned=True),
)
def decide(request: ApiRequest, response: HttpResponse, import_id: str, asked: Decisions) -> Decided:
    """Have the plan made again to see what becomes of it."""
    draft = found(request.auth.firm, import_id)
    made = checked(draft)

    def chosen(choices: Choices) -> Choices:
        for one in asked.pairs:
            if one.same is None:
                choices = reopened(choices, (one.one, one.other))
        for same in (True, False):
            pairs = [(one.one, one.other) for one in asked.pairs if one.same is same]
            choices = decided(made, choices, _known(made, pairs), same) if pairs else choices
        return choices if asked.same_above is None else decided_above(made, choices, asked.same_above)

    change(draft, chosen, "decisions", expected=version(request))
    response["ETag"] = etag(str(draft.version))
    return Decided(decisions=len(choices_of(draft).decisions), version=draft.version)


def _known(made: PlanReader, pairs: list[tuple[str, str]]) -> list[tuple[Party, Party]]:
    """Pairs of the plan, as decisions name them.

    Raises:
        CarnetError: choice.not_offered.
    """
    names = {name for pair in pairs for name in pair}
    frame = made.frame("pairs").select("one", "two")
    near = frame.filter(pl.col("one").is_in(names) & pl.col("two").is_in(names))
    there = set(map(frozenset, near.iter_rows()))
    for pair in pairs:
        if frozenset(pair) not in there:
            raise CarnetError("choice.not_offered", value=pair[0])
    return [(party_of(one), party_of(other)) for one, other in pairs]


def _cluster(one: Cluster, language: Language) -> SuspectCluster:
    ids = [text_of(side.party) for side in one.sides]
    return SuspectCluster(
        number=one.number, probability=one.probability, pairs_total=one.pairs_total,
        sides=[
            SuspectSide(
                id=id_, contact=side.key or None, number=side.number, kind=Kind(side.kind), name=side.name,
                sources=[source(each) for each in side.sources],
            )
            for id_, side in zip(ids, one.sides, strict=True)
        ],
        pairs=[
            SuspectPair(
                one=ids[pair.one], other=ids[pair.other], probability=pair.probability, same=pair.same,
                **evidence(pair.evidence, language),
            )
            for pair in one.pairs
        ],
        fields=[
            SuspectField(
                field=row.field, label=label(row.field, one.sides[0].kind, language),
                values=[list(texts) for texts in row.values], same=row.same,
            )
            for row in one.rows
        ],
    )  # fmt: skip
