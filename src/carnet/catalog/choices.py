"""The closed lists of values, as Karbon's API spells them, with the French label of each.

Source: Karbon OpenAPI 3.1, AccountingDetail.
"""

from __future__ import annotations

from carnet.language import Text


def _choices(*pairs: tuple[str, str]) -> dict[str, Text]:
    return {en: Text(en, fr) for en, fr in pairs}


ENTITY_TYPES = _choices(
    ("Corporation", "Société par actions"),
    ("Club or Society", "Club ou société"),
    ("Estate or Trust", "Succession ou fiducie"),
    ("Exempt Organization", "Organisme exonéré"),
    ("Partnership", "Société de personnes"),
    ("Private Foundation", "Fondation privée"),
    ("S Corporation", "Société « S »"),
    ("Person", "Personne"),
    ("Sole Proprietor", "Entreprise individuelle"),
    ("Limited Liability", "Société à responsabilité limitée"),
    ("Charitable Incorporated Organisation", "Organisme de bienfaisance constitué"),
    ("Company Limited by Guarantee", "Société à responsabilité limitée par garantie"),
    ("Community Interest Company", "Société d'intérêt communautaire"),
    ("Limited Liability Partnership", "Société en nom collectif à responsabilité limitée"),
    ("Local Authority", "Collectivité locale"),
    ("Non Departmental Public Body", "Organisme public non ministériel"),
    ("Pension Scheme", "Régime de retraite"),
    ("Royal Charter", "Charte royale"),
    ("Unincorporated Association", "Association non constituée"),
    ("Other/None", "Autre/Aucun"),
)
SALUTATIONS = _choices(
    ("Mr", "M."), ("Mrs", "Mme"), ("Ms", "Mme"), ("Miss", "Mlle"), ("Dr", "Dr"),
    ("Prof", "Pr"), ("Rev", "Rév."),
)  # fmt: skip
SALES_TAX_BASES = _choices(
    ("Cash", "Encaissements"), ("Accruals", "Engagement"), ("None", "Aucune"), ("Close", "Clôture")
)
INSTALLMENT_PERIODS = _choices(("Monthly", "Mensuel"), ("Quarterly", "Trimestriel"), ("Yearly", "Annuel"))
REVENUE_MODELS = _choices(
    ("Advertising", "Publicité"),
    ("Commission", "Commission"),
    ("E-Commerce", "Commerce électronique"),
    ("Fee for Service", "Honoraires"),
    ("Licensing", "Licences"),
    ("Markup", "Marge"),
    ("Production", "Production"),
    ("Subscription", "Abonnement"),
)
SELLS = _choices(
    ("Services", "Services"),
    ("Products", "Produits"),
    ("Products and Services", "Produits et services"),
    ("Other", "Autre"),
)
WORK_STATUSES = _choices(
    ("Planned", "Planifié"),
    ("Ready to Start", "Prêt à commencer"),
    ("In Progress", "En cours"),
    ("Waiting", "En attente"),
    ("Completed", "Terminé"),
)
