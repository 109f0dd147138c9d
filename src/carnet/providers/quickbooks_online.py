"""QuickBooks Online: the report Customer Contact List, the customers page, both wordings, and French.

Sure (B, four programs checked on real exports): the six default headers of the report in the present and
the earlier wording, the title rows above and the dated footer below. The further columns are B; the
customers page is B after the vendor's page and C for its address parts; the French company is C. The file
that it imports customers from (B) has the customers page's columns and the balance to begin with.

Where seen: public programs that read these reports, quickbooks.intuit.com help L0ZerVWiO.

The list of vendors is the same report under another title (B).

"Customer full name" is the client, "Full name" a person at the client: two columns that a search for
"full name" confuses.
"""

from __future__ import annotations

from carnet.language import Text
from carnet.providers.layout import (
    OF_OTHERS,
    Guide,
    Layout,
    Provider,
    Way,
    aside,
    columns,
    heads,
    to,
)

_COLUMNS = columns(
    to("contact.name", "Customer full name", "Customer", "Customer name", "Name", "Display name",
       "Nom complet du client", "Client", "Nom du client", "Nom d'affichage", special="customer"),
    to("person.full_name", "Full name", "Nom complet", slot="contact"),
    to("organization.name", "Company", "Company name", "Société", "Entreprise", "Nom de l'entreprise",
       "Nom de la société"),
    to("person.salutation", "Title", "Titre", slot="contact"),
    to("person.first_name", "First name", "Prénom", slot="contact"),
    to("person.middle_name", "Middle name", "Deuxième prénom", slot="contact"),
    to("person.last_name", "Last name", "Nom", "Nom de famille", slot="contact"),
    to("person.suffix", "Suffix", "Suffixe", slot="contact"),
    to("phone.office", "Phone numbers", "Phone", "Phone number", "Main phone", "Numéros de téléphone",
       "Numéro de téléphone", "Téléphone"),
    to("phone.mobile", "Mobile", "Mobile number", "Cellulaire", "Téléphone cellulaire"),
    to("phone.fax", "Fax", "Télécopieur", "Télécopie"),
    to("phone.other", "Other", "Alt. phone", "Autre"),
    to("person.email", "Email", "Email address", "E-mail", "Courriel", "Adresse courriel", "Adresse e-mail",
       "Adresse électronique"),
    to("organization.website", "Website", "Site Web"),
    to("address.physical", "Bill address", "Billing address", "Address", "Adresse de facturation", "Adresse"),
    to("address.physical.line", "Bill street", "Billing street", "Street address", "Street", "Street 1",
       "Street 2",
       "Rue de facturation", "Rue"),
    to("address.physical.city", "Bill city", "Billing city", "City", "Ville de facturation", "Ville"),
    to("address.physical.region", "Bill state", "Billing state", "State", "Bill province", "Billing province",
       "Billing state/province", "Province", "Province de facturation"),
    to("address.physical.postal_code", "Bill zip", "Billing zip", "Zip", "Billing zip code",
       "Bill postal code", "Billing postal code", "Code postal de facturation", "Code postal"),
    to("address.physical.country", "Bill country", "Billing country", "Country", "Pays de facturation",
       "Pays"),
    to("address.mailing", "Ship address", "Shipping address", "Adresse de livraison", "Adresse d'expédition"),
    to("address.mailing.line", "Ship street", "Shipping street", "Rue de livraison", "Rue d'expédition"),
    to("address.mailing.city", "Ship city", "Shipping city", "Ville de livraison", "Ville d'expédition"),
    to("address.mailing.region", "Ship state", "Shipping state", "Shipping state/province",
       "Shipping province", "Province de livraison", "Province d'expédition"),
    to("address.mailing.postal_code", "Ship zip", "Shipping zip", "Shipping zip code", "Shipping postal code",
       "Code postal de livraison", "Code postal d'expédition"),
    to("address.mailing.country", "Ship country", "Shipping country", "Pays de livraison",
       "Pays d'expédition"),
    to("organization.description", "Note", "Notes", "Remarques"),
    to("organization.contact_type", "Customer type", "Type de client"),
    to("accounting.tax_id", "Tax ID", special="tax"),
    aside("Tax Registration No.", "Tax Reg. No.", "Tax Resale No.", "Resale No.", "Resale number",
          "Business ID No.", "GST/HST No.", "Numéro d'inscription aux taxes", special="tax"),
    aside("Terms", "Payment terms", "Open balance", "Balance", "Balance total", "Currency", "Created on",
          "Created by", "Create date", "Delivery method", "Delivery", "Attachments", "Attachment",
          "Last modified", "Last modified by", "Preferred payment method", "Payment method", "Taxable",
          "Tax code", "Print on check as", "Parent customer", "Customer level", "CC no.", "Deleted",
          "Modalités", "Solde", "Solde ouvert", "Devise", "Créé le", "Créé par", "Mode de livraison",
          "Pièces jointes", "Conditions"),
)  # fmt: skip

# The list of suppliers is the same report: the account is the firm's own at the supplier.
_VENDORS = _COLUMNS | columns(
    to("contact.name", "Vendor", "Vendor name", "Supplier", "Fournisseur", "Nom du fournisseur",
       special="customer"),
    to("address.physical", "Address", "Adresse"),
    aside("Account #", "Account number", "Account no.", "No de compte", "Track 1099", "1099 tracking",
          "Track payments for 1099"),
)  # fmt: skip
_CLIENT = heads("Customer full name", "Customer", "Customer name", "Nom complet du client", "Client")
_OTHERS = OF_OTHERS | heads(
    "Customer Type", "Account Number", "Business Structure", "Client ID", "Client Code", "Opening Balance",
    "Customer Currency", "Title", "Job Title", "Status", "Client Type", "Active Status", "Main Phone",
    "Category", "Source", "Project", "No client", "Code client",
)  # fmt: skip

_GUIDE = Guide(
    ways=(
        Way(
            Text("The report Customer Contact List", "Le rapport Liste de contacts clients"),
            (
                Text(
                    "Open *Reports* and search for *Customer Contact List*.",
                    "Ouvrez *Rapports* et cherchez *Liste de contacts clients*.",
                ),
                Text("Click *Customize*.", "Cliquez sur *Personnaliser*."),
                Text(
                    "Under *Rows/Columns*, choose *Change columns* and tick all that you need: email, "
                    "phones, addresses, website, company, notes.",
                    "Sous *Lignes/Colonnes*, choisissez *Modifier les colonnes* et cochez tout ce qu’il "
                    "vous faut : e-mail, téléphones, adresses, site web, société, notes.",
                ),
                Text(
                    "Under *Filter > Customer*, leave *All*, so that no customer is missing.",
                    "Sous *Filtre > Client*, laissez *Tous*, pour qu’aucun client ne manque.",
                ),
                Text(
                    "Click *Run report*, then the export button, and choose *Export to Excel* or *CSV*.",
                    "Cliquez sur *Exécuter le rapport*, puis sur le bouton d’exportation, et choisissez "
                    "*Exporter vers Excel* ou *CSV*.",
                ),
            ),
        ),
        Way(
            Text("The customers page", "La page des clients"),
            (
                Text("Open *Sales > Customers* (or *Customers & leads*).", "Ouvrez *Ventes > Clients*."),
                Text(
                    "Click the export button above the list, at the right. An Excel file is downloaded.",
                    "Cliquez sur le bouton d’exportation au-dessus de la liste, à droite. Un fichier Excel "
                    "est téléchargé.",
                ),
            ),
        ),
    ),
    choose=Text(
        "The report in Excel or CSV. It has more columns than the customers page.",
        "Le rapport, en Excel ou en CSV. Il a plus de colonnes que la page des clients.",
    ),
    watch=(
        Text(
            "Choose *All* customers. The usual setting leaves out some, for instance those without a "
            "balance.",
            "Choisissez *Tous* les clients. Le réglage habituel peut en écarter, par exemple ceux qui "
            "n’ont pas de solde.",
        ),
        Text(
            "Show billing address, city, state and postal code as columns of their own where you can: one "
            "long line is harder to take apart.",
            "Affichez si possible rue, ville, région et code postal dans des colonnes séparées : une seule "
            "longue ligne se découpe moins bien.",
        ),
        Text(
            "Leave the company’s name and the title above the table, and the date below it: Carnet knows "
            "them and leaves them out.",
            "Laissez le nom de la société et le titre au-dessus du tableau, et la date en dessous : Carnet "
            "les reconnaît et les écarte.",
        ),
        Text(
            "Sub-customers are written *Parent:Child*; leave them so.",
            "Les sous-clients s’écrivent *Parent:Enfant* ; laissez-les ainsi.",
        ),
    ),
    unsure=Text(
        "The newer report editor puts columns and filters in a panel at the right, without *Run report*.",
        "Le nouvel éditeur de rapports place colonnes et filtres dans un volet à droite, sans *Exécuter le "
        "rapport*.",
    ),
)

PROVIDER = Provider(
    "quickbooks-online",
    Text("QuickBooks Online", "QuickBooks Online"),
    layouts=(
        Layout(
            "contact-list",
            "contact",
            all_of=heads("Customer full name"),
            columns=_COLUMNS,
        ),
        Layout(
            "contact-list-earlier",
            "contact",
            all_of=frozenset(),
            any_of=(
                heads("Customer", "Customer name"),
                heads("Phone numbers", "Full name", "Bill address", "Shipping address", "Ship address",
                      "Bill street", "Bill state", "Bill city", "Billing street", "Billing state",
                      "Billing city", "Balance total", "Open balance"),
            ),
            none_of=_OTHERS - heads("Customer Type"),
            columns=_COLUMNS,
        ),
        Layout(
            "contact-list-fr",
            "contact",
            all_of=frozenset(),
            any_of=(
                heads("Nom complet du client", "Client", "Nom du client"),
                heads("Numéros de téléphone", "Nom complet", "Adresse de livraison", "Adresse d'expédition",
                      "Rue de facturation", "Ville de facturation", "Solde ouvert"),
            ),
            none_of=_OTHERS,
            columns=_COLUMNS,
            sure="C",
        ),
        Layout(
            "vendor-contact-list",
            "contact",
            all_of=frozenset(),
            any_of=(
                heads("Vendor", "Supplier", "Fournisseur"),
                heads("Phone numbers", "Numéros de téléphone"),
            ),
            columns=_VENDORS,
        ),
        Layout(
            "customers-page",
            "contact",
            all_of=heads("Name"),
            any_of=(
                heads("Open balance", "Balance"),
                heads("Attachment", "Attachments", "Currency", "Customer type"),
            ),
            none_of=_OTHERS - heads("Customer Type"),
            columns=_COLUMNS,
            sure="C",
        ),
        Layout(
            "import-file",
            "contact",
            all_of=heads("Name", "Opening Balance"),
            any_of=(heads("Resale Number", "Resale No.", "Customer Type"),),
            none_of=_OTHERS - heads("Customer Type", "Opening Balance"),
            columns=_COLUMNS | columns(aside("Opening Balance", "Date")),
        ),
        Layout(
            "customers-page-fr",
            "contact",
            all_of=heads("Nom"),
            any_of=(
                heads("Solde ouvert", "Solde"),
                heads("Pièces jointes", "Devise", "Type de client"),
            ),
            none_of=_OTHERS | heads("Prénom"),
            columns=_COLUMNS | columns(to("contact.name", "Nom", special="customer")),
            sure="C",
        ),
    ),
    titles=frozenset(
        heads("Customer Contact List", "Customer Contact List Report", "Vendor Contact List",
              "Supplier Contact List", "Liste de contacts clients",
              "Liste des contacts clients", "Liste des coordonnées des clients",
              "Liste des coordonnées clients",
              "Liste de coordonnées des clients", "Liste de contacts des clients",
              "Liste des personnes-ressources des clients", "Liste des contacts de clients")
    ),
    guide=_GUIDE,
)  # fmt: skip
