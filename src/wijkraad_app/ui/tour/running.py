"""The tour as it goes: which step, where the window is, and what is remembered on this computer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, QTimer, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.kernel.tour import LEFT, RUNNING, Step

from .. import tab_order, theme
from ..accessibility import announce
from ..main_window import MainWindow
from .card import BACK_KEY, NEXT_KEY, STOP_KEY, Card, Pointer

_LOOK_MS = 200
_LOOKS = 6
"""How often a new step scrolls to its control, as the page may still be reading; after that scrolling is the user's."""
_IDS = ("tour.next", "tour.back", "tour.stop")

ReadSteps = Callable[[Callable[[Sequence[Step]], None]], object]


class Tour(QObject):
    """One for each window. ``read(done)`` gives the steps as the dossier is now."""

    def __init__(self, window: MainWindow, read: ReadSteps) -> None:
        super().__init__(window)
        self._window, self._read = window, read
        self._preferences = window.app.preferences
        self._steps: tuple[Step, ...] = ()
        self._at, self._looks = 0, 0
        self._control: QWidget | None = None
        self.card: Card | None = None
        self.pointer = Pointer(window)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._follow)
        theme.notifier().changed.connect(self._dress)

    # --- beginning and ending ------------------------------------------------
    @property
    def running(self) -> bool:
        return self.card is not None

    @property
    def step(self) -> Step | None:
        """The step that is shown."""
        return self._steps[self._at] if self.running and self._steps else None

    def start(self) -> None:
        """Begin, or go on where it was stopped."""
        self._begin_at(_number(self._preferences.get(LEFT)))

    def resume(self) -> None:
        """Go on if the program was closed during the tour."""
        if self._preferences.get(RUNNING) is not None:
            self._begin_at(_number(self._preferences.get(RUNNING)))

    def _begin_at(self, wanted: int) -> None:
        if self.running:
            return
        self.card = self._new_card()
        self._window.extra_stops = self.card
        self._window.app.commands.replace(
            Command(_IDS[0], N_("Next step of the tour"), self.forward, NEXT_KEY, "arrow-right"),
            Command(_IDS[1], N_("Step of the tour before"), self.back, BACK_KEY, "arrow-left"),
            Command(_IDS[2], N_("Stop the tour"), self.stop, STOP_KEY, "x"),
        )
        self._read(lambda steps: self._arrived(steps, wanted))

    def _arrived(self, steps: Sequence[Step], wanted: int) -> None:
        if self.running:
            self._steps = tuple(steps)
            self._look.start()
            self._show(wanted if wanted < len(self._steps) else 0)

    def _new_card(self) -> Card:
        return Card(self._window, self.forward, self.back, self.stop, self._leave_card)

    def stop(self) -> None:
        """Put the card away; help begins again where it was."""
        self._preferences.set(LEFT, self._at)
        self._end()
        self._window.app.toast(_("Tour stopped. You find it again under Help."), icon="circle-help")

    def _finish(self) -> None:
        self._preferences.set(LEFT, 0)
        self._end()

    def _end(self) -> None:
        self._preferences.set(RUNNING, None)
        self._look.stop()
        self._window.app.commands.remove(*_IDS)
        self._window.extra_stops = None
        self._leave_card()
        if self.card is not None:
            self.card.hide()
            self.card.deleteLater()
        self.card, self._control = None, None
        self.pointer.hide()

    # --- steps -----------------------------------------------------------------
    def forward(self) -> None:
        if self._at + 1 < len(self._steps):
            self._show(self._at + 1)
        else:
            self._finish()

    def back(self) -> None:
        if self._at > 0:
            self._show(self._at - 1)

    def _show(self, at: int) -> None:
        self._at, self._control, self._looks = at, None, _LOOKS
        self._preferences.set(RUNNING, at)
        step = self._steps[at]
        on_card = self.card is not None and self.card.isAncestorOf(QApplication.focusWidget() or self._window)
        self._go(step.place)
        self._say(step)
        if on_card and self.card is not None:
            self.card.next.setFocus()
        self._follow()

    def _go(self, place: EntityRef | str | None) -> None:
        page = self._window.page()
        if place is not None and (page is None or not isinstance(place, EntityRef) or page.current() != place):
            self._window.go(place)

    def _say(self, step: Step) -> None:
        if self.card is None:
            return
        count = _("Step {n} of {count}").format(n=dates.number(self._at + 1), count=dates.number(len(self._steps)))
        last = self._at + 1 == len(self._steps)
        self.card.say(count, _(step.title), _(step.text), first=self._at == 0, last=last)
        announce(self.card, f"{count}. {_(step.title)}. {_(step.text)}")

    def _leave_card(self) -> None:
        """Give the keyboard back to the page."""
        focus, page = QApplication.focusWidget(), self._window.page()
        if self.card is not None and focus is not None and self.card.isAncestorOf(focus) and page is not None:
            (page.first_focus() or page).setFocus()

    # --- where it stands ---------------------------------------------------------
    @Slot()
    def _follow(self) -> None:
        """Stay beside the control while pages are made, lists are read and windows grow."""
        if self.card is None or not self._steps:
            return
        if self._window.overlay() is not None:
            self.card.hide()
            self.pointer.hide()
            return
        target = self._where()
        self.pointer.surround(target)
        self.card.show()
        self.card.stand_beside(target)

    def _where(self) -> QRect | None:
        wanted = self._steps[self._at].control
        if self._control is None or not isValid(self._control) or not self._control.isVisible():
            self._control = _named(self._window, _(wanted)) if wanted else None
        found = self._control
        if found is None:
            return None
        if self._looks > 0:
            self._looks -= 1
            tab_order.bring_into_view(found, self._window)
        return _in_view(found, self._window)

    @Slot()
    def _dress(self) -> None:
        """Another theme, text size or language: a new card for the same step."""
        if self.card is None or not self._steps:
            return
        old, self.card = self.card, self._new_card()
        self._window.extra_stops = self.card
        old.hide()
        old.deleteLater()
        self._control = None
        self._say(self._steps[self._at])


def _in_view(widget: QWidget, window: QWidget) -> QRect | None:
    """What of ``widget`` isn't scrolled away, in the window's coordinates; None: nothing."""
    seen, at = widget.rect(), widget
    while at is not window and (above := at.parentWidget()) is not None:
        seen = seen.translated(at.pos()).intersected(above.rect())
        at = above
    return seen if seen.width() > 2 and seen.height() > 2 else None


def _number(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _named(window: QWidget, name: str) -> QWidget | None:
    """The control of that name that is in view: the largest of those that take the keyboard, else of all."""
    found = [one for one in window.findChildren(QWidget) if _is_named(one, name) and one.isVisible()]
    found.sort(key=lambda one: (bool(one.focusPolicy()), one.width() * one.height()))
    return found[-1] if found else None


def _is_named(widget: QWidget, name: str) -> bool:
    own = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    return own == name or own.startswith(f"{name}, ")
