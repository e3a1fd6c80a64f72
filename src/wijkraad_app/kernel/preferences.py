"""What this computer remembers, outside any dossier: language, theme, text size, recent files, who works here.

Nothing of a dossier's content is kept, only paths and ids. ``WIJKRAAD_HOME`` moves the folder (tests, USB sticks).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path

_RECENT = 8


def _home(fallback: Path) -> Path:
    chosen = os.environ.get("WIJKRAAD_HOME")
    return Path(chosen) if chosen else fallback


def data_folder() -> Path:
    """The user's data folder (0700): device key, authority keys, logs."""
    folder = _home(user_data_path("wijkraad", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


class Preferences:
    """A small JSON file; a damaged one is forgotten, never an obstacle."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or _home(user_config_path("wijkraad", appauthor=False)) / "preferences.json"
        try:
            loaded = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            loaded = {}
        self._values: dict[str, Any] = loaded if isinstance(loaded, dict) else {}

    def get(self, key: str, default: Any = None) -> Any:
        return self._values.get(key, default)

    def set(self, key: str, value: Any) -> None:
        """Remember; a disk that can't be written is no reason to stop working."""
        self._values[key] = value
        self._write()

    def drop(self, *keys: str) -> None:
        """Remember nothing under these names any more."""
        for key in keys:
            self._values.pop(key, None)
        self._write()

    def names(self) -> tuple[str, ...]:
        """What something is remembered under."""
        return tuple(self._values)

    def _write(self) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            temporary = self._file.with_suffix(".tmp")
            temporary.write_text(json.dumps(self._values, indent=1, ensure_ascii=False), encoding="utf-8")
            temporary.replace(self._file)
        except OSError:
            pass

    @property
    def recent(self) -> list[Path]:
        """Dossiers opened here, newest first, as far as they still exist."""
        return [path for path in map(Path, self.get("recent", [])) if path.exists()]

    def remember(self, dossier: Path) -> None:
        path = str(dossier.resolve())
        self.set("recent", [path, *(p for p in self.get("recent", []) if p != path)][:_RECENT])

    def forget(self, dossier: Path) -> None:
        path = str(dossier.resolve())
        self.set("recent", [p for p in self.get("recent", []) if p != path])
