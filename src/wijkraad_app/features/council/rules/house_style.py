"""The council's logo and accent colour: what can be printed and read."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import Literal

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

LARGEST_LOGO = 2 * 1024 * 1024
WIDEST_LOGO = 4000
READABLE = 4.5
"""WCAG 2.2 AA for text, against white paper."""
_PNG = b"\x89PNG\r\n\x1a\n"
_HEX = re.compile(r"#?([0-9a-fA-F]{6})")


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that was accepted; size in pixels."""

    media_type: str
    width: int
    height: int


def check_logo(data: bytes) -> Logo:
    """What the picture is, by its bytes, never by its name.

    Raises `UserError` ``logo_too_large``, ``logo_vector`` or ``not_a_picture``.
    """
    if len(data) > LARGEST_LOGO:
        raise UserError(_("This picture is larger than 2 MB. Choose a smaller one."), code="logo_too_large")
    if data[:1] in (b"<", b"\xef") and b"<svg" in data[:4096].lower():
        raise UserError(_("An SVG picture can't be used. Save it as PNG and choose that file."), code="logo_vector")
    size = _png_size(data) or _jpeg_size(data)
    if size is None or min(size) < 1:
        raise UserError(_("This isn't a PNG or JPEG picture. Choose another file."), code="not_a_picture")
    if max(size) > WIDEST_LOGO:
        message = _("This picture is wider or higher than {count} pixels. Make it smaller.")
        raise UserError(message.format(count=WIDEST_LOGO), code="logo_too_large")
    return Logo("image/png" if data.startswith(_PNG) else "image/jpeg", *size)


def _png_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(_PNG) or data[12:16] != b"IHDR" or len(data) < 33:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """From the frame header (ITU-T T.81, B.2.2)."""
    at = 2
    while data.startswith(b"\xff\xd8\xff") and at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + max(length, 2)
    return None


Window = Literal["", "left", "right"]
WINDOWS: tuple[Window, ...] = ("", "left", "right")


def check_window(value: str) -> str:
    """Where the window of envelopes is: "left", "right", or "" for none. Raises `UserError` ``bad_window``."""
    if value not in WINDOWS:
        raise UserError(_("Choose where the window of your envelopes is."), code="bad_window")
    return value


def window(value: str) -> Window:
    """The same as it is kept; none for what isn't known, as from a newer version."""
    return next((one for one in WINDOWS if one == value), "")


def check_accent(text: str) -> str:
    """The colour as "#24548F". Raises `UserError` ``bad_colour``."""
    found = _HEX.fullmatch(text.strip())
    if found is None:
        raise UserError(_("Type a colour as #24548F: a # and six digits or letters a to f."), code="bad_colour")
    return f"#{found[1].upper()}"


def contrast_on_paper(accent: str) -> float:
    """Contrast ratio of a colour against white, 1 to 21 (WCAG 2.2)."""
    return 1.05 / (_luminance(accent) + 0.05)


def _luminance(accent: str) -> float:
    parts = (int(accent[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable_accent(accent: str) -> str:
    """The colour itself, or the nearest darker one that can be read on paper."""
    colour = check_accent(accent)
    for step in range(101):
        darker = _darker(colour, step / 100)
        if contrast_on_paper(darker) >= READABLE:
            return darker
    return "#000000"


def _darker(accent: str, share: float) -> str:
    return "#" + "".join(f"{round(int(accent[at : at + 2], 16) * (1 - share)):02X}" for at in (1, 3, 5))
