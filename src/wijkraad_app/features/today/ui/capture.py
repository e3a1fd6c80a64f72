"""The line that takes anything down: a signal, an action or an idea."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from wijkraad_app.features.meetings.queries import PersonRow
from wijkraad_app.features.meetings.rules.capture import Candidate, Captured, capture
from wijkraad_app.features.signals.rules import privacy
from wijkraad_app.features.signals.rules.words import PROPOSAL, REPORT
from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _, language
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.paint import round_rect
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.choices import Segments
from wijkraad_app.ui.widgets.labels import Icon, Label, keys

SIGNAL, ACTION, IDEA = "signal", "action", "idea"
_KINDS = (SIGNAL, ACTION, IDEA)
_DRAFT = "today.draft"


@dataclass(frozen=True, slots=True)
class _Draft:
    text: str
    kind: str


class CaptureLine(QWidget):
    """Enter takes down what is typed; up and down change what it is; Esc empties it.

    In an action “@name” and a day are understood; contact data in a signal go where only it shows them.
    """

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self._people: tuple[Candidate, ...] = ()
        self.edit = QLineEdit()
        self.edit.setProperty("is", "bare")
        self.edit.setMaxLength(2000)
        self.edit.setPlaceholderText(_("Quickly note a signal, action or idea…"))
        self.edit.setAccessibleName(_("Quickly note a signal, action or idea"))
        self.edit.setAccessibleDescription(_("Up and down choose what it is, Enter adds it"))
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._show)
        self.edit.returnPressed.connect(self._take)
        words = [(SIGNAL, _("Signal")), (ACTION, _("Action")), (IDEA, _("Idea"))]
        self.kind = Segments(_("What it is"), words, style="pills")
        self.kind.changed.connect(lambda _kind: self._show())
        self.understood = Label("", "small", "accent_text")
        self._lay_out()
        self.setFocusProxy(self.edit)
        self._restore()
        self._show()

    def _lay_out(self) -> None:
        self._keys = QWidget()
        self._keys.setLayout(keys("Ctrl+Shift+N"))
        self._line = row(Icon("plus", "text_2", 18), (self.edit, 1), gap=10, margins=(14, 5, 10, 5))
        self._below: QWidget | None = None
        if theme.large_text():
            self._below = QWidget()
            self._line.addWidget(self._keys)
            self._below.setLayout(row(self.understood, self.kind, None, gap=10, margins=(14, 0, 10, 8)))
            self.setLayout(column(self._line, self._below, gap=0))
        else:
            for part in (self.understood, self.kind, self._keys):
                self._line.addWidget(part)
            self.setLayout(self._line)
        self.setMinimumHeight(px(48))

    # --- what is understood ------------------------------------------------------------
    def set_people(self, people: tuple[PersonRow, ...]) -> None:
        """Who can own an action."""
        self._people = tuple(Candidate(one.id, one.name) for one in people)

    def _captured(self) -> Captured:
        me = self.app.workspace.actor
        return capture(self.edit.text(), self._people, clock.today(), kind="action", me=me, language=language())

    @Slot(str)
    def _show(self, _text: str = "") -> None:
        typed = bool(self.edit.text().strip())
        self.understood.setText(self._meaning() if typed else "")
        self.understood.setHidden(not self.understood.plain())
        self.kind.setHidden(not typed)
        if self._below is not None:
            self._below.setHidden(not typed)
        self._keys.setHidden(typed)
        self.update()

    def _meaning(self) -> str:
        if self.kind.value() != ACTION:
            found = privacy.found_contact(self.edit.text())
            return _("contact data go apart") if found else ""
        understood = self._captured()
        day = dates.short_date(understood.due) if understood.due else ""
        return ", ".join(part for part in (understood.owner_name, day) if part)

    # --- taking it down ----------------------------------------------------------------
    @Slot()
    def _take(self) -> None:
        text, kind = self.edit.text().strip(), self.kind.value()
        if not text:
            return
        verb, fields, said = self._as_action() if kind == ACTION else self._as_signal(text, kind)
        self.edit.clear()
        self.app.do(self, verb, done=partial(self._taken, kind, said), failed=partial(self._refused, text), **fields)

    def _as_action(self) -> tuple[Any, dict[str, Any], str]:
        from wijkraad_app.features.meetings import service as meetings

        found = self._captured()
        owner = found.owner or (None if found.owner_name else self.app.workspace.actor)
        fields = {"text": found.text, "owner": owner, "owner_name": found.owner_name, "due": found.due}
        return meetings.add_action, fields, _("Action added")

    def _as_signal(self, text: str, kind: str) -> tuple[Any, dict[str, Any], str]:
        from wijkraad_app.features.signals import service as signals

        rest, contact = privacy.taken_out(text)
        fields = {"text": rest, "contact": dict(contact), "kind": PROPOSAL if kind == IDEA else REPORT}
        if not privacy.title_of(rest):
            fields["title"] = _("Signal without words")
        return signals.add_signal, fields, _("Idea kept with the signals") if kind == IDEA else _("Signal added")

    def _taken(self, kind: str, said: str, id: UUID) -> None:
        ref = EntityRef("action" if kind == ACTION else "signal", id)
        self.app.toast(said, _("Open"), lambda: self.app.navigate(ref))

    def _refused(self, text: str, error: BaseException) -> None:
        if not self.edit.text():
            self.edit.setText(text)
        self.app.tell(error)

    # --- keeping it --------------------------------------------------------------------
    def keep(self) -> None:
        """What is typed outlives another theme or language."""
        self.app.services[_DRAFT] = _Draft(self.edit.text(), self.kind.value())

    def _restore(self) -> None:
        draft = self.app.services.pop(_DRAFT, None)
        if isinstance(draft, _Draft):
            self.kind.set_value(draft.kind)
            self.edit.setText(draft.text)

    # --- keys and looks ----------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.edit.text():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.kind.set_value(_KINDS[(_KINDS.index(self.kind.value()) + step) % len(_KINDS)])
            self._show()
            return True
        if event.key() == Qt.Key.Key_Escape and self.edit.text():
            self.edit.clear()
            return True
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.edit.hasFocus()
        edge = ("focus", 2.0) if on else ("line_strong", 1.0)
        round_rect(painter, QRectF(self.rect()), px(theme.R_CARD), "surface", *edge)
        painter.end()
