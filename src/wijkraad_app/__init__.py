"""Wijkraad: the desktop program in which a ward council keeps its whole work."""

__version__ = "0.1.0"
