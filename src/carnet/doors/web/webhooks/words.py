"""What the pages of webhooks call things."""

from __future__ import annotations

from carnet.book.models import Delivery
from carnet.book.outgoing import DeliveryState, Disabled, EventType, Fault, Standing
from carnet.language import Language, Text
from carnet.terms import Kind

EVENTS = {
    EventType.CREATED: Text("A contact is new", "Un contact est nouveau"),
    EventType.UPDATED: Text("A contact was changed", "Un contact a été modifié"),
    EventType.DELETED: Text("A contact was deleted", "Un contact a été supprimé"),
    EventType.IMPORTED: Text("An import is finished", "Une importation est terminée"),
    EventType.TEST: Text("A test", "Un essai"),
}
KINDS = {
    Kind.PERSON: Text("People", "Personnes"),
    Kind.ORGANIZATION: Text("Organizations", "Organisations"),
    Kind.CLIENT_GROUP: Text("Client groups", "Groupes de clients"),
}
STANDING = {
    Standing.ACTIVE: Text("active", "actif"),
    Standing.PAUSED: Text("paused", "en pause"),
    Standing.DISABLED: Text("switched off", "désactivé"),
}
BADGES = {Standing.ACTIVE: "good", Standing.PAUSED: "warning", Standing.DISABLED: "error"}
REASONS = {
    Disabled.GONE: Text(
        "The receiver answered that it wants no more messages (410), so Carnet switched this webhook off.",
        "Le destinataire a répondu qu’il ne veut plus de messages (410) : Carnet a désactivé ce webhook.",
    ),
    Disabled.FAILING: Text(
        "For three days nothing could be delivered, so Carnet switched this webhook off. Once the receiver "
        "works again, switch it on and send again what failed.",
        "Pendant trois jours, rien n’a pu être livré : Carnet a désactivé ce webhook. Une fois le "
        "destinataire rétabli, réactivez-le et renvoyez ce qui a échoué.",
    ),
}
STATES = {
    DeliveryState.WAITING: Text("waiting", "en attente"),
    DeliveryState.DELIVERED: Text("delivered", "livré"),
    DeliveryState.FAILED: Text("failed", "échec"),
}
STATE_BADGES = {
    DeliveryState.WAITING: "info",
    DeliveryState.DELIVERED: "good",
    DeliveryState.FAILED: "error",
}
_FAULTS = {
    Fault.TIMEOUT: Text("no answer in time", "pas de réponse à temps"),
    Fault.CONNECTION: Text("no connection", "pas de connexion"),
    Fault.NAME: Text("the name is unknown", "nom inconnu"),
    Fault.REFUSED: Text("a private address: not sent", "adresse privée : rien n’est envoyé"),
}


def answer(one: Delivery, language: Language) -> str:
    """What the latest try gave: the status that was answered, or why there is none."""
    if one.status is not None:
        return str(one.status)
    return _FAULTS[Fault(one.fault)](language) if one.fault else ""
