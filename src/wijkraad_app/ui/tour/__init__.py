"""A guided tour: cards beside the real controls, which can be used all the while."""

from .running import Tour

__all__ = ["Tour"]
