"""Values as the journal keeps them: canonical JSON, and digests over exactly those bytes."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Numeric, Time
from sqlalchemy.types import TypeEngine

from .base import Id, Instant


def canonical(value: Any) -> bytes:
    """Sorted keys, no blanks, UTF-8: the same bytes on every computer."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def sha256(*parts: bytes) -> bytes:
    """Digest over the parts with their lengths, so that no two lists of parts collide."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def to_json(value: Any) -> Any:
    """A column's value as JSON."""
    match value:
        case uuid.UUID():
            return value.hex
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case Decimal():
            return str(value)
    return value


def from_json(column_type: TypeEngine[Any], value: Any) -> Any:
    """The column's value back from its JSON."""
    if value is None:
        return None
    match column_type:
        case Id():
            return uuid.UUID(value)
        case Instant():
            return datetime.fromisoformat(value)
        case Date():
            return date.fromisoformat(value)
        case Time():
            return time.fromisoformat(value)
        case Numeric(asdecimal=True):
            return Decimal(value)
    return value
