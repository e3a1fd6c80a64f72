"""The text of an agenda that comes as a Word, OpenDocument or PDF file, or as a saved mail; lines as they stand there.

Cells of a table are divided by tabs, items of a numbered list get their number or letter again.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

_LARGEST = 20_000_000
"""Bytes of text in a file once unpacked; more is no agenda."""
_MOST_PAGES = 60
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DEEPEST = 5


class Unreadable(Exception):
    """The file isn't what its name says."""


def text_in(data: bytes, name: str) -> str | None:
    """The text of a file by the end of its ``name``; None for an end that isn't known here. Raises `Unreadable`."""
    for ending, read in _READERS.items():
        if name.lower().endswith(ending):
            try:
                return read(data)
            except (zipfile.BadZipFile, KeyError, ValueError, LookupError, EOFError, OSError, RuntimeError) as error:
                raise Unreadable from error
    return None


def _part(data: bytes, part: str) -> Any:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if packed.getinfo(part).file_size > _LARGEST:
            raise Unreadable
        with packed.open(part) as stream:
            content = stream.read(_LARGEST + 1)
    try:
        return fromstring(content[:_LARGEST])
    except (ParseError, DefusedXmlException) as error:
        raise Unreadable from error


class _Counters:
    """What number or letter the next item of a list has, level by level."""

    def __init__(self) -> None:
        self._at: list[int] = []

    def next(self, level: int) -> str:
        level = max(0, min(level, _DEEPEST))
        del self._at[level + 1 :]
        self._at += [0] * (level + 1 - len(self._at))
        self._at[level] += 1
        number = self._at[level]
        return "   " * level + (f"{chr(96 + number)}. " if level == 1 and number <= 26 else f"{number}. ")


def _word(data: bytes) -> str:
    body = _part(data, "word/document.xml").find(f"{_W}body")
    if body is None:
        raise Unreadable
    return "\n".join(_word_lines(body, _Counters()))


def _word_lines(parent: Any, counters: _Counters) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_W}p":
            level = child.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
            text = _word_text(child)
            listed = level is not None and text.strip()
            yield (counters.next(int(level.get(f"{_W}val", "0"))) if listed else "") + text
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                cells = row.findall(f"{_W}tc")
                yield "\t".join(" ".join(filter(None, map(_word_text, cell.iter(f"{_W}p")))) for cell in cells)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent"):
            yield from _word_lines(child, counters)


def _word_text(paragraph: Any) -> str:
    marks = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}
    parts = (one.text or "" if one.tag == f"{_W}t" else marks.get(one.tag, "") for one in paragraph.iter())
    return "".join(parts)


def _open_document(data: bytes) -> str:
    body = _part(data, "content.xml")
    found = next(body.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"), None)
    if found is None:
        raise Unreadable
    return "\n".join(_odt_lines(found, _Counters(), -1))


def _odt_lines(parent: Any, counters: _Counters, level: int) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_TEXT}list":
            yield from _odt_lines(child, counters, min(level + 1, _DEEPEST))
        elif child.tag == f"{_TEXT}list-item":
            yield from _odt_lines(child, counters, level)
        elif child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            text = _odt_text(child)
            yield (counters.next(level) if level >= 0 and text.strip() else "") + text
        elif child.tag == f"{_TABLE}table":
            for row in child.iter(f"{_TABLE}table-row"):
                cells = row.findall(f"{_TABLE}table-cell")
                yield "\t".join(" ".join(filter(None, map(_odt_text, cell.iter(f"{_TEXT}p")))) for cell in cells)
        elif child.tag == f"{_TEXT}section":
            yield from _odt_lines(child, counters, level)


def _odt_text(paragraph: Any) -> str:
    marks = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "}
    made = paragraph.text or ""
    for child in paragraph:
        made += marks.get(child.tag, "") or _odt_text(child)
        made += child.tail or ""
    return made


def _pdf(data: bytes) -> str:
    from wijkraad_app.kernel.errors import UserError
    from wijkraad_app.pdf.preview import page_count, page_text

    try:
        return "\n".join(page_text(data, page) for page in range(min(page_count(data), _MOST_PAGES)))
    except UserError as error:
        raise Unreadable from error


def _mail(data: bytes) -> str:
    from email import message_from_bytes, policy

    message: Any = message_from_bytes(data, policy=policy.default)
    body = message.get_body(("plain",))
    if body is None:
        raise Unreadable
    subject = str(message["subject"] or "").strip()
    return f"Onderwerp: {subject}\n\n{body.get_content()}" if subject else str(body.get_content())


_READERS: dict[str, Callable[[bytes], str]] = {".docx": _word, ".odt": _open_document, ".pdf": _pdf, ".eml": _mail}
ENDINGS = tuple(_READERS)
"""The ends of the names of files that can be read so."""
