"""Lists of programs that are none of the nine: words that many programs share make them nobody's."""

from __future__ import annotations

import pytest

from carnet.contract import Options, SourceFile
from carnet.stages.recognise import recognise
from tests.support.sheets import sheet

HEADERS = {
    "Airtable": "Name,Client Type,Status,Email,Phone,Company,Website,Notes,Attachments,Last Modified",
    "Airtable, with owners": (
        "Client Name,Client Type,Client Owner,Status,EIN,Email,Phone,Notes,Attachments"
    ),
    "Airtable, of sales": "Name,Title,Company,Email,Phone,Balance,Attachments",
    "Airtable, with codes": "Client,Client ID,Status,Type,Assignee,Contact Email,Sort Name,Attachments",
    "BrightManager": (
        "Client Code,Client Name,Client Type,Partner,Manager,Company Number,UTR,VAT Number,"
        "PAYE Reference,Year End,Contact First Name,Contact Last Name,Email,Telephone"
    ),
    "BrightManager, with contacts": (
        "Client Type,Client Code,Client Name,Manager,Partner,Status,Primary Contact First Name,"
        "Primary Contact Last Name,Primary Contact Email,Year End,Registered Address"
    ),
    "Clio": (
        "Id,Type,Name,Prefix,First Name,Middle Name,Last Name,Company,Title,Email Address,"
        "Primary Email Address,Home Phone,Work Phone,Mobile Phone,Home Street,Home City,"
        "Work Street,Is Client,Client Id,Open Matters"
    ),
    "Clio, of matters": (
        "Contact Type,Client Name,Client ID,Client Owner,Status,Email Address,Phone Number,"
        "Responsible Attorney,Originating Attorney"
    ),
    "Sage Intacct": (
        "Customer ID,Name,Customer type,Parent ID,Terms,Status,Tax ID,Primary contact,Print as,"
        "First name,Last name,Email,Phone,Address 1,City,State,Zip,Balance,Attachment"
    ),
    "Sage Intacct, with addresses": (
        "Customer ID,Customer name,Billing address,Open balance,Currency,Status,Contact name,"
        "Email"
    ),
    "HubSpot, a choice": (
        "First Name,Last Name,Email,Contact owner,Contact Type,Company,Job Title,Phone Number"
    ),
    "Salesforce accounts": (
        "Account Name,Account Owner,Account Type,Billing Street,Billing City,"
        "Billing State/Province,Billing Zip/Postal Code,Billing Country,Phone,Website,Industry"
    ),
    "Salesforce contacts": (
        "Salutation,First Name,Last Name,Title,Account Name,Mailing Street,Mailing City,"
        "Mailing State/Province,Mailing Zip/Postal Code,Phone,Fax,Mobile,Email,Account Owner,"
        "Lead Source"
    ),
    "Zoho CRM": (
        "Contact Id,Contact Owner.id,Contact Owner,Lead Source,First Name,Last Name,"
        "Account Name.id,Account Name,Email,Title,Department,Phone,Home Phone,Mailing Street,Tag"
    ),
    "Zoho Books": (
        "Display Name,Company Name,Salutation,First Name,Last Name,Phone,MobilePhone,"
        "Currency Code,Notes,Website,Status,Credit Limit,Customer Sub Type,Billing Attention,"
        "Billing Address,Billing City,Billing State,Billing Code,Contact Name,Contact Type,"
        "Contact ID"
    ),
    "Pipedrive": "Name,Label,Organization,Email,Phone,Open deals,Closed deals,Owner,Next activity date",
    "Jetpack Workflow": (
        "Client Name,Client ID,Client Type,Contact Name,Email,Phone,Address,City,State,Zip,Notes,"
        "Status"
    ),
    "Financial Cents": "Client Name,Client Owner,Client Type,Primary Contact,Email,Phone,Status,Address",
    "FreshBooks": "Client Name,Email,Phone,Address,Internal Note,Credit,Total Outstanding,Client ID",
    "Wave": "Customer,Email,Phone,Balance,Overdue,Billing address",
    "Senta": (
        "Client name,Client type,Client code,Status,Partner,Manager,Email,Phone,Company number,"
        "UTR,Year end"
    ),
    "Pixie": (
        "Client name,Client type,Internal reference,Client manager,Company number,UTR,VAT number,"
        "First name,Last name,Email"
    ),
    "AccountancyManager": (
        "Client ID,Client Name,Client Type,Partner,Manager,UTR,Company Number,PAYE Reference,"
        "Year End,Email"
    ),
    "TaxCalc": "Client Code,Client Name,Type,Status,Manager,Partner,UTR,NINO,Date of Birth,Postcode",
    "IRIS": "Client ID,Name,Client Type,Partner,Manager,Year End,UTR,Email,Postcode",
    "Notion": "Name,Client Type,Client Owner,Status,Tags,Email,Created time",
    "HoneyBook": "Name,Email,Phone,Client Type,Source,Project,Balance",
    "Stripe": "id,Description,Email,Name,Created (UTC),Delinquent,Card ID,Currency,Balance",
    "NetSuite": (
        "Internal ID,ID,Name,Company Name,Category,Primary Contact,Status,Sales Rep,Phone,Email,"
        "Billing Address,Billing City,Balance"
    ),
    "QuickBooks Desktop": (
        "Active Status,Customer,Balance,Balance Total,Company,Mr./Ms./...,First Name,M.I.,"
        "Last Name,Primary Contact,Main Phone,Fax,Alt. Phone,Secondary Contact,Job Title,"
        "Main Email,Bill to 1,Bill to 2,Ship to 1,Customer Type,Terms,Rep,Account No.,Job Status"
    ),
    "Dynamics": (
        "Account Name,Main Phone,Address 1: City,Primary Contact,Email (Primary Contact),Status,"
        "Owner"
    ),
    "Acomba": "No client,Nom,Adresse,Ville,Code postal,Téléphone,Solde,Devise",
    "a ledger in French": "Nom du client,Solde,Courriel,Téléphone,Adresse de facturation,Ville",
    "Sage 50": (
        "Account Reference,Company Name,Contact Name,Address Line 1,Address Line 2,Town,County,"
        "Post Code,Telephone,Fax,Email,VAT Number,Balance"
    ),
}  # fmt: skip


@pytest.mark.parametrize("program", HEADERS)
def test_a_list_of_another_program_is_not_taken_for_a_known_providers(program: str) -> None:
    headers = HEADERS[program].split(",")
    ((found,), _) = recognise([SourceFile("f", "csv", (sheet([headers, ["x"] * len(headers)]),))], Options())
    assert (found.provider, found.kind) == ("other", "contact")
