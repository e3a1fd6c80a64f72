"""The example's files as they are written: TOML, read into plain values and checked for nothing but form."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wijkraad_app.kernel import resources
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Story:
    """All files of an example, each as the values it holds; ``folder`` is where its surveys lie."""

    folder: Path
    council: Values
    meetings: tuple[Values, ...]
    conversations: dict[str, Values]
    signals: tuple[Values, ...]
    surveys: dict[str, Values]
    advice: tuple[Values, ...]


def read(folder: Path | None = None) -> Story:
    """Read the example from ``folder`` (the one that ships). `UserError` names a file that can't be read."""
    folder = folder or resources.path("example")
    return Story(
        folder,
        _one(folder / "council.toml"),
        tuple(_all(folder / "meetings").values()),
        _all(folder / "conversations"),
        tuple(_one(folder / "signals.toml")["signal"]),
        _all(folder / "surveys"),
        tuple(_all(folder / "advice").values()),
    )


def _all(folder: Path) -> dict[str, Values]:
    return {file.stem: _one(file) for file in sorted(folder.glob("*.toml"))}


def _one(file: Path) -> Values:
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(
            _("The example can't be built: “{file}” can't be read.").format(file=file.name), code="bad_example"
        ) from error
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
