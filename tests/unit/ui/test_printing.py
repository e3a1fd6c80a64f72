"""Pages go on paper as they are, each as large as it fits."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from wijkraad_app.pdf import preview
from wijkraad_app.ui.printing import paint


def test_each_page_is_printed(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "uit.pdf"))
    printer.setFullPage(True)
    black = (8, 12, 32, bytes((0, 0, 0, 255)) * 96)
    paint(printer, [black, black])
    made = (tmp_path / "uit.pdf").read_bytes()
    assert preview.page_count(made) == 2
    width, height, stride, pixels = preview.page_image(made, 0, 100)
    middle = (height // 4) * stride + (width // 2) * 4
    assert pixels[middle : middle + 3] == b"\0\0\0"
