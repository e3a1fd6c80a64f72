"""Agenda and minutes: drawn off the window's thread, shown as PDF or written as PDF, ODT or DOCX."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject

from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.pdf.blocks import Document
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets import pdf_view

from ..documents import Paper, paper
from ..documents.writing import FORMS, as_file

Make = Callable[[Paper], Document]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn PDF and the sizes of its pages in points."""

    data: bytes
    sizes: tuple[tuple[float, float], ...]

    def pages(self) -> pdf_view.Document:
        """As the preview wants it."""
        from wijkraad_app.pdf import preview

        return pdf_view.Document(
            self.sizes, partial(preview.page_image, self.data), partial(preview.page_text, self.data)
        )


def _draw(app: App, make: Make, _job: Job) -> Drawn:
    from wijkraad_app.pdf import preview, render

    data = render.render(make(app.workspace.read(paper)))
    return Drawn(data, preview.page_sizes(data))


def draw(app: App, owner: QObject, make: Make, done: Callable[[Drawn], None]) -> None:
    """Draw the newest asked for."""
    app.run(owner, partial(_draw, app, make), done=done, latest="pdf")


def save(app: App, owner: QObject, make: Make, title: str) -> None:
    """Ask where and as what, draw and write; a message says where it is."""
    kinds = {"PDF": "*.pdf", "OpenDocument (LibreOffice)": "*.odt", "Word": "*.docx"}
    target = app.save_file(_("Keep as PDF, ODT or DOCX"), kinds, f"{file_name(title)}.pdf")
    if target is None:
        return
    path = target if target.suffix.lower() in FORMS else target.with_name(target.name + ".pdf")

    def write(job: Job) -> Path:
        from wijkraad_app.pdf.files import write_whole

        data = as_file(make(app.workspace.read(paper)), path.suffix)
        job.step(1, 1)
        write_whole(path, data)
        return path

    job = app.run(owner, write, done=lambda where: app.toast(_("Kept as {file}.").format(file=where.name)))
    app.progress(_("Writing the file"), job)


def save_kept(app: App, owner: QObject, query: Callable[..., bytes], record: UUID, title: str) -> None:
    """Ask where and write a PDF that the dossier keeps; ``query(session, record)`` gives its bytes."""
    target = app.save_file(_("Keep as PDF"), {"PDF": "*.pdf"}, f"{file_name(title)}.pdf")
    if target is None:
        return

    def write(_job: Job) -> Path:
        from wijkraad_app.pdf.files import write_whole

        write_whole(target, app.workspace.read(query, record))
        return target

    app.run(owner, write, done=lambda where: app.toast(_("Kept as {file}.").format(file=where.name)))


def file_name(title: str) -> str:
    """A title as every system takes it for a file name."""
    return re.sub(r"\s+", " ", re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", title)).strip(" .")[:120] or "document"
