"""Everything in open files: ``export``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from wijkraad_app.features.archive import flow
from wijkraad_app.features.archive.documents import Asked
from wijkraad_app.kernel.i18n import _

from . import output
from .session import opened


def add_to(verbs: Any, common: ArgumentParser) -> None:
    """Add this group's verb to the command line."""
    export = verbs.add_parser("export", parents=[common], help=_("everything in open files, as a zip"))
    export.add_argument("file")
    export.add_argument("--year", type=int)
    export.add_argument("--with-contacts", action="store_true", help=_("with contact data of residents and members"))
    export.set_defaults(run=run_export)


def run_export(arguments: Namespace) -> None:
    """Write the archive; on stderr what it leaves out, or that it doesn't."""
    with opened(arguments) as workspace:
        asked = Asked(arguments.year, arguments.with_contacts)
        made = flow.write(workspace, Path(arguments.file).resolve(), asked)
    output.show({"file": str(made.file), "records": made.records}, as_json=arguments.json)
    if asked.contacts:
        output.say(_("Contact data of residents are in this file. Keep it as safe as the dossier."))
    else:
        output.say(_("Contact data were left out. Words without consent are never in it."))
