"""How the window opens a dossier: by what was typed, by the keyring, for reading where it can't be written."""

from __future__ import annotations

import logging
from pathlib import Path

from wijkraad_app.db import dossier as dossiers
from wijkraad_app.db import looking, recovery, remembered
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.access import flow as access
from wijkraad_app.features.backup import flow as backup_flow
from wijkraad_app.features.backup import queries as backups
from wijkraad_app.kernel import dates
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.ui.locking import Keys
from wijkraad_app.ui.passphrase import Credentials
from wijkraad_app.ui.start import Backup

log = logging.getLogger(__name__)


def open_dossier(path: Path, typed: Credentials) -> LocalWorkspace:
    """Open for work, or for reading only where nothing can be written. `UserError` as `access.flow.open_dossier`."""
    try:
        opened = access.open_dossier(path, typed.passphrase, recovery_key=typed.recovery_key)
    except UserError as error:
        if error.code != "unwritable":
            raise
        opened = _look_at(path, typed)
    if typed.remember:
        _remember(opened)
    return opened


def _look_at(path: Path, typed: Credentials) -> LocalWorkspace:
    key = recovery.read(typed.recovery_key) if typed.recovery_key is not None else None
    if key is None and typed.passphrase is None:
        key = remembered.recall(dossiers.salt_of(path))
    return looking.look_at(path, typed.passphrase, key=key)


def newest_backup(path: Path) -> Backup | None:
    """The newest copy kept beside a dossier that can't be opened."""
    found = backups.kept(path)
    return Backup(found[0].path, dates.full_date(found[0].at.astimezone().date())) if found else None


def restore(copy: Path, target: Path, typed: Credentials) -> LocalWorkspace:
    """Make a dossier at ``target`` from a backup and open it. `UserError` as opening and backups raise."""
    backup_flow.restore(copy, target, typed.recovery_key or typed.passphrase)
    return open_dossier(target, typed)


def _remember(workspace: LocalWorkspace) -> None:
    """A keyring that fails must not keep the dossier shut; the settings show that nothing is remembered."""
    try:
        access.remember(workspace)
    except UserError as error:
        log.warning("not remembered: %s", error.code)


def keys_of(workspace: LocalWorkspace) -> Keys:
    """How the lock puts the key away and gets it back."""

    def unlock(typed: Credentials) -> None:
        key = recovery.read(typed.recovery_key) if typed.recovery_key is not None else None
        workspace.unlock(typed.passphrase, key=key)

    return Keys(workspace.lock, unlock)


def why_not_remember() -> str | None:
    """Why this computer can't remember a passphrase; None when it can."""
    return remembered.why_not()
