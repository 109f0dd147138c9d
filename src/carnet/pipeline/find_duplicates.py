"""From files to the rows that are the same contact; no book is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from carnet.choices import Choices
from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.pipeline.sheets import Sheets, read_sheets
from carnet.pipeline.timings import Timings
from carnet.stages.assemble.mentions import gather
from carnet.stages.match.evidence.backends import require
from carnet.stages.match.evidence.facts import facts_of_rows
from carnet.stages.match.evidence.find import Clusters, find_duplicates
from carnet.stages.match.evidence.records import comparison_table

rule(
    "match.no_rows",
    Severity.ERROR,
    en="%(file)s holds no list of contacts, so there is nothing to compare. A list has a row of headers "
    "(Name, Email, Phone ...) and a contact in each row below; use --header-row if it was missed.",
    fr="%(file)s ne contient aucune liste de contacts : il n'y a rien à comparer. Une liste a une ligne "
    "d'en-têtes (Nom, E-mail, Téléphone...) et un contact par ligne en dessous ; utilisez --header-row si "
    "elle n'a pas été vue.",
)


@dataclass(frozen=True, slots=True)
class MatchedRows:
    """The contact rows of files and who is who among them.

    Attributes:
        rows: sheet UInt16, position Int64 (among the rows of the sheet): the contact row that each row
            of clusters.frame is, in order.
    """

    sheets: Sheets
    rows: pl.DataFrame
    clusters: Clusters

    def counts(self) -> dict[str, int]:
        """rows; clusters of more than one row; repeated: the rows in these."""
        sizes = self.clusters.frame.group_by("cluster_id").agg(rows=pl.len()).filter(pl.col("rows") > 1)
        return {
            "rows": self.clusters.frame.height,
            "clusters": sizes.height,
            "repeated": int(sizes["rows"].sum()),
        }

    def document(self, out: Path) -> dict[str, object]:
        """What scripts read of it; ``out`` is the file that the rows were written to."""
        return {**self.counts(), "left_out": self.clusters.left_out.to_dicts(), "out": str(out)}


def match_files(
    paths: Sequence[Path], choices: Choices, scratch: Path, timings: Timings, engine: str = "duckdb"
) -> MatchedRows:
    """Which rows of the files are the same contact.

    Args:
        paths: tables of contacts, compared together.
        choices: what the person fixed about them.
        scratch: a folder for the reader's sheets.
        timings: takes the seconds by stage.
        engine: "duckdb" or "spark".

    Raises:
        CarnetError: a file or an argument cannot be used; match.no_rows; argument.engine_missing.
    """
    require(engine)
    sheets = read_sheets(paths, choices, _nothing_remembered, scratch, timings)
    with timings.stage("assemble"):
        facts = facts_of_rows(sheets.columns, gather(sheets.columns))
    if not facts.height:
        raise CarnetError("match.no_rows", file=", ".join(path.name for path in paths))
    with timings.stage("match"):
        clusters = find_duplicates(comparison_table(facts), engine=engine)
    rows = [
        pl.DataFrame({"position": sheet.ledger.rows.positions}).with_columns(sheet=pl.lit(index, pl.UInt16))
        for index, sheet in enumerate(sheets.columns)
    ]
    return MatchedRows(sheets, pl.concat(rows), clusters)


def _nothing_remembered(shape: str) -> Mapping[str, str]:
    return {}
