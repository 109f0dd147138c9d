"""Whose contact somebody is who stands in a list of clients' contacts: by the client's key or identifier,
else by its name.

The client may be a person. Then the contact of the same name is that client, and anybody else is a person
beside it, for people are linked through an organization.
"""

from __future__ import annotations

import polars as pl

from carnet.findings import FINDINGS, Severity, rule
from carnet.stages.normalise.comparable import exact, folded
from carnet.stages.normalise.names import read_names

rule(
    "link.client_missing",
    Severity.WARNING,
    en="The client that “%(value)s” belongs to is in none of the files (its key is %(detail)s); it may be "
    "archived. The person is kept without it. Import the list of clients together with this one.",
    fr="Le client auquel appartient « %(value)s » ne figure dans aucun fichier (sa clé est "
    "%(detail)s) ; il est peut-être archivé. La personne est conservée sans lui. Importez la liste des "
    "clients avec celle-ci.",
)

_OWNER = ("owner_key", "owner_code", "owner_name", "owner_kind")
_CALLED = folded(pl.concat_str("first_name", "last_name", separator=" ", ignore_nulls=True)).replace("", None)


def with_clients(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The client of each contact as its organization; a contact who is the client is marked as one with it,
    and its row is no further card.

    Args:
        frame: of Mentions, with owner_key, owner_code, owner_name and owner_kind (of a client that the book
            has).

    Returns:
        The frame, with organization and client, and findings.FINDINGS.
    """
    by_key = pl.coalesce("owner_key", "owner_code")
    asks = by_key.is_not_null() | pl.col("owner_name").is_not_null()
    asked = pl.col("own") & (pl.col("kind") == "person") & asks
    if not frame.select(asked.any()).item():
        return frame, pl.DataFrame(schema=FINDINGS)
    frame = frame.with_row_index("m").drop("client", strict=False)
    asking = frame.filter(asked)
    told = _by_name(_by_key(asking, frame), frame.filter(~asks))
    itself = (pl.col("called") == pl.col("client_called")).fill_null(False)
    kind = pl.coalesce("client_kind", "owner_kind")
    other = (kind == "person").fill_null(False) & ~itself
    named = pl.when(~itself & ~other).then(pl.coalesce("client_name", "owner_name"))
    told = told.with_columns(itself=itself, other=other, named=named)
    one = told.filter(itself & pl.col("client").is_not_null())
    marks = pl.concat([one.select("m", "client"), one.select(m="client", client="client")]).unique("m")
    kept = pl.col("itself") & pl.col("client").is_null() & (pl.col("owner_kind") == "person")
    told = told.with_columns(  # the book has it by the client's key, or by its identifier
        kept=pl.when(kept).then("owner_key"), coded=pl.when(kept).then("owner_code")
    )
    for found in (told.select("m", "named", "itself", "kept", "coded"), marks):
        frame = frame.join(found, on="m", how="left", maintain_order="left")
    missing = told.filter(pl.col("client").is_null() & pl.col("owner_name").is_null())
    findings = [
        _findings(told.filter("other"), "link.two_people", pl.coalesce("client_name", "owner_name")),
        _findings(missing, "link.client_missing", by_key),
    ]
    frame = frame.with_columns(
        organization=pl.coalesce("organization", "named"),
        key=pl.coalesce("kept", "key"),
        client_identifier=pl.coalesce("coded", "client_identifier"),
        cards=pl.col("cards") & pl.col("itself").ne_missing(True),
    )
    return frame.drop("m", "named", "itself", "kept", "coded"), pl.concat(findings)


def _clients(frame: pl.DataFrame) -> pl.DataFrame:
    """Contacts that have contacts of their own: client (their row), client_kind, _name and _called."""
    return frame.filter("own").select(
        "provider", client="m", client_kind="kind", client_name="name", client_called=_CALLED
    )


def _by_key(asking: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    """The people who ask for their client, with the one whose key, or else whose identifier, they name."""
    told = asking.select("m", "sheet", "row", "provider", "name", *_OWNER, called=_CALLED)
    own = frame.filter("own").select("provider", "key", "client_identifier", client="m")
    keyed = own.drop_nulls("key").unique(["provider", "key"], keep="first")
    keyed = keyed.select("provider", owner_key="key", client="client")
    told = told.join(keyed, on=["provider", "owner_key"], how="left", maintain_order="left")
    coded = own.select(code=exact(pl.col("client_identifier")), coded="client").drop_nulls()
    coded = coded.unique("code", keep="first", maintain_order=True)
    told = told.with_columns(code=exact(pl.col("owner_code")))
    told = told.join(coded, on="code", how="left", maintain_order="left")
    told = told.with_columns(client=pl.coalesce("client", "coded")).drop("code", "coded")
    clients = _clients(frame).drop("provider")
    return told.join(clients, on="client", how="left", maintain_order="left")


def _by_name(told: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    """The same, with the person whom a name means that no organization of the files has ("Lee, Ann")."""
    taken = frame.filter(pl.col("kind") == "organization").select(match=exact(pl.col("name")))
    names = told.filter(pl.col("client").is_null()).select("owner_name").drop_nulls().unique()
    names = names.join(taken, left_on=exact(pl.col("owner_name")), right_on="match", how="anti")
    read = names.hstack(read_names(names["owner_name"]).select(meant=_CALLED)).drop_nulls("meant")
    people = _clients(frame).filter(pl.col("client_kind") == "person")
    lone = people.filter(~pl.struct("provider", "client_called").is_duplicated())
    read = read.join(lone.rename({"client_called": "meant"}), on="meant", how="left", maintain_order="left")
    found = told.join(read, on="owner_name", how="left", maintain_order="left", suffix="_read")
    open_ = pl.col("client").is_null() & (
        pl.col("provider_read").is_null() | (pl.col("provider") == pl.col("provider_read"))
    )
    return found.with_columns(
        client_called=pl.when(open_).then("meant").otherwise("client_called"),
        **{
            name: pl.when(open_).then(f"{name}_read").otherwise(name)
            for name in ("client", "client_kind", "client_name")
        },
    )


def _findings(rows: pl.DataFrame, code: str, detail: str | pl.Expr) -> pl.DataFrame:
    nothing = pl.lit(None, pl.String)
    return rows.select(
        "sheet", "row", column=None, code=pl.lit(code), value="name", suggestion=nothing, detail=detail
    ).cast(FINDINGS)
