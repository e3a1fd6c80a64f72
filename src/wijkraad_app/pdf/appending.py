"""Adding to a finished file: always behind what is there, never over it (ISO 32000-1, 7.5.6)."""

from __future__ import annotations

from io import BytesIO
from typing import Any


def quiet_writer(data: bytes) -> Any:
    """A writer that leaves the description alone: pyHanko would rewrite it in a way PDF/A rejects."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class QuietWriter(IncrementalPdfFileWriter):
        def _update_meta(self) -> None:
            """Part of no public interface; a test holds that it is still asked."""

    return QuietWriter(BytesIO(data), strict=False)
