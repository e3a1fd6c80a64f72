"""XML and zip as office files need them: any text allowed, the same bytes each time."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_WHEN = (1980, 1, 1, 0, 0, 0)


def clean(text: str) -> str:
    """Without what XML 1.0 forbids (2.2), with one sign for the end of a line."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\u2028", "\n")
    return _FORBIDDEN.sub("", plain.replace("\u2029", "\n"))


def content(text: str) -> str:
    """Between tags."""
    return escape(clean(text))


def attribute(text: str) -> str:
    """With its quotes."""
    return quoteattr(clean(text), {"\n": " ", "\t": " "})


def zipped(files: Mapping[str, str | bytes], first: tuple[str, str] | None = None) -> bytes:
    """A zip in the order given; ``first`` (name, text) stands uncompressed at its start (ODF 1.3 part 2, 3.3)."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        if first is not None:
            made.writestr(_entry(first[0], zipfile.ZIP_STORED), first[1])
        for name, data in files.items():
            made.writestr(_entry(name, zipfile.ZIP_DEFLATED), data)
    return stream.getvalue()


def _entry(name: str, how: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.compress_type = how
    entry.create_system = 3
    return entry
