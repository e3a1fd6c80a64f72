"""The journal's own tables, blobs and the search index."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wijkraad_app.kernel.i18n import N_

from .base import Derived, Id, Instant, Journaled, JournalTable, refers_to, short_text


class Meta(JournalTable):
    """Facts of this file: what it is, its id, when it was made."""

    __tablename__ = "meta"
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Device(JournalTable):
    """A computer that writes in this dossier, with its public key."""

    __tablename__ = "device"
    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    enrolled_at: Mapped[datetime] = mapped_column(Instant)
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))


class Changeset(JournalTable):
    """One user action. ``header`` holds the signed bytes exactly as signed; the other columns repeat it for queries."""

    __tablename__ = "changeset"
    device: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    clock: Mapped[int] = mapped_column(BigInteger, index=True)
    actor: Mapped[uuid.UUID | None] = mapped_column(Id)
    verb: Mapped[str] = mapped_column(String(80))
    undo_group: Mapped[uuid.UUID | None] = mapped_column(Id)
    undoes: Mapped[str] = mapped_column(Text, default="")
    redoes: Mapped[str] = mapped_column(Text, default="")
    header: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))


class ChangeItem(JournalTable):
    """What one changeset did to one row. ``content`` is null once erased; the digest stays."""

    __tablename__ = "change_item"
    device: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[uuid.UUID] = mapped_column(Id, index=True)
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))


class SetAside(JournalTable):
    """A changeset of another computer that can't be applied yet, kept as it came: ``reason`` is ``newer`` (a later
    version of the program made it), ``waiting`` (what it builds on is missing) or ``ahead`` (its clock is)."""

    __tablename__ = "set_aside"
    device: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    reason: Mapped[str] = mapped_column(String(20))
    received_at: Mapped[datetime] = mapped_column(Instant)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class TextState(JournalTable):
    """The Loro document of one long text."""

    __tablename__ = "text_state"
    row_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    epoch: Mapped[int] = mapped_column(Integer, default=0)
    state: Mapped[bytes] = mapped_column(LargeBinary)


class Blob(JournalTable):
    """An immutable file, named by the SHA-256 (hex) of its bytes."""

    __tablename__ = "blob"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(100))


class BlobChunk(JournalTable):
    """At most 1 MiB of a blob, compressed."""

    __tablename__ = "blob_chunk"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class SearchEntry(Derived):
    """Maps a full-text rowid to its record."""

    __tablename__ = "search_entry"
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[uuid.UUID] = mapped_column(Id, unique=True)


class Snapshot(Journaled):
    """An immutable text that was put before a meeting, adopted or corrected: exact bytes and their SHA-256.

    ``purpose`` is ``agenda`` (went with the agenda), ``adopted`` or ``corrected``; ``content`` is canonical
    UTF-8 JSON and ``sha256`` is over exactly those bytes.
    """

    __kind__ = "snapshot"
    __called__ = N_("adopted text")
    __title__ = "purpose"
    subject_kind: Mapped[str] = short_text(40)
    subject: Mapped[uuid.UUID] = mapped_column(Id, index=True)
    purpose: Mapped[str] = short_text(20)
    content: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str] = short_text(64)
    reason: Mapped[str] = short_text(500)
    meeting: Mapped[uuid.UUID | None] = refers_to("meeting")
