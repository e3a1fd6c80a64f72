"""Today: what is due, the next meeting, and what you worked on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from wijkraad_app.features.meetings.queries import ActionRow
from wijkraad_app.kernel import clock, notices
from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.kernel.notices import Notice
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, frame, row, scroll
from wijkraad_app.ui.page import Page
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.labels import Label

from .. import queries
from ..queries import TodayView
from ..rules import wording
from .capture import CaptureLine
from .parts import PaletteField
from .sections import Attention, Week
from .side import Lately, Meeting
from .visits import SERVICE, Visits

_TWO_COLUMNS = 1040
_SIDE = 348
_LATELY = 4
_LOOK_EVERY = 500


class TodayPage(Page):
    """Opens first; follows every change of the dossier."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.setProperty("is", "panel")
        self._view: TodayView | None = None
        self._compact = theme.large_text()
        self.greeting = Label("", "display", wrap=True)
        self.sentence = Label("", "body", "text_2", wrap=True)
        self.search = PaletteField(_("Search or do something…"), "Ctrl+K", self._palette)
        self.capture = CaptureLine(app)
        self._notices = QWidget()
        self._notices.setLayout(column(gap=8, margins=(0, 0, 0, 12)))
        self._notices.hide()
        self.attention, self.week = Attention(app), Week(app, self._finish)
        self.meeting, self.lately = Meeting(app), Lately(app)
        self._lay_out()
        self._greet()
        self._seen = self._now()
        self._watch = QTimer(self, interval=_LOOK_EVERY)
        self._watch.timeout.connect(self._look)
        self._watch.start()

    def _lay_out(self) -> None:
        head = row((column(self.greeting, self.sentence, gap=2), 1), self.search, gap=16, top=True)
        head.setAlignment(self.search, Qt.AlignmentFlag.AlignTop)
        self._main = QWidget()
        lists = column(self._notices, self.attention, 12, self.week, None, gap=8)
        self._main.setLayout(column(head, 12, self.capture, 12, (lists, 1), gap=8))
        self._side = QWidget()
        self._side.setLayout(column(self.meeting, 20, self.lately, None, gap=0))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.addWidget(self._main, 1)
        self._columns.addWidget(self._side)
        inner = frame(self._columns, "panel")
        self.setLayout(column((scroll(inner), 1), gap=0))
        self._arrange()

    def _arrange(self) -> None:
        """Two columns where there is room, else one below the other."""
        down = self._compact
        self._columns.setDirection(
            QBoxLayout.Direction.TopToBottom if down else QBoxLayout.Direction.LeftToRight
        )  # fmt: skip
        self._columns.setStretch(1, 1 if down else 0)
        self._columns.setSpacing(px(16 if down else 32))
        sides = (px(16), px(16), px(16), px(8)) if down else (px(32), px(26), px(32), px(16))
        self._columns.setContentsMargins(*sides)
        self._side.setMinimumWidth(0 if down else px(_SIDE))
        self._side.setMaximumWidth(16_777_215 if down else px(_SIDE))
        self.search.setHidden(theme.large_text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = theme.large_text() or self.width() < px(_TWO_COLUMNS)
        if compact != self._compact:
            self._compact = compact
            self._arrange()
            self._fill()

    # --- the shell's questions -----------------------------------------------------------
    def open(self, ref: EntityRef | None) -> None:
        self._read()
        self._ask_notices()

    def refresh(self, changes: Changes) -> None:
        self._read()

    def flush(self) -> None:
        super().flush()
        self.capture.keep()

    def first_focus(self) -> QWidget | None:
        return self.capture.edit

    def panes(self) -> list[QWidget]:
        return [self._main, self._side]

    # --- showing -------------------------------------------------------------------------
    def _visits(self) -> Visits | None:
        found = self.app.services.get(SERVICE)
        return found if isinstance(found, Visits) else None

    def _read(self) -> None:
        visits = self._visits()
        visited = tuple(visits.moments())[: 3 * _LATELY] if visits else ()
        self.app.read(
            self, queries.today_view, self.app.workspace.actor, visited, done=self._show, latest="today"
        )  # fmt: skip

    def _show(self, view: TodayView) -> None:
        if view != self._view:
            self._view = view
            self._fill()
        self._greet()
        self._show_lately()

    def _now(self) -> tuple[object, ...]:
        """What the page hangs on beside the dossier: who works here, and the hour of which day."""
        now = clock.local_now()
        return self.app.workspace.actor, now.date(), now.hour

    @Slot()
    def _look(self) -> None:
        if self.isVisible() and self._now() != self._seen:
            self._seen = self._now()
            self._read()
            self._ask_notices()

    def _ask_notices(self) -> None:
        asked = notices.of(self.app.services).asked
        self.app.run(self, lambda _job: asked(), done=self._show_notices, latest="notices")

    def _show_notices(self, found: tuple[Notice, ...]) -> None:
        layout = self._notices.layout()
        assert layout is not None
        clear(layout)
        for one in found:
            go = partial(self.app.navigate, one.target)
            layout.addWidget(Banner("warn", one.what, one.to_do, one.button, go))
        self._notices.setHidden(not found)

    def _greet(self) -> None:
        name = self._view.person if self._view else ""
        self.greeting.setText(wording.greeting(clock.local_now().time(), name))
        if self._view is not None:
            self.sentence.setText(wording.day_sentence(self._view.today, len(self._view.asking)))

    def _fill(self) -> None:
        view = self._view
        if view is None:
            return
        self.capture.set_people(view.people)
        self.attention.show_view(view, compact=self._compact)
        self.week.show_view(view, compact=self._compact)
        self.meeting.show_meeting(view.meeting)
        self._show_lately()

    def _show_lately(self) -> None:
        visits = self._visits()
        if self._view is not None:
            self.lately.show_visited(self._view.visited[:_LATELY], visits.moments() if visits else {})

    # --- doing ---------------------------------------------------------------------------
    def _palette(self) -> None:
        command = self.app.commands.get("go.palette")
        if command is not None:
            command.run()

    def _finish(self, action: ActionRow) -> None:
        from wijkraad_app.features.meetings import service as meetings

        done = partial(self._finished, action.text)
        self.app.do(self, meetings.finish_action, id=action.id, done=done, failed=self._not_finished)

    def _finished(self, text: str, _result: object) -> None:
        short = text if len(text) <= 60 else text[:59].rstrip() + "…"
        self.app.toast(_("“{action}” is done.").format(action=short), _("Undo"), self.app.undo)

    def _not_finished(self, error: BaseException) -> None:
        self._fill()
        self.app.tell(error)
