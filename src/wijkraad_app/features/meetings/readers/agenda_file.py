"""An agenda in a file: JSON, Word, OpenDocument, PDF or mail by its name, else text in whatever encoding it comes."""

from __future__ import annotations

import re
from datetime import date

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.pasting import decoded

from .agenda import ParsedAgenda
from .agenda_json import read_agenda_json
from .agenda_text import read_agenda_text
from .document_text import Unreadable, text_in

LARGEST_TEXT = 1_000_000
_OTHER_FILE = re.compile(rb"\s*(?:%PDF|PK\x03\x04|\x89PNG|\xff\xd8\xff|\x1f\x8b|\xd0\xcf\x11\xe0|\{\\rtf)")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")


def read_agenda_file(data: bytes, name: str, today: date) -> ParsedAgenda:
    """Read an agenda from the bytes of the file ``name``.

    Raises `UserError` ``unreadable_agenda``, ``not_an_agenda``, ``empty`` or ``too_large``, and nothing else.
    """
    if name.lower().endswith(".json"):
        return read_agenda_json(data)
    parsed = read_agenda_text(_text(data, name), today)
    if not parsed.items:
        raise UserError(_("No agenda items were found in this text. Put each item on a line of its own."), code="empty")
    return parsed


def _text(data: bytes, name: str) -> str:
    try:
        written = text_in(data, name)
    except Unreadable as error:
        raise _not_an_agenda(name) from error
    if written is not None:
        return written
    if len(data) > LARGEST_TEXT or _OTHER_FILE.match(data):
        raise _not_an_agenda(name)
    text = decoded(data)
    if len(_CONTROL.findall(text)) * 100 > len(text):
        raise _not_an_agenda(name)
    return text


def _not_an_agenda(name: str) -> UserError:
    message = _("“{file}” can't be read as an agenda. Open it in its own program, and copy and paste its text.")
    return UserError(message.format(file=name), code="not_an_agenda")
