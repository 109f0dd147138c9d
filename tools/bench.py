"""Measure imports against the floor (Polars into SQLite, nothing understood) and django-import-export.

Messy files of 30 columns are made in bench-data/. Each run is a process of its own with an empty book.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from pathlib import Path

from environment import CARNET
from measure import messy
from measure.process import Measured, measure

FOLDER = Path(__file__).resolve().parent.parent / "bench-data"
WAYS = Path(__file__).resolve().parent / "measure"
SIZES = (10_000, 100_000, 1_000_000)
HEADER = (
    f"{'':28} {'rows':>9} {'seconds':>8} {'cpu':>8} {'rows/s':>9} {'x floor':>8} {'x peer':>8}"
    + "".join(f" {memory:>8}" for memory in ("own MiB", "child", "largest"))
)
PEER_ROWS = 5_000  # some seconds; at a million rows it would take most of an hour


def messy_file(rows: int) -> Path:
    """The messy file of so many rows, made if it is not there yet."""
    path = FOLDER / f"clients-{rows}.csv"
    if not path.exists():
        print(f"Making {path.name}", file=sys.stderr)
        half_made = path.with_suffix(".part")
        messy.write(half_made, rows)
        half_made.replace(path)
    return path


def carnet(source: Path, *options: str) -> tuple[Measured, dict[str, float]]:
    """Import a file into an empty book; seconds by stage beside the whole.

    Raises:
        SystemExit: it was not applied. Status 1 alone says only that there are findings.
    """
    with tempfile.TemporaryDirectory(dir=FOLDER) as home:
        timings, printed = Path(home, "timings.json"), Path(home, "printed.json")
        settings = {"CARNET_HOME": home, "CARNET_TIMINGS": str(timings)}
        command = [str(CARNET), "import", str(source), "--yes", "--json", *options]
        measured = measure(command, settings, printed)
        if not _applied(printed):
            raise SystemExit(f"carnet did not import {source.name}; nothing was measured.")
        return measured, json.loads(timings.read_text()) if timings.exists() else {}


def _applied(printed: Path) -> bool:
    """Whether the document that an import printed names the import; its end tells.

    It is not read as a whole: a program begins with the memory of whoever starts it, as the kernel counts.
    """
    with printed.open("rb") as document:
        document.seek(max(0, printed.stat().st_size - 200))
        return b'"import": "' in document.read()


def other(way: str, source: Path, *arguments: str) -> Measured:
    """Import a file in another way, into an empty database.

    Raises:
        SystemExit: it failed.
    """
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        program = [sys.executable, str(WAYS / f"{way}.py")]
        measured = measure([*program, str(source), f"{folder}/book.sqlite3", *arguments], {})
        if measured.status:
            raise SystemExit(f"{way} did not import {source.name}; nothing was measured.")
        return measured


def exponent(points: list[tuple[int, float]]) -> float:
    """The power of the number of rows by which time grows: the slope of log time on log rows."""
    xs, ys = [math.log(rows) for rows, _ in points], [math.log(seconds) for _, seconds in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def line(name: str, rows: int, measured: Measured, peer: float, floor: float | None = None) -> str:
    """One line of the table; floor and peer are their rows a second, floor at the same size only."""
    speed = rows / measured.seconds
    memory = f"{measured.own:8,.0f} {measured.child:8,.0f} {measured.largest:8,.0f}"
    ratios = f"{f'{floor / speed:.1f}' if floor else '-':>8} {speed / peer:8.1f}"
    return (
        f"{name:28} {rows:>9,} {measured.seconds:8.2f} {measured.cpu:8.2f} {speed:>9,.0f} {ratios} {memory}"
    )


def main() -> int:
    """Measure, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=SIZES, help="sizes of the files")
    sizes: list[int] = sorted(parser.parse_args().rows)
    FOLDER.mkdir(exist_ok=True)
    small = messy_file(PEER_ROWS)
    peers = {way: other("peer", small, way) for way in ("rows", "bulk")}
    peer = PEER_ROWS / peers["rows"].seconds

    print(HEADER)
    for way, measured in peers.items():
        print(line(f"django-import-export ({way})", PEER_ROWS, measured, peer))
    stages: dict[int, dict[str, float]] = {}
    imports: list[tuple[int, float]] = []
    for rows in sizes:
        source = messy_file(rows)
        floor = other("floor", source)
        print(line("floor: Polars into SQLite", rows, floor, peer, rows / floor.seconds))
        apart, _ = carnet(source, "--duplicates", "separate")  # as the others, which look for none
        print(line("carnet, no duplicates sought", rows, apart, peer, rows / floor.seconds), flush=True)
        measured, stages[rows] = carnet(source)
        print(line("carnet import", rows, measured, peer, rows / floor.seconds), flush=True)
        imports.append((rows, measured.seconds))
    report_stages(stages)
    if len(imports) > 1:
        print(f"\nTime of an import grows with the number of rows to the power of {exponent(imports):.2f}.")
    return 0


def report_stages(stages: dict[int, dict[str, float]]) -> None:
    """Seconds by stage, a column for each size."""
    names = list(dict.fromkeys(name for seconds in stages.values() for name in seconds))
    if names:
        print(f"\n{'seconds by stage':28}", *(f"{rows:>10,}" for rows in stages))
    for name in names:
        print(f"{name:28}", *(f"{seconds.get(name, 0):10.2f}" for seconds in stages.values()))


if __name__ == "__main__":
    sys.exit(main())
