"""Lines of a name as they stand on an envelope: the name, "DBA ..." and "c/o ..."."""

from __future__ import annotations

import polars as pl

from carnet.stages.normalise.distinct import over_distinct
from carnet.stages.normalise.text import clean

_CARE_OF = r"(?i)^(?:c/o|c\.o\.|care of|att(?:n|ention)|a/s|aux (?:bons )?soins de)\b"
_TRADING = r"(?i)^(?:d[/.]?b[/.]?a\.?|doing business as|t/a|trading as|o/a|faisant affaires? sous)[ :]+"


@over_distinct
def read_name_lines(values: pl.Series) -> pl.DataFrame:
    """What each line says.

    Args:
        values: n lines, "Smith Rentals LLC", "c/o John Smith", "DBA Rentals by the Lake".

    Returns:
        n rows: name (a line of the name), trading_name (what stands behind "DBA"); both null where the line
        says to whose care letters go.
    """
    text = values.to_frame("text").select(clean(pl.col("text")))
    trading = pl.col("text").str.contains(_TRADING)
    care = pl.col("text").str.contains(_CARE_OF)
    return text.select(
        name=pl.when(~trading & ~care).then("text"),
        trading_name=pl.when(trading).then(pl.col("text").str.replace(_TRADING, "")),
    )
