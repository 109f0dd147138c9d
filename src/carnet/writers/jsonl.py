"""One contact a line as JSON, with everything that the book holds of it.

Keys without a value are left out, except those that give a contact and a card their shape.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from carnet.catalog import RECORD_COLUMNS
from carnet.contract import Contents
from carnet.language import Language
from carnet.writers.flat import PARTS
from carnet.writers.notes import Note, named_only, outside

_SLICE = 50_000  # contacts made into text at a time
_CONTROL = {chr(code): f"\\u{code:04x}" for code in (*range(0x20), 0x7F)}


def write(contents: Contents, path: Path, language: Language) -> list[Note]:
    """Write every contact; the format holds all, so that only what is no contact of these is noted.

    Args:
        contents: the whole book or a selection.
        path: the file to write, UTF-8.
        language: not used: keys and values are the same in every language.
    """
    del language
    with path.open("wb") as file:
        for start in range(0, contents.contacts.height, _SLICE):
            lines = objects(contents, contents.contacts.slice(start, _SLICE))
            file.writelines(line.encode() + b"\n" for line in lines)
    return outside(contents) + named_only(contents)


def quoted(text: pl.Expr) -> pl.Expr:
    """A text as a JSON string; null stays null."""
    plain = text.str.replace_all("\\", "\\\\", literal=True).str.replace_all('"', '\\"', literal=True)
    return pl.lit('"') + plain.str.replace_many(_CONTROL) + pl.lit('"')


def objects(contents: Contents, contacts: pl.DataFrame) -> pl.Series:
    """Contacts, each as the text of a JSON object.

    Args:
        contents: what the contacts have, and the members of groups by name.
        contacts: those of its contacts that are wanted.
    """
    ids = contacts.select("id")
    lists: dict[str, tuple[pl.DataFrame, Callable[[pl.DataFrame], pl.DataFrame]]] = {
        "cards": (_of(contents.cards, "contact", ids), lambda cards: _cards(contents, cards)),
        "members": (_of(contents.members, "group", ids), lambda members: _members(contents, members)),
        "set_aside": (_of(contents.set_aside, "contact", ids), _set_aside),
    }
    for name, (part, written) in lists.items():
        column = f"list.{name}"
        if not part.height:  # one contact is read often, and most have no members
            contacts = contacts.with_columns(pl.lit(None, pl.String).alias(column))
            continue
        texts = written(part).rename({"text": column})
        contacts = contacts.join(texts, on="id", how="left", maintain_order="left")
    return contacts.select(_contact(contacts)).to_series()


def _contact(contacts: pl.DataFrame) -> pl.Expr:
    """The object of a contact."""
    own = [name for name in RECORD_COLUMNS if name in contacts.columns and name != "name"]
    direct = [name for name in own if not name.startswith("accounting.")]
    accounting = [name for name in own if name.startswith("accounting.")]
    return _object(
        {
            "kind": quoted(pl.col("kind")),
            "id": quoted(pl.coalesce("key", pl.col("id").cast(pl.String))),
            "name": quoted(pl.col("name")).fill_null('""'),
            **{name: quoted(pl.col(name)) for name in direct},
            "archived": pl.when(pl.col("archived")).then(pl.lit("true")),
            "cards": _array("list.cards"),
            "members": pl.when(pl.col("kind") == "client_group").then(_array("list.members")),
            "accounting": _object({name.partition(".")[2]: quoted(pl.col(name)) for name in accounting}),
            "custom": _pairs("custom", "name"),
            "set_aside": _array("list.set_aside"),
        }
    )


def _cards(contents: Contents, cards: pl.DataFrame) -> pl.DataFrame:
    phone = {
        "label": quoted(_part("label")),
        "number": quoted(_part("number")),
        "extension": quoted(_part("extension")),
    }
    address = {"label": quoted(_part("label")), **{part: quoted(_part(part)) for part in PARTS}}
    card = _object(
        {
            "emails": _texts("emails"),
            "phones": _objects("phones", phone),
            "addresses": _objects("addresses", address),
            "websites": _texts("websites"),
            "social": _pairs("social", "network"),
            "organization": quoted(pl.col("organization")).fill_null("null"),
            "organization_id": quoted(pl.col("owner")),
            "role": quoted(pl.col("role")).fill_null("null"),
            "primary": pl.when(pl.col("primary")).then(pl.lit("true")).otherwise(pl.lit("false")),
        }
    )
    owners = contents.contacts.select(
        organization_contact="id", owner=pl.coalesce("key", pl.col("id").cast(pl.String))
    )
    known = cards.join(owners, on="organization_contact", how="left", maintain_order="left")
    return _gathered(known.select(pl.col("contact").alias("id"), text=card))


def _of(frame: pl.DataFrame, column: str, ids: pl.DataFrame) -> pl.DataFrame:
    """The rows of those contacts."""
    if not frame.height:
        return frame
    return frame.join(ids, left_on=column, right_on="id", how="semi", maintain_order="left")


def _members(contents: Contents, members: pl.DataFrame) -> pl.DataFrame:
    known = contents.contacts.select("id", "key", "name", "kind")
    members = members.join(known, left_on="member", right_on="id", how="semi", maintain_order="left")
    member = _object(
        {
            "id": quoted(pl.coalesce("key", pl.col("member").cast(pl.String))),
            "name": quoted(pl.col("name")),
            "kind": quoted(pl.col("kind")),
        }
    )
    named = members.join(known, left_on="member", right_on="id", how="left", maintain_order="left")
    return _gathered(named.select(pl.col("group").alias("id"), text=member))


def _set_aside(values: pl.DataFrame) -> pl.DataFrame:
    texts = {name: quoted(pl.col(name)) for name in ("file", "sheet", "column", "value")}
    place = {**texts, "row": pl.col("row").cast(pl.String)}
    ordered = {name: place[name] for name in ("file", "sheet", "row", "column", "value")}
    return _gathered(values.select(pl.col("contact").alias("id"), text=_object(ordered)))


def _gathered(texts: pl.DataFrame) -> pl.DataFrame:
    return texts.group_by("id", maintain_order=True).agg(pl.col("text").str.join(","))


def _part(name: str) -> pl.Expr:
    return pl.element().struct.field(name)


def _array(column: str) -> pl.Expr:
    return pl.lit("[") + pl.col(column).fill_null("") + pl.lit("]")


def _texts(column: str) -> pl.Expr:
    return _bracketed(pl.col(column).list.eval(quoted(pl.element())), "[", "]")


def _objects(column: str, keys: dict[str, pl.Expr]) -> pl.Expr:
    return _bracketed(pl.col(column).list.eval(_object(keys)), "[", "]")


def _pairs(column: str, key: str) -> pl.Expr:
    """A list of key and value as an object."""
    pair = quoted(_part(key)) + pl.lit(":") + quoted(_part("value"))
    return _bracketed(pl.col(column).list.eval(pair), "{", "}")


def _bracketed(texts: pl.Expr, left: str, right: str) -> pl.Expr:
    return pl.lit(left) + texts.list.join(",").fill_null("") + pl.lit(right)


def _object(keys: dict[str, pl.Expr]) -> pl.Expr:
    """A JSON object of the keys whose value is not null."""
    members = [pl.lit(f'"{name}":') + value for name, value in keys.items()]
    if not members:
        return pl.lit("{}")
    return pl.lit("{") + pl.concat_str(members, separator=",", ignore_nulls=True) + pl.lit("}")
