"""Contacts as an address book sees them: one entry a contact, all its cards joined.

Client groups are no entries of an address book; they become labels of their members.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from carnet.catalog import FIELDS, RECORD_COLUMNS, SECRET_COLUMNS
from carnet.contract import Contents
from carnet.findings import Severity, rule
from carnet.language import Language, Text
from carnet.writers.choices import worded
from carnet.writers.countries import named
from carnet.writers.flat import PARTS, phone_text
from carnet.writers.headers import header
from carnet.writers.notes import LEFT_OUT, MOVED, SECRET, Note, archived, counted, note

GROUPS = rule(
    "export.groups_as_labels",
    Severity.INFO,
    en="Client groups are written as labels of their members; a group without members, and what else is "
    "known of a group, is left out. Groups: %(count)s.",
    fr="Les groupes de clients sont écrits comme libellés de leurs membres ; un groupe sans membre et les "
    "autres valeurs d'un groupe sont omis. Groupes : %(count)s.",
)
JOINED = rule(
    "export.cards_joined",
    Severity.INFO,
    en="An address book has one entry a contact: what stands on several cards of a contact is written "
    "together, without saying what belongs to which card. Contacts concerned: %(count)s.",
    fr="Un carnet d'adresses a une entrée par contact : ce que portent plusieurs fiches d'un contact est "
    "écrit ensemble, sans dire ce qui appartient à quelle fiche. Contacts concernés : %(count)s.",
)
WORK = rule(
    "export.work_is_office",
    Severity.INFO,
    en="This kind of file does not tell an organization's work phone from its office phone; read again, it "
    "is an office phone. Values concerned: %(count)s.",
    fr="Ce type de fichier ne distingue pas le téléphone professionnel d'une organisation de celui de son "
    "bureau ; relu, il devient le téléphone du bureau. Valeurs concernées : %(count)s.",
)
NAMESAKES = rule(
    "export.namesakes",
    Severity.INFO,
    en="This kind of file has no key for its entries: contacts of one name that share an email or an "
    "organization may become one when it is imported. Contacts concerned: %(count)s.",
    fr="Ce type de fichier n'a pas de clé pour ses entrées : des contacts de même nom qui partagent un "
    "e-mail ou une organisation peuvent n'en faire qu'un à l'importation. Contacts concernés : %(count)s.",
)
SET_ASIDE = Text("Values set aside", "Valeurs mises de côté")
_LINE = Text("%(label)s: ", "%(label)s : ")
_OWN = ("first_name", "middle_name", "last_name", "preferred_name", "salutation", "suffix", "birth_date",
        "description")  # fmt: skip
_SLICE = 50_000  # entries made into text at a time


@dataclass(frozen=True, slots=True)
class AddressBook:
    """People and organizations with everything that an address book has a place for.

    contacts: id, key, kind, name, the parts of a person's name, birth_date, description, organization
        and role (of the first card that has one), groups (List(String)).
    emails, websites: id, n (0-based within the contact), value.
    phones: id, n, label, value. social: id, n, network, value.
    addresses: id, n, label, the five parts, the country by its name.
    extras: id, label (a header in the person's language), value, own (a custom field of the firm): what has
        no place of its own.
    """

    contacts: pl.DataFrame
    emails: pl.DataFrame
    websites: pl.DataFrame
    phones: pl.DataFrame
    social: pl.DataFrame
    addresses: pl.DataFrame
    extras: pl.DataFrame

    def slices(self) -> Iterator[AddressBook]:
        """The book in parts of entries, so that wide tables stay small."""
        for start in range(0, self.contacts.height, _SLICE):
            contacts = self.contacts.slice(start, _SLICE)
            ids = contacts.select("id")
            yield AddressBook(
                contacts,
                *(
                    frame.join(ids, on="id", how="semi", maintain_order="left")
                    for frame in (
                        self.emails, self.websites, self.phones, self.social, self.addresses, self.extras
                    )
                ),
            )  # fmt: skip

    def with_extras(self, *frames: pl.DataFrame) -> AddressBook:
        """The book with more values (id, label, value) that have no place of their own."""
        more = [frame.select("id", "label", "value", own=pl.lit(False)) for frame in frames]
        return replace(self, extras=pl.concat([self.extras, *more]))


def address_book(contents: Contents, language: Language) -> tuple[AddressBook, list[Note]]:
    """The entries, and what an address book does not take at all."""
    contacts = _contacts(contents)
    order = contacts.select("id")
    cards = order.join(
        contents.cards.rename({"id": "card", "contact": "id"}), on="id", maintain_order="left_right"
    )
    phones = _joined(cards, "phones").unnest("phones").select("id", "label", value=phone_text())
    addresses = _joined(cards, "addresses").unnest("addresses")
    book = AddressBook(
        contacts,
        _numbered(_joined(cards, "emails").select("id", value="emails")),
        _numbered(_joined(cards, "websites").select("id", value="websites")),
        _numbered(phones),
        _numbered(_joined(cards, "social").unnest("social")),
        _numbered(addresses.with_columns(named(pl.col("country"), language))),
        _extras(contents, cards, contacts, language),
    )
    return book, _notes(contents, language)


def notes_text(book: AddressBook, language: Language) -> pl.DataFrame:
    """The description with a line "label: value" for each extra value.

    Returns:
        id, notes: null where there is neither.
    """
    label = pl.col("label") + _LINE(language, {"label": ""})
    lines = book.extras.group_by("id", maintain_order=True).agg(
        lines=(label + pl.col("value")).str.join("\n")
    )
    text = pl.concat_str("description", "lines", separator="\n", ignore_nulls=True)
    return book.contacts.join(lines, on="id", how="left", maintain_order="left").select(
        "id", notes=pl.when(text != "").then(text)
    )


def moved(extras: pl.DataFrame, code: str = MOVED.code) -> list[Note]:
    """A note for each label of extra values, which stand in the notes or where the code says."""
    counts = extras.group_by("label", maintain_order=True).len()
    return [(code, {"value": label, "count": count}) for label, count in counts.iter_rows()]


def read_as_others(book: AddressBook) -> list[Note]:
    """Notes on what is read as something else from a format without keys that knows one phone at work: the
    work phones of organizations, and contacts that share what such an entry is known by."""
    organizations = book.contacts.filter(pl.col("kind") == "organization")
    phones = book.phones.filter(pl.col("label") == "work").join(organizations, on="id", how="semi")
    parts = pl.concat_str("first_name", "last_name", separator=" ", ignore_nulls=True).replace("", None)
    names = book.contacts.select("id", "organization", name=pl.coalesce(parts, "name").str.to_lowercase())
    known = [names.rename({"organization": "by"}), book.emails.rename({"value": "by"}).join(names, on="id")]
    shared = pl.concat(frame.select("id", "name", pl.col("by").str.to_lowercase()) for frame in known)
    alike = shared.drop_nulls().unique().filter(pl.struct("name", "by").is_duplicated())
    return counted(WORK.code, phones.height) + counted(NAMESAKES.code, alike["id"].n_unique())


def address_text() -> pl.Expr:
    """An address of the columns of its parts in one line."""
    return pl.concat_str(PARTS, separator=", ", ignore_nulls=True)


def _contacts(contents: Contents) -> pl.DataFrame:
    """People and organizations with the organization and role of the first card that names one."""
    missing = [pl.lit(None, pl.String).alias(name) for name in _OWN if name not in contents.contacts.columns]
    places = (
        contents.cards.filter(pl.col("organization").is_not_null() | pl.col("role").is_not_null())
        .group_by("contact", maintain_order=True)
        .agg(pl.col("organization", "role").first())
        .rename({"contact": "id"})
    )
    names = contents.contacts.filter(pl.col("kind") == "client_group").select("id", groups="name")
    groups = (
        contents.members.join(names, left_on="group", right_on="id", maintain_order="left")
        .group_by(pl.col("member").alias("id"), maintain_order=True)
        .agg("groups")
    )
    return (
        contents.contacts.filter(pl.col("kind") != "client_group")
        .with_columns(missing)
        .select("id", "key", "kind", "name", *_OWN)
        .join(places, on="id", how="left", maintain_order="left")
        .join(groups, on="id", how="left", maintain_order="left")
    )


def _joined(cards: pl.DataFrame, column: str) -> pl.DataFrame:
    """The distinct elements of a list column over all cards of a contact."""
    exploded = cards.select("id", column).explode(column).drop_nulls(column)
    return exploded.unique(maintain_order=True)


def _numbered(values: pl.DataFrame) -> pl.DataFrame:
    return values.with_columns(n=pl.int_range(pl.len(), dtype=pl.UInt32).over("id"))


def _extras(
    contents: Contents, cards: pl.DataFrame, contacts: pl.DataFrame, language: Language
) -> pl.DataFrame:
    """Values that no address book has a column for, tax identifiers excepted."""
    known = contents.contacts.filter(pl.col("kind") != "client_group")
    places = contacts.select("id", "organization", "role", first=pl.lit(True))
    further = (
        cards.filter(pl.col("organization").is_not_null() | pl.col("role").is_not_null())
        .join(places, on=["id", "organization", "role"], how="anti", nulls_equal=True, maintain_order="left")
        .select(
            "id",
            label=pl.lit(header("person", "belongs_to", language)),
            value=pl.concat_str("role", "organization", separator=", ", ignore_nulls=True),
            own=pl.lit(False),
        )
    )
    frames = [further]
    for name in RECORD_COLUMNS:
        if name in known.columns and name not in {"name", *_OWN} and name not in SECRET_COLUMNS:
            value = worded(pl.col(name), FIELDS.get(name), language).alias("value")
            frames.append(
                known.filter(pl.col(name).is_not_null()).select(
                    "id",
                    pl.lit(header("organization", name, language)).alias("label"),
                    value,
                    own=pl.lit(False),
                )
            )
    custom = known.select("id", "custom").explode("custom").drop_nulls("custom").unnest("custom")
    frames.append(custom.select("id", label="name", value="value", own=pl.lit(True)).drop_nulls())
    return pl.concat(frames)


def _notes(contents: Contents, language: Language) -> list[Note]:
    grouped = contents.contacts["kind"] == "client_group"
    others = contents.contacts.filter(~grouped)
    cards = contents.cards.join(others, left_on="contact", right_on="id", how="semi")["contact"]
    notes = counted(GROUPS.code, contents.contacts.height - others.height)
    notes += counted(JOINED.code, cards.filter(cards.is_duplicated()).n_unique())
    notes += archived(others)
    for name in contents.contacts.columns:
        if name in SECRET_COLUMNS:
            notes += note(SECRET.code, header("person", name, language), contents.contacts[name].count())
    return notes + note(LEFT_OUT.code, SET_ASIDE(language), contents.set_aside.height)
