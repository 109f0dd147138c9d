"""Write requirements.lock and requirements-dev.lock: every platform, Python 3.11 and later, with hashes."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUARANTINE = datetime.timedelta(days=7)  # a release that was tampered with is mostly found within days


def resolve(lock: str, *arguments: str) -> None:
    """Resolve pyproject.toml into one lock file, without index addresses or paths of this machine."""
    newest = datetime.datetime.now(datetime.UTC) - QUARANTINE
    uv = shutil.which("uv")
    if uv is None:
        raise SystemExit(
            "The lock files are made with uv. Install it (https://docs.astral.sh/uv/) and start again."
        )
    command = [uv, "pip", "compile", "pyproject.toml", "--output-file", lock, "--quiet", "--upgrade"]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]
    command += ["--no-header", "--no-annotate", "--exclude-newer", newest.strftime("%Y-%m-%dT00:00:00Z")]
    subprocess.run([*command, *arguments], cwd=ROOT, check=True)


def main() -> int:
    """The runtime's lock first; the developers' agrees with it."""
    try:
        resolve("requirements.lock")
        for group, extras in (("dev", ("--extra", "spark")), ("bench-match", ()), ("bench-web", ())):
            resolve(
                f"requirements-{group}.lock", "--group", group, *extras, "--constraint", "requirements.lock"
            )
    except subprocess.CalledProcessError as error:
        return error.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
