"""Pages on paper, by the print dialog of the system."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _

from .tasks import Tasks

Page = tuple[int, int, int, bytes]
"""Width, height and bytes per line in pixels, and RGBA bytes."""


def paint(printer: QPrinter, pages: Sequence[Page]) -> None:
    """Draw the pages on paper, each as large as it fits."""
    painter = QPainter(printer)
    for number, (width, height, stride, pixels) in enumerate(pages):
        if number:
            printer.newPage()
        room = QRectF(painter.viewport())
        scale = min(room.width() / width, room.height() / height)
        image = QImage(pixels, width, height, stride, QImage.Format.Format_RGBA8888)
        painter.drawImage(QRectF(0, 0, width * scale, height * scale), image)
    painter.end()


def print_pages(
    over: QWidget, tasks: Tasks, make: Callable[[], Sequence[Page]], failed: Callable[[BaseException], None]
) -> None:
    """Ask for a printer, then print the pages that ``make`` draws off the window's thread."""

    def ask(pages: Sequence[Page]) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, over)
        dialog.setWindowTitle(_("Print"))
        dialog.accepted.connect(lambda: paint(printer, pages))
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    tasks.read(over, lambda _job: make(), ask, failed=failed)
