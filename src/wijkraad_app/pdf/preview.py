"""Pages as pictures and text, for the preview; no Qt here, so that any thread or process may draw."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from wijkraad_app.kernel import threads
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

# PDFium is not safe for use from several threads at once.
_ONE_AT_A_TIME = Lock()
_DIVIDED = "\ufffe"
"""How PDFium tells of a hyphen at the end of a line, which it takes away with the line's end."""


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    import pypdfium2

    logging.getLogger("pypdfium2").setLevel(logging.ERROR)  # its warnings are for who builds it
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise UserError(_("This file is not a PDF that can be shown."), code="not_a_pdf") from error
        try:
            yield document
        finally:
            document.close()


def page_count(data: bytes) -> int:
    """The number of pages; raises `UserError` ``not_a_pdf``, as all here."""
    with _opened(data) as document:
        return len(document)


def page_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page in points."""
    with _opened(data) as document:
        return tuple(document.get_page_size(at) for at in range(len(document)))


def page_image(data: bytes, page: int, width: int, *, bare: bool = False) -> tuple[int, int, int, bytes]:
    """Page ``page`` (from 0) drawn ``width`` pixels wide: width, height, bytes per line, RGBA bytes.

    Forms are drawn as well, so signature stamps are seen; ``bare``: neither forms nor notes.
    Raises `IndexError` for a page that isn't there.
    """
    threads.check("drawing a page")
    with _opened(data) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        if not bare:
            document.init_forms()
        one = document[page]
        scale, drawn = width / one.get_width(), not bare
        bitmap = one.render(
            scale=scale, rev_byteorder=True, prefer_bgrx=True, may_draw_forms=drawn, draw_annots=drawn
        )  # fmt: skip
        return bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)


def page_text(data: bytes, page: int) -> str:
    """The text of a page, for screen readers and search; words divided at the end of a line are whole again."""
    with _opened(data) as document:
        text = str(document[page].get_textpage().get_text_range())
        return text.replace("\r\n", "\n").replace(_DIVIDED, "")
