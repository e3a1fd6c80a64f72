"""Verbs on backups: create, keep, list, show, restore."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from wijkraad_app.features.backup import flow, queries
from wijkraad_app.features.backup.queries import Copy
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.preferences import Preferences

from . import output
from .session import first_line, opened, passphrase, source_file


def add_to(verbs: Any, common: ArgumentParser) -> None:
    """Add this group's verbs to the command line."""
    actions = verbs.add_parser("backup", parents=[common], help=_("make or restore a backup")).add_subparsers(
        dest="action", metavar="create|keep|list|show|restore", required=True
    )
    create = actions.add_parser("create", parents=[common])
    create.add_argument("file")
    create.set_defaults(run=run_create)
    actions.add_parser("keep", parents=[common]).set_defaults(run=run_keep)
    actions.add_parser("list", parents=[common]).set_defaults(run=run_list)
    show = actions.add_parser("show", parents=[common])
    restore = actions.add_parser("restore", parents=[common])
    for verb, run in ((show, run_show), (restore, run_restore)):
        verb.add_argument("file")
        verb.add_argument("--recovery-key-file", metavar="FILE")
        verb.set_defaults(run=run)
    restore.add_argument("to")


def run_create(arguments: Namespace) -> None:
    """One copy, anywhere."""
    with opened(arguments) as workspace:
        made = flow.create(workspace, Path(arguments.file).resolve())
    output.show({"file": str(made)}, as_json=arguments.json)


def run_keep(arguments: Namespace) -> None:
    """A round as the window makes it: dated copies where they are kept, thinned; nothing while nothing changed."""
    preferences = Preferences()
    with opened(arguments) as workspace:
        chosen = flow.choices(preferences, workspace)
        done = flow.keep(workspace, chosen)
        flow.choose(preferences, workspace, flow.after(chosen, done))
    if done.problems:
        raise done.problems[0]
    files = [str(one.path) for one in done.made]
    text = "\n".join(files) or _("Nothing changed since the last backup.")
    output.show({"files": files, "aged": done.aged}, as_json=arguments.json, text=text)


def run_list(arguments: Namespace) -> None:
    """The copies that are kept, the newest first, and which still hold what was erased."""
    with opened(arguments) as workspace:
        seen = flow.state(workspace, flow.choices(Preferences(), workspace))
        holding = flow.holding(workspace, seen.copies)
    rows = [_row(copy, copy in holding.erased) for copy in seen.copies]
    text = "\n".join(f"{row['made'][:16]}  {row['passphrase'] or '–'}  {row['file']}" for row in rows)
    output.show(rows, as_json=arguments.json, text=text or _("There is none."))


def _row(copy: Copy, erased: bool) -> dict[str, Any]:
    return {
        "file": str(copy.path.absolute()),
        "made": copy.at.isoformat(),
        "size": copy.size,
        "encrypted": copy.encrypted,
        "passphrase": copy.since.isoformat() if copy.since else None,
        "holds_erased": erased,
    }


def run_show(arguments: Namespace) -> None:
    """What is in a backup, before anything is restored."""
    file = source_file(arguments.file)
    found = queries.content(file, _typed(arguments))
    shown = {
        "file": str(file.absolute()),
        "council": found.council,
        "changed": found.changed.isoformat() if found.changed else None,
        "counts": dict(found.counts),
        "changes": [{"when": one.at.isoformat(), "label": one.label, "who": one.who} for one in found.changes],
    }
    output.show(shown, as_json=arguments.json)


def run_restore(arguments: Namespace) -> None:
    """A new dossier from a backup; nothing is replaced."""
    made = flow.restore(source_file(arguments.file), Path(arguments.to).resolve(), _typed(arguments))
    output.show({"file": str(made)}, as_json=arguments.json)


def _typed(arguments: Namespace) -> str | None:
    """The key of the recovery sheet when it was given, else the passphrase."""
    return first_line(arguments.recovery_key_file) if arguments.recovery_key_file else passphrase(arguments)
