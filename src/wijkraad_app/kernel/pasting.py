"""Text pasted from mail, Word, a PDF or a spreadsheet, as clean lines within limits."""

from __future__ import annotations

import re

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
