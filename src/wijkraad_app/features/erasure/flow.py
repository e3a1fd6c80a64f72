"""Looking for all places of what is asked, for window and command line alike."""

from __future__ import annotations

from wijkraad_app.kernel.workspace import Workspace

from . import queries, readers
from .queries import Listing
from .rules import Asked


def places(workspace: Workspace, asked: Asked) -> Listing:
    """Every place; reads the whole dossier and all its files: seconds for a large one."""
    return workspace.read(queries.places, asked, readers.text_in)
