"""The little panel that asks for the address of a link."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.text import typed_link
from wijkraad_app.ui import layout, theme


class LinkPanel(QFrame):
    """Enter takes the address (empty: no link any more), Esc leaves everything as it was."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, address: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("is", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._address = QLineEdit(address)
        self._address.setMinimumWidth(theme.px(320))
        self._address.returnPressed.connect(self._take)
        self._problem = QLabel()
        self._problem.setProperty("tone", "bad")
        self._problem.hide()
        label = QLabel(_("Address of the link"))
        label.setBuddy(self._address)
        self._address.setAccessibleName(label.text())
        self.setLayout(layout.column(label, self._address, self._problem, gap=6, margins=12))
        self.setFocusProxy(self._address)

    def open_at(self, place: QPoint) -> None:
        """Show it with its top left at a place on the screen."""
        self.move(place)
        self.show()
        self._address.setFocus()
        self._address.selectAll()

    def _take(self) -> None:
        typed = self._address.text().strip()
        address = typed_link(typed)
        if typed and not address:
            self._problem.setText(_("This is no address. Type one such as www.utrecht.nl or a mail address."))
            self._problem.show()
            self.adjustSize()
            return
        self.close()
        self.chosen.emit(address)
