"""Sending: definitions of custom fields, organizations, people, client groups, values of custom fields.

How each contact stands is written right before and right after its record is sent, so that a push that breaks
off anywhere goes on from there and makes no record twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from urllib.parse import quote

import polars as pl

from carnet.book.pushed import PushedContact
from carnet.contract import Kind
from carnet.karbon import losses
from carnet.karbon.held import Held
from carnet.karbon.push import records
from carnet.karbon.push.account import RefusedError
from carnet.karbon.push.plan import ORDER, Action, PushPlan, custom_mark, telling
from carnet.karbon.push.records import UnclearError, digest
from carnet.karbon.push.session import Session, Told
from carnet.karbon.push.tenant import Definition, definition, definitions
from carnet.karbon.shapes.names import ENTITIES, Entity
from carnet.karbon.shapes.written import Written

Tell = Callable[[int, int], None]  # contacts done, contacts to be sent


@dataclass(slots=True)
class PushResult:
    """What was sent: by kind how many of each action, and what turned out on the way."""

    counts: dict[Kind, Counter[Action]] = field(default_factory=lambda: {kind: Counter() for kind in ORDER})
    told: list[Told] = field(default_factory=list)


class Sender:
    """Sends what a plan says.

    Args:
        tell: hears how far it is.
    """

    def __init__(self, session: Session, plan: PushPlan, tell: Tell | None = None) -> None:
        self._session, self._plan, self._tell = session, plan, tell
        self._account = session.account
        self.result = PushResult()
        for kind, counted in plan.counts.items():
            self.result.counts[kind] += Counter(
                {action: counted[action] for action in (Action.UNCHANGED, Action.LEFT)}
            )
        self._counted: set[int] = set()
        self._fresh: set[int] = set()  # made in this run: there are no values of custom fields yet

    def run(self) -> PushResult:
        """Send everything; the result is there, as far as it came, also where this raises.

        Raises:
            CarnetError: karbon.no_access, karbon.no_answer, book.locked.
        """
        self._declare()
        done = 0
        for kind in ORDER:
            for one in self._session.each(pl.Series(self._plan.ids[kind], dtype=pl.Int64)):
                self._send(one)
                done += 1
                if self._tell:
                    self._tell(done, self._plan.size)
        for kind in (Kind.ORGANIZATION, Kind.PERSON):
            for one in self._session.each(pl.Series(self._plan.ids[kind], dtype=pl.Int64)):
                self._send_custom(one)
        return self.result

    def _declare(self) -> None:
        known = self._session.tenant.fields
        for name in self._plan.fields:
            body = {
                "Name": name,
                "Type": "Text",
                "IsVisibleToContacts": True,
                "IsVisibleToOrganizations": True,
            }
            made = self._account.create("/v3/CustomFields", body, partial(self._declared, name))
            known[name] = definition(made)

    def _declared(self, name: str) -> dict[str, Any] | None:
        found = (one for one in definitions(self._account) if one.name == name)
        return next(({"Key": one.key, "Name": one.name, "Type": one.type} for one in found), None)

    def _send(self, one: Held) -> None:
        record = self._session.written(one)
        state = self._session.state.get(one.id, PushedContact(one.id))
        mark = digest(record.body)
        if key := self._plan.links.get(one.id):
            self._session.keep(replace(state, key=key, own=False))
            self._session.keys[one.key] = key
            return
        try:
            if not state.key:
                self._create(one, record, state, mark)
            elif state.unclear or state.digest != mark:
                self._update(one, record, state, mark)
        except UnclearError:
            self._left(one, losses.UNCLEAR.code)

    def _create(self, one: Held, record: Written, state: PushedContact, mark: str) -> None:
        entity = ENTITIES[one.kind]

        def find() -> dict[str, Any] | None:
            others = {other.key for other in self._session.state.values() if other.key}
            return records.find(self._account, entity, record.body, others)

        there = find() if state.unclear else None
        if there is None:
            state = replace(state, sending=mark)
            self._session.keep(state)
            try:
                there = self._account.create(
                    f"/v3/{entity.path}", _filled(record.body), find, expand=entity.cards
                )
            except RefusedError as error:
                self._session.keep(replace(state, sending=""))
                code = losses.ALREADY_THERE if error.identifier_in_use else losses.REFUSED
                self._left(one, code.code, error.message)
                return
        self._fresh.add(one.id)
        state = replace(state, key=str(there[entity.key]), digest=state.sending, sending="")
        self._session.keys[one.key] = state.key
        self._sent(one, record, _as_read(state, there), Action.CREATE)
        if state.digest != mark:  # what an earlier run sent is not what the contact is now
            self._update(one, record, self._session.state[one.id], mark)

    def _update(self, one: Held, record: Written, state: PushedContact, mark: str) -> None:
        entity = ENTITIES[one.kind]
        there = records.read(self._account, entity, state.key)
        if there is None:
            self._left(one, losses.GONE_THERE.code)
            return
        theirs = _changed(there, state) and not state.unclear
        if theirs and not records.says(there, record.body):
            self._left(one, losses.CHANGED_THERE.code)
            return
        if not theirs:
            self._session.keep(replace(state, sending=mark))
            try:
                self._change(entity, there, record.body, state.key)
            except RefusedError as error:
                self._session.keep(replace(state, sending=""))
                code = losses.CHANGED_THERE if error.status == 409 else losses.REFUSED
                self._left(one, code.code, error.message)
                return
            there = records.read(self._account, entity, state.key) or there
        state = replace(state, digest=mark, sending="")
        self._sent(one, record, _as_read(state, there), Action.UPDATE)

    def _change(self, entity: Entity, there: dict[str, Any], body: dict[str, Any], key: str) -> None:
        path = f"/v3/{entity.path}/{quote(key)}"
        few = records.patch(entity, there, body)
        if few is not None:
            self._account.change("PATCH", path, few)
        else:
            self._account.change("PUT", path, records.merged(entity, there, body))

    def _send_custom(self, one: Held) -> None:
        record = self._session.written(one)
        state = self._session.state.get(one.id)
        mark = custom_mark(record)
        if state is None or not (state.key and state.own) or state.custom == mark:
            return
        path = f"/v3/CustomFieldValues/{quote(state.key)}"
        there = {} if one.id in self._fresh and not state.custom else self._values(path)
        if state.custom_seen and digest(there) != state.custom_seen:
            self._left(one, losses.CHANGED_THERE.code)
            return
        fields = self._session.tenant.fields
        mine = {name: self._session.tenant.values(fields[name], text) for name, text in record.custom.items()}
        kept = {name: values for name, values in there.items() if name not in state.fields}
        body = {
            "EntityKey": state.key,
            "CustomFieldValues": [_value(fields[name], values) for name, values in (kept | mine).items()],
        }
        try:
            self._account.change("PUT", path, body)
        except RefusedError as error:
            self._left(one, losses.REFUSED.code, error.message)
            return
        seen = digest(self._values(path))
        state = replace(state, custom=mark, custom_seen=seen, fields=tuple(record.custom))
        self._sent(one, record, state, Action.UPDATE)

    def _values(self, path: str) -> dict[str, list[str]]:
        body = self._account.read(path) or {}
        listed = body.get("CustomFieldValues") or ()
        return {one["Name"]: list(map(str, one["Value"] or ())) for one in listed if one["Value"]}

    def _sent(self, one: Held, record: Written, state: PushedContact, action: Action) -> None:
        whole = all(loss.lasting for loss in record.lost) and state.custom == custom_mark(record)
        self._session.keep(replace(state, revision=one.revision if whole else 0))
        self._count(one, action)

    def _left(self, one: Held, code: str, detail: str = "") -> None:
        self._count(one, Action.LEFT)
        self.result.told.append(telling(one, code, detail))

    def _count(self, one: Held, action: Action) -> None:
        """Each contact once, by what was done first."""
        if one.id not in self._counted:
            self._counted.add(one.id)
            self.result.counts[Kind(one.kind)][action] += 1


def _filled(value: Any) -> Any:
    """A record without what holds nothing."""
    if isinstance(value, dict):
        parts = {name: _filled(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part not in (None, {}, [])}
    return [_filled(part) for part in value] if isinstance(value, list) else value


def _changed(there: dict[str, Any], state: PushedContact) -> bool:
    """Whether somebody changed the record: its date and what it says both tell."""
    return there.get("LastModifiedDateTime") != state.modified and digest(there) != state.seen


def _as_read(state: PushedContact, there: dict[str, Any]) -> PushedContact:
    return replace(state, seen=digest(there), modified=str(there.get("LastModifiedDateTime") or ""))


def _value(one: Definition, values: list[str] | None) -> dict[str, Any]:
    return {"Key": one.key, "Name": one.name, "Type": one.type, "Value": values}
