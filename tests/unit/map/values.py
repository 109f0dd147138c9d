"""Invented values of each kind, twelve of each, for sheets that the tests build."""

from __future__ import annotations

_TABLES = {
    "first": "Amélie;John;Marie;Robert;Susan;Luc;Nathalie;Peter;Karen;Olivier;Emma;David",
    "last": "Tremblay;Smith;Gagnon;Wilson;O'Brien;Dupont;Lefebvre;Nguyen;Taylor;Roy;Martin;Bouchard",
    "person": (
        "Amélie Tremblay;John Smith;Marie Gagnon;Robert Wilson;Susan O'Brien;Luc Dupont;"
        "Nathalie Lefebvre;Peter Nguyen;Karen Taylor;Olivier Roy;Emma Martin;David Bouchard"
    ),
    "person_comma": (
        "Tremblay, Amélie;Smith, John;Gagnon, Marie;Wilson, Robert;O'Brien, Susan;Dupont, Luc;"
        "Lefebvre, Nathalie;Nguyen, Peter;Taylor, Karen;Roy, Olivier;Martin, Emma;Bouchard, David"
    ),
    "org": (
        "Blue Gum Nursery Pty Ltd;Acme Corp;Boulangerie du Port SARL;Northwind LLC;"
        "Oak & Elm Partners;Gestion Laval inc.;Harbour Dental Clinic;Granite Ridge Holdings;"
        "Ferme Belleville enr.;Kestrel Ltd;Menuiserie Petit SAS;Juniper Coffee Inc"
    ),
    "mixed": (
        "Blue Gum Nursery Pty Ltd;Smith, John;Boulangerie du Port SARL;Amélie Tremblay;Northwind LLC;"
        "Peter Nguyen;Gestion Laval inc.;Karen Taylor;Kestrel Ltd;Luc Dupont;Acme Corp;Robert Wilson"
    ),
    "email": (
        "amelie@bluegum.example;john@acme.example;m.gagnon@port.example;bob@northwind.test;"
        "s@oak.example;luc@laval.example;n@harbour.example;p@granite.test;karen@ferme.example;"
        "o@kestrel.example;e@petit.test;d@juniper.example"
    ),
    "staff_email": (
        "ann@firm.example;bo@firm.example;ann@firm.example;cy@firm.example;ann@firm.example;"
        "bo@firm.example;ann@firm.example;cy@firm.example;bo@firm.example;ann@firm.example;"
        "bo@firm.example;cy@firm.example"
    ),
    "staff": (
        "Jordan Park;Riley Chen;Jordan Park;Morgan Lee;Jordan Park;Riley Chen;Morgan Lee;Jordan Park;"
        "Riley Chen;Morgan Lee;Jordan Park;Riley Chen"
    ),
    "phone": (
        "(555) 555-0100;555-555-0101;(555) 555-0102;555.555.0103;+1 555 555 0104;(555) 555-0105;"
        "555-555-0106;(555) 555-0107;555-555-0108;(555) 555-0109;555-555-0110;(555) 555-0111"
    ),
    "phone_fr": (
        "01 99 00 12 34;06 39 98 00 01;+33 1 99 00 45 67;0199004568;05 36 49 00 01;01 99 00 12 35;"
        "06 39 98 00 02;01.99.00.12.36;05 36 49 00 02;01 99 00 12 37;06 39 98 00 03;01 99 00 12 38"
    ),
    "phone_digits": (
        "5555550100;5555550101;5555550102;5555550103;5555550104;5555550105;5555550106;5555550107;"
        "5555550108;5555550109;5555550110;5555550111"
    ),
    "area": "514;450;418;514;819;514;450;418;438;514;514;450",
    "local": (
        "555-0100;555-0101;555-0102;555-0103;555-0104;555-0105;555-0106;555-0107;555-0108;555-0109;"
        "555-0110;555-0111"
    ),
    "ext": "101;102;103;;;12;;;14;;200;",
    "url": (
        "www.bluegum.example;https://acme.example;http://port.example/fr;northwind.test;"
        "www.oak.example;https://laval.example;www.harbour.example;granite.test;ferme.example;"
        "kestrel.example;petit.test;juniper.example"
    ),
    "linkedin": (
        "https://www.linkedin.com/in/at;https://www.linkedin.com/in/js;linkedin.com/in/mg;"
        "linkedin.com/in/rw;linkedin.com/in/so;linkedin.com/in/ld;linkedin.com/in/nl;"
        "linkedin.com/in/pn;linkedin.com/in/kt;linkedin.com/in/or;linkedin.com/in/em;"
        "linkedin.com/in/db"
    ),
    "handle": (
        "@bluegum;@acme;@port;@northwind;@oakelm;@laval;@harbour;@granite;@ferme;@kestrel;@petit;@juniper"
    ),
    "street": (
        "12 Wattle Street;100 Main St;4 rue du Port;2200 Oak Ave;15 Elm Road;3 boul. Laval;"
        "7 Harbour Rd;18 Granite Way;55 rang Belleville;9 High Street;22 avenue Foch;1 Juniper Lane"
    ),
    "unit": "Suite 200;;Apt 4;;Unit 12;;PO Box 33;;;Level 2;Bât. B;",
    "city": (
        "Ballarat;Austin;Saint-Malo;Denver;Leeds;Laval;Hobart;Geelong;Belleville;Oxford;Annecy;Portland"
    ),
    "state": "TX;CA;NY;CO;FL;WA;OR;TX;CA;IL;NY;CA",
    "state_name": (
        "Texas;California;New York;Colorado;Florida;Washington;Oregon;Texas;California;Illinois;"
        "New York;California"
    ),
    "province": "QC;ON;QC;BC;QC;AB;QC;ON;QC;QC;NB;QC",
    "province_name": (
        "Québec;Ontario;Québec;Alberta;Québec;Manitoba;Québec;Ontario;Québec;Québec;Nouveau-Brunswick;Québec"
    ),
    "county": "Kent;Essex;Devon;West Yorkshire;Surrey;Norfolk;Kent;Dorset;Oxfordshire;Essex;Devon;Kent",
    "zip": "78701;90210;10001;80202;33101;98101;97201;75001;94105;60601;10002;90001",
    "post_ca": (
        "H2X 1Y4;M5V 2T6;G1R 4P5;V6B 1A1;H3B 2Y5;T2P 1J9;J7V 8P2;K1P 5M7;H7N 5H9;J4B 5E4;E1C 1B1;G1V 2L9"
    ),
    "post_fr": "35400;75001;69002;74000;13001;33000;59000;06000;31000;67000;44000;92100",
    "post_uk": (
        "SW1A 1AA;LS1 4AP;OX1 2JD;M1 1AE;EH1 1YZ;B1 1AA;BS1 4DJ;CF10 1EP;NE1 4LP;G1 1XQ;L1 8JQ;S1 2HE"
    ),
    "post_au": "3350;2000;3000;4000;5000;6000;7000;3220;2600;4217;3550;2500",
    "country": (
        "Canada;France;Canada;United States;Canada;France;Australia;Canada;USA;United Kingdom;Canada;France"
    ),
    "country_fr": (
        "Canada;France;Canada;États-Unis;Canada;France;Australie;Canada;Belgique;Royaume-Uni;Canada;Suisse"
    ),
    "country_code": "CA;FR;CA;US;CA;FR;AU;CA;US;GB;CA;FR",
    "full_address": (
        "12 Wattle Street, Ballarat, VIC 3350;100 Main St, Austin, TX 78701;"
        "4 rue du Port, 35400 Saint-Malo;2200 Oak Ave, Denver, CO 80202;15 Elm Road, Leeds LS1 4AP;"
        "3 boul. Laval, Laval, QC H7N 5H9;7 Harbour Rd, Hobart, TAS 7000;"
        "18 Granite Way, Geelong, VIC 3220;55 rang Belleville, Belleville, ON K8N 1A1;"
        "9 High Street, Oxford OX1 2JD;22 avenue Foch, 74000 Annecy;"
        "1 Juniper Lane, Portland, OR 97201"
    ),
    "dob": (
        "1984-03-27;1971-12-02;1990-07-14;1965-01-30;1958-11-05;1979-06-18;1988-09-09;1962-02-11;"
        "1975-05-25;1993-10-01;1981-08-21;1969-04-17"
    ),
    "date_none": (
        "1984-03-27;1971-12-02;1990-07-14;1965-01-30;1958-11-05;1979-06-18;1988-09-09;1962-02-11;"
        "1975-05-25;1993-10-01;1981-08-21;1969-04-17"
    ),
    "dob_fr": (
        "27/03/1984;02/12/1971;14/07/1990;30/01/1965;05/11/1958;18/06/1979;09/09/1988;11/02/1962;"
        "25/05/1975;01/10/1993;21/08/1981;17/04/1969"
    ),
    "created": (
        "2023-01-04 10:22;2023-01-09 11:00;2023-02-01 09:15;2023-02-03 16:40;2023-03-08 08:00;"
        "2023-03-09 10:22;2023-04-04 10:22;2023-05-04 12:22;2023-06-04 10:22;2023-07-04 10:25;"
        "2023-08-04 10:22;2023-09-04 10:22"
    ),
    "deadline": (
        "03/15/2026;04/15/2026;03/15/2026;04/15/2026;09/15/2026;10/15/2026;04/15/2026;04/15/2026;"
        "03/15/2026;04/15/2026;10/15/2026;03/15/2026"
    ),
    "fye": ("30 June;31-Dec;30 June;31 March;31-Dec;30 June;30 Sept;31-Dec;31 March;30 June;31-Dec;30 June"),
    "fye_us": "12/31;06/30;12/31;09/30;12/31;12/31;06/30;12/31;03/31;12/31;12/31;06/30",
    "fye_date": (
        "2024-12-31;2024-06-30;2024-12-31;2024-09-30;2024-12-31;2024-12-31;2024-06-30;2024-12-31;"
        "2024-03-31;2024-12-31;2024-12-31;2024-06-30"
    ),
    "fye_fr": (
        "31 décembre;30 juin;31 mars;31 décembre;30 septembre;31 décembre;30 juin;31 mars;"
        "31 décembre;31 août;31 décembre;30 juin"
    ),
    "month": "June;March;December;June;June;March;December;June;March;June;June;December",
    "month_no": "6;3;12;6;6;3;12;6;3;9;6;12",
    "day": "30;31;31;30;30;31;31;30;31;30;30;31",
    "year": "1984;1971;1990;1965;1958;1979;1988;1962;1975;1993;1981;1969",
    "salutation": "Mr;Mrs;Ms;Dr;Mr;Mrs;Mr;Ms;Mr;Mrs;Ms;Mr",
    "civilite": "M.;Mme;M.;Mme;Mme;M.;M.;Mme;M.;Mme;M.;Mme",
    "role": (
        "Director;Owner;Bookkeeper;President;Office manager;Director;Treasurer;Owner;Partner;CEO;CFO;Owner"
    ),
    "role_fr": (
        "Gérant;Présidente;Directeur;Comptable;Gérant;Associé;Directrice;Gérant;Secrétaire;Président;"
        "Trésorière;Gérant"
    ),
    "code": "BGN001;SMI002;BOU003;TRE004;NOR005;NGU006;GES007;TAY008;KES009;DUP010;ACM011;WIL012",
    "progress": "Complete;In Progress;Extension;Complete;Filed;In Progress;Not Started;Complete;Complete",
    "filing": "MFJ;S;S;HOH;MFJ;MFJ;S;MFS;S;MFJ;HOH;S",
    "number": "1001;1002;1003;1004;1005;1006;1007;1008;1009;1010;1011;1012",
    "number6": "100123;100124;100125;100131;100152;100166;100187;100198;100209;100310;100411;100512",
    "uuid": (
        "0f8fad5b-d9cb-469f-a165-70867728950e;1f8fad5b-d9cb-469f-a165-70867728950e;"
        "2f8fad5b-d9cb-469f-a165-70867728950e;3f8fad5b-d9cb-469f-a165-70867728950e;"
        "4f8fad5b-d9cb-469f-a165-70867728950e;5f8fad5b-d9cb-469f-a165-70867728950e;"
        "6f8fad5b-d9cb-469f-a165-70867728950e;7f8fad5b-d9cb-469f-a165-70867728950e;"
        "8f8fad5b-d9cb-469f-a165-70867728950e;9f8fad5b-d9cb-469f-a165-70867728950e;"
        "af8fad5b-d9cb-469f-a165-70867728950e;bf8fad5b-d9cb-469f-a165-70867728950e"
    ),
    "ein": (
        "99-0000101;99-0000102;99-0000103;99-0000104;99-0000105;99-0000106;99-0000107;99-0000108;"
        "99-0000109;99-0000110;99-0000111;99-0000112"
    ),
    "ssn": (
        "900-55-0101;900-55-0102;900-55-0103;900-55-0104;900-55-0105;900-55-0106;900-55-0107;"
        "900-55-0108;900-55-0109;900-55-0110;900-55-0111;900-55-0112"
    ),
    "tin_mixed": (
        "99-0000101;900-55-0102;99-0000103;900-55-0104;99-0000105;900-55-0106;99-0000107;900-55-0108;"
        "99-0000109;900-55-0110;99-0000111;900-55-0112"
    ),
    "entity": "LLC;S-Corp;Individual;Partnership;C-Corp;LLC;Trust;LLC;Individual;S-Corp;Partnership;LLC",
    "entity_au": (
        "Company;Trust;Individual;Sole Trader;Partnership;SMSF;Company;Trust;Company;Individual;"
        "Company;Sole Trader"
    ),
    "forms": (
        "Ltd Co;Partnership;Sole Trade;LLC (single member);Ltd Co;CIO;Trust - Revocable;Ltd Co;Sole Trade;"
        "C Corp;Partnership;Ltd Co"
    ),
    "quarters": "Mar/Jun/Sep/Dec;Jan/Apr/Jul/Oct;Mar/Jun/Sep/Dec;Feb/May/Aug/Nov",
    "entity_fr": "SARL;SAS;EURL;SCI;SARL;SAS;Association;SARL;EI;SAS;SASU;SARL",
    "kind": (
        "Business;Individual;Business;Individual;Business;Individual;Business;Business;Individual;"
        "Business;Individual;Business"
    ),
    "kind_fr": (
        "Entreprise;Particulier;Entreprise;Particulier;Entreprise;Entreprise;Particulier;Entreprise;"
        "Particulier;Entreprise;Entreprise;Particulier"
    ),
    "status": ("Active;Active;Inactive;Active;Prospect;Active;Active;Inactive;Active;Active;Prospect;Active"),
    "ctype": ("Client;Prospect;Client;Supplier;Client;Client;Prospect;Client;Other;Client;Client;Supplier"),
    "in_use": "Active;Active;Inactive;Active;Active;Active;Active;Inactive;Active;Active;Active;Active",
    "statut": "Actif;Actif;Inactif;Actif;Prospect;Actif;Actif;Inactif;Actif;Actif;Prospect;Actif",
    "yes": "Yes;No;Yes;Yes;No;Yes;Yes;No;Yes;Yes;Yes;No",
    "money": "1,204.50;0.00;320.10;12.00;0.00;99.95;4,500.00;0.00;12.50;80.00;0.00;15.25",
    "currency": "USD;CAD;CAD;EUR;USD;CAD;CAD;AUD;USD;CAD;GBP;CAD",
    "terms": ("Net 30;Net 15;Net 30;Due on receipt;Net 30;Net 30;Net 15;Net 30;Net 30;Net 60;Net 30;Net 15"),
    "tags": (
        "vip, 1040;payroll;1040, monthly;vip;payroll, vip;monthly;1040;payroll;vip;monthly, vip;1040;vip"
    ),
    "note": (
        "Prefers to be called after four;Met at the fair in May;Sends papers late every single year;"
        "Owns two shops in the town;Wants a call before the deadline;Referred by her brother in law;"
        "Pays by cheque always;Keeps books on paper only;Asked about a trust in June;"
        "Moving office in the autumn;Seasonal business in summer;Has a new bookkeeper since May"
    ),
    "industry": (
        "Plant nursery;Software;Bakery;Consulting;Dental care;Farming;Retail;Restaurant;Legal;Retail;"
        "Carpentry;Coffee"
    ),
    "group": (
        "Tremblay Family;Smith Group;Tremblay Family;Northwind Group;Smith Group;Laval Group;"
        "Harbour Group;Tremblay Family;Belleville Group;Kestrel Group;Petit Group;Juniper Group"
    ),
    "siret": (
        "73282932000074;35600000000048;55208131766522;73282932000074;35600000000048;55208131766522;"
        "73282932000074;35600000000048;55208131766522;73282932000074;35600000000048;55208131766522"
    ),
    "siren": (
        "732829320;356000000;552081317;732829320;356000000;552081317;732829320;356000000;552081317;"
        "732829320;356000000;552081317"
    ),
    "abn": (
        "51 824 753 556;53 004 085 616;51 824 753 556;53 004 085 616;83 914 571 673;51 824 753 556;"
        "53 004 085 616;83 914 571 673;51 824 753 556;53 004 085 616;83 914 571 673;51 824 753 556"
    ),
    "acn": (
        "004 085 616;004 085 616;004 085 616;004 085 616;004 085 616;004 085 616;004 085 616;"
        "004 085 616;004 085 616;004 085 616;004 085 616;004 085 616"
    ),
    "tfn": (
        "123 456 782;876 543 210;123 456 782;876 543 210;123 456 782;876 543 210;123 456 782;"
        "876 543 210;123 456 782;876 543 210;123 456 782;876 543 210"
    ),
    "sin": (
        "046 454 286;193 456 787;046 454 286;193 456 787;046 454 286;193 456 787;046 454 286;"
        "193 456 787;046 454 286;193 456 787;046 454 286;193 456 787"
    ),
    "bn": (
        "123456782RT0001;123456782RC0001;100000009RT0001;123456782RT0001;123456782RC0001;"
        "100000009RT0001;123456782RT0001;123456782RC0001;100000009RT0001;123456782RT0001;"
        "123456782RC0001;100000009RT0001"
    ),
    "vat_fr": (
        "FR40303265045;FR23334175221;FR40303265045;FR23334175221;FR40303265045;FR23334175221;"
        "FR40303265045;FR23334175221;FR40303265045;FR23334175221;FR40303265045;FR23334175221"
    ),
    "vat_gb": (
        "GB980780684;GB980780684;GB980780684;GB980780684;GB980780684;GB980780684;GB980780684;"
        "GB980780684;GB980780684;GB980780684;GB980780684;GB980780684"
    ),
    "utr": (
        "1955839661;1955839661;1955839661;1955839661;1955839661;1955839661;1955839661;1955839661;"
        "1955839661;1955839661;1955839661;1955839661"
    ),
    "crn": (
        "01234567;SC123456;09876543;02345678;03456789;04567890;NI012345;05678901;06789012;07890123;"
        "08901234;09012345"
    ),
    "naf": "10.71C;62.01Z;43.32A;56.10A;10.71C;62.01Z;43.32A;56.10A;10.71C;62.01Z;43.32A;56.10A",
    "empty": ";;;;;;;;;;;",
    "label": "Mobile;Work;Home;Mobile;Work;Mobile;Home;Work;Mobile;Mobile;Work;Home",
    "return": "1065;1120S;1040;1065;1120;1040;1041;1065;1040;1120S;1065;1040",
    "staffno": "3;1;2;3;1;1;2;3;2;1;1;2",
}

VALUES: dict[str, list[str]] = {name: table.split(";") for name, table in _TABLES.items()}
