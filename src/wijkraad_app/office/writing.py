"""A document as the bytes of an office file."""

from __future__ import annotations

from typing import Literal

from wijkraad_app.kernel import threads
from wijkraad_app.pdf.blocks import Document

from .flattening import flatten

Form = Literal["odt", "docx"]


def write(document: Document, form: Form) -> bytes:
    """``document`` as ODT or DOCX; the same document with the same date gives the same bytes.

    Raises `UserError` for a picture that can't be read.
    """
    from . import docx, odt

    threads.check("writing an office file")
    flat = flatten(document)
    return odt.write(flat) if form == "odt" else docx.write(flat)
