"""Files inside the dossier: immutable, named by their SHA-256, compressed, in chunks of at most 1 MiB."""

from __future__ import annotations

import hashlib
import zlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .tables import Blob, BlobChunk

CHUNK = 1024 * 1024
LARGEST = 200 * 1024 * 1024


def digest_of(data: bytes) -> str:
    """The name of a file."""
    return hashlib.sha256(data).hexdigest()


def store(session: Session, data: bytes, media_type: str) -> str:
    """Keep the bytes once; their digest (hex) names them from then on."""
    if len(data) > LARGEST:
        raise UserError(_("This file is larger than 200 MB. Make it smaller first."), code="too_large")
    digest = digest_of(data)
    if session.get(Blob, digest) is None:
        session.add(Blob(digest=digest, size=len(data), media_type=media_type))
        for number, start in enumerate(range(0, len(data), CHUNK)):
            piece = zlib.compress(data[start : start + CHUNK], 6)
            session.add(BlobChunk(digest=digest, number=number, data=piece))
    return digest


def load(session: Session, digest: str) -> bytes:
    """The bytes of a blob. A missing or damaged one is a `UserError`."""
    pieces = session.scalars(select(BlobChunk.data).where(BlobChunk.digest == digest).order_by(BlobChunk.number))
    try:
        data = b"".join(zlib.decompress(piece) for piece in pieces)
    except zlib.error:
        data = b""
    if digest_of(data) != digest:
        raise UserError(
            _("An attachment in this dossier is damaged. Open a backup to get it back."), code="damaged_blob"
        )
    return data


def size(session: Session, digest: str) -> int | None:
    """The size in bytes, or None when there is no such blob."""
    blob = session.get(Blob, digest)
    return blob.size if blob else None
