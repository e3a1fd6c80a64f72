"""The files that go with a letter: rows, and the dialog to add or change one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.pdf.enclosing import Looked, look
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, row
from wijkraad_app.ui.widgets.buttons import Button, IconButton
from wijkraad_app.ui.widgets.inputs import LineField, TextField
from wijkraad_app.ui.widgets.labels import Icon, Label

from .. import flow
from ..queries import EnclosureRow
from ..rules import check_enclosure
from .acting import Done, FileField, WorkDialog

_ICONS = {"page": "image", "inside": "paperclip", "beside": "file-text"}
_HOW = {
    "page": N_("It is printed behind the letter, on a page of its own."),
    "inside": N_("It travels inside the file of the letter."),
    "beside": N_("It travels as a file of its own. The letter names it with its fingerprint."),
}
Change = Callable[[EnclosureRow], None]


def how_word(how: str) -> str:
    """How it goes along, as a sentence; "" for a way this version doesn't know."""
    return _(_HOW[how]) if how in _HOW else ""


class EnclosureRows(QWidget):
    """Title and how it goes along, with a button to change and one to remove it; hidden when there is none."""

    def __init__(self, change: Change, remove: Change, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._change, self._remove = change, remove
        self._rows: tuple[EnclosureRow, ...] | None = None
        self._buttons: list[Button] = []
        self._column = column(gap=4)
        self.setLayout(self._column)

    def show_rows(self, rows: Sequence[EnclosureRow]) -> None:
        """Show these enclosures."""
        if tuple(rows) == self._rows:
            return
        self._rows, self._buttons = tuple(rows), []
        clear(self._column)
        for one in self._rows:
            self._column.addWidget(self._row(one))
        self.setVisible(bool(rows))

    def allow(self, reason: str | None) -> None:
        """Whether they can be changed; ``reason`` says why not."""
        for button in self._buttons:
            button.allow(reason)

    def _row(self, one: EnclosureRow) -> QWidget:
        made = QWidget()
        how = how_word(one.how)
        words = column(Label(one.title, "strong", wrap=True), Label(how, "small", "text_2", wrap=True), gap=0)
        change = IconButton("pencil", _("Change “{title}”").format(title=one.title), partial(self._change, one))
        remove = IconButton("trash-2", _("Remove “{title}”").format(title=one.title), partial(self._remove, one))
        self._buttons += [change, remove]
        made.setLayout(row(Icon(_ICONS.get(one.how, "paperclip"), "text_2", 18), (words, 1), change, remove, gap=10))
        made.setAccessibleName(f"{one.title}: {how}")
        return made


class EnclosureDialog(WorkDialog):
    """Adds a file, or calls the one that is given something else."""

    def __init__(self, app: App, over: QWidget, advice: UUID, done: Done, known: EnclosureRow | None = None) -> None:
        super().__init__(app, over, _("Change the enclosure") if known else _("Add an enclosure"), width=520)
        self._advice, self._done, self._known = advice, done, known
        self._looked: Looked | None = None
        self.file = FileField(app, _("File"), _("Choose the file"), {_("Files"): "*"}, icon="paperclip")
        self.how = Label("", "small", "text_2", wrap=True)
        self.title_ = LineField(_("What it is called in the letter"), limit=300)
        self.alt = TextField(
            _("What the picture shows"), hint=_("In a sentence or two, for those who can’t see it."), least=2, most=4
        )
        self.add(*([] if known else [self.file]), self.how, self.title_, self.alt, self.busy)
        if known:
            self.title_.set_value(known.title)
            self.alt.set_value(known.alt)
        self._show_how(known.how if known else "")
        self.file.edited.connect(self._chosen)
        self.buttons(_("Keep") if known else _("Add"), self._go)
        self.focus_first(self.title_ if known else self.file)

    @Slot(object)
    def _chosen(self, path: Path) -> None:
        self._looked = None
        self.app.run(self, partial(_look, path), done=self._found, failed=self._not_found, latest="file")

    def _found(self, looked: Looked) -> None:
        self._looked = looked
        if not self.title_.value():
            self.title_.set_value(Path(looked.name).stem)
        self._show_how(looked.how)

    def _not_found(self, error: BaseException) -> None:
        self._show_how("")
        if isinstance(error, UserError):
            self.file.error(error.message)
        else:
            self.app.tell(error)

    def _show_how(self, how: str) -> None:
        self.how.setText(how_word(how))
        self.how.setVisible(bool(how))
        self.alt.setVisible(how == "page")

    def _go(self) -> bool:
        how = self._known.how if self._known else self._looked.how if self._looked else ""
        if not how:
            self.file.error(_("Choose a file that can go along first."))
            return False
        title, alt = self.title_.value(), self.alt.value() if how == "page" else ""
        try:
            check_enclosure(title, how, alt)
        except UserError as error:
            (self.title_ if error.code == "no_title" else self.alt).error(error.message)
            return False
        return self.work(self._job(title, alt), self._done, _("Drawing the letter…"))

    def _job(self, title: str, alt: str) -> Callable[[], object]:
        workspace, advice, known, looked = self.app.workspace, self._advice, self._known, self._looked
        if known is not None:
            return partial(flow.change_enclosure, workspace, advice, known.id, title=title, alt=alt)
        assert looked is not None
        return partial(flow.add_enclosure, workspace, advice, looked, title=title, alt=alt)


def _look(path: Path, _job: Job) -> Looked:
    return look(path)
