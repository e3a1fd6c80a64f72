"""A dossier on a medium that can't be written: SQLite can't read it there as it is, so a private copy is looked at.

Reading a file in WAL mode needs a file beside it, and opening it as unchangeable would go wrong when somebody does
write it. The copy lies in a folder for this user alone and goes when it is closed, or at the next look.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from wijkraad_app.kernel.ids import new_id
from wijkraad_app.kernel.preferences import data_folder

from . import dossier as dossiers
from .workspace import LocalWorkspace


class LookedAt(LocalWorkspace):
    """Open for reading only; ``path`` is where the dossier itself lies."""

    def close(self) -> None:
        """Close, and remove the copy."""
        super().close()
        shutil.rmtree(self.dossier.path.parent, ignore_errors=True)


def look_at(path: Path, passphrase: str | None = None, *, key: bytes | None = None) -> LookedAt:
    """Open a dossier that can't be written. `UserError` as `dossier.open_`."""
    dossiers.salt_of(path)
    copy = _copied(path)
    try:
        workspace = LookedAt(dossiers.open_(copy, passphrase, key=key, write=False))
    except BaseException:
        shutil.rmtree(copy.parent, ignore_errors=True)
        raise
    workspace.path = path
    workspace.dossier.place = None
    return workspace


def _copied(path: Path) -> Path:
    places = data_folder() / "looking"
    try:
        with suppress(FileNotFoundError):
            shutil.rmtree(places)
        folder = places / new_id().hex
        folder.mkdir(parents=True, mode=0o700)
        for file in (path.resolve(), dossiers.side_files(path)[0]):
            if file.exists():
                shutil.copyfile(file, folder / (path.name + file.name.removeprefix(path.resolve().name)))
    except OSError as error:
        raise dossiers.unwritable(path) from error
    return folder / path.name
