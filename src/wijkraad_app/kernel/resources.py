"""The one locator of fonts, icons, translations, presets and the example council."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The resources folder of a frozen build, an installed wheel or a checkout."""
    package = Path(__file__).resolve().parents[1]
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [package / "resources", package.parents[1] / "resources"]
    if frozen:
        candidates.insert(0, Path(frozen) / "wijkraad_app" / "resources")
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"resources not found in {candidates}")


def path(*parts: str) -> Path:
    """The file or folder ``parts`` under the resources."""
    return root().joinpath(*parts)
