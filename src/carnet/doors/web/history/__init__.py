"""What was done to the book: imports, merges, changes and deletions, each with its undo."""
