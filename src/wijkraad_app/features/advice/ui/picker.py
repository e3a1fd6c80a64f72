"""Insert a source: choose it at the left, see at the right exactly what will stand in the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wijkraad_app.features.surveys.queries import Wanted
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, frame, row, scroll
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.choices import Segments
from wijkraad_app.ui.widgets.inputs import SearchField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.record_list import RecordList

from .. import service
from ..service import Inserted
from .dialogs import ActingSheet
from .picking import Kind, Picked, Questions, make_kinds

LIST_WIDTH = 330


class SourcePicker(ActingSheet):
    """By keyboard: arrows choose the kind, type to search, ↓ to the list, Tab to the details, Enter inserts.

    ``group`` joins the insertion with the text that follows it into one step to undo; it is asked for at the moment
    of inserting.
    """

    def __init__(
        self,
        app: App,
        over: QWidget,
        advice: UUID,
        language: str,
        then: Callable[[Inserted], None],
        *,
        group: Callable[[], UUID | None] = lambda: None,
    ) -> None:
        super().__init__(app, over, _("Insert source"), width=1000, height=700)
        self._advice, self._then, self._group = advice, then, group
        self._picked: Picked | None = None
        self.kinds = make_kinds(app, language)
        self.kind = Segments(_("Kind of source"), [(key, _(kind.title)) for key, kind in self.kinds.items()])
        self.search = SearchField(_("Search"))
        self.lists = QStackedWidget()
        self.details = QStackedWidget()
        self.sentence = Label("", "reading", wrap=True)
        self.hint = Label("", "small", "text_2", wrap=True)
        self.sentence.hide()
        self._lay_out()
        self.buttons(_("Insert"), self._insert)
        self._connect()
        self._choose_kind(next(iter(self.kinds)))
        self.focus_first(self.search.line)

    def _lay_out(self) -> None:
        for kind in self.kinds.values():
            self.lists.addWidget(kind.list)
            self.details.addWidget(scroll(kind.details, name=_("Details")))
        if not theme.large_text():
            self.lists.setFixedWidth(min(px(LIST_WIDTH), round(LIST_WIDTH * 1.2)))
        print_ = frame(
            column(
                Label(_("This will stand in the text"), "caption_strong", "text_2"), self.sentence, self.hint, gap=4
            ),
            "card",
        )
        layout = print_.layout()
        if layout is not None:
            layout.setContentsMargins(px(16), px(12), px(16), px(12))
        left = column(self.search, (self.lists, 1))
        right = column((self.details, 1), print_, gap=12)
        self.body.addWidget(self.kind)
        self.body.addLayout(self._beside(left, right), 1)

    def _beside(self, left: QVBoxLayout, right: QVBoxLayout) -> QBoxLayout:
        """Side by side; with large text under each other, where the sheet scrolls."""
        if not theme.large_text():
            return row(left, (right, 1), gap=20)
        self.lists.setFixedHeight(px(150))
        self.details.setMinimumHeight(px(260))
        return column(left, (right, 1), gap=20)

    def _connect(self) -> None:
        self.kind.changed.connect(self._choose_kind)
        self.search.edited.connect(lambda text: self._now.find(text))
        self.search.down.connect(self._to_list)
        for kind in self.kinds.values():
            kind.changed.connect(self._show)
            kind.list.activated_id.connect(lambda _id: self._to_details())
            kind.list.up_from_top.connect(self.search.line.setFocus)

    def prepare(self, wanted: Wanted) -> None:
        """Begin at a survey figure that was chosen elsewhere."""
        questions = self.kinds["question"]
        if isinstance(questions, Questions):
            questions.prepare(wanted)

    @property
    def _now(self) -> Kind:
        return self.kinds[self.kind.value()]

    @Slot(object)
    def _choose_kind(self, key: str) -> None:
        place = list(self.kinds).index(key)
        self.lists.setCurrentIndex(place)
        self.details.setCurrentIndex(place)
        self._problem.hide()
        self._now.find(self.search.value())
        self._show()

    @Slot()
    def _to_list(self) -> None:
        chosen: RecordList = self._now.list
        chosen.setFocus()
        if chosen.current() is None and (first := chosen.first()) is not None:
            chosen.select(first)
            chosen.chosen.emit(first)

    def _to_details(self) -> None:
        first = self._now.first_field()
        (first or self.main_button or self.kind).setFocus()

    @Slot()
    def _show(self) -> None:
        """What would be inserted now; or why nothing can be."""
        self._picked = self._now.picked()
        self.sentence.setText(self._picked.sentence if self._picked else "")
        self.sentence.setVisible(self._picked is not None)
        self.hint.setText(self._now.hint())
        self.hint.setVisible(bool(self._now.hint()))
        if self.main_button is not None:
            self.main_button.allow(self._now.why_not())

    def _insert(self) -> bool:
        if self._picked is None or self._now.why_not() is not None:
            return False
        given: dict[str, Any] = dict(self._picked.given)
        return self.give(service.insert_evidence, self._then, group=self._group(), advice=self._advice, **given)
