"""What a person reads of rows that are the same contact."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from rich.console import Console

from carnet.doors.cli.show import number
from carnet.language import Language, Text

if TYPE_CHECKING:
    from carnet.pipeline.find_duplicates import MatchedRows

_ROWS = Text("%(rows)s rows compared.", "%(rows)s lignes comparées.")
_FOUND = Text(
    "%(repeated)s rows stand for %(clusters)s contacts that have more than one row.",
    "%(repeated)s lignes correspondent à %(clusters)s contacts qui ont plus d'une ligne.",
)
_NONE = Text("No row is the same contact as another.", "Aucune ligne n'est le même contact qu'une autre.")
_WRITTEN = Text(
    "%(file)s holds the rows with cluster_id and probability.",
    "%(file)s contient les lignes avec cluster_id et probability.",
)
_LEFT_OUT = Text(
    "Not compared for its own sake: a value that %(records)s rows share (%(key)s).",
    "Non comparé pour lui-même : une valeur que %(records)s lignes partagent (%(key)s).",
)


def matched(found: MatchedRows, out: Path, language: Language, json_: bool) -> None:
    """What was found, as sentences or one JSON document."""
    counts = _counts(found)
    left_out = found.clusters.left_out.to_dicts()
    if json_:
        document = {**counts, "left_out": left_out, "out": str(out)}
        print(json.dumps(document, ensure_ascii=False), file=sys.stdout)
        return
    console = Console(highlight=False, soft_wrap=True)
    shown = {name: number(value, language) for name, value in counts.items()}
    console.print(_ROWS(language) % shown)
    console.print((_FOUND if counts["repeated"] else _NONE)(language) % shown)
    for part in left_out[:5]:
        console.print(
            _LEFT_OUT(language) % {**part, "records": number(part["records"], language)}, style="yellow"
        )
    console.print(_WRITTEN(language) % {"file": out})


def _counts(found: MatchedRows) -> dict[str, int]:
    """rows; clusters of more than one row; repeated: the rows in these."""
    sizes = found.clusters.frame.group_by("cluster_id").agg(rows=pl.len()).filter(pl.col("rows") > 1)
    return {
        "rows": found.clusters.frame.height,
        "clusters": sizes.height,
        "repeated": int(sizes["rows"].sum()),
    }
