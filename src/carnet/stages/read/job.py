"""One file to open: where its bytes are, what the person calls it, and where its parts go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from carnet.contract import Options
from carnet.stages.read.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Job:
    """One file to open.

    Attributes:
        path: where the bytes are; shown: the path as the person knows it ("outer.zip/inner.csv").
        scratch, stem: the folder for parts and how their names begin.
        wishes: the sheets that were asked for, of all files together.
        inside: it came out of a zip.
    """

    path: Path
    shown: str
    options: Options
    scratch: Path
    stem: str
    wishes: Wishes
    inside: bool = False

    @property
    def title(self) -> str:
        """The file's name without folder and extension: the sheet's name of a text file."""
        return PurePath(self.shown).stem

    def member(self, path: Path, name: str, number: int) -> Job:
        """The same for a file inside this one."""
        shown, stem = f"{self.shown}/{name}", f"{self.stem}m{number}"
        return replace(self, path=path, shown=shown, stem=stem, inside=True)

    def parts(self, sheet: int = 0) -> str:
        """How the names of a sheet's parts begin."""
        return f"{self.stem}s{sheet}"
