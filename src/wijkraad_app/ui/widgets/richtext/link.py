"""The little panel that asks for the address of a link."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.text import typed_link
from wijkraad_app.ui import layout, theme
from wijkraad_app.ui.widgets.inputs import LineField


class LinkPanel(QFrame):
    """Enter takes the address (empty: no link any more), Esc leaves everything as it was."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, address: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("is", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._address = LineField(_("Address of the link"))
        self._address.setMinimumWidth(theme.px(320))
        self._address.set_value(address)
        self._address.submitted.connect(self._take)
        self.setLayout(layout.column(self._address, margins=12))
        self.setFocusProxy(self._address)

    def open_at(self, place: QPoint) -> None:
        """Show it with its top left at a place on the screen."""
        self.move(place)
        self.show()
        self._address.line.setFocus()
        self._address.line.selectAll()

    @Slot(str)
    def _take(self, typed: str) -> None:
        address = typed_link(typed)
        if typed.strip() and not address:
            self._address.error(_("This is no address. Type one such as www.utrecht.nl or a mail address."))
            self.adjustSize()
            return
        self.close()
        self.chosen.emit(address)
