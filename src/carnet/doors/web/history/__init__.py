"""What was imported, by whom, and taking it back."""
