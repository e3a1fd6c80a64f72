"""Pictures in office files: photos as they are, drawings as PNG."""

from __future__ import annotations

from io import BytesIO

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.pdf import blocks, fonts
from wijkraad_app.pdf.ink import MM
from wijkraad_app.pdf.pictures import upright

from .parts import Image
from .xml import clean

_LOGO = (30.0, 12.0)
_TALLEST = 220.0
_MOST_PIXELS = 1900
_SHARP = 3.0
"""Pixels to the point of a drawing: 216 to the inch."""


def logo(data: bytes) -> Image:
    """The council's logo at its size on paper; decoration, the name beside it says the same."""
    try:
        return _fitted(data, "", _LOGO)
    except UserError as error:
        raise UserError(_("The logo can't be read. Choose a PNG or JPEG picture."), code="logo_unreadable") from error


def photo(data: bytes, alt: str, width: float) -> Image:
    """A photo or scan over the width; `UserError` ``not_a_picture``."""
    return _fitted(data, alt, (width, _TALLEST))


def _fitted(data: bytes, alt: str, room: tuple[float, float]) -> Image:
    """Upright and within ``room``; photos stay JPEG."""
    picture, photo = upright(data, _MOST_PIXELS)
    out = BytesIO()
    picture.save(out, "JPEG" if photo else "PNG")
    scale = min(room[0] / picture.width, room[1] / picture.height)
    media = "image/jpeg" if photo else "image/png"
    return Image(out.getvalue(), media, picture.width * scale, picture.height * scale, clean(alt))


def drawn(block: blocks.Figure, width: float) -> Image:
    """A drawing over the width, as pixels fine enough for print."""
    from PIL import Image as Pixels
    from reportlab.graphics import renderPDF

    from wijkraad_app.pdf import preview

    fonts.register()
    drawing = block.draw(width * MM)
    page = renderPDF.drawToString(drawing, autoSize=1)
    across, down, stride, pixels = preview.page_image(page, 0, round(drawing.width * _SHARP), bare=True)
    picture = Pixels.frombuffer("RGBA", (across, down), pixels, "raw", "RGBA", stride, 1).convert("RGB")
    out = BytesIO()
    picture.save(out, "PNG")
    scale = min(1.0, _TALLEST / (drawing.height / MM))
    return Image(out.getvalue(), "image/png", drawing.width / MM * scale, drawing.height / MM * scale, clean(block.alt))
