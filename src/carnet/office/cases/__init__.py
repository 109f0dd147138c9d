"""Imports that the team does for firms.

states: how one stands, and what its trail may say; keep: opened and found; move: from one status to the next;
trail: its lines.
"""
