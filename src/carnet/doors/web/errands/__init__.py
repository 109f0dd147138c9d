"""Work on the book that takes longer than a page: how it stands, what came of it, and taking things back."""
