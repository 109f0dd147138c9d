"""Names: whole, in lines, of customers and their jobs, of relatives, and lists of names."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from carnet import catalog
from carnet.catalog import FieldType
from carnet.contract import PHONE, ColumnMapping
from carnet.findings import Severity, rule
from carnet.stages.assemble.column import joined_texts
from carnet.stages.assemble.columns.reading import Reading
from carnet.stages.assemble.items import without_empty
from carnet.stages.assemble.some_rows import only
from carnet.stages.normalise import customers, labels, name_lines, names
from carnet.stages.normalise.emails import normalise_emails
from carnet.stages.normalise.names.reading import PARTS
from carnet.stages.normalise.phones import normalise_phones
from carnet.stages.normalise.text import normalise_name

rule(
    "group.rows_below",
    Severity.WARNING,
    en="“%(value)s” stands in this row only, and in none of the %(detail)s rows below it. They are taken to "
    "belong to it too, as in cells that were merged. Write the group in each of its rows to settle it.",
    fr="« %(value)s » ne figure que sur cette ligne, et sur aucune des %(detail)s lignes suivantes. Elles "
    "sont prises pour en faire partie, comme dans des cellules fusionnées. Écrivez le groupe sur chacune de "
    "ses lignes pour trancher.",
)
rule(
    "name.lines_below",
    Severity.INFO,
    en="The cell holds more than a name (%(value)s). What stands first is the name; emails and telephone "
    "numbers behind it go to the card, the rest to the description.",
    fr="La cellule contient plus qu'un nom (%(value)s). Ce qui vient d'abord est le nom ; les courriels et "
    "les téléphones qui suivent vont à la fiche, le reste à la description.",
)


def read_names(reading: Reading, group: list[ColumnMapping], field: catalog.Field) -> None:
    """A name in one or several columns, split into its parts."""
    if group[0].special == "customer":
        _customers(reading, group[0], field)
        return
    lines = [_name_line(reading, c) if c.special == "name_line" else _first_line(reading, c) for c in group]
    joined = joined_texts(lines, " ")
    _add_names(reading, group, field, joined, names.read_names(joined))


_BELOW = r"(?s)\S\s*\n.*(?:\S@\S|\d(?:[ ().-]*\d){6})"  # an email or telephone under the name
_BEHIND = r"^(\D*?\p{L}\D*?)\s*[,;|]\s*((?:\S+@\S|\+?[\d(][\d ().-]{6,}\d\b.*@).*)$"  # or behind it
_CALLED = r"^\D{0,20}(?:\d[ ().+/-]*){7,15}\D{0,12}$"


def _first_line(reading: Reading, column: ColumnMapping) -> pl.Series:
    """Names; where a cell holds the whole contact, what stands first, and the rest where it belongs."""
    raw, names = reading.raw(column.index), reading.name(column.index)
    if column.slot or not raw.str.contains(r"[@\n]").any():
        return names
    text = raw.str.strip_chars()
    behind = text.str.extract(_BEHIND, 2).str.replace_all(r"\s*[,;|]\s*", "\n")
    text = (text.str.extract(_BEHIND, 1) + "\n" + behind).zip_with(behind.is_not_null(), text)
    blocks = only(text, text.str.contains(_BELOW))
    if not blocks.count():
        return names
    lines = blocks.str.split("\n").list.eval(pl.element().str.strip_chars())
    line, below = pl.element(), lines.list.slice(1)
    mailed, called = line.str.contains("@", literal=True), line.str.contains(_CALLED)
    mail, calls, others = (
        below.list.eval(line.filter(chosen & (line != ""))).list.join("\n").replace("", None)
        for chosen in (mailed, called & ~mailed, ~called & ~mailed)
    )
    numbers = normalise_phones(calls, reading.countries, "office")["values"].cast(pl.List(PHONE))
    reading.add([column], "emails", without_empty(normalise_emails(mail)["values"]), "person.email")
    reading.add([column], "phones", without_empty(numbers), "phone.office")
    reading.add([column], "description", others, "organization.description")
    found = pl.when(pl.lit(blocks).is_not_null()).then(pl.lit("name.lines_below"))
    nothing = pl.lit(None, pl.String)
    reading.find(column.index, raw, names.to_frame().select(code=found, suggestion=nothing, detail=nothing))
    return names.zip_with(blocks.is_null(), normalise_name(lines.list.first())["value"])


_LAST_IN_CAPITALS = r"^\p{Lu}[\p{Lu}'’ -]+ \p{Lu}\p{Ll}"  # "LE GALL Anne"


def _apart(texts: pl.Series) -> pl.Series:
    """Cells with one person a line or behind each comma or stroke, of whom each has a first and a last name,
    with semicolons: "Ann Roe, Max Lee", "ROE Ann, LEE Max", "Ann Roe / Max Lee"."""
    rows = texts.str.contains(r"^[^,\n]+\s[^,\n]+(?:[,\n]|\s/)\s*[^,\n]+\s[^,\n]").fill_null(False)
    if not rows.any():
        return texts
    listed = texts.filter(rows).str.replace_all(r"\s+/\s+|\n", ",")
    several = pl.DataFrame({"piece": listed.str.split(",")})
    pieces = several.with_row_index("i").explode("piece").with_columns(pl.col("piece").str.strip_chars())
    first = pl.col("piece").str.extract(r"^(\S+)\s+\S")
    behind = pl.col("piece").str.contains(_LAST_IN_CAPITALS)
    told = pieces.group_by("i", maintain_order=True).agg(
        people=(names.is_given_name(first) | behind).fill_null(False).all() & (pl.len() > 1),
        listed=pl.col("piece").str.join("; "),
    )
    found = told.select(pl.when("people").then("listed").otherwise(pl.lit(texts.filter(rows))))
    return texts.scatter(rows.arg_true(), found.to_series())


_REACHED = r"^(.*?\p{L}.*?)\s*[(<\[]\s*([^\s()<>\[\]]+@[^\s()<>\[\]]+)\s*[)>\]]$"  # "Ann Roe (a@example.com)"


def read_people(reading: Reading, groups: Sequence[list[ColumnMapping]]) -> None:
    """People at a client, of whom a cell may list several or name a couple: each has a slot.

    Args:
        reading: the sheet.
        groups: the columns of each slot, which are read as one long column.
    """
    texts = _people_texts(reading, groups)
    pieces = texts.str.strip_chars(" ;\n").str.split(";")
    people: list[list[pl.Series]] = [[] for _ in groups]
    for number in range(int(str(pieces.list.len().max() or 0))):
        one = pieces.list.get(number, null_on_oob=True).str.strip_chars()
        mail = None
        if (reached := one.str.extract(_REACHED, 2)).count():
            mail = without_empty(normalise_emails(reached)["values"])
            one = one.str.extract(_REACHED, 1).zip_with(reached.is_not_null(), one)
        result = names.read_names(one)
        first, couple = name_structs(one, result), (result["kind"] == "couple").fill_null(False)
        second = name_structs(one.set(~couple, None), _second(result)) if couple.any() else None
        for place, group in enumerate(groups):
            rows = slice(place * reading.height, (place + 1) * reading.height)
            if mail is not None:
                slot = _slot(group, len(people[place]) + 1)
                reading.add(group, "emails", mail[rows], "person.email", slot)
            people[place].append(first[rows])
            if second is not None and couple[rows].any():
                people[place].append(second[rows])
    for group, named in zip(groups, people, strict=True):
        for number, person in enumerate(named, 1):
            reading.add(group, "full_name", person, group[0].field or "", _slot(group, number))


def _people_texts(reading: Reading, groups: Sequence[list[ColumnMapping]]) -> pl.Series:
    """The names that the columns of each group give together, group after group."""
    plain = [column for group in groups for column in group if column.special != "name_line"]
    lines = {c.index: _name_line(reading, c) for group in groups for c in group if c not in plain}
    if plain:
        raw = pl.concat([reading.raw(column.index) for column in plain])
        read = normalise_name(_apart(raw))["value"]
        parts = read.to_frame().iter_slices(reading.height)
        lines |= {column.index: part.to_series() for column, part in zip(plain, parts, strict=True)}
    told = [[lines[column.index] for column in group] for group in groups]
    return pl.concat([one[0] if len(one) == 1 else joined_texts(one, " ") for one in told], rechunk=True)


def _slot(group: list[ColumnMapping], number: int) -> str:
    return group[0].slot + (f".{number}" if number > 1 else "")


def _second(result: pl.DataFrame) -> pl.DataFrame:
    """What read_names tells of the second of each couple, as of one person."""
    parts = [name.removesuffix("_2") for name in result.columns if name.endswith("_2")]
    nothing = pl.lit(None, pl.String)
    return result.with_columns(
        **dict.fromkeys(PARTS, nothing), kind=pl.lit("person"), household=nothing, code=nothing
    ).with_columns(**{name: result[f"{name}_2"] for name in parts})


def _name_line(reading: Reading, column: ColumnMapping) -> pl.Series:
    """A line of a name; what is no part of the name goes elsewhere."""
    raw = reading.raw(column.index)
    read = name_lines.read_name_lines(raw)
    trading = "accounting.trading_name"
    reading.add([column], trading, read["trading_name"], trading)
    nothing = raw.is_not_null() & read["name"].is_null() & read["trading_name"].is_null()
    reading.set_aside(column.index, nothing)
    return read["name"]


def _customers(reading: Reading, column: ColumnMapping, field: catalog.Field) -> None:
    raw = reading.raw(column.index)
    read = customers.normalise_customers(raw)
    reading.find(column.index, raw, read)
    reading.add([column], "belongs_to", read["parent"], "person.belongs_to")
    result = names.read_names(read["value"])
    branch = read["detail"].is_not_null() & read["value"].str.contains(":", literal=True)
    result = result.with_columns(
        kind=pl.when(pl.lit(branch)).then(pl.lit("organization")).otherwise("kind"),
        code=pl.when(~pl.lit(branch)).then("code"),
    )
    _add_names(reading, [column], field, read["value"], result)


def _add_names(
    reading: Reading, group: list[ColumnMapping], field: catalog.Field, whole: pl.Series, result: pl.DataFrame
) -> None:
    target = "any_name" if field.type is FieldType.ANY_NAME else "full_name"
    reading.add(group, target, name_structs(whole, result), field.id)


def read_relation(reading: Reading, column: ColumnMapping) -> None:
    """A relative; where a label tells the relation, a spouse only."""
    raw = reading.text(column.index)
    if column.label_column is not None:
        label = labels.relation_kinds(reading.raw(column.label_column))
        raw = only(raw, label == "spouse")
    values = name_structs(raw, names.read_names(raw))
    reading.add([column], "full_name", values, "person.full_name", slot="spouse")


def name_structs(whole: pl.Series, result: pl.DataFrame) -> pl.Series:
    """The names as they stand with what read_names tells of them, one struct each."""
    parts = result.drop("detail").get_columns()
    return result.select(
        pl.when(whole.is_not_null()).then(pl.struct(whole.alias("text"), *parts))
    ).to_series()


def _lists_of_known(values: pl.Series, pieces: pl.Series) -> pl.Series:
    """The pieces, of which those with commas are lists where one of their parts stands alone elsewhere."""
    parts = values.str.split(",").list.eval(pl.element().str.strip_chars())
    known = values.filter(~values.str.contains(",", literal=True)).unique()
    listed = (parts.list.len() > 1) & parts.list.eval(pl.element().is_in(known.implode())).list.any()
    return pieces.zip_with(~listed.fill_null(False), parts)


_OWN_NAMES = {"contact.name", "organization.name", "person.full_name", "person.last_name"}


def _begin_runs(values: pl.Series) -> bool:
    """Whether names stand once each with empty cells below, as cells do that were merged down the rows."""
    named = values.drop_nulls()
    once = 1 < len(named) == named.n_unique() and values[0] is not None
    return once and values.null_count() >= len(named)


def _run_down(reading: Reading, column: ColumnMapping, values: pl.Series) -> pl.Series:
    """The names, each for the rows below it as well; said where one begins."""
    columns = [c.index for c in reading.mapped.columns if c.field in _OWN_NAMES and not c.slot]
    named = pl.DataFrame([reading.raw(index).alias(str(index)) for index in columns])
    whose = values.is_not_null() | named.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    filled = only(values.forward_fill(), whose)
    rows = values.to_frame("v").with_columns(n=pl.len().over(filled) - 1)
    begins = pl.col("v").is_not_null() & (pl.col("n") > 0)
    code, detail = pl.when(begins).then(pl.lit("group.rows_below")), pl.col("n").cast(pl.String)
    reading.find(
        column.index, values, rows.select(code=code, suggestion=pl.lit(None, pl.String), detail=detail)
    )
    return filled


def read_list_of_names(reading: Reading, group: list[ColumnMapping], field: catalog.Field) -> None:
    """Several names in one cell: client groups, or their members."""
    target = "members" if field.id == "client_group.members" else "groups"
    for column in group:
        values = reading.text(column.index)
        if target == "groups" and _begin_runs(values):
            values = _run_down(reading, column, values)
        separators = r"\s*(?:;|\n|\s:::\s)\s*" if target == "members" or column.special else r"\s:::\s"
        pieces = values.str.replace_all(separators, "\x1f").str.split("\x1f")
        if column.special == "groups":
            pieces = _lists_of_known(values, pieces)
        named = (pl.element().str.strip_chars() != "") & ~pl.element().str.starts_with("*")
        reading.add([column], target, without_empty(pieces.list.eval(pl.element().filter(named))), field.id)
