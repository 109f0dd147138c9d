"""Tax identifiers that are shown."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from carnet.stages.report.mask import masked
from tests.unit.report.oracle import mask

SIGNS = st.text(alphabet="0123456789aZé٣²½Ⅷ漢 -./•\u0301\n", max_size=14)


def shown(texts: list[str]) -> list[str]:
    return (
        pl.DataFrame({"text": texts}, schema={"text": pl.String})
        .select(masked(pl.col("text")))["text"]
        .to_list()
    )


def test_an_identifier_shows_no_more_than_its_last_three_characters() -> None:
    assert shown(["123 456 782", "FR99 123 456 789", "123-45-6789 "]) == [
        "••• ••• 782", "•••• ••• ••• 789", "•••-••-•789 "
    ]  # fmt: skip


def test_a_short_identifier_shows_nothing() -> None:
    assert shown(["12345", "A1", ""]) == ["•••••", "••", ""]


def test_words_are_no_identifier() -> None:
    assert shown(["ABN, TFN", "none"]) == ["ABN, TFN", "none"]


@given(st.lists(SIGNS))
def test_each_text_is_masked_by_itself(texts: list[str]) -> None:
    assert shown(texts) == [mask(text) for text in texts]
