"""How to export from each provider, and the import files to fill in."""
