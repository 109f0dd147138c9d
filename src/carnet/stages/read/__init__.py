"""Read: a stranger's file becomes sheets of text cells, each at the place where the file has it.

One guarded child process opens the files; nothing else in Carnet does. Everything stays text, so that
leading zeros, long identifiers and dates survive as written.
"""

from __future__ import annotations

from carnet.stages.read import rules as rules  # declares what this stage may say
from carnet.stages.read.process import read, read_each

__all__ = ["read", "read_each"]
