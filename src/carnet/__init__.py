"""Carnet: any accounting firm's exports become one clean contact book."""

__version__ = "0.1.0"
