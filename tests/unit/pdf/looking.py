"""Looking into a PDF: its structure as lines of text, its text by page."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from wijkraad_app.pdf import preview


def text(data: bytes) -> str:
    """All text, pages after each other, line ends as single spaces."""
    pages = (preview.page_text(data, page) for page in range(preview.page_count(data)))
    return " ".join(" ".join(pages).split())


def outline(data: bytes) -> list[str]:
    """The structure tree, one element a line, children indented by two."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return list(_walk(pdf.Root.StructTreeRoot.K, 0))


def _walk(elem: Any, depth: int) -> Iterator[str]:
    yield "  " * depth + str(elem.S).lstrip("/")
    for kid in children(elem):
        yield from _walk(kid, depth + 1)


def children(elem: Any) -> list[Any]:
    """The elements directly below one."""
    kids = elem.get("/K", [])
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
