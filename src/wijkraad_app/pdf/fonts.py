"""Source Sans 3 in four files, the only typeface of every document."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from wijkraad_app.kernel import resources
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

REGULAR, ITALIC, SEMIBOLD, BOLD = "SourceSans3", "SourceSans3-Italic", "SourceSans3-SemiBold", "SourceSans3-Bold"
_FILES = {
    REGULAR: "SourceSans3_400Regular.ttf",
    ITALIC: "SourceSans3_400Regular_Italic.ttf",
    SEMIBOLD: "SourceSans3_600SemiBold.ttf",
    BOLD: "SourceSans3_700Bold.ttf",
}
CAP_HEIGHT = 0.66


@cache
def register() -> dict[str, Any]:
    """Make the four fonts known to ReportLab, once; charts draw with them as well."""
    from reportlab.graphics import shapes
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    made = {name: TTFont(name, str(resources.path("fonts", file)), asciiReadable=0) for name, file in _FILES.items()}
    for font in made.values():
        pdfmetrics.registerFont(font)
    shapes.STATE_DEFAULTS["fontName"] = REGULAR
    return made


def width(text: str, font: str, size: float) -> float:
    """The width of ``text`` in points."""
    return float(register()[font].stringWidth(text, size))


def clean(text: str) -> str:
    """Composed characters, no soft hyphens or other marks that print nothing."""
    composed = unicodedata.normalize("NFC", text).replace("\t", " ")
    return "".join(c for c in composed if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf"))


def require_glyphs(text: str) -> None:
    """Refuse a character that the typeface does not have, naming it and where it stands.

    Raises `UserError` ``missing_character``.
    """
    known = register()[REGULAR].face.charToGlyph
    for at, char in enumerate(text):
        if ord(char) not in known and char != "\n":
            raise UserError(
                _("The character “{char}” ({code}) can't be printed. Replace it by words in: “{place}”.").format(
                    char=char, code=f"U+{ord(char):04X}", place=_around(text, at)
                ),
                code="missing_character",
            )


def _around(text: str, at: int) -> str:
    start, stop = max(0, at - 30), at + 30
    return ("…" if start else "") + text[start:stop].replace("\n", " ").strip() + ("…" if stop < len(text) else "")
