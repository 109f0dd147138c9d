"""Sheets as real tools and people write them: header | values | the fields that are right.

``-`` is a column set aside; ``!`` a special; ``@`` a slot; ``/`` parts alternatives that are right too.
"""

from __future__ import annotations

SHEETS: dict[str, str] = {
    "hubspot contacts": """
        Record ID | number6 | -,!key
        First Name | first | person.first_name
        Last Name | last | person.last_name
        Email | email | person.email
        Phone Number | phone | phone.office
        Mobile Phone Number | phone | phone.mobile
        Contact owner | staff | person.client_owner
        Associated Company | org | person.belongs_to
        Job Title | role | person.role
        Lifecycle Stage | ctype | person.contact_type/-
        Lead Status | status | person.contact_type/-
        Create Date | created | -
        Last Activity Date | created | -
        Street Address | street | address.physical.line
        City | city | address.physical.city
        State/Region | state_name | address.physical.region
        Postal Code | zip | address.physical.postal_code
        Country/Region | country | address.physical.country
        Website URL | url | person.website/organization.website
        LinkedIn Bio | linkedin | social.linkedin
        Marketing contact status | yes | -
        Unsubscribed from all email | yes | -
        Number of Pageviews | staffno | -
    """,
    "hubspot companies": """
        Record ID | number6 | -,!key
        Company name | org | organization.name
        Company owner | staff | organization.client_owner
        Company Domain Name | url | organization.website
        Phone Number | phone | phone.office
        City | city | address.physical.city
        Industry | industry | accounting.line_of_business
        Annual Revenue | money | accounting.annual_revenue
        Number of Employees | staffno | -
        Create Date | created | -
    """,
    "salesforce": """
        Account Name | org | organization.name/contact.name
        Salutation | salutation | person.salutation
        First Name | first | person.first_name
        Last Name | last | person.last_name
        Title | role | person.role
        Email | email | person.email
        Phone | phone | phone.office
        Mobile | phone | phone.mobile
        Other Phone | phone | phone.other
        Mailing Street | street | address.mailing.line
        Mailing City | city | address.mailing.city
        Mailing State/Province | state | address.mailing.region
        Mailing Zip/Postal Code | zip | address.mailing.postal_code
        Mailing Country | country | address.mailing.country
        Birthdate | dob | person.birth_date
        Lead Source | tags | -
        Created Date | created | -
        Last Modified Date | created | -
        Email Opt Out | yes | -
        Account Owner | staff | organization.client_owner/person.client_owner
        Description | note | organization.description/person.description
    """,
    "zoho crm": """
        Record Id | number6 | -,!key
        First Name | first | person.first_name
        Last Name | last | person.last_name
        Account Name | org | organization.name/contact.name/person.belongs_to
        Email | email | person.email
        Secondary Email | email | person.email
        Phone | phone | phone.office
        Mobile | phone | phone.mobile
        Home Phone | phone | phone.home
        Fax | phone | phone.fax
        Date of Birth | dob | person.birth_date
        Assistant | staff | -
        Asst Phone | phone | -
        Skype ID | handle | social.skype
        Twitter | handle | social.twitter
        Mailing Street | street | address.mailing.line
        Mailing City | city | address.mailing.city
        Mailing Zip | zip | address.mailing.postal_code
        Other Street | street | address.mailing.line
        Other City | city | address.mailing.city
        Other Zip | zip | address.mailing.postal_code
        Tag | tags | -
        Created Time | created | -
    """,
    "zoho books": """
        Contact ID | number6 | -,!key
        Contact Name | mixed | -/contact.name
        Company Name | org | organization.name
        Display Name | mixed | contact.name
        First Name | first | person.first_name
        Last Name | last | person.last_name
        EmailID | email | person.email
        Phone | phone | phone.office
        MobilePhone | phone | phone.mobile
        Currency Code | currency | -
        Payment Terms | terms | -
        Billing Address | street | address.physical.line
        Billing City | city | address.physical.city
        Billing State | state | address.physical.region
        Billing Code | zip | address.physical.postal_code/-
        Billing Country | country | address.physical.country
        Shipping Address | street | address.mailing.line
        Shipping City | city | address.mailing.city
        Shipping State | state | address.mailing.region
        Notes | note | organization.description/person.description
        Opening Balance | money | -
    """,
    "xero contacts": """
        *ContactName | mixed | contact.name/person.full_name
        AccountNumber | code | organization.client_identifier
        EmailAddress | email | person.email/organization.email
        FirstName | first | person.first_name
        LastName | last | person.last_name
        POAttentionTo | person | -/person.full_name@contact
        POAddressLine1 | street | address.mailing.line
        POAddressLine2 | unit | address.mailing.line
        POCity | city | address.mailing.city
        PORegion | state | address.mailing.region
        POPostalCode | zip | address.mailing.postal_code
        POCountry | country | address.mailing.country
        SAAddressLine1 | street | address.physical.line
        SACity | city | address.physical.city
        SAPostalCode | zip | address.physical.postal_code
        PhoneNumber | phone | phone.office
        FaxNumber | phone | phone.fax
        MobileNumber | phone | phone.mobile
        TaxNumber | abn | accounting.business_number!tax
        BankAccountNumber | number6 | -
        AccountsReceivableTaxCodeName | terms | -
        DueDateBillDay | day | -
    """,
    "myob": """
        Co./Last Name | mixed | -/contact.name/organization.name/person.last_name
        First Name | first | person.first_name
        Card ID | code | -/organization.client_identifier/person.client_identifier
        Card Status | yes | -
        Addr 1 - Line 1 | street | address.physical.line
        Addr 1 - Line 2 | unit | address.physical.line
        Addr 1 - City | city | address.physical.city
        Addr 1 - State | state | address.physical.region
        Addr 1 - Postcode | post_au | address.physical.postal_code
        Addr 1 - Country | country | address.physical.country
        Addr 1 - Phone No. 1 | phone | phone.office
        Addr 1 - Phone No. 2 | phone | phone.other
        Addr 1 - Fax No. | phone | phone.fax
        Addr 1 - Email | email | person.email
        Addr 1 - WWW | url | organization.website/person.website
        Addr 1 - Contact Name | person | person.full_name@contact/person.full_name
        Addr 1 - Salutation | salutation | person.salutation@contact/person.salutation
        Notes | note | organization.description/person.description
        A.B.N. | abn | accounting.business_number
        Account # | number6 | -/organization.client_identifier/person.client_identifier
        Terms - Discount Days | staffno | -
    """,
    "taxdome contacts": """
        Contact name | person | person.full_name/contact.name
        First name | first | person.first_name
        Middle name | last | person.middle_name
        Last name | last | person.last_name
        Phone number | phone | phone.office
        Company name | org | person.belongs_to/organization.name
        Street address | street | address.physical.line
        City | city | address.physical.city
        State/Province | state | address.physical.region
        Country | country | address.physical.country
        Zip code | zip | address.physical.postal_code
        Email address | email | person.email
        Tags | tags | -
    """,
    "taxdome state is a status": """
        Account ID | number6 | organization.client_identifier/-,!key
        Account name | mixed | contact.name
        State | status | organization.contact_type/-
        Type | kind | -,!kind
        Tags | tags | -
        Assigned team members | staff | -
    """,
    "lacerte": """
        Client Number | number | person.client_identifier/organization.client_identifier
        Client Name | person_comma | contact.name
        Taxpayer First Name | first | person.first_name
        Taxpayer last name | last | person.last_name
        Taxpayer SSN | ssn | accounting.social_security_number
        Spouse First Name | first | person.first_name@spouse
        Spouse last name | last | person.last_name@spouse
        Spouse SSN | ssn | accounting.social_security_number@spouse
        Spouse DOB | dob | person.birth_date@spouse
        Home Telephone | phone | phone.home
        Taxpayer E-mail Address | email | person.email
        Spouse E-mail Address | email | person.email@spouse
        Taxpayer Cell | phone | phone.mobile
        Spouse Cell Phone | phone | phone.mobile@spouse
        Filing Status | status | -
    """,
    "proseries": """
        Client Name | person_comma | contact.name
        Client Status | status | organization.contact_type/person.contact_type
        Client Street and Apt Address | street | address.physical.line
        Client City | city | address.physical.city
        Client State | state | address.physical.region
        Client Zip | zip | address.physical.postal_code
        Client SSN/EIN | tin_mixed | accounting.tax_id!tax
        Return Type | return | accounting.entity_type!kind/-
        Preparer | staff | -
    """,
    "ultratax": """
        Client ID | code | organization.client_identifier
        Client Name | mixed | contact.name
        Entity | entity | accounting.entity_type!kind
        SSN/EIN | tin_mixed | accounting.tax_id!tax
        FYE | fye_us | accounting.financial_year_end_month!year_end
        Preparer | staff | -
        Tax Year | year | -
    """,
    "drake": """
        Client ID | code | organization.client_identifier
        Name | mixed | contact.name
        EIN | ein | accounting.tax_id
        Entity | entity | accounting.entity_type!kind
        State | state | address.physical.region
        Return Type | return | -/accounting.entity_type!kind
        Staff | staff | -
    """,
    "karbon bulk": """
        Name | org | contact.name/organization.name
        Legal name | org | accounting.legal_name
        Entity Type | entity | accounting.entity_type!kind
        Contact Type | ctype | organization.contact_type
        Client Identifier | code | organization.client_identifier
        Client Owner | staff_email | organization.client_owner
        Client Manager | staff_email | organization.client_manager
        Financial Year End Day | day | accounting.financial_year_end_day
        Financial Year End Month | month_no | accounting.financial_year_end_month
        Email | email | organization.email/person.email
        Business Number | bn | accounting.business_number
        Office Phone | phone | phone.office
    """,
    "senta": """
        Client name | mixed | contact.name
        Client ref | code | organization.client_identifier
        Client type | entity_au | accounting.entity_type!kind
        Company reg no | crn | accounting.company_registration_number
        UTR | utr | accounting.unique_taxpayer_reference
        VAT number | vat_gb | accounting.vat_number
        Year end | fye | accounting.financial_year_end_month!year_end
        Partner | staff | organization.client_owner
        Manager | staff | organization.client_manager
        Main contact | person | person.full_name@contact
        Main contact email | email | person.email@contact
        Main contact phone | phone | phone.work@contact
        Address line 1 | street | address.physical.line
        Address line 2 | unit | address.physical.line
        Town | city | address.physical.city
        County | county | address.physical.region
        Postcode | post_uk | address.physical.postal_code
        PAYE reference | code | accounting.paye_reference_number
    """,
    "ignition": """
        Client Name | mixed | contact.name
        Contact Name | person | person.full_name@contact
        Contact Email | email | person.email@contact
        Contact Phone | phone | phone.work@contact
        Address Line 1 | street | address.physical.line
        Suburb | city | address.physical.city
        State | state | address.physical.region
        Postcode | post_au | address.physical.postal_code
        Tags | tags | -
        Client Manager | staff | organization.client_manager
        Client Partner | staff | organization.client_owner
        Created | created | -
    """,
    "quickbooks desktop": """
        Active Status | in_use | organization.contact_type/-
        Customer | mixed | contact.name
        Balance Total | money | -
        Company | org | organization.name
        Mr./Ms./... | salutation | person.salutation
        First Name | first | person.first_name
        M.I. | code | -
        Last Name | last | person.last_name
        Primary Contact | person | person.full_name@contact/person.full_name/-
        Main Phone | phone | phone.office
        Fax | phone | phone.fax
        Alt. Phone | phone | phone.other
        Main Email | email | person.email
        Bill to 1 | mixed | -
        Street1 | street | address.physical.line
        City | city | address.physical.city
        Zip | zip | address.physical.postal_code
        Terms | terms | -
        Rep | staff | -
        Resale Num | number6 | -
        Job Status | status | -
        Customer Type | ctype | organization.contact_type
    """,
    "iif": """
        NAME | mixed | contact.name
        REFNUM | number | organization.client_identifier/-
        BADDR1 | mixed | -
        PHONE1 | phone | phone.office
        PHONE2 | phone | phone.other
        FAXNUM | phone | phone.fax
        EMAIL | email | person.email
        NOTE | note | organization.description
    """,
    "pipedrive": """
        Person - Name | person | person.full_name/contact.name
        Person - Email - Work | email | person.email
        Person - Phone - Work | phone | phone.work
        Person - Phone - Mobile | phone | phone.mobile
        Person - Organization | org | person.belongs_to/organization.name
        Person - Owner | staff | person.client_owner/organization.client_owner
        Person - Open deals | staffno | -
        Person - Label | tags | -
    """,
    "mailchimp": """
        Email Address | email | person.email
        First Name | first | person.first_name
        Last Name | last | person.last_name
        Address | full_address | address.physical
        Phone Number | phone | phone.office
        Birthday | dob | person.birth_date
        MEMBER_RATING | staffno | -
        OPTIN_TIME | created | -
        LEID | number6 | -,!key
        EUID | code | -,!key
        TAGS | tags | -
    """,
    "freshbooks": """
        Organization | org | organization.name
        First Name | first | person.first_name
        Last Name | last | person.last_name
        Email | email | person.email
        Phone | phone | phone.office
        Street | street | address.physical.line
        City | city | address.physical.city
        Province/State | state | address.physical.region
        Country | country | address.physical.country
        Postal Code | zip | address.physical.postal_code
        Notes | note | organization.description/person.description
    """,
    "wave": """
        customer_name | mixed | contact.name
        email | email | person.email
        contact_first_name | first | person.first_name@contact
        contact_last_name | last | person.last_name@contact
        customer_currency | currency | -
        account_number | code | organization.client_identifier
        phone | phone | phone.office
        toll_free | phone | phone.other
        province/state | state | address.physical.region
        address_line_1 | street | address.physical.line
        address_line_2 | unit | address.physical.line
        postal_code/zip_code | zip | address.physical.postal_code
        ship-to_city | city | address.mailing.city
        ship-to_address_line_1 | street | address.mailing.line
        ship-to_phone | phone | phone.other
        delivery_instructions | note | -
    """,
    "sage 50 fr": """
        Code client | code | organization.client_identifier
        Nom du client | mixed | contact.name
        Personne-ressource | person | person.full_name@contact
        Rue 1 | street | address.physical.line
        Rue 2 | unit | address.physical.line
        Ville | city | address.physical.city
        Province | province | address.physical.region
        Code postal | post_ca | address.physical.postal_code
        Pays | country_fr | address.physical.country
        Téléphone 1 | phone | phone.office
        Téléphone 2 | phone | phone.other
        Télécopieur | phone | phone.fax
        Courriel | email | person.email
        Site Web | url | organization.website
        Solde | money | -
        Limite de crédit | money | -
        Devise | currency | -
        Langue de préférence | label | -
    """,
    "acomba": """
        No client | number | organization.client_identifier
        Nom | mixed | contact.name
        Adresse | street | address.physical.line
        Ville | city | address.physical.city
        Province | province | address.physical.region
        Code postal | post_ca | address.physical.postal_code
        Tél. bureau | phone | phone.office
        Tél. rés. | phone | phone.home
        Tél. cell. | phone | phone.mobile
        Poste | ext | -,!extension
        Courriel | email | person.email
        Courriel 2 | email | person.email
        NEQ | number6 | accounting.business_registration_number
        No TPS | bn | accounting.gst_number
        Date de création | created | -
        Termes | terms | -
    """,
    "cegid": """
        Code tiers | code | organization.client_identifier
        Raison sociale | org | organization.name
        Forme juridique | entity_fr | accounting.entity_type!kind
        SIRET | siret | accounting.siret
        N° de TVA intracommunautaire | vat_fr | accounting.vat_number
        Code NAF | naf | accounting.line_of_business
        Adresse 1 | street | address.physical.line
        Adresse 2 | unit | address.physical.line
        CP | post_fr | address.physical.postal_code
        Ville | city | address.physical.city
        Pays | country_fr | address.physical.country
        Tél. | phone_fr | phone.office
        Portable | phone_fr | phone.mobile
        E-mail | email | organization.email/person.email
        Date de clôture | fye_fr | accounting.financial_year_end_month!year_end
        Collaborateur | staff | organization.client_manager
        Expert-comptable | staff | organization.client_owner
        Mode de règlement | terms | -
    """,
    "quadratus": """
        Code dossier | code | organization.client_identifier
        Intitulé | org | contact.name/organization.name
        Complément d'adresse | unit | address.physical.line
        N° et rue | street | address.physical.line
        Code postal | post_fr | address.physical.postal_code
        Ville | city | address.physical.city
        Téléphone | phone_fr | phone.office
        Fax | phone_fr | phone.fax
        Adresse mail | email | person.email/organization.email
        N° SIREN | siren | accounting.rcs
        Mois de clôture | month_no | accounting.financial_year_end_month
        Régime fiscal | terms | -
        Gérant | person | person.full_name@contact
        Compte comptable | number6 | -
    """,
    "tiime": """
        Nom | org | contact.name/organization.name
        Adresse | street | address.physical.line
        Code postal | post_fr | address.physical.postal_code
        Ville | city | address.physical.city
        Email | email | person.email/organization.email
        Téléphone | phone_fr | phone.office
        SIREN | siren | accounting.rcs
        TVA intracommunautaire | vat_fr | accounting.vat_number
        Nom du contact | person | person.full_name@contact
    """,
    "liste tenue à la main": """
        Prénom | first | person.first_name
        Nom | last | person.last_name
        Civilité | civilite | person.salutation
        Né(e) le | dob_fr | person.birth_date
        Courriel | email | person.email
        Cellulaire | phone | phone.mobile
        Maison | phone | phone.home
        Adresse | full_address | address.physical
        Conjoint - prénom | first | person.first_name@spouse
        Conjoint - nom | last | person.last_name@spouse
        NAS | sin | accounting.social_insurance_number
        NAS du conjoint | sin | accounting.social_insurance_number@spouse
        Remarques | note | person.description
        Employeur | org | person.belongs_to
    """,
    "liste d'entreprises": """
        Nom de l'entreprise | org | organization.name
        Contact | person | person.full_name@contact
        Fonction | role_fr | person.role@contact/person.role
        Tél. | phone | phone.office
        Adresse courriel | email | organization.email/person.email
        Ville (livraison) | city | address.mailing.city
        Adresse de livraison | street | address.mailing.line
        Fin d'exercice | fye_fr | accounting.financial_year_end_month!year_end
        Secteur d'activité | industry | accounting.line_of_business
        Statut | statut | organization.contact_type
        Type | kind_fr | -,!kind
        Chiffre d'affaires | money | accounting.annual_revenue
        Associé responsable | staff | organization.client_owner
    """,
    "hand-kept people": """
        Full Name | person | person.full_name
        Business | org | person.belongs_to
        Job Title | role | person.role
        Contact Email | email | person.email
        Mobile | phone | phone.mobile
        City | city | address.physical.city
        Additional Info | note | person.description
    """,
    "hand-kept couples": """
        First | first | person.first_name
        Last | last | person.last_name
        Spouse | first | person.first_name@spouse
        DOB | dob | person.birth_date
        Spouse DOB | dob | person.birth_date@spouse
        SSN | ssn | accounting.social_security_number
        Home # | phone | phone.home
        Cell # | phone | phone.mobile
        Work # | phone | phone.work
        Mailing Address | street | address.mailing.line
        City | city | address.mailing.city
        ST | state | address.mailing.region
        Zip | zip | address.mailing.postal_code
    """,
    "two addresses by number": """
        Name | mixed | contact.name
        Address 1 | street | address.physical.line
        Address 2 | unit | address.physical.line
        City | city | address.physical.city
        State | state | address.physical.region
        ZIP | zip | address.physical.postal_code
        Postal Address | street | address.mailing.line
        Postal Suburb | city | address.mailing.city
        Postal Postcode | post_au | address.mailing.postal_code
        Registered Office Address | full_address | address.legal
        Home Address | full_address | address.home
    """,
    "phones with labels": """
        Name | person | contact.name
        Phone 1 - Label | label | labels
        Phone 1 - Value | phone | phone.office
        Email 1 - Label | label | labels/-
        Email 1 - Value | email | person.email
        Mobile (Work) | phone | phone.mobile
        Tel (Home) | phone | phone.home
    """,
    "area codes": """
        CL_Name | mixed | contact.name
        CL_FirstName | first | person.first_name
        CL_LastName | last | person.last_name
        CL_BirthDate | dob | person.birth_date
        CL_PhoneArea | area | phone.office!area_code
        CL_PhoneNumber | local | phone.office
        CL_Mobile | phone | phone.mobile
        CL_EMail | email | person.email
        CL_ABN | abn | accounting.business_number
        CL_PAddr1 | street | address.physical.line/address.mailing.line/-
        CL_PState | state | address.physical.region/address.mailing.region/-
    """,
    "misleading": """
        Name | mixed | contact.name
        Phone | email | person.email
        Email | phone | phone.office
        Website | phone | phone.office
        Address | email | person.email
        City | date_none | -
        Company | yes | -,!kind
    """,
    "misleading 2": """
        Client | code | organization.client_identifier
        Client Name | mixed | contact.name
        Mobile | yes | -
        Year End | yes | -
        Partner | person | -
        ID | number | -/organization.client_identifier
        Date | created | -
        Amount | money | -
        Banker | person | -
        Lawyer phone | phone | -
        Emergency contact | person | -
        Accountant email | email | -
        Mother's maiden name | last | -
    """,
    "no headers": """
        | person | person.full_name/contact.name
        | email | person.email
        | phone | phone.office
        | street | address.physical.line
        | city | address.physical.city
        | state_name | address.physical.region
        | country | address.physical.country
    """,
    "no headers fr": """
        Colonne1 | first | person.first_name
        Colonne2 | last | person.last_name/-
        Colonne3 | email | person.email
        Colonne4 | post_ca | address.physical.postal_code
        Colonne5 | phone_fr | phone.office
        Colonne6 | siret | accounting.siret/-
    """,
    "no headers org": """
        Column1 | org | organization.name/contact.name
        Column2 | ein | accounting.tax_id
        Column3 | full_address | address.physical
        Column4 | url | organization.website
        Column5 | money | -
        Column6 | note | -
    """,
    "typos": """
        Frist Name | first | person.first_name
        Last Nmae | last | person.last_name
        Emial Adress | email | person.email
        Telehpone | phone | phone.office
        Adress | full_address | address.physical
        Comapny | org | person.belongs_to
        Birhtday | dob | person.birth_date
    """,
    "snake": """
        client_code | code | organization.client_identifier
        client_name | mixed | contact.name
        primary_email | email | person.email/organization.email
        primary_phone | phone | phone.office
        billing_address_line_1 | street | address.physical.line
        billing_address_city | city | address.physical.city
        billing_address_state | state | address.physical.region
        billing_address_zip | zip | address.physical.postal_code
        is_active | yes | organization.contact_type!inactive
        created_at | created | -
        updated_at | created | -
        tax_id | ein | accounting.tax_id
        entity_type | entity | accounting.entity_type!kind
        fiscal_year_end | fye_us | accounting.financial_year_end_month!year_end
        account_manager | staff | organization.client_owner
    """,
    "camel": """
        givenName | first | person.first_name
        familyName | last | person.last_name
        dateOfBirth | dob | person.birth_date
        emailAddress | email | person.email
        homePhone | phone | phone.home
        workPhone | phone | phone.work
        streetAddress | street | address.physical.line
        postalCode | post_ca | address.physical.postal_code
        addressCountry | country_code | address.physical.country
        facebookUrl | url | social.facebook
    """,
    "australian practice": """
        Client Code | code | organization.client_identifier
        Client Name | mixed | contact.name
        Business Structure | entity_au | accounting.entity_type!kind
        ABN | abn | accounting.business_number
        ACN | acn | accounting.company_number
        TFN | tfn | accounting.tax_file_number
        Balance Month | month | accounting.financial_year_end_month,!year_end
        Client Group | group | client_group.name
        GST Basis | terms | -/accounting.sales_tax_basis
        Preferred Name | first | person.preferred_name
        Trading As | org | accounting.trading_name
        Salutation | first | person.salutation/person.preferred_name/-
        Position | role | person.role
        Postal Address Line 1 | street | address.mailing.line
        Postal Address Suburb | city | address.mailing.city
    """,
    "german": """
        Firma | org | person.belongs_to/organization.name
        Vorname | first | person.first_name
        Nachname | last | person.last_name
        Straße | street | address.physical.line
        PLZ | post_fr | address.physical.postal_code
        Ort | city | address.physical.city
        Land | country | address.physical.country
        Telefon | phone | phone.office
        Mobil | phone | phone.mobile
        E-Mail | email | person.email
        Geburtsdatum | dob | person.birth_date
        Bemerkungen | note | organization.description/person.description
    """,
    "year ends with their form": """
        Client No. | number | organization.client_identifier/person.client_identifier
        Client Full Name | mixed | contact.name
        Originating Partner | staff | organization.client_owner/-
        Responsible Accountant | staff | organization.client_owner/organization.client_manager
        Entity Class | entity | accounting.entity_type!kind
        Tax ID # | ein | accounting.tax_id!tax/accounting.tax_id
        Year-End (MM/DD) | fye_us | accounting.financial_year_end_month,!year_end
        Main Tel | phone | phone.office
        Alt Tel | phone | phone.other
        Cell # | phone | phone.mobile
        E-mail (primary) | email | person.email/organization.email
        E-mail (other) | email | person.email/organization.email
        Mail Addr 1 | street | address.mailing.line
        Mail Addr 2 | unit | address.mailing.line
        Mail City | city | address.mailing.city
        Mail ST | state | address.mailing.region
        Mail Zip | zip | address.mailing.postal_code
        Client Since | created | -
    """,
    "sage 50 uk": """
        A/C | code | organization.client_identifier
        Company Name | org | organization.name
        Contact Name | person | person.full_name@contact
        Street1 | street | address.physical.line
        Street2 | unit | address.physical.line
        Town | city | address.physical.city
        County | county | address.physical.region
        Post Code | post_uk | address.physical.postal_code
        Telephone | phone | phone.office
        Telephone2 | phone | phone.other/phone.office
        Fax | phone | phone.fax
        Email1 | email | organization.email/person.email@contact/person.email
        Web Address | url | organization.website
        VAT Reg No. | vat_gb | accounting.vat_number
        Credit Limit | money | -
        Balance | money | -
        Inactive | yes | -
    """,
    "cabinet québécois": """
        Client | mixed | contact.name
        Courriel principal | email | person.email/organization.email
        Téléphone bureau | phone | phone.office/phone.work
        Cellulaire | phone | phone.mobile
        NEQ | number | accounting.business_registration_number
        No TPS | bn | accounting.gst_number
        No TVQ | number | accounting.vat_number/-
        Fin d'exercice | fye_fr | accounting.financial_year_end_month,!year_end
        Associé responsable | staff | organization.client_owner
        Chargé de dossier | staff | organization.client_manager/organization.client_owner
        Groupe | group | client_group.name
        Type de société | entity_fr | accounting.entity_type!kind
        Commentaires | note | organization.description/-
    """,
    "dutch": """
        Bedrijfsnaam | org | organization.name
        Voornaam | first | person.first_name@contact/person.first_name
        Achternaam | last | person.last_name@contact/person.last_name
        E-mailadres | email | person.email@contact/person.email/organization.email
        Telefoonnummer | phone | phone.office/phone.work@contact
        Straat | street | address.physical.line
        Postcode | post_au | address.physical.postal_code
        Plaats | city | address.physical.city
        Land | country | address.physical.country
    """,
    "brightmanager": """
        Client Code | code | organization.client_identifier
        Client Name | mixed | contact.name
        Client Type | entity | accounting.entity_type!kind
        Company Number | crn | accounting.company_registration_number/accounting.company_number
        Companies House Authentication Code | code | -
        Incorporation Date | dob | accounting.incorporation_date
        Registered Address | full_address | address.legal
        Postal Address | full_address | address.mailing
        Contact First Name | first | person.first_name@contact
        Contact Last Name | last | person.last_name@contact
        Contact Email | email | person.email@contact
        Contact Telephone | phone | phone.work@contact
        UTR | utr | accounting.unique_taxpayer_reference
        VAT Number | vat_gb | accounting.vat_number
        VAT Scheme | terms | -/accounting.sales_tax_basis
        PAYE Reference | code | accounting.paye_reference_number
        Accounts Office Ref | code | accounting.paye_accounts_office_reference
        Year End | fye | accounting.financial_year_end_month,!year_end
        Partner | staff | organization.client_owner/-
        Manager | staff | organization.client_manager
    """,
    "taxcycle": """
        Client ID | code | organization.client_identifier/person.client_identifier
        Last name | last | person.last_name
        First name | first | person.first_name
        SIN | sin | accounting.social_insurance_number
        Date of birth | dob | person.birth_date
        Spouse first name | first | person.first_name@spouse
        Spouse last name | last | person.last_name@spouse
        Spouse SIN | sin | accounting.social_insurance_number@spouse
        Street address | street | address.physical.line
        Apt. | unit | address.physical.line
        City | city | address.physical.city
        Prov. | province | address.physical.region
        Postal code | post_ca | address.physical.postal_code
        Home telephone | phone | phone.home
        Work telephone | phone | phone.work
        Email | email | person.email
        Preparer | staff | person.client_owner/person.client_manager/-
        Language | yes | -
    """,
}
