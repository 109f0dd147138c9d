"""What an import puts away does not stay behind, however it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from carnet.pipeline.scratch import scratch

WORKING = """
from carnet.pipeline.scratch import scratch
with scratch() as folder:
    (folder / "clients").write_text("Ann Ray", encoding="utf-8")
    print(folder, flush=True)
    input()
"""


def _working() -> tuple[subprocess.Popen[str], Path]:
    process = subprocess.Popen(
        [sys.executable, "-c", WORKING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_what_a_killed_import_left_is_removed_by_the_next_one_and_what_another_uses_stays() -> None:
    killed, left = _working()
    killed.kill()
    killed.communicate()
    works, used = _working()  # it has removed what was left
    assert not left.exists()
    with scratch() as folder:
        assert used.joinpath("clients").exists()
    works.communicate("\n")
    assert not used.exists()
    assert not folder.exists()


def test_nothing_stays_of_an_import_that_fails() -> None:
    try:
        with scratch() as folder:
            (folder / "clients").write_text("Ann Ray", encoding="utf-8")
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert not folder.exists()
