"""Words of a contact's pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from carnet.book.provenance import SourceCell
from carnet.catalog import prefix_of
from carnet.contract import Disposition
from carnet.doors.web.contacts.columns import KINDS, country
from carnet.doors.web.contacts.imports import file_name
from carnet.doors.web.contacts.one import words
from carnet.doors.web.templatetags.words import current
from carnet.language import Text
from carnet.pipeline.pages import label

register = template.Library()

_ADD = {
    "person": Text("Add a person", "Ajouter une personne"),
    "organization": Text("Add an organization", "Ajouter une organisation"),
    "client_group": Text("Add a client group", "Ajouter un groupe de clients"),
}
_MODES = {
    "merge": Text("merge", "fusion"),
    "delete": Text("deletion", "suppression"),
    "edit": Text("change of many contacts", "modification de plusieurs contacts"),
}
_IMPORT = Text("import", "importation")
_FATES = {
    Disposition.SET_ASIDE: Text("set aside", "mise de côté"),
    Disposition.REFUSED: Text("refused", "refusée"),
    Disposition.MERGED: Text("%(field)s, said already", "%(field)s, déjà présent"),
    Disposition.STORED: Text("%(field)s", "%(field)s"),
}
_OTHERS = Text("%(field)s, of another contact of the row", "%(field)s, d’un autre contact de la ligne")
_KINDS = {"person", "organization", "client_group"}


@register.simple_tag
def kind(name: str) -> str:
    """A kind of contact."""
    return KINDS[name](current())


@register.simple_tag
def add_title(name: str) -> str:
    """What the form for a new contact is called."""
    return _ADD[name](current())


@register.filter
def at(values: Mapping[str, str], key: str) -> str:
    """One value of a mapping, "" where it is not there."""
    return values.get(key, "")


@register.simple_tag
def mode_name(mode: str) -> str:
    """What an entry of the history did."""
    return _MODES.get(mode, _IMPORT)(current())


@register.simple_tag
def phone_name(name: str | None) -> str:
    """A kind of phone."""
    return words.phone_label(name, current())


@register.simple_tag
def address_name(name: str | None) -> str:
    """A kind of address."""
    return words.address_label(name, current())


@register.filter
def network_name(name: str) -> str:
    """A social network."""
    return words.network(name)


@register.filter
def number_of(phone: Mapping[str, str | None]) -> str:
    """A phone number with its extension."""
    return words.number(phone)


@register.simple_tag
def address_of(address: Mapping[str, str | None]) -> SafeString:
    """An address line by line."""
    place = " ".join(
        part for part in (address.get(name) for name in ("city", "region", "postal_code")) if part
    )
    lines = [address.get("line"), place, country(address.get("country"), current())]
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines if line))


@register.simple_tag
def site_of(text: str) -> SafeString | str:
    """A website or profile; a link where it has the form of an address."""
    bare = text.lower()
    if bare.startswith(("http://", "https://")):
        return format_html('<a href="{0}" rel="noopener noreferrer">{0}</a>', text)
    if "." in bare and " " not in bare and "@" not in bare:
        return format_html('<a href="https://{0}" rel="noopener noreferrer">{0}</a>', text)
    return text


@register.filter
def card_id(number: int) -> str:
    """The id of the element of a card."""
    return f"card-{number}"


register.filter("filename", file_name)


@register.filter
def stem(name: str) -> str:
    """A file's name without its ending."""
    return PurePath(name).stem


@register.filter
def plain(number: int) -> str:
    """A row's number, as a spreadsheet shows it: without separators."""
    return str(number)


@register.simple_tag
def cell_fate(cell: SourceCell, kind: str) -> str:
    """Where a cell went."""
    wording = _FATES.get(cell.fate, _FATES[Disposition.SET_ASIDE])
    if cell.field is None:
        return _FATES[Disposition.SET_ASIDE](current())
    if prefix_of(cell.field) in _KINDS - {kind} and cell.fate == Disposition.STORED:
        wording = _OTHERS
    return wording(current(), {"field": label(cell.field, kind, current())})
