"""The field catalogue: each field once.

Sources: the import file's article (basic and assisted columns), Karbon's OpenAPI 3.1 (types,
enumerations and limits).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import StrEnum

from carnet.catalog import choices
from carnet.language import Text


class FieldType(StrEnum):
    """How a field's text is read; one normaliser each."""

    TEXT = "text"
    NOTE = "note"
    PERSON_NAME = "person_name"  # one part of a person's name
    FULL_NAME = "full_name"  # a whole name, to be split
    ORGANIZATION_NAME = "organization_name"
    ANY_NAME = "any_name"  # a person's or an organization's
    IDENTIFIER = "identifier"
    EMAIL = "email"
    PHONE = "phone"
    WEBSITE = "website"
    SOCIAL = "social"
    DATE = "date"
    DATE_AHEAD = "date_ahead"  # a date that may lie in the future
    DAY = "day"
    MONTH = "month"
    MONEY = "money"
    HOURS = "hours"
    RECURRENCE = "recurrence"
    CHOICE = "choice"
    COUNTRY = "country"
    ADDRESS = "address"  # whole, in one cell
    ADDRESS_PART = "address_part"
    REGISTRATION = "registration"
    NAMES = "names"  # several names in one cell


class Level(StrEnum):
    """Which import file has the field: the basic one, the assisted one, or neither."""

    BASIC = "basic"
    ASSISTED = "assisted"
    BEYOND = "beyond"


_NO_HELP = Text("", "")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a contact, or of a work item (catalog.work).

    Attributes:
        id: as in the contract ("person.first_name"); never changes.
        type: how its text is read.
        label: its column in the import file.
        level: the import file that has it.
        headers: other header texts for it, English and French mixed, any case and accents.
        limit: longest text in characters, None where there is none.
        choices: the allowed values of a CHOICE.
        example: a value for the template's example row.
        help: one sentence for the template's note and the documentation.
        secret: a tax identifier: encrypted at rest and masked on the screen.
        karbon_type: the registration number's type in Karbon's API.
    """

    id: str
    type: FieldType
    label: Text
    level: Level = Level.BEYOND
    headers: tuple[str, ...] = ()
    limit: int | None = None
    choices: Mapping[str, Text] = dataclass_field(default_factory=dict)
    example: str = ""
    help: Text = _NO_HELP
    secret: bool = False
    karbon_type: str = ""


def prefix_of(field_id: str) -> str:
    """The part before the first dot: organization, person, client_group, phone, address ..."""
    return field_id.partition(".")[0]


def short_name(field_id: str) -> str:
    """The name of a field inside its record: without its kind, but with accounting and so on."""
    prefix, _, rest = field_id.partition(".")
    return rest if prefix in {"organization", "person", "client_group", "contact"} else field_id


_T = FieldType
_BASIC, _ASSISTED, _BEYOND = Level.BASIC, Level.ASSISTED, Level.BEYOND


def _shared(kind: str, en: str, fr: str) -> list[Field]:
    """The fields that each of the three kinds has, under its own prefix."""
    return [
        Field(
            f"{kind}.client_identifier", _T.IDENTIFIER,
            Text("Client Identifier", "Identifiant du client"), _BASIC,
            ("client id", "client code", "client number", "client no", "client ref", "customer id",
             "customer number", "account number", "acct no", "code client", "numéro de client",
             "no client", "n° client", "référence client", "id client", "code"),
            help=Text(f"Client ID, code or number; no other {en} may have the same.",
                      f"ID, code ou numéro du client ; unique pour chaque {fr}."),
            example={"organization": "BGN-001", "person": "P-0042", "client_group": "G-007"}[kind],
        ),
        Field(
            f"{kind}.contact_type", _T.TEXT, Text("Contact Type", "Type de contact"), _BEYOND,
            ("contact type", "client status", "relationship", "customer type", "type de contact",
             "statut client"),
            help=Text("Client, Prospect, Supplier ...", "Client, Prospect, Fournisseur..."),
        ),
        Field(
            f"{kind}.client_owner", _T.TEXT, Text("Client Owner", "Responsable du client"), _BEYOND,
            ("client owner", "contact owner", "owner", "partner", "responsible staff",
             "account manager", "client partner", "responsible partner", "responsable du client",
             "associé", "propriétaire"),
            help=Text("The colleague who owns the client.", "Le collègue responsable du client."),
        ),
        Field(
            f"{kind}.client_manager", _T.TEXT, Text("Client Manager", "Gestionnaire du client"), _BEYOND,
            ("client manager", "manager", "job manager", "gestionnaire", "gestionnaire du client",
             "chargé de dossier"),
            help=Text("The colleague who manages the work.", "Le collègue qui gère le travail."),
        ),
        Field(
            f"{kind}.description", _T.NOTE, Text("Description", "Description"), _BASIC,
            ("note", "notes", "comments", "remarks", "additional info", "about", "memo",
             "commentaires", "remarques", "observations"),
            help=Text("Anything that fits no other column.",
                      "Tout ce qui n'entre dans aucune autre colonne."),
        ),
    ]  # fmt: skip


_ORGANIZATION = [
    Field(
        "organization.name", _T.ORGANIZATION_NAME, Text("Organization Name", "Nom de l'organisation"), _BASIC,
        ("organization", "organisation", "organisation name", "company", "company name", "business",
         "business name", "account name", "entity name", "firm name", "société", "entreprise",
         "raison sociale", "dénomination", "dénomination sociale", "nom de la société",
         "nom de l'entreprise", "compagnie", "nom de compagnie"),
        example="Blue Gum Nursery Pty Ltd",
        help=Text("The only required column of this tab.", "La seule colonne obligatoire de cet onglet."),
    ),
    Field(
        "organization.website", _T.WEBSITE, Text("Website URL", "URL du site Web"), _BASIC,
        ("website", "web site", "web page", "url", "homepage", "site web", "site internet", "page web"),
        example="www.bluegum.example",
        help=Text("With or without https://", "Avec ou sans https://"),
    ),
    Field(
        "organization.email", _T.EMAIL, Text("Email", "Adresse électronique"), _BASIC,
        ("company email", "business email", "organization email", "general email", "office email",
         "courriel de l'entreprise", "e-mail société"),
        example="office@bluegum.example",
        help=Text("One a row; add a row for a further email.",
                  "Une par ligne ; ajoutez une ligne pour une autre adresse."),
    ),
    *_shared("organization", "organization", "organisation"),
]  # fmt: skip

_PERSON = [
    Field("person.first_name", _T.PERSON_NAME, Text("First Name", "Prénom"), _BASIC,
          ("first", "given name", "forename", "forenames", "fname", "firstname", "prenom", "vorname"),
          example="Amélie"),
    Field("person.middle_name", _T.PERSON_NAME, Text("Middle Name", "Deuxième prénom"), _BASIC,
          ("middle", "middle initial", "mi", "additional name", "other name", "second prénom",
           "deuxieme prenom", "autres prénoms"), example="Rose"),
    Field("person.last_name", _T.PERSON_NAME, Text("Last Name", "Nom de famille"), _BASIC,
          ("last", "surname", "family name", "lname", "lastname", "nom", "nachname", "nom de famille"),
          example="Tremblay"),
    Field("person.full_name", _T.FULL_NAME, Text("Full Name", "Nom complet"), _BEYOND,
          ("person name", "contact person", "primary contact", "contact name", "nom complet",
           "nom et prénom", "personne-ressource", "contact principal")),
    Field("person.preferred_name", _T.PERSON_NAME, Text("Preferred Name", "Nom préféré"), _BASIC,
          ("nickname", "known as", "goes by", "preferred", "surnom", "nom d'usage", "nom usuel"),
          example="Amélie",
          help=Text("Used in greetings to the client.", "Utilisé dans les salutations au client.")),
    Field("person.salutation", _T.TEXT, Text("Salutation", "Titre de civilité"), _BEYOND,
          ("title", "prefix", "name prefix", "civilité", "titre", "anrede")),
    Field("person.suffix", _T.TEXT, Text("Suffix", "Suffixe"), _BEYOND,
          ("name suffix", "generation", "suffixe")),
    Field("person.birth_date", _T.DATE, Text("Date of Birth", "Date de naissance"), _BASIC,
          ("birth date", "birthday", "dob", "birthdate", "born", "anniversaire", "né le", "naissance"),
          example="1984-03-27"),
    Field("person.email", _T.EMAIL, Text("Person's Email", "Adresse électronique de la personne"), _BASIC,
          ("email", "e-mail", "email address", "e-mail address", "mail", "primary email",
           "contact email", "courriel", "adresse courriel", "adresse électronique", "adresse e-mail",
           "adresse de messagerie", "adresse de courrier"),
          example="amelie@bluegum.example",
          help=Text("One a row; add a row for a further email.",
                    "Une par ligne ; ajoutez une ligne pour une autre adresse.")),
    Field("person.belongs_to", _T.ORGANIZATION_NAME, Text("Belongs To", "Appartient à"), _BASIC,
          ("associated organization", "employer", "works for", "member of", "employeur",
           "organisation associée"),
          example="Blue Gum Nursery Pty Ltd",
          help=Text("An organization of the Organizations tab; one row for each.",
                    "Une organisation de l'onglet Organisations ; une ligne pour chacune.")),
    Field("person.role", _T.TEXT, Text("Role", "Rôle"), _BASIC,
          ("job title", "position", "role or title", "function", "fonction", "poste", "titre du poste"),
          example="Director"),
    Field("person.website", _T.WEBSITE, Text("Personal Website", "Site Web personnel"), _BEYOND,
          ("personal web page", "personal website", "blog")),
    *_shared("person", "person", "personne"),
]  # fmt: skip

_CLIENT_GROUP = [
    Field("client_group.name", _T.ORGANIZATION_NAME, Text("Client Group Name", "Nom du groupe de clients"),
          _BASIC, ("client group", "group", "group name", "groups", "family group", "groupe",
                   "groupe de clients", "nom du groupe"), example="Tremblay Family",
          help=Text("The only required column of this tab.", "La seule colonne obligatoire de cet onglet.")),
    Field("client_group.members", _T.NAMES, Text("Members", "Membres"), _BASIC,
          ("group members", "clients", "membres du groupe"),
          example="Blue Gum Nursery Pty Ltd; Amélie Tremblay",
          help=Text("Names of organizations and people, separated by semicolons.",
                    "Noms d'organisations et de personnes, séparés par des points-virgules.")),
    Field("client_group.primary_contact", _T.FULL_NAME, Text("Primary Contact", "Contact principal"), _BASIC,
          ("main contact", "contact principal du groupe"), example="Amélie Tremblay"),
    *_shared("client_group", "client group", "groupe de clients"),
]  # fmt: skip

_ANY = [
    Field("contact.name", _T.ANY_NAME, Text("Name", "Nom"), _BEYOND,
          ("client name", "client", "customer", "customer name", "customer full name", "display name",
           "contact", "file as", "nom du client", "nom complet du client", "nom affiché")),
]  # fmt: skip


_PHONE_EXAMPLES = {"office": "+61 2 5550 1234", "mobile": "+61 491 570 156"}


def _phone(label: str, en: str, fr: str, level: Level, *headers: str) -> Field:
    return Field(f"phone.{label}", _T.PHONE, Text(en, fr), level, headers, limit=20,
                 example=_PHONE_EXAMPLES.get(label, ""))  # fmt: skip


_PHONES = [
    _phone("office", "Office Phone", "Téléphone (bureau)", _BASIC, "phone", "telephone", "phone number",
           "tel", "main phone", "company phone", "company main phone", "business telephone", "téléphone",
           "tél", "numéro de téléphone", "téléphone principal", "téléphone bureau"),
    _phone("work", "Work Phone", "Téléphone (travail)", _BEYOND, "business phone", "daytime phone",
           "téléphone professionnel", "téléphone travail"),
    _phone("mobile", "Mobile Phone", "Téléphone mobile", _BASIC, "mobile", "cell", "cell phone",
           "cellular", "cellulaire", "portable", "tél. mobile", "téléphone cellulaire", "gsm",
           "téléphone portable"),
    _phone("home", "Home Phone", "Téléphone (domicile)", _BASIC, "home telephone", "phone home",
           "private phone", "téléphone domicile", "téléphone privé", "téléphone maison"),
    _phone("fax", "Fax", "Télécopieur", _BASIC, "fax number", "facsimile", "business fax", "télécopie",
           "numéro de fax"),
    _phone("other", "Other Phone", "Autre téléphone", _BASIC, "alternate phone", "phone 2", "second phone",
           "pager", "autre numéro", "téléphone 2"),
]  # fmt: skip

_SOCIAL = [
    Field(f"social.{network}", _T.SOCIAL, Text(name, name), _BASIC, headers, example=example)
    for network, name, headers, example in (
        ("facebook", "Facebook", ("facebook link", "facebook url", "facebook profile"), ""),
        ("linkedin", "LinkedIn", ("linkedin link", "linkedin url", "linkedin profile"), ""),
        ("google_plus", "Google+", ("google plus", "googleplus"), ""),
        ("twitter", "Twitter", ("twitter handle", "twitter link", "x", "x handle"), ""),
        ("skype", "Skype", ("skype name", "skype link", "skype id"), ""),
    )
]


def _address(label: str, en: str, fr: str, level: Level, *headers: str) -> list[Field]:
    def part(name: str, en_part: str, fr_part: str, type_: FieldType, limit: int) -> Field:
        return Field(f"address.{label}.{name}", type_, Text(f"{en} {en_part}", f"{fr} : {fr_part}"),
                     Level.BEYOND, limit=limit)  # fmt: skip

    return [
        Field(f"address.{label}", _T.ADDRESS, Text(en, fr), level, headers,
              example={"physical": "12 Wattle Street, Ballarat, VIC, 3350, Australia"}.get(label, ""),
              help=Text("The parts separated by commas, the country by its full name.",
                        "Les parties séparées par des virgules, le pays en toutes lettres.")),
        part("line", "Line", "rue", _T.ADDRESS_PART, 200),
        part("city", "City", "ville", _T.ADDRESS_PART, 100),
        part("region", "State/Province", "région", _T.ADDRESS_PART, 100),
        part("postal_code", "Postal Code", "code postal", _T.ADDRESS_PART, 20),
        Field(f"address.{label}.country", _T.COUNTRY, Text(f"{en} Country", f"{fr} : pays"), Level.BEYOND),
    ]  # fmt: skip


_ADDRESSES = [
    *_address("physical", "Physical Address", "Adresse physique", _BASIC, "address", "street address",
              "business address", "billing address", "bill address", "work address", "office address",
              "full address", "adresse", "adresse complète", "adresse de facturation", "adresse bureau"),
    *_address("mailing", "Mailing Address", "Adresse postale", _BASIC, "postal address", "shipping address",
              "ship address", "mail address", "delivery address", "adresse de livraison",
              "adresse d'expédition", "adresse de correspondance"),
    *_address("legal", "Legal Address", "Adresse légale", _BASIC, "registered address", "registered office",
              "siège social", "adresse du siège"),
    *_address("home", "Home Address", "Adresse du domicile", _BASIC, "residential address",
              "private address", "adresse domicile", "adresse personnelle"),
]  # fmt: skip


def _choice(
    name: str, en: str, fr: str, values: Mapping[str, Text], *headers: str, example: str = ""
) -> Field:
    return Field(f"accounting.{name}", _T.CHOICE, Text(en, fr), _ASSISTED, headers, choices=values,
                 example=example)  # fmt: skip


def _number(
    name: str, en: str, fr: str, karbon_type: str, *headers: str, level: Level = _BEYOND,
    secret: bool = False,
    example: str = "",
) -> Field:  # fmt: skip
    return Field(f"accounting.{name}", _T.REGISTRATION, Text(en, fr), level, headers, limit=50,
                 secret=secret, karbon_type=karbon_type, example=example)  # fmt: skip


_ACCOUNTING = [
    Field("accounting.legal_name", _T.TEXT, Text("Legal Name", "Nom légal"), _ASSISTED,
          ("registered name", "nom officiel"), example="Blue Gum Nursery Pty Ltd"),
    Field("accounting.trading_name", _T.TEXT, Text("Trading Name", "Nom commercial"), _BEYOND,
          ("trading as", "dba", "doing business as", "trade name", "enseigne", "client facing name")),
    Field("accounting.legal_firm", _T.TEXT, Text("Legal Firm", "Société légale"), _ASSISTED,
          ("law firm", "lawyer", "solicitor", "cabinet d'avocats", "avocat")),
    Field("accounting.incorporation_date", _T.DATE,
          Text("Incorporation Date", "Date de constitution en société"), _ASSISTED,
          ("date of incorporation", "date registered", "registration date", "incorporated",
           "establishment date",
           "date d'enregistrement", "date de constitution en société / date d'enregistrement",
           "date de création", "date d'immatriculation", "date immat", "date immat RCS",
           "formation date", "date of formation", "date formed",
           "incorporation date / date registered"),
          example="2009-11-30"),
    Field("accounting.line_of_business", _T.TEXT, Text("Line of Business", "Secteur d'activité"), _ASSISTED,
          ("industry", "industrie", "business activity", "naics", "sic code", "activité",
           "industrie / secteur d'activité", "industry / line of business", "code naf", "code ape", "naf",
           "ape", "code naf (ape)", "code ape (naf)", "nature of business", "business nature",
           "nature de l'activité", "objet social"),
          example="Plant nursery"),
    Field("accounting.annual_revenue", _T.MONEY, Text("Annual Revenue", "Revenu annuel"), _ASSISTED,
          ("revenue", "turnover", "annual turnover", "chiffre d'affaires"), example="850000"),
    Field("accounting.valuation", _T.MONEY, Text("Valuation", "Évaluation"), _ASSISTED,
          ("organization valuation", "company valuation", "valorisation")),
    _choice("sells", "Sells", "Vend", choices.SELLS, example="Products"),
    _choice("revenue_model", "Revenue Model", "Modèle de revenus", choices.REVENUE_MODELS,
            example="Markup"),
    Field("accounting.services", _T.TEXT, Text("Services", "Services"), _ASSISTED,
          ("services provided", "service types"), example="Bookkeeping"),
    Field("accounting.basic_notes", _T.NOTE, Text("Basic Notes", "Notes de base"), _ASSISTED,
          ("basic note",)),
    Field("accounting.employee_locations", _T.TEXT, Text("Employee Locations", "Emplacement des employés"),
          _ASSISTED, ("employee location",)),
    Field("accounting.office_locations", _T.TEXT, Text("Office Locations", "Emplacement des bureaux"),
          _ASSISTED, ("office locations",)),
    Field("accounting.tax_notes", _T.NOTE, Text("Tax Notes", "Notes sur les taxes"), _ASSISTED,
          ("tax note", "notes fiscales")),
    _choice("sales_tax_basis", "Sales Tax Basis", "Base de la taxe sur les ventes",
            choices.SALES_TAX_BASES, "gst basis", "vat basis", "base tva", example="Accruals"),
    Field("accounting.sales_tax_period", _T.TEXT, Text("Sales Tax Period", "Période de taxe sur les ventes"),
          _ASSISTED, ("gst period", "vat period", "période tva"), example="Quarterly"),
    _choice("entity_type", "Entity Type", "Type d'entité", choices.ENTITY_TYPES,
            "business structure", "entity", "legal form", "company type", "tax entity type",
            "forme juridique", "structure", example="Corporation"),
    _choice("income_tax_installments", "Income Tax Installments",
            "Acomptes provisionnels d'impôt sur le revenu", choices.INSTALLMENT_PERIODS,
            "income tax instalments", "income tax installment period", example="Quarterly"),
    _number("business_number", "Business Number", "Numéro d'entreprise", "Business Number", "abn", "bn",
            "australian business number", "business number (abn)", "numéro d'entreprise (ne)", "ne",
            "ne fédéral", "ide", "n° ide", "numéro ide",
            level=_ASSISTED, example="51 824 753 556"),
    _number("company_number", "Company Number", "Numéro de société", "Company Number", "acn",
            "australian company number", "company number (acn)", "company no", level=_ASSISTED,
            example="004 085 616"),
    _number("tax_file_number", "Tax File Number", "Numéro de dossier fiscal", "Tax File Number (TFN)", "tfn",
            "tax file number (tfn)", level=_ASSISTED, secret=True, example="123 456 782"),
    _number("social_security_number", "Social Security Number", "Numéro de sécurité sociale (États-Unis)",
            "Social Security Number (SSN)", "ssn", "taxpayer ssn", "soc sec no",
            "social security no", "social security", secret=True),
    _number("tax_id", "Tax ID", "Identifiant fiscal", "Tax ID", "ein", "federal id", "fein",
            "employer identification number", "federal ein", "tin", "federal tax id", "tax id number",
            secret=True),
    _number("vat_number", "VAT Number", "Numéro de TVA", "VAT Number", "vat", "vat no", "vat registration",
            "tva", "tva intracommunautaire", "tva intracom", "tva intra", "n° tva", "USt-IdNr.", "ust-id",
            "vat id", "vat registration number", "btw", "numéro de tva intracommunautaire", "partita iva",
            "p iva", "tvq", "qst", "qst number", "numéro de tvq", "n° tvq"),
    _number("company_registration_number", "Company Registration Number",
            "Numéro d'immatriculation de la société", "Company Registration Number", "crn", "co no",
            "companies house number", "company reg no", "company registration", "co reg",
            "co reg no", "cro no", "cro number", "cro"),
    _number("paye_reference_number", "PAYE Reference Number", "Référence PAYE", "PAYE Reference Number",
            "paye reference", "paye ref", "paye employer reference", "employer paye reference",
            "employer reference", "employers reference", "paye", "paye scheme", "paye scheme reference",
            "hmrc paye reference"),
    _number("paye_accounts_office_reference", "PAYE Accounts Office Reference",
            "Référence PAYE du bureau comptable", "PAYE Accounts Office Reference",
            "accounts office reference", "accounts office ref", "acc off ref", "accounts office",
            "ao ref", "ao reference", "accounts office no"),
    _number("ct_reference", "CT Reference", "Référence CT", "CT Reference", "corporation tax reference",
            "ct utr", secret=True),
    _number("unique_taxpayer_reference", "Unique Taxpayer Reference", "Référence unique du contribuable",
            "Unique Taxpayer Reference (UTR)", "utr", "unique taxpayer reference (utr)",
            "unique tax reference",
            secret=True),
    _number("nz_business_number", "NZ Business Number", "Numéro d'entreprise (NZ)", "NZ Business Number",
            "nzbn"),
    _number("gst_number", "GST Number", "Numéro de TPS", "GST Number", "gst", "gst no", "tps",
            "gst/hst number", "hst", "tvh", "tps/tvh",
            "numéro de tps"),
    _number("ird_number", "IRD Number", "Numéro IRD", "IRD Number", "ird", "ird no", secret=True),
    _number("social_insurance_number", "Social Insurance Number", "Numéro d'assurance sociale",
            "Social Insurance Number (SIN)", "sin", "nas", "n.a.s.", secret=True),
    _number("registration_number", "Registration Number", "Numéro d'enregistrement", "Registration Number",
            "registration no", "reg no", "reg code", "registry code", "registration code"),
    _number("income_tax_number", "Income Tax Number", "Numéro d'impôt sur le revenu", "Income Tax Number",
            secret=True),
    _number("paye_number", "PAYE Number", "Numéro PAYE", "PAYE Number"),
    _number("dol_uif_number", "DOL UIF Number", "Numéro DOL UIF", "DOL UIF Number", "uif number"),
    _number("sdl_number", "SDL Number", "Numéro SDL", "SDL Number"),
    _number("dol_workman_compensation", "DOL Workman Compensation", "Indemnisation des travailleurs DOL",
            "DOL Workman Compensation", "workmans compensation number"),
    _number("business_registration_number", "Business Registration Number",
            "Numéro d'immatriculation d'entreprise", "Business Registration Number",
            "business registration no", "br number", "neq", "numéro d'entreprise du québec"),
    _number("charity_number", "Charity Number", "Numéro d'organisme de bienfaisance", "Charity Number",
            "charity registration number", "charity no"),
    _number("mpf_provider", "MPF Provider", "Fournisseur MPF", "MPF provider"),
    _number("rcs", "RCS", "RCS", "RCS", "siren", "n° rcs", "numéro rcs", "immatriculation rcs", "n° siren",
            "numéro siren"),
    _number("siret", "SIRET", "SIRET", "SIRET", "n° siret", "numéro siret"),
    _number("uen", "UEN", "UEN", "UEN", "unique entity number"),
    _number("rct_reference", "RCT Reference", "Référence RCT", "RCT Reference"),
    _number("companies_office_number", "Companies Office Number", "Numéro du Companies Office",
            "Companies Office Number", "nz company number"),
    _number("kund_id", "KUND ID", "KUND ID", "KUND ID", "kund-id"),
    _number("organisation_number", "Organisation Number", "Numéro d'organisation", "Organisation Number",
            "organisationsnummer", "org nr", "orgnr"),
    _number("finnish_business_id", "Finnish Business ID", "Identifiant d'entreprise finlandais",
            "Finnish Business ID", "y-tunnus", "business id"),
    _number("cvr_number", "CVR Number", "Numéro CVR", "CVR Number", "cvr"),
    _number("gstin", "GST Identification Number", "Numéro d'identification GST",
            "GST Identification Number (GSTIN)", "gst identification number (gstin)", "gstin", "gstin no",
            "gstin number"),
    _number("permanent_account_number", "Permanent Account Number", "Numéro de compte permanent",
            "Permanent Account Number (PAN)", "pan", "pan number", secret=True),
    Field("accounting.financial_year_end_day", _T.DAY,
          Text("Fiscal Year End Day", "Jour de fin d'exercice"), _BASIC,
          ("financial year end day", "year end day", "fye day", "jour de clôture"), example="30",
          help=Text("A day from 1 to 31.", "Un jour de 1 à 31.")),
    Field("accounting.financial_year_end_month", _T.MONTH,
          Text("Fiscal Year End Month", "Mois de fin d'exercice"), _BASIC,
          ("financial year end month", "year end month", "fye month", "balance month", "mois de clôture"),
          example="6", help=Text("A month from 1 to 12.", "Un mois de 1 à 12.")),
]  # fmt: skip

FIELDS: Mapping[str, Field] = {
    entry.id: entry
    for entry in (
        *_ORGANIZATION, *_PERSON, *_CLIENT_GROUP, *_ANY, *_PHONES, *_SOCIAL, *_ADDRESSES, *_ACCOUNTING
    )
}  # fmt: skip


def field(field_id: str) -> Field:
    """The entry of one field.

    Raises:
        KeyError: no field has the id (custom fields have no entry).
    """
    return FIELDS[field_id]


_IN_CARDS = {
    FieldType.EMAIL, FieldType.PHONE, FieldType.WEBSITE, FieldType.SOCIAL, FieldType.ADDRESS,
    FieldType.ADDRESS_PART, FieldType.COUNTRY, FieldType.FULL_NAME, FieldType.ANY_NAME, FieldType.NAMES,
}  # fmt: skip

# The single-valued columns of a contact's record, in the catalogue's order: "name", "first_name" ...
# "accounting.legal_name" ... What lives on cards (emails, role ...) is not among them; a whole name is
# kept in "name" for every kind.
RECORD_COLUMNS: tuple[str, ...] = tuple(
    dict.fromkeys(
        short_name(entry.id)
        for entry in FIELDS.values()
        if entry.id == "client_group.primary_contact"
        or (entry.type not in _IN_CARDS and entry.id not in {"person.belongs_to", "person.role"})
    )
)

# The record columns that hold tax identifiers: sealed at rest, masked on the screen.
SECRET_COLUMNS: frozenset[str] = frozenset(short_name(entry.id) for entry in FIELDS.values() if entry.secret)
