"""Whether a copy still holds what was erased in the dossier since."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..dossier import Dossier, is_encrypted
from ..engine import SALT_SIZE, make_engine
from ..tables import ChangeItem

Item = tuple[bytes, int, int]


def erased_items(session: Session) -> tuple[Item, ...]:
    """The change items whose content is gone; their digests stay, so they are known by place alone."""
    query = select(ChangeItem.device, ChangeItem.seq, ChangeItem.number).where(ChangeItem.content.is_(None))
    return tuple((device.bytes, seq, number) for device, seq, number in session.execute(query))


def holds_erased(dossier: Dossier, file: Path, items: tuple[Item, ...]) -> bool | None:
    """Whether a copy of ``dossier`` has content where the dossier has none any more.

    None when that can't be seen: it has another passphrase or can't be read. It is opened for reading only.
    """
    import sqlcipher3.dbapi2 as dbapi

    if not items:
        return False
    try:
        with file.open("rb") as stream:
            salt = stream.read(SALT_SIZE)
        if is_encrypted(file) and (salt != dossier.salt or dossier.key is None):
            return None
        engine = make_engine(file, dossier.key if is_encrypted(file) else None, salt, pooled=False)
        connection = engine.raw_connection()
        try:
            return any(_has(connection.cursor(), item) for item in items)
        finally:
            connection.close()
            engine.dispose()
    except (OSError, dbapi.Error):
        return None


def _has(cursor: Any, item: Item) -> bool:
    asked = "SELECT 1 FROM change_item WHERE device = ? AND seq = ? AND number = ? AND content IS NOT NULL"
    return cursor.execute(asked, item).fetchone() is not None
