"""Starts the child process that opens the files, and takes its word only while it behaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import carnet
from carnet.contract import CarnetError, Options, SourceFile
from carnet.stages.read import message
from carnet.stages.read.limits import WALL_SECONDS
from carnet.stages.read.wishes import check_applied

# -P: a polars.py beside the person's files is never imported
_COMMAND = [sys.executable, "-P", "-m", "carnet.stages.read.child"]
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def read(
    paths: Sequence[Path],
    options: Options,
    scratch: Path,
    progress: Callable[[str], None] | None = None,
) -> list[SourceFile]:
    """The sheets of each file; a zip gives a source file for each list in it.

    Args:
        paths: files of a person: csv, tsv, txt, xlsx, xlsm, xls, xlsb, ods, vcf, or a zip of these. The
            contents decide what a file is, not its name.
        options: sheets, hidden, encoding and delimiter are heeded.
        scratch: an existing folder for the sheets' parts; it must outlive the sheets.
        progress: called with each file's path when its turn comes.

    Raises:
        CarnetError: a file cannot be used; the first such file is named. Codes begin with "file.";
            argument.no_text_file where an option is for none of the files.
    """
    if not paths:
        return []
    with _start() as child:
        alarm = threading.Timer(WALL_SECONDS, child.kill)
        alarm.start()
        try:
            return _listen(child, options, message.request(paths, options, scratch), paths, progress)
        finally:
            alarm.cancel()
            child.kill()


def _start() -> subprocess.Popen[str]:
    return subprocess.Popen(
        _COMMAND,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="ascii",
        creationflags=_NO_WINDOW,
    )


def _environment() -> dict[str, str]:
    """The child finds this very Carnet, from wherever it is started."""
    here = str(Path(carnet.__file__).parents[1])
    others = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([here, others] if others else [here])}


def _listen(
    child: subprocess.Popen[str],
    options: Options,
    request: str,
    paths: Sequence[Path],
    progress: Callable[[str], None] | None,
) -> list[SourceFile]:
    assert child.stdin is not None
    assert child.stdout is not None
    current, found = paths[0].name, []
    try:
        child.stdin.write(request)
        child.stdin.close()
    except OSError:
        raise _gave_up(current) from None
    for line in child.stdout:
        answer = _answer(line)
        if "opening" in answer:
            current = Path(answer["opening"]).name
            if progress:
                progress(answer["opening"])
        elif "error" in answer:
            raise CarnetError(answer["error"], **answer["values"])
        elif "file" in answer:
            found.append(message.unpacked(answer["file"]))
        elif "done" in answer:
            check_applied(found, options)
            return found
    raise _gave_up(current)


def _answer(line: str) -> dict[str, Any]:
    try:
        answer = json.loads(line)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _gave_up(file: str) -> CarnetError:
    return CarnetError("file.took_too_much", file=file, sheet="", value="", detail="")
