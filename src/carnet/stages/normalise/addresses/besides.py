"""Emails and telephone numbers that stand in an address cell, taken out of it."""

from __future__ import annotations

import polars as pl

from carnet.findings import Severity, rule

rule(
    "address.holds_more",
    Severity.INFO,
    en="“%(value)s” holds more than an address. “%(detail)s” was taken out and kept with the contact's "
    "emails and phone numbers.",
    fr="« %(value)s » contient plus qu'une adresse. « %(detail)s » en a été extrait et conservé parmi les "
    "adresses électroniques et les numéros de téléphone du contact.",
)

_EMAIL = r"[^\s<>()\[\],;:|/@]+@[^\s<>()\[\],;:|/@]+\.[\p{L}]{2,}"
_LABEL = r"t[eé]l(?:[eé]phone)?|phone|ph|mobile|mob|cell|fax|t[eé]l[eé]copieur|portable|office|work|home"
_EMAIL_LABEL = r"(?:e-?mail|courriel|mail)\s*[:.]?\s*"
_NUMBER = r"(?:\+|\()?\d[\d ().-]{6,}\d(?:\s*(?:x|ext\.?|poste)\s*\d+)?"
# With a label, or alone on its line in a form that no postal code has.
_LABELLED = rf"(?i)(?:^|[\s,;])((?:{_LABEL})[\s:.]*{_NUMBER})\s*(?:$|[,;\n])"
_ALONE = (
    r"(?:^|[,;\n])\s*((?:\+\d[\d ().-]{7,}\d|\(\d{2,5}\)[\d .-]{6,}\d|\d{3}[-. ]\d{3}[-. ]\d{4}"
    r"|0\d(?:[ .]\d\d){4}|0\d{1,4} \d{3,4} \d{3,4}))\s*(?:$|[,;\n])"
)
_MAY_HOLD = (
    rf"(?i)@|(?:^|[\s,;])(?:{_LABEL})[\s:.]*[+(\d]|[+(]\d"
    r"|\d{3}[-. ]\d{3}[-. ]\d{3,4}|0\d{1,4}[ .]\d{2,4}[ .]"
)


def taken_out(texts: pl.Series) -> pl.DataFrame:
    """Addresses without the emails and telephone numbers in them.

    Args:
        texts: n cleaned texts with their line breaks.

    Returns:
        n rows: text, email and phone (several with a line break between; null where none).
    """
    at = texts.str.contains(_MAY_HOLD).fill_null(False).arg_true()
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, len(texts))
    if not len(at):
        return pl.DataFrame({"text": texts, "email": nothing, "phone": nothing})
    found = texts.gather(at).to_frame("text").select(_split(pl.col("text")))
    return pl.DataFrame(
        {
            "text": texts.clone().scatter(at, found["text"]),
            "email": nothing.clone().scatter(at, found["email"]),
            "phone": nothing.clone().scatter(at, found["phone"]),
        }
    )


def _split(text: pl.Expr) -> list[pl.Expr]:
    emails = text.str.extract_all(_EMAIL).list.join("\n")
    rest = text.str.replace_all(rf"(?i)(?:{_EMAIL_LABEL})?{_EMAIL}", "\n")
    labelled = rest.str.extract(_LABELLED, 1)
    rest = rest.str.replace(_LABELLED, "\n")
    alone = rest.str.extract(_ALONE, 1)
    rest = rest.str.replace(_ALONE, "\n")
    phones = pl.concat_str(labelled, alone, separator="\n", ignore_nulls=True)
    kept = rest.str.replace_all(r"\s*\n[\s\n]*", "\n").str.strip_chars(" ,;\n")
    changed = (emails != "") | (phones != "")
    return [
        pl.when(changed).then(kept).otherwise(text).alias("text"),
        pl.when(emails != "").then(emails).alias("email"),
        pl.when(phones != "").then(phones).alias("phone"),
    ]
