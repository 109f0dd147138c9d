"""The evidence for a pair, wherever it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ninja import Field, Schema

from carnet.language import Language
from carnet.stages.report.evidence import evidence_line


class Evidence(Schema):
    """One thing that was compared of two contacts."""

    comparison: str
    agrees: str = Field(description="How far it agrees, a code.")
    weight: float = Field(
        description="For (above 0) or against (below 0) that they are one, as log2 of the odds."
    )


def evidence(found: Sequence[Mapping[str, Any]], language: Language) -> dict[str, Any]:
    """The evidence, and the same in a sentence: the fields evidence and said of a pair."""
    listed = [
        Evidence(comparison=one["comparison"], agrees=one["agrees"], weight=round(one["weight"], 2))
        for one in found
    ]
    return {"evidence": listed, "said": evidence_line(list(found), language)}
