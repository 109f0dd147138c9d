"""Who is who: pairs become clusters, a chain of weak links merges nobody, and a contradiction keeps apart."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import numpy.typing as npt
import polars as pl

UNSEEN = -3.0  # log odds held of two records that no key brought together
STRONGEST = 8.0  # log odds beyond which one pair does not count for more

_Ints = npt.NDArray[np.int64]


def cluster(records: int, pairs: pl.DataFrame, threshold: float) -> _Ints:
    """The cluster of each record: the number of its first record.

    Two clusters become one where, over all pairs between them, the evidence for one contact outweighs that
    against, the surest pair first.

    Args:
        records: how many; they are numbered from 0.
        pairs: l, r, odds (calibrated log odds, base 2), apart Boolean (they cannot be one contact).
        threshold: log odds from which a pair may join two clusters.
    """
    label = np.arange(records)
    links = pairs.filter((pl.col("odds") >= threshold) & ~pl.col("apart"))
    if not links.height:
        return label
    left, right = links["l"].to_numpy().astype(np.int64), links["r"].to_numpy().astype(np.int64)
    part = components(records, left, right)
    sizes = np.bincount(part, minlength=records)
    simple = _complete(part, sizes, left)
    label = np.where(simple[part], part, label)
    inner = pairs.filter(pl.Series(_inside(pairs, part, ~simple)))
    if inner.height:
        _agglomerate(label, inner.sort("odds", "l", "r", descending=[True, False, False]), threshold)
    return label


def components(records: int, left: _Ints, right: _Ints) -> _Ints:
    """For each record the smallest number that links lead to."""
    label = np.arange(records)
    while True:
        before = label.copy()
        lowest = np.minimum(label[left], label[right])
        np.minimum.at(label, left, lowest)
        np.minimum.at(label, right, lowest)
        label = label[label]
        if np.array_equal(before, label):
            return label


def _complete(part: _Ints, sizes: _Ints, left: _Ints) -> npt.NDArray[np.bool_]:
    """Components in which every pair is linked: there is nothing to weigh."""
    found = np.bincount(part[left], minlength=len(part))
    complete: npt.NDArray[np.bool_] = found == sizes * (sizes - 1) // 2
    return complete


def _inside(pairs: pl.DataFrame, part: _Ints, wanted: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    left, right = part[pairs["l"].to_numpy()], part[pairs["r"].to_numpy()]
    inside: npt.NDArray[np.bool_] = (left == right) & wanted[left]
    return inside


def _agglomerate(label: _Ints, pairs: pl.DataFrame, threshold: float) -> None:
    """Join clusters pair by pair, the surest first; label is changed in place."""
    members: dict[int, list[int]] = {}
    known: dict[int, dict[int, tuple[float, int]]] = defaultdict(
        dict
    )  # summed odds and pairs between clusters
    for one, other, odds, apart in pairs.select("l", "r", "odds", "apart").iter_rows():
        weight = -1e9 if apart else max(-STRONGEST, min(STRONGEST, odds))
        known[one][other] = known[other][one] = (weight, 1)
        members.setdefault(one, [one])
        members.setdefault(other, [other])
    for one, other, odds in pairs.select("l", "r", "odds").iter_rows():
        if odds < threshold:
            break
        a, b = int(label[one]), int(label[other])
        if a == b:
            continue
        total, seen = known[a].get(b, (0.0, 0))
        unseen = len(members[a]) * len(members[b]) - seen
        if total + unseen * UNSEEN > threshold:
            _join(label, members, known, min(a, b), max(a, b))


def _join(
    label: _Ints,
    members: dict[int, list[int]],
    known: dict[int, dict[int, tuple[float, int]]],
    kept: int,
    gone: int,
) -> None:
    label[members[gone]] = kept
    members[kept] += members.pop(gone)
    for other, (total, seen) in known.pop(gone).items():
        known[other].pop(gone, None)
        if other != kept:
            before = known[kept].get(other, (0.0, 0))
            known[kept][other] = known[other][kept] = (before[0] + total, before[1] + seen)
    known[kept].pop(gone, None)
