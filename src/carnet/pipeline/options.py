"""What a person may fix about files, read from texts; what cannot be used gets a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.terms import Options

rule(
    "argument.country",
    Severity.ERROR,
    en="--country “%(value)s” is no country code. Give two letters, such as AU, CA, FR, GB, NZ or US.",
    fr="--country « %(value)s » n'est pas un code de pays. Donnez deux lettres, par exemple AU, CA, FR, GB, "
    "NZ ou US.",
)
rule(
    "argument.date_order",
    Severity.ERROR,
    en="--date-order “%(value)s” is not known. Choose dmy (day first), mdy (month first) or ymd.",
    fr="--date-order « %(value)s » n'est pas connu. Choisissez dmy (jour d'abord), mdy (mois d'abord) "
    "ou ymd.",
)


def options(
    provider: str | None = None,
    country: str | None = None,
    sheets: Sequence[str] = (),
    header_row: int | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    date_order: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Options:
    """What is fixed about the files of a run.

    Raises:
        CarnetError: argument.country, argument.date_order.
    """
    return Options(
        sheets=tuple(sheets),
        encoding=encoding,
        delimiter=delimiter,
        provider=provider,
        header_row=header_row,
        date_order=_date_order(date_order),
        country=_country(country),
        mapping=dict(mapping or {}),
    )


def _country(value: str | None) -> str | None:
    """A country code in capitals."""
    if value is None:
        return None
    import pycountry

    code = {"UK": "GB"}.get(value.upper(), value.upper())
    if pycountry.countries.get(alpha_2=code) is None:
        raise CarnetError("argument.country", value=value)
    return code


def _date_order(value: str | None) -> str | None:
    if value is not None and value.lower() not in {"dmy", "mdy", "ymd"}:
        raise CarnetError("argument.date_order", value=value)
    return value.lower() if value else None
