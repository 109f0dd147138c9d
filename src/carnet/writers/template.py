"""The import file to fill in: Organizations, People, Client Groups, and a guide with the allowed values.

Columns are the catalogue's of the asked level. The one example row imports as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from carnet.catalog import FIELDS, Field, FieldType, Level, prefix_of
from carnet.language import Language, Text
from carnet.writers.countries import names as country_names
from carnet.writers.guide import RULES, TITLE
from carnet.writers.karbon import TABS
from carnet.writers.workbook import MAX_ROWS, Format, Workbook, Worksheet, workbook, xl_col_to_name

GUIDE = Text("Guide", "Notice")
VALUES = Text("Allowed values", "Valeurs permises")
COUNTRY = Text("Country", "Pays")
REQUIRED = frozenset({"organization.name", "person.first_name", "person.last_name", "client_group.name"})
# Accounting details that a person has as well as an organization.
_PERSONAL = frozenset(
    f"accounting.{name}"
    for name in ("basic_notes", "tax_notes", "income_tax_installments", "business_number", "tax_file_number")
)
_ONLY_ORGANIZATION = frozenset({"phone.office", "address.physical"})  # whose example is the organization's
_NO_EXAMPLE = frozenset({"person.middle_name"})  # the group names the person by first and last name
_MOST_NAMES = 20_000  # rows of the Organizations tab that the list of "Belongs To" offers
_TYPED = {  # how cells of a type are kept: "@" is text, so that no zero is eaten
    FieldType.IDENTIFIER: "@", FieldType.PHONE: "@", FieldType.REGISTRATION: "@", FieldType.ADDRESS: "@",
    FieldType.SOCIAL: "@", FieldType.DATE: "yyyy-mm-dd",
}  # fmt: skip
_NOTES = {
    FieldType.DATE: Text("A date, best as year-month-day: 1984-03-27.",
                         "Une date, de préférence année-mois-jour : 1984-03-27."),
    FieldType.PHONE: Text("With the country's code where it is not yours: +61 2 5550 1234.",
                          "Avec l'indicatif du pays si ce n'est pas le vôtre : +61 2 5550 1234."),
    FieldType.CHOICE: Text("Choose a value of the list.", "Choisissez une valeur de la liste."),
    FieldType.MONEY: Text("An amount, such as 850000.", "Un montant, par exemple 850000."),
    FieldType.REGISTRATION: Text("The number as it was issued, zeros in front included.",
                                 "Le numéro tel qu'il a été attribué, zéros du début compris."),
    FieldType.SOCIAL: Text("The profile's address or name.", "L'adresse ou le nom du profil."),
    FieldType.COUNTRY: Text("The country, where the address does not name it.",
                            "Le pays, si l'adresse ne le nomme pas."),
}  # fmt: skip
_ANY = Text("Text, as you want it to read.", "Texte libre.")
_MUST = Text("Required.", "Obligatoire.")
_LIMIT = Text("At most %(limit)s characters.", "Au plus %(limit)s caractères.")


@dataclass(frozen=True, slots=True)
class _Styles:
    """The formats of the template."""

    required: Format
    optional: Format
    text: Format
    date: Format
    bold: Format
    wrapped: Format


def write_template(path: Path, level: Level, language: Language) -> None:
    """Write the import file.

    Args:
        path: the .xlsx file to write.
        level: BASIC, or ASSISTED with the accounting details as well.
        language: of tabs, headers, notes, lists and the guide.
    """
    with workbook(path, rows_in_order=False) as book:
        styles = _formats(book)
        tabs = [book.add_worksheet(title(language)) for title in TABS.values()]
        lists = _write_guide(book, level, language, styles)
        for tab, kind in zip(tabs, TABS, strict=True):
            _write_tab(tab, kind, level, language, lists, styles)


def template_fields(kind: str, level: Level) -> list[Field]:
    """The columns of a tab, in the catalogue's order."""
    levels = {Level.BASIC} if level is Level.BASIC else {Level.BASIC, Level.ASSISTED}
    return [known for known in FIELDS.values() if _belongs(known, kind, levels)]


def example(known: Field, kind: str, language: Language) -> str:
    """The value of the example row; empty where the tab's example has none."""
    if known.id in _NO_EXAMPLE or (kind != "organization" and _is_organizations(known)):
        return ""
    if kind == "organization" and known.id == "phone.mobile":
        return ""
    if known.choices:
        return known.choices[known.example](language) if known.example else ""
    return _abroad(known.example, language) if known.type is FieldType.ADDRESS else known.example


def _is_organizations(known: Field) -> bool:
    return known.id in _ONLY_ORGANIZATION or prefix_of(known.id) == "accounting"


def _abroad(address: str, language: Language) -> str:
    """A whole address with its country in the person's language."""
    rest, comma, country = address.rpartition(", ")
    codes = {name: code for code, name in country_names(Language.EN).items()}
    return rest + comma + country_names(language)[codes[country]] if country in codes else address


def _belongs(known: Field, kind: str, levels: set[Level]) -> bool:
    prefix = prefix_of(known.id)
    if prefix == kind:
        return known.level in levels
    if kind == "client_group":
        return False
    if prefix == "accounting":
        return known.level in levels and (kind == "organization" or known.id in _PERSONAL)
    is_country = prefix == "address" and known.type is FieldType.COUNTRY
    return prefix in {"phone", "social", "address"} and (known.level in levels or is_country)


def _formats(book: Workbook) -> _Styles:
    heading = {"bold": True, "text_wrap": True, "valign": "top", "border": 1}
    return _Styles(
        book.add_format({**heading, "bg_color": "#1F4E78", "font_color": "#FFFFFF"}),
        book.add_format({**heading, "bg_color": "#DDEBF7"}),
        book.add_format({"num_format": "@"}),
        book.add_format({"num_format": "yyyy-mm-dd"}),
        book.add_format({"bold": True, "font_size": 13}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )


def _write_tab(
    tab: Worksheet, kind: str, level: Level, language: Language, lists: dict[str, str], styles: _Styles
) -> None:
    tab.freeze_panes(1, 0)
    tab.set_row(0, 32)
    for column, known in enumerate(template_fields(kind, level)):
        label, value = known.label(language), example(known, kind, language)
        kept = {"@": styles.text, "yyyy-mm-dd": styles.date}.get(_TYPED.get(known.type, ""))
        tab.set_column(column, column, min(max(len(label), len(value), 12) + 2, 46), kept)
        tab.write_string(0, column, label, styles.required if known.id in REQUIRED else styles.optional)
        tab.write_comment(0, column, _note(known, language), {"author": "Carnet", "width": 260, "height": 90})
        if value:
            _write_value(tab, column, known, value, kept)
        if options := _choice_list(known, language, lists):
            tab.data_validation(1, column, MAX_ROWS - 1, column, options)


def _write_value(tab: Worksheet, column: int, known: Field, value: str, kept: Format | None) -> None:
    if known.type in {FieldType.DAY, FieldType.MONTH}:
        tab.write_number(1, column, int(value))
    else:
        tab.write_string(1, column, value, kept)


def _note(known: Field, language: Language) -> str:
    """What the column wants, in a sentence or two."""
    must = [_MUST(language)] if known.id in REQUIRED else []
    limit = [_LIMIT(language, {"limit": known.limit})] if known.limit else []
    return " ".join([*must, known.help(language) or _NOTES.get(known.type, _ANY)(language), *limit])


def _choice_list(known: Field, language: Language, lists: dict[str, str]) -> dict[str, object]:
    """The drop-down list of a column, where it has one."""
    if known.type is FieldType.DAY:
        return {"validate": "list", "source": list(range(1, 32))}
    if known.type is FieldType.MONTH:
        return {"validate": "list", "source": list(range(1, 13))}
    if known.id == "person.belongs_to":
        names = f"='{TABS['organization'](language)}'!$A$2:$A${_MOST_NAMES + 1}"
        return {"validate": "list", "source": names, "error_type": "warning"}
    source = lists.get("country" if known.type is FieldType.COUNTRY else known.id)
    return {"validate": "list", "source": source, "error_type": "warning"} if source else {}


def _write_guide(book: Workbook, level: Level, language: Language, styles: _Styles) -> dict[str, str]:
    """The guide's tab: rules in words, and the allowed values; gives where each list stands."""
    guide = book.add_worksheet(GUIDE(language))
    guide.set_column(0, 0, 100, styles.wrapped)
    guide.write_string(0, 0, TITLE(language), styles.bold)
    for row, text in enumerate(RULES, 2):
        guide.write_string(row, 0, text(language), styles.wrapped)
    lists = {
        known.id: (known.label(language), [text(language) for text in known.choices.values()])
        for known in template_fields("organization", level)
        if known.choices
    }
    lists["country"] = COUNTRY(language), sorted(country_names(language).values(), key=_plain)
    guide.write_string(0, 2, VALUES(language), styles.bold)
    return {
        name: _write_list(guide, column, heading, values, styles)
        for column, (name, (heading, values)) in enumerate(lists.items(), 2)
    }


def _plain(name: str) -> str:
    return normalize("NFKD", name).casefold()


def _write_list(guide: Worksheet, column: int, heading: str, values: list[str], styles: _Styles) -> str:
    """One list of allowed values down a column; gives its range."""
    guide.set_column(column, column, 34)
    guide.write_string(1, column, heading, styles.optional)
    for row, value in enumerate(values, 2):
        guide.write_string(row, column, value)
    letter = xl_col_to_name(column)
    return f"='{guide.get_name()}'!${letter}$3:${letter}${len(values) + 2}"
