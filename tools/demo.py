"""The demo: the exports of an invented firm, imported into a book of their own under demo/."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from firm.exports import write_exports

FOLDER = Path(__file__).resolve().parent.parent / "demo"
BOOK = FOLDER / "book"


def carnet(*arguments: str | Path) -> int:
    """Run carnet on the demo's book."""
    command = [sys.executable, "-m", "carnet", *map(str, arguments)]
    return subprocess.run(command, env=os.environ | {"CARNET_HOME": str(BOOK)}).returncode


def main() -> int:
    """Start afresh each time, so that the report is always the same."""
    for folder in (FOLDER / "exports", BOOK):
        shutil.rmtree(folder, ignore_errors=True)
    files = write_exports(FOLDER / "exports")
    print(f"Wattle & Maple Advisory: {len(files)} exports are in {FOLDER / 'exports'}", flush=True)
    if carnet("import", *files, "--yes") > 1:
        return 1
    setting = f'set "CARNET_HOME={BOOK}" &&' if os.name == "nt" else f"CARNET_HOME={BOOK}"
    program = Path(sys.executable).with_name("carnet")
    print("\nThe book is yours to try:")
    for command in ("history", "export --to csv --out demo/contacts"):
        print(f"  {setting} {program} {command}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
