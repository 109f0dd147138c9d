"""The evidence for a pair of contacts as a person reads it: what speaks for, and what against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from carnet.language import Language, Text

_THINGS: Mapping[str, Text] = MappingProxyType(
    {
        "given": Text("first name", "prénom"),
        "family": Text("last name", "nom de famille"),
        "middle": Text("middle name", "deuxième prénom"),
        "suffix": Text("suffix", "suffixe"),
        "birth": Text("birth date", "date de naissance"),
        "email": Text("email", "courriel"),
        "phone": Text("phone", "téléphone"),
        "street": Text("street", "rue"),
        "premise": Text("building", "bâtiment"),
        "number": Text("street number", "numéro de rue"),
        "place": Text("city and postal code", "ville et code postal"),
        "region": Text("region", "région"),
        "registration": Text("registration number", "numéro d'immatriculation"),
        "ids": Text("client identifier", "identifiant du client"),
        "employer": Text("organization", "organisation"),
        "name": Text("name", "nom"),
        "form": Text("legal form", "forme juridique"),
        "reach": Text("email and website", "courriel et site web"),
    }
)
_AGREEMENTS: Mapping[str, Text] = MappingProxyType(
    {
        "exact": Text("the same", "identique"),
        "exact, of one name": Text("the same, under one name", "identique, sous un même nom"),
        "on one alone": Text("told of one alone", "indiqué pour un seul"),
        "differs": Text("another", "différent"),
        "swapped": Text("swapped", "inversé"),
        "swapped, typing mistake": Text(
            "swapped, with a typing mistake", "inversé, avec une faute de frappe"
        ),
        "familiar form": Text("a familiar form", "une forme familière"),
        "typing mistake": Text("a typing mistake apart", "à une faute de frappe près"),
        "two mistakes": Text("two typing mistakes apart", "à deux fautes de frappe près"),
        "given out in a row": Text("a number given out next to it", "un numéro attribué à la suite"),
        "initial": Text("an initial", "une initiale"),
        "initials": Text("the initials", "les initiales"),
        "one of several": Text("one of several", "un parmi plusieurs"),
        "similar": Text("similar", "ressemblant"),
        "somewhat similar": Text("somewhat similar", "assez ressemblant"),
        "day and month swapped": Text("day and month swapped", "jour et mois inversés"),
        "one digit": Text("one digit apart", "à un chiffre près"),
        "two digits": Text("two digits apart", "à deux chiffres près"),
        "two parts of three": Text("two parts of three", "deux parties sur trois"),
        "year": Text("the same year", "la même année"),
        "a generation apart": Text("a generation apart", "à une génération d'écart"),
        "same name before the @": Text("the same before the @", "identique avant le @"),
        "shared by several": Text("the same, shared by several", "identique, partagé par plusieurs"),
        "in another column": Text("the same in another column", "identique dans une autre colonne"),
        "in another column, typing mistake": Text(
            "in another column, with a typing mistake", "dans une autre colonne, avec une faute de frappe"
        ),
        "city and postal code": Text("both the same", "identiques"),
        "postal code, city nearly": Text("city nearly the same", "ville presque identique"),
        "city, postal code nearly": Text("postal code nearly the same", "code postal presque identique"),
        "postal code alone": Text("the same postal code", "même code postal"),
        "city alone": Text("the same city", "même ville"),
        "city nearly, alone": Text("nearly the same city", "ville presque identique"),
        "postal code, another city": Text(
            "the same postal code, another city", "même code postal, autre ville"
        ),
        "city, another postal code": Text(
            "the same city, another postal code", "même ville, autre code postal"
        ),
        "both nearly": Text("both nearly the same", "presque identiques"),
        "one nearly": Text("one of the two nearly the same", "l'un des deux presque identique"),
        "of another kind": Text("of another kind", "d'un autre type"),
        "exact, with a number": Text("the same, with its number", "identique, avec son numéro"),
        "number mistyped": Text("a digit of its number apart", "à un chiffre de son numéro près"),
        "another number": Text("another number in it", "un autre numéro dans le nom"),
        "another trade": Text("another trade under the same name", "une autre activité sous le même nom"),
        "another of the owner": Text("another company of the same name", "une autre société du même nom"),
        "a group of the name": Text("a group of the same name", "un groupe du même nom"),
        "another sort": Text("another sort of entity", "une autre sorte d'entité"),
        "another name": Text("another name", "un autre prénom"),
        "another name, alike": Text("another name, though alike", "un autre prénom, bien que ressemblant"),
        "of the other sex": Text("a name of the other sex", "un prénom de l'autre sexe"),
        "another word": Text("a word of it another", "un mot différent"),
        "words in another order": Text("words in another order", "mots dans un autre ordre"),
        "typing mistake, words in another order": Text(
            "words in another order, with a typing mistake",
            "mots dans un autre ordre, avec une faute de frappe",
        ),
        "trades as": Text("trades as the other", "nom commercial de l'autre"),
        "same but for common words": Text(
            "the same but for common words", "identique aux mots courants près"
        ),
        "same but for common words, nearly": Text(
            "nearly the same but for common words", "presque identique aux mots courants près"
        ),
        "one holds the other": Text("one holds the other", "l'un contient l'autre"),
        "nearly the same": Text("nearly the same", "presque identique"),
        "begins alike": Text("begins alike", "même début"),
        "most words": Text("most words the same", "la plupart des mots identiques"),
        "a rare word": Text("a rare word the same", "un mot rare identique"),
        "email exact": Text("the same email", "même courriel"),
        "shared mailbox": Text("the same shared mailbox", "même boîte partagée"),
        "host": Text("the same host", "même domaine"),
        "another host": Text("another host", "autre domaine"),
        "otherwise": Text("otherwise", "autrement"),
    }
)
_FOR = Text("For: %(said)s.", "Pour : %(said)s.")
_AGAINST = Text("Against: %(said)s.", "Contre : %(said)s.")
_MOST = 4  # things named on each side; the line is read at a glance


def evidence_line(evidence: Sequence[Mapping[str, Any]], language: Language) -> str:
    """One line of what speaks for and against, the weightiest first.

    Args:
        evidence: comparison, agrees (a code of carnet.stages.match.evidence.levels) and weight (log2;
            negative speaks against) of each thing that was compared. A code without a wording is shown as
            it is.
    """
    ordered = sorted(evidence, key=lambda one: -abs(one["weight"]))
    sides = (
        (_FOR, [one for one in ordered if one["weight"] > 0]),
        (_AGAINST, [one for one in ordered if one["weight"] < 0]),
    )
    return " ".join(
        title(language, {"said": ", ".join(_said(one, language) for one in side[:_MOST])})
        for title, side in sides
        if side
    )


def _said(one: Mapping[str, Any], language: Language) -> str:
    thing, agrees = str(one["comparison"]), str(one["agrees"])
    words = _THINGS.get(thing, Text(thing, thing)), _AGREEMENTS.get(agrees, Text(agrees, agrees))
    return "{} ({})".format(*(word(language) for word in words))
