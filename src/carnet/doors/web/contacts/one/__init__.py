"""The pages of one contact: look at it, change it, add one, merge two, remove it."""
