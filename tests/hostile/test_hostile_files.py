"""Files made to harm: each is refused with a sentence or read for what it is, quickly and in little memory.

The child process that opens them is measured by itself: processor time, peak memory, no traceback.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.hostile import REFUSED

import carnet
from carnet.contract import Options
from carnet.findings import rules
from carnet.stages.read import message

MAX_CPU_SECONDS = 2.0
MAX_MEMORY_BYTES = 512 << 20

_DRIVER = """
import json, resource, subprocess, sys
ask, answer, complaints, *command = sys.argv[1:]
with open(answer, "w") as stdout, open(complaints, "w") as stderr:
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=stdout, stderr=stderr)
    child.stdin.write(open(ask, "rb").read())
    child.stdin.flush()
    status = child.wait()
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([status, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


def open_in_child(path: Path, scratch: Path) -> tuple[str, float, int, str]:
    """The code of the refusal ("" when the file was read), CPU seconds, peak bytes, and complaints.

    A small process stands between: the peak of a child begins with the size of whoever started it.
    """
    environment = {**os.environ, "PYTHONPATH": str(Path(carnet.__file__).parents[1])}
    ask, answer, complaints = scratch / "ask", scratch / "answer", scratch / "complaints"
    ask.write_text(message.request([path], Options(), scratch))
    child = [sys.executable, "-P", "-m", "carnet.stages.read.child"]
    driver = [sys.executable, "-S", "-P", "-c", _DRIVER, str(ask), str(answer), str(complaints), *child]
    printed = subprocess.run(driver, env=environment, capture_output=True, check=True, text=True).stdout
    status, seconds, peak = json.loads(printed)
    assert status == 0
    answers = [json.loads(line) for line in answer.read_text().splitlines()]
    refusal = next((one["error"] for one in answers if "error" in one), "")
    assert refusal in rules() or "done" in answers[-1]
    unit = 1 if sys.platform == "darwin" else 1024
    return refusal, seconds, peak * unit, complaints.read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="the child cannot be measured here")
@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_file_ends_in_a_sentence_or_in_rows_and_costs_little(case: str, tmp_path: Path) -> None:
    name, make, code = REFUSED[case]
    path = tmp_path / name
    path.write_bytes(make())
    found, seconds, peak, complaints = open_in_child(path, tmp_path)
    assert found == code
    assert complaints == ""
    assert seconds < MAX_CPU_SECONDS
    assert peak < MAX_MEMORY_BYTES
