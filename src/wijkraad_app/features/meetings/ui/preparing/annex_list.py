"""The annexes of an item: their order, which are public, and away with one."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, row
from wijkraad_app.ui.widgets.buttons import IconButton, MenuButton, Quiet
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import LineField, required
from wijkraad_app.ui.widgets.labels import Elided, Icon, Label

from ... import service
from ...queries import AnnexRow
from .attaching import attach

_KEYS = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}


class _More(MenuButton):
    """The menu of one annex; Ctrl with an arrow moves it at once."""

    def __init__(self, name: str, entries: Callable[[], list[tuple[str, str, Callable[[], object]] | None]],
                 move: Callable[[str], None]) -> None:  # fmt: skip
        super().__init__(name, entries)
        self._move = move

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = _KEYS.get(Qt.Key(event.key()))
        if direction and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._move(direction)
            return
        super().keyPressEvent(event)


class AnnexList(QWidget):
    """Follows one item's annexes; the keyboard stays on the one that was moved."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._annexes: tuple[AnnexRow, ...] = ()
        self._buttons: dict[UUID, _More] = {}
        self._lines = column(gap=4)
        self.setLayout(self._lines)

    def show_annexes(self, annexes: tuple[AnnexRow, ...]) -> None:
        """Those of an item, in order."""
        if annexes == self._annexes:
            return
        held = next((id for id, button in self._buttons.items() if button.hasFocus()), None)
        self._annexes = annexes
        clear(self._lines)
        self._buttons = {}
        if annexes:
            self._lines.addWidget(Label(_("Annexes"), "small_strong", "text_2"))
        for annex in annexes:
            self._lines.addLayout(self._line(annex))
        if held in self._buttons:
            self._buttons[held].setFocus()

    def _line(self, annex: AnnexRow) -> QHBoxLayout:
        def move(direction: str) -> None:
            self._app.do(self, service.move_annex, id=annex.id, direction=direction)

        name = _("Annex {title}").format(title=annex.title)
        more = self._buttons[annex.id] = _More(name, lambda: self._entries(annex, move), move)
        remove = IconButton("x", _("Remove annex {title}").format(title=annex.title), lambda: self._remove(annex))
        icon = Icon("paperclip" if annex.public else "lock", "text_2", theme.ICON_SMALL)
        title = Elided(annex.title, "small")
        if not annex.file and not annex.shown:
            icon = Icon("circle-alert", "warn", theme.ICON_SMALL)
            missing = Quiet(_("Choose file"), lambda: self._choose(annex))
            missing.setAccessibleName(_("Choose the file of {title}").format(title=annex.title))
            return row(icon, (title, 1), missing, more, remove, gap=6)
        if not annex.public:
            title.setAccessibleDescription(_("not public"))
            icon.setToolTip(_("not public"))
        return row(icon, (title, 1), more, remove, gap=6)

    def _entries(
        self, annex: AnnexRow, move: Callable[[str], None]
    ) -> list[tuple[str, str, Callable[[], object]] | None]:
        ids = [one.id for one in self._annexes]
        found: list[tuple[str, str, Callable[[], object]] | None] = []
        if ids[0] != annex.id:
            found.append((_("Move up"), "move-up", lambda: move("up")))
        if ids[-1] != annex.id:
            found.append((_("Move down"), "move-down", lambda: move("down")))
        words, icon = (_("Not in the public documents"), "lock") if annex.public else (_("Public"), "globe")
        found.append((words, icon, lambda: self._app.do(
            self, service.update_annex, id=annex.id, public=not annex.public)))  # fmt: skip
        found.append((_("Choose another file") if annex.file else _("Choose file"), "folder-open",
                      lambda: self._choose(annex)))  # fmt: skip
        found.append((_("Another title"), "pencil", lambda: _TitleDialog(self._app, self, annex).open_over()))
        return found

    def _choose(self, annex: AnnexRow) -> None:
        path = self._app.ask_file(_("Choose the file of {title}").format(title=annex.title), {_("All files"): "*"})
        if path is not None:
            attach(self._app, self, path, service.attach_file, id=annex.id)

    def _remove(self, annex: AnnexRow) -> None:
        self._app.do(self, service.remove_annex, id=annex.id)


class _TitleDialog(Dialog):
    """What the annex is called on the agenda."""

    def __init__(self, app: App, over: QWidget, annex: AnnexRow) -> None:
        super().__init__(over, _("Title of the annex"), width=440)
        self._app, self._annex = app, annex
        self.field = LineField(_("Title"), limit=300)
        self.field.set_value(annex.title)
        self.add(self.field)
        self.buttons(_("Record"), self._keep)

    def _keep(self) -> bool | None:
        if not required(self.field):
            return False
        self._app.do(self._app, service.update_annex, id=self._annex.id, title=self.field.value())
        return None
