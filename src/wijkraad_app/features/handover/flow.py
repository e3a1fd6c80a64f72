"""The steps of a handover: the copy for the successor, what stays behind here, and removing exactly that.

Never on the window's thread, but for `remove`, when the window is gone.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.db import device, remembered
from wijkraad_app.db import dossier as dossiers
from wijkraad_app.db.backup import keeping
from wijkraad_app.db.backup.copying import place_failure
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.access import flow as access
from wijkraad_app.features.backup import flow as copies
from wijkraad_app.features.council import queries as council
from wijkraad_app.features.council.model import Person
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.preferences import Preferences, data_folder

from .rules import Kind, Remnant

_SIGNING = "signing_keys"
"""Where the letters' windows remember which key file each member signs with."""


@dataclass(frozen=True, slots=True)
class Handed:
    """The copy for the successor, and the council's signing authority beside it where this computer keeps one."""

    file: Path
    authority: Path | None


@dataclass(frozen=True, slots=True)
class Farewell:
    """Everything of a dossier on this computer, and what is needed to remove it once the dossier is closed.

    ``away``: the stick or folder elsewhere that can't be reached now, "" for none; what is on it stays.
    """

    path: Path
    dossier: UUID
    salt: bytes
    encrypted: bool
    remnants: tuple[Remnant, ...]
    away: str = ""


def write_copy(workspace: LocalWorkspace, target: Path) -> Handed:
    """Write the dossier to ``target``, read back with its key; the authority's locked key file goes beside it.

    `UserError` as backups raise, and ``file_exists``: another authority's file in that place is never replaced.
    """
    authority = _authority(workspace)
    beside = target.with_name(_("{name} signing authority").format(name=target.stem) + ".p12")
    if authority is not None:
        _refuse_other(beside, authority)
    made = copies.create(workspace, target)
    if authority is None:
        return Handed(made, None)
    try:
        shutil.copyfile(authority, beside)
        beside.chmod(0o600)
        if beside.read_bytes() != authority.read_bytes():
            raise OSError
    except OSError as error:
        raise place_failure(error, target.parent) from error
    return Handed(made, beside)


def _refuse_other(file: Path, wanted: Path) -> None:
    try:
        other = file.exists() and file.read_bytes() != wanted.read_bytes()
    except OSError as error:
        raise place_failure(error, file.parent) from error
    if other:
        message = _("“{file}” is already there and is another file. Choose another folder or name.")
        raise UserError(message.format(file=file.name), code="file_exists")


def farewell(workspace: LocalWorkspace, preferences: Preferences) -> Farewell:
    """What would be removed from this computer, as it is now."""
    found = (
        *_files_of_dossier(workspace),
        *_backups(workspace, preferences),
        *_keys(workspace, preferences),
        *_remembered(workspace, preferences),
        *_logs(),
    )
    kept = {(one.kind, one.path, one.name): one for one in found}
    ordered = sorted(kept.values(), key=lambda one: (list(Kind).index(one.kind), one.shown))
    dossier = workspace.dossier
    chosen = copies.choices(preferences, workspace)
    away = chosen.elsewhere.name if chosen.elsewhere is not None and not copies.is_there(chosen) else ""
    return Farewell(workspace.path, dossier.id, dossier.salt, dossier.encrypted, tuple(ordered), away)


def remove(gone: Farewell, preferences: Preferences) -> tuple[Remnant, ...]:
    """Remove what ``gone`` lists and nothing else; the dossier must be closed. Returns what could not be removed."""
    failed = [one for one in gone.remnants if one.path is not None and not _unlinked(one.path)]
    for folder in {one.path.parent for one in gone.remnants if one.kind is Kind.BACKUP and one.path is not None}:
        _drop_folder(folder, gone.path)
    access.forget_keys(gone.dossier, gone.path, gone.salt)
    preferences.forget(gone.path)
    preferences.drop(*(one.name for one in gone.remnants if one.kind is Kind.RECENT and gone.dossier.hex in one.name))
    _forget_signing(gone, preferences)
    return tuple(failed)


def _files_of_dossier(workspace: LocalWorkspace) -> Iterator[Remnant]:
    """The file, what lies open beside it, and copies from before the program brought it up to date."""
    path = workspace.path
    for file in (path, *dossiers.side_files(path), *keeping.before_updates(path)):
        if file.exists():
            yield Remnant(Kind.DOSSIER, file)


def _backups(workspace: LocalWorkspace, preferences: Preferences) -> Iterator[Remnant]:
    """Dated copies of this dossier and the list beside them, here and elsewhere as far as that can be reached."""
    chosen, folders = copies.choices(preferences, workspace), set()
    for copy in copies.state(workspace, chosen).copies:
        if keeping.moment_of(copy.path, workspace.path.stem) is not None:
            folders.add(copy.path.parent)
            yield Remnant(Kind.BACKUP, copy.path)
    for folder in folders:
        for file in (folder / keeping.LIST, *keeping.unfinished(folder, workspace.path)):
            if file.exists():
                yield Remnant(Kind.BACKUP, file)


def _keys(workspace: LocalWorkspace, preferences: Preferences) -> Iterator[Remnant]:
    dossier = workspace.dossier
    own = device.load(dossier.id, dossier.path)
    if own is not None:
        yield Remnant(Kind.DEVICE, own.file)
    if (authority := _authority(workspace)) is not None:
        yield Remnant(Kind.AUTHORITY, authority)
    for file in _signing_files(workspace.read(_people), preferences).values():
        yield Remnant(Kind.SIGNING, file)
    listed = data_folder() / "erasures" / f"{dossier.id.hex}.json"
    if listed.exists():
        yield Remnant(Kind.ERASED, listed)


def _authority(workspace: LocalWorkspace) -> Path | None:
    body = workspace.read(council.council)
    file = data_folder() / "authorities" / f"{body.id.hex}.p12" if body is not None else None
    return file if file is not None and file.exists() else None


def _people(session: Session) -> frozenset[UUID]:
    return frozenset(session.scalars(select(Person.id)))


def _signing_files(people: frozenset[UUID], preferences: Preferences) -> dict[str, Path]:
    """Key files that members of this dossier signed with here, by what they are remembered under."""
    found = {}
    stored: Any = preferences.get(_SIGNING)
    for name, file in stored.items() if isinstance(stored, dict) else ():
        try:
            if UUID(str(name)) in people and Path(file).exists():
                found[str(name)] = Path(file)
        except (ValueError, TypeError):
            continue
    return found


def _remembered(workspace: LocalWorkspace, preferences: Preferences) -> Iterator[Remnant]:
    dossier = workspace.dossier
    if workspace.encrypted and remembered.recall(dossier.salt) is not None:
        yield Remnant(Kind.REMEMBERED, name=_("in the keyring of this computer"))
    if workspace.path.resolve() in [path.resolve() for path in preferences.recent]:
        yield Remnant(Kind.RECENT, name=_("its place among recent files"))
    for name in preferences.names():
        if dossier.id.hex in name:
            yield Remnant(Kind.RECENT, name=name)


def _logs() -> Iterator[Remnant]:
    for folder in ("logs", "reports"):
        for file in sorted((data_folder() / folder).glob("*")):
            if file.is_file():
                yield Remnant(Kind.LOG, file)


def _unlinked(file: Path) -> bool:
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _drop_folder(folder: Path, dossier: Path) -> None:
    """A folder of backups in which nothing is left; never the dossier's own."""
    try:
        if folder != dossier.parent and not any(folder.iterdir()):
            folder.rmdir()
    except OSError:
        return


def _forget_signing(gone: Farewell, preferences: Preferences) -> None:
    files = {str(one.path) for one in gone.remnants if one.kind is Kind.SIGNING}
    stored: Any = preferences.get(_SIGNING)
    if isinstance(stored, dict) and files:
        preferences.set(_SIGNING, {name: file for name, file in stored.items() if str(file) not in files})
