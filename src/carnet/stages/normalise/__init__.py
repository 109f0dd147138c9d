"""The standard form of a column's values: one module a kind of value, each a function over a column.

Nothing is guessed in silence: a value that can be read two ways is set aside with a finding.
"""
