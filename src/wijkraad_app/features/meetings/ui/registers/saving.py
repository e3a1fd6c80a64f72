"""A register as a file: what the filters show, as PDF, for a word processor, or as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject

from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.pdf.blocks import Document
from wijkraad_app.ui.app import App

from ...documents import Paper, paper
from ...documents.registers import as_csv, as_json
from ..papers import file_name

Form = Literal["pdf", "odt", "docx", "csv", "json"]
_FORMS: tuple[tuple[Form, str, str], ...] = (
    ("pdf", N_("List as PDF"), "file-down"),
    ("odt", N_("List as ODT, for LibreOffice"), "file-text"),
    ("docx", N_("List as DOCX, for Word"), "file-text"),
    ("csv", N_("List as CSV, for a spreadsheet"), "file-spreadsheet"),
    ("json", N_("List as JSON, for programs"), "file-spreadsheet"),
)


@dataclass(frozen=True, slots=True)
class Listing:
    """What is shown now. ``rows`` reads them all from a session, ``document`` lays them out, ``data`` gives plain
    values."""

    title: str
    rows: Callable[[Any], Sequence[Any]]
    document: Callable[[Sequence[Any], Paper], Document]
    data: Callable[[Sequence[Any]], list[dict[str, Any]]]


def entries(
    app: App, owner: QObject, listing: Callable[[], Listing]
) -> list[tuple[str, str, Callable[[], object]] | None]:
    """For a menu: the forms in which a list can be kept."""
    return [(_(title), icon, partial(_save, app, owner, form, listing)) for form, title, icon in _FORMS]


def _save(app: App, owner: QObject, form: Form, listing: Callable[[], Listing]) -> None:
    shown = listing()
    target = app.save_file(_("Keep the list"), {form.upper(): f"*.{form}"}, f"{file_name(shown.title)}.{form}")
    if target is None:
        return
    path = target if target.suffix.lower() == f".{form}" else target.with_name(f"{target.name}.{form}")

    def write(job: Job) -> Path:
        from wijkraad_app.pdf.files import write_whole

        data = _bytes(app, form, shown)
        job.step(1, 1)
        write_whole(path, data)
        return path

    job = app.run(owner, write, done=lambda where: app.toast(_("Kept as {file}.").format(file=where.name)))
    app.progress(_("Writing the list"), job)


def _bytes(app: App, form: Form, shown: Listing) -> bytes:
    rows = app.workspace.read(shown.rows)
    if form == "csv":
        return as_csv(shown.data(rows))
    if form == "json":
        return as_json(shown.data(rows))
    document = shown.document(rows, app.workspace.read(paper))
    if form == "pdf":
        from wijkraad_app.pdf import render

        return render.render(document)
    from wijkraad_app.office import writing

    return writing.write(document, form)
