"""Pages about people: the first run, signing in, members of a firm."""
