"""make install: once, and again only when something changed."""

from __future__ import annotations

import os
import re
import venv
from pathlib import Path

import pytest

import environment
import services

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The steps that an install takes, in a folder of its own; none of them is really done."""
    done: list[str] = []
    for name in ("PYTHON", "STAMP", "LOCK"):
        monkeypatch.setattr(environment, name, tmp_path / name)
    environment.LOCK.write_text("polars==2.1.0")

    def make_venv() -> None:
        done.append("venv")
        environment.PYTHON.touch()

    monkeypatch.setattr(environment, "_make_venv", make_venv)
    monkeypatch.setattr(environment, "_pip", lambda *arguments: done.append(arguments[0]))
    return done


def test_a_second_install_does_nothing(steps: list[str]) -> None:
    environment.install()
    assert steps == ["venv", "--require-hashes", "--no-build-isolation"]
    environment.install()
    assert len(steps) == 3


def test_a_changed_lock_file_is_installed(steps: list[str]) -> None:
    environment.install()
    environment.LOCK.write_text("polars==2.2.0")
    environment.install()
    assert len(steps) == 6


def test_an_install_that_failed_half_way_is_done_again(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: str) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(environment, "_pip", fails)
        with pytest.raises(ConnectionError):
            environment.install()
    environment.install()
    assert steps[-2:] == ["--require-hashes", "--no-build-isolation"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_an_environment_that_is_linked_from_elsewhere_is_left_as_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    others, own, create = tmp_path / "others", tmp_path / ".venv", venv.create
    others.mkdir()
    (others / "pyvenv.cfg").write_text("theirs")
    own.symlink_to(others)
    monkeypatch.setattr(environment, "VENV", own)
    monkeypatch.setattr(environment, "STAMP", own / "installed.sha256")
    monkeypatch.setattr(venv, "create", lambda place, **how: create(place, **(how | {"with_pip": False})))
    environment._make_venv()
    assert [path.name for path in others.iterdir()] == ["pyvenv.cfg"]
    assert (others / "pyvenv.cfg").read_text() == "theirs"
    assert not own.is_symlink()
    assert (own / "pyvenv.cfg").exists()


def test_nothing_is_installed_for_the_tests_that_is_here_already(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(services, "apt_install", asked.append)
    monkeypatch.setattr(services, "NEEDED", {"here": lambda: True, "absent": lambda: False})
    assert services.missing() == ["absent"]
    assert asked == ["absent"]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_pins_every_release_with_hashes_and_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    releases = re.split(r"\n(?=\S)", text.strip())
    assert all(re.match(r"[\w.-]+==\S+( ;.*)? \\\n", release) for release in releases)
    assert all("--hash=sha256:" in release for release in releases)
    assert not re.search(r"https?:|file:|--index|--find-links", text)


def test_the_developers_lock_agrees_with_the_runtimes() -> None:
    runtime, developers = (
        set(re.findall(r"^[\w.-]+==\S+", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
        for lock in LOCKS
    )
    assert runtime <= developers
