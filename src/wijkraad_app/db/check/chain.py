"""The chain of signed changesets: nothing removed, altered, swapped or signed by somebody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijkraad_app.kernel.i18n import _

from .. import erasure
from ..base import journaled_models
from ..canonical import sha256
from ..device import is_vouched_for
from ..journal import item_digest
from ..tables import ChangeItem, Changeset, Device
from . import wording


def problems(session: Session) -> Iterator[str]:
    """What is wrong with the chain, each in one sentence."""
    yield from _devices(session)
    yield from _changesets(session)
    yield from _emptied(session)


def _devices(session: Session) -> Iterator[str]:
    for device in session.scalars(select(Device)):
        if not is_vouched_for(device.id, device.public_key, device.name, device.signature):
            yield _("The key of the computer “{name}” was exchanged for another.").format(name=device.name)


def _changesets(session: Session) -> Iterator[str]:
    signatures = _Signatures(session)
    items = _Items(session)
    heads = {d: s for d, s in session.execute(select(Changeset.device, func.max(Changeset.seq)).group_by("device"))}
    last: dict[UUID, tuple[int, bytes]] = {}
    query = select(Changeset).order_by(Changeset.device, Changeset.seq).execution_options(yield_per=1000)
    for changeset in session.scalars(query):
        header = json.loads(changeset.header)
        seq, previous = last.get(changeset.device, (0, b""))
        last[changeset.device] = (changeset.seq, changeset.digest)
        told = _Told(session, changeset, header)
        if changeset.seq != seq + 1 or header["previous"] != previous.hex():
            yield told(_("Before the change of {when} to {what} another one was removed."))
        if any(heads.get(UUID(device), 0) < number for device, number in header["seen"].items()):
            yield told(_("The change of {when} to {what} was built on another one that was removed."))
        if sha256(changeset.header) != changeset.digest or not _same(changeset, header):
            yield told(_("The change of {when} to {what} was altered after it was signed."))
        yield from _content(session, items.of(changeset.device, changeset.seq), header, told)
        yield from signatures.doubts(changeset, told)
    for device, seq in items.strays:
        sentence = _("A change to {what} was removed; only what it did is still in the journal.")
        yield sentence.format(what=wording.records(session, device, seq))


class _Told:
    """Says a sentence about one changeset."""

    def __init__(self, session: Session, changeset: Changeset, header: dict[str, Any]) -> None:
        self._session = session
        self._place = changeset.device, changeset.seq
        self.when = int(header["clock"])

    def __call__(self, sentence: str, what: str = "", **names: str) -> str:
        what = what or wording.records(self._session, *self._place)
        device = wording.computer(self._session, self._place[0])
        return sentence.format(when=wording.moment(self.when), what=what, device=device, **names)


def _content(
    session: Session, items: list[tuple[str, UUID, bytes, bool]], header: dict[str, Any], told: _Told
) -> Iterator[str]:
    """Each record whose item isn't what was signed; when all are sound by themselves, they aren't those that were."""
    sentence = _("What the change of {when} did to {what} isn't what was signed.")
    wrong = [(kind, row_id) for kind, row_id, _digest, sound in items if not sound]
    for kind, row_id in wrong:
        yield told(sentence, wording.record(session, kind, row_id) if kind in journaled_models() else "")
    digests = (digest for _kind, _row, digest, _sound in items)
    if not wrong and sha256(*digests).hex() != header["content"]:
        yield told(sentence)


class _Signatures:
    """The keys of the computers this dossier knows."""

    def __init__(self, session: Session) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        devices = session.scalars(select(Device)).all()
        self._keys = {device.id: Ed25519PublicKey.from_public_bytes(device.public_key) for device in devices}
        self._names = {device.id: device.name for device in devices}

    def doubts(self, changeset: Changeset, told: _Told) -> Iterator[str]:
        """Nothing when the computer that made the changeset signed it."""
        if self._signed(changeset.device, changeset):
            return
        other = next((device for device in self._keys if self._signed(device, changeset)), None)
        if other is not None:
            sentence = _("The change of {when} to {what} bears the name of “{device}” but is signed by “{other}”.")
            yield told(sentence, other=f"{self._names[other]} {str(other)[:8]}")
        else:
            yield told(_("The change of {when} to {what} isn't signed by a computer this dossier knows."))

    def _signed(self, device: UUID, changeset: Changeset) -> bool:
        from cryptography.exceptions import InvalidSignature

        try:
            self._keys[device].verify(changeset.signature, changeset.digest)
        except (InvalidSignature, KeyError):
            return False
        return True


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


class _Items:
    """The change items, read beside their changesets in the same order: never all at once.

    ``strays`` holds the changesets that have items and nothing else, once all were asked for.
    """

    def __init__(self, session: Session) -> None:
        query = select(ChangeItem).order_by(ChangeItem.device, ChangeItem.seq, ChangeItem.number)
        items = session.scalars(query.execution_options(yield_per=1000))
        self._groups = ((key, [_told(item) for item in group]) for key, group in groupby(items, _place))
        self._ahead = next(self._groups, None)
        self._before: list[tuple[UUID, int]] = []

    def of(self, device: UUID, seq: int) -> list[tuple[str, UUID, bytes, bool]]:
        """Kind, row and digest of each item of a changeset, and whether its content has that digest."""
        wanted = (device.bytes, seq)
        while self._ahead is not None and (self._ahead[0][0].bytes, self._ahead[0][1]) < wanted:
            self._before.append(self._ahead[0])
            self._ahead = next(self._groups, None)
        if self._ahead is None or self._ahead[0] != (device, seq):
            return []
        found = self._ahead[1]
        self._ahead = next(self._groups, None)
        return found

    @property
    def strays(self) -> list[tuple[UUID, int]]:
        ahead = [self._ahead[0]] if self._ahead is not None else []
        return [*self._before, *ahead, *(key for key, _found in self._groups)]


def _place(item: ChangeItem) -> tuple[UUID, int]:
    return item.device, item.seq


def _told(item: ChangeItem) -> tuple[str, UUID, bytes, bool]:
    sound = item.content is None or item_digest(item.kind, item.row_id, item.content) == item.digest
    return item.kind, item.row_id, item.digest, sound


def _emptied(session: Session) -> Iterator[str]:
    """Content that is gone must be on the list of an erasure, which is signed itself."""
    listed = {tuple(item) for record in erasure.inside(session) for item in record.items}
    query = (
        select(ChangeItem.device, ChangeItem.seq, ChangeItem.number, ChangeItem.kind, ChangeItem.row_id)
        .where(ChangeItem.content.is_(None))
        .order_by(ChangeItem.device, ChangeItem.seq, ChangeItem.number)
    )
    for device, seq, number, kind, row_id in session.execute(query):
        if (device.hex, seq, number) not in listed:
            reading = session.scalar(select(Changeset.clock).where(Changeset.device == device, Changeset.seq == seq))
            sentence = _("What the change of {when} did to {what} is gone, and no erasure took it out.")
            known = kind in journaled_models()
            what = wording.record(session, kind, row_id) if known else wording.records(session, device, seq)
            yield sentence.format(when=wording.moment(reading or 0), what=what)
