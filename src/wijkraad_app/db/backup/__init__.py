"""Copies of a dossier: made while it is open and verified, kept in dated files, thinned, and put back."""

from .copying import copy_to, create, opened, restore
from .keeping import Kept, keep

__all__ = ["Kept", "copy_to", "create", "keep", "opened", "restore"]
