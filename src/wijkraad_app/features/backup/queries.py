"""Copies of a dossier on disk: which there are, what is in one, and putting one back. Nothing here is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijkraad_app.db import backup
from wijkraad_app.db import dossier as dossiers
from wijkraad_app.db.hybrid_clock import milliseconds
from wijkraad_app.db.tables import Changeset
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.council import queries as council
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, in_language


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup as a file: when it was written (aware), how large in bytes, whether it needs a passphrase."""

    path: Path
    at: datetime
    size: int
    encrypted: bool


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a backup: whose, and when it was last worked in (aware, None for a new dossier)."""

    council: str
    changed: datetime | None


def folder(dossier: Path) -> Path:
    """Where copies are kept on closing; it need not be there yet."""
    return next(iter(_folders(dossier)))


def _folders(dossier: Path) -> Iterable[Path]:
    """By its name in the language in force first: it was made in the language of that day."""
    yield dossier.with_name(_("Backups of {name}").format(name=dossier.stem))
    for language in ("nl", "en"):
        with in_language(language):
            name = _("Backups of {name}").format(name=dossier.stem)
        yield dossier.with_name(name)


def kept(dossier: Path) -> tuple[Copy, ...]:
    """The copies kept beside the dossier, the newest first."""
    files = {file for place in _folders(dossier) if place.is_dir() for file in place.glob(f"*{dossier.suffix}")}
    found = [copy for file in files if (copy := _if_dossier(file)) is not None]
    return tuple(sorted(found, key=lambda copy: (copy.at, copy.path.name), reverse=True))


def _if_dossier(file: Path) -> Copy | None:
    """None for what lies there but isn't a dossier."""
    try:
        return _copy(file)
    except (UserError, OSError):
        return None


def _copy(file: Path) -> Copy:
    encrypted, state = dossiers.is_encrypted(file), file.stat()
    return Copy(file, datetime.fromtimestamp(state.st_mtime, UTC), state.st_size, encrypted)


def look(file: Path) -> Copy:
    """One file as a backup. `UserError` for what isn't a dossier."""
    return _copy(file)


def content(file: Path, passphrase: str | None) -> Content:
    """What is in a backup; it is opened for reading only. `UserError` as `dossier.open_` raises."""
    opened = dossiers.open_(file, passphrase, write=False)
    try:
        with Session(opened.engine) as session:
            body, last = council.council(session), session.scalar(select(func.max(Changeset.clock)))
    finally:
        opened.close()
    changed = datetime.fromtimestamp(milliseconds(last) / 1000, UTC) if last else None
    return Content(body.name if body else "", changed)


def keep(workspace: LocalWorkspace) -> Path:
    """Keep a copy in the folder beside the dossier now."""
    return backup.keep(workspace.dossier).path


def restore(file: Path, target: Path, passphrase: str | None) -> Path:
    """Make a dossier at ``target``, which must not exist, from a backup. The backup stays as it is."""
    return backup.restore(file, target, passphrase)
