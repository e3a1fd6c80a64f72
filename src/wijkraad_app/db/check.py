"""Integrity of a dossier: the file, the chain of signed changesets, and each row against its fold.

A row changed behind the journal's back differs from its fold and is named.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from . import blobs, erasure
from .base import Journaled, journaled_models
from .canonical import sha256, to_json
from .fold import Step, defaults, fold
from .journal import item_digest
from .steps import steps_of
from .tables import Blob, ChangeItem, Changeset, Device

_PART = 500


def problems(session: Session) -> list[str]:
    """Everything that is wrong, each in one sentence; empty when the dossier is sound."""
    found: list[str] = []
    for part in (_file, _chain, _emptied, _rows, _references, _blobs):
        try:
            found += part(session)
        except (ValueError, KeyError, TypeError, DatabaseError):
            found.append(_("The file itself is damaged. Open the newest backup."))
    return list(dict.fromkeys(found))


def _file(session: Session) -> Iterator[str]:
    if session.get_bind().dialect.name != "sqlite":
        return
    found = session.execute(text("PRAGMA quick_check")).scalars().all()
    if found != ["ok"]:
        yield _("The file itself is damaged. Open the newest backup.")


def _chain(session: Session) -> Iterator[str]:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    keys = {d.id: Ed25519PublicKey.from_public_bytes(d.public_key) for d in session.scalars(select(Device))}
    last: dict[UUID, tuple[int, bytes]] = {}
    items = _Digests(session)
    query = select(Changeset).order_by(Changeset.device, Changeset.seq).execution_options(yield_per=1000)
    for changeset in session.scalars(query):
        name = f"{str(changeset.device)[:8]}/{changeset.seq}"
        header = json.loads(changeset.header)
        seq, previous = last.get(changeset.device, (0, b""))
        last[changeset.device] = (changeset.seq, changeset.digest)
        if changeset.seq != seq + 1 or header["previous"] != previous.hex():
            yield _("Change {name} doesn't follow the one before it: something was removed.").format(name=name)
        if sha256(changeset.header) != changeset.digest or not _same(changeset, header):
            yield _("Change {name} was altered after it was signed.").format(name=name)
        if sha256(*items.of(changeset.device, changeset.seq)).hex() != header["content"]:
            yield _("The content of change {name} isn't what was signed.").format(name=name)
        try:
            keys[changeset.device].verify(changeset.signature, changeset.digest)
        except (InvalidSignature, KeyError):
            yield _("Change {name} isn't signed by a computer this dossier knows.").format(name=name)
    for device, number in items.rest():
        name = f"{str(device)[:8]}/{number}"
        yield _("Change {name} doesn't follow the one before it: something was removed.").format(name=name)


def _emptied(session: Session) -> Iterator[str]:
    """Content that is gone must be on the list of an erasure, which is signed itself."""
    listed = {tuple(item) for record in erasure.inside(session) for item in record.items}
    query = select(ChangeItem.device, ChangeItem.seq, ChangeItem.number).where(ChangeItem.content.is_(None))
    for device, seq, number in session.execute(query):
        if (device.hex, seq, number) not in listed:
            name = f"{str(device)[:8]}/{seq}"
            yield _("The content of change {name} is gone, and no erasure took it out.").format(name=name)


def _same(changeset: Changeset, header: dict[str, Any]) -> bool:
    """Whether the columns repeat what was signed."""
    actor = changeset.actor.hex if changeset.actor else None
    group = changeset.undo_group.hex if changeset.undo_group else None
    undoes, redoes = json.loads(changeset.undoes or "[]"), json.loads(changeset.redoes or "[]")
    told = [header[name] for name in ("device", "seq", "clock", "verb", "actor", "group", "undoes", "redoes")]
    return told == [
        *(changeset.device.hex, changeset.seq, changeset.clock, changeset.verb, actor, group),
        *(undoes, redoes),
    ]


class _Digests:
    """The digests of change items, read beside their changesets in the same order: never all at once."""

    def __init__(self, session: Session) -> None:
        query = select(ChangeItem).order_by(ChangeItem.device, ChangeItem.seq, ChangeItem.number)
        items = session.scalars(query.execution_options(yield_per=1000))
        self._groups = ((key, [_digest(item) for item in group]) for key, group in groupby(items, _place))
        self._ahead = next(self._groups, None)
        self._strays: list[tuple[UUID, int]] = []

    def of(self, device: UUID, seq: int) -> list[bytes]:
        """The digests of one changeset; what lies before it belongs to none."""
        wanted = (device.bytes, seq)
        while self._ahead is not None and (self._ahead[0][0].bytes, self._ahead[0][1]) < wanted:
            self._strays.append(self._ahead[0])
            self._ahead = next(self._groups, None)
        if self._ahead is None or self._ahead[0] != (device, seq):
            return []
        found = self._ahead[1]
        self._ahead = next(self._groups, None)
        return found

    def rest(self) -> list[tuple[UUID, int]]:
        """Changesets that have items and nothing else."""
        ahead = [self._ahead[0]] if self._ahead is not None else []
        return [*self._strays, *ahead, *(key for key, _digests in self._groups)]


def _place(item: ChangeItem) -> tuple[UUID, int]:
    return item.device, item.seq


def _digest(item: ChangeItem) -> bytes:
    sound = item.content is None or item_digest(item.kind, item.row_id, item.content) == item.digest
    return item.digest if sound else b"altered"


def _rows(session: Session) -> Iterator[str]:
    for kind, model in journaled_models().items():
        empty = defaults(model)
        rows = session.scalars(select(model).execution_options(yield_per=_PART))
        for part in rows.partitions():
            steps = steps_of(session, kind, [row.id for row in part])
            for row in part:
                if row.id not in steps:
                    yield _missing(row, _("“{title}” ({kind}) isn't in the journal: it was put in by another way."))
                elif _differs(row, steps[row.id], empty):
                    yield _missing(row, _("“{title}” ({kind}) was changed outside the program."))
        known = select(model.id)
        query = select(ChangeItem.row_id).where(ChangeItem.kind == kind, ChangeItem.row_id.not_in(known)).distinct()
        for row_id in session.scalars(query):
            yield _("A record ({kind}) of the journal is missing: {id}.").format(kind=kind, id=row_id)


def _differs(row: Journaled, steps: Sequence[Step], empty: dict[str, Any]) -> bool:
    known = empty | fold(steps).values()
    columns = (attribute.key for attribute in inspect(type(row)).column_attrs)
    return any(name in known and to_json(getattr(row, name)) != known[name] for name in columns)


def _missing(row: Journaled, sentence: str) -> str:
    return sentence.format(title=str(getattr(row, row.__title__) or "")[:80], kind=row.__kind__)


def _references(session: Session) -> Iterator[str]:
    models = journaled_models()
    for model in models.values():
        for attribute in inspect(model).column_attrs:
            target = models.get(attribute.columns[0].info.get("ref", ""))
            if target is None:
                continue
            column = attribute.columns[0]
            known = select(target.id)
            query = select(model).where(model.deleted.is_(False), column.is_not(None), column.not_in(known))
            for row in session.scalars(query.limit(20)):
                yield _missing(row, _("“{title}” ({kind}) refers to something that isn't there."))


def _blobs(session: Session) -> Iterator[str]:
    for digest in session.scalars(select(Blob.digest)).all():
        try:
            blobs.load(session, digest)
        except UserError as error:
            yield error.message
