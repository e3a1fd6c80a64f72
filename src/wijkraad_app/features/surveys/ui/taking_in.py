"""The way of a file into the dossier: read it aside, ask what must be asked, store it, say so with undo."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from wijkraad_app.features.surveys import queries, service
from wijkraad_app.features.surveys.readers.grid import refuse_size
from wijkraad_app.features.surveys.readers.opening import FilledSheet, opened
from wijkraad_app.features.surveys.readers.survey_file import Preview
from wijkraad_app.kernel import dates
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.ui.app import App

from .import_sheet import ImportSheet

FILE_TYPES = "*.csv *.tsv *.txt *.xlsx *.xls *.xlsm"


class TakingIn(QObject):
    """``then(survey)`` after something was stored."""

    def __init__(self, app: App, over: QWidget, then: Callable[[UUID], object]) -> None:
        super().__init__(over)
        self.app, self._over, self._then = app, over, then
        self.sheet: ImportSheet | None = None

    def ask(self) -> None:
        """Choose a file, and go on with it."""
        types = {_("Answers of a survey (CSV, XLSX)"): FILE_TYPES, _("All files"): "*"}
        path = self.app.ask_file(_("Import survey"), types)
        if path is not None:
            self.begin(path)

    def begin(self, path: Path) -> None:
        """Read the file in the background; then the preview, or the forms of an entry sheet at once."""
        workspace = self.app.workspace

        def work(_job: Job) -> tuple[bytes, Preview | FilledSheet, str]:
            data, found = _read(path)
            return data, found, workspace.read(queries.imported_before, sha256(data).hexdigest())

        job = self.app.run(self, work, done=lambda found: self._opened(path.name, *found))
        self.app.progress(_("Reading {name}").format(name=path.name), job)

    def _opened(self, name: str, data: bytes, found: Preview | FilledSheet, before: str) -> None:
        if isinstance(found, FilledSheet):
            self._take_forms(name, found)
            return

        def import_it(shown: Preview, title: str, method: str) -> None:
            self._import(shown, title, method, name, data)

        self.sheet = ImportSheet(self.app, self._over, data, name, found, import_it, before=before)
        self.sheet.open_over()

    def _import(self, shown: Preview, title: str, method: str, name: str, data: bytes) -> None:
        job = self.app.do(
            self,
            service.import_survey,
            done=self._imported,
            file=shown.file,
            file_name=name,
            source=data,
            method=method,
            title=title,
        )
        self.app.progress(_("Importing {name}").format(name=name), job)

    def _imported(self, done: service.Imported) -> None:
        text = ngettext("Survey imported: {n} reply.", "Survey imported: {n} replies.", done.responses)
        self._say(text.format(n=dates.number(done.responses)))
        self._then(done.survey)

    def _take_forms(self, name: str, sheet: FilledSheet) -> None:
        workspace = self.app.workspace

        def work(_job: Job) -> Any:
            try:
                known = workspace.read(queries.sheet_questions, sheet.mark.survey)
            except UserError as error:
                raise UserError(
                    _("The survey of this entry sheet is not in this dossier."), code="other_survey"
                ) from error
            return workspace.do(
                service.import_entry_sheet, survey=sheet.mark.survey, replies=sheet.filled(known), file_name=name
            )

        self.app.run(self, work, done=lambda done: self._forms_taken(sheet.mark.survey, done), writes=True)

    def _forms_taken(self, survey: UUID, done: service.SheetImported) -> None:
        text = ngettext("{n} form taken in.", "{n} forms taken in.", done.added).format(n=dates.number(done.added))
        if done.known:
            known = ngettext("{n} was in already.", "{n} were in already.", done.known)
            text += " " + known.format(n=dates.number(done.known))
        self._say(text)
        self._then(survey)

    def _say(self, text: str) -> None:
        self.app.toast(text, _("Undo"), self.app.undo)


def _read(path: Path) -> tuple[bytes, Preview | FilledSheet]:
    try:
        refuse_size(path.stat().st_size)
        data = path.read_bytes()
    except OSError as error:
        message = _("“{name}” can't be read. Check that the file is still there.")
        raise UserError(message.format(name=path.name), code="unreadable") from error
    return data, opened(data, path.name)
