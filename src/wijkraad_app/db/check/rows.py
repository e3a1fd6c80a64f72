"""Each row against its fold: what was changed, put in or taken out behind the journal's back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from wijkraad_app.kernel.i18n import _

from ..base import Journaled, journaled_models
from ..canonical import to_json
from ..fold import Step, defaults, fold
from ..steps import steps_of
from ..tables import ChangeItem
from . import wording

_PART = 500


def problems(session: Session) -> Iterator[str]:
    """Rows that differ from the journal, each in one sentence."""
    for model in journaled_models().values():
        yield from _changed(session, model)
        yield from _gone(session, model)


def _changed(session: Session, model: type[Journaled]) -> Iterator[str]:
    empty = defaults(model)
    rows = session.scalars(select(model).execution_options(yield_per=_PART))
    for part in rows.partitions():
        steps = steps_of(session, model.__kind__, [row.id for row in part])
        for row in part:
            if row.id not in steps:
                sentence = _("{what} isn't in the journal: it was put in by another way.")
                yield sentence.format(what=wording.of_row(row))
            elif _differs(row, steps[row.id], empty):
                sentence = _("{what} was changed outside the program: it isn't what was written on {when}.")
                yield sentence.format(what=wording.of_row(row), when=_newest(steps[row.id]))


def _differs(row: Journaled, steps: Sequence[Step], empty: dict[str, Any]) -> bool:
    known = empty | fold(steps).values()
    columns = (attribute.key for attribute in inspect(type(row)).column_attrs)
    return any(name in known and to_json(getattr(row, name)) != known[name] for name in columns)


def _newest(steps: Sequence[Step]) -> str:
    return wording.moment(max(step.clock for step in steps))


def _gone(session: Session, model: type[Journaled]) -> Iterator[str]:
    known = select(model.id)
    query = select(ChangeItem.row_id).where(ChangeItem.kind == model.__kind__, ChangeItem.row_id.not_in(known))
    for row_id in session.scalars(query.distinct()).all():
        steps = steps_of(session, model.__kind__, [row_id])[row_id]
        sentence = _("{what}, last written on {when}, was taken out of the dossier outside the program.")
        when = _newest(steps) if steps else "?"
        yield sentence.format(what=wording.record(session, model.__kind__, row_id), when=when)
