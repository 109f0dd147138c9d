"""Rows become contacts: columns in standard form, the contacts each row names, and which are the same.

``columns`` reads each column into its standard form, ``known`` names nameless rows by the book, ``rows``
tells which contacts a row holds, ``mentions`` gathers them over all sheets, ``identity`` tells which
mentions are one contact, ``records`` makes contacts, cards and memberships, ``settle`` gives each cell its
place and ``ledger`` keeps it.
"""
