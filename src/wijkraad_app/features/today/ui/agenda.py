"""Keeping the agenda of the next meeting as a PDF."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject

from wijkraad_app.features.meetings.queries import MeetingRow
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.ui.app import App


def save(app: App, owner: QObject, meeting: MeetingRow) -> None:
    """Ask where, draw and write; a message says where it is."""
    name = _("Agenda {meeting}").format(meeting=meeting.name)
    suggested = re.sub(r'[<>:"/\\|?*\x00-\x1f]+', " ", name).strip(" .")[:120]
    chosen = app.save_file(_("Keep as PDF"), {"PDF": "*.pdf"}, f"{suggested}.pdf")
    if chosen is None:
        return
    target = chosen if chosen.suffix.lower() == ".pdf" else chosen.with_name(chosen.name + ".pdf")

    def draw(_job: Job) -> Path:
        from ..documents import write_agenda

        return write_agenda(app.workspace, meeting.id, target)

    job = app.run(
        owner, draw,
        done=lambda where: app.toast(_("Kept as {file}.").format(file=where.name)),
    )  # fmt: skip
    app.progress(_("Drawing the PDF"), job)
