"""A module of the tests run by another process: this one has an office of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def run(module: str, asked: Sequence[object], home: Path, **variables: str) -> list[str]:
    """The texts that a module prints as JSON, which is asked by JSON too; home is its CARNET_HOME."""
    done = subprocess.run(
        [sys.executable, "-m", module, json.dumps(asked)],
        env=os.environ | {"CARNET_HOME": str(home)} | variables,
        stdout=subprocess.PIPE, encoding="utf-8", check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    told: list[str] = json.loads(done.stdout)
    return told
