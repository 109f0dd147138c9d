"""Random lists of contacts as firms have them: known and odd headers, messy values, ragged rows."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

NAMES = (
    "Oak Mill LLC", "oak mill llc", "Elm & Sons Inc.", "Ana Lopez", "Lopez, Ana", "John & Mary Smith",
    "Éva Nagy", "Tremblay, Jean et Marie", "李小龍", "SCI Les Tilleuls", "Smith Family Trust", "O'Neil, Pat",
    "x", "  ", "",
)  # fmt: skip
FIRST = ("Ana", "ANA", "Jean-Luc", "Mary Ann", "J.", "Zoë", "", " ")
LAST = ("Lopez", "LOPEZ", "de la Cruz", "O'Neil", "Smith-Jones", "李", "")
EMAILS = (
    "ana@example.com", "ANA@Example.com", "a@b", "ana@example.com; second@example.org", "none", "n/a", "",
    "Ana <ana@example.com>", "ana@gmial.com",
)  # fmt: skip
PHONES = (
    "(212) 555-0147", "212.555.0147 x12", "+33 1 99 00 12 34", "555-0147", "call after 5", "0", "-",
    "M: 0491 570 156 / W: 02 5550 1234", "",
)  # fmt: skip
IDENTIFIERS = ("007", "000123", "7", "A-1", "A-1", "=1+1", "")
DATES = ("1980-04-03", "03/04/1980", "31/12/1999", "0/0/00", "not known", "29 février 2000", "")
PLACES = ("Albany", "NY", "12207", "12 Elm St, Albany NY 12207", "Québec (Québec) G1A 1A1", "Nowhere", "")
NOTES = ("calls back\nlater", "=cmd|' /C calc'!A0", "\u200b", "€ 12", "'quoted", "a\x1fb", "N/A", "", "NULL")
ODD = ("q7", "⚑", "true", "1e5", "  spaced  ", "", "\ufeff")

COLUMNS = {
    "Client Name": NAMES, "Company": NAMES, "Name": NAMES, "First Name": FIRST, "Last Name": LAST,
    "Spouse First Name": FIRST, "Email": EMAILS, "Email 2": EMAILS, "Phone": PHONES, "Mobile": PHONES,
    "Client ID": IDENTIFIERS, "Date of Birth": DATES, "City": PLACES, "Address": PLACES, "Zip": PLACES,
    "Notes": NOTES, "Zorblax": ODD, "": ODD, "Belongs To": NAMES, "Website": ("example.com", "http://", ""),
    "EIN": ("12-3456789", "00-0000000", "123", ""), "SSN": ("123-45-6789", "078051120", ""),
}  # fmt: skip


# Columns of an organization, of which no two could mean the same, in whatever order they stand.
DISTINCT = ("Email", "Phone", "Client ID", "City", "Notes", "Zorblax", "EIN")


@st.composite
def tables(
    draw: st.DrawFn,
    names: Sequence[str] = ("Client Name", "Company", "Last Name"),
    others: Sequence[str] = (),
    most_columns: int = 6,
    most_rows: int = 8,
) -> list[list[str]]:
    """A header and rows, some shorter than the header and some longer."""
    always = draw(st.sampled_from(names))
    pool = st.sampled_from(sorted(others or COLUMNS))
    others = draw(st.lists(pool, min_size=1, max_size=most_columns - 1, unique=True))
    headers = [always, *(header for header in others if header != always)]
    rows = [headers]
    for _ in range(draw(st.integers(1, most_rows))):
        row = [draw(st.sampled_from(COLUMNS[header])) for header in headers]
        rows.append(draw(st.sampled_from([row, row, row, row[: len(row) // 2 + 1], [*row, "surplus"]])))
    return rows
