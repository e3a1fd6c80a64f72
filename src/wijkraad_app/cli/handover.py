"""Verbs around a handover: what is open, the copy for the successor, what stays on this computer."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import Any

from wijkraad_app.features.handover import flow, queries
from wijkraad_app.features.loose_ends.rules import what
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.preferences import Preferences

from . import output
from .session import opened


def add_to(verbs: Any, common: ArgumentParser) -> None:
    """Add this group's verbs to the command line."""
    actions = verbs.add_parser("handover", parents=[common], help=_("hand the dossier over")).add_subparsers(
        dest="action", metavar="show|copy|remove", required=True
    )
    actions.add_parser("show", parents=[common]).set_defaults(run=run_show)
    copy = actions.add_parser("copy", parents=[common])
    copy.add_argument("file")
    copy.set_defaults(run=run_copy)
    remove = actions.add_parser("remove", parents=[common])
    remove.add_argument("--confirm", action="store_true", help=_("really remove what is listed"))
    remove.set_defaults(run=run_remove)


def run_show(arguments: Namespace) -> int:
    """Whether the file is whole, and what is open. Exit code 1 when it isn't whole."""
    with opened(arguments) as workspace:
        problems = list(workspace.read(queries.problems))
        found = workspace.read(queries.open_matters)
    shown = {
        "ok": not problems,
        "problems": problems,
        "terms": [{"name": one.name, "role": one.role, "end": _day(one.end)} for one in found.terms],
        "answers": [{"id": str(one.id), "title": one.title, "due": _day(one.due)} for one in found.answers],
        "promises": [{"id": str(one.id), "text": one.text, "due": _day(one.due)} for one in found.promises],
        "actions": [{"id": str(one.id), "text": one.text, "owner": one.owner_name} for one in found.actions],
        "letters": [{"title": one.title, "what": str(one.what)} for one in found.letters],
        "merged": [{"matter": one.matter, "what": what(one)} for one in found.merged],
        "keys": [{"id": str(one.id), "name": one.name, "leaving": one.leaving} for one in found.keys],
    }
    output.show(shown, as_json=arguments.json)
    return 0 if not problems else 1


def run_copy(arguments: Namespace) -> None:
    """The copy for the successor, read back."""
    with opened(arguments) as workspace:
        made = flow.write_copy(workspace, Path(arguments.file).resolve())
    authority = str(made.authority) if made.authority else None
    output.show({"file": str(made.file), "authority": authority}, as_json=arguments.json)


def run_remove(arguments: Namespace) -> int:
    """List what is on this computer; with ``--confirm`` remove exactly that. Exit code 1 when something stayed."""
    preferences = Preferences()
    with opened(arguments, write=arguments.confirm) as workspace:
        gone = flow.farewell(workspace, preferences)
    listed = [{"kind": str(one.kind), "what": one.shown} for one in gone.remnants]
    if not arguments.confirm:
        output.show(listed, as_json=arguments.json)
        output.say(_("Nothing was removed. Add --confirm to remove exactly this."))
        return 0
    if failed := flow.remove(gone, preferences):
        raise UserError(
            _("Not removed: {files}").format(files=", ".join(one.shown for one in failed)), code="not_removed"
        )
    output.show(listed, as_json=arguments.json)
    return 0


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
