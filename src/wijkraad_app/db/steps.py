"""Reads the steps of rows from the journal, for the fold."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from .fold import UPCASTERS, Content, Step, upcast
from .tables import ChangeItem, Changeset


def steps_of(session: Session, kind: str, rows: Sequence[UUID]) -> dict[UUID, list[Step]]:
    """All steps of these rows (at most some hundreds) in no certain order; rows without any are left out."""
    found: dict[UUID, list[Step]] = defaultdict(list)
    query = (
        select(ChangeItem.row_id, ChangeItem.content, Changeset.clock, Changeset.device, Changeset.header)
        .join(Changeset, (ChangeItem.device == Changeset.device) & (ChangeItem.seq == Changeset.seq))
        .where(ChangeItem.kind == kind, ChangeItem.row_id.in_(rows))
    )
    for row_id, content, clock, device, header in session.execute(query):
        found[row_id].append(Step(clock, device, _content(kind, content, header)))
    return found


def _content(kind: str, content: bytes | None, header: bytes) -> Content | None:
    if content is None:
        return None
    read: Content = json.loads(content)
    return upcast(json.loads(header)["schema"], kind, read) if UPCASTERS else read
