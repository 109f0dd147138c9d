"""Outlook: the desktop program in several languages, outlook.com and the new Outlook.

Sure: the English, German and older French desktop headers (A: real files), the newer French ones and
both outlook.com forms (B: several programs agree). The other languages are B: the mail server's own table
of languages and programs that read or write them; Spanish and Portuguese mix with English there, and
Hungarian and the northern, eastern and Asian languages leave some rare columns out. Not sure: the order
of columns, which people change, so that none is assumed.

Where seen: open-xchange/appsuite-middleware (OutlookCSVContactImportTest, CSVContactImporterTest),
roundcube/roundcubemail (localization/*/csv2vcard.inc), michalbe/csv2vcard, a Thunderbird-to-Outlook
converter with the Italian columns, and the mail server's OutlookCsvLanguage table.

Two headers are one in French: the first "Titre" is the salutation, the second the job.
"""

from __future__ import annotations

from carnet.language import Text
from carnet.providers.layout import (
    OF_OTHERS,
    Guide,
    Layout,
    Provider,
    Target,
    Way,
    aside,
    columns,
    heads,
    key,
    to,
)
from carnet.providers.outlook_words import ASIAN, CONCEPTS, EASTERN, LANGUAGES, NORTHERN, WEB

_PARTS = ("address.physical", "address.home", "address.mailing")
_TARGETS: dict[str, Target] = {
    "title": Target("person.salutation"),
    "first": Target("person.first_name"),
    "middle": Target("person.middle_name"),
    "last": Target("person.last_name"),
    "suffix": Target("person.suffix"),
    "company": Target("person.belongs_to"),
    "role": Target("person.role"),
    **{
        f"{place} {part}": Target(f"{prefix}.{part}")
        for place, prefix in zip(("business", "home", "other"), _PARTS, strict=True)
        for part in ("line", "city", "region", "postal_code", "country")
    },
    "work": Target("phone.work"),
    "office": Target("phone.office"),
    "mobile": Target("phone.mobile"),
    "homephone": Target("phone.home"),
    "fax": Target("phone.fax"),
    "phone": Target("phone.other"),
    "birthday": Target("person.birth_date", special="skip_default"),
    "email": Target("person.email"),
    "number": Target(None, special="tax"),
    "default": Target(None, special="skip_default"),
    "groups": Target(None, special="groups"),
    "notes": Target("person.description"),
    "spouse": Target("person.full_name", slot="spouse"),
    "website": Target("person.website"),
    "nickname": Target("person.preferred_name"),
    "im": Target("social.skype", special="im"),
    "aside": Target(None),
}


def _columns(language: str, also: str = "") -> dict[str, Target | tuple[Target, ...]]:
    """Folded header -> target of one language, in the order of the concepts."""
    concepts = [concept for concept in CONCEPTS.split("|") if concept.strip()]
    headers = [header.strip() for header in LANGUAGES[language].split("|")]
    pairs = list(zip((concept.strip() for concept in concepts), headers, strict=True))
    pairs += [(concept.strip(), header) for header, _, concept in (x.partition("=") for x in also.split("|"))]
    named = ((concept, spelling) for concept, spellings in pairs for spelling in spellings.split(";"))
    return columns(*({key(spelling): (_TARGETS[concept],)} for concept, spelling in named if key(spelling)))


_GOOGLE = heads("Home Address", "Business Address", "Other Address")
_ENGLISH_PHONES = heads(
    "Business Phone", "Business Phone 2", "Company Main Phone", "Mobile Phone", "Home Phone", "Home Phone 2",
    "Business Fax", "Primary Phone", "Callback", "Car Phone",
)  # fmt: skip
_PLACES = heads(*(f"{place} {part}" for place in ("Business", "Home", "Other")
                  for part in ("Street", "City", "State", "Postal Code", "Country/Region")))  # fmt: skip
_STREETS = heads("Business Street", "Home Street", "Other Street")


def _english(name: str, *any_of: frozenset[str], against: frozenset[str] = frozenset()) -> Layout:
    return Layout(
        name,
        "person",
        all_of=frozenset(),
        any_of=(heads("E-mail Address", "E-mail 1 Address"), *any_of),
        none_of=_GOOGLE | against,
        columns=_columns("en", WEB),
        instead=((heads("Job Title"), to("person.salutation", "Title", special="title")),),
        sure="A" if name == "desktop-en" else "B",
    )


def _other(language: str, *any_of: frozenset[str]) -> Layout:
    return Layout(
        f"desktop-{language}",
        "person",
        all_of=frozenset(),
        any_of=any_of,
        columns=_columns(language),
        sure="A" if language in {"fr", "de"} else "B",
    )


def _further(language: str) -> Layout:
    """A language whose headers say of which address they are: one of them, and a name, phone or email."""
    known = _columns(language)

    def of(*prefixes: str) -> frozenset[str]:
        fields = {head: target.field or "" for head, target in known.items() if isinstance(target, Target)}
        return frozenset(head for head, field in fields.items() if field.startswith(prefixes))

    return _other(language, of("address."), of("person.", "phone."))


_GUIDE = Guide(
    ways=(
        Way(
            Text("Outlook for Windows (classic)", "Outlook pour Windows (classique)"),
            (
                Text(
                    "Choose *File > Open & Export > Import/Export*.",
                    "Choisissez *Fichier > Ouvrir et exporter > Importer/Exporter*.",
                ),
                Text(
                    "Choose *Export to a file*, then *Next*.",
                    "Choisissez *Exporter des données vers un fichier*, puis *Suivant*.",
                ),
                Text(
                    "Choose *Comma Separated Values*, then *Next*.",
                    "Choisissez *Valeurs séparées par des virgules*, puis *Suivant*.",
                ),
                Text(
                    "Click the *Contacts* folder of your mailbox, then *Next*.",
                    "Cliquez sur le dossier *Contacts* de votre boîte aux lettres, puis sur *Suivant*.",
                ),
                Text(
                    "Choose *Browse*, pick a folder and a name, then *Next* and *Finish*.",
                    "Choisissez *Parcourir*, un dossier et un nom, puis *Suivant* et *Terminer*.",
                ),
            ),
        ),
        Way(
            Text(
                "New Outlook, outlook.com and Outlook on the web",
                "Nouvel Outlook, outlook.com et Outlook sur le web",
            ),
            (
                Text(
                    "Sign in and open *People* in the bar on the left.",
                    "Connectez-vous et ouvrez *Contacts* (ou *Personnes*) dans la barre de gauche.",
                ),
                Text(
                    "Choose *Manage contacts > Export contacts*.",
                    "Choisissez *Gérer les contacts > Exporter les contacts*.",
                ),
                Text(
                    "Choose *All contacts* or one folder, then *Export*. The file is in your downloads.",
                    "Choisissez *Tous les contacts* ou un dossier, puis *Exporter*. Le fichier se trouve "
                    "dans vos téléchargements.",
                ),
            ),
        ),
    ),
    choose=Text(
        "CSV (comma separated values). A .pst or .olm file is a mailbox, not a list: it cannot be imported.",
        "CSV (valeurs séparées par des virgules). Un fichier .pst ou .olm est une boîte aux lettres, pas "
        "une liste : il ne peut pas être importé.",
    ),
    watch=(
        Text(
            "Each contacts folder is exported on its own. Export each, and give the files together.",
            "Chaque dossier de contacts s’exporte séparément. Exportez-les tous et donnez les fichiers "
            "ensemble.",
        ),
        Text(
            "The firm’s global address list is not in the *Contacts* folder; only what you saved there is "
            "exported.",
            "La liste d’adresses globale du cabinet n’est pas dans le dossier *Contacts* ; seul ce que "
            "vous y avez enregistré est exporté.",
        ),
        Text(
            "Do not open and save the file in Excel first: it removes zeros and turns numbers into dates.",
            "N’ouvrez pas le fichier dans Excel pour l’enregistrer avant l’importation : Excel supprime "
            "des zéros et change des nombres en dates.",
        ),
    ),
    unsure=Text(
        "Microsoft renames these buttons from time to time; *Manage contacts* may read *Manage*, or stand "
        "behind three dots.",
        "Microsoft renomme parfois ces boutons ; *Gérer les contacts* peut s’appeler *Gérer* ou se trouver "
        "derrière trois points.",
    ),
)

PROVIDER = Provider(
    "outlook",
    Text("Outlook", "Outlook"),
    layouts=(
        _english("web-old", heads("Given Name Yomi", "Family Name Yomi")),
        _english("web", heads("IMAddress", "Given Yomi", "Surname Yomi", "Schools", "Personal Web Page",
                              "Nickname"),
                 _ENGLISH_PHONES | _STREETS),
        _english("desktop-en", heads("E-mail Type", "E-mail Display Name", "Business Street 2",
                                     "Home Street 2",
                                     "Business Address PO Box", "Internet Free Busy", "Government ID Number"),
                 _ENGLISH_PHONES | _STREETS),
        _english("subset", _ENGLISH_PHONES, _PLACES | heads("E-mail 2 Address"),
                 against=OF_OTHERS | heads("Work Phone", "Primary Email Address")),
        Layout(
            "shared-contacts",
            "person",
            all_of=heads("Name", "E-mail Address"),
            any_of=(_ENGLISH_PHONES, _GOOGLE),
            none_of=_STREETS | heads("First Name", "Last Name"),
            columns=_columns("en", WEB) | columns(
                to("contact.name", "Name"),
                to("address.home", "Home Address"),
                to("address.physical", "Business Address"),
                to("address.mailing", "Other Address"),
                aside("Action", "ID"),
            ),
        ),
        _other("fr",
               heads("Adresse de messagerie", "Adresse de courrier", "Rue (bureau)", "Ville (bureau)",
                     "Dép/Région (bureau)", "Rue (domicile)"),
               heads("Téléphone (bureau)", "Tél. mobile", "Téléphone (domicile)", "Rue (bureau)",
                     "Rue (domicile)", "Type de messagerie", "Type de courrier", "Télécopie (bureau)")),
        _other("de",
               heads("E-Mail-Adresse", "E-Mail-Typ", "Straße geschäftlich", "Straße privat"),
               heads("Telefon geschäftlich", "Telefon privat", "Straße geschäftlich", "Ort geschäftlich",
                     "Straße privat", "Weitere Vornamen", "Mobiltelefon")),
        _other("es", heads("Calle del trabajo", "Ciudad de trabajo", "Otra calle", "Teléfono del trabajo"),
               heads("Apellidos", "Dirección de correo electrónico", "Dirección de correo electrónico 2",
                     "Código postal del trabajo", "Puesto")),
        _other("it", heads("Via (uff.)", "Città (uff.)", "Via (ab.)", "Fax (uff.)", "CAP (uff.)"),
               heads("Indirizzo posta elettronica", "Cognome", "Cellulare")),
        _other("nl", heads("Werkadres, straat", "Huisadres, straat", "Telefoon op werk", "Werkadres, plaats"),
               heads("E-mailadres", "Achternaam", "Mobiele telefoon")),
        _other("pt", heads("Rua do endereço comercial", "Rua da empresa", "Rua comercial",
                           "Telefone comercial", "Telefone da empresa", "Fone comercial",
                           "Telefone residencial", "Telefone da residência"),
               heads("Sobrenome", "Apelido", "Último nome", "Endereço de email 2", "Tipo de email",
                     "Endereço de correio electrónico", "Telefone celular", "Telemóvel", "Celular")),
        *(_further(language) for language in (*NORTHERN, *EASTERN, *ASIAN)),
    ),
    guide=_GUIDE,
)  # fmt: skip
