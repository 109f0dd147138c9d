"""The book at a glance."""
