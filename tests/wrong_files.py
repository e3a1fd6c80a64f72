"""Files that are not what they should be: made small and at once, the same on every run."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

Maker = Callable[[Path], object]
"""Makes the file at the path; may make nothing there, or something that isn't a file."""


def noise(size: int = 4096, seed: int = 7) -> bytes:
    return random.Random(seed).randbytes(size)


def png(width: int = 4, height: int = 4, *, body: bool = True) -> bytes:
    """A picture; without ``body`` only the promise of one."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    lines = zlib.compress((b"\0" + b"\x40" * 3 * width) * height) if body else b""
    return head + (chunk(b"IDAT", lines) + chunk(b"IEND", b"") if body else b"")


def pdf() -> bytes:
    """One empty page, unsigned."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )


def xlsx() -> bytes:
    """A workbook of answers, whole."""
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["Vraag", "Cijfer"], ["Ja", 1], ["Nee", 2], ["Ja", 3]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def bomb() -> bytes:
    """A workbook of 150 kB that unpacks into 32 MB of one sheet, with cells out to column XFD."""
    sheet = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"/></row>' + b" " * 32_000_000
    return zipped(**{"xl__workbook.xml": b"<workbook/>", "xl__worksheets__sheet1.xml": sheet})


def nested_json(depth: int = 100_000) -> bytes:
    return b'{"items":' + b"[" * depth + b"]" * depth + b"}"


def wide_csv(columns: int = 5_001) -> bytes:
    return b"\n".join([b";".join(b"v%d" % at for at in range(columns)), b";".join([b"1"] * columns)])


def _writes(data: Callable[[], bytes] | bytes) -> Maker:
    def make(path: Path) -> None:
        path.write_bytes(data() if callable(data) else data)

    return make


def _loop(path: Path) -> None:
    """What nobody may read, not even the owner of the computer: a link to itself."""
    path.symlink_to(path)


EVERYWHERE: dict[str, Maker] = {
    "missing": lambda path: None,
    "a folder": lambda path: path.mkdir(),
    "unreadable": _loop,
    "empty": _writes(b""),
    "noise": _writes(noise),
    "pdf cut off": _writes(lambda: pdf()[:40]),
    "png cut off": _writes(lambda: png()[:20]),
    "workbook cut off": _writes(lambda: xlsx()[:700]),
    "sqlite with noise": _writes(lambda: b"SQLite format 3\0" + noise(8176)),
    "NULs": _writes(b"\0" * 2048),
}
"""Nothing that takes a file can use these."""

OTHER_KINDS: dict[str, Maker] = {
    "pdf": _writes(pdf),
    "png": _writes(png),
    "workbook": _writes(xlsx),
    "zip": _writes(lambda: zipped(brief=b"hallo")),
    "gzip": _writes(lambda: b"\x1f\x8b\x08\0" + noise(500)),
    "zip bomb": _writes(bomb),
    "nested JSON": _writes(nested_json),
    "HTML": _writes(b"<!DOCTYPE html><html><body>Log in</body></html>"),
}
"""Good or bad of their kind; each entrance names those it does take."""
