"""Which contacts are the same: in the files, and in the book.

``exact`` matches by keys in a stated order, ``evidence`` weighs what two contacts have in common,
``suspects`` brings both together for an import; ``kinship`` tells what belongs together and is not the same.
"""
