"""Connections to one SQLite or SQLCipher file.

The passphrase becomes a raw key once, the way SQLCipher itself derives it, so that the file stays in SQLCipher's
standard form and every connection opens in under a millisecond.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import NullPool, QueuePool
from sqlalchemy.util import LRUCache

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

ROUNDS = 256_000
SALT_SIZE = 16
BUSY_MS = 5000
"""How long a writer waits for another one before it is refused."""
PLAIN_HEADER = b"SQLite format 3\x00"
_COMPILED: LRUCache[Any, Any] = LRUCache(1000)


class DossierDialect(SQLiteDialect_pysqlite):
    """SQLite as every dossier speaks it: what is compiled for one serves the next that is opened."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DossierDialect)

    def __hash__(self) -> int:
        return hash(DossierDialect)


registry.register("dossier", __name__, DossierDialect.__name__)


def raw_key(passphrase: str, salt: bytes) -> bytes:
    """The 32-byte key of a SQLCipher 4 file (PBKDF2-HMAC-SHA512, 256,000 rounds). Takes about 0.2 s.

    Raises `UserError` ``wrong_passphrase`` for half a character, which no file can have as its passphrase.
    """
    try:
        normalised = unicodedata.normalize("NFC", passphrase).encode()
    except UnicodeEncodeError as error:
        raise UserError(
            _("This text holds a sign that can't be kept. Type it again."), code="wrong_passphrase"
        ) from error
    return hashlib.pbkdf2_hmac("sha512", normalised, salt, ROUNDS, 32)


def key_pragma(key: bytes, salt: bytes) -> str:
    """The statement that opens a file with a raw key; nothing but hex is ever quoted into it."""
    return f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\""


def make_engine(path: Path, key: bytes | None, salt: bytes, *, pooled: bool = True) -> Engine:
    """An engine whose transactions are readers unless ``execution_options(write=True)`` says otherwise."""
    import sqlcipher3.dbapi2 as dbapi

    address = f"file:{_quoted(path)}?mode=rw"

    def connect() -> Any:  # SQLAlchemy's own address of a file would take names with "?", "#" or "%" apart
        return dbapi.connect(address, uri=True, check_same_thread=False)

    pool = QueuePool if pooled else NullPool
    engine = create_engine(
        "dossier://",
        module=dbapi,
        creator=connect,
        poolclass=pool,
        hide_parameters=True,
        execution_options={"compiled_cache": _COMPILED},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        if key is not None:
            cursor.execute("PRAGMA cipher_log_level = NONE")
            cursor.execute(key_pragma(key, salt))
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(os.fsencode(path.resolve()))
