"""The contact book: the Django app that keeps contacts, imports and the journal.

Only ``actions`` writes the database; ``queries`` and ``provenance`` read it. Importing this package
does not import Django: ``setup.open_book`` does.
"""
