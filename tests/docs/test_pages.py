"""What the documentation says is so: pages made from the program, links, tasks."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tasks

ROOT = Path(__file__).parents[2]
WRITTEN = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def check_pages(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "tools/docs.py", "--check", str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


def test_the_pages_of_the_documentation_say_what_the_program_does() -> None:
    checked = check_pages(ROOT / "docs")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_page_that_was_edited_by_hand_is_named(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path, dirs_exist_ok=True)
    with (tmp_path / "fields.md").open("a", encoding="utf-8") as page:
        page.write("One more line\n")
    checked = check_pages(tmp_path)
    assert checked.returncode == 1
    assert "fields.md" in checked.stdout


@pytest.mark.parametrize("page", WRITTEN, ids=lambda path: path.name)
def test_a_link_of_the_documentation_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_task_that_the_documentation_names_exists() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in WRITTEN)
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
    assert named <= {"install", *tasks.TASKS}
    assert {"demo", "test", "bench"} <= named


def test_the_makefile_offers_the_tasks_that_run_without_make() -> None:
    targets = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert targets
    assert set(targets.group(1).split()) == {"install", *tasks.TASKS}
