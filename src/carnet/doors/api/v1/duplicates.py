"""Contacts of the book that may be one: pairs with the evidence, merged or held apart."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Field, Path, Query, Router, Schema
from pydantic import ConfigDict

from carnet.book import duplicates as pairs
from carnet.book.actions import keep_duplicates
from carnet.book.actions.merge_contacts import MergeResult
from carnet.book.actions.merge_values import GONE, KEEP
from carnet.book.duplicates import Pair
from carnet.book.side_by_side import side_by_side
from carnet.catalog import SECRET_COLUMNS
from carnet.contract import CarnetError, Kind
from carnet.doors.api.auth import READS, WRITES, ApiRequest
from carnet.doors.api.documented import failing
from carnet.doors.api.v1.lists import Cursor, Limit, Listed, read, written
from carnet.doors.api.v1.pairs import Evidence, evidence
from carnet.language import Language
from carnet.pipeline.pages import label
from carnet.stages.survivorship import REASONS

routes = Router(tags=["Duplicates"])
_MASK = "•••"
Number = Annotated[int, Path(ge=1, lt=2**63)]


class PairSide(Schema):
    """One contact of a pair."""

    id: str
    name: str


class DuplicatePair(Schema):
    """Two contacts that may be one; the first was in the book first."""

    id: int
    kind: Kind
    probability: float = Field(description="That they are one, calibrated.")
    first: PairSide
    second: PairSide
    evidence: list[Evidence]
    said: str = Field(description="The evidence in a sentence.")
    found: str | None = Field(description="The entry of the history that brought the pair.")


class PairField(Schema):
    """A field of both, and what would stand after a merge into the first; tax identifiers are masked."""

    field: str
    label: str
    first: list[str]
    second: list[str]
    same: bool
    stands: str = Field(description="first, second, or both where nothing has to give way.")
    reason: str = Field(description="Why, where something had to give way.")
    open: bool = Field(description="The other value may be chosen.")


class PairInFull(DuplicatePair):
    """A pair with the contacts side by side."""

    fields: list[PairField]


class DuplicatePairs(Listed):
    """Some of the pairs that nobody decided on, the surest first."""

    items: list[DuplicatePair]


class PairFilter(Schema):
    """Which pairs."""

    min_probability: float = Field(0.0, ge=0, le=1)


class MergeAsked(Schema):
    """Which contact is kept, and which values stand."""

    model_config = ConfigDict(extra="forbid")

    keep: str | None = Field(
        None, description="The id of the contact that is kept; else the first of the pair."
    )
    choices: dict[str, str | None] = Field(
        default_factory=dict,
        description="Field -> keep, gone (whose value stands), or the value itself; null is none. The rules "
        "of survivorship decide of the others.",
    )


class ValueChosen(Schema):
    """A single value that had to be chosen, or was filled in or joined; tax identifiers are masked."""

    field: str
    label: str
    value: str | None
    other: str | None = Field(description="What did not stand, and is shown with the contact as set aside.")
    reason: str


class Merged(Schema):
    """What a merge did."""

    entry: str = Field(description="Of the history, by which it is undone.")
    kept: str
    gone: str
    chosen: list[ValueChosen]
    counts: dict[str, int]


@routes.get(
    "",
    auth=READS,
    operation_id="list_duplicates",
    summary="Contacts of the book that may be one",
    response={200: DuplicatePairs},
    openapi_extra=failing(),
)
def list_duplicates(
    request: ApiRequest, wanted: Query[PairFilter], limit: Limit = 50, cursor: Cursor = None
) -> DuplicatePairs:
    """Pairs that nobody decided on, the surest first."""
    book, least = request.auth.book, wanted.min_probability
    after = read(cursor, float, int)
    with book.cursor() as held:
        total = pairs.count_open(book, held, least)
        if after is None:
            found = pairs.open_pairs(book, held, limit + 1, 0, least)
        else:
            beyond = pairs.beside(book, held, (after[0], after[1]), limit + 1)
            found = [pair for pair in beyond if pair.probability >= least]
    shown, last = found[:limit], found[limit - 1] if len(found) > limit else None
    return DuplicatePairs(
        items=[DuplicatePair(**_pair(pair, request.language)) for pair in shown],
        next=written(last.probability, last.id) if last else None,
        total=total,
    )


@routes.get(
    "/{pair_id}",
    auth=READS,
    operation_id="get_duplicate",
    summary="Two contacts side by side",
    response={200: PairInFull},
    openapi_extra=failing(404),
)
def get(request: ApiRequest, pair_id: Number) -> PairInFull:
    """Field by field, with what would stand after a merge and why; decided pairs too."""
    book, language = request.auth.book, request.language
    pair = keep_duplicates.known_pair(book, pair_id)
    whose = {KEEP: "first", GONE: "second"}
    lines = [
        PairField(
            field=line.field, label=label(line.field, pair.kind, language), first=list(line.values[0]),
            second=list(line.values[1]), same=line.same, stands=whose.get(line.stands, "both"),
            reason=REASONS[line.reason](language) if line.reason else "", open=line.open,
        )
        for line in side_by_side(book, pair.first.key, pair.second.key).lines
    ]  # fmt: skip
    return PairInFull(**_pair(pair, language), fields=lines)


@routes.post(
    "/{pair_id}/merge",
    auth=WRITES,
    operation_id="merge_duplicate",
    summary="Merge the two",
    response={200: Merged},
    openapi_extra=failing(404, 409),
)
def merge(request: ApiRequest, pair_id: Number, asked: MergeAsked) -> Merged:
    """Nothing that either says is lost, and it can be undone."""
    caller = request.auth
    pair = keep_duplicates.open_pair(caller.book, pair_id)
    if asked.keep not in {None, pair.first.key, pair.second.key}:
        raise CarnetError("choice.not_offered", value=str(asked.keep))
    result = keep_duplicates.decide(
        caller.book, pair_id, "merge", user=caller.name, keep=asked.keep, choices=asked.choices
    )
    assert result is not None
    return _merged(result, pair.kind, request.language)


@routes.post(
    "/{pair_id}/separate",
    auth=WRITES,
    operation_id="separate_duplicate",
    summary="Hold the two apart",
    response={204: None},
    openapi_extra=failing(404, 409),
)
def separate(request: ApiRequest, pair_id: Number) -> tuple[int, None]:
    """They are two contacts, and not proposed again."""
    keep_duplicates.decide(request.auth.book, pair_id, "separate", user=request.auth.name)
    return 204, None


@routes.post(
    "/{pair_id}/reopen",
    auth=WRITES,
    operation_id="reopen_duplicate",
    summary="Take a decision back",
    response={204: None},
    openapi_extra=failing(404, 409),
)
def reopen(request: ApiRequest, pair_id: Number) -> tuple[int, None]:
    """A merge is undone; the pair is proposed again."""
    keep_duplicates.decide(request.auth.book, pair_id, "reopen", user=request.auth.name)
    return 204, None


def _pair(pair: Pair, language: Language) -> dict[str, Any]:
    return {
        "id": pair.id, "kind": pair.kind, "probability": pair.probability, "found": pair.found,
        "first": PairSide(id=pair.first.key, name=pair.first.name),
        "second": PairSide(id=pair.second.key, name=pair.second.name),
        **evidence(pair.evidence, language),
    }  # fmt: skip


def _merged(result: MergeResult, kind: str, language: Language) -> Merged:
    chosen = [
        ValueChosen(
            field=one.field, label=label(one.field, kind, language), value=_shown(one.field, one.value),
            other=_shown(one.field, one.other), reason=REASONS[one.reason](language),
        )
        for one in result.chosen
    ]  # fmt: skip
    return Merged(entry=result.key, kept=result.keep, gone=result.gone, chosen=chosen, counts=result.counts)


def _shown(field: str, value: str | None) -> str | None:
    return _MASK if value and field in SECRET_COLUMNS else value
