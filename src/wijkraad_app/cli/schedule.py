"""Meetings for a calendar, and the schedule of a year."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from wijkraad_app.features.meetings.documents.calendar import calendar_file
from wijkraad_app.features.meetings.documents.paper import paper
from wijkraad_app.features.meetings.documents.schedule import schedule_document
from wijkraad_app.features.meetings.queries.calendar import calendar_of, calendar_of_year
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.pdf import render
from wijkraad_app.pdf.files import write_whole

from . import output
from .session import named, opened


def add_to(actions: Any, common: ArgumentParser) -> None:
    """Add the verb of a year to those on agendas."""
    year = actions.add_parser("year", parents=[common])
    year.add_argument("year", type=int)
    year.add_argument("file")
    year.set_defaults(run=run_year)


def export_meeting(arguments: Namespace) -> None:
    """One meeting as .ics."""
    target = Path(arguments.file).resolve()
    with opened(arguments) as workspace:
        meeting = named(workspace, arguments.id, "meeting")
        calendar = workspace.read(calendar_of, [meeting])
    if not calendar.entries:
        raise UserError(_("This meeting has no date yet. Give it one first."), code="no_day")
    write_whole(target, calendar_file(calendar))
    output.show({"file": str(target)}, as_json=arguments.json)


def run_year(arguments: Namespace) -> None:
    """All meetings of a year as .pdf or .ics."""
    target = Path(arguments.file).resolve()
    with opened(arguments) as workspace:
        calendar = workspace.read(calendar_of_year, arguments.year)
        match target.suffix.lower():
            case ".ics":
                content = calendar_file(calendar)
            case ".pdf":
                content = render.render(schedule_document(calendar, arguments.year, workspace.read(paper)))
            case _:
                raise UserError(_("Choose a file name that ends in .pdf or .ics."), code="unknown_format")
    write_whole(target, content)
    output.show({"file": str(target), "meetings": len(calendar.entries)}, as_json=arguments.json)
