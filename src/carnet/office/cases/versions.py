"""The versions of a case, found."""

from __future__ import annotations

from carnet.office.models import Case, CaseVersion, Draft


def newest(case: Case) -> CaseVersion | None:
    """The case's newest version; None where nothing came yet."""
    return case.versions.last()


def of_draft(draft: Draft) -> CaseVersion | None:
    """The version that a draft was made of, be it the team's or the one that the firm sees."""
    name = "shown" if draft.apart else "draft"
    found = CaseVersion.objects.filter(case__firm=draft.firm, **{name: draft.key})
    return found.select_related("case").first()
