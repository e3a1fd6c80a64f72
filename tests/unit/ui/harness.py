"""A dossier made of nothing, for pages and widgets under test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from wijkraad_app.kernel import threads
from wijkraad_app.kernel.changes import ChangeBus, Changes
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.kernel.workspace import Stepped


class FakeWorkspace:
    """Queries get ``self.data`` as their session, verbs as their unit of work; every verb can be undone by name."""

    def __init__(self, data: Any = None) -> None:
        self.path = Path("wijkraad.dossier")
        self.changes = ChangeBus()
        self.actor: UUID | None = None
        self.encrypted = True
        self.read_only = False
        self.data = data
        self.done: list[tuple[str, dict[str, Any], UUID | None]] = []
        self.undone: list[str] = []

    def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        threads.check()
        return query(self.data, *args, **kwargs)

    def do(self, verb: Callable[..., Any], /, *, group: UUID | None = None, **kwargs: Any) -> Any:
        threads.check()
        result = verb(self.data, **kwargs)
        self.done.append((verb.__name__, kwargs, group))
        self.changes.post(Changes(frozenset({"thing"}), frozenset(), verb.__name__))
        return result

    def undo(self, *, within: EntityRef | None = None) -> Stepped:
        threads.check()
        if not self.done:
            raise UserError("Er is niets om ongedaan te maken.", code="nothing_to_undo")
        self.undone.append(self.done.pop()[0])
        return Stepped(self.undone[-1], frozenset())

    def redo(self, *, within: EntityRef | None = None) -> Stepped:
        threads.check()
        if not self.undone:
            raise UserError("Er is niets om opnieuw te doen.", code="nothing_to_redo")
        self.done.append((self.undone.pop(), {}, None))
        return Stepped(self.done[-1][0], frozenset())

    def close(self) -> None: ...


class WindowSpy(QObject):
    """Sees every window that shows itself while it watches: a part made visible before it has a place flashes so."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.accessibleName()}".strip())
        return False

    def stop(self) -> list[str]:
        """The windows seen, menus and tooltips left out."""
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        return [one for one in self.shown if not one.startswith(("QMenu", "QTipLabel"))]
