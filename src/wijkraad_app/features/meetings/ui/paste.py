"""“Agenda plakken”: paste the text, look at what was understood, correct it, take it over in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.date_phrases import typed_time
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.pdf.files import read_file
from wijkraad_app.ui.app import App
from wijkraad_app.ui.dropping import dropped
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.dialog import Sheet
from wijkraad_app.ui.widgets.inputs import TextField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.preview_table import PreviewColumn, PreviewRow, PreviewTable

from .. import service
from ..readers import ENDINGS, ParsedAgenda, ParsedItem, read_agenda_file, read_agenda_text
from ..rules import words
from ..rules.checks import LONGEST_ITEM

_TITLE, _KIND, _TIME, _MINUTES, _BY = 1, 2, 3, 4, 5


class PasteSheet(Sheet):
    """With ``meeting`` the items are added to it; without, a meeting is made and ``made`` gets its id."""

    def __init__(self, app: App, over: QWidget, made: Callable[[UUID], None], meeting: UUID | None = None) -> None:
        super().__init__(over, _("Paste agenda"), width=1160, height=640)
        self._app, self._made, self._meeting = app, made, meeting
        self._parsed = ParsedAgenda()
        self.text = TextField(_("The agenda as you have it, from a mail or a document"), least=17, most=17)
        self.text.edited.connect(lambda _text: self._read())
        self.found = Label("", "strong", "text", wrap=True)
        self.guesses = Label("", "small", "warn", wrap=True)
        self.table = PreviewTable(_("Agenda items understood"))
        self.table.edited.connect(lambda _row, _column, _text: self._check())
        self.table.taken_changed.connect(self._check)
        left, right = QWidget(), QWidget()
        choose = Quiet(_("Open a file instead"), self._choose_file, icon="folder-open")
        left.setLayout(column(self.text, row(choose, None), None, gap=6))
        right.setLayout(column(self.found, (self.table, 1), self.guesses, gap=6))
        both = QWidget()
        both.setLayout(row((left, 1), (right, 2), gap=20))
        self.body.addWidget(both, 1)
        self.buttons(_("Take over"), self._take)
        self.setAcceptDrops(True)
        self.text.text.setAcceptDrops(False)  # the name of a file is no agenda
        self.focus_first(self.text.text)
        self._show(ParsedAgenda())

    # --- reading ---------------------------------------------------------------------
    def _read(self) -> None:
        text = self.text.value()

        def read(_job: Job) -> ParsedAgenda:
            return read_agenda_text(text, clock.today())

        self._app.run(self, read, done=self._show, failed=self._unreadable, latest="agenda")

    def _choose_file(self) -> None:
        kinds = " ".join(f"*{ending}" for ending in (".json", ".txt", ".md", *ENDINGS))
        path = self._app.ask_file(_("Choose an agenda"), {_("Agendas"): kinds})
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Read an agenda from a file, in place of what was pasted."""
        self.text.error("")

        def read(_job: Job) -> ParsedAgenda:
            return read_agenda_file(read_file(path), path.name, clock.today())

        self._app.run(self, read, done=self._show, failed=self._unreadable, latest="agenda")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(dropped(event)) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in dropped(event):
            self.take_file(path)

    def _unreadable(self, error: BaseException) -> None:
        message = _("This file can't be read. Choose another one.")
        self.text.error(error.message if isinstance(error, UserError) else message)

    def _show(self, parsed: ParsedAgenda) -> None:
        self._parsed = parsed
        columns = (
            PreviewColumn(_("No."), editable=False, width=56),
            PreviewColumn(_("Item"), width=240),
            PreviewColumn(_("Purpose"), width=132),
            PreviewColumn(_("Time"), width=66),
            PreviewColumn(_("Min."), width=58),
            PreviewColumn(_("Introduced by"), width=120),
        )
        self.table.show_rows(columns, [_row(item) for item in parsed.items])
        self.found.setText(_summary(parsed))
        self._check()

    @Slot()
    def _check(self) -> None:
        problems = list(self._parsed.guesses if self._meeting is None else self._parsed.item_guesses)
        for at in self.table.taken():
            problems += mended(self._parsed.items[at], self.table.rows()[at].cells)[1]
        self.guesses.setText("\n".join(problems[:5]))
        if self.main_button is not None:
            self.main_button.allow(None if self.table.taken() else _("There is nothing to take over yet."))

    # --- keeping ---------------------------------------------------------------------
    def agenda(self) -> ParsedAgenda:
        """What will be taken over, with corrections."""
        rows = self.table.rows()
        items = tuple(mended(self._parsed.items[at], rows[at].cells)[0] for at in self.table.taken())
        return replace(self._parsed, items=items)

    def _take(self) -> bool:
        def done(meeting: UUID) -> None:
            self.close_dialog()
            self._made(meeting)
            self._app.toast(_("Agenda taken over."), _("Undo"), self._app.undo)

        facts: dict[str, Any] = {"parsed": self.agenda(), "meeting": self._meeting}
        if self.main_button is not None:
            self.main_button.allow(_("One moment…"))
        self._app.do(self, service.import_agenda, done=done, failed=self._refused, **facts)
        return False

    def _refused(self, error: BaseException) -> None:
        """What was pasted stays on the screen."""
        self._check()
        if not isinstance(error, UserError):
            self._app.tell(error)
            return
        self.text.error(error.message)
        self.text.text.setFocus()


def _row(item: ParsedItem) -> PreviewRow:
    at = dates.bare_time(item.time) if item.time else ""
    title = ("   " * item.level + item.title) + ("" if item.public else f" ({_('closed')})")
    minutes = "" if item.minutes is None else str(item.minutes)
    return PreviewRow((item.number, title, _(words.ITEM_KINDS[item.kind]), at, minutes, item.introducer))


def _summary(parsed: ParsedAgenda) -> str:
    """What was understood, in a sentence."""
    if not parsed.items:
        return _("Paste the text at the left. What is understood stands here.")
    count = ngettext("{n} item", "{n} items", len(parsed.items)).format(n=len(parsed.items))
    day = dates.full_date(parsed.date) if parsed.date else _("no date")
    facts = [parsed.title, day, words.span(parsed.start, parsed.end), parsed.place]
    return ", ".join([*(fact for fact in facts if fact), count])


def mended(item: ParsedItem, cells: Sequence[str]) -> tuple[ParsedItem, list[str]]:
    """The item with what the user changed in its cells, and what couldn't be understood."""
    problems: list[str] = []
    shown = _row(item).cells
    if cells[_TITLE] != shown[_TITLE] and cells[_TITLE].strip():
        item = replace(item, title=cells[_TITLE].strip())
    if cells[_KIND] != shown[_KIND]:
        kinds = {_(word): kind for kind, word in words.ITEM_KINDS.items()}
        kind = next((key for word, key in kinds.items() if cells[_KIND].strip().casefold() in word.casefold()), None)
        if kind is None:
            unknown = _("“{word}” isn't a purpose. Choose: {words}.")
            problems.append(unknown.format(word=cells[_KIND], words=", ".join(kinds)))
        else:
            item = replace(item, kind=kind)
    if cells[_TIME] != shown[_TIME]:
        item = replace(item, time=_time(cells[_TIME], problems))
    if cells[_MINUTES] != shown[_MINUTES]:
        item = replace(item, minutes=_minutes(cells[_MINUTES], problems))
    return replace(item, introducer=cells[_BY].strip()), problems


def _time(text: str, problems: list[str]) -> time | None:
    found = typed_time(text)
    if found is None and text.strip():
        problems.append(_("This time isn't clear. Type it as 20.00."))
    return found


def _minutes(text: str, problems: list[str]) -> int | None:
    if text.strip().isdigit() and int(text) <= LONGEST_ITEM:
        return int(text)
    if text.strip():
        problems.append(_("Type the minutes as a number."))
    return None
