"""About the program: version, where the files are, and the licence of every part with its full text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID, uuid5

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.parts import Made, Part, made_of

from .. import theme
from ..layout import column, frame, line, row, scroll
from ..tasks import Tasks
from ..widgets.buttons import Secondary
from ..widgets.dialog import Sheet
from ..widgets.labels import Emblem, Label
from ..widgets.record_list import ListItem, RecordList

_SPACE = UUID("a4d5a6de-7d14-4f0c-8a5c-6f0c3a1f2b7e")
_PROGRAM, _PLACES = uuid5(_SPACE, "program"), uuid5(_SPACE, "places")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something of the user is kept; ``title`` is already translated."""

    title: str
    path: Path

    @property
    def folder(self) -> Path:
        """The folder to open: itself, or that of the file, or the nearest one that exists."""
        start = self.path if self.path.is_dir() else self.path.parent
        return next((one for one in (start, *start.parents) if one.is_dir()), start)


class About(Sheet):
    """A list of what there is to know at the left, what is chosen at the right."""

    def __init__(self, over: QWidget, tasks: Tasks, places: Sequence[Place]) -> None:
        super().__init__(over, _("About Wijkraad"), width=980, height=620)
        self._tasks, self._parts = tasks, dict[UUID, Part]()
        self.list = RecordList(_("About Wijkraad"))
        self.list.chosen.connect(self._chosen)
        self.program = Label("", "body", "text", wrap=True, selectable=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Parts and their licences"))
        self.text.setTabChangesFocus(True)
        self._part = Label("", "heading", wrap=True)
        self._stack = QStackedWidget()
        for made in (self._program_page(), scroll(self._places_page(places)), self._text_page()):
            self._stack.addWidget(made)
        left = frame(column((self.list, 1), gap=0, margins=(0, 4, 8, 4)))
        left.setFixedWidth(theme.pane(280))
        holder = QWidget()
        holder.setLayout(row(left, line(vertical=True), (self._stack, 1), gap=16))
        self.body.addWidget(holder, 1)
        self.foot.addWidget(Secondary(_("Close"), self.close_dialog))
        self.focus_first(self.list)
        self._fill(None)
        tasks.read(self, lambda _job: made_of(), self._fill)

    # --- the three pages -----------------------------------------------------
    def _program_page(self) -> QWidget:
        made = QWidget()
        name = column(Label(_("Wijkraad"), "title"), Label(_("From a resident’s remark to a signed letter."), "body",
                      "text_2", wrap=True), gap=0)  # fmt: skip
        promise = Label(
            _("Everything stays on this computer. The program sends nothing and asks nothing of the internet."),
            "body", "text", wrap=True,
        )  # fmt: skip
        made.setLayout(column(row(Emblem(48), 4, (name, 1)), 8, self.program, promise, None, gap=8))
        return made

    def _places_page(self, places: Sequence[Place]) -> QWidget:
        made = QWidget()
        made.setLayout(column(*(self._where(one) for one in places), None, gap=16, margins=(0, 0, 8, 0)))
        return made

    def _where(self, place: Place) -> QWidget:
        made = QWidget()
        show = Secondary(_("Open folder"), partial(_open_folder, place.folder), icon="folder-open")
        show.setAccessibleName(f"{_('Open folder')}: {place.title}")
        where = Label(_breakable(place.path), "small", "text_2", wrap=True, selectable=True)
        where.setAccessibleName(str(place.path))
        made.setLayout(column(Label(place.title, "strong"), where, row(show, None), gap=4))
        return made

    def _text_page(self) -> QWidget:
        made = QWidget()
        made.setLayout(column(self._part, (self.text, 1), gap=8))
        return made

    # --- filling -------------------------------------------------------------
    def _fill(self, made: Made | None) -> None:
        items = [
            ListItem(_PROGRAM, _("This program"), lead="landmark"),
            ListItem(_PLACES, _("Where the files are"), lead="folder-open"),
        ]
        if made is not None:
            all_parts = (made.program, *made.parts)
            self._parts = {uuid5(_SPACE, part.name): part for part in all_parts}
            items.append(ListItem(None, _("Parts and their licences")))
            items += [
                ListItem(id, f"{part.name} {part.version}".strip(), right=part.licence or _("see the text"))
                for id, part in self._parts.items()
            ]
            self.program.setText(_described(made))
        self.list.set_items(items, current=self.list.current() or _PROGRAM)

    @Slot(object)
    def _chosen(self, wanted: UUID) -> None:
        if wanted in (_PROGRAM, _PLACES):
            self._stack.setCurrentIndex((_PROGRAM, _PLACES).index(wanted))
            return
        part = self._parts[wanted]
        name = ", ".join(words for words in (f"{part.name} {part.version}".strip(), part.licence) if words)
        self._part.setText(name)
        self.text.setAccessibleName(_("Licence of {part}").format(part=part.name))
        self._stack.setCurrentIndex(2)
        self._tasks.read(self, lambda _job: part.full_text(), self._show_text, latest="licence")

    def _show_text(self, text: str) -> None:
        self.text.setPlainText(text or _("This part brought no text of its licence along."))


def _described(made: Made) -> str:
    lines = [_("Version {version}").format(version=made.version or _("unknown"))]
    if made.commit:
        lines.append(_("Made from source {commit}").format(commit=made.commit))
    lines.append(_("Licence: {licence}").format(licence="European Union Public Licence 1.2 (EUPL-1.2)"))
    return "\n".join(lines)


def _breakable(path: Path) -> str:
    """A long path may go on below after each folder."""
    return str(path).replace("/", "/\u200b").replace("\\", "\\\u200b")


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
