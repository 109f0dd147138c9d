"""Rows become contacts: columns in standard form, the contacts each row names, and which are the same.

``columns`` reads each column into its standard form, ``rows`` tells which contacts a row holds,
``mentions`` gathers them over all sheets, ``identity`` tells which mentions are one contact,
``records`` makes contacts, cards and memberships, ``ledger`` keeps where each cell went.
"""
