"""A PostgreSQL server of our own for the tests, on the loopback interface, gone with them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_INSTALL = (
    "These tests need PostgreSQL, which is not installed. On Debian and Ubuntu: "
    "sudo apt-get install postgresql"
)
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB")


def programs() -> Path:
    """The folder of PostgreSQL's programs, the newest version's.

    Raises:
        RuntimeError: PostgreSQL is not installed.
    """
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    found = shutil.which("initdb")
    folders += [Path(found).resolve().parent] if found else []
    if not folders:
        raise RuntimeError(_INSTALL)
    return folders[-1]


@contextmanager
def server() -> Iterator[str]:
    """A running server; gives its URL without a database's name."""
    bin_folder = programs()
    folder = Path(tempfile.mkdtemp(prefix="carnet-pg-"))
    data = str(folder / "data")
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")

    def run(program: str, *words: str) -> None:
        command = [*_unprivileged(), str(bin_folder / program), *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    try:
        run("initdb", "-D", data, "-U", "carnet", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C")
        port = _free_port()
        options = [f"-p {port}", "-h 127.0.0.1", f"-k {folder}", *(f"-c {setting}" for setting in _FAST)]
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", " ".join(options), "start")
        try:
            yield f"postgresql://carnet@127.0.0.1:{port}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> list[str]:
    """The words that run a program as somebody who is not root, which PostgreSQL insists on."""
    if os.geteuid() != 0:
        return []
    import pwd  # POSIX only, as is this way of running the server

    user = pwd.getpwnam("postgres")
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
