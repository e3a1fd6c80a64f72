"""Everything in which the words asked for stand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.accessibility import announce
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.page import Page
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.empty import EmptyPage
from wijkraad_app.ui.widgets.inputs import SearchField
from wijkraad_app.ui.widgets.labels import Label

from .. import queries
from ..queries import Results
from ..rules.asked import asked_of, ref_for
from .results_list import ResultsList

_WIDEST = 860


class SearchPage(Page):
    """A field and the list under it; the words are remembered for the way back."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.setProperty("is", "panel")
        self.results: Results | None = None
        self._opened: EntityRef | None = None
        self.field = SearchField(_("Search the whole dossier"))
        self.count = Label("", "small", "text_2", wrap=True)
        self.list = ResultsList(_("Results"))
        self.field.edited.connect(self._ask)
        self.field.down.connect(self._into_list)
        self.field.submitted.connect(lambda _text: self._into_list())
        self.list.opened.connect(self._go)
        self.list.up_from_top.connect(self._into_field)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._lay_out()
        self._empty("")

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(px(_WIDEST))
        head = column(Label(_("Search"), "title"), self.field, self.count, gap=8, margins=(14, 0, 14, 0))
        inner.setLayout(column(head, (self._stack, 1), gap=8, margins=(18, 22, 18, 0)))
        self.setLayout(row((inner, 1000), (QWidget(), 1), gap=0))

    # --- the shell's questions -------------------------------------------------------
    def open(self, ref: EntityRef | None) -> None:
        asked = asked_of(ref.id) if ref is not None else None
        if asked is not None and asked != self.field.value():
            self.field.set_value(asked)
            self._ask(asked)

    def refresh(self, changes: Changes) -> None:
        self._ask(self.field.value())

    def first_focus(self) -> QWidget | None:
        if self._opened is not None and self.list.shown():
            return self.list
        return self.field.line

    def current(self) -> EntityRef | None:
        return ref_for(self.field.value()) if self.field.value().strip() else None

    def up(self) -> bool:
        if self.list.hasFocus():
            self._into_field()
            return True
        return False

    # --- asking ----------------------------------------------------------------------
    @Slot(object)
    def _ask(self, text: str) -> None:
        wanted = text.strip()
        if not wanted:
            self.results = None
            self._empty("")
            return
        self.app.read(self, queries.results, wanted, done=self._show, latest="results")

    def _show(self, results: Results) -> None:
        if results.asked != self.field.value().strip():
            return
        same = self.results is not None and self.results.asked == results.asked
        at = self.list.current() if same else self._opened
        self.results = results
        if not results.groups:
            self._empty(results.asked)
            return
        self.list.show_results(results)
        self.list.select(at)
        self._stack.setCurrentIndex(0)
        self._say(_counted(results))

    def _say(self, text: str) -> None:
        self.count.setText(text)
        if self.isVisible():
            announce(self.field.line, text)

    def _empty(self, asked: str) -> None:
        self.list.show_results(Results(asked, (), more=False))
        while (old := self._stack.widget(1)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(self._nothing(asked))
        self._stack.setCurrentIndex(1)
        self._say(_("Nothing found") if asked else "")

    def _nothing(self, asked: str) -> EmptyPage:
        if asked:
            words = _("Try fewer or shorter words. The beginning of a word is enough.")
            return EmptyPage(_("Nothing found for “{words}”").format(words=asked), words)
        words = _("Meetings, decisions, quotes, signals, advice and people: type one or more words.")
        return EmptyPage(_("Search everything"), words)

    # --- moving ----------------------------------------------------------------------
    @Slot()
    def _into_list(self) -> None:
        if self.list.shown():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _into_field(self) -> None:
        self.field.line.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object)
    def _go(self, ref: EntityRef) -> None:
        self._opened = ref
        self.app.navigate(ref)


def _counted(results: Results) -> str:
    if results.more:
        return _("The first {n} are shown. Another word makes it fewer.").format(n=dates.number(results.count))
    return ngettext("{n} found", "{n} found", results.count).format(n=dates.number(results.count))
