"""Customer names as QuickBooks Online writes them: with a parent, a currency, a mark of deletion.

QuickBooks wants each name once, so that firms add the currency to the second account of a customer;
a sub-customer stands behind its parent's name and a colon; a deactivated one is marked "(deleted)".
"""

from __future__ import annotations

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.normalise.distinct import over_distinct
from carnet.stages.normalise.names import read_names
from carnet.stages.normalise.text import clean

rule(
    "customer.deleted",
    Severity.INFO,
    en="“%(value)s” is marked as deleted in QuickBooks. It is imported as “%(suggestion)s”; take the row out "
    "of the file if you do not want it.",
    fr="« %(value)s » est marqué comme supprimé dans QuickBooks. Il est importé sous « %(suggestion)s » ; "
    "retirez la ligne du fichier si vous n'en voulez pas.",
)
rule(
    "customer.currency",
    Severity.INFO,
    en="“%(value)s” ends with a currency, which is no part of the name. It is taken as “%(suggestion)s”, and "
    "rows with the same name are one client.",
    fr="« %(value)s » se termine par une devise, qui ne fait pas partie du nom. Il est pris comme "
    "« %(suggestion)s », et les lignes de même nom sont un seul client.",
)
rule(
    "customer.of_parent",
    Severity.INFO,
    en="“%(value)s” is a sub-customer (a branch, a job or a person) of “%(detail)s”. It becomes a contact of "
    "its own, “%(suggestion)s”, unless its row has the name of a company or person; take the row out of the "
    "file if it is only a job.",
    fr="« %(value)s » est un sous-client (une succursale, un projet ou une personne) de « %(detail)s ». Il "
    "devient un contact distinct, « %(suggestion)s », à moins que sa ligne ne porte le nom d'une société "
    "ou d'une personne ; retirez la ligne du fichier si ce n'est qu'un projet.",
)

_DELETED = r"(?i)\s*\((?:deleted|supprimée?)(?:[ -]?\d+)?\)"
_CURRENCIES = "USD|CAD|EUR|GBP|AUD|NZD|HKD|SGD|JPY|CNY|CHF|MXN|INR|ZAR|SEK|NOK|DKK"
_CURRENCY = rf"(?:\s+-\s*(?:{_CURRENCIES})|\s*\((?:{_CURRENCIES})\)|\s+(?:{_CURRENCIES}))$"


@over_distinct
def normalise_customers(values: pl.Series) -> pl.DataFrame:
    """The name of each customer, and the parent that it belongs to.

    Args:
        values: n texts, "Parent:Child - USD (deleted)".

    Returns:
        n rows: value (the name), parent (the organization of a person that is a sub-customer, else null),
        code, suggestion (the name), detail (the parent as written). A sub-customer that is no person keeps
        its full name, which alone is unique.
    """
    text = values.to_frame("text").select(clean(pl.col("text")))
    told = text.with_columns(bare=pl.col("text").str.replace_all(_DELETED, ""))
    name = pl.col("bare").str.replace(_CURRENCY, "").str.strip_chars()
    told = told.with_columns(name=pl.when(name != "").then(name).otherwise("text"))
    pieces = pl.col("name").str.extract_groups(r"^(?P<parent>.*\S)\s*:\s*(?P<child>[^:]*\S)$")
    nested = ~pl.col("name").str.contains(r"\d:\d")  # a time or a ratio
    told = told.with_columns(pl.when(nested).then(pieces).alias("pieces")).unnest("pieces")
    child, parent = (read_names(told[name])["kind"] for name in ("child", "parent"))
    person = (child == "person").fill_null(False)
    whole = told.with_columns(
        value=pl.when(pl.lit(person)).then("child").otherwise("name"),
        of=pl.when(pl.lit(person & (parent != "person").fill_null(True))).then("parent"),
    )
    return whole.select(
        "value",
        parent="of",
        code=pl.when(pl.col("bare") != pl.col("text"))
        .then(pl.lit("customer.deleted"))
        .when(pl.col("parent").is_not_null())
        .then(pl.lit("customer.of_parent"))
        .when(pl.col("name") != pl.col("bare"))
        .then(pl.lit("customer.currency")),
        suggestion="value",
        detail="parent",
    )
