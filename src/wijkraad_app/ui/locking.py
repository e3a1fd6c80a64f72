"""The lock: by Ctrl+L or after idle time, everything of the dossier out of the window until the passphrase is typed.

What lies in the window is taken out of it and kept apart, so that neither eye nor screen reader finds it, and put
back as it was, dialogs and all. The key goes from memory meanwhile. A window that others watch stays, with nothing of
the dossier but what it has to show then (`PublicWindow`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from shiboken6 import isValid

from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from . import tab_order
from .accessibility import announce
from .app import App
from .awake import Awake
from .layout import column, frame, row
from .main_window import MainWindow
from .passphrase import Credentials, PasswordField
from .public_window import PublicWindow
from .theme import px
from .widgets.buttons import Primary, Quiet
from .widgets.inputs import LineField
from .widgets.labels import Icon, Label

AFTER = "lock_after"
"""The preference: minutes of rest before it locks by itself; 0 for never."""
MINUTES = (0, 5, 10, 15, 30, 60)
DEFAULT_MINUTES = 10
SERVICE = "locker"
_ACTS = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
)


@dataclass(frozen=True, slots=True)
class Keys:
    """What bootstrap does with the dossier, off the window's thread. ``unlock`` raises `UserError` when it is wrong."""

    lock: Callable[[], None]
    unlock: Callable[[Credentials], None]


class LockScreen(QWidget):
    """All there is to see of a locked dossier. ``asked`` with what was typed."""

    asked = Signal(object)

    def __init__(self, *, encrypted: bool) -> None:
        super().__init__()
        self._encrypted = encrypted
        self.setProperty("is", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = PasswordField(_("Passphrase"))
        self.paper = LineField(_("Recovery key"), limit=400)
        self.paper.hide()
        self.button = Primary(_("Unlock"), self._try, icon="lock-open")
        self.other = Quiet(_("Use the recovery key"), self._switch, icon="key-round")
        bare = _("This dossier has no passphrase: anyone can unlock it.")
        words = _("What was typed is saved.") if encrypted else bare
        parts: list[Any] = [
            row(Icon("lock", "text_2", 24), 4, (Label(_("Locked"), "title"), 1)),
            Label(words, "body", "text_2", wrap=True),
            self.field, self.paper, row(self.button, self.other, None),
        ]  # fmt: skip
        card = frame(column(*parts, gap=12, margins=(28, 24, 28, 24)), "card")
        card.setFixedWidth(px(440))
        if not encrypted:
            self.field.hide()
            self.other.hide()
        for one in (self.field, self.paper):
            one.submitted.connect(lambda _text: self._try())
        self.setLayout(column(None, row(None, card, None), None, None))

    def begin(self) -> None:
        """The keyboard where one types."""
        (self._asked() if self._encrypted else self.button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _asked(self) -> LineField:
        return self.field if self.paper.isHidden() else self.paper

    def _switch(self) -> None:
        paper = self.paper.isHidden()
        self.paper.setVisible(paper)
        self.field.setVisible(not paper)
        self.other.set_text(_("Use the passphrase") if paper else _("Use the recovery key"))
        self.begin()

    def _try(self) -> None:
        typed = self._asked().value()
        if self._encrypted and not typed.strip():
            self._asked().error(_("Type the passphrase."))
            return
        self.button.allow(_("One moment…"))
        self.asked.emit(Credentials(typed) if self.paper.isHidden() else Credentials(recovery_key=typed))

    def refuse(self, sentence: str) -> None:
        """It was wrong; try again."""
        self.button.allow(None)
        field = self._asked()
        if self._encrypted:
            field.error(sentence)
            field.line.selectAll()
        self.begin()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return tab_order.step(self, self.window().focusWidget(), forward=forward)


class _Vault:
    """What was in a window, out of sight of everyone, and how to put it back."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._focus = QApplication.focusWidget()
        self._holder = QWidget()
        self._central = window.takeCentralWidget()
        if self._central is not None:
            self._central.setParent(self._holder)
        free = window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self._free = [(one, one.isVisibleTo(window), one.geometry()) for one in free if not one.isWindow()]
        for one, _shown, _place in self._free:
            one.setParent(self._holder)
        others = [one for one in QApplication.topLevelWidgets() if one is not window and one.isVisible()]
        self._watched = [one for one in others if isinstance(one, PublicWindow)]
        self._others = [one for one in others if not isinstance(one, PublicWindow)]
        for one in self._others:
            one.hide()
        for one in self._watched:
            one.conceal()

    def put_back(self) -> None:
        old = self._window.takeCentralWidget()
        if self._central is not None:
            self._window.setCentralWidget(self._central)
            self._central.show()
        for one, shown, place in self._free:
            if isValid(one):
                one.setParent(self._window)
                one.setGeometry(place)
                one.setVisible(shown)
                one.raise_()
        for other in self._others:
            if isValid(other):
                other.show()
        for watched in self._watched:
            if isValid(watched):
                watched.reveal()
        if old is not None:
            old.deleteLater()
        self._holder.deleteLater()
        if self._focus is not None and isValid(self._focus) and self._focus.isVisible():
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)


def _locks(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier


class Locker(QObject):
    """Watches for rest, locks and unlocks. A running meeting (`App.presence`) keeps it open and the screen awake."""

    locked = Signal()
    unlocked = Signal()

    def __init__(self, app: App, window: MainWindow, keys: Keys, awake: Awake | None = None) -> None:
        super().__init__(window)
        self.app, self.window_, self.keys = app, window, keys
        self.awake = awake or Awake()
        self.screen: LockScreen | None = None
        self._vault: _Vault | None = None
        self._rest = QDeadlineTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._rested)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        app.presence.changed.connect(self._presence)
        app.presence.break_begun.connect(self._offer)
        app.commands.replace(Command("dossier.lock", N_("Lock the screen"), self.lock, "Ctrl+L", "lock"))
        app.services[SERVICE] = self
        window.closed.connect(self._end)
        self.restart()

    @Slot()
    def _end(self) -> None:
        """The window is gone: hear nothing any more."""
        self._timer.stop()
        self.awake.release()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    @property
    def minutes(self) -> int:
        """Of rest before it locks by itself; 0 for never."""
        try:
            return max(0, int(self.app.preferences.get(AFTER, DEFAULT_MINUTES)))
        except (TypeError, ValueError):
            return DEFAULT_MINUTES

    def choose(self, minutes: int) -> None:
        """Remember another time of rest on this computer."""
        self.app.preferences.set(AFTER, minutes)
        self.restart()

    # --- rest ------------------------------------------------------------------------------
    def restart(self) -> None:
        """Somebody is there: count from now."""
        rest = self.minutes * 60_000
        self._rest.setRemainingTime(rest)
        if rest and not self._timer.isActive():
            self._timer.start(rest)
        elif not rest:
            self._timer.stop()

    @Slot()
    def _rested(self) -> None:
        left = self._rest.remainingTime()
        if left > 0:
            self._timer.start(left)
        elif self.app.presence.held or self.screen is not None:
            self.restart()
        else:
            self.lock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there; the key of the lock works everywhere, also above a dialog."""
        if event.type() in _ACTS and self.screen is None:
            self._rest.setRemainingTime(self.minutes * 60_000)
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _locks(event):
                self.lock()
                return True
        return False

    @Slot()
    def _presence(self) -> None:
        if self.app.presence.held:
            self.awake.keep()
        else:
            self.awake.release()
            self.restart()

    @Slot()
    def _offer(self) -> None:
        if self.screen is None:
            self.app.confirm(
                _("Lock during the break?"),
                _("Then nobody can read along. Your passphrase opens it again."),
                _("Lock"), self.lock, danger=False,
            )  # fmt: skip

    # --- locking ---------------------------------------------------------------------------
    def lock(self) -> None:
        """Save what is typed, hide everything, forget the key."""
        if self.screen is not None:
            return
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        QToolTip.hideText()
        self.app.flush()
        ours = QApplication.activeWindow() is not None
        self._vault = _Vault(self.window_)
        self.screen = LockScreen(encrypted=self.app.workspace.encrypted)
        self.screen.asked.connect(self._asked)
        self.window_.concealed = True
        self.window_.setCentralWidget(self.screen)
        self.window_.show_title()
        if ours:  # another window of ours may have been in front: what is typed next belongs to the lock
            self.window_.activateWindow()
        self.screen.begin()
        announce(self.screen, _("Locked"))
        self.app.run(self, lambda _job: self.keys.lock(), writes=True, failed=self._not_locked)
        self.locked.emit()

    def _not_locked(self, error: BaseException) -> None:
        """Hidden it is; that the key could not be put away (something still reads) is told after unlocking."""
        self.unlocked.connect(lambda: self.app.tell(error), Qt.ConnectionType.SingleShotConnection)

    @Slot(object)
    def _asked(self, typed: Credentials) -> None:
        def unlock(_job: object) -> None:
            self.keys.unlock(typed)

        self.app.run(self, unlock, done=lambda _none: self._open(), failed=self._refused, writes=True)

    def _refused(self, error: BaseException) -> None:
        if self.screen is not None and isinstance(error, UserError):
            self.screen.refuse(error.message)
        else:
            self.app.tell(error)

    def _open(self) -> None:
        if self._vault is None:
            return
        vault, self._vault, self.screen = self._vault, None, None
        self.window_.concealed = False
        vault.put_back()
        self.window_.revealed()
        self.app.holding.retry()
        self.restart()
        self.unlocked.emit()
