"""A computer's clock that can't be right: earlier than what is in the dossier, or years ahead of it.

The order of changes, and which of two wins after a merge, follows the clock: one that is years ahead wins for ever.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijkraad_app.kernel import clock

from .hybrid_clock import milliseconds
from .tables import Changeset, Meta

SLACK = timedelta(days=1)
"""A wrong time zone or a summer hour is no more; the journal's own clock bridges that."""
AHEAD = timedelta(days=3 * 365)
"""So long nobody leaves a dossier untouched."""


def doubt(session: Session) -> tuple[datetime, datetime] | None:
    """What the clock says now and the newest moment in the dossier, when these can't both be right; else None."""
    newest = newest_moment(session)
    now = clock.now()
    return (now, newest) if newest is not None and in_doubt(now, newest) else None


def in_doubt(now: datetime, newest: datetime) -> bool:
    """Whether a clock that says ``now`` can't be right, given that ``newest`` has been. Both aware."""
    return now < newest - SLACK or now > newest + AHEAD


def newest_moment(session: Session) -> datetime | None:
    """The newest change, or else when the dossier was made."""
    reading = session.scalar(select(func.max(Changeset.clock)))
    moments = [datetime.fromtimestamp(milliseconds(reading) / 1000, UTC)] if reading else []
    made = session.scalar(select(Meta.value).where(Meta.key == "made"))
    if made:
        moments.append(datetime.fromisoformat(made))
    return max(moments, default=None)
