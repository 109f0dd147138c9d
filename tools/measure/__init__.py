"""What make bench is made of: messy files, two other ways to import them, and the measuring of a process."""
