"""The command line: one parser, one place where refusals become exit codes."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Sequence

from wijkraad_app import __version__
from wijkraad_app.kernel import i18n
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from . import access, agenda, archive, backups, demo, dossier, erasure, handover, keys, letters, output, surveys
from .options import options

GROUPS = (dossier, access, agenda, surveys, keys, letters, backups, archive, erasure, handover, demo)


def parser() -> argparse.ArgumentParser:
    """All verbs with their arguments; global options stand before or after the verb."""
    top = argparse.ArgumentParser(
        prog="wijkraad", parents=[options(top=True)], description=_("The ward council's dossier.")
    )
    top.add_argument("--version", action="version", version=f"wijkraad {__version__}")
    verbs = top.add_subparsers(dest="verb", metavar="VERB")
    common = options(top=False)
    for group in GROUPS:
        group.add_to(verbs, common)
    return top


def run(arguments: argparse.Namespace) -> int:
    """Run the verb that was parsed. Exit code: 0 done, 1 refused, never a traceback."""
    action: Callable[[argparse.Namespace], int | None] = arguments.run
    try:
        return action(arguments) or 0
    except UserError as error:
        return output.refuse(error, as_json=arguments.json)
    except KeyboardInterrupt:
        return 130
    except Exception:
        logging.getLogger(__name__).exception("bug in %s", arguments.verb)
        bug = UserError(_("Something went wrong in the program; nothing was changed. See the log above."), code="bug")
        return output.refuse(bug, as_json=arguments.json)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Arguments of the command line; wrong usage exits with 2."""
    arguments = parser().parse_args(argv)
    if arguments.language:
        i18n.set_language(arguments.language)
    return arguments
