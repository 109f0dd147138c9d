"""Time and memory of a program and of the programs that it starts. Linux; elsewhere the largest only."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_SAMPLE = 0.02  # seconds; the kernel keeps the peak itself, so only a process's last moments can be missed


@dataclass(frozen=True, slots=True)
class Measured:
    """A run.

    Attributes:
        seconds: by the clock on the wall; cpu: seconds of work of all its processes together.
        own: peak resident memory of the program itself, MiB; child: of its largest child; largest: of
            any of them, as the kernel reports it at the end.
        status: exit status.
    """

    seconds: float
    cpu: float
    own: float
    child: float
    largest: float
    status: int


def measure(command: list[str], environment: dict[str, str], output: Path = Path(os.devnull)) -> Measured:
    """Run a program and measure it; what it prints goes into output."""
    peaks: dict[int, float] = {}
    over = threading.Event()
    start = time.perf_counter()
    with output.open("wb") as printed:
        process = subprocess.Popen(command, stdout=printed, env=os.environ | environment)
    watcher = threading.Thread(target=_watch, args=(process.pid, peaks, over))
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    over.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    children = [peak for pid, peak in peaks.items() if pid != process.pid]
    largest = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return Measured(
        seconds=seconds,
        cpu=usage.ru_utime + usage.ru_stime,
        own=peaks.get(process.pid, 0),
        child=max(children, default=0),
        largest=largest,
        status=process.returncode,
    )


def _watch(root: int, peaks: dict[int, float], over: threading.Event) -> None:
    while not over.wait(_SAMPLE):
        for pid in _family(root):
            peaks[pid] = max(peaks.get(pid, 0), _peak(pid))


def _family(pid: int) -> list[int]:
    """The process and everything below it."""
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        below = []
    return [pid, *(one for child in below for one in _family(int(child)))]


def _peak(pid: int) -> float:
    """Peak resident memory so far, MiB; 0 when the process is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0)
