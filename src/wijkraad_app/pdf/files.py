"""Writing a file so that it is whole or not there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from wijkraad_app.kernel import threads
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _


def write_whole(target: Path, data: bytes, *, private: bool = False) -> None:
    """Write beside the target, flush to disk, rename; a ``private`` file is readable by its owner only.

    Raises `UserError` ``cannot_write``; nothing is left behind then.
    """
    threads.check("writing a file")
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o600 if private else 0o644)
        temporary.replace(target)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise UserError(
            _("“{file}” can't be written there. Choose another folder.").format(file=target.name), code="cannot_write"
        ) from error


LARGEST = 200 * 1024 * 1024
"""In bytes: more than a dossier keeps (`db.blobs`), and than a small computer should read at once."""


def read_file(source: Path) -> bytes:
    """The bytes of a file; raises `UserError` ``cannot_read`` or ``too_large``."""
    threads.check("reading a file")
    try:
        if source.stat().st_size > LARGEST:
            raise UserError(_("This file is larger than 200 MB. Make it smaller first."), code="too_large")
        return source.read_bytes()
    except (OSError, ValueError) as error:
        raise UserError(
            _("“{file}” can't be opened. Check where it is.").format(file=source.name), code="cannot_read"
        ) from error
