"""When a backup is too long ago, and the ages that can be chosen."""

from __future__ import annotations

from datetime import datetime, timedelta

from wijkraad_app.db.backup.thinning import MONTHS

AGES = (3, 6, MONTHS, 24, 60)
"""In months: after which a copy goes."""
WARN = timedelta(days=7)
"""Work that has no copy for longer than this is said on Today (ours)."""
WARN_AWAY = timedelta(days=30)
"""The same for the stick or folder elsewhere, which isn't there every day (ours)."""


def overdue(made: datetime | None, changed: datetime | None, now: datetime, after: timedelta = WARN) -> bool:
    """Whether work without a copy waits too long: the newest copy was ``made`` then and lacks the last change, which
    was at ``changed``. Without any copy the last change counts; a dossier in which nothing was done needs none."""
    return changed is not None and now - (made or changed) > after
