"""Pictures as PDF/A allows them: upright, in RGB, no larger than printing needs."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .ink import Ink

JPEG_QUALITY = 85


@dataclass(frozen=True, slots=True)
class Printed:
    """A picture and its size on paper in points."""

    picture: Any
    width: float
    height: float

    def draw(self, ink: Ink, left: float, top: float) -> None:
        """Draw it below ``top``, inside the element or artifact that is open."""
        ink.canvas.drawImage(self.picture, left, top - self.height, self.width, self.height, mask="auto")


def printed(data: bytes, room: tuple[float, float], most_pixels: int) -> Printed:
    """A PNG or JPEG within ``room`` (width and height in points); photos stay JPEG. `UserError` ``not_a_picture``."""
    from reportlab.lib.utils import ImageReader

    picture, photo = upright(data, most_pixels)
    scale = min(room[0] / picture.width, room[1] / picture.height)
    size = picture.width * scale, picture.height * scale
    return Printed(ImageReader(_as_jpeg(picture) if photo else picture), *size)


def upright(data: bytes, most_pixels: int) -> tuple[Any, bool]:
    """The picture as it is looked at, in RGB or RGBA, and whether it is a photo (JPEG). `UserError`
    ``not_a_picture``."""
    from PIL import Image, ImageOps

    try:
        picture: Image.Image = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
        photo = picture.format == "JPEG"
        picture = ImageOps.exif_transpose(picture)
        picture.thumbnail((most_pixels, most_pixels))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UserError(_("This isn't a PNG or JPEG picture. Choose another file."), code="not_a_picture") from error
    clear = "A" in picture.getbands() or "transparency" in picture.info
    return picture.convert("RGBA" if clear else "RGB"), photo


def _as_jpeg(picture: Any) -> BytesIO:
    out = BytesIO()
    picture.save(out, "JPEG", quality=JPEG_QUALITY)
    out.seek(0)
    return out
