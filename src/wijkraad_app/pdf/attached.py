"""Files from elsewhere that the dossier keeps as they are: opened once before, so that what is kept can be read."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from . import preview
from .files import read_file

_PNG, _JPEG, _ZIP = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04"
_TEXTS = {"word/document.xml", "content.xml"}
"""Where a Word or OpenDocument file keeps its text."""


def read_attachment(path: Path) -> bytes:
    """Any file with something in it. `UserError` ``empty_file``, and as `files.read_file`."""
    data = read_file(path)
    if not data:
        raise UserError(_("This file is empty. Choose another one."), code="empty_file")
    return data


def read_paper(path: Path) -> bytes:
    """A PDF or a scan (PNG, JPEG) that opens. `UserError` ``not_a_paper``, and as `read_attachment`."""
    data = read_attachment(path)
    if not (data.startswith(b"%PDF") and _pages(data)) and not is_picture(data):
        message = _("“{file}” is not a PDF, PNG or JPEG that opens. Choose another file or ask for it again.")
        raise UserError(message.format(file=path.name), code="not_a_paper")
    return data


def read_text_document(path: Path) -> bytes:
    """A PDF, Word (DOCX) or OpenDocument file that opens. `UserError` ``not_a_document``, and as `read_attachment`."""
    data = read_attachment(path)
    if not (data.startswith(b"%PDF") and _pages(data)) and not _holds_text(data):
        message = _("“{file}” is not a PDF, DOCX or ODT that opens. Choose another file or ask for it again.")
        raise UserError(message.format(file=path.name), code="not_a_document")
    return data


def is_picture(data: bytes) -> bool:
    """Whether the bytes are a whole PNG or JPEG."""
    from PIL import Image

    if not data.startswith((_PNG, _JPEG)):
        return False
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return True


def _pages(data: bytes) -> bool:
    try:
        return preview.page_count(data) > 0
    except UserError:
        return False


def _holds_text(data: bytes) -> bool:
    if not data.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return not _TEXTS.isdisjoint(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
