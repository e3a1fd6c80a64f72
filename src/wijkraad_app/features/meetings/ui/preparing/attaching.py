"""A chosen file read beside the window and handed to a verb that keeps it."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.jobs import Job
from wijkraad_app.pdf.attached import read_attachment
from wijkraad_app.ui.app import App


def attach(
    app: App,
    owner: QWidget,
    path: Path,
    verb: Callable[..., Any],
    *,
    read_file: Callable[[Path], bytes] = read_attachment,
    **wanted: Any,
) -> None:
    """Call ``verb`` with ``wanted`` and the file's ``file_name``, ``data`` and ``media_type``; what can't be read is
    told."""

    def read(_job: Job) -> bytes:
        return read_file(path)

    def keep(data: bytes) -> None:
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        app.do(owner, verb, file_name=path.name, data=data, media_type=kind, **wanted)

    app.run(owner, read, done=keep)
