"""A whole address in one cell, taken apart."""

from __future__ import annotations

import re
from collections import Counter

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.stages.normalise.addresses import country_of_region, normalise_addresses, normalise_postal
from tests.support.generated import few

_KEPT = ("line", "city", "region", "postal_code")
_WORDS = re.compile(r"\w+")
Parts = tuple[str | None, str | None, str | None, str | None, str | None]


def _parts(text: str, country: str | None = None) -> tuple[object, ...]:
    row = normalise_addresses(pl.Series([text]), country).row(0, named=True)
    return row["line"], row["city"], row["region"], row["postal_code"], row["country"]


# Text, the file's country, and the parts.
_CASES: list[tuple[str, str | None, Parts]] = [
    ("8999 Corporate Way", None, ("8999 Corporate Way", None, None, None, None)),
    ("8999 Corporate Way", "US", ("8999 Corporate Way", None, None, None, None)),
    (
        "8999 Corporate Way, Springfield, IL 62704",
        None,
        ("8999 Corporate Way", "Springfield", "IL", "62704", "US"),
    ),
    ("8999 Corporate Way", "AU", ("8999 Corporate Way", None, None, None, None)),
    ("12345 Main St", "US", ("12345 Main St", None, None, None, None)),
    ("12345 Main Street", "FR", ("12345 Main Street", None, None, None, None)),
    ("12, rue Principale Gaspé QC", None, ("12, rue Principale Gaspé", None, "QC", None, "CA")),
    ("12, rue Principale, Gaspé QC", None, ("12, rue Principale", "Gaspé", "QC", None, "CA")),
    (
        "12, rue Principale, Gaspé (Québec) G4X 1A1",
        None,
        ("12, rue Principale", "Gaspé", "Québec", "G4X 1A1", "CA"),
    ),
    (
        "1234, boul. René-Lévesque Ouest, bureau 500, Montréal (Québec) H3B 4W8",
        None,
        ("1234, boul. René-Lévesque Ouest, bureau 500", "Montréal", "Québec", "H3B 4W8", "CA"),
    ),
    (
        "1234, boul. René-Lévesque Ouest\nbureau 500\nMontréal QC H3B 4W8\nCanada",
        None,
        ("1234, boul. René-Lévesque Ouest, bureau 500", "Montréal", "QC", "H3B 4W8", "CA"),
    ),
    ("12, rue Principale", "CA", ("12, rue Principale", None, None, None, None)),
    (
        "45, chemin du Lac, Sainte-Adèle, Québec",
        None,
        ("45, chemin du Lac", "Sainte-Adèle", "Québec", None, "CA"),
    ),
    ("C.P. 123, Rimouski QC G5L 7C7", None, ("C.P. 123", "Rimouski", "QC", "G5L 7C7", "CA")),
    (
        "Case postale 55, succ. A, Sherbrooke (Québec)  J1H 5H5",
        None,
        ("Case postale 55, succ. A", "Sherbrooke", "Québec", "J1H 5H5", "CA"),
    ),
    ("RR 2, Bancroft, ON K0L 1C0", None, ("RR 2", "Bancroft", "ON", "K0L 1C0", "CA")),
    ("PO Box 45 Stn Main, Kenora ON P9N 3X1", None, ("PO Box 45 Stn Main", "Kenora", "ON", "P9N 3X1", "CA")),
    (
        "100-4567 Marine Dr, Vancouver, BC V5K 0A1, Canada",
        None,
        ("100-4567 Marine Dr", "Vancouver", "BC", "V5K 0A1", "CA"),
    ),
    (
        "Suite 200 - 55 King St W, Toronto, Ontario M5H 1J9",
        None,
        ("Suite 200 - 55 King St W", "Toronto", "Ontario", "M5H 1J9", "CA"),
    ),
    ("12 Wattle Street, Ballarat VIC 3350", None, ("12 Wattle Street", "Ballarat", "VIC", "3350", "AU")),
    (
        "12 Wattle Street\nBallarat VIC 3350\nAustralia",
        None,
        ("12 Wattle Street", "Ballarat", "VIC", "3350", "AU"),
    ),
    (
        "Unit 5, 12 Wattle Street, Ballarat, VIC, 3350",
        None,
        ("Unit 5, 12 Wattle Street", "Ballarat", "VIC", "3350", "AU"),
    ),
    (
        "Level 3, 200 Collins St, Melbourne Vic 3000",
        None,
        ("Level 3, 200 Collins St", "Melbourne", "Vic", "3000", "AU"),
    ),
    (
        "Lot 7 Gum Tree Rd, Wagga Wagga NSW 2650",
        None,
        ("Lot 7 Gum Tree Rd", "Wagga Wagga", "NSW", "2650", "AU"),
    ),
    (
        "5/12 Ocean Pde, Bondi, New South Wales 2026, Australia",
        None,
        ("5/12 Ocean Pde", "Bondi", "New South Wales", "2026", "AU"),
    ),
    ("GPO Box 1234, Sydney NSW 2001", None, ("GPO Box 1234", "Sydney", "NSW", "2001", "AU")),
    ("PO Box 55, Dubbo, 2830", "AU", ("PO Box 55", "Dubbo", None, "2830", None)),
    ("RMB 1234, Horsham VIC 3400", None, ("RMB 1234", "Horsham", "VIC", "3400", "AU")),
    ("1234 Great Western Highway", "AU", ("1234 Great Western Highway", None, None, None, None)),
    (
        "1234 Great Western Highway, Katoomba",
        "AU",
        ("1234 Great Western Highway", "Katoomba", None, None, None),
    ),
    ("PO Box 1234", "AU", ("PO Box 1234", None, None, None, None)),
    ("PO Box 1234", None, ("PO Box 1234", None, None, None, None)),
    ("Locked Bag 2000, Darwin NT 0801", None, ("Locked Bag 2000", "Darwin", "NT", "0801", "AU")),
    (
        "12 Queen Street, Auckland 1010, New Zealand",
        None,
        ("12 Queen Street", "Auckland", None, "1010", "NZ"),
    ),
    (
        "12 Queen Street, Ponsonby, Auckland 1011",
        "NZ",
        ("12 Queen Street, Ponsonby", "Auckland", None, "1011", None),
    ),
    ("RD 3, Masterton 5883", "NZ", ("RD 3", "Masterton", None, "5883", None)),
    ("PO Box 1234, Wellington 6140", "NZ", ("PO Box 1234", "Wellington", None, "6140", None)),
    (
        "Private Bag 92019, Auckland 1142, New Zealand",
        None,
        ("Private Bag 92019", "Auckland", None, "1142", "NZ"),
    ),
    (
        "10 High Street, Ambleside, Cumbria, LA22 9AA",
        None,
        ("10 High Street", "Ambleside", "Cumbria", "LA22 9AA", "GB"),
    ),
    (
        "Flat 2, 10 High Street, London SW1A 1AA",
        None,
        ("Flat 2, 10 High Street", "London", None, "SW1A 1AA", "GB"),
    ),
    (
        "Flat 2\n10 High Street\nLondon\nSW1A 1AA\nUnited Kingdom",
        None,
        ("Flat 2, 10 High Street", "London", None, "SW1A 1AA", "GB"),
    ),
    (
        "The Old Rectory, Church Lane, Little Snoring, Norfolk NR21 0AA",
        None,
        ("The Old Rectory, Church Lane", "Little Snoring", "Norfolk", "NR21 0AA", "GB"),
    ),
    ("PO Box 12, Leeds LS1 1AA, UK", None, ("PO Box 12", "Leeds", None, "LS1 1AA", "GB")),
    ("123 Main St, Springfield, IL 62704", None, ("123 Main St", "Springfield", "IL", "62704", "US")),
    (
        "123 Main St Apt 4B, Springfield, IL 62704-1234, USA",
        None,
        ("123 Main St Apt 4B", "Springfield", "IL", "62704-1234", "US"),
    ),
    (
        "123 Main St\nSuite 400\nAustin, TX 78701",
        None,
        ("123 Main St, Suite 400", "Austin", "TX", "78701", "US"),
    ),
    ("PO Box 999, Reno NV 89501", None, ("PO Box 999", "Reno", "NV", "89501", "US")),
    ("Rural Route 3 Box 55, Ames, IA 50010", None, ("Rural Route 3 Box 55", "Ames", "IA", "50010", "US")),
    ("HC 68 Box 23, Taos, NM 87571", None, ("HC 68 Box 23", "Taos", "NM", "87571", "US")),
    ("PSC 802 Box 74, APO AE 09499", None, ("PSC 802 Box 74", "APO", "AE", "09499", "US")),
    ("PSC 802 Box 74\nAPO, AE 09499-0074", None, ("PSC 802 Box 74", "APO", "AE", "09499-0074", "US")),
    ("Unit 45013 Box 2666, FPO AP 96338", None, ("Unit 45013 Box 2666", "FPO", "AP", "96338", "US")),
    ("CMR 415 Box 100, DPO, AA 34002", None, ("CMR 415 Box 100", "DPO", "AA", "34002", "US")),
    (
        "1600 NE 5th Ave, Portland, Oregon 97232",
        None,
        ("1600 NE 5th Ave", "Portland", "Oregon", "97232", "US"),
    ),
    ("123 Main St, New York, New York 10001", None, ("123 Main St", "New York", "New York", "10001", "US")),
    ("123 Main St, St. Louis, MO", None, ("123 Main St", "St. Louis", "MO", None, "US")),
    ("123 Main Street, Springfield", "US", ("123 Main Street", "Springfield", None, None, None)),
    (
        "123 Main Street Springfield IL 62704",
        None,
        ("123 Main Street", "Springfield", "IL", "62704", "US"),
    ),
    ("8 rue de la Paix, 75002 Paris", None, ("8 rue de la Paix", "Paris", None, "75002", None)),
    ("8, rue de la Paix 75002 Paris", None, ("8, rue de la Paix", "Paris", None, "75002", None)),
    (
        "8 bis, rue de la Paix\n75002 PARIS CEDEX 02\nFRANCE",
        None,
        ("8 bis, rue de la Paix", "PARIS CEDEX 02", None, "75002", "FR"),
    ),
    ("BP 123, 44001 Nantes Cedex 1, France", None, ("BP 123", "Nantes Cedex 1", None, "44001", "FR")),
    (
        "Résidence les Pins, bât. B, 12 av. Foch, 06000 Nice",
        "FR",
        ("Résidence les Pins, bât. B, 12 av. Foch", "Nice", None, "06000", None),
    ),
    ("Lieu-dit Le Bourg, 24200 Sarlat", "FR", ("Lieu-dit Le Bourg", "Sarlat", None, "24200", None)),
    ("12, rue Principale", "FR", ("12, rue Principale", None, None, None, None)),
    ("12, rue Victor Hugo, Lyon", "FR", ("12, rue Victor Hugo", "Lyon", None, None, None)),
    (
        "12 Grafton Street, Dublin 2, D02 XY45",
        None,
        ("12 Grafton Street", "Dublin 2", None, "D02 XY45", "IE"),
    ),
    ("12 Grafton Street, Dublin 2, Ireland", None, ("12 Grafton Street", "Dublin 2", None, None, "IE")),
    (
        "Main Street, Clifden, Co. Galway, H71 A123, Ireland",
        None,
        ("Main Street", "Clifden", "Co. Galway", "H71 A123", "IE"),
    ),
    ("Ballyduff, Co Kerry", "IE", (None, "Ballyduff", "Co Kerry", None, None)),
    ("Hauptstraße 12, 10115 Berlin", "DE", ("Hauptstraße 12", "Berlin", None, "10115", None)),
    ("Hauptstr. 12a\n80331 München\nDeutschland", None, ("Hauptstr. 12a", "München", None, "80331", "DE")),
    ("Postfach 12 34, 10115 Berlin, Germany", None, ("Postfach 12 34", "Berlin", None, "10115", "DE")),
    ("Am Markt 5, D-28195 Bremen", None, ("Am Markt 5", "Bremen", None, "D-28195", "DE")),
    ("Hauptstraße 12", "DE", ("Hauptstraße 12", None, None, None, None)),
    ("12 Long Street, Cape Town, 8001", "ZA", ("12 Long Street", "Cape Town", None, "8001", None)),
    (
        "12 Long Street, Gardens, Cape Town, 8001, South Africa",
        None,
        ("12 Long Street, Gardens", "Cape Town", None, "8001", "ZA"),
    ),
    (
        "PO Box 1234, Sandton, Gauteng, 2196, South Africa",
        None,
        ("PO Box 1234", "Sandton", "Gauteng", "2196", "ZA"),
    ),
    (
        "Private Bag X1234, Polokwane 0700, South Africa",
        None,
        ("Private Bag X1234", "Polokwane", None, "0700", "ZA"),
    ),
    (
        "Acme Building, 1200 Industrial Park Drive, Dayton, Ohio",
        None,
        ("Acme Building, 1200 Industrial Park Drive", "Dayton", "Ohio", None, "US"),
    ),
    ("2150 Park Ave", None, ("2150 Park Ave", None, None, None, None)),
    ("75002 Paris", "FR", (None, "Paris", None, "75002", None)),
    ("3350 Ballarat", "AU", ("3350 Ballarat", None, None, None, None)),
    ("10115 Elm Road, Berlin", None, ("10115 Elm Road", "Berlin", None, None, None)),
    ("1100 Peachtree", None, ("1100 Peachtree", None, None, None, None)),
    ("Springfield, IL", None, (None, "Springfield", "IL", None, "US")),
    ("Ballarat VIC 3350", None, (None, "Ballarat", "VIC", "3350", "AU")),
    (
        "c/o Jane Doe, 12 Elm St, Boston MA 02110",
        None,
        ("c/o Jane Doe, 12 Elm St", "Boston", "MA", "02110", "US"),
    ),
    ("Kirchweg 7, 8001 Zürich, Switzerland", None, ("Kirchweg 7", "Zürich", None, "8001", "CH")),
    ("Damrak 1, 1012 LG Amsterdam, Netherlands", None, ("Damrak 1", "Amsterdam", None, "1012 LG", "NL")),
    ("Rue Neuve 5, 1000 Bruxelles, Belgique", None, ("Rue Neuve 5", "Bruxelles", None, "1000", "BE")),
]


@pytest.mark.parametrize(("text", "country", "expected"), _CASES)
def test_addresses_of_many_countries_come_apart(text: str, country: str | None, expected: Parts) -> None:
    assert _parts(text, country) == expected


@pytest.mark.parametrize(
    ("text", "email", "phone"),
    [
        ("12 Elm St, Boston MA 02110, jo@example.com", "jo@example.com", None),
        ("12 Elm St\nBoston MA 02110\n(617) 555-0100", None, "(617) 555-0100"),
        ("12 Elm St, Boston MA 02110 Tel: 617-555-0100", None, "Tel: 617-555-0100"),
        ("12 Elm St, Boston MA 02110, 617 555 0100, jo@example.com", "jo@example.com", "617 555 0100"),
        ("Email: jo@example.com\n12 Elm St\nBoston MA 02110", "jo@example.com", None),
    ],
)
def test_an_email_or_phone_in_an_address_is_taken_out_and_said(
    text: str, email: str | None, phone: str | None
) -> None:
    row = normalise_addresses(pl.Series([text]), None).row(0, named=True)
    assert (row["email"], row["phone"], row["code"]) == (email, phone, "address.holds_more")
    assert [row[name] for name in _KEPT] == ["12 Elm St", "Boston", "MA", "02110"]


def test_a_long_postal_code_is_no_phone() -> None:
    assert _parts("12 Elm St, Boston MA 02110-5550")[3] == "02110-5550"


@pytest.mark.parametrize(
    "text",
    [
        "Elm House, 1234 Broadway",
        "Suite 5, 12345 Broadway",
        "Unit 5, Wattle Street",
        "2150 Park Ave, Suite 500",
    ],
)
def test_an_uncertain_address_stays_whole_in_its_line(text: str) -> None:
    assert _parts(text) == (text, None, None, None, None)
    assert normalise_addresses(pl.Series([text]), None)["code"].to_list() == ["address.unparsed"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("123 Main St, Springfield, IL 62701 US", ("123 Main St", "Springfield", "IL", "62701", "US")),
        ("12 Queen St, Auckland 1010 NZ", ("12 Queen St", "Auckland", None, "1010", "NZ")),
        ("123 Main St, Boston, MA 2110", ("123 Main St", "Boston", "MA", "2110", "US")),
        ("12 Smith St, Darwin NT 800, Australia", ("12 Smith St", "Darwin", "NT", "800", "AU")),
        ("1 Water St, Charlottetown PEI C1A 1A1", ("1 Water St", "Charlottetown", "PEI", "C1A 1A1", "CA")),
        (
            "12 Wattle Street, Ballarat, VIC, 3350, Australia",
            ("12 Wattle Street", "Ballarat", "VIC", "3350", "AU"),
        ),
        (
            "12 Wattle Street, Suite 4, Ballarat VIC 3350",
            ("12 Wattle Street, Suite 4", "Ballarat", "VIC", "3350", "AU"),
        ),
        ("1 St Georges Tce, Perth WA 6000", ("1 St Georges Tce", "Perth", "WA", "6000", "AU")),
        ("1 Pike St, Seattle, WA 98101", ("1 Pike St", "Seattle", "WA", "98101", "US")),
        ("1 Pike St, Seattle, WA", ("1 Pike St", "Seattle", "WA", None, None)),
        ("1 Main St, Springfield, IL 62701-1234", ("1 Main St", "Springfield", "IL", "62701-1234", "US")),
        ("1 Main St, Springfield, Illinois", ("1 Main St", "Springfield", "Illinois", None, "US")),
        (
            "1 Main St, Springfield New Jersey 07001",
            ("1 Main St", "Springfield", "New Jersey", "07001", "US"),
        ),
        ("Springfield, IL", (None, "Springfield", "IL", None, "US")),
        ("350 5th Ave, New York, NY 10118, USA", ("350 5th Ave", "New York", "NY", "10118", "US")),
        ("12 Main St, San Jose, CA", ("12 Main St", "San Jose", "CA", None, "US")),
        ("12 Main St, Toronto, ON, M5V 2T6, CA", ("12 Main St", "Toronto", "ON", "M5V 2T6", "CA")),
        (
            "123 rue Sherbrooke, Montréal (Québec) H2X 1Y4",
            ("123 rue Sherbrooke", "Montréal", "Québec", "H2X 1Y4", "CA"),
        ),
        (
            "123 rue Sherbrooke\nMontréal QC H2X 1Y4\nCanada",
            ("123 rue Sherbrooke", "Montréal", "QC", "H2X 1Y4", "CA"),
        ),
        ("10 Downing Street, London SW1A 1AA", ("10 Downing Street", "London", None, "SW1A 1AA", "GB")),
        (
            "10 High St, Leeds, West Yorkshire, LS1 1AA, United Kingdom",
            ("10 High St", "Leeds", "West Yorkshire", "LS1 1AA", "GB"),
        ),
        ("12 Main Rd, Dublin 4, Ireland", ("12 Main Rd", "Dublin 4", None, None, "IE")),
        (
            "Level 3, 100 Queen Street, Auckland 1010, New Zealand",
            ("Level 3, 100 Queen Street", "Auckland", None, "1010", "NZ"),
        ),
        ("75008 Paris", (None, "Paris", None, "75008", None)),
        ("8 rue de la Paix 75002 Paris France", ("8 rue de la Paix", "Paris", None, "75002", "FR")),
        (
            "8 rue de la Paix\r\n75002 PARIS CEDEX 02\r\nFrance",
            ("8 rue de la Paix", "PARIS CEDEX 02", None, "75002", "FR"),
        ),
        ("Rue de la Loi 16, 1000 Bruxelles, Belgique", ("Rue de la Loi 16", "Bruxelles", None, "1000", "BE")),
        ("Bahnhofstrasse 1, CH-8001 Zürich", ("Bahnhofstrasse 1", "Zürich", None, "CH-8001", "CH")),
        ("Unter den Linden 1, 10117 Berlin, Germany", ("Unter den Linden 1", "Berlin", None, "10117", "DE")),
        ("10 Orchard Road, Singapore 238823", ("10 Orchard Road", "Singapore", None, "238823", "SG")),
        ("Unter den Linden 1, 10117 Berlin, DE", ("Unter den Linden 1", "Berlin", None, "10117", "DE")),
        ("12 Long St, Cape Town, 8001, South Africa", ("12 Long St", "Cape Town", None, "8001", "ZA")),
    ],
)
def test_an_address_comes_apart(text: str, expected: Parts) -> None:
    assert _parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 Main St Springfield IL", ("1 Main St Springfield", None, "IL", None, "US")),
        ("1 Main Springfield IL 62701", ("1 Main Springfield", None, "IL", "62701", "US")),
        ("42 Wallaby Way Sydney NSW", ("42 Wallaby Way Sydney", None, "NSW", None, "AU")),
        ("12 Wattle Street, Suite 4", ("12 Wattle Street, Suite 4", None, None, None, None)),
    ],
)
def test_a_city_that_cannot_be_told_from_the_street_is_said(text: str, expected: Parts) -> None:
    assert _parts(text) == expected
    assert normalise_addresses(pl.Series([text]), None)["code"].to_list() == ["address.unparsed"]


@pytest.mark.parametrize(
    ("text", "line", "city"),
    [
        ("4581 Finch St. Bayshore CA 94326", "4581 Finch St.", "Bayshore"),
        ("12 Ocean Dr. Half Moon Bay CA 94213", "12 Ocean Dr.", "Half Moon Bay"),
        (
            "139 Elm Street, Suite 100 Chicago IL 60601 United States",
            "139 Elm Street, Suite 100",
            "Chicago",
        ),
        ("PO Box 183 Bar Harbor ME 04609", "PO Box 183", "Bar Harbor"),
        ("12 St Charles Ave New Orleans LA 70130", "12 St Charles Ave", "New Orleans"),
        ("1 Market St St Louis MO 63101", "1 Market St", "St Louis"),
        ("12 Wattle Street Ballarat VIC 3350", "12 Wattle Street", "Ballarat"),
        ("77 Avenue Rd Toronto ON M5R 3R8", "77 Avenue Rd", "Toronto"),
        ("Unit 4/12 Wattle Street Ballarat VIC 3350", "Unit 4/12 Wattle Street", "Ballarat"),
        ("Suite 200 45 Oak Ave Boston MA 02108", "Suite 200 45 Oak Ave", "Boston"),
        ("500 W Hwy 71 Austin TX 78701", "500 W Hwy 71", "Austin"),
        ("1200 Route 9 Suite 4 Freehold NJ 07728", "1200 Route 9 Suite 4", "Freehold"),
    ],
)
def test_a_town_between_a_street_and_a_region_with_its_code_is_taken_and_said(
    text: str, line: str, city: str
) -> None:
    told = normalise_addresses(pl.Series([text]), None).row(0, named=True)
    assert (told["line"], told["city"]) == (line, city)
    assert (told["code"], told["suggestion"], told["detail"]) == ("address.city_behind_street", None, city)


@pytest.mark.parametrize(
    ("text", "suggested", "city"),
    [
        ("4581 Finch St. Bayshore CA", "4581 Finch St., Bayshore, CA", "Bayshore"),
        ("10 High Street Reading RG1 1AA", "10 High Street, Reading, RG1 1AA", "Reading"),
        ("12 Park Ave N Minneapolis MN 55401", "12 Park Ave N, Minneapolis, MN 55401", "Minneapolis"),
        ("14 King Street West Halifax NS B3J 6B1", "14 King Street West, Halifax, NS B3J 6B1", "Halifax"),
    ],
)
def test_a_town_that_likely_stands_behind_the_street_is_suggested(
    text: str, suggested: str, city: str
) -> None:
    told = normalise_addresses(pl.Series([text]), None)
    assert (told["code"].item(), told["suggestion"].item()) == ("address.unparsed", suggested)
    again = normalise_addresses(pl.Series([suggested]), None)
    assert (again["code"].item(), again["city"].item()) == (None, city)


@pytest.mark.parametrize(
    "text",
    [
        "200 Lake Drive North Little Rock AR 72114",  # the town begins with North
        "100 Main St E Lansing MI 48823",
        "45 Lake St Louis MO 63110",  # or with St
        "100 Main St Circle Pines MN 55014",  # or with what may be a street
        "5 Elm St Bldg C Salem OR 97301",
        "55 Broadway New York NY 10006",
        "2150 Park Ave, Suite 500",
        "12 rue du Parc Laval QC H7N 1A1",
    ],
)
def test_no_town_is_taken_or_suggested_where_street_and_town_may_part_elsewhere(text: str) -> None:
    told = normalise_addresses(pl.Series([text]), None).row(0, named=True)
    assert (told["code"], told["city"], told["suggestion"]) == ("address.unparsed", None, None)


def test_the_firms_country_reads_addresses_that_do_not_say_theirs() -> None:
    assert _parts("12 Smith St, Richmond 3121", "AU") == ("12 Smith St", "Richmond", None, "3121", None)
    assert _parts("8 rue A, 69001 Lyon", "AU") == ("8 rue A", "Lyon", None, "69001", None)


def test_empty_cells_stay_empty() -> None:
    read = normalise_addresses(pl.Series([None, "", "n/a", ",,,"]), "US")
    assert read.null_count().row(0) == (4,) * 10


@pytest.mark.parametrize("country", [None, "US", "CA", "FR", "GB"])
def test_no_addresses_give_no_rows(country: str | None) -> None:
    assert normalise_addresses(pl.Series([], dtype=pl.String), country).height == 0


_PIECES = st.sampled_from(
    [
        "12",
        "Wattle",
        "Street",
        "Suite 4",
        "Ballarat",
        "VIC",
        "3350",
        "Springfield",
        "IL",
        "62701",
        "75008",
        "Paris",
        "Montréal",
        "(Québec)",
        "QC)",
        "H2X 1Y4",
        "London",
        "SW1A 1AA",
        "New York",
        "Texas",
        "Cork",
        ",",
        ",",
        "\n",
        "-",
        ".",
        "PO Box 9",
        "jo@example.com",
        "617-555-0100",
        "rue de la Paix",
        "CEDEX 02",
        "Leeds",
        "West Yorkshire",
        "CH-8001",
    ]
)


@few(20)
@given(
    st.lists(st.lists(_PIECES, min_size=1, max_size=10).map(" ".join), min_size=5, max_size=20),
    st.sampled_from([None, "AU", "US", "CA", "GB", "FR", "HK"]),
)
def test_every_word_ends_in_a_part(texts: list[str], country: str | None) -> None:
    rows = normalise_addresses(pl.Series(texts), country).rows(named=True)
    for text, row in zip(texts, rows, strict=True):
        kept = " ".join(str(row[name] or "") for name in (*_KEPT, "email", "phone"))
        written, stored = Counter(_WORDS.findall(text)), Counter(_WORDS.findall(kept))
        assert not written - stored - Counter([row["country"]]), (text, row)
        assert not stored - written, (text, row)


@few(13)
@given(st.lists(st.text(max_size=80), max_size=6))
def test_any_text_is_read_without_harm(texts: list[str]) -> None:
    assert normalise_addresses(pl.Series(texts, dtype=pl.String), "US").height == len(texts)


def test_a_region_tells_its_country_unless_two_have_it() -> None:
    regions = pl.Series(["VIC", "WA", "Québec", "nj", "New South Wales", "Nowhere", None])
    assert country_of_region(regions).to_list() == ["AU", None, "CA", "US", "AU", None, None]


@pytest.mark.parametrize(
    ("value", "country", "code", "suggestion"),
    [
        ("800", "AU", "address.postal_code", "0800"),
        ("2134", "US", "address.postal_code", "02134"),
        ("1000", "FR", "address.postal_code", "01000"),
        ("zzz", "GB", "address.postal_code", None),
        ("501", "US", "address.postal_code", "00501"),
        ("2134-1234", "US", "address.postal_code", "02134-1234"),
        ("M5V 2TO", "CA", "address.postal_code", "M5V 2T0"),
        ("MSV 2T6", "CA", "address.postal_code", None),
        ("H2X lYO", "CA", "address.postal_code", "H2X 1Y0"),
        ("6O601", "US", "address.postal_code", "60601"),
        ("0800", "AU", None, None),
        ("02134-1234", "US", None, None),
        ("k1a 0b1", "CA", None, None),
        ("zzz", "ZW", None, None),
        ("zzz", None, None, None),
        (None, "US", None, None),
    ],
)
def test_a_postal_code_that_its_country_cannot_have_is_said(
    value: str | None, country: str | None, code: str | None, suggestion: str | None
) -> None:
    values, countries = pl.Series([value], dtype=pl.String), pl.Series([country], dtype=pl.String)
    row = normalise_postal(values, countries).row(0, named=True)
    assert (row["value"], row["code"], row["suggestion"]) == (value, code, suggestion)
