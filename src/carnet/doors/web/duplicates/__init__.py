"""Pages that decide which contacts of the book are one."""
