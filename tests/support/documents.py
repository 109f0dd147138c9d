"""The JSON document of a run as a script reads it."""

from __future__ import annotations

import io
import json
from typing import Any

from carnet.contract import Plan
from carnet.language import Language
from carnet.stages.report import write_document


def document(plan: Plan, import_key: str | None = None, language: Language = Language.EN) -> dict[str, Any]:
    """What ``--json`` prints, read back."""
    printed = io.StringIO()
    write_document(plan, import_key, language, printed)
    read: dict[str, Any] = json.loads(printed.getvalue())
    return read
