"""Sources in the margin: number, what each says, whether its origin changed since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _, pgettext
from wijkraad_app.ui import theme
from wijkraad_app.ui.layout import clear, column, row
from wijkraad_app.ui.paint import round_rect
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import MenuButton, Quiet
from wijkraad_app.ui.widgets.labels import Icon, Label

from ..queries import NoteRow
from ..rules.freshness import Freshness

WIDTH = 204


class NoteCard(QFrame):
    """One source; the one at the cursor is selected."""

    clicked = Signal()
    update_wanted = Signal()
    keep_wanted = Signal()
    remove_wanted = Signal()
    origin_wanted = Signal()

    def __init__(self, row_: NoteRow, *, editable: bool) -> None:
        super().__init__()
        self.row = row_
        self._on = False
        note = row_.note
        self.setFixedWidth(min(px(WIDTH), round(WIDTH * 1.5)))
        number = Label(str(row_.number) if row_.number else "–", "caption_strong", "accent_text")
        kind = Label(note.kind, "caption_strong", "text_2", wrap=True)
        self.menu = MenuButton(_("Source {number}: more").format(number=row_.number), partial(self._entries, editable))
        self.menu.setParent(self)
        signs = [number] if theme.large_text() else [number, Icon(note.icon, "text_2", 15)]
        head = row(*signs, (kind, 1), 26, gap=6)
        self._column: QVBoxLayout = column(head, Label(note.body, "small", wrap=True), gap=3, margins=(14, 9, 8, 10))
        if note.meta:
            self._column.addWidget(Label(note.meta, "caption", "text_2", wrap=True))
        self._tell(editable)
        self.setLayout(self._column)
        self.setAccessibleName(f"{row_.number}. {note.kind}: {note.body}. {note.meta}. {self.warning()}")

    def warning(self) -> str:
        """What is the matter with the source; "" when nothing is."""
        if not self.row.number:
            return _("not in the text")
        now = self.row.now_body
        return {
            Freshness.CHANGED: _("source has changed: now {now}").format(now=now) if now else _("source has changed"),
            Freshness.GONE: _("the source is gone"),
            Freshness.NO_CONSENT: _("no consent any more"),
            Freshness.KEPT: _("kept on {day}").format(
                day=dates.list_date(self.row.kept_on) if self.row.kept_on else ""
            ),
        }.get(self.row.freshness, "")

    def _tell(self, editable: bool) -> None:
        warning = self.warning()
        if not warning:
            return
        tone = {Freshness.NO_CONSENT: "bad", Freshness.KEPT: "text_2"}.get(self.row.freshness, "warn")
        if not self.row.number:
            tone = "text_2"
        icon = "clock" if tone == "text_2" else "triangle-alert"
        sign = row(Icon(icon, tone, 15), (Label(warning, "caption_strong", tone, wrap=True), 1), gap=6)
        self._column.addLayout(sign)
        buttons = self._buttons(editable)
        if buttons:
            self._column.addLayout(row(*buttons, None, gap=0, margins=(0, 0, 0, 0)))

    def _buttons(self, editable: bool) -> list[QWidget]:
        state = self.row.freshness
        if self.row.id is None:
            return []
        if not self.row.number or state is Freshness.NO_CONSENT:
            return [Quiet(_("Remove"), self.remove_wanted.emit)] if editable else []
        if state is Freshness.CHANGED and editable:
            return [
                Quiet(_("Update"), self.update_wanted.emit),
                Quiet(pgettext("source", "Keep"), self.keep_wanted.emit),
            ]
        return [Quiet(pgettext("source", "Keep"), self.keep_wanted.emit)] if state.asks else []

    def _entries(self, editable: bool) -> list[tuple[str, str, Callable[[], object]] | None]:
        entries: list[tuple[str, str, Callable[[], object]] | None] = []
        if self.row.number:
            entries.append((_("Go to the text"), "corner-down-left", self.clicked.emit))
        if self.row.id is not None:
            entries.append((_("Open the source"), "external-link", self.origin_wanted.emit))
            if editable:
                entries.append((_("Remove from the advice"), "trash-2", self.remove_wanted.emit))
        return entries

    def set_on(self, on: bool) -> None:
        if on != self._on:
            self._on = on
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The menu lies in the corner, so that it adds no height."""
        super().resizeEvent(event)
        self.menu.resize(self.menu.sizeHint())
        self.menu.move(self.width() - self.menu.width(), 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        round_rect(painter, rect, px(8), "selected" if self._on else "panel", None if self._on else "line")
        if self._on:
            round_rect(painter, QRectF(0, px(10), px(3), rect.height() - px(20)), 1.5, "accent")
        painter.end()


class Notes(QWidget):
    """All sources, by number; below them whether one is missing."""

    chosen = Signal(str)
    update_wanted = Signal(object)
    keep_wanted = Signal(object)
    remove_wanted = Signal(object)
    origin_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[NoteCard] = []
        self._column: QVBoxLayout = column(gap=theme.S2)
        self.setLayout(column(self._column, None, gap=0))
        self.setAccessibleName(_("Sources"))
        self._on = ""

    def cards(self) -> tuple[NoteCard, ...]:
        return tuple(self._cards)

    def show_rows(self, rows: Sequence[NoteRow], *, editable: bool, missing: int) -> None:
        """Other notes in place of those shown."""
        clear(self._column)
        self._cards = [self._card(one, editable) for one in rows]
        for card in self._cards:
            self._column.addWidget(card)
        if missing:
            self._say("triangle-alert", "warn", _("A source in the text is missing"))
        elif any(one.number for one in rows):
            self._say("circle-check", "ok", _("No source is missing"))
        self.light(self._on)

    def _card(self, one: NoteRow, editable: bool) -> NoteCard:
        card = NoteCard(one, editable=editable)
        card.clicked.connect(partial(self.chosen.emit, one.ref))
        card.update_wanted.connect(partial(self.update_wanted.emit, one))
        card.keep_wanted.connect(partial(self.keep_wanted.emit, one))
        card.remove_wanted.connect(partial(self.remove_wanted.emit, one))
        card.origin_wanted.connect(partial(self.origin_wanted.emit, one))
        return card

    def _say(self, icon: str, tone: str, text: str) -> None:
        holder = QWidget()
        holder.setLayout(row(Icon(icon, tone, 16), (Label(text, "small", "text_2", wrap=True), 1), gap=6))
        holder.setFixedWidth(min(px(WIDTH), round(WIDTH * 1.5)))
        self._column.addWidget(holder)

    @Slot(str)
    def light(self, ref: str) -> None:
        """Select the note whose number is at the cursor."""
        self._on = ref
        for card in self._cards:
            card.set_on(bool(ref) and card.row.ref == ref)
