"""Whose a work item is: the client of its identifier, or the one of exactly that name; nobody is guessed."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

import polars as pl

from carnet.contract import CARD, LOOKUP, Book, Disposition
from carnet.findings import Severity, rule
from carnet.stages.assemble.identity import name_key
from carnet.stages.match.evidence.clues import clues
from carnet.stages.match.own_keys import own_keys, with_key_columns
from carnet.stages.normalise.comparable import exact, folded
from carnet.stages.policy import KINDS
from carnet.stages.work.rows import WorkSheets

rule(
    "work.client_unknown",
    Severity.ERROR,
    en="“%(value)s” is no client of the book or of these files, so the work was not taken. The nearest is "
    "“%(suggestion)s”: correct the name, or import the client first.",
    fr="« %(value)s » n'est pas un client du carnet ni de ces fichiers ; le travail n'a pas été pris. Le "
    "plus proche est « %(suggestion)s » : corrigez le nom, ou importez d'abord le client.",
)
rule(
    "work.client_nothing_near",
    Severity.ERROR,
    en="“%(value)s” is no client of the book or of these files, and no name is near, so the work was not "
    "taken. Correct the client, or import it first.",
    fr="« %(value)s » n'est pas un client du carnet ni de ces fichiers, et aucun nom n'en est proche ; le "
    "travail n'a pas été pris. Corrigez le client, ou importez-le d'abord.",
)
rule(
    "work.client_ambiguous",
    Severity.ERROR,
    en="Several clients are called “%(value)s” (%(detail)s), so the work was not taken. Give the identifier "
    "of the one that is meant.",
    fr="Plusieurs clients s'appellent « %(value)s » (%(detail)s) ; le travail n'a pas été pris. Indiquez "
    "l'identifiant de celui dont il s'agit.",
)
rule(
    "work.client_differs",
    Severity.WARNING,
    en="“%(value)s” does not go with the client “%(detail)s” that the other cell of the row names. The work "
    "was linked to that client; this cell is set aside.",
    fr="« %(value)s » ne correspond pas au client « %(detail)s » que nomme l'autre cellule de la ligne. Le "
    "travail a été lié à ce client ; cette cellule est mise de côté.",
)
rule(
    "work.no_client",
    Severity.ERROR,
    en="No client is named, so the work was not taken. Give the client's name or identifier.",
    fr="Aucun client n'est nommé ; le travail n'a pas été pris. Indiquez le nom ou l'identifiant du client.",
)

MOST_ASKED = 1_000  # names that are no client's for which a near one is looked for
_ALIKE = 0.75  # how much of two names, their words in order, is the same in near ones
# What a key leads to: a contact of the plan, of the book, or both.
_TARGET = pl.Schema(
    {
        "kind": pl.String, "value": pl.String, "client_no": pl.UInt32, "client_book": pl.Int64,
        "client_name": pl.String, "client_id": pl.String,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clients:
    """The contacts that may be clients of work items.

    Attributes:
        contacts: those of the plan: contact, action, kind, name, book_id, the record columns that occur.
        book: whose contacts may be clients too.
    """

    contacts: pl.DataFrame
    book: Book

    def link(self, sheets: WorkSheets, rows: pl.DataFrame) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
        """The rows whose client is sure, and findings on the others; cells that name it get their place.

        Args:
            rows: rows.ROW.

        Returns:
            The rows with client UInt32 (of the plan), client_book Int64 and client_name; findings.FINDINGS.
        """
        named = rows.filter(pl.any_horizontal(pl.col("client", "client_identifier").is_not_null()))
        missing = rows.join(named, on=["sheet", "position"], how="anti", maintain_order="left")
        by_id, by_name = self._by_identifier(named), self._by_name(named)
        asked = (
            named.rename({"client": "asked"})
            .join(by_id, on="client_identifier", how="left", maintain_order="left")
            .join(
                by_name,
                left_on="asked",
                right_on="client",
                how="left",
                maintain_order="left",
                suffix="_named",
            )
        )
        told = asked.with_columns(by_id=pl.col("clients") == 1).with_columns(
            pl.when("by_id").then(name).otherwise(f"{name}_named").alias(name)
            for name in ("client_no", "client_book", "client_name", "client_id")
        )  # fmt: skip
        linked = told.filter(pl.col("by_id").fill_null(False) | (pl.col("clients_named") == 1))
        lost = told.join(linked, on=["sheet", "position"], how="anti", maintain_order="left")
        findings = [
            sheets.found(missing, "work.no_client", "client", value="title"),
            *self._lost(sheets, lost),
            *_differing(sheets, linked),
        ]
        sheets.settle(linked, ["client", "client_identifier"], Disposition.MERGED)
        kept = [name for name in rows.columns if name != "client"]
        return linked.select(*kept, "client_book", "client_name", client="client_no"), findings

    def _by_identifier(self, rows: pl.DataFrame) -> pl.DataFrame:
        texts = rows.select("client_identifier").drop_nulls().unique(maintain_order=True)
        keyed = texts.with_columns(kind=pl.lit("identifier"), value=exact(pl.col("client_identifier")))
        return self._found(keyed, "client_identifier")

    def _by_name(self, rows: pl.DataFrame) -> pl.DataFrame:
        texts = rows.select("client").drop_nulls().unique(maintain_order=True)
        return self._found(_name_keys(texts), "client")

    def _found(self, keyed: pl.DataFrame, asked: str) -> pl.DataFrame:
        """For each text asked that leads somewhere: clients (how many), every (_one of each), detail (the
        identifiers of all), and of the first client_no, client_book, client_name, client_id."""
        keys = keyed.with_row_index("contact").select("contact", "kind", "value")
        there = pl.concat([self._of_plan(keys), self._of_book(keys)])
        hits = keyed.join(there, on=["kind", "value"], maintain_order="left").with_columns(one=_one())
        known = hits.sort("client_no", nulls_last=True, maintain_order=True).unique(
            [asked, "one"], keep="first", maintain_order=True
        )
        return known.group_by(asked, maintain_order=True).agg(
            pl.len().alias("clients"),
            pl.col("one").alias("every"),
            pl.col("client_no", "client_book", "client_name", "client_id").first(),
            detail=pl.col("client_id").fill_null("?").sort().str.join(", "),
        )

    def _of_plan(self, keys: pl.DataFrame) -> pl.DataFrame:
        """Where keys lead among the plan's contacts; _TARGET rows."""
        told = with_key_columns(self.contacts.filter(pl.col("action") != "delete"))
        cards = pl.DataFrame(schema={"contact": pl.UInt32, "emails": pl.List(pl.String)})
        wanted = keys.select("kind", "value")
        found = own_keys(told, cards).join(wanted, on=["kind", "value"], how="semi", maintain_order="left")
        return found.join(told, on="contact", maintain_order="left", suffix="_own").select(
            "kind", "value", client_no="contact", client_book="book_id", client_name="name",
            client_id="client_identifier",
        ).cast(_TARGET)  # fmt: skip

    def _of_book(self, keys: pl.DataFrame) -> pl.DataFrame:
        """The same among those of the book that the plan does not delete."""
        found = self.book.find(keys.cast(LOOKUP)).select("kind", "value", "book_id").drop_nulls()
        gone = self.contacts.filter(pl.col("action") == "delete")["book_id"]
        found = found.filter(~pl.col("book_id").is_in(gone.implode()))
        known = with_key_columns(self.book.contents(found["book_id"].unique()).contacts)
        named = found.join(known, left_on="book_id", right_on="id", maintain_order="left", suffix="_own")
        return named.select(
            "kind", "value", client_no=pl.lit(None, pl.UInt32), client_book="book_id", client_name="name",
            client_id="client_identifier",
        ).cast(_TARGET)  # fmt: skip

    def _lost(self, sheets: WorkSheets, lost: pl.DataFrame) -> list[pl.DataFrame]:
        """Findings on rows that name nobody, or several."""
        several = lost.filter(pl.col("clients_named") > 1)
        nobody = lost.filter(pl.col("clients_named").is_null())
        said = nobody.with_columns(said=pl.coalesce("asked", "client_identifier"))
        near = self._near(said["asked"].drop_nulls().unique(maintain_order=True))
        told = said.join(near, on="asked", how="left", maintain_order="left")
        unknown, alone = told["near"].is_not_null(), told["near"].is_null()
        by_name = pl.col("asked").is_not_null()
        return [
            sheets.found(several, "work.client_ambiguous", "client", value="asked", detail="detail_named"),
            sheets.found(
                told.filter(unknown), "work.client_unknown", "client", value="said", suggestion="near"
            ),
            *(
                sheets.found(told.filter(alone).filter(own), "work.client_nothing_near", name, value="said")
                for own, name in ((by_name, "client"), (~by_name, "client_identifier"))
            ),
        ]

    def _near(self, names: pl.Series) -> pl.DataFrame:
        """For names that are no client's the one that each is nearest to: asked, near."""
        asked = names.head(MOST_ASKED)
        if not len(asked):
            return pl.DataFrame(schema={"asked": pl.String, "near": pl.String})
        sought = clues(_as_contacts(asked), _NO_CARDS)
        known = self.contacts.filter(pl.col("action") != "delete")
        mine = clues(known.select(name for name in known.columns if name in _NAMES), _NO_CARDS)
        hits = sought.join(mine, on="value", suffix="_own").join(
            known.select(contact_own=pl.col("contact").cast(pl.Int64), name="name"), on="contact_own"
        ).select("contact", "name")  # fmt: skip
        found = self.book.find(sought.select(pl.col("contact").cast(pl.UInt32), "kind", "value"))
        theirs = self.book.contents(found["book_id"].drop_nulls().unique()).contacts.select("id", "name")
        from_book = found.join(theirs, left_on="book_id", right_on="id").select(
            pl.col("contact").cast(pl.Int64), "name"
        )
        pairs = pl.concat([hits, from_book]).unique().sort("contact", "name")
        told = pairs.select(
            asked.gather(pairs["contact"] // len(_KINDS)).alias("asked"), near="name"
        ).with_columns(one=_in_order("asked"), other=_in_order("near"))
        shares = [SequenceMatcher(None, *words).ratio() for words in told.select("one", "other").iter_rows()]
        near = told.with_columns(share=pl.Series(shares, dtype=pl.Float64)).filter(pl.col("share") >= _ALIKE)
        best = near.sort("share", descending=True, maintain_order=True)
        return best.unique("asked", keep="first", maintain_order=True).select("asked", "near")


_KINDS = ("organization", "person")  # those that are found by clues
_NAMES = ("contact", "kind", "name", "first_name", "last_name")
_NO_CARDS = pl.DataFrame(schema={"contact": pl.Int64, **CARD})


def _name_keys(texts: pl.DataFrame) -> pl.DataFrame:
    """The keys under which contacts of each kind with those names (client) are found: client, kind, value."""
    each = texts.join(pl.DataFrame({"of": KINDS}), how="cross", maintain_order="left")
    told = with_key_columns(each.select("client", kind="of", name="client"))
    return told.select("client", kind=pl.lit("name"), value=name_key())


def _as_contacts(names: pl.Series) -> pl.DataFrame:
    """Each name as an organization's and as a person's: contact (twice the name's place, and the next)."""
    bare = names.str.replace(r"^([^,]+),\s*(.+)$", "$2 $1").str.strip_chars()
    first, last = bare.str.extract(r"^(\S+)"), bare.str.extract(r"(\S+)$")
    people = pl.DataFrame({"kind": "person", "name": names, "first_name": first, "last_name": last})
    firms = pl.DataFrame({"kind": "organization", "name": names, "first_name": None, "last_name": None})
    parts = [
        part.cast(pl.String).with_columns(contact=pl.int_range(pl.len(), dtype=pl.Int64) * len(_KINDS) + at)
        for at, part in enumerate((firms, people))
    ]
    return pl.concat(parts)


def _one() -> pl.Expr:
    """A text that is equal for one contact of the plan or the book."""
    return pl.coalesce(pl.format("b{}", "client_book"), pl.format("p{}", "client_no"))


def _in_order(name: str) -> pl.Expr:
    """A name's words in one order, without case and accents."""
    return folded(pl.col(name)).str.split(" ").list.sort().list.join(" ")


def _differing(sheets: WorkSheets, linked: pl.DataFrame) -> list[pl.DataFrame]:
    """Cells that name another client than the row is linked to: they are set aside."""
    by_id = pl.col("by_id").fill_null(False)
    other = ~pl.col("every_named").list.contains(_one()).fill_null(False)
    findings = []
    for chosen, name, value in (
        (by_id & pl.col("asked").is_not_null() & other, "client", "asked"),
        (~by_id & pl.col("client_identifier").is_not_null(), "client_identifier", "client_identifier"),
    ):
        rows = linked.filter(chosen)
        sheets.settle(rows, [name], Disposition.SET_ASIDE)
        findings.append(sheets.found(rows, "work.client_differs", name, value=value, detail="client_name"))
    return findings
