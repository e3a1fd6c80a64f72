"""Files dropped on a window from elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent


def dropped(event: QDropEvent) -> tuple[Path, ...]:
    """The files of this computer that a drag or drop holds; none for text, pictures or addresses of the web."""
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
