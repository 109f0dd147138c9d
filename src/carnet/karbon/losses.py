"""What Karbon cannot hold of a contact, told before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass

from carnet.findings import Severity, rule

TOO_LONG = rule(
    "karbon.too_long",
    Severity.WARNING,
    en="Karbon takes at most %(detail)s characters here; “%(value)s” is longer and is not sent. Shorten it.",
    fr="Karbon accepte ici au plus %(detail)s caractères ; « %(value)s » est plus long et n’est pas envoyé. "
    "Raccourcissez-le.",
)
NO_PLACE = rule(
    "karbon.no_place",
    Severity.INFO,
    en="Karbon has no place for “%(value)s”; it stays in Carnet alone.",
    fr="Karbon n’a pas de place pour « %(value)s » ; cela ne reste que dans Carnet.",
)
NO_CHOICE = rule(
    "karbon.no_choice",
    Severity.WARNING,
    en="“%(value)s” is none of the values that Karbon takes here, and is not sent: %(detail)s.",
    fr="« %(value)s » n’est aucune des valeurs que Karbon accepte ici, et n’est pas envoyé : %(detail)s.",
)
NO_VALUE = rule(
    "karbon.no_value",
    Severity.WARNING,
    en="“%(value)s” is not of the form that Karbon takes here (%(detail)s), and is not sent.",
    fr="« %(value)s » n’a pas la forme que Karbon accepte ici (%(detail)s), et n’est pas envoyé.",
)
NO_COLLEAGUE = rule(
    "karbon.no_colleague",
    Severity.WARNING,
    en="No colleague of the account has the name or email “%(value)s”; it is not sent. Invite the colleague "
    "in Karbon, then push again.",
    fr="Aucun collègue du compte n’a le nom ou le courriel « %(value)s » ; il n’est pas envoyé. Invitez le "
    "collègue dans Karbon, puis envoyez de nouveau.",
)
NOT_LINKED = rule(
    "karbon.not_linked",
    Severity.WARNING,
    en="“%(value)s” is not an organization of the book, so the card is sent without it. Add the organization "
    "to the book.",
    fr="« %(value)s » n’est pas une organisation du carnet ; la fiche est envoyée sans elle. Ajoutez "
    "l’organisation au carnet.",
)
NOT_THERE = rule(
    "karbon.not_there",
    Severity.WARNING,
    en="“%(value)s” is not in the account, so what points at it is sent without it. It follows once it is "
    "there.",
    fr="« %(value)s » n’est pas dans le compte ; ce qui y renvoie est envoyé sans lui. Le lien suivra "
    "quand il y sera.",
)
JOINED = rule(
    "karbon.joined",
    Severity.INFO,
    en="Karbon holds one text here; the values are sent as “%(value)s”.",
    fr="Karbon garde ici un seul texte ; les valeurs sont envoyées sous la forme « %(value)s ».",
)
BOTH_NAMES = rule(
    "karbon.both_names",
    Severity.ERROR,
    en="Karbon needs a first and a last name; “%(value)s” has only one of them and is not sent. Fill the "
    "other.",
    fr="Karbon exige un prénom et un nom de famille ; « %(value)s » n’a que l’un des deux et n’est pas "
    "envoyé. Complétez l’autre.",
)
ALREADY_THERE = rule(
    "karbon.already_there",
    Severity.WARNING,
    en="“%(value)s” is in the account already, with the same name and email or client identifier. It is left "
    "as it is there, and not made a second time.",
    fr="« %(value)s » est déjà dans le compte, avec le même nom et courriel ou le même identifiant. Il y "
    "reste tel quel et n’est pas créé une deuxième fois.",
)
ARCHIVED = rule(
    "karbon.archived",
    Severity.INFO,
    en="“%(value)s” is archived in Carnet and is not sent.",
    fr="« %(value)s » est archivé dans Carnet et n’est pas envoyé.",
)
CHANGED_THERE = rule(
    "karbon.changed_there",
    Severity.WARNING,
    en="“%(value)s” was changed in Karbon since it was sent. It is not overwritten. Take the change over "
    "into Carnet; once both say the same, it counts as sent.",
    fr="« %(value)s » a été modifié dans Karbon depuis son envoi. Il n’est pas écrasé. Reprenez la "
    "modification dans Carnet ; une fois les deux identiques, il comptera comme envoyé.",
)
GONE_THERE = rule(
    "karbon.gone_there",
    Severity.WARNING,
    en="“%(value)s” is no longer in the account, and is not sent again.",
    fr="« %(value)s » n’est plus dans le compte et n’est pas envoyé de nouveau.",
)
REFUSED = rule(
    "karbon.refused",
    Severity.ERROR,
    en="Karbon does not take “%(value)s”: %(detail)s",
    fr="Karbon n’accepte pas « %(value)s » : %(detail)s",
)
UNCLEAR = rule(
    "karbon.unclear",
    Severity.ERROR,
    en="The answer about “%(value)s” was lost, and several records of the account may be it. It is not sent "
    "again. Look at them in Karbon; give it a client identifier, then push again.",
    fr="La réponse au sujet de « %(value)s » s’est perdue, et plusieurs fiches du compte peuvent être la "
    "sienne. Il n’est pas renvoyé. Vérifiez-les dans Karbon ; donnez-lui un identifiant, puis envoyez de "
    "nouveau.",
)


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing about one contact that does not reach Karbon as it is.

    Attributes:
        code: of the rule. field: what it is about, as the catalogue or Karbon calls it.
        value: what was found; empty for a secret. detail: what the rule says besides.
        lasting: False where it depends on the account, and is looked at again with each push.
    """

    code: str
    field: str
    value: str
    detail: str = ""
    lasting: bool = True
