"""The REST API: what programs ask of a firm's book, under /api."""
