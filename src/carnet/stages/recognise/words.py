"""What a cell looks like: a header, a value, a total or a footer, told by its text alone."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from carnet.catalog import FIELDS
from carnet.catalog.headers import fold, words
from carnet.providers.layout import RESERVED, Layout, key, providers

LONGEST_HEADER = 80  # characters; a longer text is a sentence or a value

_VALUE = re.compile(
    r"[^\s@]+@[^\s@]+\.\w+"  # an email address
    r"|(?:https?:|www\.|mailto:|tel:|/o=)\S+"
    r"|[-+(]?[$€£]?\s*\d[\d\s.,/:()%$€£+-]*"  # number, amount, date, phone
    r"|\d{1,2}[- ](?:[^\W\d]{3,9}\.?)[- ]\d{2,4}"  # 15-Jan-24
    r"|.*(?:\d[\s().-]*){6,}.*",  # a phone, an identifier or an address with its post code
    re.IGNORECASE | re.DOTALL,
)
_PERIOD = re.compile(r"(?:19|20)\d\d|\d{1,3}\s*(?:-|–|to|à)\s*\d{1,3}")  # of amounts: 2024, 31 - 60
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
_PHONE = re.compile(
    r"(?=(?:\D*\d){9,15}\D*$)(?:\+?\d[\d\s]*|\+?[\d\s]*\(\d+\)[\d\s.-]+|\+?\d{2,4}(?:[ .-]\d{2,4}){2,5})"
)
_GROUP_WORDS = frozenset(
    words(
        "taxpayer spouse tp sp t p s husband wife partner contribuable conjoint conjointe client clients "
        "contact primary secondary principal main home domicile personal personnel work travail business "
        "office bureau mailing postal postale shipping billing facturation livraison physical physique legal "
        "address adresse phone phones telephone telephones person personne individual particulier company "
        "societe entreprise organization organisation"
    )
)
_NAMING_WORDS = frozenset(
    words(
        "name names nom noms prenom surname first last client clients customer contact company business "
        "organization organisation societe entreprise raison compagnie account taxpayer contribuable email "
        "mail courriel messagerie person personne phone telephone tel mobile group groupe fn key cle id "
        "identifier identifiant code vorname nachname firma nombre apellidos empresa nome cognome naam "
        "voornaam achternaam contacts customers people persons companies organizations organisations "
        "personnes societes entreprises groups groupes"
    )
)
# Words of a title that say nothing of what is listed.
_TITLE_WORDS = frozenset(
    words(
        "my our your all active current new list lists full complete directory report export exported "
        "address book master mailing as at at on from for mes nos vos tous toutes actif actifs liste listes "
        "complete repertoire rapport exportation carnet adresses annuaire au depuis pour"
    )
)
_LEGAL_ENDS = frozenset(
    words(
        "inc ltd llc llp lp plc pty co corp pc pa ltee ltee enr senc sencrl sarl sas sasu sa eurl sci gmbh "
        "bv nv ag jr sr ii iii cpa ca phd md fils filles soeurs freres"
    )
)
_LONGEST_NAME = 60  # characters
# Folded names of sheets that stand beside a list and are none.
NO_LISTS = frozenset(
    words(
        "instructions instruction readme lisezmoi help aide cover couverture colleagues collegues "
        "servicetypes typesdeservices lists listes lookups legend legende about apropos exemples examples "
        "howto notice"
    )
)
_SMALL_WORDS = frozenset(
    words("a and d de des du en et l la le les n no number numero of or ou the to type x 1 2 3 4 5")
)


def _layouts() -> list[Layout]:
    """Every layout of a table; the columns of a vCard are named by the reader, never by a row."""
    found = [provider for provider in providers().values() if provider.name != "vcard"]
    return [layout for provider in found for layout in provider.layouts]


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """Every header of the catalogue and of the providers, and the words of the catalogue's headers."""
    texts = [text for entry in FIELDS.values() for text in (entry.label.en, entry.label.fr, *entry.headers)]
    declared = {text for layout in _layouts() for text in layout.columns}
    vocabulary = {word for text in texts for word in words(text)} - _SMALL_WORDS
    return frozenset({key(text) for text in texts} | declared | set(RESERVED)), frozenset(vocabulary)


@cache
def _numbered() -> re.Pattern[str]:
    """Every numbered header that a provider declares, as one expression."""
    patterns = {
        re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern)
        for layout in _layouts()
        for pattern, _ in layout.patterns
    }
    return re.compile("|".join(f"(?:{pattern})" for pattern in sorted(patterns)), re.IGNORECASE)


def is_value(text: str) -> bool:
    """Whether a text is a value that no header is: an email, a link, a number, a date or a phone."""
    return len(text) <= 200 and _VALUE.fullmatch(text.strip()) is not None


@lru_cache(maxsize=16_384)
def likeness(text: str) -> float:
    """How much a text looks like a header: 1 a known one, 0.5 of known words, below 0 a value."""
    plain = " ".join(text.split())
    if not plain:
        return 0.0
    known, vocabulary = _known()
    if len(plain) <= LONGEST_HEADER and (key(plain) in known or _numbered().fullmatch(plain)):
        return 1.0
    if _PERIOD.fullmatch(plain):
        return 0.0
    if is_value(plain):
        return -1.0
    if len(plain) > LONGEST_HEADER:
        return -0.3
    if vocabulary.intersection(words(plain)) and len(plain) <= LONGEST_HEADER // 2:
        return 0.5
    return 0.1 if any(char.isalpha() for char in plain) else -0.3


def names_somebody(text: str) -> bool:
    """Whether a header is of a column that may name or reach a contact."""
    return not _NAMING_WORDS.isdisjoint(words(text))


def names_only_people(text: str) -> bool:
    """Whether a text of few words says nothing but that contacts stand below it ("Contacts 2024")."""
    if len(text) > LONGEST_HEADER // 2:
        return False
    telling = {word for word in words(text) if not word.isdigit()} - _SMALL_WORDS - _TITLE_WORDS
    return likeness(text) == 1 or (bool(telling) and telling <= _NAMING_WORDS)


def may_be_title(text: str) -> bool:
    """Whether a text is short and no sentence, as the title of a column is."""
    return 0 < len(text) <= LONGEST_HEADER // 2 and not text.endswith((".", "?", "!"))


def is_title(text: str) -> bool:
    """Whether a text says of what a list is: "Client list", "Exported 2026-10-01", "Liste des clients"."""
    told = set(words(text))
    return len(text) <= LONGEST_HEADER and bool(told & _TITLE_WORDS) and not may_reach(text)


def may_be_name(text: str) -> bool:
    """Whether a text is written as the name of a person or a firm is: "Ann Lee", "Gagnon et fils inc."."""
    parts = text.split()
    if not 2 <= len(parts) <= 7 or len(text) > _LONGEST_NAME or likeness(text) == 1 or is_value(text):
        return False
    last = fold(parts[-1])
    if text[-1] in ":?!;" or (text[-1] == "." and last not in _LEGAL_ENDS and len(parts[-1]) > 3):
        return False
    return _begins_a_name(parts[0]) and (_begins_a_name(parts[-1]) or last in _LEGAL_ENDS)


def _begins_a_name(word: str) -> bool:
    letter = word.lstrip("(\"'«“&")[:1]
    return letter.isalpha() and not letter.islower()


def is_email(text: str) -> bool:
    """Whether a text is an email address."""
    return len(text) <= LONGEST_HEADER and _EMAIL.fullmatch(text.strip()) is not None


def may_reach(text: str) -> bool:
    """Whether a value reaches somebody: an email address or a telephone number."""
    short = len(text) <= LONGEST_HEADER
    return short and (_EMAIL.fullmatch(text) is not None or _PHONE.fullmatch(text) is not None)


def is_group(text: str) -> bool:
    """Whether a text stands above several headers and belongs in front of each ("Spouse", "Home address")."""
    found = words(text)
    return bool(found) and _GROUP_WORDS.issuperset(found)


_WEEKDAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
)
_ZONE = r"GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|HNE|HAE|HNP|HAP"


def _any_of(*patterns: str) -> str:
    return rf"(?is)^\s*(?:{'|'.join(patterns)})\s*$"


# How a whole cell reads that a program prints below the rows or between them.
FOOTER = _any_of(
    rf"(?:le )?(?:{_WEEKDAY}),?\s.*\b\d{{1,2}}\b.*\b(?:19|20)\d{{2}}\b.*",
    rf".*\d{{1,2}}\s?[:h.]\s?\d{{2}}.*\b(?:{_ZONE})\b.*|.*\bGMT(?:Z|\s?[+-]\d).*",
    r"(?:page|seite)\s*:?\s*\d+(?:\s*(?:of|de|sur|von|/)\s*\d+)?",
    r"\d+\s*(?:/|of|sur)\s*\d+\s*pages?",
    r"(?:report |list )?(?:generated|printed|exported|downloaded) (?:by|on|at|from|with)\b.*",
    r"(?:report |list )?(?:created|prepared|run) (?:by|on|at)\b.*\d.*",
    r"(?:date|time|report) (?:printed|generated|run|exported)\s*:.*",
    r"(?:printed|generated|exported|imprimé|généré|exporté)\s*:.*",
    r"(?:rapport |liste |document )?(?:généré|imprimé|exporté)e?s? (?:par|le|à|depuis|avec|au)\b.*",
    r"(?:rapport |liste |document )?(?:créé|préparé|produit|édité)e?s? (?:par|le|à)\b.*\d.*",
    r"end of (?:report|list|file)\W*|fin (?:du |de la |de )?(?:rapport|liste|fichier|document)\W*",
    r"(?:©|\(c\)|copyright)\s.*\d{4}.*|(?:all rights reserved|tous droits réservés).*",
    r"(?:strictly )?confident(?:ial|iel)(?:\s*[-–:,.(].*| (?:information|document)s?\b.*)?",
    r"(?:cash|accrual) basis\b.{0,120}",
)
_COUNTED = (
    r"(?:clients?|customers?|contacts?|records?|rows?|lines?|lignes?|enregistrements?|items?|entries|"
    r"entrées|personnes?|people|persons?|organi[sz]ations?|companies|sociétés?|entreprises|accounts?|comptes|"
    r"returns?)"
)
TOTAL = _any_of(
    r"(?:grand|sub|sous|report|overall|final)?[\s-]*tota(?:l|ls|ux)(?:\s(?:général|generals?|overall))?\s?[:.]?",
    rf"tota(?:l|ux)\s*:?\s*(?:of |de )?[\d\s.,]+{_COUNTED}?\s*\.?",
    rf"(?:total|nombre|number|count|no\.)\s(?:of |de |d')?(?:\w+ )?{_COUNTED}\s*:?\s*[\d\s.,]*",
    rf"(?:{_COUNTED}|count|nombre)\s*[:=]\s*\d[\d\s.,]*",
    rf"\(?\d[\d\s.,]*\s{_COUNTED}\s*(?:in total|au total|listed|found|trouvés?|in set.{{0,20}})?\s*\.?\)?",
)
SUBTOTAL = _any_of(r"total (?:for|pour|de)\s.{1,60}")  # only beside amounts: a firm may be called so
SECTION_TOTAL = _any_of(r"total .{1,60}", r".{1,60} total")  # only where a title of that name stands above
SUBTOTAL_OF = re.compile(r"(?i)^\s*total (?:(?:for|pour|de)\s+)?|\s+total\s*$")
# The only cell of a row that says whose the rows below are: "Partner: Jane Smith", "Groupe : Roy".
LABELLED = (
    r"(?i)^\s*(?:partner|manager|owner|staff|team|office|department|branch|(?:client )?group|category|type"
    r"|status|section|region|state|city|country|associé|responsable|gestionnaire|équipe|bureau|service|succursale"
    r"|groupe|catégorie|statut|région|ville|pays)\s?:\s*\S"
)
_KINDS = frozenset(
    words(
        "individuals persons people businesses companies corporations corps scorps ccorps partnerships "
        "trusts estates nonprofits charities organizations organisations households families clients "
        "customers contacts prospects leads vendors suppliers employees llcs proprietors proprietorships "
        "traders particuliers entreprises societes personnes fiducies successions associations organismes "
        "menages familles fournisseurs employes independants travailleurs compagnies clientele"
    )
)
_STATES = frozenset(
    words(
        "inactive active former archived current closed lost dormant terminated inactifs actifs anciens "
        "archives fermes inactif actif perdus inactives actives anciennes archivees fermees perdues "
        "corporate personal business misc miscellaneous others divers autres"
    )
)
_OF_KINDS = frozenset(
    words(
        "new other non profit not for sole s c tax return only monthly quarterly annual yearly weekly "
        "bookkeeping payroll physiques morales autonomes nouveaux nouvelles ex partnership llc trust "
        "estate client joint limited liability t1 t2 t3 1120s 1120c 990t"
    )
)
_LETTERS = re.compile(r"(?i)\W*(?:[^\W\d_]|0)\s*(?:(?:-|–|/|to|à)\s*(?:[^\W\d_]|9))?\W*|\W*#\W*")


def is_group_title(text: str) -> bool:
    """Whether a text alone in its row says of what kind the rows below are: "A – D", "Inactive clients"."""
    told = {word for word in words(text) if not word.isdigit()}
    kinds = told & (_KINDS | _STATES)
    small = _SMALL_WORDS | _OF_KINDS | _TITLE_WORDS
    return _LETTERS.fullmatch(text) is not None or (bool(kinds) and told <= _KINDS | _STATES | small)


NOTE = r"(?i)^\s*(?:\*|n\.\s?b\.|nota bene|(?:foot)?(?:notes?|nb|nota|remarques?|l[eé]gende?|source)\s*:)"
_AMOUNT = re.compile(r"[-(]?\s?[$€£]?\s?\d[\d\s.,]*\)?\s?[%$€£]?\s?(?:CAD|USD|EUR|GBP|AUD|NZD)?")


_HINTS = frozenset(
    words(
        "text texte string number nombre numeric integer date datetime email phone required mandatory "
        "optional obligatoire requis facultatif facultative boolean varchar char url currency yesno free"
    )
)
_EXAMPLE = re.compile(r"(?i)(?:e\.\s?g\.|ex\.|ex\s?:|example|exemple|p\. ex\.|sample)\W*\s?\S")


def is_hint(text: str) -> bool:
    """Whether a cell under a header says what to write there: "required", "text", "e.g. John Smith"."""
    plain = words(text)
    return _EXAMPLE.match(text) is not None or (bool(plain) and len(plain) <= 3 and _HINTS.issuperset(plain))


_RULE = re.compile(r"[-=+:_*~|. ]*(?:-{2}|={2}|_{2}|\*{3}|~{3}|:-)[-=+:_*~|. ]*")


def is_rule(text: str) -> bool:
    """Whether a cell is part of a line that a program draws between rows: "-----", "=====", ":---:"."""
    return _RULE.fullmatch(text) is not None


def is_amount(text: str) -> bool:
    """Whether a text is a number or an amount of money; a telephone number with dashes is neither."""
    return len(text) <= 40 and _AMOUNT.fullmatch(text.strip()) is not None
