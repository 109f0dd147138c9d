"""Starts the child process that opens the files, and takes its word only while it behaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
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
    found: list[SourceFile] = []
    for answer in read_each(paths, options, scratch, progress):
        if isinstance(answer, CarnetError):
            raise answer
        found += answer
    return found


def read_each(
    paths: Sequence[Path],
    options: Options,
    scratch: Path,
    progress: Callable[[str], None] | None = None,
) -> Iterator[list[SourceFile] | CarnetError]:
    """What each file gives, in order: its sheets, or why it cannot be used.

    After a file that took too much the later ones are not answered; ask for them again. See read for the
    arguments.

    Raises:
        CarnetError: an option fits none of the files.
    """
    if not paths:
        return
    with _start() as child:
        alarm = threading.Timer(WALL_SECONDS, child.kill)
        alarm.start()
        try:
            yield from _listen(child, options, message.request(paths, options, scratch), paths, progress)
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
) -> Iterator[list[SourceFile] | CarnetError]:
    assert child.stdin is not None
    assert child.stdout is not None
    opened, ended, failed = 0, 0, False
    own: list[SourceFile] = []
    found: list[SourceFile] = []
    try:
        child.stdin.write(request)
        child.stdin.flush()  # and left open: its end tells the child that this process has ended
    except OSError:
        yield _gave_up(paths[0].name)
        return
    for line in child.stdout:
        answer = _answer(line)
        if "opening" in answer:
            opened += 1
            if progress:
                progress(answer["opening"])
        elif "file" in answer:
            own.append(message.unpacked(answer["file"]))
        elif "read" in answer or "error" in answer:
            ended += 1
            failed |= "error" in answer
            found += own
            yield CarnetError(answer["error"], **answer["values"]) if "error" in answer else own
            own = []
        elif "wrong" in answer:
            raise CarnetError(answer["wrong"], **answer["values"])
        elif "done" in answer:
            if not failed:  # what is wrong with a file is said of it
                check_applied(found, options)
            return
    if opened > ended or not opened:
        yield _gave_up(paths[ended].name)


def _answer(line: str) -> dict[str, Any]:
    try:
        answer = json.loads(line)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _gave_up(file: str) -> CarnetError:
    return CarnetError("file.took_too_much", file=file, sheet="", value="", detail="")
