"""How a notice reads: what happened, where to look; nothing of a contact."""

from __future__ import annotations

import os
from dataclasses import dataclass

from carnet.book.setup import firm_names
from carnet.language import Language, Text, preferred
from carnet.office.models import Notice
from carnet.office.notices.kinds import NoticeKind

_SUBJECTS = {
    NoticeKind.RETURNED: Text("%(firm)s: please correct", "%(firm)s : à corriger"),
    NoticeKind.ASKED: Text("%(firm)s: a question", "%(firm)s : une question"),
    NoticeKind.ANSWERED: Text("%(firm)s: an answer", "%(firm)s : une réponse"),
    NoticeKind.RECEIVED: Text("%(firm)s: files received", "%(firm)s : fichiers reçus"),
    NoticeKind.READY: Text("%(firm)s: please sign off", "%(firm)s : à approuver"),
    NoticeKind.SIGNED: Text("%(firm)s: signed off", "%(firm)s : approuvé"),
    NoticeKind.ASSIGNED: Text("%(firm)s: a case for you", "%(firm)s : un dossier pour vous"),
    NoticeKind.DUE: Text("%(firm)s: due tomorrow", "%(firm)s : échéance demain"),
    NoticeKind.OVERDUE: Text("%(firm)s: overdue", "%(firm)s : en retard"),
}
_TOLD = {
    NoticeKind.RETURNED: Text(
        "Your files were checked. Some cells must be corrected before they can be imported.",
        "Vos fichiers ont été vérifiés. Certaines cellules sont à corriger avant l’importation.",
    ),
    NoticeKind.ASKED: Text(
        "A question about an import is waiting for your answer.",
        "Une question sur une importation attend votre réponse.",
    ),
    NoticeKind.ANSWERED: Text(
        "Your remark about an import was answered.",
        "Une de vos remarques sur une importation a reçu une réponse.",
    ),
    NoticeKind.RECEIVED: Text(
        "Files arrived for an import.", "Des fichiers sont arrivés pour une importation."
    ),
    NoticeKind.READY: Text(
        "The plan of an import is ready. Look at it and sign it off; nothing is imported before that.",
        "Le plan d’une importation est prêt. Consultez-le et approuvez-le ; rien n’est importé avant cela.",
    ),
    NoticeKind.SIGNED: Text(
        "The firm signed the plan off; it can be applied.",
        "Le cabinet a approuvé le plan ; il peut être appliqué.",
    ),
    NoticeKind.ASSIGNED: Text("A case was given to you.", "Un dossier vous a été confié."),
    NoticeKind.DUE: Text("A case of yours is due tomorrow.", "Un de vos dossiers arrive à échéance demain."),
    NoticeKind.OVERDUE: Text("A case of yours is overdue.", "Un de vos dossiers est en retard."),
}
_PAGE = Text("Open the case: %(address)s", "Ouvrez le dossier : %(address)s")
_LINK = Text("Open the link that you were given.", "Ouvrez le lien que vous avez reçu.")
_WHY = Text(
    "Carnet sends this because the case concerns you. You can turn these messages off on your account page.",
    "Carnet envoie ce message parce que le dossier vous concerne. Vous pouvez désactiver ces messages sur la "
    "page de votre compte.",
)
_BY_LINK = Text(
    "Carnet sends this because your firm gave your address for this import.",
    "Carnet envoie ce message parce que votre cabinet a donné votre adresse pour cette importation.",
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message: its subject and its text."""

    subject: str
    text: str


def letter(notice: Notice) -> Letter:
    """A notice in the language of whom it goes to."""
    language, kind, case = _language(notice), NoticeKind(notice.what), notice.case
    firm = firm_names([case.firm]).get(case.firm, "")
    if notice.user:
        where, why = _PAGE(language, {"address": f"{_root()}/cases/{case.key}/"}), _WHY
    else:
        where, why = _LINK(language), _BY_LINK
    paragraphs = (_TOLD[kind](language), where, why(language))
    subject = _SUBJECTS[kind](language, {"firm": " ".join(firm.split())})
    return Letter(subject, "\n\n".join(paragraphs) + "\n")


def _language(notice: Notice) -> Language:
    """The person's own; of somebody without an account the case's, which its firm is written to in."""
    if notice.user is None:
        return Language(notice.case.language)
    if notice.user.language:
        return Language(notice.user.language)
    return preferred() if notice.user.team else Language(notice.case.language)


def _root() -> str:
    """The address that people use; `carnet serve` tells its workers where there is no CARNET_URL."""
    return os.environ.get("CARNET_URL", "").rstrip("/")
