"""The verb that shows the whole job on the example council."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from wijkraad_app.example import demo
from wijkraad_app.kernel.i18n import _

from . import output
from .agenda import pdf_of
from .letters import in_words
from .session import passphrase

EXAMPLE_PASSPHRASE = "voorbeeld"


def add_to(verbs: Any, common: ArgumentParser) -> None:
    """Add this verb to the command line."""
    parser = verbs.add_parser("demo", parents=[common], help=_("the main job on the example council"))
    parser.add_argument("folder", metavar="DIR")
    parser.set_defaults(run=run_demo)


def run_demo(arguments: Namespace) -> int:
    made = demo.run(
        Path(arguments.folder),
        passphrase(arguments) or EXAMPLE_PASSPHRASE,
        os.environ.get("WIJKRAAD_KEY_PASSPHRASE") or EXAMPLE_PASSPHRASE,
        pdf_of,
    )
    good = made.verdict.valid and made.verdict.complete and made.verdict.trusted == "yes"
    result = {
        "dossier": str(made.dossier),
        "agenda": str(made.agenda),
        "minutes": str(made.minutes),
        "letter": str(made.letter),
        "verified": good,
    }
    text = output.readable(result) + "\n" + in_words(made.verdict, rooted=True)
    output.show(result, as_json=arguments.json, text=text)
    return 0 if good else 1
