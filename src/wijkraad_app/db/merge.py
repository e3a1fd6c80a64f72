"""Takes in the changesets of other computers: what is believed and complete is applied, the rest waits or is refused.

Rows that a changeset touches are folded anew from all their steps, so that the order of arrival never matters.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef

from . import blobs, erasure, fulltext, migrations, texts
from .base import Journaled, journaled_models
from .exchange import (
    Bundle,
    Header,
    NotBelieved,
    SentBlob,
    SentChangeset,
    SentDevice,
    Vector,
    believed,
    believed_device,
    dossier_of,
    is_sound,
    packed,
    parts,
    unpacked,
    version_vector,
)
from .fields import holds
from .fold import Folded, Step, defaults, fold, from_fields
from .hybrid_clock import milliseconds
from .journal import ERASURE_KIND, FORMAT, LABEL_KIND, MAX_REFS
from .steps import steps_of
from .tables import ChangeItem, Changeset, Device, SetAside, TextState

AHEAD = timedelta(days=1)
NEWER, WAITING, TOO_FAR = "newer", "waiting", "ahead"
ORIGIN = "receive"

_Row = tuple[str, UUID]


@dataclass(slots=True)
class Received:
    """What came of it. ``newest`` is the newest clock reading taken in, ``refused`` holds a sentence for each
    changeset or computer that isn't believed; nothing of those is stored."""

    applied: int = 0
    set_aside: int = 0
    newest: int = 0
    refused: list[str] = field(default_factory=list)
    changes: Changes = field(default_factory=lambda: Changes(frozenset(), frozenset(), ORIGIN))


def receive(session: Session, bundle: Bundle) -> Received:
    """Apply what ``bundle`` and earlier ones brought, in the open transaction (one that isn't captured).

    Twice the same, stale or out of order does no harm. `UserError` for changes of another dossier.
    """
    if bundle.dossier != dossier_of(session):
        raise UserError(_("These changes belong to another dossier. Open that one first."), code="other_dossier")
    received = Received()
    keys = _enrol(session, bundle.devices, received)
    _keep(session, bundle.blobs, received)
    sorting = _Sorting(session, keys, received)
    aside = [unpacked(row.content) for row in session.scalars(select(SetAside))]
    applied = list(sorting.accepted([*aside, *bundle.changesets]))
    rows = _store(session, applied)
    enforced = erasure.enforce(session) if any(kind == ERASURE_KIND for kind, _row in rows) else erasure.Enforced()
    _apply(session, rows | enforced.rows)
    erasure.finish(session, enforced)
    refs = frozenset(EntityRef(*row) for row in rows) if len(rows) <= MAX_REFS else frozenset()
    received.applied = len(applied)
    received.newest = max((header.clock for _changeset, header in applied), default=0)
    received.changes = Changes(frozenset(kind for kind, _row in rows), refs, ORIGIN)
    return received


def _enrol(session: Session, devices: Iterable[SentDevice], received: Received) -> dict[UUID, bytes]:
    known = {device.id: device for device in session.scalars(select(Device))}
    for sent in devices:
        if not believed_device(sent, known.get(sent.id)):
            message = _("The computer “{name}” isn't the one this dossier knows: its key is another.")
            received.refused.append(message.format(name=sent.name))
        elif sent.id not in known:
            known[sent.id] = Device(
                id=sent.id,
                name=sent.name,
                public_key=sent.public_key,
                enrolled_at=sent.enrolled_at,
                signature=sent.signature,
            )
            session.add(known[sent.id])
    return {device.id: device.public_key for device in known.values()}


def _keep(session: Session, sent: Iterable[SentBlob], received: Received) -> None:
    for blob in sent:
        if blobs.digest_of(blob.data) == blob.digest:
            blobs.store(session, blob.data, blob.media_type)
        else:
            received.refused.append(_("A file that came along is damaged. Ask for it again."))


class _Sorting:
    """Decides of each changeset whether it can be applied now, in an order in which causes come first."""

    def __init__(self, session: Session, keys: dict[UUID, bytes], received: Received) -> None:
        self._session = session
        self._keys = keys
        self._received = received
        self._heads: Vector = version_vector(session)
        self._digests: dict[tuple[UUID, int], bytes] = {}
        self._latest = int((clock.now() + AHEAD).timestamp() * 1000)

    def accepted(self, candidates: Sequence[SentChangeset]) -> Iterator[tuple[SentChangeset, Header]]:
        """Those to be applied; the others are set aside or refused here."""
        for changeset, header in sorted(self._believed(candidates), key=_age):
            reason = self._hindrance(header)
            if reason:
                self._put_aside(changeset, reason)
            elif header.previous != self._digest(header.device, header.seq - 1):
                self._refuse(changeset)
            else:
                self._heads[header.device] = header.seq
                self._digests[header.device, header.seq] = changeset.digest
                yield changeset, header

    def _believed(self, candidates: Sequence[SentChangeset]) -> Iterator[tuple[SentChangeset, Header]]:
        taken: dict[tuple[UUID, int], bytes] = {}
        for changeset in candidates:
            place = (changeset.device, changeset.seq)
            known = taken.get(place) or self._digest(*place)
            if known == changeset.digest:
                continue
            try:
                if known or changeset.device not in self._keys:
                    raise NotBelieved("two histories under one name, or an unknown one")
                header = believed(changeset, self._keys[changeset.device])
                _refuse_unsound(changeset, header)
            except NotBelieved:
                self._refuse(changeset)
                continue
            taken[place] = changeset.digest
            yield changeset, header

    def _hindrance(self, header: Header) -> str:
        if header.format > FORMAT or header.schema not in migrations.KNOWN:
            return NEWER
        if milliseconds(header.clock) > self._latest:
            return TOO_FAR
        lacks = any(self._heads.get(device, 0) < seq for device, seq in header.seen.items())
        return WAITING if lacks or header.seq != self._heads.get(header.device, 0) + 1 else ""

    def _digest(self, device: UUID, seq: int) -> bytes:
        if (device, seq) not in self._digests:
            query = select(Changeset.digest).where(Changeset.device == device, Changeset.seq == seq)
            self._digests[device, seq] = self._session.scalar(query) or b""
        return self._digests[device, seq]

    def _put_aside(self, changeset: SentChangeset, reason: str) -> None:
        self._received.set_aside += 1
        row = self._session.get(SetAside, (changeset.device, changeset.seq))
        if row is None:
            row = SetAside(device=changeset.device, seq=changeset.seq, content=packed(changeset))
            row.received_at = clock.now()
            self._session.add(row)
        row.reason = reason

    def _refuse(self, changeset: SentChangeset) -> None:
        device = self._session.get(Device, changeset.device)
        message = _("Change {number} of the computer “{name}” isn't believed: it is damaged or forged.")
        name = device.name if device is not None else str(changeset.device)[:8]
        self._received.refused.append(message.format(number=changeset.seq, name=name))


def _age(found: tuple[SentChangeset, Header]) -> tuple[int, str, int]:
    """A cause always has a lower clock than what was made with it in sight."""
    return found[1].clock, found[1].device.hex, found[1].seq


def _refuse_unsound(changeset: SentChangeset, header: Header) -> None:
    """`NotBelieved` for content that can't be folded; of a newer version of the program nothing is known yet."""
    if header.schema not in migrations.KNOWN:
        return
    models = journaled_models()
    for item in changeset.items:
        if item.content is None or item.kind not in models:
            continue
        try:
            content = json.loads(item.content)
            sound = is_sound(content)
            sound = sound and holds(models[item.kind], from_fields(models[item.kind], content["fields"]))
        except (ValueError, TypeError, AttributeError, ArithmeticError):
            sound = False
        if not sound:
            raise NotBelieved("not a step of a row")


def _store(session: Session, applied: Sequence[tuple[SentChangeset, Header]]) -> set[_Row]:
    """Put the changesets into the journal as they came; the rows they touch."""
    rows: set[_Row] = set()
    for changeset, header in applied:
        session.add(_row_of(changeset, header))
        rows |= {(item.kind, item.row_id) for item in changeset.items if item.kind != LABEL_KIND}
        waited = session.get(SetAside, (changeset.device, changeset.seq))
        if waited is not None:
            session.delete(waited)
    session.flush()
    items = [
        dict(
            device=changeset.device,
            seq=changeset.seq,
            number=number,
            kind=item.kind,
            row_id=item.row_id,
            content=item.content,
            digest=item.digest,
        )
        for changeset, _header in applied
        for number, item in enumerate(changeset.items)
    ]
    session.bulk_insert_mappings(inspect(ChangeItem), items)
    return rows


def _row_of(changeset: SentChangeset, header: Header) -> Changeset:
    return Changeset(
        device=header.device,
        seq=header.seq,
        clock=header.clock,
        actor=header.actor,
        verb=header.verb,
        undo_group=header.group,
        undoes=json.dumps(header.undoes) if header.undoes else "",
        redoes=json.dumps(header.redoes) if header.redoes else "",
        header=changeset.header,
        digest=changeset.digest,
        signature=changeset.signature,
    )


def _apply(session: Session, rows: Iterable[_Row]) -> None:
    """Bring these rows to what all their steps amount to."""
    models = journaled_models()
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for kind, row_id in rows:
        by_kind[kind].append(row_id)
    for kind in sorted(by_kind.keys() & models.keys()):
        for part in parts(sorted(by_kind[kind])):
            changed = refold(session, models[kind], part)
            session.flush()
            fulltext.index(session, changed)


def refold(session: Session, model: type[Journaled], ids: Sequence[UUID]) -> list[Journaled]:
    """Make or mend the rows of ``ids`` (at most some hundreds) from their steps."""
    steps = steps_of(session, model.__kind__, ids)
    found = {row.id: row for row in session.scalars(select(model).where(model.id.in_(ids)))}
    states = _States(session, ids)
    empty = defaults(model)
    for row_id in ids:
        folded = fold(steps[row_id])
        values = from_fields(model, empty | folded.fields) | states.merged(row_id, folded)
        row = found.get(row_id)
        if row is None:
            row = found[row_id] = model(id=row_id, **{"created_at": _oldest(steps[row_id]), **values})
            session.add(row)
        for name, value in values.items():
            setattr(row, name, value)
    return list(found.values())


def _oldest(steps: Iterable[Step]) -> datetime:
    """What no step tells is the same on every computer all the same."""
    return datetime.fromtimestamp(milliseconds(min(step.clock for step in steps)) / 1000, UTC)


class _States:
    """The documents of the long texts of some rows."""

    def __init__(self, session: Session, rows: Sequence[UUID]) -> None:
        self._session = session
        self._known: dict[UUID, dict[str, TextState]] = defaultdict(dict)
        for state in session.scalars(select(TextState).where(TextState.row_id.in_(rows))):
            self._known[state.row_id][state.field] = state

    def merged(self, row_id: UUID, folded: Folded) -> dict[str, str]:
        """The texts of a row, their documents brought along; what an erasure emptied goes with all it held."""
        known = self._known[row_id]
        for name in known.keys() - folded.updates.keys():
            self._session.delete(known[name])
        return {name: self._text(row_id, name, folded, known.get(name)) for name in folded.updates}

    def _text(self, row_id: UUID, name: str, folded: Folded, state: TextState | None) -> str:
        epoch = folded.epochs[name]
        before = state.state if state is not None and state.epoch == epoch == 0 else None
        merged = texts.merge(before, folded.updates[name])
        if state is None:
            self._session.add(TextState(row_id=row_id, field=name, epoch=epoch, state=merged.state))
        else:
            state.epoch, state.state = epoch, merged.state
        return merged.text
