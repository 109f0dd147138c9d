"""Suggestions in words: as findings at the first member's row, and as plain structures."""

from __future__ import annotations

import polars as pl

from carnet.findings import Severity, rule
from carnet.language import Language, Text

rule(
    "household.suggested",
    Severity.INFO,
    en="These people may be one household: %(detail)s. If they are, make an organization “%(value)s” and let "
    "both belong to it. Nothing was changed.",
    fr="Ces personnes forment peut-être un ménage : %(detail)s. Si c'est le cas, créez une organisation "
    "« %(value)s » à laquelle les deux appartiennent. Rien n'a été modifié.",
)
rule(
    "group.suggested",
    Severity.INFO,
    en="These contacts may belong together: %(detail)s. If they do, put them in a client group “%(value)s”. "
    "Nothing was changed.",
    fr="Ces contacts vont peut-être ensemble : %(detail)s. Si c'est le cas, mettez-les dans un groupe de "
    "clients « %(value)s ». Rien n'a été modifié.",
)

EVIDENCE = {
    "same_last_name": Text("same last name", "même nom de famille"),
    "part_of_last_name": Text(
        "last names with a part in common", "noms de famille qui ont une partie en commun"
    ),
    "same_home_address": Text("same home address", "même adresse de domicile"),
    "same_postal_box": Text("same post office box", "même boîte postale"),
    "shared_personal_email": Text("same personal email", "même courriel personnel"),
    "shared_phone": Text("same phone number", "même numéro de téléphone"),
    "mr_and_mrs": Text("Mr and Mrs", "Monsieur et Madame"),
    "spouse_named": Text("called a spouse on a card", "désigné comme conjoint sur une fiche"),
    "child_named": Text("called a child on a card", "désigné comme enfant sur une fiche"),
    "a_generation_apart": Text("born a generation apart", "nés à une génération d'écart"),
    "owner_named_in_entity": Text(
        "its name has the owner's names", "son nom contient les noms du propriétaire"
    ),
    "last_name_in_entity": Text("its name has the last name", "son nom contient le nom de famille"),
    "same_address": Text("same address", "même adresse"),
    "same_director_email": Text("same email as the owner", "même courriel que le propriétaire"),
    "belongs_to_entity": Text("the person belongs to it", "la personne lui appartient"),
    "owner_by_role": Text(
        "the person's role is an owner's", "le rôle de la personne est celui d'un propriétaire"
    ),
}
ROLES = {
    "spouse": Text("spouse", "conjoint"),
    "parent": Text("parent", "parent"),
    "child": Text("child", "enfant"),
    "relative": Text("relative", "proche"),
    "owner": Text("owner", "propriétaire"),
    "entity": Text("entity", "entité"),
}
_NAMED = 8  # members that a sentence names
_SAID = 3  # shared values that it quotes


def tell(suggestions: pl.DataFrame, contacts: pl.DataFrame) -> pl.DataFrame:
    """A finding a suggestion, at its first member.

    The detail names the members and quotes what they share, so that it reads the same in both languages.

    Args:
        suggestions: suggest.SUGGESTIONS.
        contacts: contact and name.

    Returns:
        contact, code, value (the proposed name), detail; one row a suggestion, in order.
    """
    named = suggestions.join(
        contacts.select("contact", called="name"), on="contact", how="left", maintain_order="left"
    )
    called = pl.col("called").drop_nulls()
    names = called.head(_NAMED).str.join(", ") + pl.when(called.len() > _NAMED).then(
        pl.lit(", ...")
    ).otherwise(pl.lit(""))
    told = named.group_by("suggestion", maintain_order=True).agg(
        pl.col("contact").first(),
        code=pl.when(pl.col("kind").first() == "couple")
        .then(pl.lit("household.suggested"))
        .otherwise(pl.lit("group.suggested")),
        value=pl.col("name").first(),
        names=names,
        said=pl.col("shared").first().list.head(_SAID).list.join("; "),
    )
    detail = pl.when(pl.col("said") != "").then(pl.format("{} ({})", "names", "said")).otherwise("names")
    return told.select("contact", "code", "value", detail=detail)


def as_dicts(
    suggestions: pl.DataFrame, contacts: pl.DataFrame, language: Language
) -> list[dict[str, object]]:
    """Suggestions as plain structures, with their roles and evidence in words; fit for JSON.

    Args:
        suggestions: suggest.SUGGESTIONS.
        contacts: contact, kind and name.
        language: of the words.
    """
    named = suggestions.join(
        contacts.select("contact", called="name", what="kind"),
        on="contact",
        how="left",
        maintain_order="left",
    )
    return [
        {
            "kind": part["kind"][0],
            "name": part["name"][0],
            "strength": part["strength"][0],
            "shared": part["shared"][0].to_list(),
            "members": [_member(row, language) for row in part.iter_rows(named=True)],
        }
        for part in named.partition_by("suggestion", maintain_order=True)
    ]


def _member(row: dict[str, object], language: Language) -> dict[str, object]:
    codes = row["evidence"]
    assert isinstance(codes, list)
    return {
        "contact": row["contact"],
        "name": row["called"],
        "kind": row["what"],
        "role": str(row["role"]),
        "role_label": ROLES[str(row["role"])](language),
        "evidence": [{"code": code, "text": EVIDENCE[code](language)} for code in codes],
    }
