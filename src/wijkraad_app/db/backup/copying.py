"""One copy of a dossier while it is open: whole, read back with its key, put in place in one step."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .. import device, erasure
from .. import dossier as dossiers
from ..dossier import Dossier
from ..engine import key_pragma

_NEWEST = "SELECT count(*), max(clock) FROM changeset"


def copy_to(engine: Engine, target: Path, key: bytes | None, salt: bytes) -> Path:
    """Copy the open file to ``target`` (replaced when it exists): same key, same content, and read back before it
    counts. Raises `UserError`; what stood there before then still does."""
    import sqlcipher3.dbapi2 as dbapi

    temporary = target.with_name(target.name + ".part")
    try:
        temporary.unlink(missing_ok=True)
        temporary.touch(mode=0o600)
        with engine.connect() as connection:
            newest = connection.exec_driver_sql(_NEWEST).one()
            _copy(connection, temporary, key, salt)
        _verify(temporary, key, salt, tuple(newest))
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        for left in dossiers.side_files(target):
            left.unlink(missing_ok=True)
        temporary.replace(target)
        _settle(target.parent)
    except UserError:
        _drop(temporary)
        raise
    except (OSError, dbapi.Error, DatabaseError) as error:
        _drop(temporary)
        raise _failure(error, target.parent) from error
    return target


def copy_closed(dossier: Dossier, target: Path) -> Path:
    """Copy the file of a dossier whose key is put away, as it lies: all of it is in there since it was locked.

    Nobody may unlock it meanwhile. Read back byte by byte before it counts: nothing in it can be read. `UserError`
    as `copy_to`, ``busy`` when another program has taken its place or left something beside it.
    """
    beside = dossiers.side_files(dossier.path)[0]
    temporary = target.with_name(target.name + ".part")
    try:
        if not dossier.in_place or (beside.exists() and beside.stat().st_size):
            raise UserError(_("Another program is using the dossier's file. Try again in a moment."), code="busy")
        temporary.unlink(missing_ok=True)
        temporary.touch(mode=0o600)
        shutil.copyfile(dossier.path, temporary)
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        if _digest(temporary) != _digest(dossier.path):
            raise _not_whole()
        temporary.replace(target)
        _settle(target.parent)
    except UserError:
        _drop(temporary)
        raise
    except OSError as error:
        _drop(temporary)
        raise _failure(error, target.parent) from error
    return target


def _digest(file: Path) -> bytes:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()


def _not_whole() -> UserError:
    return UserError(_("The copy isn't whole. Try another disk or stick."), code="copy_failed")


def _copy(connection: Connection, temporary: Path, key: bytes | None, salt: bytes) -> None:
    """Within the reading transaction of ``connection``, so that what was read before is what is copied."""
    import sqlcipher3.dbapi2 as dbapi

    source = connection.connection.driver_connection
    assert source is not None
    copy = dbapi.connect(str(temporary))
    try:
        if key is not None:
            copy.execute(key_pragma(key, salt))
        source.backup(copy, pages=-1)
    finally:
        copy.close()


def _verify(file: Path, key: bytes | None, salt: bytes, newest: tuple[object, ...]) -> None:
    """Open it anew with its key: whole, and up to the same change."""
    import sqlcipher3.dbapi2 as dbapi

    copy = dbapi.connect(str(file))
    try:
        if key is not None:
            copy.execute(key_pragma(key, salt))
        whole = copy.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        if not whole or tuple(copy.execute(_NEWEST).fetchone()) != newest:
            raise _not_whole()
    finally:
        copy.close()


def _settle(folder: Path) -> None:
    """The new name itself on the disk, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _drop(temporary: Path) -> None:
    for left in (temporary, *dossiers.side_files(temporary)):
        with suppress(OSError):
            left.unlink(missing_ok=True)


def _failure(error: Exception, folder: Path) -> UserError:
    if "malformed" in str(error):
        return dossiers.damaged()
    return place_failure(error, folder)


def place_failure(error: Exception, folder: Path) -> UserError:
    """One sentence for a place where nothing can be kept now: full, read-only, or gone."""
    name = folder.name or str(folder)
    if getattr(error, "errno", None) == errno.ENOSPC or "is full" in str(error):
        return UserError(
            _("There is no room for the backup in “{folder}”. Make room or choose another place.").format(folder=name),
            code="disk_full",
        )
    return UserError(
        _("The backup could not be written to “{folder}”. Choose another place.").format(folder=name),
        code="unwritable",
    )


def create(dossier: Dossier, target: Path) -> Path:
    """A backup of an open dossier. The dossier's own file is refused as target."""
    if target.resolve() == dossier.path.resolve():
        raise UserError(_("A backup can't replace the dossier itself. Choose another name."), code="same_file")
    return copy_to(dossier.engine, target, dossier.key, dossier.salt)


@contextmanager
def opened(source: Path, passphrase: str | None = None, *, key: bytes | None = None) -> Iterator[Dossier]:
    """A backup open for reading; it stays as it is. One of an older version is read from a copy brought up to date,
    which goes again. Raises like `dossier.open_`."""
    try:
        found = dossiers.open_(source, passphrase, key=key, write=False)
    except UserError as error:
        if error.code != "older":
            raise
    else:
        try:
            yield found
        finally:
            found.close()
        return
    with tempfile.TemporaryDirectory(prefix="wijkraad-") as folder:
        found = dossiers.open_(Path(shutil.copy(source, Path(folder, source.name))), passphrase, key=key)
        try:
            yield found
        finally:
            found.close()


def restore(source: Path, target: Path, passphrase: str | None = None, *, key: bytes | None = None) -> Path:
    """Make a dossier at ``target`` from a backup; ``target`` must not exist. It gets a new device id, and what was
    erased since, as far as this computer knows of it, is erased again at once."""
    dossiers.refuse_name(target)
    with opened(source, passphrase, key=key) as found:
        stale = _still_to_erase(found)
        copy_to(found.engine, target, found.key, found.salt)
        device.forget(found.id, target)
    if stale:
        from ..workspace import open_

        open_(target, passphrase, key=key).close()
    return target


def _still_to_erase(found: Dossier) -> bool:
    try:
        with Session(found.engine) as session:
            return bool(erasure.missing(session))
    except DatabaseError as error:
        raise dossiers.damaged() from error
