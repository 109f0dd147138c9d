"""The reference of a row in a workbook of corrections: where the row stands, and how its sheet was read.

"vwd2eu9b/0/3/AU/dmy": row 3 of the first sheet of that import, a list of Australia that writes the day first.
A few rows alone would not tell the country and the order any more.
"""

from __future__ import annotations

import re

# batch: an import, or a draft of a case; sheet: its position there.
PATTERN = (
    r"^(?<batch>[^/]+)/(?<sheet>[0-9]{1,4})/(?<row>[0-9]{1,9})"
    r"(?:/(?<country>[A-Z]{2}))?(?:/(?<order>dmy|mdy|ymd))?$"
)
_COMPILED = re.compile(PATTERN.replace("(?<", "(?P<"))


def reference(batch: str, sheet: int, row: int, country: str | None, order: str | None) -> str:
    """The reference of a row; see PATTERN."""
    return "/".join([batch, str(sheet), str(row), *filter(None, (country, order))])


def read_before(text: str) -> tuple[str | None, str | None]:
    """Country and order of dates of the sheet that a reference names; None where it does not say."""
    found = _COMPILED.match(text)
    return (found["country"], found["order"]) if found else (None, None)
