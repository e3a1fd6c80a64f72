"""Copies of a dossier while it is open: whole, verified, put in place in one step."""

from __future__ import annotations

import glob
import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from . import device
from . import dossier as dossiers
from .dossier import Dossier
from .engine import key_pragma


def copy_to(engine: Engine, target: Path, key: bytes | None, salt: bytes) -> Path:
    """Copy the open file to ``target`` (replaced when it exists): same key, same content. Raises `UserError`."""
    import sqlcipher3.dbapi2 as dbapi

    temporary = target.with_name(target.name + ".part")
    try:
        temporary.unlink(missing_ok=True)
        temporary.touch(mode=0o600)
        with engine.connect() as connection:
            source = connection.connection.driver_connection
            assert source is not None
            copy = dbapi.connect(str(temporary))
            try:
                if key is not None:
                    copy.execute(key_pragma(key, salt))
                source.backup(copy, pages=-1)
                if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                    raise UserError(_("The copy isn't whole. Try another disk or stick."), code="copy_failed")
            finally:
                copy.close()
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        for left in dossiers.side_files(target):
            left.unlink(missing_ok=True)
        temporary.replace(target)
    except UserError:
        temporary.unlink(missing_ok=True)
        raise
    except (OSError, dbapi.Error) as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        if "malformed" in str(error):
            raise dossiers.damaged() from error
        raise UserError(
            _("The backup could not be written to “{folder}”. Choose another place.").format(
                folder=target.parent.name or str(target.parent)
            ),
            code="unwritable",
        ) from error
    return target


def create(dossier: Dossier, target: Path) -> Path:
    """A backup of an open dossier. The dossier's own file is refused as target."""
    if target.resolve() == dossier.path.resolve():
        raise UserError(_("A backup can't replace the dossier itself. Choose another name."), code="same_file")
    return copy_to(dossier.engine, target, dossier.key, dossier.salt)


def restore(source: Path, target: Path, passphrase: str | None) -> Path:
    """Make a dossier at ``target`` from a backup; ``target`` must not exist. It gets a new device id."""
    dossiers.refuse_name(target)
    opened = dossiers.open_(source, passphrase, write=False)
    try:
        copy_to(opened.engine, target, opened.key, opened.salt)
        device.forget(opened.id, target)
    finally:
        opened.close()
    return target


KEPT = 20
_DATED = f" {'[0-9]' * 4}-{'[0-9]' * 2}-{'[0-9]' * 2} {'[0-9]' * 6}"


def keep(dossier: Dossier) -> Path:
    """A dated copy in the folder ``Back-ups NAME`` beside the dossier; only the newest 20 stay."""
    folder = dossier.path.with_name(_("Backups of {name}").format(name=dossier.path.stem))
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UserError(
            _("The backup could not be written to “{folder}”. Choose another place.").format(folder=folder.name),
            code="unwritable",
        ) from error
    moment = clock.local_now().strftime("%Y-%m-%d %H%M%S")
    made = create(dossier, folder / f"{dossier.path.stem} {moment}{dossier.path.suffix}")
    for old in sorted(folder.glob(glob.escape(dossier.path.stem) + _DATED + dossier.path.suffix))[:-KEPT]:
        old.unlink(missing_ok=True)
    return made
