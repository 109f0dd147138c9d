"""Whether probabilities come true: of pairs that are given 0.9, how many are one contact.

Told on invented lists of words that no weight was estimated from, of several sizes, each more or less
careless and lacking some columns.
"""

from __future__ import annotations

import random as chance
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from carnet.stages.match.evidence.find import find_duplicates
from carnet.stages.match.evidence.levels import OF_KIND
from carnet.stages.match.evidence.records import comparison_table
from match.estimate import HELD_OUT, lacking, records, truth
from match.tables import facts

LISTS = 36  # of each kind
EDGES = [0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95]
SHOWN = ["under 0.05", *(f"{n / 10:.1f}" for n in range(1, 10)), "over 0.95"]
COLOURS = {"person": "#1f6feb", "organization": "#b3541e"}
TITLES = {"person": "people", "organization": "organizations"}
SIDE, LEFT, TOP = 360, 64, 24  # of the figure, pixels


def calibration() -> pl.DataFrame:
    """kind, place (of SHOWN), pairs, given and true: the mean probability, and which share is one contact."""
    judged = pl.concat(part for kind in OF_KIND for part in _judged(kind))
    placed = judged.with_columns(place=pl.col("probability").cut(EDGES).to_physical().cast(pl.Int64))
    return placed.group_by("kind", "place").agg(
        pairs=pl.len(), given=pl.col("probability").mean(), true=pl.col("same").mean()
    ).sort("kind", "place", descending=[True, False])  # fmt: skip


def _judged(kind: str) -> Iterator[pl.DataFrame]:
    """kind, probability, same: the pairs of each list."""
    for number in range(LISTS):
        random = chance.Random(9_000 + number)
        size, mess = random.choice((150, 600, 2_000)), random.choice((0.5, 1.0, 1.6, 2.5))
        made = records(kind, 8_000 + number, size, mess, HELD_OUT)
        pairs = find_duplicates(comparison_table(lacking(facts(made), kind, random))).pairs
        entity = truth(made)["entity"]
        same = entity.gather(pairs["l"]) == entity.gather(pairs["r"])
        yield pairs.select("kind", "probability", same=same)


def table(told: pl.DataFrame) -> str:
    """The figures as a Markdown table, a row each place."""
    lines = [
        "| given | people: pairs | of them true | organizations: pairs | of them true |",
        "|---|---|---|---|---|",
    ]
    rows = {(kind, place): (pairs, true) for kind, place, pairs, _, true in told.iter_rows()}
    for place, shown in enumerate(SHOWN):
        cells = (rows.get((kind, place), (0, None)) for kind in OF_KIND)
        said = (f"{pairs:,} | {'' if true is None else f'{true:.3f}'}" for pairs, true in cells)
        lines.append(f"| {shown} | {' | '.join(said)} |")
    return "\n".join(lines)


def figure(told: pl.DataFrame, path: Path) -> None:
    """The figures as an SVG: the nearer to the diagonal, the truer."""
    curves = "".join(_curve(told.filter(pl.col("kind") == kind), kind, n) for n, kind in enumerate(OF_KIND))
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + SIDE + 24} {TOP + SIDE + 56}" '
        f'width="{LEFT + SIDE + 24}" role="img" font-family="sans-serif" font-size="13">'
        "<title>Share of pairs that are one contact, by the probability given to them</title>"
        '<rect width="100%" height="100%" fill="#fff"/>'
        f"{''.join(map(_grid, range(0, 11, 2)))}"
        f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#8b949e" stroke-dasharray="4 4"/>{curves}'
        f'<text x="{_x(0.5)}" y="{TOP + SIDE + 44}" text-anchor="middle">probability given</text>'
        f'<text transform="translate(18 {_y(0.5)}) rotate(-90)" text-anchor="middle">share true</text>'
        "</svg>\n",
        encoding="utf-8",
    )


def _x(share: float) -> float:
    return round(LEFT + share * SIDE, 1)


def _y(share: float) -> float:
    return round(TOP + (1 - share) * SIDE, 1)


def _grid(tenths: int) -> str:
    share = tenths / 10
    return (
        f'<path d="M{_x(share)} {_y(0)}V{_y(1)}M{_x(0)} {_y(share)}H{_x(1)}" stroke="#e6e8eb"/>'
        f'<text x="{_x(share)}" y="{_y(0) + 20}" text-anchor="middle">{share:.1f}</text>'
        f'<text x="{_x(0) - 8}" y="{_y(share) + 4}" text-anchor="end">{share:.1f}</text>'
    )


def _curve(told: pl.DataFrame, kind: str, number: int) -> str:
    colour, points = (
        COLOURS[kind],
        [(_x(given), _y(true)) for given, true in told.select("given", "true").rows()],
    )
    line = "L".join(f"{x} {y}" for x, y in points)
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="4"/>' for x, y in points)
    return (
        f'<g fill="{colour}"><path d="M{line}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}'
        f'<text x="{_x(0.04)}" y="{_y(0.95) + 20 * number}">{TITLES[kind]}</text></g>'
    )
