"""Lines pasted or typed as text, shown as rows that can be corrected or left out, and taken over as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.kernel.pasting import read_text_file

from ..app import App
from ..layout import column, row
from ..theme import px
from .buttons import Quiet
from .dialog import Sheet
from .inputs import TextField
from .labels import Label
from .preview_table import PreviewColumn, PreviewRow, PreviewTable

R = TypeVar("R")
_DELAY = 150


@dataclass(frozen=True, slots=True)
class Pasting(Generic[R]):
    """How one kind of list is read, shown and mended; its rows are values that can be compared and hashed.

    ``mend`` gives the row with one cell typed anew, ``guessed`` and ``wrong`` say by column what to look at and what
    can't be kept as it is; ``counted`` says how many rows there are.
    """

    label: str
    example: str
    name: str
    columns: tuple[PreviewColumn, ...]
    read: Callable[[str], Sequence[R]]
    cells: Callable[[R], tuple[str, ...]]
    mend: Callable[[R, int, str], R]
    guessed: Callable[[R], dict[int, str]]
    wrong: Callable[[R], dict[int, str]]
    counted: Callable[[int], str]

    def questions(self, found: R) -> dict[int, str]:
        """All there is to look at, by column."""
        return self.guessed(found) | self.wrong(found)


class PastedRows(QWidget, Generic[R]):
    """``changed`` after reading, correcting or ticking; `rows` gives the ticked rows."""

    changed = Signal()

    def __init__(self, app: App, pasting: Pasting[R], *, least: int = 4) -> None:
        super().__init__()
        self.app, self._how = app, pasting
        self._rows: list[R] = []
        self._read_as: list[R] = []
        self._corrected: dict[R, R] = {}
        self._left_out: set[R] = set()
        self.text = TextField(pasting.label, placeholder=pasting.example, least=least, most=least)
        self.table = PreviewTable(pasting.name)
        self.table.setMinimumHeight(px(140))
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.note = Label("", "small", "text_2", wrap=True)
        self._soon = QTimer(self, singleShot=True, interval=_DELAY)
        self._soon.timeout.connect(self._read)
        self.text.edited.connect(lambda _text: self._soon.start())
        self.table.edited.connect(self._correct)
        self.table.taken_changed.connect(self._ticked)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._tell())
        self.setFocusProxy(self.text)
        self.setLayout(column(self.text, (self.table, 1), self.note, gap=10))
        self._show_rows([])

    def rows(self) -> tuple[R, ...]:
        """What is to be taken over, read up to the last key."""
        if self._soon.isActive():
            self._soon.stop()
            self._show_rows(self._how.read(self.text.value()))
        return tuple(self._rows[at] for at in self.table.taken())

    def problem(self) -> str:
        """The first thing in a ticked row that stands in the way, "" when all is well; the cursor goes to its cell."""
        for at in self.table.taken():
            for column_, words in self._how.wrong(self._rows[at]).items():
                self.table.setCurrentIndex(self.table.model().index(at, column_ + 1))
                self.table.setFocus()
                return words
        return ""

    def put(self, text: str) -> None:
        """Read this text, as if it was pasted."""
        self.text.set_value(text)
        self._read()

    def refused(self, error: BaseException) -> None:
        """Show what the user can mend below the text; anything else is told as always."""
        if isinstance(error, UserError):
            self.text.error(error.message)
        else:
            self.app.tell(error)

    @Slot()
    def _read(self) -> None:
        text = self.text.value()

        def read(_job: Job) -> Sequence[R]:
            return self._how.read(text)

        self.app.run(self, read, done=self._show_rows, failed=self.refused, latest="pasted")

    def _show_rows(self, found: Sequence[R]) -> None:
        self._read_as = list(found)
        self._rows = [self._corrected.get(one, one) for one in found]
        left_out = [at for at, one in enumerate(self._read_as) if one in self._left_out]
        self.table.show_rows(self._how.columns, [self._shown(one) for one in self._rows], left_out=left_out)
        self._count()

    def _shown(self, found: R) -> PreviewRow:
        return PreviewRow(self._how.cells(found), self._how.questions(found))

    @Slot(int, int, str)
    def _correct(self, at: int, column_: int, text: str) -> None:
        mended = self._how.mend(self._rows[at], column_, text)
        self._rows[at] = self._corrected[self._read_as[at]] = mended
        self.table.set_row(at, self._shown(mended))
        self._count()

    @Slot()
    def _ticked(self) -> None:
        taken = set(self.table.taken())
        self._left_out = {one for at, one in enumerate(self._read_as) if at not in taken}
        self._count()

    def _count(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        """How many rows there are, and what to look at: in the current row first."""
        taken = self.table.taken()
        asks = [words for at in taken if (words := " ".join(self._how.questions(self._rows[at]).values()))]
        text = self._how.counted(len(taken)) if taken else ""
        if asks:
            more = ngettext("look at {count} row", "look at {count} rows", len(asks)).format(count=len(asks))
            text = f"{text}, {more}"
        now = self.table.currentIndex().row()
        here = " ".join(self._how.questions(self._rows[now]).values()) if 0 <= now < len(self._rows) else ""
        hint = here or next(iter(asks), "") or _("Correct a cell with F2. A space leaves a row out.")
        self.note.setText(f"{text}. {hint}" if text else "")


class PastedSheet(Sheet, Generic[R]):
    """A list is pasted, typed or read from a file, looked at, corrected, and given to one verb.

    The verb gets the rows as ``field`` beside what is ``given``; a refusal is shown inside, ``then`` gets what it
    returns.
    """

    def __init__(
        self,
        app: App,
        over: QWidget,
        title: str,
        hint: str,
        pasting: Pasting[R],
        verb: Callable[..., Any],
        then: Callable[[Any], object],
        *,
        field: str = "rows",
        given: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(over, title, width=1040, height=700)
        self.app, self._verb, self._then, self._field = app, verb, then, field
        self._given = dict(given or {})
        self.pasted = PastedRows(app, pasting)
        self.file = Quiet(_("Open a file instead"), self._choose, icon="folder-open")
        self.body.addLayout(row((Label(hint, "body", "text_2", wrap=True), 1), self.file))
        self.body.addWidget(self.pasted, 1)
        self.buttons(_("Take over"), self._take)
        self.pasted.changed.connect(self._allow)
        self.focus_first(self.pasted.text.text)
        self._allow()

    @Slot()
    def _allow(self) -> None:
        if self.main_button is not None:
            self.main_button.allow(None if self.pasted.table.taken() else _("There is nothing to take over yet."))

    def _choose(self) -> None:
        path = self.app.ask_file(_("Choose a list"), {_("Text or CSV"): "*.csv *.tsv *.txt"})
        if path is not None:
            self.app.run(self, _reader(path), done=self.pasted.put, failed=self.pasted.refused)

    def _take(self) -> bool:
        try:
            rows, problem = self.pasted.rows(), self.pasted.problem()
        except UserError as error:
            self.pasted.refused(error)
            return False
        if problem or not rows:
            self.pasted.text.error(problem or _("There is nothing to take over yet."))
            return False

        def taken(result: Any) -> None:
            self.close_dialog()
            self._then(result)

        given: dict[str, Any] = {**self._given, self._field: rows}
        self.app.do(self, self._verb, done=taken, failed=self.pasted.refused, **given)
        return False


def _reader(path: Path) -> Callable[[Job], str]:
    return lambda _job: read_text_file(path)
