"""Which contacts a row holds: its own, a spouse, a person at an organization, a group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from carnet.findings import FINDINGS, Severity, rule
from carnet.stages.assemble.column import Column
from carnet.stages.assemble.columns import Block
from carnet.stages.normalise.comparable import folded
from carnet.stages.normalise.names import split_parts

rule(
    "kind.unclear",
    Severity.WARNING,
    en="“%(value)s” may be an organization or a person. It is kept as an organization. If it is a "
    "person, put the name in the columns First Name and Last Name.",
    fr="« %(value)s » peut être une organisation ou une personne. Le contact est conservé comme "
    "organisation. S'il s'agit d'une personne, mettez le nom dans les colonnes Prénom et Nom de famille.",
)
rule(
    "couple.split",
    Severity.INFO,
    en="“%(value)s” holds two people (%(detail)s). They become an organization with two people.",
    fr="« %(value)s » contient deux personnes (%(detail)s). Elles deviennent une organisation avec "
    "deux personnes.",
)
rule(
    "spouse.last_name_assumed",
    Severity.INFO,
    en="The spouse “%(value)s” has no last name in the file. “%(suggestion)s” is assumed.",
    fr="Le conjoint « %(value)s » n'a pas de nom de famille dans le fichier. « %(suggestion)s » est supposé.",
)
rule(
    "name.not_split",
    Severity.WARNING,
    en="“%(value)s” is a person according to the file, but its first and last name cannot be told apart. It "
    "is kept whole; write them in the columns First Name and Last Name, or say that it is an organization.",
    fr="« %(value)s » est une personne d'après le fichier, mais son prénom et son nom ne peuvent être "
    "distingués. Le nom est conservé entier ; écrivez-les dans les colonnes Prénom et Nom de famille, ou "
    "indiquez qu'il s'agit d'une organisation.",
)
rule(
    "name.missing",
    Severity.ERROR,
    en="The row names no organization, person or client group, so it makes no contact. Its cells are "
    "refused. Give it a name.",
    fr="La ligne ne nomme ni organisation, ni personne, ni groupe de clients : elle ne crée aucun "
    "contact. Ses cellules sont refusées. Donnez-lui un nom.",
)
rule(
    "organization.name_required",
    Severity.ERROR,
    en="The organization has no name. The column Organization Name is required; the row was not taken.",
    fr="L'organisation n'a pas de nom. La colonne Nom de l'organisation est obligatoire ; la ligne n'a "
    "pas été prise.",
)
rule(
    "client_group.name_required",
    Severity.ERROR,
    en="The client group has no name. The column Client Group Name is required; the row was not taken.",
    fr="Le groupe de clients n'a pas de nom. La colonne Nom du groupe de clients est obligatoire ; la "
    "ligne n'a pas été prise.",
)
rule(
    "person.name_missing",
    Severity.WARNING,
    en="The person has no name; “%(value)s” stands in its place. Give a first and a last name.",
    fr="La personne n'a pas de nom ; « %(value)s » en tient lieu. Donnez un prénom et un nom de famille.",
)
rule(
    "name.conflict",
    Severity.WARNING,
    en="“%(value)s” differs from the name that the row gives elsewhere (“%(detail)s”). It is set aside.",
    fr="« %(value)s » diffère du nom que la ligne donne ailleurs (« %(detail)s »). La valeur est mise "
    "de côté.",
)
rule(
    "link.two_people",
    Severity.WARNING,
    en="The row names two people, “%(value)s” and “%(detail)s”. Both are kept; people are linked through an "
    "organization, so say which one they belong to.",
    fr="La ligne nomme deux personnes, « %(value)s » et « %(detail)s ». Les deux sont conservées ; les "
    "personnes sont liées par une organisation, indiquez donc à laquelle elles appartiennent.",
)
rule(
    "field.not_for_kind",
    Severity.INFO,
    en="“%(value)s” belongs to a person, and this row is an organization. It is set aside.",
    fr="« %(value)s » concerne une personne, or cette ligne est une organisation. La valeur est mise de "
    "côté.",
)

ORGANIZATION, PERSON, SPOUSE, CONTACT, GROUP = "organization", "person", "spouse", "contact", "client_group"

_PERSON_ONLY = {
    "first_name", "middle_name", "last_name", "preferred_name", "salutation", "suffix", "birth_date",
    "role", "belongs_to", "accounting.social_security_number", "accounting.social_insurance_number",
}  # fmt: skip
# What only a person has: it stays a person's where a row has an organization and its person.
_OF_COMPANION = {"person.email", "phone.mobile", "phone.home", "social.linkedin", "person.website"}
_OF_FIRST_OF_COUPLE = _OF_COMPANION - {"phone.home"} | {
    "phone.work", "accounting.social_security_number", "accounting.social_insurance_number",
    "accounting.tax_file_number", "accounting.ird_number", "accounting.unique_taxpayer_reference",
}  # fmt: skip
# One word, or one behind its particles.
_LAST_NAME = r"(?i)^(?:(?:de|la|le|du|des|van|von|der|den|di|da|del|st\.?|el|al|ben)\s+)*[^\s,&/]+$"
_NAME_TARGETS = {"org_name", "any_name", "full_name", "first_name", "middle_name", "last_name"}
_TRADING_NAME = "accounting.trading_name"
_OF_TWO = r"(?i)&|\+|\b(?:and|et|und)\b|^(?:the|les)\b|\b(?:family|famille)\b"
NAME_PARTS = ("salutation", "first_name", "middle_name", "last_name", "suffix", "preferred_name")


@dataclass(frozen=True, slots=True)
class Share:
    """A column's part that belongs to one kind of mention.

    ``rows``: one truth a contact row. A column whose rows belong to several mentions has several.
    """

    column: Column
    mention: str
    rows: pl.Series


@dataclass(slots=True)
class Told:
    """What earlier blocks of a sheet said, for the later ones.

    Attributes:
        couples: pair, made: the household of two people, made of their names.
        households: those of which a finding told already.
        names: for a column and a rule, the names of which a finding told already.
    """

    couples: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(schema={"pair": pl.String, "made": pl.String})
    )
    households: pl.Series = field(default_factory=lambda: pl.Series(dtype=pl.String))
    names: dict[tuple[int, str], pl.Series] = field(default_factory=dict)


@dataclass(slots=True)
class BlockMentions:
    """The contacts that the rows of a block mention.

    Attributes:
        facts: one a contact row: own (the mention that is the row's own contact, null where none),
            and for each mention its name parts as structs ("person", "spouse", "contact", "contact 2" ...),
            names ("organization_name", "household"), presence ("has_person" ...).
        shares: which cells go to which mention.
        redundant: (column, rows): cells that repeat the name that other cells gave.
        findings: what was found.
    """

    source: Block
    facts: pl.DataFrame
    shares: list[Share]
    redundant: list[tuple[Column, pl.Series]]
    conflicting: list[tuple[Column, pl.Series]]
    findings: list[pl.DataFrame]

    @property
    def contacts(self) -> list[str]:
        """The slots of people at an organization: "contact", "contact 2" ..."""
        return [name for name in self.facts.columns if name.startswith(CONTACT)]


def find_mentions(source: Block, sheet_index: int, told: Told) -> BlockMentions:
    """The contacts of each row of a block, and whose each cell is.

    Args:
        source: the rows; columns that belong to two fields are taken apart in it.
        sheet_index: position among the import's sheets, for findings.
        told: what the sheet's earlier blocks said; this one's words are added.
    """
    return _Rows(source, sheet_index, told).run()


class _Rows:
    def __init__(self, source: Block, sheet_index: int, told: Told) -> None:
        self.source = source
        self.sheet_index = sheet_index
        self.told = told
        self.layout_kind = source.mapped.recognised.kind
        self.height = len(source.numbers)
        self.contacts = sorted({CONTACT, *(c.slot for c in source.columns if c.slot.startswith(CONTACT))})
        self.findings: list[pl.DataFrame] = []

    def run(self) -> BlockMentions:
        self._own_contacts()
        self._last_names()
        facts = self._evidence()
        facts = facts.with_columns(own=self._own(facts))
        facts = self._spouses(self._people(facts))
        facts = self._client_names(self._households(facts))
        shares = list(self._shares(facts))
        redundant, conflicting = self._redundant(facts)
        self._tell(facts)
        self._tell_names(facts)
        return BlockMentions(self.source, facts, shares, redundant, conflicting, self.findings)

    def _own_contacts(self) -> None:
        """Where a row names nobody but the person at the client, that person is its contact."""
        named = self._filled({*_NAME_TARGETS, "belongs_to", "groups"})
        rows = ~named & self._filled(_NAME_TARGETS, CONTACT)
        if self.layout_kind not in {"contact", "person"} or not rows.any():
            return
        for column in [c for c in self.source.columns if c.slot == CONTACT]:
            place = self.source.columns.index(column)
            self.source.columns[place : place + 1] = [
                replace(column, values=_only(column.values, ~rows)),
                replace(column, values=_only(column.values, rows), slot=""),
            ]

    def _last_names(self) -> None:
        """Where a sheet has first names only, the name beside one is the last name: "Singh", "Mei"."""
        names = [c for c in self.source.columns if c.target == "any_name" and c.slot == ""]
        if len(names) != 1 or any(c.target == "last_name" and c.slot == "" for c in self.source.columns):
            return
        column, split = names[0], names[0].values.struct.unnest()
        one = split["text"].str.contains(_LAST_NAME) & ~_is_firm(split)
        rows = (one & self._filled({"first_name"})).fill_null(False)
        if not rows.any():
            return
        place = self.source.columns.index(column)
        self.source.columns[place : place + 1] = [
            replace(column, values=_only(column.values, ~rows)),
            replace(column, target="last_name", values=_only(split["text"], rows)),
        ]

    # ------------------------------------------------------------------------------------ evidence

    def _first(self, target: str, slot: str = "") -> pl.Series:
        """The first filled value of the columns with a target."""
        found = [c.values for c in self.source.columns if c.target == target and c.slot == slot]
        if not found:
            return pl.Series(target, [None], dtype=pl.String).new_from_index(0, self.height)
        result = found[0]
        for values in found[1:]:
            result = result.zip_with(result.is_not_null(), values)
        return result.alias(target)

    def _filled(self, targets: Iterable[str], slot: str = "") -> pl.Series:
        """Rows in which any column with one of the targets holds something."""
        wanted = set(targets)
        filled = pl.Series("filled", [False], dtype=pl.Boolean).new_from_index(0, self.height)
        for column in self.source.columns:
            if column.target in wanted and column.slot == slot:
                filled = filled | column.values.is_not_null()
        return filled

    def _parts(self, slot: str) -> pl.DataFrame:
        """Name parts of a slot: from its columns, else from a whole name that was split."""
        parts = pl.DataFrame({name: self._first(name, slot) for name in NAME_PARTS})
        given = parts.select(pl.any_horizontal(pl.col("first_name", "last_name").is_not_null())).to_series()
        whole = self._first("full_name", slot)
        if whole.dtype != pl.Struct:
            return parts.with_columns(given=given, whole=pl.lit(None, pl.String))
        split = whole.struct.unnest()
        for name in NAME_PARTS:
            if name in split.columns:
                parts = parts.with_columns(
                    parts[name].zip_with(given | parts[name].is_not_null(), split[name]).alias(name)
                )
        unsplit = ~given & whole.is_not_null() & parts["first_name"].is_null() & parts["last_name"].is_null()
        parts = parts.with_columns(
            last_name=parts["last_name"].zip_with(~unsplit.fill_null(False), split["text"])
        )
        return parts.with_columns(given=given | whole.is_not_null(), whole=split["text"])

    def _evidence(self) -> pl.DataFrame:
        any_name = self._first("any_name")
        person = self._parts("")
        couple = split_parts(person["first_name"], person["last_name"])
        full = self._first("full_name")
        frame = pl.DataFrame(
            {
                "kind_hint": self._first("kind"),
                "org_name": self._first("org_name"),
                "belongs_to": self._first("belongs_to"),
                "has_groups": self._filled({"groups"}),
                "personal": self._filled({"birth_date", "accounting.social_security_number",
                                          "accounting.social_insurance_number"}),
                "reachable": self._filled({"emails", "phones"}),
                "person": person.select(pl.struct(*NAME_PARTS)).to_series(),
                "person_given": person["given"],
                "person_text": _display(person),
                "spouse": self._parts("spouse").select(pl.struct(*NAME_PARTS, "given")).to_series(),
                **{
                    slot: self._parts(slot).select(pl.struct(*NAME_PARTS, "given")).to_series()
                    for slot in self.contacts
                },
            }
        )  # fmt: skip
        if any_name.dtype == pl.Struct:
            split = any_name.struct.unnest()
            frame = frame.with_columns(
                any_text=split["text"],
                any_kind=split["kind"],
                any_firm=_is_firm(split),
                any_split=any_name.alias("any_split"),
            )
        else:
            frame = frame.with_columns(
                any_text=pl.lit(None, pl.String),
                any_kind=pl.lit(None, pl.String),
                any_firm=pl.lit(False),
                any_split=pl.lit(None, pl.Struct({"text": pl.String})),
            )
        pair = _pair(couple)
        if full.dtype == pl.Struct:
            whole = _pair(full.struct.unnest())
            pair = pl.DataFrame(
                [pair[name].zip_with(pair["is_couple"], whole[name]) for name in pair.columns]
            )
        if any_name.dtype == pl.Struct:
            named = _pair(any_name.struct.unnest())
            pair = pl.DataFrame(
                [pair[name].zip_with(pair["is_couple"], named[name]) for name in pair.columns]
            )
        return frame.with_columns(pair)

    # ----------------------------------------------------------------------------------- decision

    def _own(self, facts: pl.DataFrame) -> pl.Series:
        """The mention that is the row's own contact."""
        rule_of = {
            "organization": self._own_organization,
            "person": self._own_person,
            "client_group": self._own_group,
            "contact": self._own_any,
        }
        both = facts["person_given"] & (facts["any_text"].is_not_null() | facts["org_name"].is_not_null())
        same = _where(facts, both, same_words(pl.coalesce("any_text", "org_name"), pl.col("person_text")))
        decided = facts.with_columns(named_as_person=same)
        return decided.select(rule_of.get(self.layout_kind, self._own_any)()).to_series()

    @staticmethod
    def _own_organization() -> pl.Expr:
        named = pl.col("org_name").is_not_null() | pl.col("any_text").is_not_null()
        return pl.when(named).then(pl.lit(ORGANIZATION)).otherwise(None)

    @staticmethod
    def _own_group() -> pl.Expr:
        return (
            pl.when(pl.col("has_groups") | pl.col("any_text").is_not_null())
            .then(pl.lit(GROUP))
            .otherwise(None)
        )

    @staticmethod
    def _own_person() -> pl.Expr:
        named = pl.col("person_given") | pl.col("any_text").is_not_null()
        company = pl.col("belongs_to").is_not_null() | pl.col("org_name").is_not_null()
        return (
            pl.when(pl.col("is_couple"))
            .then(pl.lit("couple"))
            .when(~pl.col("person_given") & (pl.col("any_kind") == "organization").fill_null(False))
            .then(pl.lit(ORGANIZATION))
            .when((pl.col("kind_hint") == "organization").fill_null(False) & (company | named))
            .then(pl.lit(ORGANIZATION))
            .when((pl.col("kind_hint") == "client_group").fill_null(False) & named)
            .then(pl.lit(GROUP))
            .when(named)
            .then(pl.lit(PERSON))
            .when(company)
            .then(pl.lit(ORGANIZATION))
            .when(pl.col("reachable"))
            .then(pl.lit(PERSON))
            .otherwise(None)
        )

    @staticmethod
    def _own_any() -> pl.Expr:
        hint, any_kind = pl.col("kind_hint"), pl.col("any_kind")
        person, named = pl.col("person_given"), pl.col("any_text").is_not_null()
        org = pl.col("org_name").is_not_null()
        spouse = pl.col("spouse").struct.field("given")
        alone, firm = ~org & ~named, pl.col("any_firm")
        return (
            pl.when(~org & ~named & ~person & pl.col("has_groups"))
            .then(pl.lit(GROUP))
            .when((hint == "client_group") & (org | named))
            .then(pl.lit(GROUP))
            .when((hint == "organization") & (org | named | person))
            .then(pl.lit(ORGANIZATION))
            .when(
                pl.col("is_couple") | (spouse & (person | named) & (hint != "organization").fill_null(True))
            )
            .then(pl.lit("couple"))
            .when((hint == "person") & (org | named | person))
            .then(pl.lit(PERSON))
            .when(person & (alone | pl.col("named_as_person")) & ~firm)
            .then(pl.lit(PERSON))
            .when(org & ~(named & ~person & (any_kind == "person").fill_null(False)))
            .then(pl.lit(ORGANIZATION))
            .when(named & ((any_kind == "person").fill_null(False) & ~person | pl.col("personal") & ~firm))
            .then(pl.lit(PERSON))
            .when(named)
            .then(pl.lit(ORGANIZATION))
            .when(pl.col("belongs_to").is_not_null())
            .then(pl.lit(ORGANIZATION))
            .when(pl.col("reachable"))
            .then(pl.lit(PERSON))
            .otherwise(None)
        )

    # ------------------------------------------------------------------------------------- people

    def _people(self, facts: pl.DataFrame) -> pl.DataFrame:
        """The person of each row (own, companion or first of a couple) and the organization's name."""
        own = pl.col("own")
        split = facts["any_split"].struct.unnest()
        from_any = pl.struct(
            [
                (pl.lit(split[name]) if name in split.columns else pl.lit(None, pl.String)).alias(name)
                for name in NAME_PARTS
            ]
        )
        org_as_name = pl.struct(
            [
                (pl.col("org_name") if name == "last_name" else pl.lit(None, pl.String)).alias(name)
                for name in NAME_PARTS
            ]
        )
        text_as_name = pl.struct(
            [
                (pl.col("any_text") if name == "last_name" else pl.lit(None, pl.String)).alias(name)
                for name in NAME_PARTS
            ]
        )
        splittable = (
            pl.lit(split["last_name"]).is_not_null() | pl.lit(split["first_name"]).is_not_null()
            if "last_name" in split.columns
            else pl.lit(False)
        )
        one = pl.col("one")
        person = (
            pl.when((own == "couple") & pl.col("is_couple"))
            .then(one)
            .when(pl.col("person_given"))
            .then("person")
            .when(own.is_in([PERSON, "couple"]) & pl.col("any_text").is_not_null() & splittable)
            .then(from_any)
            .when(own.is_in([PERSON, "couple"]) & pl.col("any_text").is_not_null())
            .then(text_as_name)
            .when((own == PERSON) & pl.col("org_name").is_not_null())
            .then(org_as_name)
        )
        facts = facts.with_columns(person=person)
        has_person = own.is_in([PERSON, "couple"]) | ((own == ORGANIZATION) & pl.col("person_given"))
        name = (
            pl.when(own == ORGANIZATION)
            .then(pl.coalesce("org_name", "any_text", "belongs_to", "person_text"))
            .when(own == GROUP)
            .then(pl.col("any_text"))
        )
        facts = facts.with_columns(has_person=has_person.fill_null(False), organization_name=name)
        both = facts["has_person"] & (facts["own"] == ORGANIZATION)
        same = _where(facts, both, folded(pl.col("organization_name")) == folded(pl.col("person_text")))
        return facts.with_columns(has_person=facts["has_person"] & ~same)

    def _spouses(self, facts: pl.DataFrame) -> pl.DataFrame:
        """The second person, with the first one's last name where it has none of its own."""
        spouse = pl.col("spouse")
        facts = facts.with_columns(spouse_given=spouse.struct.field("given") & pl.col("has_person"))
        given = pl.col("spouse_given")
        one_word = (
            spouse.struct.field("first_name").is_null() & spouse.struct.field("last_name").is_not_null()
        )
        first = (
            pl.when(one_word)
            .then(spouse.struct.field("last_name"))
            .otherwise(spouse.struct.field("first_name"))
        )
        own_last = pl.when(one_word).then(None).otherwise(spouse.struct.field("last_name"))
        last = pl.coalesce(own_last, pl.col("person").struct.field("last_name"))
        from_slot = pl.struct(
            spouse.struct.field("salutation"),
            first.alias("first_name"),
            spouse.struct.field("middle_name"),
            last.alias("last_name"),
            spouse.struct.field("suffix"),
            spouse.struct.field("preferred_name"),
        )
        assumed = given & own_last.is_null() & last.is_not_null()
        facts = facts.with_columns(
            spouse=pl.when(given)
            .then(from_slot)
            .when((pl.col("own") == "couple") & pl.col("is_couple"))
            .then("two"),
            assumed=assumed.fill_null(False),
        )
        has_spouse = (given | ((pl.col("own") == "couple") & pl.col("is_couple"))) & (
            pl.col("spouse").struct.field("first_name").is_not_null()
            | pl.col("spouse").struct.field("last_name").is_not_null()
        )
        client = pl.col("own").is_in([ORGANIZATION, PERSON, "couple"])
        return facts.with_columns(
            (pl.col(slot).struct.field("given") & client).fill_null(False).alias(f"has_{slot}")
            for slot in self.contacts
        ).with_columns(has_spouse=has_spouse.fill_null(False))

    def _households(self, facts: pl.DataFrame) -> pl.DataFrame:
        """The organization that a couple becomes."""
        first, second = pl.col("person").struct.field, pl.col("spouse").struct.field
        alike = folded(first("last_name")) == folded(second("last_name"))
        facts = facts.with_columns(same_last=_where(facts, facts["has_spouse"], alike))
        together = pl.format("{} & {} {}", first("first_name"), second("first_name"), first("last_name"))
        apart = pl.concat_str(
            pl.concat_str(first("first_name"), first("last_name"), separator=" ", ignore_nulls=True),
            pl.concat_str(second("first_name"), second("last_name"), separator=" ", ignore_nulls=True),
            separator=" & ",
        )
        made = pl.when("same_last").then(pl.coalesce(together, apart)).otherwise(apart)
        facts = facts.with_columns(self._made(facts, made))
        written = pl.when(pl.col("is_couple")).then("household_text")
        org = pl.when(pl.col("own") == "couple").then("org_name")
        facts = facts.with_columns(
            *(
                (facts[f"has_{slot}"] & ~_is_the_client(facts, slot)).alias(f"has_{slot}")
                for slot in self.contacts
            ),
            household=pl.when(pl.col("has_spouse")).then(pl.coalesce(org, written, pl.col("made"))),
        )
        pair = (pl.col("own") == "couple").fill_null(False)
        lone = pair & pl.col("household").is_null()
        return facts.with_columns(
            own=pl.when(lone).then(pl.lit(PERSON)).when(pair).then(pl.lit(ORGANIZATION)).otherwise("own"),
            couple=pair & ~lone,
            organization_name=pl.coalesce("organization_name", pl.when(pair).then("household")),
        )

    def _made(self, facts: pl.DataFrame, made: pl.Expr) -> pl.Series:
        """The name made of two people's names: each of the two may name the other, so the first stands."""
        rows = facts["has_spouse"].to_numpy()
        pair = pl.concat_list(_display_struct("person"), _display_struct("spouse")).list.sort()
        pairs = facts.lazy().filter(pl.lit(facts["has_spouse"])).select(pair=pair.list.join("\n"), made=made)
        couples = pairs.collect()
        self.told.couples = pl.concat([self.told.couples, couples]).unique(
            "pair", keep="first", maintain_order=True
        )
        first = couples.select("pair").join(
            self.told.couples, on="pair", how="left", maintain_order="left"
        )  # fmt: skip
        places = np.full(self.height, couples.height)
        places[rows] = np.arange(couples.height)
        return pl.concat([first["made"], pl.Series("made", [None], dtype=pl.String)]).gather(places)

    def _client_names(self, facts: pl.DataFrame) -> pl.DataFrame:
        """What a client is called besides its name is its trading name.

        That is what an organization, or two people together, are called in letters, and the firm's name
        that stands beside the names of its sole owner.
        """
        for column in [c for c in self.source.columns if c.slot != SPOUSE]:
            if column.target == "preferred_name":
                two = facts["couple"] & column.values.str.contains(_OF_TWO)
                lone = ~facts["has_person"]
                if column.slot:
                    two, lone = two & ~facts[f"has_{column.slot}"], lone & ~facts[f"has_{column.slot}"]
                rows = (facts["own"] == ORGANIZATION) & (two | lone)
            elif column.target == "any_name":
                rows = self._firms_of_owners(facts)
            else:
                continue
            rows = (rows & column.values.is_not_null()).fill_null(False)
            if rows.any():
                facts = self._as_trading_name(column, rows, facts)
        return facts

    def _firms_of_owners(self, facts: pl.DataFrame) -> pl.Series:
        """Rows of a person whose client name is no person's, nor this person's."""
        if self.layout_kind != "contact":
            return pl.Series([False]).new_from_index(0, self.height)
        other = (
            facts["person_given"] & (facts["own"] == PERSON) & (facts["any_kind"] != "person").fill_null(True)
        )
        return other & ~_where(facts, other, same_words(pl.col("any_text"), pl.col("person_text")))

    def _as_trading_name(self, column: Column, rows: pl.Series, facts: pl.DataFrame) -> pl.DataFrame:
        """The facts without a name that becomes the trading name of its rows."""
        texts = column.values.struct.field("text") if column.target == "any_name" else column.values
        self.source.columns.remove(column)
        self.source.columns += [
            replace(column, values=_only(column.values, ~rows)),
            replace(column, values=_only(texts, rows), target=_TRADING_NAME, field=_TRADING_NAME),
        ]
        if column.target == "any_name":
            return facts
        called = pl.when(~pl.lit(rows)).then(pl.col("person").struct.field("preferred_name"))
        return facts.with_columns(pl.col("person").struct.with_fields(preferred_name=called))

    # -------------------------------------------------------------------------------- whose cells

    def _shares(self, facts: pl.DataFrame) -> Iterable[Share]:
        for column in self.source.columns:
            owners = facts.select(_owner(column).alias("owner"))["owner"]
            if column.target == "emails" and not column.slot:
                owners = _named_owners(column, owners, facts)
            filled = column.values.is_not_null()
            for mention in owners.drop_nulls().unique().to_list():
                rows = ((owners == mention) & filled).fill_null(False)
                if rows.any():
                    yield Share(self._labelled_for(column, mention), mention, rows)
            self._misplaced(column, owners, filled)

    def _labelled_for(self, column: Column, mention: str) -> Column:
        """An organization's telephone at work is its office's, but where the file itself names the label."""
        named_so = self.source.mapped.recognised.provider in {"karbon", "vcard"}
        if column.target != "phones" or mention != ORGANIZATION or named_so:
            return column
        label = pl.element().struct.field("label")
        if not column.values.list.eval(label == "work").list.any().any():
            return column
        office = pl.element().struct.with_fields(label=label.replace("work", "office"))
        return replace(column, values=column.values.list.eval(office))

    def _misplaced(self, column: Column, owners: pl.Series, filled: pl.Series) -> None:
        """Values that the row's kind of contact cannot have."""
        own = owners.is_null() & filled
        if column.target in _PERSON_ONLY - {"first_name", "last_name", "middle_name"} and own.any():
            texts = column.values.cast(pl.String, strict=False)
            self._find("field.not_for_kind", own, texts, column.indexes[0])

    def _redundant(
        self, facts: pl.DataFrame
    ) -> tuple[list[tuple[Column, pl.Series]], list[tuple[Column, pl.Series]]]:
        """Cells with a name that other cells of the row gave already, the same or another."""
        same: list[tuple[Column, pl.Series]] = []
        other: list[tuple[Column, pl.Series]] = []
        for column in self.source.columns:
            if column.target not in {"any_name", "full_name", "org_name"} or column.slot == "spouse":
                continue
            texts = column.values.struct.field("text") if column.values.dtype == pl.Struct else column.values
            rows = (texts.is_not_null() & self._named_elsewhere(column, facts)).fill_null(False)
            if not rows.any():
                continue
            kept = [pl.col("organization_name"), pl.col("household"), _display_struct("person")]
            kept += [_display_struct(column.slot)] if column.slot else []
            named = facts.with_columns(text=texts)
            fits = pl.any_horizontal(same_words(pl.col("text"), name).fill_null(False) for name in kept)
            used = _where(named, rows, fits)
            told = rows & ~used & facts["own"].is_not_null()
            if column.target == "org_name":  # the employer of a person
                told = told & (facts["own"] != PERSON)
            same.append((column, used))
            other.append((column, told))
            names = facts.select(pl.coalesce("organization_name", _display_struct("person"))).to_series()
            self._find("name.conflict", told, texts, column.indexes[0], detail=names)
        return [*same, *self._repeated_parts(facts)], other

    def _repeated_parts(self, facts: pl.DataFrame) -> list[tuple[Column, pl.Series]]:
        """Name parts of the person at a client who is the client."""
        return [
            (column, ~facts[f"has_{column.slot}"] & facts["own"].is_not_null() & column.values.is_not_null())
            for column in self.source.columns
            if column.slot in self.contacts and column.target in {"first_name", "middle_name", "last_name"}
        ]

    def _named_elsewhere(self, column: Column, facts: pl.DataFrame) -> pl.Series:
        """Rows whose contact got its name from other cells than this column's."""
        if column.slot in self.contacts:
            return self._filled({"first_name", "last_name"}, column.slot) | ~facts[f"has_{column.slot}"]
        if column.target == "full_name":
            return self._filled({"first_name", "last_name"})
        if column.target == "org_name":
            return facts["own"] == PERSON
        person = (facts["own"] == PERSON) | facts["couple"]
        of_person = person & facts["person_given"]
        return of_person | ((facts["own"] == ORGANIZATION) & facts["org_name"].is_not_null())

    # ----------------------------------------------------------------------------------- findings

    def _find(
        self,
        code: str,
        rows: pl.Series,
        value: pl.Series | None = None,
        column: int | None = None,
        suggestion: pl.Series | None = None,
        detail: pl.Series | None = None,
    ) -> None:
        if not rows.any():
            return
        none = pl.Series([None], dtype=pl.String).new_from_index(0, self.height)
        frame = pl.DataFrame(
            {
                "row": self.source.numbers,
                "value": none if value is None else value,
                "suggestion": none if suggestion is None else suggestion,
                "detail": none if detail is None else detail,
            }
        ).filter(rows)
        self.findings.append(
            frame.with_columns(
                sheet=pl.lit(self.sheet_index, pl.UInt16),
                column=pl.lit(column, pl.UInt16),
                code=pl.lit(code),
            ).select(FINDINGS.names())
        )

    def _tell(self, facts: pl.DataFrame) -> None:
        nameless = facts["own"].is_null()
        code = {
            "organization": "organization.name_required",
            "client_group": "client_group.name_required",
        }.get(self.layout_kind, "name.missing")
        self._find(code, nameless)
        people = facts.select(
            text=pl.concat_str(
                _display_struct("person"), _display_struct("spouse"), separator=" + ", ignore_nulls=True
            )
        )["text"]
        households = facts["household"]  # a client with several rows is told once
        before = households.is_in(self.told.households.implode()).fill_null(False)
        first_of_name = households.is_first_distinct() & ~before
        self.told.households = pl.concat([self.told.households, households.drop_nulls().unique()])
        two = facts["household"].is_not_null() & facts["own"].is_not_null() & first_of_name
        self._find("couple.split", two, facts["household"], detail=people)
        spouse = facts["spouse"].struct.field("first_name")
        last = facts["spouse"].struct.field("last_name")
        self._find("spouse.last_name_assumed", facts["assumed"] & first_of_name, spouse, suggestion=last)
        reached = self._first("emails")
        shown_as = reached.list.first() if isinstance(reached.dtype, pl.List) else reached
        bare = facts.select((pl.col("own") == PERSON) & _display_struct("person").is_null()).to_series()
        self._find("person.name_missing", bare.fill_null(False), shown_as)
        for slot in self.contacts:
            two = ((facts["own"] == PERSON) & facts[f"has_{slot}"]).fill_null(False)
            shown = facts.select(person=_display_struct("person"), contact=_display_struct(slot))
            self._find("link.two_people", two, shown["person"], detail=shown["contact"])
        unclear = facts.select(
            (pl.col("own") == ORGANIZATION)
            & pl.col("any_kind").is_null()
            & pl.col("any_text").is_not_null()
            & pl.col("org_name").is_null()
            & pl.col("kind_hint").is_null()
            & ~pl.col("couple")
        ).to_series() & pl.Series([self.layout_kind == "contact"])
        named = next((c.indexes[0] for c in self.source.columns if c.target == "any_name"), None)
        self._find("kind.unclear", unclear.fill_null(False), facts["any_text"], named)
        whole = facts["person"].struct.field("last_name") == facts["any_text"]
        several = facts["any_text"].str.contains(" ", literal=True)
        unsplit = (facts["own"] == PERSON) & ~facts["person_given"] & whole & several
        self._find("name.not_split", unsplit.fill_null(False), facts["any_text"], named)

    def _tell_names(self, facts: pl.DataFrame) -> None:
        """What was found in a whole name, where the contact got its name or its kind from it."""
        for column in self.source.columns:
            if column.values.dtype != pl.Struct:
                continue
            read = column.values.struct.unnest()
            for code in read["code"].drop_nulls().unique().sort():
                rows = ((read["code"] == code) & self._relies_on(column, code, facts)).fill_null(False)
                rows = rows & self._untold(read["text"].set(~rows, None), column.indexes[0], code)
                self._find(code, rows, read["text"], column.indexes[0], read["suggestion"])

    def _untold(self, names: pl.Series, column: int, code: str) -> pl.Series:
        """Where each name stands for the first time: it is told once."""
        before = self.told.names.get((column, code), pl.Series(dtype=pl.String))
        self.told.names[column, code] = pl.concat([before, names.drop_nulls().unique().alias("")])
        return names.is_first_distinct() & ~names.is_in(before.implode()).fill_null(False)

    def _relies_on(self, column: Column, code: str, facts: pl.DataFrame) -> pl.Series:
        """Rows in which what a finding on a name says has a bearing on the contact."""
        if code == "name.no_name":
            return facts["own"].is_not_null()
        if code == "name.unclear":
            return self._kind_by_name(column, facts)
        if column.slot:
            assumed = facts["assumed"] if column.slot == SPOUSE else pl.Series([False])
            split = facts[f"has_{column.slot}"] & ~assumed
        else:
            split = (facts["own"] == PERSON) | facts["couple"]
        return split & ~self._filled({"first_name", "last_name"}, column.slot)

    def _kind_by_name(self, column: Column, facts: pl.DataFrame) -> pl.Series:
        """Rows whose kind of contact nothing but the name tells, and no other finding asks for."""
        told = facts["person_given"] | facts["personal"] | facts["spouse_given"].fill_null(False)
        told = told | facts["org_name"].is_not_null() | facts["kind_hint"].is_not_null()
        asked = facts["any_kind"].is_null() & (self.layout_kind == "contact")
        free = column.target == "any_name" and self.layout_kind in {"contact", "person"}
        return ~told & ~asked & pl.Series([free])


def _named_owners(column: Column, owners: pl.Series, facts: pl.DataFrame) -> pl.Series:
    """The owners of a couple's emails: an address that bears one's first name alone is that one's."""
    lone = (column.values.list.len() == 1).fill_null(False)
    asked = facts["couple"] & facts["has_spouse"] & lone
    if not asked.any():
        return owners
    local = column.values.list.first().str.extract(r"^([^@]*)@", 1)
    named = facts.with_columns(local=local)
    one = _where(named, asked, _bears(pl.col("local"), "person"))
    two = _where(named, asked, _bears(pl.col("local"), "spouse"))
    told = pl.when(pl.lit(two & ~one)).then(pl.lit(SPOUSE)).when(pl.lit(one & ~two)).then(pl.lit(PERSON))
    return owners.to_frame("owner").select(told.otherwise("owner").alias("owner")).to_series()


def _bears(local: pl.Expr, mention: str) -> pl.Expr:
    """Whether what stands before the @ begins with the first name, or has it as a word."""
    first = folded(pl.col(mention).struct.field("first_name"))
    words = folded(local.str.replace_all(r"[^\p{L}]+", " ")).str.split(" ")
    return (first.str.len_chars() > 2) & (
        words.list.contains(first) | words.list.first().str.starts_with(first)
    )


def _is_firm(split: pl.DataFrame) -> pl.Series:
    """Names with a legal form ("Oak Mill LLC"), which no detail of a person in the row outweighs."""
    sure = (
        (pl.col("kind") == "organization")
        & (pl.col("reason") == "legal_form")
        & (pl.col("confidence") >= 0.9)
    )
    return split.select(sure.fill_null(False)).to_series()


def _display(parts: pl.DataFrame) -> pl.Series:
    return parts.select(
        pl.concat_str("first_name", "middle_name", "last_name", separator=" ", ignore_nulls=True).replace(
            "", None
        )
    ).to_series()


def _display_struct(name: str) -> pl.Expr:
    field = pl.col(name).struct.field
    return pl.concat_str(
        field("first_name"), field("middle_name"), field("last_name"), separator=" ", ignore_nulls=True
    ).replace("", None)


def _where(frame: pl.DataFrame, rows: pl.Series, truth: pl.Expr) -> pl.Series:
    """A truth that is costly to find, for some rows only; false elsewhere."""
    rows = rows.fill_null(False)
    found = np.zeros(frame.height, dtype=bool)
    if rows.any():
        chosen = frame.lazy().with_columns(rows.alias("asked")).filter("asked")
        found[rows.to_numpy()] = chosen.select(truth.fill_null(False)).collect().to_series().to_numpy()
    return pl.Series("found", found)


def _only(values: pl.Series, rows: pl.Series) -> pl.Series:
    """The values of some rows, null elsewhere."""
    return values.to_frame("v").select(pl.when(pl.lit(rows)).then("v")).to_series()


def _is_the_client(facts: pl.DataFrame, slot: str) -> pl.Series:
    """Rows whose contact person is the client, a person too."""
    both = facts[f"has_{slot}"] & (facts["own"] == PERSON)
    return _where(facts, both, folded(_display_struct(slot)) == folded(_display_struct("person")))


def same_words(text: pl.Expr, name: pl.Expr) -> pl.Expr:
    """Every word of the shorter name stands in the longer one ("Smith, John" and "John A Smith")."""
    words = folded(text).str.split(" ")
    others = folded(name).str.split(" ")
    return (others.list.set_difference(words).list.len() == 0) | (
        (words.list.set_difference(others).list.len() == 0) & (words.list.len() > 1)
    )


def _pair(split: pl.DataFrame) -> pl.DataFrame:
    """The two people of a couple out of the columns of read_names."""
    height = split.height
    if "first_name_2" not in split.columns:
        none = pl.struct([(pl.lit(None, pl.String)).alias(name) for name in NAME_PARTS])
        return pl.DataFrame({"i": range(height)}).select(
            is_couple=pl.lit(False), one=none, two=none, household_text=pl.lit(None, pl.String)
        )

    def person(suffix: str) -> pl.Expr:
        return pl.struct(
            [
                (pl.col(name + suffix) if name + suffix in split.columns else pl.lit(None, pl.String)).alias(
                    name
                )
                for name in NAME_PARTS
            ]
        )

    return split.select(
        is_couple=(pl.col("kind") == "couple").fill_null(False),
        one=person(""),
        two=person("_2"),
        household_text=pl.col("household"),
    )


def _owner(column: Column) -> pl.Expr:
    """The mention that a column's cells belong to, row by row."""
    own, target = pl.col("own"), column.target
    if column.slot == "spouse":
        return pl.when(pl.col("has_spouse")).then(pl.lit(SPOUSE)).otherwise(own)
    if column.slot:
        return (
            pl.when(pl.col(f"has_{column.slot}"))
            .then(pl.lit(column.slot))
            .when(pl.lit(target in _NAME_TARGETS) | (own == ORGANIZATION) & pl.lit(target in _PERSON_ONLY))
            .then(None)
            .otherwise(own)
        )
    if target in {"groups", "members", "primary_contact"}:
        return pl.when(own.is_not_null()).then(pl.lit(GROUP))
    if target in {"belongs_to"}:
        return (
            pl.when(own == PERSON)
            .then(pl.lit(PERSON))
            .when(pl.col("has_person") & ~pl.col("couple"))
            .then(pl.lit(PERSON))
            .when(own == ORGANIZATION)
            .then(pl.lit(ORGANIZATION))
        )
    if target in _NAME_TARGETS - {"org_name", "any_name"} or target in _PERSON_ONLY:
        named = pl.when(pl.col("has_person")).then(pl.lit(PERSON))
        return named if target not in {"full_name", "first_name", "last_name"} else named.otherwise(own)
    if target in {"org_name", "any_name"}:
        return own
    companion = (own == ORGANIZATION) & pl.col("has_person")
    return (
        pl.when(companion & pl.col("couple") & pl.lit(column.field in _OF_FIRST_OF_COUPLE))
        .then(pl.lit(PERSON))
        .when(
            companion
            & ~pl.col("couple")
            & pl.lit(column.field in _OF_COMPANION or column.field.startswith("address.home"))
        )
        .then(pl.lit(PERSON))
        .otherwise(own)
    )
