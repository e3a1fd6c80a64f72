"""Who signs letters, in which order: a line for each role, moved by buttons or Ctrl+Up and Ctrl+Down."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.layout import clear, column, row
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import Button, IconButton, make_menu
from wijkraad_app.ui.widgets.labels import Label

from ..rules.roles import ROLES, role_label
from ..rules.signing import MOST_SIGNERS, moved

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SigningOrder(QWidget):
    """Shows the roles that sign; ``edited`` brings the roles as they are to be."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roles: tuple[str, ...] = ()
        self._focus: tuple[str, str] | None = None
        self.buttons: dict[tuple[str, str], IconButton] = {}
        self._lines = column(gap=2)
        self.add = Button(_("Add a signer"), self._offer, icon="plus")
        about = _("The first one certifies the text; each next one signs what came before.")
        self.setLayout(
            column(
                Label(_("Who signs, in this order"), "strong"),
                Label(about, "small", "text_2", wrap=True),
                self._lines,
                row(self.add, None),
                gap=8,
            )
        )

    def show_roles(self, roles: Sequence[str]) -> None:
        """Show these, first signer first; the focus stays with the role that was moved."""
        self._roles = tuple(roles)
        clear(self._lines)
        self.buttons = {}
        for number, role in enumerate(self._roles, 1):
            self._lines.addWidget(self._line(number, role))
        self.add.setHidden(len(self._roles) >= MOST_SIGNERS)
        self._refocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Up and Ctrl+Down on a button: a button would take them for moving the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = _STEPS.get(Qt.Key(event.key()))
            if steps is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._move(next(role for (role, _what), one in self.buttons.items() if one is watched), steps)
                return True
        return super().eventFilter(watched, event)

    def _line(self, number: int, role: str) -> QWidget:
        name, count = role_label(role), len(self._roles)
        up = IconButton("arrow-up", _("{role} earlier").format(role=name), partial(self._move, role, -1))
        down = IconButton("arrow-down", _("{role} later").format(role=name), partial(self._move, role, 1))
        away = IconButton("trash-2", _("{role} doesn’t sign").format(role=name), partial(self._remove, role))
        up.allow(_("This is the first signer.") if number == 1 else None)
        down.allow(_("This is the last signer.") if number == count else None)
        away.allow(_("Somebody has to sign. Keep at least one role.") if count == 1 else None)
        self.buttons |= {(role, "up"): up, (role, "down"): down, (role, "away"): away}
        for button in (up, down, away):
            button.installEventFilter(self)
        made = QWidget()
        made.setLayout(row(Label(f"{number}.", "body", "text_2"), (Label(name, "body"), 1), up, down, away, gap=8))
        made.setMaximumWidth(px(480))
        made.setAccessibleName(f"{number}. {name}")
        return made

    def _move(self, role: str, steps: int) -> None:
        order = moved(self._roles, role, steps)
        if order != self._roles:
            self._focus = (role, "up" if steps < 0 else "down")
            self.edited.emit(order)

    def _remove(self, role: str) -> None:
        self._focus = ("", "add")
        self.edited.emit(tuple(one for one in self._roles if one != role))

    def _offer(self) -> None:
        left = [role for role in ROLES if role not in self._roles]
        menu = make_menu(self.add, [(role_label(role), "", partial(self._added, role)) for role in left])
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _added(self, role: str) -> None:
        self._focus = ("", "add")
        self.edited.emit((*self._roles, role))

    def _refocus(self) -> None:
        if self._focus is None:
            return
        button = self.buttons.get(self._focus)
        if button is None and not self.add.isHidden():
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        elif button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus = None
