"""Imports in preparation: their files, the person's choices, and the work done on them.

``keep`` makes, finds and discards them; ``files`` and ``choose`` change them; ``attend`` does the work, in
a worker process: ``look`` (and ``follow``, where a recipe is wanted), ``plan``, ``apply``, ``report`` and
``undo``.
"""
