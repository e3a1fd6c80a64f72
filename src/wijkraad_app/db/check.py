"""Integrity of a dossier: the file, the chain of signed changesets, and each row against its fold.

A row is a deterministic fold over its change items: scalar fields by the newest clock (ties by device), long
texts by merging all updates. A row changed behind the journal's back differs from its fold and is named.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from wijkraad_app.kernel.i18n import _

from . import texts
from .base import Journaled, journaled_models
from .canonical import sha256, to_json
from .journal import LABEL_KIND, item_digest
from .tables import ChangeItem, Changeset, Device


def fold(items: Iterable[tuple[int, UUID, dict[str, Any]]]) -> dict[str, Any]:
    """The fields of one row from its change items ``(clock, device, content)``, in whatever order they came."""
    fields: dict[str, Any] = {}
    updates: dict[str, list[str]] = defaultdict(list)
    for _clock, _device, content in sorted(items, key=lambda item: (item[0], item[1].hex)):
        fields |= content["fields"]
        for name, step in content.get("texts", {}).items():
            updates[name].append(step["update"])
    return fields | {name: texts.merged(found) for name, found in updates.items()}


def problems(session: Session) -> list[str]:
    """Everything that is wrong, each in one sentence; empty when the dossier is sound."""
    found: list[str] = []
    for part in (_file, _chain, _rows, _references):
        try:
            found += part(session)
        except (ValueError, KeyError, TypeError, DatabaseError):
            found.append(_("The file itself is damaged. Open the newest backup."))
    return list(dict.fromkeys(found))


def _file(session: Session) -> Iterator[str]:
    found = session.execute(text("PRAGMA quick_check")).scalars().all()
    if found != ["ok"]:
        yield _("The file itself is damaged. Open the newest backup.")


def _chain(session: Session) -> Iterator[str]:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    keys = {d.id: Ed25519PublicKey.from_public_bytes(d.public_key) for d in session.scalars(select(Device))}
    last: dict[UUID, tuple[int, bytes]] = {}
    items = _digests(session)
    for changeset in session.scalars(select(Changeset).order_by(Changeset.device, Changeset.seq)):
        name = f"{str(changeset.device)[:8]}/{changeset.seq}"
        header = json.loads(changeset.header)
        seq, previous = last.get(changeset.device, (0, b""))
        last[changeset.device] = (changeset.seq, changeset.digest)
        if changeset.seq != seq + 1 or header["previous"] != previous.hex():
            yield _("Change {name} doesn't follow the one before it: something was removed.").format(name=name)
        if sha256(changeset.header) != changeset.digest or not _same(changeset, header):
            yield _("Change {name} was altered after it was signed.").format(name=name)
        if sha256(*items[changeset.device, changeset.seq]).hex() != header["content"]:
            yield _("The content of change {name} isn't what was signed.").format(name=name)
        try:
            keys[changeset.device].verify(changeset.signature, changeset.digest)
        except (InvalidSignature, KeyError):
            yield _("Change {name} isn't signed by a computer this dossier knows.").format(name=name)


def _same(changeset: Changeset, header: dict[str, Any]) -> bool:
    actor = changeset.actor.hex if changeset.actor else None
    told = (header["device"], header["seq"], header["clock"], header["verb"], header["actor"])
    return told == (changeset.device.hex, changeset.seq, changeset.clock, changeset.verb, actor)


def _digests(session: Session) -> dict[tuple[UUID, int], list[bytes]]:
    found: dict[tuple[UUID, int], list[bytes]] = defaultdict(list)
    query = select(ChangeItem).order_by(ChangeItem.device, ChangeItem.seq, ChangeItem.number)
    for item in session.scalars(query.execution_options(yield_per=1000)):
        sound = item.content is None or item_digest(item.kind, item.row_id, item.content) == item.digest
        found[item.device, item.seq].append(item.digest if sound else b"altered")
    return found


def _rows(session: Session) -> Iterator[str]:
    stored = _contents(session)
    for kind, model in journaled_models().items():
        names = [attribute.key for attribute in inspect(model).column_attrs if attribute.key != "id"]
        for row in session.scalars(select(model).execution_options(yield_per=500)):
            items = stored.pop((kind, row.id), None)
            if items is None:
                yield _missing(row, _("“{title}” ({kind}) isn't in the journal: it was put in by another way."))
            elif _differs(row, fold(items), names):
                yield _missing(row, _("“{title}” ({kind}) was changed outside the program."))
    for kind, row_id in stored:
        if kind in journaled_models():
            yield _("A record ({kind}) of the journal is missing: {id}.").format(kind=kind, id=row_id)


def _contents(session: Session) -> dict[tuple[str, UUID], list[tuple[int, UUID, dict[str, Any]]]]:
    found: dict[tuple[str, UUID], list[tuple[int, UUID, dict[str, Any]]]] = defaultdict(list)
    query = (
        select(ChangeItem.kind, ChangeItem.row_id, ChangeItem.content, Changeset.clock, Changeset.device)
        .join(Changeset, (ChangeItem.device == Changeset.device) & (ChangeItem.seq == Changeset.seq))
        .where(ChangeItem.kind != LABEL_KIND, ChangeItem.content.is_not(None))
    )
    for kind, row_id, content, clock, device in session.execute(query):
        found[kind, row_id].append((clock, device, json.loads(content or b"{}")))
    return found


def _differs(row: Journaled, folded: dict[str, Any], names: list[str]) -> bool:
    return any(to_json(getattr(row, name)) != folded.get(name, "") for name in names if name in folded)


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
