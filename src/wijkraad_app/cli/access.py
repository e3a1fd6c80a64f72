"""Verbs on who can open a dossier: another passphrase, the recovery sheet, what this computer remembers."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from wijkraad_app.features.access import flow
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from . import output
from .session import first_line, opened


def add_to(verbs: Any, common: ArgumentParser) -> None:
    """Add this group's verbs to the command line."""
    group = verbs.add_parser("passphrase", parents=[common], help=_("change the passphrase, print the recovery sheet"))
    actions = group.add_subparsers(dest="action", metavar="change|sheet|forget", required=True)
    change = actions.add_parser("change", parents=[common])
    change.add_argument("--new-passphrase-file", metavar="FILE")
    change.add_argument("--none", action="store_true")
    change.add_argument("--recovery-key-file", metavar="FILE")
    change.set_defaults(run=run_change)
    sheet = actions.add_parser("sheet", parents=[common])
    sheet.add_argument("file", metavar="FILE.pdf")
    sheet.set_defaults(run=run_sheet)
    actions.add_parser("forget", parents=[common]).set_defaults(run=run_forget)


def run_change(arguments: Namespace) -> None:
    """The new one from ``--new-passphrase-file`` (its first line), else ``WIJKRAAD_NEW_PASSPHRASE``."""
    new = None if arguments.none else _new_passphrase(arguments)
    with opened(arguments, write=True) as workspace:
        before = flow.change_passphrase(workspace, new)
    output.say(_("Older backups keep the passphrase they had. Make a new one now."))
    output.show({"backup": str(before)}, as_json=arguments.json)


def run_sheet(arguments: Namespace) -> None:
    with opened(arguments) as workspace:
        made = flow.write_recovery_sheet(workspace, Path(arguments.file).resolve())
    output.show({"file": str(made)}, as_json=arguments.json)


def run_forget(arguments: Namespace) -> None:
    with opened(arguments) as workspace:
        flow.forget(workspace)
    output.show({"forgotten": True}, as_json=arguments.json)


def _new_passphrase(arguments: Namespace) -> str:
    if arguments.new_passphrase_file is not None:
        return first_line(arguments.new_passphrase_file)
    found = os.environ.get("WIJKRAAD_NEW_PASSPHRASE")
    if found is None:
        raise UserError(_("Put the new passphrase in WIJKRAAD_NEW_PASSPHRASE."), code="new_passphrase_needed")
    return found
