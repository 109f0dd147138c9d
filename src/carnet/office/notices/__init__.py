"""E-mail about the cases that the team does for firms.

kinds: what is told; tell: to whom; words: how it reads; due: of days that come near or are over; send: by a
worker, each once.
"""
