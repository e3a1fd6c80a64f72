"""What a merge left for a person, with the words people know records by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy.orm import Session

from wijkraad_app.db import loose_ends
from wijkraad_app.db.base import journaled_models
from wijkraad_app.db.check import wording
from wijkraad_app.features.council import queries as council
from wijkraad_app.features.erasure import queries as erasure
from wijkraad_app.features.search.rules.fields import field_word
from wijkraad_app.kernel.ids import EntityRef

from .rules import Left, Matter


def left(session: Session) -> tuple[Left, ...]:
    """Everything that is left to put right, each thing once."""
    if not loose_ends.any_possible(session):
        return ()
    found: dict[object, Left] = {}
    for read in (_crossed, _late, _places, _waiting):
        for one in read(session):
            found.setdefault(one.key, one)
    return tuple(found.values())


def _crossed(session: Session) -> Iterator[Left]:
    for one in loose_ends.crossed_erasures(session):
        told, shown = _known(session, one.ref)
        yield Left(
            Matter.CROSSED, one.ref, told, wording.called(one.ref.kind), shown, repeatable=one.repeatable
        )  # fmt: skip


def _late(session: Session) -> Iterator[Left]:
    edits = loose_ends.late_edits(session)
    names = council.person_names(session, {one.actor for one in edits if one.actor})
    for one in edits:
        told, shown = _known(session, one.ref)
        yield Left(
            Matter.LATE, one.ref, told, wording.called(one.ref.kind), shown, field=one.field,
            field_word=field_word(one.field), when=one.when, who=_name(names, one.actor), device=one.device,
        )  # fmt: skip


def _name(names: dict[UUID, str], actor: UUID | None) -> str:
    return names.get(actor, "") if actor else ""


def _places(session: Session) -> Iterator[Left]:
    for one in loose_ends.without_place(session):
        yield Left(
            Matter.PLACE, one.ref, one.title, wording.called(one.ref.kind), parent=one.parent,
            parent_title=one.parent_title, parent_called=wording.called(one.parent.kind),
        )  # fmt: skip


def _waiting(session: Session) -> Iterator[Left]:
    counted = Counter((one.device, one.reason) for one in loose_ends.waiting(session))
    for (device, reason), count in counted.items():
        yield Left(Matter.WAITING, device=device, reason=reason, count=count)


def _known(session: Session, ref: EntityRef) -> tuple[str, EntityRef | None]:
    row = session.get(journaled_models()[ref.kind], ref.id)
    return (erasure.told(session, row), erasure.shown_at(session, row)) if row is not None else ("", None)
