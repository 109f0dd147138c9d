"""Finding and listing contacts: one frame a firm, in memory, that catches up with the book by itself."""

from carnet.book.listing.listing import Listing, listing_of
from carnet.book.listing.overview import Overview
from carnet.book.listing.query import MISSING, SORTS, Counts, Facets, ListPage, ListQuery, ListRow

__all__ = [
    "MISSING",
    "SORTS",
    "Counts",
    "Facets",
    "ListPage",
    "ListQuery",
    "ListRow",
    "Listing",
    "Overview",
    "listing_of",
]
