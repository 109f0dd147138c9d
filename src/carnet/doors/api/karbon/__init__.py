"""The addresses of Karbon's API v3, under /v3/, so that a script that was written for it runs on a book."""
