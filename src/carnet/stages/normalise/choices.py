"""Closed lists: the value that Karbon knows, for what a firm's tool or a person writes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import polars as pl

from carnet.catalog import ALL_FIELDS, Field
from carnet.findings import Severity, rule
from carnet.stages.normalise.distinct import over_distinct
from carnet.stages.normalise.near import nearest
from carnet.stages.normalise.no_data import is_no_data
from carnet.stages.normalise.text import clean, folded, verdict

rule(
    "choice.unknown",
    Severity.ERROR,
    en="“%(value)s” is not one of the values that this field takes. Choose one of: %(detail)s.",
    fr="« %(value)s » ne figure pas parmi les valeurs de ce champ. Choisissez parmi : %(detail)s.",
)

rule(
    "choice.of_other_tool",
    Severity.WARNING,
    en="“%(value)s” is a value of the tool that exported it, and Karbon has none like it. It is set aside "
    "and kept as written; “%(suggestion)s” is the nearest of: %(detail)s.",
    fr="« %(value)s » est une valeur de l'outil d'origine, sans équivalent dans Karbon. Elle est mise "
    "de côté et gardée telle quelle ; « %(suggestion)s » est la plus proche parmi : %(detail)s.",
)

rule(
    "choice.own_word",
    Severity.WARNING,
    en="“%(value)s” is a word of the firm's own, and Karbon's list has none like it. It is set aside and "
    "kept as written; the contact is imported without it. To fill this field, choose one of: %(detail)s.",
    fr="« %(value)s » est un mot propre au cabinet, sans équivalent dans la liste de Karbon. Il est mis de "
    "côté et gardé tel quel ; le contact est importé sans lui. Pour remplir ce champ, choisissez parmi : "
    "%(detail)s.",
)

# English value of the catalogue -> what tools and people write for it. Numbers of United States
# forms are those of the returns: 1120 corporations, 1065 partnerships, 990 exempt organizations ...
_ENTITY_TYPES: Mapping[str, str] = {
    "Corporation": """Company, Corp, Corp., Inc, Incorporated, C Corp, C Corporation, 1120, 1120C, 1120-F,
        Form 1120, Ltd, Limited, Limited Company, Ltd Co, Ltd Company, Co Ltd, Private Ltd,
        Pty Ltd, Pty Limited, Pty Ltd company, Proprietary Limited,
        Private Company, Private Limited Company, Proprietary Company, Public Company, Public Limited Company,
        PLC, Unlimited Company, ULC, Close Corporation, CCPC, Professional Corporation, PC, Ltée, Limitée,
        Compagnie, Société, Société par actions simplifiée, Société anonyme, SAS, SASU, SA, SCA, AG,
        Australian Private Company, Australian Public Company, Look Through Company, LTC""",
    "S Corporation": "S Corp, SCorp, Sub S, Subchapter S, 1120S, Form 1120S, S-Corporation",
    "Limited Liability": """LLC, L.L.C., Limited Liability Company, PLLC, Single Member LLC, SMLLC,
        Multi Member LLC, SARL, SàRL, EURL, SARLU, GmbH, SELARL, SRL, BV, BVBA""",
    "Limited Liability Partnership": "LLP, L.L.P., SENCRL, S.E.N.C.R.L., SENCRL/LLP",
    "Partnership": """General Partnership, Limited Partnership, LP, Family Partnership, 1065, Form 1065,
        SNC, SENC, SEC, SCI, SCP, SCM, Société civile immobilière, Société civile, Société en nom collectif,
        Société en commandite, Joint Venture, GIE""",
    "Estate or Trust": """Trust, Estate, Family Trust, Unit Trust, Discretionary Trust, Hybrid Trust,
        Fixed Trust, Testamentary Trust, Trading Trust, Deceased Estate, Fiduciary, 1041, 706, Form 1041,
        Form 706, Fiducie, Succession, Fiducie familiale, Living Trust, Revocable Trust, Grantor Trust""",
    "Exempt Organization": """Non-Profit, Nonprofit, Not for Profit, Not-for-Profit Organization, NFP, NPO,
        Charity, Registered Charity, Exempt, Tax Exempt, 501c3, 990, 990EZ, Form 990, 990T, OBNL, OSBL,
        Organisme sans but lucratif, Organisme à but non lucratif, Organisme de bienfaisance""",
    "Private Foundation": "990PF, Foundation, Fondation, Form 990PF",
    "Person": """Individual, Individuals, 1040, 1040NR, 1040SR, Form 1040, 709, Form 709, Personal,
        Natural Person, Private Individual, Particulier, Individu, Personne physique, Employee, Salarié,
        T1""",
    "Sole Proprietor": """Sole Trader, Sole Prop, Sole Proprietorship, Self-Employed, Schedule C, Sch C,
        1040 Schedule C, Sole Practitioner, Auto-entrepreneur, Autoentrepreneur, Micro-entreprise,
        Micro-entrepreneur, EI, EIRL, Entrepreneur individuel, Travailleur autonome, Travailleur indépendant,
        Indépendant""",
    "Pension Scheme": """Superannuation Fund, Super Fund, Superannuation, Self Managed Superannuation Fund,
        SMSF, SMSF Fund, Self-Managed Super Fund, Pension Fund, Pension, Pension Plan, Employee Plan, 5500,
        Form 5500, Caisse de retraite, Fonds de pension""",
    "Club or Society": """Club, Society, Incorporated Association, Incorporated Society, Association,
        Association loi 1901, Association loi de 1901, Association déclarée""",
    "Unincorporated Association": "Unincorporated, Unincorporated Body, Unincorporated Entity",
    "Charitable Incorporated Organisation": "CIO, Charitable Incorporated Organization",
    "Community Interest Company": "CIC",
    "Company Limited by Guarantee": "Limited by Guarantee, CLG",
    "Local Authority": """Council, Local Council, Local Government, Municipality, Commune, Mairie,
        Municipalité""",
    "Non Departmental Public Body": "NDPB",
    "Other/None": "Other, None, Autre, Aucun, Autres",
}  # fmt: skip
_PERIODS: Mapping[str, str] = {
    "Monthly": "1, M, Month, 1 month, 1 monthly, One monthly, Every month, Mensuel, Mensuelle, Mensuellement",
    "Quarterly": """3, Q, Quarter, 3 months, 3 monthly, Three monthly, Every quarter, Trimestriel,
        Trimestrielle, Trimestriellement""",
    "Yearly": """12, A, Y, Year, Annual, Annually, 12 months, 12 monthly, Every year, Annuel, Annuelle,
        Annuellement""",
}
_SYNONYMS: Mapping[str, Mapping[str, str]] = {
    "accounting.entity_type": _ENTITY_TYPES,
    "accounting.sales_tax_basis": {
        "Cash": """C, P, Payment, Payments, Payments basis, Cash basis, Receipts, Cash received, Cash
            accounting, Encaissement, Comptabilité de caisse""",
        "Accruals": """A, I, Accrual, Accrual basis, Accruals basis, Invoice, Invoices, Invoice basis,
            Non-cash, Standard, Débits, Exercice, Comptabilité d'exercice""",
        "None": "N, No, Not registered, Non inscrit, Aucun",
    },
    "accounting.income_tax_installments": _PERIODS,
    "accounting.sales_tax_period": {
        **_PERIODS,
        "Two-monthly": "2, 2 months, 2 monthly, Two monthly, Bimonthly, Bimestriel, Bimestrielle",
        "Six-monthly": "6, 6 months, 6 monthly, Six monthly, Half yearly, Semestriel, Semestrielle",
    },
    "accounting.sells": {
        "Services": "Service, Prestations",
        "Products": "Product, Goods, Produits, Produit, Biens, Marchandises",
        "Products and Services": """Both, Goods and Services, Services and Products, Les deux,
            Biens et services""",
        "Other": "Others",
    },
    "accounting.revenue_model": {
        "Fee for Service": "Fees, Fee, Fee-for-service, Hourly",
        "E-Commerce": "Ecommerce, Online sales",
        "Subscription": "Subscriptions, SaaS",
        "Licensing": "Licence, License, Licences",
        "Commission": "Commissions",
    },
    "work.status": {
        "Planned": """Not started, To do, To-do, Todo, New, Scheduled, Upcoming, Pending, Backlog, Draft,
            Planifiée, À faire, Non commencé, Pas commencé, Nouveau, Prévu, Programmé""",
        "Ready to Start": "Ready, Ready to begin, Prêt, Prêt à démarrer, Prêt à débuter",
        "In Progress": """Started, Active, Work in progress, WIP, Underway, In process, Ongoing, Commencé,
            Démarré, Débuté, En traitement""",
        "Waiting": """On hold, Hold, Waiting on client, Waiting for client, Waiting for information,
            Waiting for info, Awaiting client, Awaiting information, Blocked, Stalled, Paused,
            En attente du client, En attente d'informations, Suspendu, Bloqué, En pause""",
        "Completed": """Complete, Done, Finished, Closed, Terminée, Fait, Achevé, Clos, Clôturé, Fermé,
            Complété""",
    },
}
# What other tools' own lists have besides, with Karbon's nearest value. Sources: Inland Revenue (NZ), IR375
# (accounting bases, taxable periods); Xero Practice Manager's lists of business structures.
_OF_OTHER_TOOLS: Mapping[str, Mapping[str, str]] = {
    "accounting.sales_tax_basis": {"Accruals": "H, Hybrid, Hybrid basis, Hybride"},
    "accounting.entity_type": {
        "Other/None": "Maori Authority, Māori Authority, Joint Tenancy, Consortium, Syndicate",
        "Non Departmental Public Body": """Government, Government Entity, Government Department, State
            Government, Commonwealth Government, Crown Entity, Public Sector""",
        "Unincorporated Association": "Strata Title, Body Corporate, Owners Corporation, Strata Plan",
    },
    "work.status": {
        "In Progress": "In review, Review, Under review, Ready for review, Prep, Preparation, En révision",
        "Waiting": "Needs signature, Out for signature, Extended, Extension filed, À signer",
        "Completed": "Filed, Billed, Delivered, Cancelled, Canceled, Archived, Annulé, Facturé, Archivé",
    },
    "accounting.income_tax_installments": {
        "Yearly": "6 monthly, Six-monthly, Six monthly, Half yearly, Semestriel",
        "Quarterly": "2 monthly, Two-monthly, Bimonthly, Three times a year",
    },
}
WORDED = frozenset(_SYNONYMS)  # fields whose everyday words are known, whether or not they have a list


@cache
def _known(field: str) -> dict[str, str]:
    """Folded word -> the catalogue's English value; the lists themselves win over the synonyms."""
    choices = ALL_FIELDS[field].choices
    listed = [(value, name) for value, text in choices.items() for name in (value, text.en, text.fr)]
    synonyms = _SYNONYMS.get(field, {})
    everyday = [(value, name) for value, names in synonyms.items() for name in (value, *names.split(","))]
    named = pl.DataFrame([*listed, *everyday], schema=["value", "name"], orient="row")
    unique = named.with_columns(_comparable(pl.col("name"))).unique("name", keep="first", maintain_order=True)
    return dict(zip(unique["name"], unique["value"], strict=True))


def _comparable(text: pl.Expr) -> pl.Expr:
    """The folded form, with "&" and "and" alike."""
    return folded(text.str.replace_all(r"(?i)\s(?:and|et)\s", " & "))


def _part_that_is_known(texts: pl.Series, known: Mapping[str, str]) -> pl.Series:
    """What a text of several parts names: "Trust - Family" turned round, "1065 - Partnership", "Bare trust".

    Null where no part is known, or where two mean different things.
    """
    apart = texts.str.replace_all(r"\s+[-–—/]\s+|\s*[(:,]\s*|\)", "\n").str.strip_chars()
    parts = apart.str.split("\n").to_frame("parts")
    turned = _comparable(pl.col("parts").list.reverse().list.join(" "))
    alone = texts.str.replace(r"(?i)^.* (?:&|and|et) .*$", "")  # of two things, neither end is the whole
    last, first = (pl.concat_list(alone.str.extract(pattern, 1)) for pattern in (r" (\S+)$", r"^(\S+) "))
    meanings = [
        each.list.eval(
            _comparable(pl.element()).replace_strict(known, default=None, return_dtype=pl.String).drop_nulls()
        ).list.unique()
        for each in (pl.concat_list(turned), pl.col("parts"), last, first)
    ]
    several = pl.col("parts").list.len() > 1
    told = [
        pl.when((meant.list.len() == 1) & (several if number < 2 else ~several)).then(meant.list.first())
        for number, meant in enumerate(meanings)
    ]
    return parts.select(pl.coalesce(told)).to_series()


@cache
def _nearest_of_other_tools(field: str) -> dict[str, str]:
    """Folded word of another tool -> the catalogue's nearest value."""
    pairs = [(value, name) for value, names in _OF_OTHER_TOOLS.get(field, {}).items()
             for name in names.split(",")]  # fmt: skip
    named = pl.DataFrame(pairs, schema={"value": pl.String, "name": pl.String}, orient="row").with_columns(
        folded(pl.col("name"))
    )
    return dict(zip(named["name"], named["value"], strict=True))


@over_distinct
def normalise_choice(values: pl.Series, field: Field) -> pl.DataFrame:
    """The allowed value that each text stands for, by its English name.

    Args:
        values: n texts, in English or French, or as firms' tools write them ("1120S", "Pty Ltd").
        field: the catalogue's entry, with its choices; where it has none, what is unknown stays as written.

    Returns:
        n rows: value, code, suggestion (the allowed value spelt nearly so), detail (all allowed values).

    Source: Karbon OpenAPI 3.1, AccountingDetail, for the lists.
    """
    known = _known(field.id)
    text = values.to_frame("text").select(clean(pl.col("text")))
    found = text.with_columns(
        value=_comparable(pl.col("text")).replace_strict(known, default=None, return_dtype=pl.String),
        nothing=is_no_data(pl.col("text")),
    )
    if not field.choices:
        return found.select(verdict(pl.coalesce("value", pl.when(~pl.col("nothing")).then("text"))))
    lost = found["value"].is_null() & found["text"].is_not_null() & ~found["nothing"]
    others = _nearest_of_other_tools(field.id)
    known_elsewhere = folded(pl.col("text")).replace_strict(others, default=None, return_dtype=pl.String)
    unread = found["text"].zip_with(lost, pl.Series([None], dtype=pl.String))
    near = _part_that_is_known(unread, known).zip_with(lost, pl.Series([None], dtype=pl.String))
    near = near.zip_with(near.is_not_null(), nearest(unread, known))
    code = pl.when(pl.col("of_other").is_not_null()).then(pl.lit("choice.of_other_tool"))
    return found.with_columns(lost=lost, near=near, of_other=known_elsewhere).select(
        verdict(
            pl.col("value"),
            pl.when("lost").then(code.otherwise(pl.lit("choice.unknown"))),
            pl.when("lost").then(pl.coalesce("of_other", "near")),
            pl.when("lost").then(pl.lit(", ".join(field.choices))),
        )
    )


def of_another_list(result: pl.DataFrame) -> pl.DataFrame:
    """The values of a program whose lists each firm fills: a word that Karbon has not is no mistake there.

    Args:
        result: what normalise_choice gave.
    """
    return result.with_columns(pl.col("code").replace({"choice.unknown": "choice.own_word"}))
