"""Words that values are known by: first names, legal forms, places, kinds and states, folded."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import pycountry
from babel import Locale


def plain(text: str) -> str:
    """Lower case, without accents, single spaces, no full stops: the form that all lists here have."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"\s+", " ", letters.replace(".", "").replace("’", "'")).strip()


def _list(text: str) -> frozenset[str]:
    return frozenset(plain(item) for item in text.replace("\n", " ").split(",") if item.strip())


FIRST_NAMES = frozenset(
    """james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony
    mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan
    jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander
    raymond patrick jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle walter ethan
    jeremy harold keith christian roger noah gerald carl terry sean austin arthur lawrence jesse dylan bryan joe
    jordan billy bruce albert willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell elijah
    louis bobby philip johnny mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa
    betty margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie
    rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha
    katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia
    victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa
    ann sara madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn
    danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori jane ava chloe
    lily lucy zoe mia ella ruby oliver harry oscar leo charlie max liam lucas mason jake tom sam ben dan mike
    bob bill jim joe steve dave chris matt tony nick greg ken ron tim jeff rob robin fiona ian graham colin simon
    neil stuart alistair duncan hamish angus craig gareth rhys owen dylan siobhan aoife niamh padraig kate kathy
    anne barry bernard bradley brad brendan brett bridget caroline cameron carmen cathy cecilia clara claire
    clive connor craig darren debbie derek diego dominic don doug eileen elaine eleanor ellen erin ernest esther
    eva evan faye felix fred gail gavin geoffrey gillian gina glenn gordon guy harriet hazel heidi hugh ivan
    irene iris isaac isabel jan jasmine jay jill joanna joanne jodie josephine josh joy juliet kay kerry kim
    kirsten kristen lance leah lee leon leonard leslie lewis liz lloyd lorraine lynn malcolm marcus margot marion
    marjorie martin maureen melanie mick miles miranda miriam molly monica morgan murray naomi nigel nina nora
    norma norman paige paula pauline penelope penny phil phoebe quinn ray rita rosa rose rosemary ross sally
    sebastian shane shaun sheila shelley sidney stacey stan stanley stella stewart sue susanne suzanne sylvia
    tamara tanya tara ted tessa tina todd tracey tracy trevor troy ursula valerie vanessa vera vernon veronica
    vicki victor vivian wanda warren wendy yvonne yvette zara priya raj amit anil sanjay sunil rahul deepak anita
    neha pooja ravi arjun wei ming li chen yuki kenji hiroshi mei fatima mohammed muhammad mohamed ahmed ali omar
    hassan ibrahim yusuf aisha khadija leila layla samir karim nadia amina youssef rachid said hassan mustafa
    jean pierre michel andre philippe rene louis alain jacques bernard marcel daniel roger robert claude
    christian henri georges nicolas francois julien patrick laurent guillaume thierry sebastien eric stephane
    frederic olivier pascal christophe gerard david maxime alexandre antoine mathieu thomas romain vincent
    anthony jerome bruno fabrice didier franck marc dominique gilles serge yves xavier cedric guy raymond
    benjamin damien arnaud ludovic hugo theo enzo nathan clement quentin adrien florian kevin jeremy aurelien
    gaston lucien emile leon gabriel raphael jules arthur louis paul etienne benoit luc mathis simon samuel
    xavier sylvain normand rejean gilles yvan yvon real denis mario sylvie martine nathalie isabelle catherine
    christine valerie sandrine stephanie veronique sophie celine chantal patricia anne annie marie francoise
    monique nicole jacqueline jeanne denise madeleine simone therese yvonne marguerite louise andree paulette
    helene suzanne odette brigitte dominique corinne laurence caroline aurelie emilie julie camille lea manon
    chloe emma ines lucie juliette clara louise alice jade sarah laura marion pauline mathilde charlotte
    amelie melanie audrey virginie delphine florence cecile agnes beatrice carole claire claudine colette
    danielle eliane elisabeth elise eloise estelle fabienne florence genevieve ghislaine gisele ginette huguette
    josee josiane joelle karine lise lucienne lyne manon marielle maryse mireille murielle myriam nadine noemie
    odile oceane pascale rachel regine rolande rosalie sabrina severine solange sonia sylviane valentine
    vanessa violette viviane zoe gaetan gaetane ghislain guylaine jocelyn jocelyne lionel loic mael noel
    pierrette regis remi roland rosaire tristan thibault thibaut valentin yann yannick yanick ulrich hans
    jurgen klaus wolfgang stefan andreas markus tobias uwe heike petra ingrid ursula monika sabine anja katrin
    carlos luis jorge miguel pedro javier pablo sergio fernando alejandro ricardo eduardo antonio manuel
    francisco lucia sofia elena isabel carmen pilar marta ana laura paulo joao tiago rui goncalo giovanni marco
    luca matteo giulia chiara francesca alessandro paolo nicolette hermann nellie jamie taylor riley parker
    homer marge clark lois gwen natasha olga irina boris dmitri sergei mikhail aleksandr piotr pawel anna
    katarzyna agnieszka magda lars erik sven bjorn astrid freya nils karin""".split()
)

# Whole words that make a name an organization's.
LEGAL_FORMS = (
    r"inc|incorporated|llc|l l c|llp|lllp|plc|ltd|limited|limitee|ltee|corp|corporation|co|company|pty|pc|pllc|"
    r"lp|gmbh|ag|kg|ug|sarl|sas|sasu|sa|sca|snc|sci|scp|scm|selarl|eurl|earl|gaec|enr|senc|sencrl|bv|nv|"
    r"spa|srl|oy|ab|aps|pte|sdn bhd|kft|trust|trustees?|smsf|foundation|fondation|association|assoc|asso|"
    r"society|club|partners|partnership|holdings?|group|groupe|enterprises?|entreprises?|services|"
    r"solutions|consulting|consultants|industries|technologies|associates|associes|etablissements|ets|"
    r"compagnie|societe|cooperative|coop|university|college|church|school|ecole|eglise|institute|ministries|"
    r"construction|plumbing|electrical|properties|investments|investissements|gestion|restaurant|cafe|"
    r"bakery|boulangerie|pharmacie|pharmacy|clinic|clinique|dental|motors|garage|transport|transports|"
    r"superannuation|council|logistics|studio|studios|farms?|ferme|immobilier|immobiliere|realty|"
    r"landscaping|roofing|catering|marketing|media|design|designs|ventures|capital|bank|hotel|salon|"
    r"nursery|estate|supplies|systems|software|labs|works|trading|imports?|exports?|menuiserie|plomberie"
)

SALUTATIONS = _list(
    "mr, mrs, ms, miss, dr, prof, rev, sir, lady, mx, mr & mrs, mr and mrs, m, mme, mlle, m et mme, monsieur, "
    "madame, mademoiselle, me, maitre, pr, docteur, herr, frau, hon, dr & mrs, mm, mmes, m & mme, sr, sra, "
    "professor, doctor, master, fr, father, m ou mme, mister, dame, don, dona"
)
SUFFIXES = _list("jr, sr, ii, iii, iv, esq, cpa, phd, md, dds, jnr, snr, obe, mba, ca, fca, pe, rn, dvm, v")
ENTITIES = _list(
    "individual, corporation, s corporation, s-corporation, s-corp, s corp, c-corp, c corp, c corporation, "
    "c-corporation, corp (s), corp (c), llc, llp, lp, pc, partnership, trust, estate, estate or trust, "
    "fiduciary, non-profit, nonprofit, non profit, not for profit, not-for-profit, exempt organization, "
    "sole proprietor, sole proprietorship, sole trader, company, limited company, private limited company, "
    "limited, ltd, charity, smsf, superannuation fund, super fund, unit trust, family trust, "
    "discretionary trust, club or society, private foundation, limited liability, limited liability company, "
    "limited liability partnership, general partnership, limited partnership, association, "
    "unincorporated association, person, other/none, sarl, sas, sasu, sa, eurl, sci, snc, ei, eirl, scp, scm, "
    "selarl, auto-entrepreneur, micro-entreprise, micro-entrepreneur, association loi 1901, societe, inc, "
    "societe par actions, societe de personnes, entreprise individuelle, travailleur autonome, fiducie, "
    "succession, obnl, osbl, particulier, compagnie, societe en nom collectif, cooperative, gaec, earl, "
    "public limited company, plc, community interest company, cic, 1040, 1120, 1120s, 1120-s, 1065, 1041, 990, "
    "706, 709, 5500, schedule c, form 1040, form 1120, form 1065, form 1120-s, organisme sans but lucratif, "
    "personne physique, personne morale, sole-trader, co-operative, single member llc, multi-member llc, "
    "profession liberale, societe civile, joint venture, government, corporate, not for profit organisation, "
    "individual/sole trader, proprietorship, s-corporation (1120s), smllc, disregarded entity, bnc, bic"
)
KINDS = _list(
    "individual, business, person, company, organization, organisation, particulier, entreprise, personne, "
    "personne physique, personne morale, household, menage, personal, individu, societe, corporate, "
    "professionnel, individuals, businesses, organisme, client group, groupe, entity, people, customer individual, "
    "b2b, b2c, physique, morale, family, famille, residential, commercial, non-individual, individu(e), firm"
)
STATUSES = _list(
    "active, inactive, client, clients, prospect, lead, former, former client, past client, supplier, vendor, "
    "customer, contact, other, actif, inactif, ancien client, ancien, fournisseur, partner, partenaire, "
    "prospective, archived, archive, new, nouveau, suspended, on hold, closed, pending, terminated, dormant, "
    "ex-client, staff, employee, personal, friend, banker, attorney, lawyer, referral source, en cours, "
    "potential, opportunity, subscriber, marketingqualifiedlead, salesqualifiedlead, evangelist, "
    "marketing qualified lead, sales qualified lead, lost, disengaged, non-client, current, current client, "
    "active client, inactive client, perdu, sorti, prospect chaud, prospect froid, resilie, onboarding, "
    "offboarded, lapsed, deceased, parti, en sommeil, radie, cede, piste, client actif, client inactif"
)
MONTHS = _list(
    "january, february, march, april, may, june, july, august, september, october, november, december, jan, "
    "feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec, janvier, fevrier, mars, avril, mai, juin, juillet, "
    "aout, septembre, octobre, novembre, decembre, janv, fevr, fev, avr, juil, januar, februar, marz, juni, "
    "juli, oktober, dezember, enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, "
    "noviembre, diciembre"
)
YES_NO = _list(
    "yes, no, y, n, true, false, oui, non, o, 1, 0, x, vrai, faux, t, f, on, off, checked, unchecked, ja, nein, "
    "si, -, ok"
)
CURRENCIES = _list(
    "usd, cad, aud, nzd, gbp, eur, chf, zar, hkd, sgd, jpy, inr, sek, dkk, nok, us dollar, canadian dollar, "
    "euro, euros, dollar, dollar canadien, mxn, bsd, lyd"
)
LABELS = _list(
    "home, work, mobile, cell, main, other, fax, work fax, home fax, office, pager, domicile, bureau, portable, "
    "travail, autre, billing, shipping, mailing, physical, business, personal, primary, principal, maison, "
    "landline, direct, profile, home page, blog, * home, * work, * mobile, * other, cellulaire, fixe, professionnel"
)
CITIES = _list(
    "new york, los angeles, chicago, houston, phoenix, philadelphia, san antonio, san diego, dallas, austin, "
    "san jose, jacksonville, columbus, charlotte, san francisco, indianapolis, seattle, denver, boston, "
    "el paso, nashville, detroit, oklahoma city, portland, las vegas, memphis, louisville, baltimore, "
    "milwaukee, albuquerque, tucson, fresno, sacramento, mesa, kansas city, atlanta, omaha, miami, oakland, "
    "minneapolis, tulsa, tampa, arlington, cleveland, orlando, pittsburgh, cincinnati, st louis, springfield, "
    "buffalo, richmond, madison, salt lake city, brooklyn, honolulu, anchorage, boise, spokane, toronto, "
    "montreal, vancouver, calgary, edmonton, ottawa, winnipeg, quebec, hamilton, kitchener, london, halifax, "
    "victoria, windsor, saskatoon, regina, sherbrooke, laval, gatineau, longueuil, trois-rivieres, levis, "
    "saguenay, terrebonne, repentigny, brossard, drummondville, saint-jerome, granby, mississauga, brampton, "
    "surrey, burnaby, markham, st john's, moncton, fredericton, charlottetown, kelowna, barrie, guelph, "
    "sydney, melbourne, brisbane, perth, adelaide, gold coast, canberra, newcastle, hobart, darwin, geelong, "
    "townsville, cairns, ballarat, bendigo, wollongong, auckland, wellington, christchurch, hamilton, "
    "tauranga, dunedin, napier, nelson, queenstown, birmingham, manchester, glasgow, liverpool, leeds, "
    "sheffield, edinburgh, bristol, cardiff, belfast, leicester, nottingham, oxford, cambridge, brighton, "
    "york, reading, southampton, portsmouth, norwich, exeter, bath, aberdeen, dublin, cork, galway, limerick, "
    "paris, marseille, lyon, toulouse, nice, nantes, montpellier, strasbourg, bordeaux, lille, rennes, reims, "
    "toulon, saint-etienne, le havre, grenoble, dijon, angers, nimes, villeurbanne, clermont-ferrand, le mans, "
    "aix-en-provence, brest, tours, amiens, limoges, annecy, perpignan, metz, besancon, orleans, rouen, "
    "mulhouse, caen, nancy, avignon, poitiers, versailles, la rochelle, pau, cannes, calais, colmar, quimper, "
    "lorient, vannes, bayonne, bruxelles, brussels, liege, namur, anvers, geneve, lausanne, zurich, berne, "
    "berlin, munchen, munich, hamburg, koln, frankfurt, stuttgart, vienna, madrid, barcelona, valencia, "
    "sevilla, lisbon, rome, milan, amsterdam, rotterdam, copenhagen, stockholm, oslo, helsinki, singapore, "
    "hong kong, cape town, johannesburg, durban, pretoria, mumbai, delhi, bangalore, dubai, luxembourg, monaco"
)
# Words of a street's name, in the plain form.
STREET_WORDS = (
    r"st|street|ave|avenue|av|rd|road|blvd|boulevard|bd|dr|drive|ln|lane|way|ct|court|pl|place|sq|square|"
    r"terrace|tce|cres|crescent|hwy|highway|pkwy|parkway|pde|parade|close|quay|row|circle|cir|trail|grove|"
    r"suite|ste|unit|level|floor|apt|rue|chemin|ch|allee|allees|impasse|quai|cours|route|rte|rang|montee|cote|"
    r"faubourg|passage|strasse|str|weg|platz|calle|plaza|po box|p o box|box|bp|cp|case postale|lotissement|"
    r"zone|residence|hameau|lieu-dit|esplanade|mews|walk|hill|park|gardens|wharf|promenade|broadway"
)

_REGIONS_OF = ("US", "CA", "AU", "NZ", "FR", "GB", "IE", "DE", "CH", "BE", "ZA")
_MORE_REGIONS = (
    "quebec, qc, que, ont, ontario, colombie-britannique, nouvelle-ecosse, nouveau-brunswick, "
    "ile-du-prince-edouard, terre-neuve-et-labrador, terre-neuve, alberta, alta, manitoba, man, sask, "
    "saskatchewan, calif, tex, fla, vic, nsw, qld, wa, sa, tas, nt, act, ile-de-france, bretagne, normandie, "
    "occitanie, nouvelle-aquitaine, grand est, hauts-de-france, provence-alpes-cote d'azur, paca, corse, "
    "pays de la loire, centre-val de loire, auvergne-rhone-alpes, bourgogne-franche-comte, rhone, gironde, "
    "greater london, england, scotland, wales, northern ireland, surrey, kent, essex, sussex, west sussex, "
    "east sussex, hampshire, devon, cornwall, dorset, somerset, norfolk, suffolk, cheshire, lancashire, "
    "yorkshire, west yorkshire, north yorkshire, south yorkshire, berkshire, oxfordshire, buckinghamshire, "
    "hertfordshire, warwickshire, west midlands, merseyside, greater manchester, middlesex, "
    "co dublin, county dublin, co cork, oregon, d c, pei"
)


@cache
def regions() -> dict[str, frozenset[str]]:
    """Plain region codes and names -> the countries (ISO 3166-1 alpha-2) that have them."""
    found: dict[str, set[str]] = {}
    for country in _REGIONS_OF:
        for region in pycountry.subdivisions.get(country_code=country) or ():
            code = region.code.partition("-")[2]
            for text in (region.name, code if country in {"US", "CA", "AU"} else ""):
                if text:
                    found.setdefault(plain(text), set()).add(country)
    for text in _list(_MORE_REGIONS):
        found.setdefault(text, set())
    for text in ("quebec", "qc", "colombie-britannique", "nouvelle-ecosse", "nouveau-brunswick"):
        found[text] = {"CA"}
    return {text: frozenset(countries) for text, countries in found.items()}


_ALIASES = {
    "usa": "US", "u s a": "US", "united states of america": "US", "etats-unis d'amerique": "US", "e-u": "US",
    "america": "US", "uk": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northern ireland": "GB", "royaume uni": "GB", "angleterre": "GB", "republic of ireland": "IE", "eire": "IE",
    "holland": "NL", "czech republic": "CZ", "aotearoa": "NZ", "the netherlands": "NL", "bahamas": "BS",
    "e u": "US", "eu": "US", "us": "US", "etats unis": "US", "hong kong": "HK",
}  # fmt: skip


@cache
def countries() -> dict[str, str]:
    """Plain names (English, French, German, Spanish), alpha-2 and alpha-3 codes -> ISO alpha-2."""
    found: dict[str, str] = {}
    for language in ("en", "fr", "de", "es"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and pycountry.countries.get(alpha_2=code):
                found.setdefault(plain(name), code)
    for country in pycountry.countries:
        for text in (country.name, country.alpha_2, country.alpha_3, getattr(country, "official_name", "")):
            if text:
                found.setdefault(plain(text), country.alpha_2)
    return found | _ALIASES
