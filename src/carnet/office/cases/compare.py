"""Two versions of a case side by side, kept with the draft of the later one."""

from __future__ import annotations

from carnet.as_json import read_as, written
from carnet.contract import CarnetError, Plan
from carnet.office.cases import versions
from carnet.office.drafts.folder import folder_of
from carnet.office.drafts.plan import reader
from carnet.office.models import Draft
from carnet.pipeline.versions import Comparison, compare

_KEPT = "compared.json"


def keep(draft: Draft, plan: Plan) -> None:
    """Compare a version with the one before, as the same side saw that: the firm's eyes see no finding of the
    book. Nothing is kept where the earlier one is there no more."""
    version = versions.of_draft(draft)
    before = version and version.case.versions.filter(number__lt=version.number).last()
    if before is None:
        return
    key = before.shown if draft.apart else before.draft
    earlier = Draft.objects.filter(firm=draft.firm, key=key).first()
    made = reader(earlier) if earlier else None
    if made is None:
        return
    try:
        found = compare(made, plan)
    except (CarnetError, OSError):  # what was read of the earlier files is gone
        return
    (folder_of(draft.key) / _KEPT).write_text(written(found), "utf-8")


def kept(draft: Draft) -> Comparison | None:
    """What changed since the version before; None for a first one, and where the earlier is there no more."""
    try:
        return read_as(Comparison, (folder_of(draft.key) / _KEPT).read_text("utf-8"))
    except (OSError, ValueError):
        return None
