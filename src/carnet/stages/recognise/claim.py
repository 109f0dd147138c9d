"""Which provider's layout a header belongs to, told by its tell-tale headers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from carnet.providers.layout import Layout, Provider, key, providers, reserved, targets

NEARLY = 0.05  # difference in the share of known headers that does not tell two layouts apart
ENOUGH = 0.4  # share of a sheet's headers that a layout must know
WELL_TOLD = (4, 0.25)  # tell-tale headers with which so small a share will do: firms add their own fields
OTHER = "other"
_DOUBT = {"A": 0.0, "B": 0.02, "C": 0.08}
_FEW = {0: 0.3, 1: 0.12, 2: 0.05}  # tell-tale headers found: how much less sure


@dataclass(frozen=True, slots=True)
class Claim:
    """A layout that may have made a sheet.

    Attributes:
        share: of the sheet's headers, how many the layout declares.
        evidence: how many tell-tale headers are there.
        score: what claims are compared by.
    """

    provider: Provider
    layout: Layout
    share: float
    evidence: int
    score: float

    @property
    def confidence(self) -> float:
        """How sure we are, between 0 and 1."""
        doubt = _DOUBT[self.layout.sure] + _FEW.get(self.evidence, 0.0)
        return round(max(0.3, 0.6 + 0.4 * self.share - doubt), 2)


def claims(headers: Sequence[str], titles: Sequence[str] = (), sheet: str = "") -> list[Claim]:
    """The claim of each provider whose tell-tales are there, the best first.

    Args:
        headers: one text a column.
        titles: the texts above the header.
        sheet: the sheet's name.
    """
    own = reserved(headers)
    named = frozenset(key(header) for index, header in enumerate(headers) if index not in own and key(header))
    everything = named | frozenset(key(header) for header in headers)
    above = frozenset(key(title) for title in titles)
    found = []
    for provider in providers().values():
        titled = bool(provider.titles & above)
        possible = [
            _claim(provider, layout, headers, everything, titled or key(sheet) in layout.sheets)
            for layout in provider.layouts
            if titled or key(sheet) in layout.sheets or _allowed(layout, everything)
        ]
        found += _most_specific([claim for claim in possible if _enough(claim)], everything)
    return sorted(found, key=lambda claim: claim.score, reverse=True)


def _enough(claim: Claim) -> bool:
    told, share = WELL_TOLD
    return claim.share >= (share if claim.evidence >= told else ENOUGH)


def _most_specific(possible: list[Claim], headers: frozenset[str]) -> list[Claim]:
    """One provider's claim: the first declared of those that know nearly as much as the best."""
    enough = max((claim.share for claim in possible), default=0.0) - NEARLY
    near = [claim for claim in possible if claim.share >= enough]
    return sorted(near, key=lambda claim: not _allowed(claim.layout, headers))[:1]


def forced(provider: Provider, headers: Sequence[str]) -> Claim | None:
    """The layout of a chosen provider that knows most of the headers; None where it has none."""
    everything = frozenset(key(header) for header in headers)
    found = [_claim(provider, layout, headers, everything, False) for layout in provider.layouts]
    allowed = [claim for claim in found if _allowed(claim.layout, everything)]
    found = allowed or [claim for claim in found if claim.share > 0 and claim.layout.kind != "work"]
    return max(found, key=lambda claim: claim.score, default=None)


def _allowed(layout: Layout, headers: frozenset[str]) -> bool:
    return (
        layout.all_of <= headers
        and all(layout_set & headers for layout_set in layout.any_of)
        and not layout.none_of & headers
    )


def _claim(
    provider: Provider, layout: Layout, headers: Sequence[str], named: frozenset[str], announced: bool
) -> Claim:
    own = reserved(headers)
    wanted = [index for index, header in enumerate(headers) if key(header) and index not in own]
    declared = targets(layout, headers)
    share = sum(declared[index] is not None for index in wanted) / max(1, len(wanted))
    telling = layout.all_of.union(*layout.any_of)
    evidence = len(telling & named)
    allowed = _allowed(layout, named)
    score = share + 0.05 * min(evidence, 6) + 0.3 * announced + 0.1 * allowed - _DOUBT[layout.sure]
    return Claim(provider, layout, share, evidence, score)
