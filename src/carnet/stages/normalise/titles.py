"""Whether a cell holds a title ("Ms", "M. et Mme") or a greeting ("Amélie")."""

from __future__ import annotations

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.normalise.comparable import folded
from carnet.stages.normalise.distinct import over_distinct
from carnet.stages.normalise.names import vocabulary

rule(
    "salutation.greeting",
    Severity.INFO,
    en="“%(value)s” is the beginning of a letter. “%(suggestion)s” was kept of it.",
    fr="« %(value)s » est le début d'une lettre. « %(suggestion)s » en a été conservé.",
)

_GREETING = (
    r"(?i)^(?:(?:my )?dear(?:est)?|hello|hi|good (?:morning|day|afternoon)|ch[eè]r(?:e|s|es)?|bonjour|salut"
    r"|hallo|liebe[rs]?|sehr geehrte[rs]?|estimad[oa]s?|querid[oa]s?|beste|geachte)[ ,]+"
)
_JOINING = ["and", "et", "und", "the", "m"]  # "m" is the French "M."


def are_titles(values: pl.Series) -> pl.Series:
    """Whether each text is made of titles alone.

    Args:
        values: n texts.

    Returns:
        n truths; false where there is no text.
    """
    return _read(values)["title"].fill_null(False)


@over_distinct
def _read(values: pl.Series) -> pl.DataFrame:
    titles = [word for word, mark in vocabulary.word_classes().items() if mark == vocabulary.TITLE]
    words = values.to_frame("text").select(words=folded(pl.col("text")).str.split(" "))
    others = pl.col("words").list.set_difference(pl.lit([*titles, *_JOINING]))
    return words.select(title=(others.list.len() == 0) & (pl.col("words").list.first() != ""))


@over_distinct
def read_greetings(values: pl.Series) -> pl.DataFrame:
    """What a letter's beginning says ("Dear John", "Cher Monsieur").

    Args:
        values: n texts of a column of titles or greetings.

    Returns:
        n rows: value (without the word of greeting and a comma at the end), code, suggestion and detail;
        code is null where the text is no greeting.
    """
    text = values.to_frame("text").with_columns(
        bare=pl.col("text").str.replace(_GREETING, "").str.strip_chars_end(" ,:")
    )
    greeting = pl.col("text").str.contains(_GREETING) & (pl.col("bare") != "")
    nothing = pl.lit(None, pl.String)
    return text.select(
        value=pl.when(greeting).then("bare").otherwise("text"),
        code=pl.when(greeting).then(pl.lit("salutation.greeting")),
        suggestion=pl.when(greeting).then("bare"),
        detail=nothing,
    )
