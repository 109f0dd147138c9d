"""Single values as a person types them: record columns and custom fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from carnet import catalog
from carnet.book.typed.remarks import Remark
from carnet.book.typed.wrong import OF_TYPE
from carnet.book.values import CUSTOM_PREFIX, JOINT
from carnet.contract import CarnetError
from carnet.findings import Severity, rule, rules
from carnet.stages.assemble.rows.name_parts import full_name
from carnet.stages.normalise.single import normalise_single
from carnet.stages.normalise.text import normalise_note
from carnet.stages.normalise.year_end import check_day_of_month

rule(
    "typed.nameless",
    Severity.ERROR,
    en="A contact needs a name. Write it here.",
    fr="Un contact a besoin d'un nom. Écrivez-le ici.",
)
_DAY, _MONTH = "accounting.financial_year_end_day", "accounting.financial_year_end_month"
YEAR_END = (_DAY, _MONTH)
NAME_PARTS = ("first_name", "middle_name", "last_name")  # of a person, who is called by them


@dataclass(slots=True)
class Typed:
    """What was typed, read.

    Attributes:
        values: column -> what is to be kept, None for nothing; only those that can be kept.
        faults, doubts: what was said about them.
    """

    values: dict[str, str | None] = field(default_factory=dict)
    faults: list[Remark] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)


def read_values(
    typed: Mapping[str, str | None], present: Mapping[str, str], kind: str, country: str | None
) -> Typed:
    """Typed values in the form that the book keeps.

    Args:
        typed: record column or "custom.<name>" -> text; None and blank empty the field.
        present: the contact's values by now; what is typed as it stands is not judged again.
        kind: of the contact. country: ISO 3166-1 alpha-2 of the contact or the firm.

    Returns:
        The values; of a person whose parts of the name change, also its whole name.

    Raises:
        CarnetError: contact.field, where there is no such field.
    """
    read = Typed()
    for column, text in typed.items():
        if not (text or "").strip() or text == present.get(column):
            entry_of(column, kind)
            read.values[column] = text if (text or "").strip() else None
        else:
            _read(read, column, str(text), kind, country)
    _name(read, present, kind)
    read.faults += _year_end({**present, **read.values})
    return read


def given(column: str, text: str | None, *, kind: str = "", country: str | None = None) -> str | None:
    """One typed value in the form that the book keeps; None where nothing was typed.

    Args:
        column: a record column or "custom.<name>".
        kind: of the contact; without it any kind that has the column.
        country: ISO 3166-1 alpha-2 of the contact or of the firm.

    Raises:
        CarnetError: contact.field; or the rule by which the text cannot be kept.
    """
    read = Typed()
    if (text or "").strip():
        _read(read, column, str(text), kind, country)
    else:
        entry_of(column, kind)
    for fault in read.faults:
        raise CarnetError(fault.code, value=fault.value, suggestion=fault.suggestion, detail=fault.detail)
    return read.values.get(column)


def field_of(column: str, kind: str = "") -> catalog.Field | None:
    """The catalogue's entry of a record column; None for a custom field, and where there is none.

    Args:
        kind: of the contact; without it any kind that has the column.
    """
    for name in (f"{kind}.{column}", column, *(f"{prefix}.{column}" for prefix in _PREFIXES)):
        if name in catalog.FIELDS:
            return catalog.FIELDS[name]
    return None


_PREFIXES = ("person", "organization", "client_group")


def entry_of(column: str, kind: str) -> catalog.Field | None:
    """The catalogue's entry of a single value; None for a custom field.

    Raises:
        CarnetError: contact.field.
    """
    if column.startswith(CUSTOM_PREFIX) and len(column) > len(CUSTOM_PREFIX):
        return None
    found = field_of(column, kind)
    if found is None or column not in catalog.RECORD_COLUMNS:
        raise CarnetError("contact.field", value=column)
    return found


def _read(read: Typed, column: str, text: str, kind: str, country: str | None) -> None:
    entry = entry_of(column, kind)
    raw = pl.Series([text], dtype=pl.String)
    result = _several(text) if entry is None else normalise_single(raw, entry, country=country)
    value, code = result["value"].item(), result["code"].item()
    told = {name: result[name].item() or "" for name in ("suggestion", "detail")}
    if value is None:
        read.faults.append(fault_of(column, entry, text.strip(), told["detail"]))
        return
    read.values[column] = value
    if code and rules()[code].severity is not Severity.INFO:
        read.doubts.append(Remark(column, code, text.strip(), **told))
    elif entry is not None and entry.limit and len(value) > entry.limit:
        read.doubts.append(Remark(column, "text.too_long", text.strip(), detail=str(entry.limit)))


def _several(text: str) -> pl.DataFrame:
    """The values of a custom field (book.values), as one row of a normaliser."""
    parts = normalise_note(pl.Series(text.split(JOINT), dtype=pl.String))
    whole = parts["value"].drop_nulls().str.join(JOINT)
    return parts.head(1).with_columns(value=pl.lit(whole.item() or None, pl.String))


def fault_of(column: str, entry: catalog.Field | None, text: str, detail: str) -> Remark:
    """What is said of a text that its field cannot keep."""
    code = OF_TYPE.get(entry.type, "typed.text") if entry else "typed.text"
    if code == "typed.number" and not detail:
        code = "typed.number_cut"
    if entry and entry.choices:
        code, detail = "choice.unknown", ", ".join(entry.choices)
    return Remark(column, code, text, detail=detail)


def called(values: Mapping[str, str | None]) -> str | None:
    """What a person is called by the parts of the name; None where there are none."""
    parts = {part: values.get(part) for part in NAME_PARTS}
    frame = pl.DataFrame([parts], schema=dict.fromkeys(NAME_PARTS, pl.String))
    whole: str | None = frame.select(full_name()).item()
    return whole


def _name(read: Typed, present: Mapping[str, str], kind: str) -> None:
    """A person is called by the parts of the name; nobody is left without a name."""
    fresh = {part: value for part, value in read.values.items() if part in NAME_PARTS}
    if kind == "person" and any(value != present.get(part) for part, value in fresh.items()):
        read.values["name"] = called({**present, **fresh})
    refused = any(one.field in (*NAME_PARTS, "name") for one in read.faults)
    if not read.values.get("name", "kept") and not refused:
        read.faults.append(Remark("last_name" if kind == "person" else "name", "typed.nameless", ""))


def _year_end(values: Mapping[str, str | None]) -> Iterator[Remark]:
    day, month = values.get(_DAY), values.get(_MONTH)
    result = check_day_of_month(pl.Series([day], dtype=pl.String), pl.Series([month], dtype=pl.String))
    if result["code"].item():
        yield Remark(_DAY, "typed.no_such_day", day or "", detail=month or "")
