"""The words of headers: what each says, in English and French, with the obvious German and Spanish.

A line gives a tag and the phrases that say it, already folded to plain lower-case words. The longest
phrase wins, so "postal code" is one tag and never "mailing" with "code".
"""

from __future__ import annotations

from functools import cache

# What a column holds.
_HEADS = """
email: email, e mail, mail, emails, courriel, courriels, mel, email address, email addresses, e mail address, \
mail address, adresse courriel, adresse email, adresse e mail, adresse mail, adresse electronique, \
adresse de messagerie, adresse de courrier, adresse de courrier electronique, courrier electronique, \
messagerie, correo, correo electronico, e mail adresse, email adresse, adresses courriel, emailaddress, \
electronic mail, email id, adresse de courriel
phone: phone, phones, telephone, telephones, tel, ph, phone number, phone numbers, telephone number, tel no, \
phone no, ph no, telephone no, tel number, phone num, numero de telephone, numeros de telephone, no de telephone, \
no de tel, numero de tel, n de telephone, telefono, telefon, telefonnummer, rufnummer, landline, \
landline number, fixe, telephone fixe, ligne fixe, no telephone, no tel, phone num, phonenum, contact number, contact no, \
coordonnees telephoniques, teleph, fixed line, festnetz, tlf
mobile: mobile, cell, cellular, cellulaire, portable, gsm, cellphone, cell phone, mobile phone, handy, mobil, \
movil, celular, mob, cel, tel cell, tel cel, telephone cellulaire, telephone portable, telephone mobile, \
tel portable, tel mobile, tel port, mobile number, mobile no, cell no, cell number, mobiltelefon, cellular phone, \
numero de portable, numero de cellulaire, mobilephone, text number, sms number, sms phone, port
fax: fax, facsimile, fax num, faxnum, telecopie, telecopieur, fax number, fax no, faxnummer, numero de fax, no fax, telefax, \
numero de telecopieur, telec, fax phone, fax phone number
pager: pager, toll free, toll free number, toll free phone, sans frais, numero sans frais, callback, telex, \
alternate phone, alt phone, alternate number, second phone, secondary phone, other phone, autre telephone, \
autre tel, autre numero, other phone number, emergency phone, whatsapp, whatsapp number, additional phone, \
alt contact number, alternate phone number, alternative phone
area_code: area code, phone area, phone area code, tel area code, indicatif, indicatif regional, std code, \
area, phone prefix, dialing code, dial code
extension: ext, extension, phone ext, phone extension, poste telephonique, poste tel, no de poste, \
numero de poste, telephone ext, work ext, x ext
website: website, web site, web, url, www, homepage, home page, web page, webpage, site web, site internet, \
page web, website url, web address, adresse web, adresse internet, domain, domain name, company domain, \
company domain name, domaine, nom de domaine, internet, webseite, sitio web, website address, web url, web site url
linkedin: linkedin, linked in, linkedin url, linkedin profile, linkedin link, linkedin profile url, \
profil linkedin, li profile, linkedin bio
facebook: facebook, facebook url, facebook page, facebook link, facebook profile, fb, page facebook
twitter: twitter, twitter handle, twitter username, twitter link, twitter url, twitter profile, x handle, \
compte twitter, x twitter, x formerly twitter, twitter account
skype: skype, skype id, skype name, skype username, skype handle
google_plus: google plus, googleplus
first: first name, firstname, first names, given name, given names, forename, forenames, fname, f name, prenom, \
prenoms, vorname, nombre, first, christian name, name first, nom prenom usuel, givenname, premier prenom, \
first nm, prenom usuel, nombre de pila, fst name, first given name
middle: middle name, middlename, middle, middle initial, middle names, mi, m i, deuxieme prenom, second prenom, \
additional name, other name, other names, othername, autres prenoms, autre prenom, initiale, second name, initial, \
name middle, mname, zweiter vorname, middle i, second given name
last: last name, lastname, last, surname, family name, lname, l name, nom de famille, nachname, apellido, \
apellidos, name last, familienname, familyname, nom famille, nom patronymique, sur name, last nm, \
nom usuel de famille, lst name, patronyme, surnames
full: full name, fullname, nom complet, nom et prenom, prenom et nom, nom prenom, prenom nom, nom prenoms, \
person name, first and last name, first last name, name first last, complete name, nombre completo, \
vollstandiger name, noms et prenoms, name last first, first name last name, last name first name, last first
preferred: preferred name, preferred first name, nickname, nick name, known as, goes by, aka, preferred, surnom, \
nom prefere, prenom prefere, nom usuel, nom d usage, informal name, preferred given name, spitzname, dear, \
informal salutation, prenom d usage, informal greeting, greeting name
salutation: salutation, title of courtesy, courtesy title, honorific, name prefix, prefix, prefixe, civilite, \
titre de civilite, civ, anrede, pre name, formule de politesse, titre de politesse, name title, personal title, \
titre civilite, tratamiento, appellation, mr mrs, mr ms
suffix: suffix, name suffix, suffixe, generation, generational suffix
birth: date of birth, birth date, birthdate, birthday, dob, d o b, born, date de naissance, naissance, ne le, \
ne e le, date naiss, ddn, d d n, geburtsdatum, geburtstag, fecha de nacimiento, b day, date of birth dob, bday, \
birth dt, date naissance, born on, nee le, anniversaire, birth
birth_year: birth year, year of birth, annee de naissance, annee naissance
birth_month: birth month, month of birth, mois de naissance
birth_day: birth day, day of birth, jour de naissance
role: job title, jobtitle, role, position, job position, position title, function, fonction, poste, poste occupe, \
titre du poste, titre de poste, designation, occupation title, title position, role title, job role, job, \
titre professionnel, cargo, stellung, business title, title role, titre d emploi, role or title, qualite, \
title at company, work title, titre fonction, job description
title: title, titre
organization: organization, organisation, company, business, entity, firm, societe, entreprise, compagnie, \
organization name, organisation name, company name, business name, entity name, firm name, raison sociale, \
denomination, denomination sociale, nom de la societe, nom de l entreprise, nom entreprise, nom societe, \
nom de compagnie, nom de la compagnie, nom de l organisation, companyname, businessname, company business name, \
organizationname, firma, firmenname, empresa, razon social, co name, business entity, company organization, \
associated company, company organisation, organism, organisme, nom de l organisme, etablissement, \
nom de l etablissement, nom raison sociale, nom ou raison sociale, corporation name, corporate name, \
nom corporatif, nom du dossier, club name, practice name, trust name, company trust name
belongs_to: belongs to, employer, employer name, employeur, nom de l employeur, works for, works at, place of work, \
associated organization, organisation associee, appartient a, workplace, company worked for, lieu de travail, \
parent company, parent organization
trading: trading name, trading as, t a, dba, d b a, doing business as, dba name, trade name, operating name, operating as, \
nom commercial, enseigne, enseigne commerciale, o a, nom d exploitation, faisant affaire sous, business trading name, \
brand name, client facing name, fictitious name, store name, nom d enseigne
legal_name: legal name, registered name, nom legal, nom juridique, denomination legale, legal entity name, \
legal business name, company legal name, official name, nom officiel, registered company name
client: client, clients, customer, customers, account, acct, cust, clt, kunde, cliente, cl, compte, file, dossier, tiers, \
debtor, clientele
contact: contact, contact person, primary contact, main contact, \
personne ressource, personne contact, personne a contacter, interlocuteur, contact principal, \
key contact, principal contact, ansprechpartner, persona de contacto, attention, \
attn, point of contact, poc, signing officer, representant, \
authorized signer, authorised representative, dirigeant, gerant, responsable legal, \
representant legal, business contact, primary person, billing contact, \
contact facturation, attention to
name: name, nom, noms, names, display name, displayname, nom affiche, nom d affichage, nom a afficher, file as, fileas, \
bezeichnung, nom client fournisseur, libelle, intitule, name 1
sort_name: sort name, sortname, nom de tri, search name, alpha code, sort key, alpha name, mailing name, \
mailingname, addressee, envelope name, search key
id: id, identifier, identifiant, code, no, num, number, numero, ref, reference, nr, nummer, n, key, matricule, cle, \
ident, codigo, refnum, file no, file number, no dossier, no de dossier, numero de dossier, file id, external id, \
code dossier, dossier no, external ref, ext id, external key, account code, compte auxiliaire, compte tiers, \
code tiers, ledger code, numero de compte, no de compte, account id, short code
row_key: uuid, guid, record id, record no, recordid, system id, internal id, row id, contact id, contactid, lead id, \
user id, object id, client guid, client uuid, clientuuid, contact uuid, contactuuid, unique id, database id, \
hs object id, id interne, person id, rowid, company id, organization id, organisation id, customer key, \
sync id, contact key, record number, mailchimp id, leid, euid, xero contact id, account uuid
kind: client type, entity kind, type of client, customer or company, contact kind, person or company, \
individual or business, type de client, type de personne, personne morale physique, type de tiers, taxpayer type, \
account type, record type, person type, is company, is business, client kind, customer kind, nature du client, \
type d entite client, individual company, company or individual, legal entity type, client entity type
type: type, category, categorie, class, classification, classe, kind, genre client, grouping, client class, \
client category, categorie client, business type, type d entreprise, type de contact, company category
status: status, statut, etat, client status, customer status, contact status, account status, lifecycle stage, \
life cycle stage, stage, contact type, customer type, relationship, relationship type, statut client, \
statut du client, active status, active inactive, lead status, account state, prospect or client, actif, active, \
state of account, relation, client or prospect, relationship to firm
entity: entity type, type of entity, entite, business structure, legal form, legal structure, forme juridique, \
structure, structure juridique, type d entite, entity form, company type, tax entity type, entity classification, \
business entity type, tax classification, statut juridique, forme legale, legal type, \
type of business entity, taxpayer entity, business type structure, organization type, organisation type, type de societe, \
tax structure, federal tax classification, rechtsform, entity structure, client structure
return_type: return type, tax return type, form type, return form, tax form, type de declaration
year_end: year end, fiscal year end, financial year end, fye, year end date, fiscal year end date, balance date, \
fin d exercice, date de fin d exercice, fin exercice, cloture, date de cloture, date cloture, fy end, yearend, \
exercice financier, fin d annee financiere, fin d annee, accounting year end, date de fin d annee, year ending, \
tax year end, fiscal year, fin d annee fiscale, accounting period end, financial year end date, accounts year end, \
accounting reference date, ard, date de cloture de l exercice, fiscal end, exercice comptable, cloture exercice, \
date fin exercice, fy end date, balance month, date d exercice, fiscal year ends, exercice, ye, ye date, y e, \
annual year end, fin de l exercice, date de bilan, bilan, arrete comptable, date d arrete
year_end_month: year end month, fiscal year end month, financial year end month, fye month, balance month, fiscal month, \
mois de cloture, mois de fin d exercice, mois cloture, month end, year end mth, fiscal month end
year_end_day: year end day, fiscal year end day, financial year end day, fye day, jour de cloture, \
jour de fin d exercice
street: street, street address, address line, line, rue, adresse ligne, ligne d adresse, street line, voie, strasse, \
calle, address street, street name, number and street, no et rue, numero et rue, rue et numero, addr line, adr, \
ligne, street and apt address, libelle voie, street address line, street addr, nom de rue, \
address street address, numero et nom de rue, adresse rue
unit: unit, suite, apt, apartment, apt no, suite no, unit no, appartement, app, bureau no, floor, etage, apt suite, \
apartment suite, building, batiment, complement, complement d adresse, complement adresse, complements d adresse, po box, p o box, bp, \
boite postale, case postale, c p boite, lieu dit, unit number, suite number, apt number, suite apt, apt unit, \
apartment number, extended address, address complement, street number, house number, numero de rue, \
numero civique, no civique, civic number, numero de voie, no de rue, box
address: address, addr, adresse, add, full address, adresse complete, addresse, anschrift, direccion, domicile adresse, \
complete address, location address, formatted address, address formatted, adresse formatee, coordonnees postales
city: city, town, ville, suburb, locality, municipality, municipalite, localite, commune, ort, stadt, ciudad, \
city town, town city, suburb town, suburb city, city suburb, post town, city name, village, city state, borough, \
ville commune, localidad, wohnort, municipalite ville, town suburb, ville et province
region: state, province, region, county, state province, province state, state region, state or province, etat, \
state territory, departement, province territoire, prov, dep region, canton, bundesland, provincia, st, \
state county, region state, province etat, etat province, province region, state abbreviation, state code, \
province code, county state, address state, stateprovince, dept, province or state, province or territory
postal_word: postal, post
postal: zip, zip code, zipcode, postal code, postcode, post code, postalcode, code postal, cp, c p, codepostal, \
plz, postleitzahl, codigo postal, postal zip code, postal zip, zip postal, zip postal code, postcode zip, \
pcode, p code, zip 4, eircode, postal code zip code, pin code, zip or postal code, postal code zip, post zip, pc, \
postal or zip code
country: country, pays, land, pais, country region, pays region, nation, country name, country code, code pays, \
country of residence, land region, pays de residence, country iso, iso country, iso country code, ctry
description: note, notes, comments, comment, remarks, remark, description, memo, commentaire, commentaires, remarque, \
remarques, observations, observation, additional info, additional information, about, general notes, client notes, \
customer notes, additional notes, info, infos, informations, divers, notiz, notizen, bemerkung, bemerkungen, notas, \
background, background info, contact notes, other info, annotation, internal notes, other notes, note client, \
commentary, extra info, renseignements, notes internes, company description, precisions, descr, autres informations, \
anmerkungen, comentarios, private notes, free text, misc
owner: client owner, contact owner, owner, account manager, responsible staff, client partner, responsible partner, \
responsable, responsable client, responsable du client, associe, associe responsable, proprietaire, account owner, \
engagement partner, lead partner, assigned partner, partner in charge, partner responsible, owner name, \
contact owner email, customer owner, company owner, relationship manager, associe en charge, partner, \
proprietaire du contact, expert comptable, hubspot owner, responsable dossier, relationship partner, \
contact proprietaire, charge de clientele, client lead, originating partner, tax partner, client account manager
manager: client manager, manager, job manager, gestionnaire, gestionnaire du client, charge de dossier, \
engagement manager, charge de mission, chef de mission, directeur de mission, tax manager, file manager, \
charge du dossier, gestionnaire de dossier, collaborateur, collaborateur responsable, assigned manager, \
responsible manager, chef de dossier, manager name, bookkeeper manager, client services manager
group: client group, group, group name, groupe, family group, groupe de clients, nom du groupe, groups, family, \
famille, household, menage, household name, groupe client, groupe familial, related group, client group name, foyer, \
client family, customer group
members: members, group members, membres, membres du groupe
spouse_one: spouse, conjoint, conjointe, conjoint e, husband, wife, epoux, epouse, mari, ehepartner, partenaire de vie, \
sp, conyuge, secondary taxpayer, joint taxpayer, co taxpayer, epoux se, spouse partner, partner spouse, \
second taxpayer, taxpayer 2, other half, life partner, domestic partner, co applicant
tax: tax id ssn, ssn ein, ein ssn, tax id ssn ein, ssn or ein, tin ssn, ssn itin, tax number, tax no, taxpayer id, \
taxpayer identification number, tin, tax id number, tax identification number, tax identifier, numero fiscal, \
identifiant fiscal, tax id no, tax registration number, tax registration no, tax ref, tax reference, \
tax reference number, numero d identification fiscale, nif, taxpayer number, taxpayer id number, ssn tin, fed id, \
federal id, fid, id fiscal, id number tax, social security tax id, ssn fein, tax file, federal tax number, \
id fiscale, business tax id, client tax id, tax registration, no fiscal, numero d identite fiscale, federal tax no, \
steuernummer, num fiscal, company tax id, tax id ein, tax info number, registration tax number, entity tax id
"""

# What narrows a column down: whose it is, or which of several.
_MODIFIERS = """
billing: billing, bill, bill to, billto, invoice, invoicing, facturation, bill to address, facture, inv, invoice to, \
factura, rechnung
shipping: shipping, ship, ship to, shipto, delivery, deliver to, livraison, expedition, lieferung
mailing: mailing, correspondence, correspondance, courrier, postale, po, mail to
legal: registered, registered office, legal, siege, siege social, legale, reg office, head office, domicile fiscal, \
reg
physical: physical, premises, location, principal place of business, physique, visiting, civique, sa, site
home: home, residential, residence, res, private, domicile, maison, personnelle, prive, privee, privat, \
residentiel, residentielle, dom, night, evening, after hours, soir, perso
work: work, business day, daytime, day, professionnel, professionnelle, travail, pro, direct, direct line, \
direct dial, ligne directe, wk, geschaftlich, jour, dienstlich, trav, bus
office: office, bureau, bur, main office, company main, main line, switchboard, standard, hq, principal line, headquarters, \
general line
personal: personal, personnel
other: other, alternate, alternative, alt, autre, secondary, secondaire, additional, second, backup, deuxieme, \
2nd, altern, previous, extra, weitere
primary: primary, main, principal, principale, default, first choice, preferred contact, best, general, generale, \
usual, current, haupt, general company
taxpayer: taxpayer, tp, contribuable, individual, person, personne, particulier, applicant, declarant, tpayer, \
filer, assure, employee, people, adherent, member, membre
label: label, type label, libelle type, etiquette, type d adresse, labels
value: value, valeur
"""

# Columns that a contact has no place for, known by their words.
_ASIDE = """
aside: asst, assistant s, assistante, adjoint, adjointe, attorney, accountant, prior accountant, banker, banquier, broker, \
courtier, insurance, assurance, insurer, assureur, emergency, emergency contact, urgence, contact d urgence, \
advisor, conseiller, notaire, parent, guardian, tuteur, mother, father, mere, pere, beneficiary, beneficiaire, \
shareholder, actionnaire, director, directors, administrateur, administrateurs, next of kin, landlord, dependent, \
dependant, dependants, child, enfant, officer, comptable, ancien comptable, previous accountant, actionnaires, shareholders, \
balance, open balance, opening balance, solde, solde ouvert, encours, balance due, account balance, \
credit limit, limite de credit, plafond, overdue, outstanding, amount, montant, total, ytd, sales, revenue ytd, \
amount due, current balance, total due, balance total, solde client, invoice count, past due, total invoiced, \
created, created on, created at, created date, creation date, date created, create date, date added, added on, \
added, date de creation de la fiche, cree le, modified, last modified, last modified date, updated, updated at, \
date modified, modifie le, last updated, last activity, last activity date, last contacted, last contact, \
last contact date, connected on, connected, derniere modification, date de modification, date d ajout, ajoute le, \
last login, last seen, start date, date debut, date de debut, end date, date de fin, client since, customer since, \
client depuis, date entree, date d entree, entry date, joined, date joined, signup date, opt in time, confirm time, last changed, \
last update, last transaction, last transaction date, last invoice, last invoice date, derniere facture, mis a jour le, \
last payment, deadline, due date, echeance, date d echeance, next due, next activity, next activity date, created time, \
modified time, last activity time, last order, last engagement date, date of last contact, first contact date, \
date d inscription, date de sortie, date sortie, end of engagement, \
terms, payment terms, invoice terms, conditions de paiement, delai de reglement, mode de reglement, modalites, \
modalites de paiement, payment method, mode de paiement, termes, net terms, days until invoice is due, \
due date actual days, bill due date, reglement, credit terms, \
currency, devise, default currency, monnaie, base currency, currency code, code devise, customer currency, \
tags, tag, etiquettes, labels list, mots cles, keywords, mot cle, contact tags, etiquette tags, categories, \
source, lead source, referral, referral source, referred by, recommande par, how did you hear, original source, \
origine, provenance, campaign, canal, source du contact, referrer, marketing source, original traffic source, \
language, langue, preferred language, time zone, timezone, fuseau horaire, locale, preferred locale, langue de correspondance, \
gender, sex, sexe, genre, marital status, etat civil, situation familiale, statut matrimonial, filing status, \
attachments, attachment, pieces jointes, photo, picture, avatar, image, logo, delivery method, delivery instructions, \
tax year, preparer, reviewer, staff, team members, team, assigned to, assigned team members, equipe, office location, \
department, service, departement service, business unit, return version, return group, efile status, e file status, \
return status, work status, workflow, worktype, seller, \
opt out, email opt out, optin, opt in, unsubscribed, subscribed, do not call, do not email, do not mail, bounced, \
marketing consent, consent, consentement, consentement cookies, gdpr, email status, email verified, email type, \
email display name, member rating, newsletter, infolettre, abonne, desabonne, email opt in, email permission, \
latitude, longitude, lat, lon, geo, geocode, gmtoff, dstoff, ip, ip address, cc, \
password, mot de passe, username, user name, login, portal access, portal, portail, screen name, \
bank account, bank account number, bank, banque, iban, bic, swift, bank account name, bank account particulars, \
rib, compte bancaire, code banque, account number bank, bsb, sort code, banque domiciliation, \
discount, remise, price list, price level, tarif, taux, rate, hourly rate, taux horaire, taxable, tax code, \
tax rate, taux tva, code tva, regime tva, sales tax code, regime fiscal, regime d imposition, sales tax, \
priority, priorite, sensitivity, private flag, initials, initiales, hobby, mileage, children, enfants, age, spouse age, \
number of employees, employees, nombre d employes, effectif, size, score, lead score, probability, rating, \
nb employes, nb salaries, employee count, number of children, dependents, number of dependents, personnes a charge, \
yomi, phonetic, phonetic first name, phonetic last name, anniversary, date of death, deceased, \
fee, fees, honoraires, annual fee, billing rate, billing method, wip, retainer, budget, forfait, invoice amount, \
accounts receivable account, accounts payable account, sales account, purchases account, compte comptable, compte collectif, \
comptabilise, collectif, category code, tracking, tracking option, tracking name, discount percentage, brandingtheme, xero network key, \
sales rep, representative code, salesperson, vendeur, sales tax type, ar account, resale number, resale no, resale num, \
job status, job type, job notes, print as, print on check as, alt contact, job, hidden, is archived, archived, archive, \
email sent, email count, visits, page views, number of, sessions, clicks, opens, deals, associated deals, associated deal, \
open deals, won deals, lost deals, done activities, total activities, activities to do, email messages count, label ids, \
kyc, aml, aml status, engagement letter, lettre de mission, letter of engagement, signed, signature, risk, \
risk level, software, logiciel, accounting software, subscription, plan, package, forfait client, \
prepare gst, prepare tax return, gst registered, tax agent, signed tax authority, vat registered, active client, \
last year fee, industry code, assistant, managers name, assistants name, directory server, internet free busy, \
sync status, send invoices, statement, statements, credit card, credit card number, card number, expiry, nom abrege, \
duplicate, selected, checked, visible, sequence, order, ordre, priority level, row, ligne numero, line number, \
remind, reminder, rappel, next step, task, tasks, tache, activity, timestamp, horodatage, version, hash, checksum
"""

_FILLER = frozenset(
    """the of a an and or de du des la le les l d et ou au aux en to for your please enter if any applicable
    required optional details detail data field s e your their his her votre vos our fld txt val qui dans with
    per is der die das del y current on file only here complete us use x x1 usa canada intl international
    official actual valid only full formal dans sur par pour avec""".split()
)


def _phrases(table: str) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for line in table.strip().splitlines():
        tag, _, phrases = line.partition(": ")
        for phrase in phrases.split(", "):
            found.setdefault(tuple(phrase.split()), tag)
    return found


@cache
def phrases() -> dict[tuple[str, ...], str]:
    """Every known phrase, as words, with its tag. The first tag that claims a phrase has it."""
    return _phrases(_HEADS) | {
        phrase: tag
        for table in (_MODIFIERS, _ASIDE)
        for phrase, tag in _phrases(table).items()
        if phrase not in _phrases(_HEADS)
    }


@cache
def heads() -> frozenset[str]:
    """The tags that say what a column holds."""
    return frozenset(_phrases(_HEADS).values())


def is_filler(word: str) -> bool:
    """Whether a word of a header says nothing."""
    return word in _FILLER
