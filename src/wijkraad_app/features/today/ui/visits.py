"""What was opened lately on this computer: ids and moments only, kept per dossier outside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Slot

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App

KEPT = 30
LOOK_EVERY = 1000
SERVICE = "today.visits"


class Visits(QObject):
    """Counts a record as opened once it has stayed in front from one look to the next; goes with the window."""

    def __init__(
        self, app: App, window: QObject, key: str, kinds: Callable[[EntityRef], bool], *, every: int = LOOK_EVERY
    ) -> None:
        super().__init__(window)
        self._app, self._key, self._kinds = app, f"visited {key}", kinds
        self._before: EntityRef | None = None
        self._moments = dict(_read(app.preferences.get(self._key)))
        self._timer = QTimer(self, interval=every)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def moments(self) -> dict[EntityRef, datetime]:
        """When each record was opened last, newest first."""
        return dict(sorted(self._moments.items(), key=lambda one: one[1], reverse=True))

    @Slot()
    def look(self) -> None:
        """See what is in front now."""
        page = getattr(self._app.shell, "page", lambda: None)()
        ref: EntityRef | None = page.current() if page is not None else None
        stays, newest = ref == self._before, next(iter(self.moments()), None)
        self._before = ref
        if stays and ref is not None and ref != newest and self._kinds(ref):
            self._moments[ref] = clock.now()
            self._keep()

    def _keep(self) -> None:
        self._moments = dict(list(self.moments().items())[:KEPT])
        rows = [[ref.kind, ref.id.hex, at.isoformat()] for ref, at in self._moments.items()]
        self._app.preferences.set(self._key, rows)


def _read(kept: Any) -> list[tuple[EntityRef, datetime]]:
    """What the preferences hold, as far as it can be read."""
    found = []
    for row in kept if isinstance(kept, list) else []:
        try:
            kind, id, at = row
            found.append((EntityRef(str(kind), UUID(id)), datetime.fromisoformat(at)))
        except (TypeError, ValueError):
            continue
    return found
