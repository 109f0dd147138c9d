"""Whether a contact that is being added may be in the book already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from carnet.book import queries
from carnet.book.actions.edit_cards import Fresh
from carnet.book.actions.editing import Editing
from carnet.book.models import Contact
from carnet.book.typed.remarks import Remark
from carnet.findings import Severity, rule
from carnet.stages.match.own_keys import own_keys

rule(
    "typed.twin",
    Severity.WARNING,
    en="“%(detail)s” is in the book already, with the same name or email. Look at that contact first; "
    "save if this is another one.",
    fr="« %(detail)s » est déjà dans le carnet, avec le même nom ou courriel. Consultez d'abord ce contact ; "
    "enregistrez s'il s'agit d'un autre.",
)
_MOST = 5
_TELLING = ("name", "email")


def twins(work: Editing, values: Mapping[str, str | None], cards: Sequence[Fresh]) -> list[Remark]:
    """Contacts of the same kind that have the name or an email of the one that is being added."""
    one = {"contact": work.contact.pk, "kind": work.contact.kind}
    names = {name: values.get(name) for name in ("name", "first_name", "last_name")}
    contact = pl.DataFrame([one | names], schema_overrides=dict.fromkeys(names, pl.String))
    held = pl.concat([card.card for card in cards]).with_columns(contact=pl.lit(work.contact.pk, pl.Int64))
    asked = own_keys(contact, held).filter(pl.col("kind").is_in(_TELLING)).with_columns(contact=pl.lit(0))
    found = queries.find(work.book, work.cursor, asked)["book_id"].unique().head(_MOST)
    there = Contact.objects.using(work.book.using).filter(pk__in=found.to_list(), kind=work.contact.kind)
    field = "last_name" if values.get("last_name") else "name"
    return [
        Remark(field, "typed.twin", values.get("name") or "", detail=other.name, key=other.key)
        for other in there.order_by("pk")
    ]
