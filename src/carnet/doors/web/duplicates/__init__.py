"""Duplicates of the book: pairs that may be one contact, decided one after the other or many at once."""
