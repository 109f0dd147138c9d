"""Karbon's API v3: its entities from Carnet's contacts and back, and the push to an account.

Both sides of the wire stand on the same shapes: the push sends them, the endpoints under /v3/ answer them.
"""
