"""Pairs of records that a person should look at, of a table of which some records are new."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.frames import page_out
from carnet.stages.match.evidence.blocking import candidate_pairs, keyed
from carnet.stages.match.evidence.explain import evidence
from carnet.stages.match.evidence.find import KINDS, judged
from carnet.stages.match.evidence.levels import columns_read
from carnet.stages.match.evidence.records import told

SUSPECTS = pl.Schema(
    {"l": pl.UInt32, "r": pl.UInt32, "probability": pl.Float64, "odds": pl.Float64, "evidence": pl.String}
)


def suspected_pairs(
    table: pl.DataFrame, new: npt.NDArray[np.bool_], known: pl.DataFrame, others: int, least: float
) -> tuple[pl.DataFrame, int]:
    """Pairs that may be one contact, at least one of them new: old records are not compared again.

    Args:
        table: records.TABLE, n rows, unique_id 0 ... n-1: those of the files, then those of the book.
        new: one truth a row.
        known: l, r: which of the new are held against which of the book.
        others: how many records the book has; most are not in the table.
        least: the probability from which a pair is worth a look.

    Returns:
        SUSPECTS: l < r, the surest first; evidence is a JSON list of {comparison, agrees, weight}. And how
        many records share the value that most of them share, for which alone they were not compared; 0 where
        every such pair was.
    """
    found = [_of_kind(table, kind, new, known, others, least) for kind in KINDS]
    crowd = max(crowd for _, crowd in found)
    pairs = [part for part, _ in found if part is not None and part.height]
    if not pairs:
        return pl.DataFrame(schema=SUSPECTS), crowd
    whole = pl.concat(pairs, how="diagonal")
    told_of = whole.join(_told(whole), on=["l", "r"], how="left", maintain_order="left")
    surest = told_of.sort("probability", "l", "r", descending=[True, False, False])
    return surest.select(SUSPECTS.names()), crowd


def _of_kind(
    table: pl.DataFrame,
    kind: str,
    new: npt.NDArray[np.bool_],
    known: pl.DataFrame,
    others: int,
    least: float,
) -> tuple[pl.DataFrame | None, int]:
    said = (table["kind"] == kind) & (told(table) > 0)
    rows = table.select("unique_id").filter(said)
    page_out()
    fresh = int(new[rows["unique_id"].to_numpy()].sum())
    if not fresh:
        return None, 0
    of_files = said & ~table["unique_id"].is_in(known["r"].implode())
    blocked = candidate_pairs(keyed(table, kind).filter(of_files), kind, exhaustive=False)
    crowd = int(blocked.left_out.select(pl.col("records").max().fill_null(0)).item())
    ends = [new[blocked.pairs[end].to_numpy()] for end in ("l", "r")]
    beside = known.join(rows, left_on="l", right_on="unique_id", how="semi").join(
        rows, left_on="r", right_on="unique_id", how="semi"
    )
    asked = pl.concat([blocked.pairs.filter(ends[0] | ends[1]), beside])
    if not asked.height:
        return None, crowd
    page_out()
    whole = table.select(columns_read(kind)).filter(said)
    scored = judged(whole, asked, kind, among=int(of_files.sum()) + others, asked=fresh)
    scored = scored.with_columns(kind=pl.lit(kind))
    return scored.filter((pl.col("probability") >= least) & ~pl.col("apart")), crowd


def _told(pairs: pl.DataFrame) -> pl.DataFrame:
    """l, r, evidence: what speaks for and against each pair, the weightiest first."""
    listed = evidence(pairs).with_columns(pl.col("weight").round(1)).sort(
        pl.col("weight").abs(), descending=True, maintain_order=True
    )  # fmt: skip
    one = pl.struct("comparison", "weight", agrees="level").struct.json_encode()
    return listed.group_by("l", "r").agg(evidence=pl.lit("[") + one.str.join(", ") + pl.lit("]"))
