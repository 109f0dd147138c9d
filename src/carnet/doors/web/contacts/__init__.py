"""Pages of the book: the list of contacts and one contact."""
