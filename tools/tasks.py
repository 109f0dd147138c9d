"""What can be done with this folder, one word each: python3 tools/tasks.py demo

The Makefile calls this file; on Windows, without make: py -3 tools\\tasks.py demo
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import services
from environment import PYTHON, ROOT, SCRIPTS, VENV, install

CODE = ("src", "tests", "tools")
MADE = (
    ".venv", "build", "dist", "demo", "bench-data", ".pytest_cache", ".mypy_cache", ".ruff_cache",
    ".hypothesis", ".import_linter_cache",
)  # fmt: skip


def _run(*command: str | Path, **variables: str) -> int:
    """Run a program in the project's folder, with carnet and its tools on the path."""
    path = os.pathsep.join((str(SCRIPTS), os.environ.get("PATH", "")))
    environment = os.environ | {"PATH": path, "VIRTUAL_ENV": str(VENV)} | variables
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=environment).returncode


def _python(*arguments: str | Path, **variables: str) -> int:
    return _run(PYTHON, *arguments, **variables)


def demo(_: list[str]) -> int:
    """Make the exports of an invented firm, import them into a book of their own and show the report."""
    return _python("tools/demo.py")


def lint(_: list[str]) -> int:
    """Check style, types and the direction of imports; all of them, even when one finds something."""
    folders = [folder for folder in CODE if (ROOT / folder).exists()]
    return max(
        _python("-m", "ruff", "check", *folders),
        _python("-m", "ruff", "format", "--check", *folders),
        _python("-m", "mypy"),
        _run(SCRIPTS / "lint-imports", "--no-logo"),
    )


def test(arguments: list[str]) -> int:
    """All the tests (or those named), on SQLite and on PostgreSQL, and lint beside them."""
    if absent := services.missing():
        print(f"The tests need {', '.join(absent)}. Install it and start again.", file=sys.stderr)
        return 1
    lint_too = [str(PYTHON), "tools/tasks.py", "lint"]  # mypy keeps one core busy and leaves the others idle
    with subprocess.Popen(lint_too, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as style:
        tests = _python("-m", "pytest", *arguments)
        said = style.communicate()[0].decode(errors="replace")
    if style.returncode:
        print(f"{said}ruff, mypy or lint-imports found something; see above.", file=sys.stderr)
    return tests or style.returncode


def soak(arguments: list[str]) -> int:
    """The tests that make their own cases, with 30 times as many, new ones, and the other samples."""
    folders = [f"tests/{name}" for name in ("book", "pipeline", "api", "unit", "golden", "office")]
    return _python("-m", "pytest", *(arguments or folders), CARNET_SOAK="30")


def bench(arguments: list[str]) -> int:
    """Measure imports of 10 thousand, 100 thousand and 1 million rows against two other ways."""
    return _python("tools/bench.py", *arguments)


def bench_match(arguments: list[str]) -> int:
    """Measure how good and how fast duplicates are found, beside Splink, dedupe and recordlinkage."""
    rivals = (
        "-m",
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "--requirement",
        "requirements-bench-match.lock",
    )
    return _python(*rivals) or _python("tools/match/bench.py", *arguments, PYTHONPATH="tools")


def bench_web(arguments: list[str]) -> int:
    """Measure the pages of the web app on a book of a million contacts."""
    load = (
        "-m",
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "--requirement",
        "requirements-bench-web.lock",
    )
    return _python(*load) or _python("tools/bench_web.py", *arguments)


def bench_api(arguments: list[str]) -> int:
    """Measure the API on books of 100 thousand and 1 million contacts, on SQLite and on PostgreSQL."""
    return _python("tools/bench_api.py", *arguments)


def golden(arguments: list[str]) -> int:
    """Write the expected records of new golden samples; --overwrite replaces the others too."""
    how = "overwrite" if "--overwrite" in arguments else "write"
    return _python("-m", "pytest", "-n", "0", "tests/golden", CARNET_GOLDEN=how)


def docs(arguments: list[str]) -> int:
    """Write the pages of docs/ that are made from the program itself; --check only compares."""
    return _python("tools/docs.py", *arguments)


def lock(_: list[str]) -> int:
    """Resolve the dependencies anew into the two lock files; nothing younger than seven days."""
    return _python("tools/lock.py")


def clean(_: list[str]) -> int:
    """Remove everything that these tasks made."""
    for name in MADE:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    return 0


TASKS = {
    task.__name__.replace("_", "-"): task
    for task in (demo, test, soak, bench, bench_match, bench_web, bench_api, lint, golden, docs, lock, clean)
}


def main() -> int:
    """Do the task that the command line names, in an up-to-date .venv."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python comes this far
        found = "{}.{}".format(*sys.version_info)
        print(f"Carnet needs Python 3.11 or later; this is {found}. See https://www.python.org/downloads/")
        return 2
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    described = [f"{name:8} {task.__doc__}" for name, task in TASKS.items()]
    parser.add_argument("task", choices=["install", *TASKS], help="\n".join(described))
    arguments, rest = parser.parse_known_args()
    try:
        if arguments.task != "clean":
            install()
        return TASKS[arguments.task](rest) if arguments.task in TASKS else 0
    except subprocess.CalledProcessError as error:
        print("The step above did not work; nothing after it was done.", file=sys.stderr)
        return error.returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
