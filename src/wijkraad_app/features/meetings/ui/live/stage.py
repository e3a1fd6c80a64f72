"""What the public sees now: one for each open dossier, whichever page is in front.

Whatever takes a vote says here when a secret ballot is under way, ``stage_of(app).set_ballot_open(True, "dialog")``,
and False when it is left: meanwhile there is the title of the meeting only. The key does the same until the result of
a ballot is entered.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QScreen

from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App

from ... import queries
from ...queries import MeetingView
from .projector import Projector
from .scene import Curtain, Scene, scene_of
from .screens import Rect, free_screen

SERVICE = "meetings.stage"
BLANK = Qt.Key.Key_F9


class Stage(QObject):
    """Follows one meeting. ``changed`` when the room sees something else, or the window opened or closed."""

    changed = Signal()

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._app = app
        self._view: MeetingView | None = None
        self._window: Projector | None = None
        self._safe: dict[UUID, bool] = {}
        self.curtain = Curtain()
        self._ballots: frozenset[str] = frozenset()
        self._counted = 0
        self.held: UUID | None = None
        """The meeting whose screen is in front of its page, also when that page is made anew."""
        app.changes.connect(self._changed)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self._unplugged)

    # --- what is shown -----------------------------------------------------------------------
    @property
    def scene(self) -> Scene:
        """What the room may see of the meeting that is followed."""
        return scene_of(self._view, self.curtain) if self._view is not None else Scene("")

    def follow(self, view: MeetingView) -> None:
        """This meeting from now on, as it is now."""
        if self._view is not None and self._view.id != view.id:
            self.curtain, self._ballots = Curtain(), frozenset()
        self._take(view)

    def _take(self, view: MeetingView) -> None:
        self._view = view
        if "" in self._ballots and _ballots_counted(view) > self._counted:
            self.set_ballot_open(False)
        self._show()

    def set_ballot_open(self, on: bool, where: str = "") -> None:
        """A secret ballot is under way, or over, for all that ``where`` knows."""
        self._ballots = self._ballots | {where} if on else self._ballots - {where}
        self._draw(replace(self.curtain, ballot=bool(self._ballots)))

    def toggle_ballot(self) -> None:
        """By the key: papers go round, or are counted."""
        self._counted = _ballots_counted(self._view)
        self.set_ballot_open("" not in self._ballots)

    def toggle_blank(self) -> None:
        """The key that blanks, or shows again."""
        self._draw(replace(self.curtain, blank=not self.curtain.blank))

    def _draw(self, curtain: Curtain) -> None:
        if curtain != self.curtain:
            self.curtain = curtain
            self._show()

    def _show(self) -> None:
        if self._window is not None:
            self._window.show_scene(self.scene)
        self.changed.emit()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        kinds = ("meeting", "item", "attendance", "decision", "speaker", "person")
        if self._window is not None and self._view is not None and changes.touches(*kinds):
            self._app.read(self, queries.meeting_view, self._view.id, done=self._know, latest="stage")

    def _know(self, view: MeetingView | None) -> None:
        if view is None:
            self.close_window()
        elif self._view is not None and view.id == self._view.id:
            self._take(view)

    def in_words(self) -> str:
        """What the room sees, for the secretary; "" while there is no window."""
        if self._window is None:
            return ""
        scene = self.scene
        if scene.sort == "item":
            return (
                _("Room sees item {number}").format(number=scene.number) if scene.number else _("Room sees this item")
            )
        return _("Room sees the break") if scene.sort == "break" else _("Room sees the title only")

    # --- the window --------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The key that blanks works everywhere, also above a dialog, as long as the window is there."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self.open:
            return False
        if event.key() != BLANK or event.modifiers():
            return False
        if not event.isAutoRepeat():
            self.toggle_blank()
        return True

    @property
    def open(self) -> bool:
        return self._window is not None

    def open_window(self) -> None:
        """On the second screen; without one a window to be moved by hand."""
        if self._window is not None:
            return
        self._window = Projector()
        self._window.revealed.connect(self._show_again)
        window = self._app.shell.widget()
        if window is not None:
            closed = getattr(window, "closed", None)
            if closed is not None:
                closed.connect(self.close_window)
        application = QGuiApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._window.show_scene(self.scene)
        self._window.show_on(self.second_screen())
        if window is not None:
            window.activateWindow()  # some systems give a new window the keyboard whatever it says
        self.changed.emit()

    @Slot()
    def close_window(self) -> None:
        """The room sees nothing of us any more."""
        if self._window is not None:
            window, self._window = self._window, None
            application = QGuiApplication.instance()
            if application is not None:
                application.removeEventFilter(self)
            window.hide()
            window.deleteLater()
            self.changed.emit()

    @Slot()
    def _show_again(self) -> None:
        self._show()

    @Slot(QScreen)
    def _unplugged(self, _screen: QScreen) -> None:
        """The projector was taken away: its window must not come to lie over the notes."""
        if self._window is not None and self.second_screen() is None:
            self.close_window()
            self._app.toast(_("The second screen is gone. The projector's window is closed."), icon="monitor-off")

    def second_screen(self) -> QScreen | None:
        """A screen that shows nothing of the one the program is on."""
        screens = QGuiApplication.screens()
        window = self._app.shell.widget()
        own = window.screen() if window is not None else QGuiApplication.primaryScreen()
        at = next((place for place, one in enumerate(screens) if one is own), 0)
        free = free_screen([_rect(one) for one in screens], at) if screens else None
        return screens[free] if free is not None else None

    # --- one screen for both -----------------------------------------------------------------
    def answered(self, meeting: UUID) -> bool | None:
        """Whether others look at the meeting screen itself; None while nobody was asked. A second screen makes the
        question needless."""
        if self.second_screen() is not None:
            return False
        return self._safe.get(meeting)

    def answer(self, meeting: UUID, *, safe: bool) -> None:
        """Remember it as long as the program runs."""
        self._safe[meeting] = safe


def _ballots_counted(view: MeetingView | None) -> int:
    return sum(row.method == "ballot" and row.counted for row in view.decisions) if view is not None else 0


def _rect(screen: QScreen) -> Rect:
    found = screen.geometry()
    return found.x(), found.y(), found.width(), found.height()


def stage_of(app: App) -> Stage:
    """The stage of an open dossier."""
    found = app.services.get(SERVICE)
    if not isinstance(found, Stage):
        found = app.services[SERVICE] = Stage(app)
    return found
