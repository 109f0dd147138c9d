"""The command line: arguments in, one call of the path, a report out."""
