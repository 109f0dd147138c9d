"""The demo: the exports of an invented firm, imported into a book of their own under demo/."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from environment import CARNET
from firm.exports import write_exports

FOLDER = Path(__file__).resolve().parent.parent / "demo"
BOOK = FOLDER / "book"
FIRM = "Wattle & Maple Advisory"


def carnet(*arguments: str | Path, output: int | None = None) -> str:
    """Run carnet on the demo's book; what it prints is given back when output is a pipe."""
    command = [str(part) for part in (CARNET, *arguments)]
    environment = os.environ | {"CARNET_HOME": str(BOOK)}
    return subprocess.run(command, env=environment, stdout=output, encoding="utf-8").stdout or ""


def main() -> int:
    """Start afresh each time, so that the report is always the same."""
    for folder in (FOLDER / "exports", BOOK):
        shutil.rmtree(folder, ignore_errors=True)
    files = write_exports(FOLDER / "exports")
    print(f"{FIRM}: {len(files)} exports are in {FOLDER / 'exports'}", flush=True)
    report = FOLDER / "to correct.xlsx"
    carnet("import", *files, "--yes", "--duplicates", "merge", "--firm", FIRM, "--report", report)
    if not json.loads(carnet("history", "--json", output=subprocess.PIPE) or "[]"):
        print("The import was not applied; see above.", file=sys.stderr)
        return 1
    print(f"\nWhat to correct, with the cells marked: {report}")
    setting = f'set "CARNET_HOME={BOOK}" &&' if os.name == "nt" else f"CARNET_HOME={BOOK}"
    print("The book is yours to try:")
    for command in ("serve", "history", "duplicates --limit 10", "export --to csv --out demo/contacts.csv"):
        print(f"  {setting} {CARNET} {command}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
