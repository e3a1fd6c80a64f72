"""The only composition root: loads the slices, builds the command line or the window."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

SLICES = (
    "settings",
    "council",
    "meetings",
    "surveys",
    "conversations",
    "signals",
    "advice",
    "letters",
    "today",
    "search",
    "backup",
)


def load_slices() -> None:
    """Import every slice's tables and verbs, so that journal, history and undo know them all."""
    import_module("wijkraad_app.db.tables")
    for name in SLICES:
        for part in ("model", "service"):
            module = f"wijkraad_app.features.{name}.{part}"
            if find_spec(module) is not None:
                import_module(module)


def main(argv: Sequence[str]) -> int:
    """Run a headless verb, or open the window. Returns the exit code."""
    load_slices()
    from wijkraad_app.cli import main as command_line

    arguments = command_line.parse(argv)
    return command_line.run(arguments) if arguments.verb else open_window(arguments)
