"""QuickBooks Desktop's interchange files (.iif): several lists, each line behind the word of its list.

A line "!CUST NAME BADDR1 ..." heads the lines "CUST ..." below it, with tabs between. Some lists are of
contacts; accounts, items and entries are none. What counts the lines for QuickBooks itself is left out like
the words before them.

Source: Intuit, QuickBooks help, "Customers & Jobs list (IIF reference)" and its neighbours.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl

from carnet.contract import Sheet
from carnet.stages.read.notes import Note, note

_LISTS = {"CUST": "Customer", "VEND": "Vendor", "EMP": "Employee", "OTHERNAME": "Name"}
_WORDS = {  # as the program itself calls them
    **{f"BADDR{line}": f"Bill to {line}" for line in range(1, 6)},
    **{f"SADDR{line}": f"Ship to {line}" for line in range(1, 6)},
    **{f"ADDR{line}": f"Bill from {line}" for line in range(1, 6)},
    "PHONE1": "Main Phone", "PHONE2": "Alt. Phone", "FAXNUM": "Fax", "EMAIL": "Main Email",
    "NOTE": "Note", "CONT1": "Primary Contact", "CONT2": "Secondary Contact", "CTYPE": "Customer Type",
    "VTYPE": "Vendor Type", "SALUTATION": "Salutation", "FIRSTNAME": "First Name", "MIDINIT": "M.I.",
    "LASTNAME": "Last Name", "COMPANYNAME": "Company", "NOTEPAD": "Notes", "TAXID": "Tax ID", "REP": "Rep",
    "HIDDEN": "Inactive", "TERMS": "Terms", "LIMIT": "Credit Limit", "SALESTAXCODE": "Sales Tax Code",
    "TAXITEM": "Tax Item", "JOBSTATUS": "Job Status", "JOBTYPE": "Job Type",
}  # fmt: skip
_COUNTS = ("REFNUM", "TIMESTAMP", "DELCOUNT")  # Intuit: "export files only"


def lists_inside(sheet: Sheet, folder: Path, stem: str) -> tuple[list[Sheet], list[Note]]:
    """The lists of contacts of an interchange file, each as a sheet, and what is said of the others.

    Args:
        sheet: any; it stays as it is where it is no such file or holds none of these lists.
        folder, stem: where their cells go and how the files' names begin.
    """
    first = sheet.head(1)["c0"].item()
    if not (first or "").startswith("!"):
        return [sheet], []
    rows = sheet.scan().filter(pl.col("c0").is_not_null()).collect()
    rows = rows.with_columns(
        heads=pl.col("c0").str.starts_with("!"), list=pl.col("c0").str.strip_prefix("!").str.to_uppercase()
    )
    names = rows["list"].unique(maintain_order=True).to_list()
    found = [_written(sheet, rows, name, folder / f"{stem}-{name}.arrow") for name in names if name in _LISTS]
    if not found:
        return [sheet], []
    for path in sheet.parts:
        path.unlink()
    lines = rows.filter(~pl.col("heads"), ~pl.col("list").is_in([*_LISTS, "HDR"]))
    others = lines["list"].unique(maintain_order=True).to_list()
    return found, [note("file.other_lists", value=", ".join(others))] if others else []


def _written(sheet: Sheet, rows: pl.DataFrame, name: str, path: Path) -> Sheet:
    """One of the lists, its columns called in words."""
    rows = rows.filter(pl.col("list") == name)
    cells = [
        cell
        for cell in sheet.columns()[1:]
        if rows[cell].null_count() < rows.height and rows[cell][0] not in _COUNTS
    ]
    words = _WORDS | {"NAME": _LISTS[name]}
    told = [
        pl.when("heads").then(pl.col(cell).str.to_uppercase().replace(words)).otherwise(cell).alias(f"c{at}")
        for at, cell in enumerate(cells)
    ]
    rows.select("row", *told).write_ipc(path, compression="uncompressed")
    return replace(sheet, name=name, parts=(path,), width=len(cells), rows=rows.height)
