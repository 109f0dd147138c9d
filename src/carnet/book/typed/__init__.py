"""What a person types into a form, in the form that the book keeps; the same normalisers as for files.

A value that cannot be kept whole is refused, one that looks mistyped is told before it is kept.
"""
