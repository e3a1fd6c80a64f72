"""Copies of a dossier: made while it is open and verified, kept in dated files, thinned, and put back."""

from .copying import copy_to, create, opened, restore
from .keeping import Kept, Note, keep, keep_closed

__all__ = ["Kept", "Note", "copy_to", "create", "keep", "keep_closed", "opened", "restore"]
