"""The book at a glance, in pictures."""
