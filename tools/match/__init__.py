"""Evidence of duplicates: where its default weights come from, and how good and how fast it is."""
