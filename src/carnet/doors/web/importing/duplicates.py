"""Step 5: contacts that may be one, side by side, for the person to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from carnet.choices import Choices
from carnet.contract import CarnetError
from carnet.doors.web.desk import DeskRequest
from carnet.doors.web.importing.drafted import at_draft, part, shown, wanted
from carnet.doors.web.importing.recognised import number_of
from carnet.doors.web.numbers import page_of
from carnet.language import Text
from carnet.office.drafts.choose import change, choices_of
from carnet.office.drafts.decide import decided, decided_above
from carnet.office.drafts.plan import reader, standing
from carnet.office.jobs import Job
from carnet.office.models import Draft
from carnet.pipeline.pages import (
    Cluster,
    PlanReader,
    SuspectQuery,
    decisions,
    pairs_digest,
    reopened,
    settled,
    suspects,
)

SIZE = 10  # clusters a page
LINES = (99, 95, 90, 80, 70)  # percent, from which on all can be accepted at once
_CLUSTERS = "clusters"  # id of the part of the page that htmx replaces
_MOVED = Text(
    "Nothing was decided: the rows were checked again meanwhile. Look at the pair once more.",
    "Rien n’a été décidé : les lignes ont été revérifiées entre-temps. Regardez la paire de nouveau.",
)
SHOWN = {"": Text("To decide", "À décider"), "all": Text("All", "Tous")}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the page asks for."""

    show: str = ""
    text: str = ""
    line: int = 95
    page: int = 1

    @property
    def query(self) -> SuspectQuery:
        """The same for the reader."""
        return SuspectQuery(
            undecided=not self.show, text=self.text, offset=(self.page - 1) * SIZE, limit=SIZE
        )

    def search(self, **other: Any) -> str:
        """The address's query with something else asked; of the first page, where it does not say."""
        values = {name: getattr(self, name) for name in self.__slots__} | {"page": 1} | other
        usual = Asked()
        return "?" + urlencode({name: one for name, one in values.items() if one != getattr(usual, name)})


@require_safe
@at_draft
def duplicates(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """The clusters, the surest first, or for htmx the part of the page that a filter changes."""
    made = standing(draft)
    if made is None or draft.undoes not in {"decision", "decisions"}:
        wanted(draft, Job.PLAN)
    context = {"made": made, **(_shown(request.GET, draft, made) if made else {})}
    if request.htmx.target == _CLUSTERS:
        return part(request, draft, "duplicates", "carnet/importing/parts/clusters.html", **context)
    return shown(request, draft, "duplicates", **context)


@require_POST
@at_draft
def decide(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Decide on a pair of a cluster, or on all of its pairs."""
    sent = request.POST
    if (made := _made(draft, sent)) is None:
        return _again(request, draft)
    number, same = number_of(sent.get("cluster")), _same(sent.get("same", ""))
    pair = (number_of(sent["one"]), number_of(sent["other"])) if "one" in sent else None
    cluster = _cluster(made, draft, number)
    asked = [one for one in cluster.pairs if pair in (None, (one.one, one.other))]
    parties = [(cluster.sides[one.one].party, cluster.sides[one.other].party) for one in asked]

    def chosen(choices: Choices) -> Choices:
        return decided(made, choices, parties, same)

    change(draft, chosen, "decision")
    if request.htmx:
        shown_again = _cluster(made, draft, number)
        return part(
            request, draft, "duplicates", "carnet/importing/parts/cluster.html",
            cluster=shown_again, pairs=sent["pairs"],
        )  # fmt: skip
    return redirect("importing:duplicates", draft.key)


@require_POST
@at_draft
def accept(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Decide that all undecided pairs at or above a line are one."""
    line = number_of(request.POST.get("line"))
    if (made := _made(draft, request.POST)) is None:
        return _again(request, draft)

    def chosen(choices: Choices) -> Choices:
        return decided_above(made, choices, line / 100)

    change(draft, chosen, "decisions")
    return redirect("importing:duplicates", draft.key)


@require_POST
@at_draft
def reopen(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Take back a decision that the plan follows; the rows are checked again, and the pair is asked about."""
    pair = request.POST.get("one", ""), request.POST.get("other", "")
    change(draft, lambda choices: reopened(choices, pair), "reopened")
    return redirect("importing:duplicates", draft.key)


def _made(draft: Draft, sent: QueryDict) -> PlanReader | None:
    """The plan by now; None where its clusters are others than those that the person looked at."""
    made = reader(draft)
    return made if made and sent.get("pairs") == pairs_digest(made) else None


def _again(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """The page as it is by now."""
    messages.warning(request, _MOVED(request.language))
    if request.htmx:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return redirect("importing:duplicates", draft.key)


def _same(text: str) -> bool | None:
    """What a form says: one, different, or undecided again."""
    answers = {"yes": True, "no": False, "": None}
    if text not in answers:
        raise CarnetError("choice.not_offered", value=text)
    return answers[text]


def _cluster(made: PlanReader, draft: Draft, number: int) -> Cluster:
    found = suspects(made, SuspectQuery(cluster=number, limit=1), choices_of(draft)).clusters
    if not found:
        raise CarnetError("choice.not_offered", value=str(number))
    return found[0]


def _shown(sent: QueryDict, draft: Draft, made: PlanReader) -> dict[str, Any]:
    asked = _asked(sent)
    choices = choices_of(draft)
    found = suspects(made, asked.query, choices)
    last = max(-(-found.clusters_total // SIZE), 1)
    return {
        "asked": asked,
        "found": found,
        "pairs": pairs_digest(made),
        "settled": settled(made, choices),
        "shows": [(name, label, asked.search(show=name)) for name, label in SHOWN.items()],
        "lines": LINES,
        "above": len(decisions(made, choices, same=True, min_probability=asked.line / 100)),
        "first": asked.query.offset + 1,
        "last": asked.query.offset + len(found.clusters),
        "earlier": asked.search(page=asked.page - 1) if asked.page > 1 else "",
        "later": asked.search(page=asked.page + 1) if asked.page < last else "",
    }


def _asked(sent: QueryDict) -> Asked:
    line = sent.get("line", "")
    return Asked(
        show="all" if sent.get("show") == "all" else "",
        text=sent.get("text", "")[:200],
        line=int(line) if line.isdecimal() and len(line) < 4 and int(line) in LINES else 95,
        page=page_of(sent.get("page", "1"), 1_000_000),
    )
