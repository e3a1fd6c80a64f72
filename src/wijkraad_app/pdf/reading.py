"""Opening any PDF to look at its signature fields; whatever a damaged file throws is one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .files import read_file
from .metadata import PRODUCER

ARCHIVES = ("archive", "archive2", "archive3")
"""Fields for timestamps over the whole letter: the first seal, and those that renew it. Letters made before there was
room to renew have only the first."""


@dataclass(frozen=True, slots=True)
class Field:
    """A signature field; ``size`` in points."""

    name: str
    label: str
    signed: bool
    size: tuple[float, float]


def fields(path: Path) -> tuple[Field, ...]:
    """The signature fields of a file in their order, without those of the archive.

    Raises `UserError` ``cannot_read`` or ``not_a_pdf``.
    """
    data = read_file(path)
    return fields_of(reader(data, path.name))


def reader(data: bytes, name: str) -> Any:
    """A pyHanko reader; raises `UserError` ``not_a_pdf``."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        opened = PdfFileReader(BytesIO(data), strict=False)
        if not data.startswith(b"%PDF-") or opened.encrypted or "/Pages" not in opened.root:
            raise ValueError(name)
    except Exception as error:
        raise UserError(_("“{file}” is not a PDF that can be read.").format(file=name), code="not_a_pdf") from error
    return opened


def fields_of(opened: Any) -> tuple[Field, ...]:
    """The signature fields of an opened file, signers only."""
    from pyhanko.sign.fields import enumerate_sig_fields

    return tuple(
        _field(name, value is not None, reference.get_object())
        for name, value, reference in enumerate_sig_fields(opened)
        if name not in ARCHIVES
    )


def _field(name: str, signed: bool, widget: Any) -> Field:
    left, low, right, top = (float(value) for value in widget.get("/Rect", (0, 0, 0, 0)))
    return Field(name, str(widget.get("/TU", name)), signed, (abs(right - left), abs(top - low)))


def letter_day(data: bytes) -> date | None:
    """The date of a letter that this program made: its moment of creation, which signing leaves; else None."""
    try:
        info = reader(data, "PDF").trailer_view["/Info"]
        found = re.match(r"D:(\d{4})(\d\d)(\d\d)", str(info["/CreationDate"]))
        made_here = PRODUCER in str(info["/Producer"])
        return date(*(int(part) for part in found.groups())) if found and made_here else None
    except Exception:  # whatever a damaged file throws: then its date isn't known
        return None


def byte_ranges(data: bytes) -> list[tuple[int, ...]]:
    """All byte ranges that the file claims to have signed."""
    return [tuple(int(part) for part in found.split()) for found in re.findall(rb"/ByteRange\s*\[([\d\s]+)\]", data)]
