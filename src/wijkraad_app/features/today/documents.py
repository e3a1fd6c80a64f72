"""The agenda of the next meeting, drawn."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from wijkraad_app.features.meetings import queries as meetings
from wijkraad_app.features.meetings.documents import agenda_document, paper
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.workspace import Workspace


def write_agenda(workspace: Workspace, meeting: UUID, target: Path) -> Path:
    """Write the agenda as PDF to ``target``, whole or not at all. Takes about a second."""
    from wijkraad_app.pdf import render
    from wijkraad_app.pdf.files import write_whole

    view = workspace.read(meetings.meeting_view, meeting)
    if view is None:
        raise UserError(_("This is no longer in the dossier. Someone may have removed it."), code="not_found")
    write_whole(target, render.render(agenda_document(view, workspace.read(paper))))
    return target
