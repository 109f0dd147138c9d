"""The rows of a planned sheet as a grid that a person corrects: texts as they are now, findings by cell."""

from carnet.pipeline.grid.reader import GridReader
from carnet.pipeline.grid.shown import (
    CellCount,
    CellFinding,
    GridCell,
    GridColumn,
    GridPage,
    GridQuery,
    GridRow,
)

__all__ = [
    "CellCount",
    "CellFinding",
    "GridCell",
    "GridColumn",
    "GridPage",
    "GridQuery",
    "GridReader",
    "GridRow",
]
