"""Source Sans 3 in four files, the only typeface of every document."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from wijkraad_app.kernel import resources
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

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
    """Composed characters and usual spaces, no soft hyphens or other marks that print nothing."""
    composed = unicodedata.normalize("NFC", text).replace("\t", " ")
    plain = "".join(" " if _is_odd_space(c) else c for c in composed)
    return "".join(c for c in plain if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf"))


def _is_odd_space(char: str) -> bool:
    """A space of another width than the typeface has."""
    return char not in " \u00a0\u2009\u202f" and unicodedata.category(char) == "Zs"


def require_glyphs(text: str) -> None:
    """Refuse a character that the typeface does not have, naming it, where it stands and what may stand for it.

    Raises `UserError` ``missing_character``.
    """
    for at, char in enumerate(text):
        if not _known(char):
            message = _ADVICE[instead_of(char) if instead_of(char) in ("", None) else "other"]
            raise UserError(
                _(message).format(
                    char=char, code=f"U+{ord(char):04X}", place=_around(text, at), instead=instead_of(char)
                ),
                code="missing_character",
            )


def printable(text: str) -> str:
    """The text with what may stand for each character that has no glyph; those without any stay as they are."""
    return "".join(char if _known(char) else _or(instead_of(char), char) for char in text)


def instead_of(char: str) -> str | None:
    """What may stand for a character without a glyph: what it is compatible with (Unicode, NFKC), a plainer sign,
    "" for a picture that may go; None for a letter of another script."""
    if char in _PLAINER:
        return _PLAINER[char]
    plain = unicodedata.normalize("NFKC", char)
    if plain != char and all(_known(one) for one in plain):
        return plain
    return "" if unicodedata.category(char) in ("So", "Sk", "Mn", "Me", "Co", "Cn") else None


def _known(char: str) -> bool:
    return char == "\n" or ord(char) in register()[REGULAR].face.charToGlyph or not clean(char)


def _or(found: str | None, char: str) -> str:
    return char if found is None else found


_PLAINER = {**dict.fromkeys("⟶➜➔➞➙⇾🡒", "→"), **dict.fromkeys("⁃∙⦁", "•"), **dict.fromkeys("★☆✱✦", "*")}
_ADVICE: dict[str | None, str] = {
    None: N_("The character “{char}” ({code}) can't be printed. Replace it by words in: “{place}”."),
    "": N_("The character “{char}” ({code}) can't be printed. Leave it out in: “{place}”."),
    "other": N_("The character “{char}” ({code}) can't be printed. Type “{instead}” for it in: “{place}”."),
}


def _around(text: str, at: int) -> str:
    start, stop = max(0, at - 30), at + 30
    return ("…" if start else "") + text[start:stop].replace("\n", " ").strip() + ("…" if stop < len(text) else "")
