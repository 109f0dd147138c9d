"""Programs that the tests need beside Python: installed on Debian where that is possible, else asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def has_postgresql() -> bool:
    """Whether a PostgreSQL server can be started here: on the PATH, or where Debian puts it."""
    return bool(shutil.which("initdb")) or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def has_java() -> bool:
    """Whether Spark finds a Java to run on."""
    return bool(shutil.which("java"))


def chromium() -> str | None:
    """The browser that the tests of the pages drive; made for that, it takes half as long for a page."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def has_node() -> bool:
    """Whether there is a Node.js that the tests of the Zapier integration can run on."""
    return bool(shutil.which("node"))


def has_npm() -> bool:
    """Whether that integration's packages can be fetched."""
    return bool(shutil.which("npm"))


# Debian package -> whether what it brings is here already
NEEDED = {
    "postgresql": has_postgresql,
    "default-jre-headless": has_java,
    "chromium-headless-shell": lambda: bool(chromium()),
    "nodejs": has_node,
    "npm": has_npm,
}


def apt_install(package: str) -> bool:
    """Install a Debian package, as root or with a sudo that asks no password.

    Returns:
        Whether apt-get did it; False too where there is no apt-get.
    """
    if not shutil.which("apt-get"):
        return False
    root = os.geteuid() == 0
    if not root and not shutil.which("sudo"):
        return False
    print(f"Installing {package} with apt-get.", file=sys.stderr, flush=True)
    before = ([] if root else ["sudo", "-n"]) + ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    return all(
        subprocess.run([*before, *command], stdout=sys.stderr).returncode == 0
        for command in (["update"], ["install", "--yes", "--no-install-recommends", package])
    )


def missing() -> list[str]:
    """The packages of NEEDED that are not here and could not be installed."""
    return [
        package for package, here in NEEDED.items() if not here() and not (apt_install(package) and here())
    ]
