"""What changes the book: one module a verb, each in one transaction that raises the firm's revision.

Nothing outside this package writes the database.
"""
