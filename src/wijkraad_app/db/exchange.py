"""Changesets on their way to another computer: what is sent, and what is believed of what comes in.

What is sent is exactly what was signed. An exchange file, sealed for its readers, will be a wrapping around this.
"""

from __future__ import annotations

import base64
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from . import blobs, texts
from .canonical import canonical, sha256
from .device import is_vouched_for
from .journal import item_digest
from .tables import Blob, ChangeItem, Changeset, Device, Meta, SetAside

MAX_HEADER = 1024 * 1024
MAX_ITEMS = 500_000
MAX_CONTENT = 64 * 1024 * 1024
_PART = 500
_BLOB_NAME = re.compile(rb'"([0-9a-f]{64})"')
_HEADER = {"device": str, "seq": int, "clock": int, "seen": dict, "verb": str, "schema": str, "format": int}
_HEADER |= {"undoes": list, "redoes": list, "previous": str, "items": int, "content": str}

Vector = dict[UUID, int]
"""How far the changesets of each device are known."""
T = TypeVar("T")


class NotBelieved(ValueError):
    """A changeset that is damaged, forged or too large."""


@dataclass(frozen=True, slots=True)
class SentItem:
    """What a changeset did to one row; ``content`` is None once erased."""

    kind: str
    row_id: UUID
    content: bytes | None
    digest: bytes


@dataclass(frozen=True, slots=True)
class SentChangeset:
    """One changeset as signed."""

    device: UUID
    seq: int
    header: bytes
    signature: bytes
    items: tuple[SentItem, ...]

    @property
    def digest(self) -> bytes:
        return sha256(self.header)


@dataclass(frozen=True, slots=True)
class SentDevice:
    """A computer's enrolment, signed by itself."""

    id: UUID
    name: str
    public_key: bytes
    enrolled_at: datetime
    signature: bytes


@dataclass(frozen=True, slots=True)
class SentBlob:
    """A file that the changesets name by its digest."""

    digest: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything beyond what the receiver knows of this ``dossier``."""

    dossier: UUID
    devices: tuple[SentDevice, ...] = ()
    changesets: tuple[SentChangeset, ...] = ()
    blobs: tuple[SentBlob, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """The signed facts of a changeset that merging needs."""

    device: UUID
    seq: int
    clock: int
    seen: Vector
    schema: str
    format: int
    actor: UUID | None
    verb: str
    group: UUID | None
    undoes: tuple[int, ...]
    redoes: tuple[int, ...]
    previous: bytes
    items: int
    content: bytes


def dossier_of(session: Session) -> UUID:
    """The id that all copies of one dossier share."""
    return UUID(session.scalars(select(Meta.value).where(Meta.key == "id")).one())


def version_vector(session: Session) -> Vector:
    """How far this dossier knows each device's changesets. What was set aside doesn't count."""
    query = select(Changeset.device, func.max(Changeset.seq)).group_by(Changeset.device)
    return {device: seq for device, seq in session.execute(query)}


def changesets_since(session: Session, vector: Mapping[UUID, int]) -> Bundle:
    """What someone lacks who knows ``vector``, with the files it names; what is set aside here goes along."""
    sent = [
        changeset
        for device, head in version_vector(session).items()
        if head > vector.get(device, 0)
        for changeset in _of_device(session, device, vector.get(device, 0))
    ]
    aside = session.scalars(select(SetAside).order_by(SetAside.device, SetAside.seq))
    sent += [unpacked(row.content) for row in aside if row.seq > vector.get(row.device, 0)]
    return Bundle(dossier_of(session), tuple(_devices(session)), tuple(sent), tuple(_blobs(session, sent)))


def _of_device(session: Session, device: UUID, after: int) -> Iterator[SentChangeset]:
    items: dict[int, list[SentItem]] = defaultdict(list)
    own = select(ChangeItem).where(ChangeItem.device == device, ChangeItem.seq > after)
    found = session.scalars(own.order_by(ChangeItem.seq, ChangeItem.number))
    for seq, group in groupby(found, lambda item: item.seq):
        items[seq] = [SentItem(item.kind, item.row_id, item.content, item.digest) for item in group]
    query = select(Changeset).where(Changeset.device == device, Changeset.seq > after).order_by(Changeset.seq)
    for row in session.scalars(query):
        yield SentChangeset(device, row.seq, row.header, row.signature, tuple(items[row.seq]))


def _devices(session: Session) -> Iterator[SentDevice]:
    for row in session.scalars(select(Device).order_by(Device.id)):
        yield SentDevice(row.id, row.name, row.public_key, row.enrolled_at, row.signature)


def _blobs(session: Session, changesets: Iterable[SentChangeset]) -> Iterator[SentBlob]:
    contents = [item.content for changeset in changesets for item in changeset.items if item.content]
    named = sorted({found.decode() for content in contents for found in _BLOB_NAME.findall(content)})
    for part in parts(named):
        for blob in session.scalars(select(Blob).where(Blob.digest.in_(part))):
            yield SentBlob(blob.digest, blob.media_type, blobs.load(session, blob.digest))


def parts(found: Sequence[T]) -> Iterator[Sequence[T]]:
    """Pieces short enough for one IN list."""
    for start in range(0, len(found), _PART):
        yield found[start : start + _PART]


def packed(changeset: SentChangeset) -> bytes:
    """A changeset to be set aside: nothing of it is made anew."""
    items = [
        [item.kind, item.row_id.hex, _text(item.content) if item.content is not None else None, _text(item.digest)]
        for item in changeset.items
    ]
    head = [changeset.device.hex, changeset.seq, _text(changeset.header), _text(changeset.signature)]
    return canonical([*head, items])


def unpacked(data: bytes) -> SentChangeset:
    """A changeset that was set aside."""
    device, seq, header, signature, items = json.loads(data)
    return SentChangeset(
        UUID(device),
        seq,
        _bytes(header),
        _bytes(signature),
        tuple(
            SentItem(kind, UUID(row), _bytes(content) if content is not None else None, _bytes(digest))
            for kind, row, content, digest in items
        ),
    )


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(data: str) -> bytes:
    return base64.b64decode(data)


def believed_device(device: SentDevice, known: Device | None) -> bool:
    """Whether an enrolment is signed by its own key, and with the key that is known already if it is."""
    if known is not None:
        return known.public_key == device.public_key
    return is_vouched_for(device.id, device.public_key, device.name, device.signature)


def believed(changeset: SentChangeset, public_key: bytes) -> Header:
    """The signed facts of a changeset, its signature, digests, sizes and form verified; else `NotBelieved`."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if len(changeset.header) > MAX_HEADER or len(changeset.items) > MAX_ITEMS:
        raise NotBelieved("too large")
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(changeset.signature, changeset.digest)
        header = header_of(changeset.header)
    except (InvalidSignature, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotBelieved("not signed by this device") from error
    if (header.device, header.seq, header.items) != (changeset.device, changeset.seq, len(changeset.items)):
        raise NotBelieved("not what was signed")
    if sha256(*map(_digest, changeset.items)) != header.content:
        raise NotBelieved("not what was signed")
    return header


def _digest(item: SentItem) -> bytes:
    if item.content is None:
        return item.digest
    if len(item.content) > MAX_CONTENT:
        raise NotBelieved("too large")
    if item_digest(item.kind, item.row_id, item.content) != item.digest:
        raise NotBelieved("not what was signed")
    return item.digest


def header_of(data: bytes) -> Header:
    """The header's facts; ValueError, KeyError or TypeError for bytes that aren't one."""
    found = json.loads(data)
    for name, kind in _HEADER.items():
        if not isinstance(found[name], kind):
            raise TypeError(name)
    return Header(
        UUID(found["device"]),
        found["seq"],
        found["clock"],
        {UUID(device): int(seq) for device, seq in found["seen"].items()},
        found["schema"],
        found["format"],
        UUID(found["actor"]) if found["actor"] else None,
        found["verb"],
        UUID(found["group"]) if found["group"] else None,
        tuple(map(int, found["undoes"])),
        tuple(map(int, found["redoes"])),
        bytes.fromhex(found["previous"]),
        found["items"],
        bytes.fromhex(found["content"]),
    )


def is_sound(content: Any) -> bool:
    """Whether an item's content has the form that folding needs."""
    try:
        return isinstance(content["fields"], dict) and all(
            isinstance(step["epoch"], int) and isinstance(step["before"], str) and texts.is_update(step["update"])
            for step in content.get("texts", {}).values()
        )
    except (KeyError, TypeError, AttributeError):
        return False
