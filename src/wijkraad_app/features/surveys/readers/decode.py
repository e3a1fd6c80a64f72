"""Bytes to text: byte order mark, else strict UTF-8, else Windows-1252; damage is found and counted."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

ENCODINGS = ("utf-8", "cp1252", "utf-16")

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_OTHER_FILES = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3", "SQLite"),
    (b"$FL2", "SPSS"),
    (b"<?xml", "XML"),
    (b"<!DOCTYPE", "HTML"),
    (b"<html", "HTML"),
    (b"{\\rtf", "RTF"),
)
# UTF-8 read as something else leaves an accented capital before a sign ("Ã«", "â€™"); Mac text leaves "Œæ".
_DAMAGE = re.compile(r"(?:\ufffd|[\x80-\x9f]|[ÂÃÄÅÊÐŒŸâ][^\x00-\x7fA-ZÀ-ÖØ-Þ])+")
_WORD = re.compile(r"[^\s,;|\x22]{0,14}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1d\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """``damage`` holds the first places where characters were lost, ``damaged`` how many there are."""

    text: str
    encoding: str
    damaged: int
    damage: tuple[str, ...]


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of a file. `UserError` "not_text" for a file of another kind, "empty" for nothing at all."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UserError(_("This file is empty. Choose a file with answers."), code="empty")
    refuse_other_files(data)
    chosen = encoding or _guess(data)
    text = _text(data, chosen)
    if len(_CONTROL.findall(text, 0, 100_000)) > 0 and ("\x00" in text or _mostly_control(text)):
        raise _not_text()
    places = [] if text.isascii() else [found.span() for found in _DAMAGE.finditer(text)]
    return Decoded(text, chosen, len(places), tuple(_around(text, *place) for place in places[:3]))


def _around(text: str, start: int, end: int) -> str:
    """The damaged place with the rest of its word."""
    before, after = _WORD.match(text[max(0, start - 14) : start][::-1]), _WORD.match(text, end)
    return (before.group()[::-1] if before else "") + text[start:end] + (after.group() if after else "")


def refuse_other_files(data: bytes) -> None:
    """Refuse files that are plainly something else, naming what they are."""
    head = data[:512].lstrip()
    for magic, name in _OTHER_FILES:
        if head[: len(magic)].lower() == magic.lower():
            message = _("This is a {kind} file, not a survey export. Export the answers as CSV or XLSX.")
            raise UserError(message.format(kind=name), code="not_text")


def _guess(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _text(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding, errors="replace")
    except (LookupError, UnicodeError) as error:
        raise _not_text() from error
    return text.removeprefix("\ufeff")


def _mostly_control(text: str) -> bool:
    sample = text[:100_000]
    return len(_CONTROL.findall(sample)) * 100 > len(sample)


def _not_text() -> UserError:
    return UserError(_("This file holds no text that can be read. Export the answers as CSV or XLSX."), code="not_text")
