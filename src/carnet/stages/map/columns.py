"""Where each column of a sheet goes: the person's choice, what is remembered, the layout, or evidence."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from carnet import catalog
from carnet.catalog import FieldType, fold
from carnet.catalog.reference import read_before
from carnet.contract import SAFE, ColumnMapping, Mapped, Options, Recognised
from carnet.findings import FINDINGS, Severity, empty, rule
from carnet.language import Text
from carnet.providers.layout import layout_of, reserved
from carnet.stages.map import choice, declared, work
from carnet.stages.map.addresses import ADDRESS_PARTS
from carnet.stages.map.context import named_again, place
from carnet.stages.map.counters import counts_rows, without_counters
from carnet.stages.map.country import by_registers, dominant
from carnet.stages.map.neighbours import explained
from carnet.stages.map.profile import Profile, examples, profiles
from carnet.stages.map.support import guess
from carnet.stages.map.together import together
from carnet.stages.map.weigh import Weighed, weigh

rule(
    "column.set_aside",
    Severity.WARNING,
    en="It is not certain what this column is (%(value)s), so it is set aside and kept. If it is "
    "“%(suggestion)s”, choose that field for it.",
    fr="La nature de cette colonne n'est pas certaine (%(value)s) ; elle est mise de côté et conservée. "
    "S'il s'agit de « %(suggestion)s », choisissez ce champ.",
)
rule(
    "column.unknown",
    Severity.INFO,
    en="It is not clear what this column is (%(value)s), so it is set aside and kept. Choose a field or a "
    "custom field for it if you need it.",
    fr="La nature de cette colonne n'est pas claire (%(value)s) ; elle est mise de côté et conservée. "
    "Choisissez un champ, ou un champ personnalisé, si vous en avez besoin.",
)
rule(
    "column.values_win",
    Severity.WARNING,
    en="The values (%(value)s) are not what the header says. The column is taken as “%(suggestion)s”. "
    "Choose another field for it if that is wrong.",
    fr="Les valeurs (%(value)s) ne correspondent pas à l'en-tête. La colonne est prise comme "
    "« %(suggestion)s ». Choisissez un autre champ si c'est faux.",
)
rule(
    "column.same_field",
    Severity.WARNING,
    en="Two columns would go to “%(suggestion)s”; “%(detail)s” fits better and keeps it. This one is set "
    "aside and kept. Choose a field for it if you need it.",
    fr="Deux colonnes iraient à « %(suggestion)s » ; « %(detail)s » convient mieux et le garde. Celle-ci est "
    "mise de côté et conservée. Choisissez-lui un champ si vous en avez besoin.",
)

rule(
    "column.names_swapped",
    Severity.WARNING,
    en="The values under “%(detail)s” (%(value)s) look like those of “%(suggestion)s”, and the other way "
    "round. They are taken as the headers say. If they stand in each other's place, choose “%(suggestion)s”.",
    fr="Les valeurs sous « %(detail)s » (%(value)s) ressemblent à celles de « %(suggestion)s », et "
    "inversement. Elles sont prises selon les en-têtes. Si elles ont été interverties, choisissez "
    "« %(suggestion)s ».",
)

rule(
    "column.second_table",
    Severity.WARNING,
    en="A second table begins here, beside the first: its rows are other contacts (%(value)s). Its columns "
    "are set aside and kept. Put it below the first table or on a sheet of its own, and import that.",
    fr="Un second tableau commence ici, à côté du premier : ses lignes sont d'autres contacts (%(value)s). "
    "Ses colonnes sont mises de côté et conservées. Placez-le sous le premier ou dans une feuille à part, et "
    "importez le résultat.",
)

rule(
    "column.further_identifier",
    Severity.WARNING,
    en="“%(detail)s” is the client identifier, and a contact has one. The values of this column "
    "(%(value)s) are kept in the description, each behind the column's name. If this column is the "
    "identifier, choose that field for it.",
    fr="« %(detail)s » est l'identifiant du client, et un contact n'en a qu'un. Les valeurs de cette "
    "colonne (%(value)s) sont gardées dans la description, chacune derrière le nom de la colonne. Si "
    "cette colonne est l'identifiant, choisissez ce champ pour elle.",
)

# A contact may have several of them; notes are joined.
_REPEATED = {FieldType.EMAIL, FieldType.PHONE, FieldType.WEBSITE, FieldType.NOTE}
_FURTHER = Text(
    "another column is the client identifier; kept in the description",
    "une autre colonne est l'identifiant du client ; conservée dans la description",
)
_SAME = Text("another column fits this field better", "une autre colonne convient mieux à ce champ")


def map_columns(
    recognised: Recognised, options: Options, remembered: Mapping[str, str] | None = None
) -> tuple[Mapped, pl.DataFrame]:
    """A place for each column of a recognised sheet.

    Args:
        recognised: the sheet, its provider, header and kind.
        options: what the person fixed; ``mapping`` wins over everything.
        remembered: header -> field id that the firm chose before for files of this shape.

    Returns:
        The mapped sheet, and findings.FINDINGS rows (sheet null, column the position).

    Raises:
        CarnetError: the person's mapping names a header or a field that does not exist.
    """
    headers = recognised.headers
    if recognised.kind == "none":
        return Mapped(recognised, tuple(_no_contacts(recognised)), options.country), empty()
    fixed = choice.remembered(headers, remembered or {})
    fixed |= choice.chosen(headers, options.mapping)
    fixed |= choice.chosen_positions(_padded(recognised), options.columns)
    looked = profiles(recognised)
    before, order = _read_before(recognised, looked)
    country = options.country or before
    if recognised.kind == "work":
        country = country or dominant(looked)
        found, notes = work.work_columns(recognised, _padded(recognised), fixed, looked)
        return Mapped(recognised, tuple(_single(found, notes, looked)), country, order), _frame(notes)
    known = declared.columns(recognised)
    written = _padded(recognised)
    beside = _second_table(written, looked)
    fixed = {index: ColumnMapping(index, written[index], None, 1.0, _BESIDE) for index in beside} | fixed
    weighed = [weigh(index, text, looked[index]) for index, text in enumerate(together(written))]
    weighed, counters = without_counters(weighed, recognised, fixed.keys() | known.keys())
    weighed = explained([_told(column, fixed) for column in weighed])
    sure = ((column.concept, column.profile) for column in weighed if column.confidence >= SAFE)
    country = country or by_registers(sure) or dominant([c.profile for c in weighed if not _initials(c)])
    weighed = [_declared(column, known) for column in weighed]
    kind = recognised.kind
    weighed = _by_legal_name(weighed) if kind in {"contact", "organization"} else weighed
    weighed = named_again(weighed)
    drafts = place(kind, weighed, country)
    found, notes = [], []
    for column, draft in zip(weighed, drafts, strict=True):
        said: list[dict[str, object]] = []
        settled = declared.checked(known[column.index], column, said) if column.index in known else None
        if column.index in fixed:
            settled = _as_chosen(fixed[column.index], settled or draft)
        else:
            notes += said
        found.append(
            replace(settled, header=written[column.index])
            if settled
            else _safe(column, replace(draft, header=written[column.index]), notes)
        )
    found = _single(_kinds(found, weighed), notes, looked)
    notes += _nameless(found, weighed, fixed)
    notes += _counted(found, counters, recognised, looked, fixed.keys() | known.keys())
    if layout_of(recognised) is None:
        found = _with_empty(found, drafts, weighed, fixed)
    found = _in_one_address(_labelled(found, weighed), weighed, fixed)
    if beside:
        value = examples(looked[beside[0]].values)
        notes.append(_note(beside[0], "column.second_table", value, ""))
    notes += _swapped(found, weighed, fixed)
    return Mapped(recognised, tuple(found), country, order), _frame(notes)


def _initials(column: Weighed) -> bool:
    """Whether short texts are colleagues', or of something else that is no place: "AB" is no Alberta then."""
    return column.concept in {"owner", "manager", "aside"} and column.profile.share("region") >= _MOSTLY


_MOSTLY = 0.8


def _read_before(recognised: Recognised, looked: Sequence[Profile]) -> tuple[str | None, str | None]:
    """Country and order of dates that the references of a workbook of corrections tell."""
    places = reserved(recognised.headers)
    told = [looked[at].values for at, target in places.items() if target.special == "source_row"]
    return read_before(told[0][0]) if told and told[0] else (None, None)


def _in_one_address(
    columns: Sequence[ColumnMapping], weighed: Sequence[Weighed], fixed: Container[int]
) -> list[ColumnMapping]:
    """A line and what stands beside it without saying of which address: "Mailing Address, City, State"."""
    addresses: dict[tuple[str, int], dict[str, int]] = {}
    for column in columns:
        if (column.field or "").count(".") == 2 and not column.slot:  # address.physical.city
            _, kind, part = (column.field or "").split(".")
            addresses.setdefault((kind, column.block), {})[part] = column.index
    lines = [address for address, parts in addresses.items() if "line" in parts]
    others = {part: index for address, parts in addresses.items() if address not in lines
              for part, index in parts.items()}  # fmt: skip
    if len(addresses) != 2 or len(lines) != 1 or others.keys() & addresses[lines[0]].keys():
        return list(columns)
    (kind, block), moved = lines[0], {index: part for part, index in others.items()}
    if any(index in fixed or weighed[index].reading.modifiers for index in moved):
        return list(columns)
    return [
        replace(column, field=f"address.{kind}.{moved[column.index]}", block=block)
        if column.index in moved
        else column
        for column in columns
    ]


_NAMED = {"organization.name": "organization", "contact.name": "name", "client_group.name": "group",
          "person.full_name": "full", "person.first_name": "first", "person.last_name": "last",
          "person.belongs_to": "belongs_to"}  # fmt: skip


def _told(column: Weighed, fixed: Mapping[int, ColumnMapping]) -> Weighed:
    """The column as a name, or none, where the person chose so: the other columns hang on who is named."""
    if column.index not in fixed:
        return column
    concept = _NAMED.get(fixed[column.index].field or "", "")
    if not concept and column.concept not in _NAMED.values():
        return column
    reading = replace(column.reading, concept=concept or "aside")
    return replace(column, reading=reading, concept=concept or "aside", confidence=1.0)


def _declared(column: Weighed, known: Mapping[int, declared.Declared]) -> Weighed:
    """The column as one of the contact that the layout says, so that others find it there."""
    place = known.get(column.index)
    if place is None or not place.target.slot:
        return column
    return replace(column, reading=replace(column.reading, slot=place.target.slot))


_BESIDE = Text("a second table stands beside the first", "un second tableau se trouve à côté du premier")


def _second_table(headers: Sequence[str], looked: Sequence[Profile]) -> list[int]:
    """The columns of a table that stands beside the first, behind an empty column, under the same headers."""
    keys = [fold(header) for header in headers]
    empty = [index for index, key in enumerate(keys) if not (key or looked[index].values)]
    for gap in empty:
        before = set(filter(None, keys[:gap]))
        behind = [key for key in keys[gap + 1 :] if key]
        if len(behind) > 1 and set(behind) <= before and keys[0] in behind:
            return [index for index in range(gap + 1, len(keys)) if keys[index] or looked[index].values]
    return []


_LEGAL_NAMES = ("legal_name", "accounting.legal_name", "trading", "accounting.trading_name")


def _by_legal_name(weighed: Sequence[Weighed]) -> list[Weighed]:
    """Where nothing else names the contacts, the legal name is the organization's, else what it trades as."""
    filled = [column for column in weighed if column.profile.values and column.confidence >= SAFE]
    if any(column.concept in {*_NAMED.values(), "client_name"} and not column.slot for column in filled):
        return list(weighed)
    legal = min(
        (column for column in filled if column.concept in _LEGAL_NAMES),
        key=lambda column: _LEGAL_NAMES.index(column.concept),
        default=None,
    )
    return [replace(column, concept="organization") if column is legal else column for column in weighed]


_FEWEST_NAMES = 3  # that tell first names from last ones
_OTHER = {"person.first_name": "person.last_name", "person.last_name": "person.first_name"}


def _swapped(
    columns: Sequence[ColumnMapping], weighed: Sequence[Weighed], fixed: Container[int]
) -> list[dict[str, object]]:
    """First names under the header of last names, and the other way round: said, never changed."""
    notes: list[dict[str, object]] = []
    for first in (c for c in columns if c.field == "person.first_name"):
        last = next((c for c in columns if c.field == "person.last_name" and c.slot == first.slot), None)
        if last is None or first.index in fixed or last.index in fixed:
            continue
        here, there = (weighed[column.index].profile for column in (first, last))
        enough = min(len(here.values), len(there.values)) >= _FEWEST_NAMES
        if enough and here.share("first_name") < 0.4 and there.share("first_name") > 0.7:
            for column, profile in ((first, here), (last, there)):
                value, other = examples(profile.values), _OTHER[column.field or ""]
                notes.append(_note(column.index, "column.names_swapped", value, other, column.header))
    return notes


_NAMES = {"name", "full", "organization"}


def _nameless(
    columns: Sequence[ColumnMapping], weighed: Sequence[Weighed], fixed: Container[int]
) -> list[dict[str, object]]:
    """Where nothing names the contacts, a column that was set aside by its header but holds names is said."""
    if any((column.field or "") in _NAMED for column in columns):
        return []
    return [
        _note(column.index, "column.set_aside", examples(column.profile.values), "contact.name")
        for column in weighed
        if column.concept == "aside"
        and column.profile.values
        and column.index not in fixed
        and guess(column.profile).concept in _NAMES
    ]


def _counted(
    columns: Sequence[ColumnMapping], counters: Sequence[int], recognised: Recognised,
    looked: Sequence[Profile], settled: Container[int],
) -> list[dict[str, object]]:  # fmt: skip
    """Columns that number the rows, and identifiers that do so as well."""
    own = "organization" if recognised.kind == "organization" else "person"
    aside = [(index, "column.row_numbers", f"{own}{_IDENTIFIER}") for index in counters]
    kept = [
        (column.index, "column.identifier_counts", "")
        for column in columns
        if (column.field or "").endswith(_IDENTIFIER)
        and not column.special
        and column.index not in settled
        and counts_rows(column.index, looked[column.index], recognised)
    ]
    return [_note(index, code, examples(looked[index].values), field) for index, code, field in aside + kept]


def _as_chosen(choice: ColumnMapping, proposed: ColumnMapping) -> ColumnMapping:
    """What the person chose; whose it is and how it is read as proposed, where the field is the same."""
    if choice.field is None or choice.field != proposed.field:
        return choice
    return replace(proposed, header=choice.header, confidence=choice.confidence, reason=choice.reason)


_NO_CONTACTS = Text("the sheet is no list of contacts", "la feuille n'est pas une liste de contacts")


def _no_contacts(recognised: Recognised) -> Iterator[ColumnMapping]:
    for index, header in enumerate(_padded(recognised)):
        yield ColumnMapping(index, header, None, 1.0, _NO_CONTACTS)


def _padded(recognised: Recognised) -> list[str]:
    headers = list(recognised.headers[: recognised.sheet.width])
    return headers + [""] * (recognised.sheet.width - len(headers))


def _safe(column: Weighed, draft: ColumnMapping, notes: list[dict[str, object]]) -> ColumnMapping:
    """The draft where it is safe; else set aside, with the best guess as a suggestion."""
    if not column.profile.values or column.concept == "aside":
        return _aside(draft)
    value = examples(column.profile.values)
    if column.confidence < SAFE or (draft.field is None and not draft.special and not draft.labels):
        code = "column.set_aside" if draft.field else "column.unknown"
        notes.append(_note(column.index, code, value, draft.field or ""))
        return _aside(draft)
    if column.contradicted and column.by_values and draft.field:
        notes.append(_note(column.index, "column.values_win", value, draft.field))
    return draft


def _with_empty(
    columns: Sequence[ColumnMapping], drafts: Sequence[ColumnMapping], weighed: Sequence[Weighed],
    fixed: Container[int],
) -> list[ColumnMapping]:  # fmt: skip
    """Empty columns where their header certainly says, unless another column fills that: empty cells may be
    asked to empty the book's. Names are never emptied."""
    taken = {(column.field, column.slot) for column in columns}
    found = []
    for column, draft in zip(columns, drafts, strict=True):
        own, field = weighed[column.index], draft.field or ""
        sure = own.reading.certainty >= SAFE and own.reading.slot == draft.slot and not draft.labels
        free = (draft.field, draft.slot) not in taken and catalog.short_name(field) not in _WHOLE_NAMES
        if not own.profile.values and column.index not in fixed and field and sure and free:
            column = replace(draft, header=column.header, label_column=None)
            taken.add((draft.field, draft.slot))
        found.append(column)
    return found


_WHOLE_NAMES = frozenset({"name", "full_name"})


def _aside(column: ColumnMapping) -> ColumnMapping:
    return ColumnMapping(column.index, column.header, None, column.confidence, column.reason)


def _note(index: int, code: str, value: str, suggestion: str, detail: str = "") -> dict[str, object]:
    return {"column": index, "code": code, "value": value, "suggestion": suggestion, "detail": detail}


def _frame(notes: list[dict[str, object]]) -> pl.DataFrame:
    if not notes:
        return empty()
    return pl.DataFrame(notes, schema={k: v for k, v in FINDINGS.items() if k in notes[0]}).select(
        pl.lit(None, FINDINGS[name]).alias(name) if name in {"sheet", "row"} else pl.col(name)
        for name in FINDINGS
    )


# ------------------------------------------------------------------------------ fields that are single


def _kinds(columns: list[ColumnMapping], weighed: Sequence[Weighed]) -> list[ColumnMapping]:
    """Beside a column of entity types, one of Individual and Business only tells the kind."""
    rivals = [c for c in columns if c.field == "accounting.entity_type"]
    told = [c for c in rivals if c.special == "kind"]
    plain = {c.index for c in told if weighed[c.index].profile.share("kind") > 0.6}
    if len(plain) == len(rivals):
        return columns
    return [replace(c, field=None) if c.index in plain else c for c in columns]


def _single(
    columns: list[ColumnMapping], notes: list[dict[str, object]], looked: Sequence[Profile]
) -> list[ColumnMapping]:
    """Of several columns for one single-valued field, the surest that holds anything keeps it; a further
    identifier is a note."""

    def is_empty(column: ColumnMapping) -> bool:
        return not looked[column.index].values

    keepers: dict[tuple[object, ...], ColumnMapping] = {}
    for column in sorted(columns, key=lambda c: (is_empty(c), -c.confidence, c.index)):
        if (key := _slot_of(column)) is not None:
            keepers.setdefault(key, column)
    found = []
    for column in columns:
        key = _slot_of(column)
        if key is None or keepers[key] is column:
            found.append(column)
            continue
        kept = keepers[key]
        if column.field is None or is_empty(column):  # nothing to choose a field for
            found.append(replace(_aside(column), reason=_SAME))
            continue
        name, own = kept.header or str(kept.index + 1), looked[column.index].values
        if column.field.endswith(_IDENTIFIER) and column.header:
            field = column.field.removesuffix(_IDENTIFIER) + ".description"
            found.append(replace(column, field=field, special="labelled", reason=_FURTHER))
            notes.append(_note(column.index, "column.further_identifier", examples(own), "", name))
            continue
        notes.append(_note(column.index, "column.same_field", "", column.field, name))
        found.append(replace(_aside(column), reason=_SAME))
    return found


_IDENTIFIER = ".client_identifier"


def _slot_of(column: ColumnMapping) -> tuple[object, ...] | None:
    """What a column fills; None where several columns may fill it, or it fills nothing."""
    if column.labels or (column.field is None and column.special not in {"key", "kind"}):
        return None
    if column.special not in {"", "year_end", "tax", "kind", "key", "year", "month", "day"}:
        return None
    field = column.field or column.special
    entry = catalog.FIELDS.get(field)
    if field.startswith("custom.") or (entry and entry.type in _REPEATED) or field.endswith(".line"):
        return None
    special = column.special if column.special in {"year", "month", "day"} else ""
    return (field, column.slot, column.block, special)


def _labelled(columns: list[ColumnMapping], weighed: Sequence[Weighed]) -> list[ColumnMapping]:
    """Value columns learn which column tells their label; a label without a value is set aside.

    One that the provider declares is of that column, and of the other parts of its address.
    """
    declared = {_address_of(c): c.label_column for c in columns if c.label_column is not None}
    taken = set(declared.values())
    told = {_block_of(weighed[c.index]): c.index for c in columns if c.labels and c.field is None}
    free = {block: index for block, index in told.items() if index not in taken}

    def label_of(column: ColumnMapping) -> int | None:
        if column.label_column is not None or not column.field or column.labels:
            return column.label_column
        own = declared.get(_address_of(column)) if column.field.startswith("address.") else None
        return free.get(_place_of(column, weighed)) if own is None else own

    found = [replace(c, label_column=label_of(c)) for c in columns]
    used = {c.label_column for c in found}
    return [replace(c, labels=False) if c.labels and c.index not in used else c for c in found]


def _address_of(column: ColumnMapping) -> tuple[str, str, int]:
    """What the columns of one address have alike."""
    return ".".join((column.field or "").split(".")[:2]), column.slot, column.block


def _place_of(column: ColumnMapping, weighed: Sequence[Weighed]) -> tuple[str, str, int]:
    """What a label must be of to be that of a column; the lines of an address are of one block."""
    concept, slot, number = _block_of(weighed[column.index])
    return (concept, slot, column.block if concept == "address" else number)


def _block_of(column: Weighed) -> tuple[str, str, int]:
    concept = column.reading.concept
    return ("address" if concept in ADDRESS_PARTS else concept, column.slot, column.reading.number)
