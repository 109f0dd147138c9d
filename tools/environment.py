"""The project's own Python environment, .venv: made from the lock file, left alone while nothing changed."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import venv
from pathlib import Path

import services

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
CARNET = SCRIPTS / ("carnet.exe" if os.name == "nt" else "carnet")
STAMP = VENV / "installed.sha256"
LOCK = ROOT / "requirements-dev.lock"


def install() -> None:
    """Make .venv with everything of the lock file and with carnet itself; a moment when nothing changed.

    Raises:
        SystemExit: this Python has no venv module, with a sentence that says what to install.
        subprocess.CalledProcessError: pip could not install; it has said why.
    """
    wanted = _fingerprint()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    _make_venv()
    _pip("--require-hashes", "--requirement", str(LOCK))
    _pip("--no-build-isolation", "--no-deps", "--editable", str(ROOT))
    STAMP.write_text(wanted)


def _fingerprint() -> str:
    """Changes with the lock file, the project's own declaration, the Python and the folder."""
    parts = (LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), sys.version.encode(), bytes(ROOT))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None and not services.apt_install("python3-venv"):
        raise SystemExit(
            "This Python cannot make environments. Install its venv module and start again "
            "(on Debian and Ubuntu: sudo apt-get install python3-venv)."
        )
    print("Making .venv; the first time takes a minute or two.", file=sys.stderr, flush=True)
    if VENV.is_symlink():
        VENV.unlink()  # that of another checkout, which stays as it is
    STAMP.unlink(missing_ok=True)
    venv.create(VENV, with_pip=True, clear=not _works(), symlinks=os.name != "nt")


def _works() -> bool:
    """Whether .venv was made here, not moved or copied, and with this Python."""
    declared = VENV / "pyvenv.cfg"
    if not declared.exists() or str(VENV) not in declared.read_text():
        return False
    ask = [str(PYTHON), "-c", "import pip, sys; print(sys.version)"]
    try:
        return subprocess.run(ask, capture_output=True, text=True).stdout.strip() == sys.version.strip()
    except OSError:
        return False


def _pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True, cwd=ROOT)
