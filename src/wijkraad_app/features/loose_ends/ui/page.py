"""What merging left to put right: each thing says what it is and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.layout import clear, column, frame, line, row, scroll
from wijkraad_app.ui.page import Page, RecordHeader
from wijkraad_app.ui.theme import large_text, px
from wijkraad_app.ui.widgets.buttons import Button, Quiet, Secondary
from wijkraad_app.ui.widgets.labels import Icon, Label

from .. import queries, rules, service
from ..rules import Left, Matter

_ICONS = {Matter.CROSSED: "trash-2", Matter.LATE: "pencil", Matter.PLACE: "unlink", Matter.WAITING: "clock"}


class LooseEndsPage(Page):
    """Follows every change of the dossier: what is put right goes from the list."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._shown: tuple[Left, ...] | None = None
        header = RecordHeader(saved=False)
        header.set_title(_("To put right"), _("what was left when work was merged"))
        self._list = QWidget()
        self._list.setLayout(column(gap=14))
        self._first: QWidget | None = None
        inner = QWidget()
        inner.setMaximumWidth(px(860))
        inner.setLayout(column(self._list, None, gap=0, margins=(28, 18, 28, 28)))
        holder = QWidget()
        holder.setLayout(row((inner, 1000), (QWidget(), 1), gap=0))
        self.setLayout(column(header, line(), (scroll(holder), 1), gap=0))

    def open(self, ref: EntityRef | None) -> None:
        self._read()

    def refresh(self, changes: Changes) -> None:
        self._read()

    def first_focus(self) -> QWidget | None:
        return self._first

    def _read(self) -> None:
        self.app.read(self, queries.left, done=self._show, latest="left")

    def _show(self, found: Sequence[Left]) -> None:
        if tuple(found) == self._shown:
            return
        focus = QApplication.focusWidget()
        here = focus is not None and self._list.isAncestorOf(focus)
        self._shown, self._first = tuple(found), None
        layout = self._list.layout()
        assert layout is not None
        clear(layout)
        for one in self._shown:
            layout.addWidget(self._card(one))
        if not self._shown:
            layout.addWidget(_nothing())
        if here and self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, one: Left) -> QWidget:
        what, to_do = rules.what(one), rules.to_do(one)
        steps = self._steps(one)
        for button in steps:
            button.setAccessibleDescription(f"{what}. {to_do}")
        self._first = self._first or next(iter(steps), None)
        words = column(Label(what, "strong", wrap=True), Label(to_do, "body", "text_2", wrap=True), gap=4)
        if steps:
            holder = QWidget()
            holder.setLayout(Flow(*steps))
            words.addWidget(holder)
        sides = 14 if large_text() else 18
        inside = row(Icon(_ICONS[one.matter], "warn"), (words, 1), gap=12, margins=(sides, 14, sides, 16), top=True)
        return frame(inside, "card")

    # --- steps -----------------------------------------------------------------------------
    def _steps(self, one: Left) -> list[Button]:
        made: list[Button] = []
        if one.matter is Matter.PLACE:
            made.append(Secondary(_("Put it back"), partial(self._bring_back, one), icon="rotate-ccw"))
            if one.removable:
                made.append(Secondary(_("Remove this too"), partial(self._remove, one), icon="trash-2"))
        if one.matter is Matter.CROSSED and one.repeatable:
            made.append(Secondary(_("Erase once more"), partial(self._erase, one), icon="trash-2"))
        if one.shown is not None:
            made.append(Secondary(_("Look at it"), partial(self.app.navigate, one.shown), icon="eye"))
        if one.matter is Matter.LATE or (one.matter is Matter.CROSSED and not one.repeatable):
            made.append(Quiet(_("Let earlier versions go"), partial(self._let_go, one), icon="trash-2"))
        return made

    def _bring_back(self, one: Left) -> None:
        assert one.parent is not None
        done = partial(self._told, _("“{title}” is back.").format(title=one.parent_title))
        self.app.do(self, service.bring_back, kind=one.parent.kind, id=one.parent.id, done=done)

    def _remove(self, one: Left) -> None:
        assert one.ref is not None
        done = partial(self._told, _("“{title}” removed").format(title=one.title))
        self.app.do(self, service.remove_stray, kind=one.ref.kind, id=one.ref.id, done=done)

    def _told(self, words: str, _result: object) -> None:
        self.app.toast(words, _("Undo"), self.app.undo)

    def _erase(self, one: Left) -> None:
        consequence = _("It can’t be undone, and earlier versions of these texts go too.")
        self.app.confirm(
            _("Erase once more what was erased on two computers?"), consequence, _("Erase once more"),
            partial(self._erase_now, one),
        )  # fmt: skip

    def _erase_now(self, one: Left) -> None:
        assert one.ref is not None
        self.app.flush()
        self.app.do(self, service.erase_again, kind=one.ref.kind, id=one.ref.id, done=self._settled)

    def _let_go(self, one: Left) -> None:
        consequence = _("The text stays as it is now. What it was before can’t be looked at or put back any more.")
        self.app.confirm(
            _("Let the earlier versions go?"), consequence, _("Let earlier versions go"), partial(self._let_go_now, one)
        )

    def _let_go_now(self, one: Left) -> None:
        assert one.ref is not None
        self.app.flush()
        self.app.do(self, service.let_earlier_go, kind=one.ref.kind, id=one.ref.id, field=one.field, done=self._settled)

    def _settled(self, _result: object) -> None:
        self.app.toast(_("Put right"))


def _nothing() -> QWidget:
    made = QWidget()
    made.setLayout(row(Icon("circle-check", "ok"), (Label(_("There is nothing to put right."), "body", wrap=True), 1)))
    return made
