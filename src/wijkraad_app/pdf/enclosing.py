"""How a file from elsewhere goes with a letter: looked at when it is added, so that the letter itself conforms."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from . import conformance, preview
from .attached import is_picture, read_attachment

How = Literal["page", "inside", "beside"]
LARGEST = 25 * 1024 * 1024
"""More than this is refused by most mail servers."""
_TEXT_FILES = frozenset({".doc", ".docx", ".docm", ".odt", ".ott", ".rtf", ".pages", ".fodt"})


@dataclass(frozen=True, slots=True)
class Looked:
    """A file and how it goes along; ``how`` as in `letter.Enclosed`."""

    data: bytes
    name: str
    media_type: str
    how: How


def look(path: Path) -> Looked:
    """Read a file that is to go with a letter.

    Raises `UserError` ``ask_for_pdf`` for a text document, ``not_a_pdf`` for a PDF that doesn't open, ``too_large``,
    and as `attached.read_attachment`.
    """
    if path.suffix.lower() in _TEXT_FILES:
        message = _("Ask for “{file}” as PDF, or save it as PDF yourself: then everyone can read it.")
        raise UserError(message.format(file=path.name), code="ask_for_pdf")
    data = read_attachment(path)
    if len(data) > LARGEST:
        message = _("“{file}” is larger than {count} MB, too large to send. Choose a smaller file.")
        raise UserError(message.format(file=path.name, count=LARGEST // 1024**2), code="too_large")
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if is_picture(data):
        return Looked(data, path.name, media_type, "page")
    if not data.startswith(b"%PDF"):
        return Looked(data, path.name, media_type, "beside")
    preview.page_count(data)
    return Looked(data, path.name, "application/pdf", "beside" if conformance.problems(data) else "inside")
