"""Who can get into a dossier: opening it by passphrase, paper or keyring, another passphrase, the recovery sheet.

Window, command line and handover share these. All of it takes long: never on the window's thread.
"""

from __future__ import annotations

import hmac
from datetime import date
from pathlib import Path
from uuid import UUID

from wijkraad_app.db import backup, device, recovery, remembered
from wijkraad_app.db import dossier as dossiers
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.backup import keeping
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.council import queries as council
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _


def open_dossier(
    path: Path, passphrase: str | None = None, *, recovery_key: str | None = None, write: bool = True
) -> LocalWorkspace:
    """Open with what was given; with nothing, by the key this computer remembers, or else ``passphrase_needed``.

    ``recovery_key`` is as typed from the sheet. `UserError` as `db.dossier.open_`, or ``recovery_typo``.
    """
    if recovery_key is not None:
        return _by_paper(path, recovery.read(recovery_key), write=write)
    if passphrase is None and dossiers.is_encrypted(path):
        key = remembered.recall(dossiers.salt_of(path))
        if key is not None:
            try:
                return workspaces.open_(path, key=key, write=write)
            except UserError as error:
                if error.code != "wrong_passphrase":
                    raise
    return workspaces.open_(path, passphrase, write=write)


def _by_paper(path: Path, key: bytes, *, write: bool) -> LocalWorkspace:
    try:
        return workspaces.open_(path, key=key, write=write)
    except UserError as error:
        if error.code != "wrong_passphrase":
            raise
        message = _("This key is typed well, but it doesn't open this file. Look on the sheet which file it is for.")
        raise UserError(message, code="wrong_recovery_key") from error


def recovery_sheet(workspace: LocalWorkspace) -> bytes:
    """The recovery sheet as a PDF. `UserError` ``not_encrypted`` for a dossier without a passphrase."""
    from wijkraad_app.pdf import render

    from .documents import Sheet, recovery_document

    key = workspace.dossier.key
    if key is None:
        raise UserError(_("This dossier has no passphrase, so it needs no recovery sheet."), code="not_encrypted")
    body = workspace.read(council.council)
    sheet = Sheet(
        file=workspace.path.name.encode("utf-8", "replace").decode(),
        council=body.name if body is not None else "",
        groups=recovery.groups(key),
        since=workspace.read(keeping.passphrase_since),
        made=clock.now(),
    )
    return render.render(recovery_document(sheet))


def printed_recovery_sheet(workspace: LocalWorkspace) -> tuple[tuple[int, int, int, bytes], ...]:
    """The recovery sheet drawn for a printer, 300 dots an inch: see `pdf.preview.page_image`."""
    from wijkraad_app.pdf import preview

    data = recovery_sheet(workspace)
    widths = [round(width / 72 * 300) for width, _height in preview.page_sizes(data)]
    return tuple(preview.page_image(data, page, width) for page, width in enumerate(widths))


def write_recovery_sheet(workspace: LocalWorkspace, target: Path) -> Path:
    """The recovery sheet as a file for this user alone (0600)."""
    from wijkraad_app.pdf import files

    files.write_whole(target, recovery_sheet(workspace), private=True)
    return target


def change_passphrase(workspace: LocalWorkspace, new: str | None) -> Path:
    """Put a new passphrase on the dossier, a first one, or none; returns the backup that was made before.

    That backup, like all older ones, keeps the passphrase of before: make a new one afterwards. What this computer
    remembered goes along. `UserError` as `db.rekey.change` and as backups raise; then all is as it was.
    """
    before = workspace.dossier.salt
    kept = backup.keep(workspace.dossier)
    workspace.change_passphrase(new)
    if remembered.forget(before):
        remember(workspace)
    return kept.path


def prove(workspace: LocalWorkspace, typed: str | None) -> None:
    """`UserError` ``wrong_passphrase`` or ``recovery_typo`` unless this is its passphrase, or its key from paper."""
    key = workspace.dossier.key
    if key is None:
        return
    try:
        workspace.verify(typed)
    except UserError:
        if typed is None or not recovery.looks_typed(typed):
            raise
        if not hmac.compare_digest(recovery.read(typed), key):
            raise


def new_backup(workspace: LocalWorkspace) -> Path:
    """A backup of now, where backups are kept."""
    return backup.keep(workspace.dossier).path


def state(workspace: LocalWorkspace) -> tuple[date | None, bool, str | None]:
    """Since when the passphrase holds, whether this computer remembers it, and why it can't, if so."""
    since = workspace.read(keeping.passphrase_since) if workspace.encrypted else None
    return since, is_remembered(workspace), remembered.why_not()


def remember(workspace: LocalWorkspace) -> None:
    """Let this computer open the dossier without asking. `UserError` ``no_keyring``, ``not_encrypted``."""
    key = workspace.dossier.key
    if key is None:
        raise UserError(_("This dossier has no passphrase to remember."), code="not_encrypted")
    remembered.remember(workspace.dossier.salt, key)


def is_remembered(workspace: LocalWorkspace) -> bool:
    """Whether this computer opens the dossier without asking."""
    return workspace.encrypted and remembered.recall(workspace.dossier.salt) is not None


def forget(workspace: LocalWorkspace) -> None:
    """From now on the passphrase is asked again here."""
    remembered.forget(workspace.dossier.salt)


def forget_keys(dossier: UUID, path: Path, salt: bytes) -> None:
    """Remove from this computer what opens a dossier and what signs its changes here (for a handover).

    After this a reopened dossier writes as a new device. ``salt`` is that of the file (`db.dossier.salt_of`).
    """
    remembered.forget(salt)
    device.forget(dossier, path)
