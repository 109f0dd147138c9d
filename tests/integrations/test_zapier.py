"""The Zapier integration, in the platform's own harness, against a running Carnet."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.api import Api, running

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "integrations" / "zapier"
LIMIT = 300  # seconds


@pytest.fixture(scope="module")
def modules() -> Path:
    """The packages of the integration's lock, fetched once and kept as long as it is the same."""
    lock = APP / "package-lock.json"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()[:16]
    folder = ROOT / "build" / f"zapier-{digest}"
    done = folder / "done"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(APP / name, folder)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=folder, check=True, timeout=LIMIT)
        done.touch()
    return folder / "node_modules"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """A server that may send to this machine, as Zapier is on it here."""
    with running(tmp_path_factory.mktemp("home"), CARNET_WEBHOOKS_PRIVATE="allow") as started:
        yield started


def test_the_integration_does_in_a_running_carnet_what_it_says(modules: Path, api: Api) -> None:
    variables = {
        "NODE_PATH": str(modules),
        "CARNET_ADDRESS": api.served.address,
        "CARNET_TOKEN": api.token,
    }
    done = subprocess.run(
        ["node", "--test", "--test-reporter", "tap", "test/live.test.js"],
        cwd=APP, env=os.environ | variables, timeout=LIMIT,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "# skipped 0" in done.stdout
    assert "ok 1 - create a person, find it in each way" in done.stdout


def test_no_package_is_bound_to_a_machine_or_a_registry() -> None:
    lock = (APP / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert "integrity" in lock
