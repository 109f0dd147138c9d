"""What a push would do: to create, to update, unchanged, left; and what Karbon cannot hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl

from carnet.book.firm_book import FirmBook
from carnet.book.rows import rows
from carnet.contract import Kind
from carnet.karbon import losses
from carnet.karbon.held import Held
from carnet.karbon.losses import Loss
from carnet.karbon.push.records import digest
from carnet.karbon.push.session import Session, Told
from carnet.karbon.shapes.names import ENTITIES
from carnet.karbon.shapes.written import Written

ORDER = (Kind.ORGANIZATION, Kind.PERSON, Kind.CLIENT_GROUP)  # what points at others comes after them
_LISTED = pl.Schema({"id": pl.Int64, "revision": pl.Int64, "archived": pl.Boolean})


class Action(StrEnum):
    """What becomes of a contact."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    LEFT = "left"


@dataclass(slots=True)
class PushPlan:
    """What a push would do.

    Attributes:
        ids: by kind the contacts to be sent, in order. counts: by kind how many of each action.
        links: keys of records that are in the account already, by the contacts' ids.
        fields: custom fields that the account is to get.
        told: what to tell about contacts.
    """

    ids: dict[Kind, list[int]] = field(default_factory=lambda: {kind: [] for kind in ORDER})
    counts: dict[Kind, Counter[Action]] = field(default_factory=lambda: {kind: Counter() for kind in ORDER})
    links: dict[int, str] = field(default_factory=dict)
    fields: list[str] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many contacts are to be sent."""
        return sum(map(len, self.ids.values()))


def plan(session: Session) -> PushPlan:
    """Compare the book with what is known of the account.

    Raises:
        CarnetError: karbon.no_access, karbon.no_answer, book.locked.
    """
    found = PushPlan()
    planned: dict[str, str] = {}
    fields: dict[str, None] = {}
    for kind in ORDER:
        listed = _listed(session.book, kind)
        done = [number for number, one in session.state.items() if one.revision and not one.unclear]
        known = pl.DataFrame(
            {"id": done, "revision": [session.state[number].revision for number in done]},
            schema={"id": pl.Int64, "revision": pl.Int64},
        )
        open_ = listed.join(known, on=["id", "revision"], how="anti", maintain_order="left")
        found.counts[kind][Action.UNCHANGED] += listed.height - open_.height
        for one in session.each(open_["id"]):
            record = session.written(one, planned)
            action = _action(session, one, record, found)
            found.counts[kind][action] += 1
            found.told += [_told(one, loss) for loss in record.lost]
            if action in {Action.CREATE, Action.UPDATE} or one.id in found.links:
                found.ids[kind].append(one.id)
                planned[one.key] = f"new:{one.key}"
                fields |= dict.fromkeys(record.custom)
    found.fields = [name for name in fields if name not in session.tenant.fields]
    return found


def _listed(book: FirmBook, kind: Kind) -> pl.DataFrame:
    sql = """
        SELECT id, revision, archived FROM book_contact WHERE firm_id = %s AND kind = %s ORDER BY id"""
    with book.cursor() as cursor:
        return rows(cursor, sql, [book.firm, str(kind)], _LISTED)


def _action(session: Session, one: Held, record: Written, found: PushPlan) -> Action:
    state = session.state.get(one.id)
    if state and not state.own:
        record.lost = []
        return Action.LEFT
    if one.archived:
        record.lost = [Loss(losses.ARCHIVED.code, "", one.values.get("name", ""))]
        return Action.LEFT
    if record.refused:
        return Action.LEFT
    if state and state.key:
        same = state.digest == digest(record.body) and state.custom == custom_mark(record)
        return Action.UNCHANGED if same and not state.unclear else Action.UPDATE
    if not state and (key := session.already(ENTITIES[one.kind], record)):
        record.lost = [Loss(losses.ALREADY_THERE.code, "", one.values.get("name", ""))]
        found.links[one.id] = key
        return Action.LEFT
    return Action.CREATE


def custom_mark(record: Written) -> str:
    """The digest of the values of custom fields; "" where there are none."""
    return digest(record.custom) if record.custom else ""


def _told(one: Held, loss: Loss) -> Told:
    return Told(one.key, one.kind, one.values.get("name", ""), loss)


def telling(one: Held, code: str, detail: str = "") -> Told:
    """What is told about a contact as a whole."""
    return _told(one, Loss(code, "", one.values.get("name", ""), detail))
