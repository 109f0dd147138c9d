"""The programs that are told of the book's changes: added and watched here by the firm's administrators."""
