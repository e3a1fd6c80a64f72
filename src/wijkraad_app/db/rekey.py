"""Another passphrase for a dossier, or a first one, or none: the whole file written anew under it, then put in place.

The old file stays complete until the new one is whole on the disk and takes its name in one step, so that whatever
interrupts this leaves a dossier that opens: with the old passphrase or with the new one. The file gets a new salt, so
that its first 16 bytes tell apart what opens with which key.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from . import dossier as dossiers
from .backup.keeping import PASSPHRASE_SINCE
from .dossier import Dossier
from .engine import PLAIN_HEADER, SALT_SIZE, make_engine, raw_key


def change(dossier: Dossier, passphrase: str | None) -> None:
    """Write the file anew under ``passphrase`` (None: without one). Backups from before keep the old one.

    Nobody else may be reading. `UserError` ``busy`` when someone is, ``disk_full`` or ``copy_failed`` when the new
    file could not be written; then the dossier is as it was.
    """
    if passphrase is not None and not passphrase.strip():
        raise UserError(_("Choose a passphrase of at least one word."), code="empty_passphrase")
    salt = os.urandom(SALT_SIZE) if passphrase is not None else PLAIN_HEADER
    key = raw_key(passphrase, salt) if passphrase is not None else None
    fresh = dossiers.fresh_file(dossier.path)
    dossier.checkpoint()
    dossier.engine.dispose()
    try:
        _write(dossier, fresh, key, salt)
        fresh.replace(dossier.path.resolve())
    except BaseException:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        dossiers.log_ahead(dossier.engine)
        raise
    _sync_folder(dossier.path)
    dossier.forget_key()
    dossier.key, dossier.salt = key, salt
    dossier.engine = make_engine(dossier.path, key, salt)
    dossier.place = dossiers.place_of(dossier.path)
    dossiers.log_ahead(dossier.engine)


def _write(dossier: Dossier, fresh: Path, key: bytes | None, salt: bytes) -> None:
    import sqlcipher3.dbapi2 as dbapi

    single = make_engine(dossier.path, dossier.key, dossier.salt, pooled=False)
    try:
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        with single.connect() as connection:
            _export(connection.connection.cursor(), fresh, key, salt)
        _finish(fresh, key, salt)
        with fresh.open("rb+") as stream:
            os.fsync(stream.fileno())
    except (OSError, dbapi.Error, DatabaseError) as error:
        raise _failure(error) from error
    finally:
        single.dispose()


def _export(cursor: Any, fresh: Path, key: bytes | None, salt: bytes) -> None:
    """Out of WAL first: that fails as long as anyone else has the file open."""
    cursor.execute("PRAGMA journal_mode = DELETE")
    spelled = f"x'{key.hex()}{salt.hex()}'" if key is not None else ""
    cursor.execute(f'ATTACH DATABASE ? AS fresh KEY "{spelled}"', (str(fresh),))
    cursor.execute("SELECT sqlcipher_export('fresh')")
    cursor.execute("DETACH DATABASE fresh")


def _finish(fresh: Path, key: bytes | None, salt: bytes) -> None:
    engine = make_engine(fresh, key, salt, pooled=False)
    try:
        with engine.execution_options(write=True).begin() as connection:
            fact = {"k": PASSPHRASE_SINCE, "v": clock.now().isoformat()}
            connection.execute(text("INSERT OR REPLACE INTO meta (key, value) VALUES (:k, :v)"), fact)
        with engine.connect() as connection:
            if connection.execute(text("PRAGMA quick_check")).scalar() != "ok":
                raise UserError(_("The new file isn't whole; the old passphrase still holds."), code="copy_failed")
    finally:
        engine.dispose()


def _failure(error: Exception) -> UserError:
    words = str(error)
    if "full" in words or (isinstance(error, OSError) and error.errno == 28):
        message = _("There is no room for the new file; the old passphrase still holds. Make room and try again.")
        return UserError(message, code="disk_full")
    message = _("The passphrase could not be changed now; the old one still holds. Try again in a moment.")
    return UserError(message, code="busy")


def _sync_folder(path: Path) -> None:
    """So that the new name outlives a power cut; Windows has no such call."""
    with suppress(OSError):
        folder = os.open(path.resolve().parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
