"""Verbs on agendas and minutes."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from wijkraad_app.features.meetings import documents, queries, readers, service
from wijkraad_app.features.meetings.documents.pack import pack_contents, pack_of
from wijkraad_app.features.meetings.documents.writing import as_file
from wijkraad_app.features.meetings.queries.rows import MeetingView
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.workspace import Workspace
from wijkraad_app.pdf import render
from wijkraad_app.pdf.blocks import Document
from wijkraad_app.pdf.files import read_file, write_whole

from . import output, schedule
from .session import named, opened, source_file


def add_to(verbs: Any, common: ArgumentParser) -> None:
    """Add this group's verbs to the command line."""
    agenda = verbs.add_parser("agenda", parents=[common], help=_("import or export an agenda"))
    actions = agenda.add_subparsers(dest="action", metavar="import|export|year", required=True)
    importing = actions.add_parser("import", parents=[common])
    importing.add_argument("file")
    importing.add_argument("--date", type=date.fromisoformat, metavar="YYYY-MM-DD")
    importing.set_defaults(run=run_import)
    exporting = actions.add_parser("export", parents=[common])
    _export_arguments(exporting)
    exporting.add_argument("--pack", action="store_true", help=_("with the annexes behind it, as one PDF"))
    exporting.set_defaults(run=run_agenda_export)
    schedule.add_to(actions, common)
    minutes = verbs.add_parser("minutes", parents=[common], help=_("export minutes"))
    exporting = minutes.add_subparsers(dest="action", metavar="export", required=True).add_parser(
        "export", parents=[common]
    )
    _export_arguments(exporting)
    exporting.add_argument("--short", action="store_true")
    exporting.add_argument(
        "--remove-undecided",
        action="store_true",
        help=_("with --public: leave out every name or number that nobody decided about"),
    )
    exporting.set_defaults(run=run_minutes_export)


def _export_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id")
    parser.add_argument("file")
    parser.add_argument("--public", action="store_true")
    parser.add_argument("--large-print", action="store_true", help=_("in large print"))


def run_import(arguments: Namespace) -> None:
    path = source_file(arguments.file)
    parsed = readers.read_agenda_file(read_file(path), path.name, clock.today())
    with opened(arguments, write=True) as workspace:
        if arguments.date:
            parsed = replace(parsed, date=arguments.date)
        meeting = workspace.do(service.import_agenda, parsed=parsed)
    result = {"meeting": str(meeting), "items": len(parsed.items), "warnings": list(parsed.guesses)}
    output.show(result, as_json=arguments.json)


def run_agenda_export(arguments: Namespace) -> None:
    if Path(arguments.file).suffix.lower() == ".ics":
        schedule.export_meeting(arguments)
        return
    if arguments.pack:
        _export_pack(arguments)
        return
    _export(arguments, documents.agenda_document, documents.agenda_data)


def _export_pack(arguments: Namespace) -> None:
    target = Path(arguments.file).resolve()
    if target.suffix.lower() != ".pdf":
        raise UserError(_("A pack is a PDF. Choose a file name that ends in .pdf."), code="unknown_format")
    with opened(arguments) as workspace:
        view = _view(workspace, named(workspace, arguments.id, "meeting"))
        contents = pack_contents(view, public=arguments.public)
        packed = pack_of(workspace, contents, large=arguments.large_print)
    write_whole(target, packed.data)
    result = {"file": str(target), "pages": packed.pages, "left_out": contents.left_out, "missing": packed.missing}
    output.show(result, as_json=arguments.json)


def run_minutes_export(arguments: Namespace) -> None:
    left_out = arguments.remove_undecided
    document = partial(documents.minutes_document, short=arguments.short, unfinished=left_out)
    _export(arguments, document, partial(documents.minutes_data, unfinished=left_out))


def _export(arguments: Namespace, document: Callable[..., Document], data: Callable[..., dict[str, Any]]) -> None:
    target = Path(arguments.file).resolve()
    with opened(arguments) as workspace:
        meeting = named(workspace, arguments.id, "meeting")
        view = _view(workspace, meeting)
        if target.suffix.lower() == ".json":
            plain = data(view, public=arguments.public)
            content = (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()
        else:
            paper = replace(workspace.read(documents.paper), large=arguments.large_print)
            content = as_file(document(view, paper, public=arguments.public), target.suffix)
    write_whole(target, content)
    output.show({"file": str(target)}, as_json=arguments.json)


def _view(workspace: Workspace, meeting: UUID) -> MeetingView:
    view = workspace.read(queries.meeting_view, meeting)
    if view is None:
        raise UserError(_("This is no longer in the dossier. Someone may have removed it."), code="not_found")
    return view


def pdf_of(workspace: Workspace, meeting: UUID, *, minutes: bool) -> bytes:
    """Agenda or minutes of a meeting as PDF."""
    document = documents.minutes_document if minutes else documents.agenda_document
    return render.render(document(_view(workspace, meeting), workspace.read(documents.paper)))
