"""The workbook in which many contacts are changed at once: edited in a spreadsheet, it is imported again.

Tabs as Karbon's bulk update has them, one row a card. The first column is the contact's key, the second what
is to become of the contact; the last, hidden, what lets Carnet see which cells were edited (row_state).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from carnet.catalog import FieldType
from carnet.contract import Contents
from carnet.findings import Severity, rule
from carnet.language import Language, Text
from carnet.writers import bulk_rows, row_state
from carnet.writers.countries import names as country_names
from carnet.writers.headers import ACTION, KEY, STATE, entry, header
from carnet.writers.karbon import TABS, headed
from carnet.writers.notes import LEFT_OUT, Note, note
from carnet.writers.text_workbook import Help, Tab, write_tabs
from carnet.writers.workbook import MAX_CELL, MAX_ROWS, xl_col_to_name

COLLEAGUES = Text("Colleagues", "Collègues")
COLLEAGUES_TITLE = Text("Carnet: colleagues", "Carnet : collègues")
GUIDE = Text("Guide", "Notice")
GUIDE_TITLE = Text(
    "Carnet: guide to changing many contacts", "Carnet : guide pour modifier de nombreux contacts"
)
DELETE = Text("Delete", "Supprimer")
OWNED = ("client_owner", "client_manager")
_DAYS, _MONTHS = range(1, 32), range(1, 13)
_TYPES = ("Client", "Prospect", "Supplier")  # that a new Karbon account begins with

LONG = rule(
    "export.bulk_long_text",
    Severity.INFO,
    en="Texts that are too long for a cell, left out: %(count)s. They stay as they are in the book.",
    fr="Textes trop longs pour une cellule, omis : %(count)s. Ils restent tels quels dans le carnet.",
)
_SET_ASIDE = Text("Values set aside", "Valeurs mises de côté")
_STEPS = (
    Text(
        "1. Change what you want in the tabs Organizations, People and Client Groups: each row is a contact "
        "or one of its cards. Sort and filter as you like.",
        "1. Modifiez ce que vous voulez dans les onglets Organisations, Personnes et Groupes de clients : "
        "chaque ligne est un contact ou l'une de ses fiches. Triez et filtrez à votre guise.",
    ),
    Text(
        "2. A new contact is a new row with an empty first column. To delete a contact, choose “Delete” in "
        "the second column of each of its rows. A row that is missing deletes nothing.",
        "2. Un nouveau contact est une nouvelle ligne dont la première colonne est vide. Pour supprimer un "
        "contact, choisissez « Supprimer » dans la deuxième colonne de chacune de ses lignes. Une ligne "
        "absente ne supprime rien.",
    ),
    Text(
        "3. Save the file and import it in Carnet. You see each change before anything is done, and you can "
        "undo all of it.",
        "3. Enregistrez le fichier et importez-le dans Carnet. Vous voyez chaque modification avant qu'elle "
        "soit faite, et vous pouvez tout annuler.",
    ),
    Text(
        "Leave the first column as it is: it says which contact of the book the row is. A hidden column at "
        "the end tells Carnet which cells you edited.",
        "Laissez la première colonne telle quelle : elle indique de quel contact du carnet il s'agit. Une "
        "colonne masquée à la fin indique à Carnet les cellules que vous avez modifiées.",
    ),
    Text(
        "An emptied cell is told before anything is done; the value stays in the book unless you choose that "
        "emptied cells empty it.",
        "Une cellule vidée vous est signalée d'abord ; la valeur reste dans le carnet, sauf si vous "
        "choisissez que les cellules vidées la vident.",
    ),
)
_KEY_NOTE = Text(
    "Do not change this. Leave it empty in the row of a new contact.",
    "Ne modifiez pas cette valeur. Laissez-la vide dans la ligne d'un nouveau contact.",
)
_ACTION_NOTE = Text(
    "Empty: the row's changes are taken. “Delete”: the contact is deleted; choose it in each of its rows.",
    "Vide : les modifications de la ligne sont prises. « Supprimer » : le contact est supprimé ; "
    "choisissez-le dans chacune de ses lignes.",
)
_MEMBERS_NOTE = Text(
    "Names separated by semicolons. Names that you add join the group; to take one out, open the group in "
    "Carnet.",
    "Noms séparés par des points-virgules. Les noms ajoutés rejoignent le groupe ; pour en retirer un, "
    "ouvrez le groupe dans Carnet.",
)


@dataclass(frozen=True, slots=True)
class Bulk:
    """What a bulk workbook is made of.

    Attributes:
        contents: the contacts. others: id, key, kind, name of those that they refer to besides.
        secret: by which the firm knows its rows again.
        colleagues: who may own or manage a client, besides those that the contacts name.
    """

    contents: Contents
    others: pl.DataFrame
    secret: str
    colleagues: Sequence[str] = ()


def write(
    bulk: Bulk, path: Path, language: Language, written: Callable[[int], None] = lambda tabs: None
) -> list[Note]:
    """Write the workbook; see the module for its shape.

    Args:
        written: told how many tabs are being or have been written.

    Returns:
        What it does not hold.
    """
    rows = bulk_rows.bulk_rows(bulk.contents, bulk.others, language)
    colleagues = _colleagues(bulk)
    notes = write_tabs(path, _counted(_tabs(bulk, rows, colleagues, language), written))
    notes += [(LONG.code, {"count": long})] if (long := _too_long(bulk.contents)) else []
    return notes + note(LEFT_OUT.code, _SET_ASIDE(language), bulk.contents.set_aside.height)


def _counted(tabs: Iterator[Tab], written: Callable[[int], None]) -> Iterator[Tab]:
    for number, tab in enumerate(tabs, 1):
        written(number)
        yield tab


def _tabs(bulk: Bulk, rows: pl.DataFrame, colleagues: list[str], language: Language) -> Iterator[Tab]:
    lists = _lists(bulk, language)
    ranges = _ranges(lists, colleagues, language)
    for kind, title in TABS.items():
        mine = rows.filter(pl.col("kind") == kind)
        columns = bulk_rows.tab_columns(mine, kind)
        held = [name for name in columns if name in mine.columns]
        state = row_state.sealed(bulk.secret, mine, held)
        table = headed(mine.with_columns(state=state), kind, ("key", "action", *columns, "state"), language)
        helps = {KEY(language): Help(note=_KEY_NOTE(language))}
        deleting = Help(f'"{DELETE(language)}"', _ACTION_NOTE(language), closed=True)
        helps[ACTION(language)] = deleting
        for name in columns:
            if (offered := _help(kind, name, ranges, language)) is not None:
                helps[header(kind, name, language)] = offered
        yield Tab(title(language), table, helps, frozenset({STATE(language)}))
    names = pl.DataFrame({COLLEAGUES_TITLE(language): pl.Series(colleagues, dtype=pl.String)})
    yield Tab(COLLEAGUES(language), names, locked=True)
    yield Tab(GUIDE(language), _guide(lists, language), locked=True)


def _help(kind: str, name: str, ranges: dict[str, str], language: Language) -> Help | None:
    known = entry(kind, name)
    if name in OWNED:
        return Help(ranges["colleagues"]) if "colleagues" in ranges else None
    if name == "members":
        return Help(note=_MEMBERS_NOTE(language))
    if known is None:
        return None
    if known.type in {FieldType.DAY, FieldType.MONTH}:
        return Help(f'"{",".join(map(str, _DAYS if known.type is FieldType.DAY else _MONTHS))}"')
    if known.id == "person.belongs_to":
        place = xl_col_to_name(2)  # of the names, after key and action
        return Help(f"'{TABS['organization'](language)}'!${place}$2:${place}${MAX_ROWS}")
    listed = ranges.get("country" if known.type is FieldType.COUNTRY else name)
    told = known.help(language)
    return Help(listed or "", told) if listed or told else None


def _colleagues(bulk: Bulk) -> list[str]:
    """Everybody who owns or manages a client, by name."""
    contacts = bulk.contents.contacts
    named = [contacts[name].drop_nulls().unique().to_list() for name in OWNED if name in contacts.columns]
    known = {name for names in (bulk.colleagues, *named) for name in names}
    return sorted(known, key=lambda name: (name.casefold(), name))


def _lists(bulk: Bulk, language: Language) -> dict[str, tuple[str, list[str]]]:
    """Column -> heading and values of the drop-down lists that the guide holds."""
    contacts = bulk.contents.contacts
    types = set(contacts["contact_type"].drop_nulls()) if "contact_type" in contacts.columns else set()
    title = header("organization", "contact_type", language)
    found = {"contact_type": (title, sorted({*_TYPES, *types}, key=str.casefold))}
    for name in bulk_rows.fields():
        known = entry("person", name)
        if known is not None and known.choices:
            found[name] = known.label(language), [text(language) for text in known.choices.values()]
    countries = sorted(country_names(language).values())
    found["country"] = Text("Country", "Pays")(language), countries
    return found


def _ranges(
    lists: dict[str, tuple[str, list[str]]], colleagues: list[str], language: Language
) -> dict[str, str]:
    """Where each list stands."""
    found = {}
    for column, (name, (_, values)) in enumerate(lists.items(), 1):
        letter = xl_col_to_name(column)
        found[name] = f"'{GUIDE(language)}'!${letter}$2:${letter}${len(values) + 1}"
    if colleagues:
        found["colleagues"] = f"'{COLLEAGUES(language)}'!$A$2:$A${len(colleagues) + 1}"
    return found


def _guide(lists: dict[str, tuple[str, list[str]]], language: Language) -> pl.DataFrame:
    """The steps in words, and beside them the lists."""
    columns = [(GUIDE_TITLE(language), [text(language) for text in _STEPS]), *lists.values()]
    longest = max(len(values) for _, values in columns)
    return pl.DataFrame(
        [pl.Series(title, values + [None] * (longest - len(values)), dtype=pl.String)
         for title, values in columns]
    )  # fmt: skip


def _too_long(contents: Contents) -> int:
    """How many values of contacts no cell holds."""
    texts = contents.contacts.select(pl.col(pl.String).str.len_chars() > MAX_CELL // 2)
    own = sum(int(series.sum()) for series in texts.iter_columns())
    custom = contents.contacts.select(pl.col("custom").explode()).drop_nulls().to_series()
    if not len(custom):
        return own
    return own + int((custom.struct.field("value").str.len_chars() > MAX_CELL // 2).sum())
