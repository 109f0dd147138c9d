"""The child process: the only place where a stranger's file is opened.

Reads one request from standard input and writes its answer to standard output, a JSON document a line.
Whatever happens in it, memory and time included, ends as a sentence and not as a traceback. It ends with the
process that asked: nobody would hear its answer, nor stop it.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from carnet.contract import CarnetError, Options, SourceFile
from carnet.stages.read import message
from carnet.stages.read.limits import CPU_SECONDS, MEMORY_BYTES
from carnet.stages.read.opening import open_file, placed, readable
from carnet.stages.read.refusal import refuse
from carnet.stages.read.wishes import Wishes


def main() -> None:
    """Answer one request."""
    answers = sys.stdout
    sys.stdout = sys.stderr  # a library that prints must not break the answer
    _limit_this_process()
    paths, options, scratch = message.asked(sys.stdin.readline())
    threading.Thread(target=_end_with_the_asker, daemon=True).start()
    for line in _answers(paths, options, scratch):
        answers.write(line)
        answers.flush()


def _end_with_the_asker() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(1)


def _answers(paths: list[Path], options: Options, scratch: Path) -> Iterator[str]:
    """Of each file what it holds and that it was read, or why it cannot be; those that follow are read all
    the same, but for one that took too much: what it leaves behind might be held against the next."""
    wishes = Wishes(options.sheets)
    refused = False
    for number, path in enumerate(paths):
        yield message.line(opening=path)
        try:
            for source in _read_one(path, options, scratch, f"f{number}", wishes):
                yield message.line(file=message.packed(placed(source, path, number)))
        except CarnetError as error:
            refused = True
            yield message.line(error=error.code, values=_named(error, path))
            if error.code == "file.took_too_much":
                return
        else:
            yield message.line(read=path)
    try:
        if not refused:
            wishes.check()
    except CarnetError as error:
        yield message.line(wrong=error.code, values=_named(error, paths[-1]))
        return
    yield message.line(done=True)


def _named(error: CarnetError, path: Path) -> dict[str, str | int]:
    return {**error.values, "file": error.values.get("file") or readable(Path(path.name or path))}


def _read_one(path: Path, options: Options, scratch: Path, stem: str, wishes: Wishes) -> Iterator[SourceFile]:
    try:
        yield from open_file(path, options, scratch, stem, wishes)
    except (CarnetError, GeneratorExit):
        raise
    except MemoryError:
        raise refuse("file.took_too_much") from None
    except BaseException as error:  # Polars' panics are no Exception
        raise refuse("file.not_readable", detail=type(error).__name__) from error


def _limit_this_process() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the guards and the clock hold there
        return
    for limit, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, CPU_SECONDS)):
        _, hard = resource.getrlimit(limit)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # macOS refuses some
            resource.setrlimit(limit, (allowed, hard))


if __name__ == "__main__":
    main()
