"""Verbs on signing keys."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from wijkraad_app.features.letters import flow
from wijkraad_app.kernel.i18n import _

from . import output
from .session import key_passphrase, opened


def add_to(verbs: Any, common: ArgumentParser) -> None:
    """Add this group's verbs to the command line."""
    group = verbs.add_parser("key", parents=[common], help=_("make a signing key of the council's own"))
    new = group.add_subparsers(dest="action", metavar="new", required=True).add_parser("new", parents=[common])
    new.add_argument("--name", required=True)
    new.add_argument("--role", required=True)
    new.add_argument("file")
    new.set_defaults(run=run_new)


def run_new(arguments: Namespace) -> None:
    """Make a key: with ``-d`` under that council's authority, else under one that this computer keeps."""
    path, words = Path(arguments.file).resolve(), key_passphrase()
    if arguments.dossier:
        with opened(arguments, write=True) as workspace:
            made = flow.issue_key(workspace, arguments.name, arguments.role, path, words)
    else:
        made = flow.make_key(arguments.name, arguments.role, path, words)
    expires = made.valid_until.date().isoformat()
    output.show({"file": made.file, "subject": made.subject, "expires": expires}, as_json=arguments.json)
