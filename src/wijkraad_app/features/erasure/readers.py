"""The text in a kept file of any kind, as far as it can be read: to see whether words occur in it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.pdf import preview

_TAG = re.compile(r"<[^>]*>")
_LARGEST = 100 * 1024 * 1024


def text_in(data: bytes, _media_type: str = "") -> str:
    """Pages of a PDF, the parts of an office file without their tags, else the bytes themselves as text."""
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    return _plain(data)


def _pdf(data: bytes) -> str:
    try:
        return "\n".join(preview.page_text(data, page) for page in range(preview.page_count(data)))
    except UserError:
        return _plain(data)


def _office(data: bytes) -> str:
    """Once with the tags taken out as they stand, once with a blank for each: words may run on through tags."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = [_plain(archive.read(part)) for part in archive.infolist() if part.file_size <= _LARGEST]
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return _plain(data)
    whole = "\n".join(parts)
    return f"{_TAG.sub('', whole)}\n{_TAG.sub(' ', whole)}"


def _plain(data: bytes) -> str:
    for code in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"):
        try:
            return data.decode(code)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace")
