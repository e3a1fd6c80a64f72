"""A dossier on disk: make, open, lock, close. One encrypted SQLite file, one writer at a time."""

from __future__ import annotations

import ctypes
import hmac
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from uuid import UUID

from filelock import FileLock
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from wijkraad_app.kernel import clock, jobs
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import new_id

from . import lock as locks
from . import migrations
from .engine import PLAIN_HEADER, SALT_SIZE, make_engine, raw_key

LIBRARY = "wijkraad"
SUFFIX = ".wijkraad"
LONGEST_NAME = 200
"""In bytes: file systems take 255, and names of copies and locks are longer than that of the dossier."""


@dataclass(slots=True)
class Dossier:
    """An open dossier file. ``key`` is None for a file without a passphrase."""

    path: Path
    id: UUID
    engine: Engine
    key: bytes | None
    salt: bytes
    lock: FileLock | None
    read_only: bool = False
    place: tuple[int, int] | None = None
    """Which file it is on the disk, to notice that another lies there or none."""

    @property
    def encrypted(self) -> bool:
        return self.key is not None

    @property
    def in_place(self) -> bool:
        """Whether the file that was opened is still at its path."""
        return self.place is None or place_of(self.path) == self.place

    def come_back(self, whole: Callable[[Session], bool]) -> bool:
        """Go on with the file that lies at the path now, if that is this dossier and ``whole`` says it misses nothing.

        Nobody may be reading. False leaves all as it was.
        """
        if self.lock is None or not _exists(self.path) or _header(self.path) != self.salt:
            return False
        engine = make_engine(self.path, self.key, self.salt)
        with suppress(DatabaseError), Session(engine) as session:
            if _identify(engine, self.path, plain=self.key is None) == self.id and whole(session):
                self.engine.dispose()
                self.engine, self.place = engine, place_of(self.path)
                return True
        engine.dispose()
        return False

    def forget_key(self) -> None:
        """Overwrite the key in memory, as far as Python allows; nothing can be read until `unlock`."""
        self.engine.dispose()
        if self.key:
            ctypes.memset(ctypes.c_char_p(self.key), 0, len(self.key))

    def unlock(self, passphrase: str | None = None, *, key: bytes | None = None) -> None:
        """Bring the key back after `forget_key`. `UserError` as `open_`; then it stays forgotten."""
        if self.key is not None:
            found = bytes(bytearray(key)) if key else raw_key(passphrase or "", self.salt)
            engine = make_engine(self.path, found, self.salt)
            if _identify(engine, self.path, plain=False) != self.id:
                engine.dispose()
                raise _not_a_dossier(self.path)
            self.key, self.engine = found, engine

    def checkpoint(self) -> None:
        """Bring everything into the one file, so that a copy of it is whole."""
        with suppress(Exception), self.engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Checkpoint and let go of file and lock. Closing twice is no error."""
        if not self.read_only:
            self.checkpoint()
        self.engine.dispose()
        if self.lock is not None:
            locks.release(self.lock, self.path)
            self.lock = None
        self.forget_key()

    def verify(self, passphrase: str | None) -> None:
        """`UserError` ``wrong_passphrase`` when this isn't its passphrase. Takes about 0.2 s."""
        if self.key is not None and not hmac.compare_digest(raw_key(passphrase or "", self.salt), self.key):
            raise UserError(_("That is not the passphrase of this dossier."), code="wrong_passphrase")

    def move_to(self, target: Path) -> None:
        """Write the whole dossier to ``target``, which must not exist, and go on there under a lock of its own."""
        from .backup import copy_to

        refuse_name(target)
        lock = _take_lock(target)
        try:
            copy_to(self.engine, target, self.key, self.salt)
            engine = make_engine(target, self.key, self.salt)
            log_ahead(engine)
        except BaseException:
            locks.release(lock, target)
            raise
        self.engine.dispose()
        if self.lock is not None:
            locks.release(self.lock, self.path)
        self.path, self.engine, self.lock, self.place = target, engine, lock, place_of(target)


def create(path: Path, passphrase: str | None) -> Dossier:
    """A new dossier at ``path``, which must not exist. ``None`` makes a file without a passphrase.

    Raises `UserError` when there is something at the path already or the place can't be written; nothing is left.
    """
    if passphrase is not None and not passphrase.strip():
        raise UserError(_("Choose a passphrase of at least one word."), code="empty_passphrase")
    refuse_name(path)
    lock = _take_lock(path)
    try:
        salt = os.urandom(SALT_SIZE)
        key = raw_key(passphrase, salt) if passphrase is not None else None
        for left in side_files(path):
            left.unlink(missing_ok=True)
        path.touch(mode=0o600)
    except BaseException as error:
        locks.release(lock, path)
        if isinstance(error, OSError):
            raise _place_error(path) from error
        raise
    engine = make_engine(path, key, salt)
    try:
        log_ahead(engine)
        migrations.upgrade(engine)
        dossier_id = new_id()
        with engine.execution_options(write=True).begin() as connection:
            facts = {"library": LIBRARY, "id": dossier_id.hex, "made": clock.now().isoformat()}
            for name, value in facts.items():
                connection.execute(text("INSERT INTO meta (key, value) VALUES (:k, :v)"), {"k": name, "v": value})
    except BaseException as error:
        engine.dispose()
        for left in (path, *side_files(path)):
            left.unlink(missing_ok=True)
        locks.release(lock, path)
        if isinstance(error, DatabaseError):
            raise _place_error(path) from error
        raise
    return Dossier(path, dossier_id, engine, key, salt if key else PLAIN_HEADER, lock, place=place_of(path))


def place_of(path: Path) -> tuple[int, int] | None:
    """Device and number of the file at ``path``; None when there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def fresh_file(path: Path) -> Path:
    """Where the dossier is written anew under another key before it takes its place; worthless when left behind."""
    name = path.resolve()
    return name.with_name(name.name + ".new")


def salt_of(path: Path) -> bytes:
    """The first 16 bytes: the salt of a file with a passphrase. Files with the same one open with the same key.

    Raises like `open_` for what isn't a dossier.
    """
    return _header(path)


def side_files(path: Path) -> tuple[Path, Path]:
    """What SQLite keeps beside a file while it is open. Left behind by a crash, they belong to no other file:
    put over a copy or a new dossier of the same name, they would be written into it."""
    name = path.resolve()
    return name.with_name(name.name + "-wal"), name.with_name(name.name + "-shm")


def log_ahead(engine: Engine) -> None:
    """Readers beside a writer; kept in the file, lost when a change of passphrase was cut short."""
    import sqlcipher3.dbapi2 as dbapi

    with engine.connect() as connection:
        try:
            connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
        except dbapi.Error as error:
            raise DatabaseError("PRAGMA journal_mode", None, error) from error


def refuse_name(path: Path) -> None:
    """`UserError` when no new dossier can be made at ``path``: its name is too long or no name, or taken."""
    if "\0" in str(path):
        raise _place_error(path)
    if len(path.name.encode("utf-8", "replace")) > LONGEST_NAME:
        raise UserError(_("This file name is too long. Choose a shorter one."), code="name_too_long")
    if path.exists():
        raise UserError(_("“{name}” exists already. Choose another name.").format(name=path.name), code="exists")


def open_(path: Path, passphrase: str | None = None, *, key: bytes | None = None, write: bool = True) -> Dossier:
    """Open an existing dossier with its passphrase or raw key; nothing is created or changed.

    Raises `UserError` with the codes ``missing``, ``not_a_dossier``, ``passphrase_needed``, ``wrong_passphrase``,
    ``newer``, ``in_use`` or ``unwritable``.
    """
    header = _header(path)
    plain = header == PLAIN_HEADER
    if not plain and passphrase is None and key is None:
        raise UserError(_("This dossier has a passphrase. Type it to open the dossier."), code="passphrase_needed")
    key = None if plain else bytes(bytearray(key)) if key else raw_key(passphrase or "", header)  # a copy: it is wiped
    lock = _take_lock(path) if write else None
    engine = None
    try:
        if write and not os.access(path, os.W_OK):
            raise unwritable(path)
        engine = make_engine(path, key, header)
        dossier_id = _identify(engine, path, plain=plain)
        _bring_up_to_date(engine, path, key, header, write=write)
        if write:
            log_ahead(engine)
            with suppress(OSError):
                fresh_file(path).unlink(missing_ok=True)
    except BaseException as error:
        if engine is not None:
            engine.dispose()
        if lock:
            locks.release(lock, path)
        if isinstance(error, DatabaseError):
            raise _unreadable(path, str(error.orig), plain=plain) from error
        if isinstance(error, UnicodeDecodeError):  # the driver can't read what SQLite says of a broken schema
            raise damaged() from error
        raise
    return Dossier(path, dossier_id, engine, key, header, lock, read_only=not write, place=place_of(path))


def is_encrypted(path: Path) -> bool:
    """Whether opening needs a passphrase. Raises like `open_` for what isn't a dossier."""
    return _header(path) != PLAIN_HEADER


def _header(path: Path) -> bytes:
    if not _exists(path):
        raise UserError(
            _("“{name}” isn't there. It may have been moved or the stick taken out.").format(name=path.name),
            code="missing",
        )
    if path.is_dir():
        raise _not_a_dossier(path)
    try:
        with path.open("rb") as stream:
            header = stream.read(SALT_SIZE)
        size = path.stat().st_size
    except OSError as error:
        raise _place_error(path) from error
    if len(header) < SALT_SIZE or size < 1024 or (size % 512 and header != PLAIN_HEADER):
        raise _not_a_dossier(path)
    return header


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name no disk can hold
        return False


def _identify(engine: Engine, path: Path, *, plain: bool) -> UUID:
    try:
        with engine.connect() as connection:
            rows = connection.execute(text("SELECT key, value FROM meta")).all()
            facts: dict[str, str] = {str(name): str(value) for name, value in rows}
    except DatabaseError as error:
        engine.dispose()
        raise _unreadable(path, str(error.orig), plain=plain) from error
    try:
        if facts.get("library") == LIBRARY:
            return UUID(facts["id"])
    except (KeyError, ValueError):
        pass
    engine.dispose()
    raise _not_a_dossier(path)


def _unreadable(path: Path, reason: str, *, plain: bool) -> UserError:
    """A wrong key looks like damage to SQLite, so the sentence says both."""
    if "unable to open" in reason or "readonly" in reason:
        return unwritable(path)
    if "malformed" in reason:
        return damaged()
    if plain:
        return _not_a_dossier(path)
    return UserError(
        _("That passphrase doesn't open this file. If you are sure of it, the file may be damaged: open a backup."),
        code="wrong_passphrase",
    )


def damaged() -> UserError:
    """The file can be opened but not be read whole."""
    return UserError(_("The file itself is damaged. Open the newest backup."), code="damaged")


def _bring_up_to_date(engine: Engine, path: Path, key: bytes | None, salt: bytes, *, write: bool) -> None:
    revision = _revision(engine, path, plain=key is None)
    if revision == migrations.HEAD:
        return
    if revision not in migrations.KNOWN:
        raise UserError(
            _("This dossier was made by a newer version of the program. Install that version; nothing was changed."),
            code="newer",
        )
    if not write:
        raise UserError(
            _("This dossier is of an older version. Open it once in the window; it is then brought up to date."),
            code="older",
        )
    from .backup import copy_to

    steps = count(1)
    total = len(migrations.KNOWN) - migrations.KNOWN.index(revision)
    jobs.tell(0, total, _("Making a backup before the dossier is brought up to date"))
    copy_to(engine, _free(path, revision), key, salt)
    words = _("Bringing the dossier up to date")
    jobs.tell(1, total, words)
    migrations.upgrade(engine, applied=lambda: jobs.tell(1 + next(steps), total, words))


def _free(path: Path, revision: str) -> Path:
    """Where the backup of before an update goes: beside the dossier, in the place of no other file."""
    names = (f"{path.stem} {revision}{number}{path.suffix}" for number in ("", *(f" ({n})" for n in range(2, 1000))))
    return next(place for place in map(path.with_name, names) if not place.exists())


def _revision(engine: Engine, path: Path, *, plain: bool) -> str:
    try:
        with engine.connect() as connection:
            return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
    except DatabaseError as error:
        engine.dispose()
        raise _unreadable(path, str(error.orig), plain=plain) from error


def _take_lock(path: Path) -> FileLock:
    if not path.parent.is_dir():
        raise _place_error(path)
    try:
        return locks.take(path)
    except OSError as error:
        raise (unwritable(path) if _exists(path) else _place_error(path)) from error


def unwritable(path: Path) -> UserError:
    """It can be read there at most."""
    return UserError(
        _("“{name}” is read-only. Copy it to a folder of your own and open that copy.").format(name=path.name),
        code="unwritable",
    )


def _not_a_dossier(path: Path) -> UserError:
    return UserError(
        _("“{name}” is not a dossier of this program. Choose a file that ends in .wijkraad.").format(name=path.name),
        code="not_a_dossier",
    )


def _place_error(path: Path) -> UserError:
    return UserError(
        _("The folder “{folder}” can't be used. Choose another folder.").format(folder=path.parent.name or "/"),
        code="unwritable",
    )
