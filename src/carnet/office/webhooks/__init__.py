"""Telling other programs of changes: where that may be, what is sent, and the process that sends it."""
