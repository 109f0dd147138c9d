"""What each service includes and costs: as the team's lead wrote it, else as Carnet comes with it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from carnet.language import Text
from carnet.office.models import ServiceOffer
from carnet.office.services.states import Service

NO_REMARK = Text("", "")


@dataclass(frozen=True, slots=True)
class Offer:
    """A service with its price.

    Attributes:
        price: 0 for a free one. currency: ISO 4217.
        includes: a point a line. remark: on the price.
    """

    service: Service
    price: Decimal
    currency: str
    includes: Text
    remark: Text = NO_REMARK


def offers() -> list[Offer]:
    """The four, from the firm's own hands to the team's."""
    kept = {row.service: row for row in ServiceOffer.objects.all()}
    return [_written(kept[one.value]) if one.value in kept else _DEFAULTS[one] for one in Service]


def offer(service: Service) -> Offer:
    """One of them."""
    row = ServiceOffer.objects.filter(service=service.value).first()
    return _written(row) if row else _DEFAULTS[service]


def write(given: Offer) -> None:
    """Let a service include and cost something else; what was asked for keeps its price."""
    ServiceOffer.objects.update_or_create(
        service=given.service.value,
        defaults={
            "price": given.price, "currency": given.currency,
            "includes_en": given.includes.en, "includes_fr": given.includes.fr,
            "remark_en": given.remark.en, "remark_fr": given.remark.fr,
        },
    )  # fmt: skip


def _written(row: ServiceOffer) -> Offer:
    includes, remark = Text(row.includes_en, row.includes_fr), Text(row.remark_en, row.remark_fr)
    return Offer(Service(row.service), row.price, row.currency, includes, remark)


_FREE = Decimal(0)
_DEFAULTS = {
    one.service: one
    for one in (
        Offer(
            Service.SELF, _FREE, "USD",
            Text(
                "You bring the export of your current program, in Excel or CSV, and import it yourself\n"
                "Each column recognised, each finding corrected on the screen\n"
                "A plan before anything changes, and a way to undo it afterwards",
                "Vous apportez l’export de votre logiciel actuel, en Excel ou en CSV, et l’importez "
                "vous-même\n"
                "Chaque colonne reconnue, chaque constat corrigé à l’écran\n"
                "Un plan avant tout changement, et une annulation possible après",
            ),
        ),
        Offer(
            Service.LINK, _FREE, "USD",
            Text(
                "You fill in the basic import file, or export from your current program\n"
                "You drop it on a secure link; no account is needed\n"
                "The team imports it and tells you what to correct",
                "Vous remplissez le fichier d’importation de base, ou exportez depuis votre logiciel actuel\n"
                "Vous le déposez par un lien sécurisé, sans compte\n"
                "L’équipe l’importe et vous indique ce qu’il faut corriger",
            ),
        ),
        Offer(
            Service.ASSISTED, Decimal(299), "USD",
            Text(
                "Every detail of a client, including the accounting details of the assisted import file\n"
                "The team does the import\n"
                "Help with each finding, until the list is clean",
                "Tous les renseignements d’un client, y compris les renseignements comptables du "
                "fichier d’importation assistée\n"
                "L’équipe réalise l’importation\n"
                "De l’aide pour chaque constat, jusqu’à ce que la liste soit sans erreur",
            ),
            Text("or included in your subscription", "ou compris dans votre abonnement"),
        ),
        Offer(
            Service.ONBOARDING, Decimal(3999), "USD",
            Text(
                "Live training sessions with the team\n"
                "Import of your contacts and of your work\n"
                "Advice on how your firm works\n"
                "A plan with dates for both sides, and a record of what was delivered",
                "Des séances de formation en direct avec l’équipe\n"
                "L’importation de vos contacts et de vos travaux\n"
                "Des conseils sur les façons de faire de votre cabinet\n"
                "Un plan daté pour les deux parties, et un relevé de ce qui a été réalisé",
            ),
        ),
    )
}  # fmt: skip
