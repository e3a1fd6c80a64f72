"""Text pasted from mail, Word, a PDF or a spreadsheet, as clean lines within limits."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from . import threads
from .errors import UserError
from .i18n import _, ngettext

MOST_CHARACTERS = 1_000_000
MOST_LINES = 2_000
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffc\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def pasted_lines(text: str) -> list[str]:
    """The lines of a pasted text without their ends, odd blanks made plain, unseen characters gone.

    Leading blanks and tabs stay. Raises UserError (``too_large``) beyond 1,000,000 characters or 2,000 lines.
    """
    if len(text) > MOST_CHARACTERS:
        raise UserError(_("This text is too long to read. Paste at most 1 million characters."), code="too_large")
    lines = _BREAKS.sub("\n", text).split("\n")
    if len(lines) > MOST_LINES:
        message = ngettext(
            "This text has {n} line. Paste at most 2,000 at a time.",
            "This text has {n} lines. Paste at most 2,000 at a time.",
            len(lines),
        )
        raise UserError(message.format(n=len(lines)), code="too_large")
    return [_UNSEEN.sub("", _BLANKS.sub(" ", line)).rstrip() for line in lines]


def read_text_file(path: Path) -> str:
    """The text of a small file: by its byte order mark, else UTF-8, else Windows-1252.

    Raises UserError: ``cannot_read``, ``too_large``, or ``not_text`` for a spreadsheet, PDF and so on.
    """
    threads.check("reading a file")
    try:
        if path.stat().st_size > 4 * MOST_CHARACTERS:
            raise UserError(_("This text is too long to read. Paste at most 1 million characters."), code="too_large")
        data = path.read_bytes()
    except OSError as error:
        raise UserError(
            _("“{file}” can't be opened. Check where it is.").format(file=path.name), code="cannot_read"
        ) from error
    text = decoded(data)
    if "\x00" in text or data.startswith(b"%PDF"):
        raise UserError(
            _("This file holds no text. Open it in its own program, and copy and paste the list."), code="not_text"
        )
    return text


def decoded(data: bytes) -> str:
    """The text of a file's bytes: by its byte order mark, else UTF-8, else Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
