"""Step 6: what applying will do, contact by contact and field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from carnet.doors.web.desk import DeskRequest
from carnet.doors.web.importing.drafted import at_draft, of_case, shown, wanted
from carnet.doors.web.importing.recipes import followed, keeping
from carnet.doors.web.numbers import page_of
from carnet.findings import Severity
from carnet.language import Text
from carnet.office.drafts.choose import choices_of
from carnet.office.drafts.plan import reader
from carnet.office.jobs import Job
from carnet.office.models import Draft
from carnet.pipeline.pages import PlanQuery, PlanReader, planned_work

SIZE = 50  # contacts a page
_FIRST = {"page": 1, "work": 1}
_LIST = "list"  # id of the part of the page that htmx replaces
ACTIONS = {
    "": Text("All", "Tout"),
    "create": Text("New", "Nouveaux"),
    "update": Text("Updated", "Mis à jour"),
    "delete": Text("Deleted", "Supprimés"),
    "skip": Text("Unchanged", "Inchangés"),
    "review": Text("May be duplicates", "Doublons possibles"),
}
KINDS = {
    "person": Text("People", "Personnes"),
    "organization": Text("Organizations", "Organisations"),
    "client_group": Text("Client groups", "Groupes de clients"),
}
SEVERITIES = {
    Severity.ERROR: Text("With an error", "Avec une erreur"),
    Severity.WARNING: Text("With a warning", "Avec un avertissement"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the page asks for."""

    action: str = ""
    kind: str = ""
    finding: str = ""  # a severity or a rule's code
    field: str = ""
    text: str = ""
    page: int = 1
    work: int = 1  # page of the work items

    @property
    def query(self) -> PlanQuery:
        """The same for the reader."""
        graded = self.finding in set(Severity)
        return PlanQuery(
            action=self.action if self.action not in {"", "review"} else None,
            kind=self.kind or None,
            review=True if self.action == "review" else None,
            code=None if graded else self.finding or None,
            severity=Severity(self.finding) if graded else None,
            field=self.field or None,
            text=self.text,
            offset=(self.page - 1) * SIZE,
            limit=SIZE,
        )

    def search(self, **other: Any) -> str:
        """The address's query with something else asked; of the first page, where it does not say."""
        values = {name: getattr(self, name) for name in self.__slots__} | {"page": 1, "work": 1} | other
        told = {name: value for name, value in values.items() if value and value != _FIRST.get(name)}
        return f"?{urlencode(told)}"


@require_safe
@at_draft
def plan(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """The plan, or for htmx the part of it that a filter changes."""
    made = reader(draft) if draft.ready else None
    wanted(draft, Job.PLAN)
    context = {"made": made, **(_shown(request, made) if made else {})}
    if request.htmx.target == _LIST:
        return render(request, "carnet/importing/parts/planned.html", {"draft": draft, **context})
    if made:
        choices = choices_of(draft)
        context |= {
            **followed(made, choices), **keeping(draft, choices), **of_case(draft, request.language)
        }  # fmt: skip
    return shown(request, draft, "plan", **context)


def _asked(sent: QueryDict, made: PlanReader) -> Asked:
    """The filters of the address; what the plan does not know is left aside."""

    def one_of(name: str, known: Any) -> str:
        value = sent.get(name, "")
        return value if value in known else ""

    codes = {rule.code for rule in made.findings_by_rule()}
    return Asked(
        action=one_of("action", ACTIONS),
        kind=one_of("kind", KINDS),
        finding=one_of("finding", codes | set(SEVERITIES)),
        field=one_of("field", dict(made.fields_changed())),
        text=sent.get("text", "")[:200],
        page=page_of(sent.get("page", "1"), 1_000_000),
        work=page_of(sent.get("work", "1"), 1_000_000),
    )


def _shown(request: DeskRequest, made: PlanReader) -> dict[str, Any]:
    asked = _asked(request.GET, made)
    found = made.page(asked.query, request.language)
    last = max(-(-found.total // SIZE), 1)
    return {
        "asked": asked,
        "found": found,
        "tabs": list(_tabs(made, asked)),
        "kinds": KINDS,
        "severities": SEVERITIES,
        "rules": made.findings_by_rule(),
        "fields": made.fields_changed(),
        "first": asked.query.offset + 1 if found.contacts else 0,
        "last": asked.query.offset + len(found.contacts),
        "earlier": asked.search(page=asked.page - 1) if asked.page > 1 else "",
        "later": asked.search(page=asked.page + 1) if asked.page < last else "",
        "changes": any(made.counts.get(name) for name in _CHANGING),
        **_work(asked, made),
    }


_CHANGING = ("create", "update", "link", "delete", "work_create", "work_update")


def _work(asked: Asked, made: PlanReader) -> dict[str, Any]:
    """A page of the work items, where the files list any."""
    total, offset = made.records.get("work_items", 0), (asked.work - 1) * SIZE
    return {
        "work": planned_work(made, offset, SIZE) if total else [],
        "work_total": total,
        "work_earlier": asked.search(work=asked.work - 1, page=asked.page) if asked.work > 1 else "",
        "work_later": asked.search(work=asked.work + 1, page=asked.page) if offset + SIZE < total else "",
    }


def _tabs(made: PlanReader, asked: Asked) -> Iterator[tuple[str, Text, int, str]]:
    """The actions with how many contacts each has."""
    counts = dict(made.counts)
    counts[""] = sum(counts.get(name, 0) for name in ("create", "update", "skip", "delete"))
    for name, label in ACTIONS.items():
        if counts.get(name) or not name:
            yield name, label, counts[name], asked.search(action=name)
