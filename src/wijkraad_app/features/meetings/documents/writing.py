"""A document as the bytes of a file, by the end of the file's name."""

from __future__ import annotations

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.pdf.blocks import Document

FORMS = (".pdf", ".odt", ".docx")


def as_file(document: Document, ending: str) -> bytes:
    """PDF, ODT or DOCX. `UserError` ``unknown_format`` for another end."""
    from wijkraad_app.office import writing
    from wijkraad_app.pdf import render

    match ending.lower():
        case ".pdf":
            return render.render(document)
        case ".odt":
            return writing.write(document, "odt")
        case ".docx":
            return writing.write(document, "docx")
    raise UserError(_("Choose a file name that ends in .pdf, .odt, .docx or .json."), code="unknown_format")
