"""Wattle & Maple Advisory: an invented accounting firm, its clients and the exports of its tools.

Everything follows from one seed. Phone numbers are of ranges kept for fiction where a country has
them, domains are reserved for examples, registration numbers have right check digits.
"""
