"""Work on a firm's book that a page asks for: small pieces are done at once, large ones in a worker process.

``keep`` makes and finds them, ``attend`` does them, ``work`` says how.
"""
