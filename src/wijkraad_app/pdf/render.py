"""A `Document` becomes the bytes of a PDF/A-2a and PDF/UA-1 file."""

from __future__ import annotations

from datetime import UTC

from wijkraad_app.kernel import threads
from wijkraad_app.kernel.i18n import in_language

from . import fonts, furniture, sheet
from .blocks import Document
from .compose import Column, Composer
from .compose_parts import lay_out
from .ink import Ink
from .strips import paginate, paginate_tight
from .tags import Elem


def render(document: Document) -> bytes:
    """Lay out, draw, tag and finish; the same document gives the same bytes.

    Raises `UserError` ``missing_character`` before anything is drawn when a character has no glyph.
    """
    from .finish import finish

    threads.check("rendering")
    if document.date.tzinfo is None:
        raise ValueError("the date of a document is aware")
    with in_language(document.language):
        fonts.register()
        composer = _composed(document)
        divide = paginate_tight if document.tight_end else paginate
        pages = divide(composer.strips, lambda page: furniture.room(page, document))
        page_of = sheet.of(document.large)
        ink = Ink(document.title, document.author, document.subject, document.language, page_of.scale)
        for number, placed in enumerate(pages):
            if number:
                ink.next_page()
            furniture.around(ink, document, number, len(pages))
            top = page_of.height - furniture.top_of(number, document)
            for one in placed:
                one.strip.draw(ink, top - one.offset)
        return finish(ink.finish(), composer.root, ink.annotations, document, document.date.astimezone(UTC))


def _composed(document: Document) -> Composer:
    for text in (document.title, document.running, document.footer, document.mark, *_house_texts(document)):
        fonts.require_glyphs(fonts.clean(text))
    page_of = sheet.of(document.large)
    column = Column(page_of.left, page_of.right - page_of.left)
    composer = Composer(column, Elem("Document"), document.refs, document.house, page_of)
    furniture.opening_marks(composer, document)
    if document.letterhead:
        furniture.letterhead(composer, document.house)
    for block in document.blocks:
        lay_out(composer, block)
    return composer


def _house_texts(document: Document) -> tuple[str, ...]:
    return (document.house.sender, document.house.place, *document.house.lines)
