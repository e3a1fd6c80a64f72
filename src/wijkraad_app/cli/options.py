"""The options that stand before or after any verb, and telling quickly that no verb was given."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from wijkraad_app.kernel import i18n


def options(*, top: bool) -> argparse.ArgumentParser:
    """The parser of the options; after a verb (not ``top``) they leave what stood before it as it was."""
    shared = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    default: Any = None if top else argparse.SUPPRESS
    shared.add_argument("-d", "--dossier", metavar="FILE", default=default)
    shared.add_argument("--passphrase-file", metavar="FILE", default=default)
    shared.add_argument("--language", choices=i18n.LANGUAGES, default=default)
    shared.add_argument("--json", action="store_true", default=False if top else argparse.SUPPRESS)
    return shared


def for_window(argv: Sequence[str]) -> argparse.Namespace | None:
    """The options when nothing else was given, so that the window needn't wait for the verbs; else None."""
    try:
        arguments, rest = options(top=True).parse_known_args(argv)
    except argparse.ArgumentError:
        return None
    return None if rest else arguments
