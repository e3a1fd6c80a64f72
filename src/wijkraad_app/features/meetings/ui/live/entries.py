"""What was kept at an item: notes, proposals, decisions with their votes, actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import fonts, theme
from wijkraad_app.ui.layout import clear, column, line, row
from wijkraad_app.ui.paint import Painted, round_rect
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.labels import Icon, Label

from ...queries import ActionRow, DecisionRow, Entry
from ...rules import words
from ...rules.remarks import remarks
from .kinds import LOOKS


@dataclass(frozen=True, slots=True)
class _Words:
    """How an entry is shown: ``html`` is its text; ``votes`` are for, against, and the rest; ``remarks`` stand below,
    each with its tone."""

    html: str
    plain: str
    tail: str = ""
    votes: tuple[int, int, int] | None = None
    counts: str = ""
    remarks: tuple[tuple[str, str], ...] = ()
    done: bool = False


def _words_of(entry: Entry, tie_rule: str) -> _Words:
    if entry.decision is not None:
        return _decision(entry.decision, tie_rule)
    if entry.action is not None:
        return _action(entry.action)
    if entry.annex is not None:
        missing = () if entry.annex.file else ((_("The file isn't here yet."), "text_2"),)
        return _Words(escape(entry.said), entry.said, remarks=missing)
    closed = _("closed") if entry.kept.closed else ""
    return _Words(escape(entry.lead) + _html(entry), entry.lead + entry.said, closed)


def _html(entry: Entry) -> str:
    block = entry.block
    if entry.kind == "proposal" or block is None:
        return escape(entry.said)
    if isinstance(block, rich.Table):
        return "<br>".join(escape(one) for one in entry.said.split("\n"))
    inner = "".join(_span(span) for span in block.spans)
    return f"<b>{inner}</b>" if block.kind == "heading" else inner


def _span(span: rich.Span) -> str:
    html = escape(span.text).replace("\n", "<br>")
    html = f"<b>{html}</b>" if span.bold else html
    return f"<i>{html}</i>" if span.italic else html


def _decision(found: DecisionRow, tie_rule: str) -> _Words:
    outcome = words.outcome_text(found.outcome, tie_rule)
    shown = outcome if found.counted or found.outcome != "adopted" else ""
    text = found.text if not shown or found.text[-1:] in ".?!" else f"{found.text}."
    html = escape(text) + (f" <b>{escape(shown)}</b>" if shown else "")
    others = (found.abstained or 0) + (found.blank or 0)
    votes = (found.votes_for or 0, found.votes_against or 0, others) if found.counted else None
    method = _(words.METHODS[found.method])
    counts = f"{found.votes_text}, {method}" if votes else ""
    said = [(one.text, "warn" if one.warns else "text_2") for one in remarks(found)]
    return _Words(html, f"{text} {shown}".strip(), found.short_name, votes, counts, tuple(said))


def _action(found: ActionRow) -> _Words:
    due = dates.short_date(found.due) if found.due else ""
    tail = ", ".join(part for part in (found.owner_name.split(" ")[0], due) if part)
    done = found.status != "open"
    html = f"<s>{escape(found.text)}</s>" if done else escape(found.text)
    return _Words(html, found.text, tail, done=done)


class VoteBar(Painted):
    """For, against and abstained as one bar; the counts stand beside it in words."""

    def __init__(self, votes: tuple[int, int, int]) -> None:
        super().__init__()
        self._votes = votes

    def natural_size(self) -> QSize:
        return QSize(px(160), px(8))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        total, x = sum(self._votes), 0.0
        for count, role in zip(self._votes, ("l5", "l1", "missing"), strict=True):
            if count:
                width = rect.width() * count / total
                round_rect(painter, QRectF(x, 0, max(width - 2, 1), rect.height()), 2, role)
                x += width


class EntryLine(QFrame):
    """One entry; Enter opens it, F2 takes it up in the line, Delete removes it, arrows go to the others."""

    opened = Signal()
    taken_up = Signal()
    removing = Signal()
    stepped = Signal(int)

    def __init__(self, entry: Entry, tie_rule: str) -> None:
        super().__init__()
        self.entry = entry
        self._votes: QBoxLayout | None = None
        look, shown = LOOKS[entry.kind], _words_of(entry, tie_rule)
        kind = QWidget()
        kind.setLayout(
            row(Icon(look.icon, look.tone, theme.ICON_BUTTON), Label(_(look.word), "small_strong", look.tone), None)
        )
        kind.setFixedSize(px(112), px(24))
        text = QLabel(shown.html)
        text.setProperty("type", "body")
        text.setProperty("tone", "text_3" if shown.done else "text")
        text.setFont(fonts.font("body"))
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setWordWrap(True)
        parts = column(text, gap=4)
        if shown.votes and sum(shown.votes):
            counts = Label(shown.counts, "small", "text_2", wrap=True)
            bar = VoteBar(shown.votes)
            self._votes = row(bar, (counts, 1), gap=10)
            parts.addLayout(self._votes)
        for remark, tone in shown.remarks:
            parts.addWidget(Label(remark, "small", tone, wrap=True))
        tail = Label(shown.tail, "small", "text_3" if entry.decision is not None else "text_2")
        layout = row(kind, (parts, 1), tail, gap=8, margins=(0, 7, 0, 7))
        layout.setAlignment(kind, Qt.AlignmentFlag.AlignTop)
        layout.setAlignment(tail, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        told = (_(look.word), shown.plain, shown.counts, *(remark for remark, _tone in shown.remarks), shown.tail)
        self.setAccessibleName(", ".join(part for part in told if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_F2:
            self.taken_up.emit()
        elif key == Qt.Key.Key_Delete:
            self.removing.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._votes is not None:
            wide = self.width() >= px(600)
            beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            self._votes.setDirection(beside if wide else below)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            ground = QRectF(self.rect()).adjusted(0, 1, 0, -1)
            round_rect(painter, ground, px(theme.R_CONTROL), "row_hover", "focus", 2)
        painter.end()


class EntryList(QWidget):
    """The entries of one item, with a hairline between them."""

    opened = Signal(object)
    taken_up = Signal(object)
    removing = Signal(object)
    left = Signal()
    """Down from the last entry."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Entry, ...] | None = None
        self._lines: list[EntryLine] = []
        self._list = column(gap=0)
        self._list.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._list)
        self.setAccessibleName(_("Kept at this item"))

    def lines(self) -> list[EntryLine]:
        return list(self._lines)

    def entries(self) -> tuple[Entry, ...]:
        """What is shown."""
        return self._shown or ()

    def focused(self) -> Entry | None:
        """The entry that has the keyboard."""
        return next((one.entry for one in self._lines if one.hasFocus()), None)

    def show_entries(self, entries: tuple[Entry, ...], tie_rule: str = "rejected") -> bool:
        """Show; whether anything is different from before."""
        if entries == self._shown:
            return False
        at = next((place for place, one in enumerate(self._lines) if one.hasFocus()), None)
        self._shown = entries
        clear(self._list)
        self._lines = []
        for place, entry in enumerate(entries):
            self._list.addWidget(line())
            one = EntryLine(entry, tie_rule)
            one.opened.connect(self._sender(self.opened.emit, entry))
            one.taken_up.connect(self._sender(self.taken_up.emit, entry))
            one.removing.connect(self._sender(self.removing.emit, entry))
            one.stepped.connect(self._stepper(place))
            self._lines.append(one)
            self._list.addWidget(one)
        if at is not None and self._lines:
            self._lines[min(at, len(self._lines) - 1)].setFocus()
        return True

    def _sender(self, send: Callable[[object], None], entry: Entry) -> Callable[[], None]:
        return lambda: send(entry)

    def _stepper(self, place: int) -> Callable[[int], None]:
        def step(by: int) -> None:
            to = place + by
            if 0 <= to < len(self._lines):
                self._lines[to].setFocus()
            elif to >= len(self._lines):
                self.left.emit()

        return step

    def focus_last(self) -> bool:
        """Put the cursor on the last entry; False when there is none."""
        if self._lines:
            self._lines[-1].setFocus()
        return bool(self._lines)
