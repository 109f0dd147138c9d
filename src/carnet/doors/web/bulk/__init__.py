"""Many contacts at once: what is to be done to them, what it would do, doing it."""
