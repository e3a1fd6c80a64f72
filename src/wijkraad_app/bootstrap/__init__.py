"""The only composition root: loads the slices, builds the command line or the window."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from wijkraad_app.kernel import faults, i18n, late, logs
from wijkraad_app.kernel.i18n import _

SLICES = (
    "settings",
    "council",
    "access",
    "meetings",
    "surveys",
    "conversations",
    "signals",
    "advice",
    "letters",
    "today",
    "search",
    "backup",
    "archive",
    "erasure",
    "loose_ends",
    "handover",
)


def load_models() -> None:
    """Import every table."""
    import_module("wijkraad_app.db.tables")
    _load("model")


def load_slices() -> None:
    """Import every slice's tables and verbs, so that journal, history and undo know them all."""
    load_models()
    _load("service")


def load_later() -> None:
    """Import the services of the slices when they are first needed, which the first page doesn't."""
    for name in SLICES:
        late.later(name, partial(_load_one, name, "service"))
    for kind, name in (("advice", "advice"), ("meeting", "meetings"), ("signal", "signals")):
        late.later(f"subject {kind}", partial(_load_one, name, "service"))
    late.later("open matters", partial(_load_one, "advice", "service"))


def _load(part: str) -> None:
    for name in SLICES:
        _load_one(name, part)


def _load_one(name: str, part: str) -> None:
    module = f"wijkraad_app.features.{name}.{part}"
    if find_spec(module) is not None:
        import_module(module)


def main(argv: Sequence[str]) -> int:
    """Run a headless verb, or open the window. Returns the exit code."""
    logs.begin()
    argv = double_clicked(argv)
    from wijkraad_app.cli.options import for_window

    if (asked := for_window(argv)) is not None:
        return open_window(asked)
    load_slices()
    from wijkraad_app.cli import main as command_line

    arguments = command_line.parse(argv)
    return command_line.run(arguments) if arguments.verb else open_window(arguments)


def double_clicked(argv: Sequence[str]) -> list[str]:
    """The operating system opens a dossier by giving its path alone: ``wijkraad FILE.wijkraad``."""
    if argv and argv[0].casefold().endswith(".wijkraad"):
        return ["-d", *argv]
    return list(argv)


def open_window(arguments: Namespace) -> int:
    """Open the window, with ``-d`` that dossier; on a machine without a screen say so. Returns the exit code."""
    if not has_screen():
        command = os.environ.get("WIJKRAAD_COMMAND", "wijkraad")
        sys.stderr.write(no_screen(command) + "\n")
        return 1
    if arguments.language:
        i18n.set_language(arguments.language)
    faults.watch()
    gc.disable()  # nothing made while starting is garbage; from the first task on `ui.collector` does it
    load_later()
    from wijkraad_app.ui import plain_imports  # noqa: F401  # before what is imported after PySide6

    load_models()
    from wijkraad_app.db import lock

    from .window import run

    lock.work_as(lock.WINDOW)

    dossier = Path(arguments.dossier) if arguments.dossier else None
    return run(dossier, os.environ.get("WIJKRAAD_PASSPHRASE"))


def has_screen() -> bool:
    """Whether windows can be shown: always on Windows and macOS, else with X11, Wayland or a chosen Qt platform."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in wanted)


def no_screen(command: str) -> str:
    """What to say on a machine without a screen."""
    return _("There is no screen here. To see the program work without one: {command} demo DIR").format(command=command)
