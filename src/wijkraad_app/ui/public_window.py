"""A window of its own that others watch: the projector beside the laptop."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class PublicWindow(QWidget):
    """The lock doesn't hide it, or the room would look at a desktop: it is told to show nothing of the dossier.

    It never takes the keyboard. Whoever makes it closes it; it has no parent, so that the main window may be
    minimised while people watch.
    """

    def __init__(self) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(None, flags)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)

    def conceal(self) -> None:
        """From now on nothing of the dossier may stand here, nor be kept here."""
        raise NotImplementedError

    def reveal(self) -> None:
        """The dossier is open again."""
        raise NotImplementedError
