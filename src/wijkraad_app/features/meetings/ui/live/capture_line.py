"""The line that is always there in a meeting: a prefix and a blank choose the kind, Enter keeps it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _, language
from wijkraad_app.ui import fonts, theme
from wijkraad_app.ui.accessibility import announce
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.paint import Painted, put, put_icon, round_rect
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.labels import Icon, Key, Label, keys

from ...rules import votes as voting
from ...rules import words
from ...rules.capture import PREFIXES, Candidate, Captured, CaptureKind, candidates, capture, completion_at, prefix_kind
from .kinds import LOOKS


class _Marks(QSyntaxHighlighter):
    """Owner, date and votes in the accent colour, as far as they are understood."""

    def __init__(self, edit: QTextEdit) -> None:
        super().__init__(edit.document())
        self.captured: Captured | None = None

    def highlightBlock(self, text: str) -> None:
        made = QTextCharFormat()
        made.setForeground(theme.colour("accent_text"))
        made.setFont(fonts.font("strong"))
        for mark in self.captured.marks if self.captured else ():
            # Qt counts UTF-16 units.
            start = len(text[: mark.start].encode("utf-16-le")) // 2
            length = len(text[mark.start : mark.end].encode("utf-16-le")) // 2
            self.setFormat(start, length, made)


class CaptureEdit(QTextEdit):
    """One line of text with marks in it."""

    submitted = Signal()
    backspaced = Signal()
    """Backspace at the very beginning."""
    completing = Signal()
    """Tab, where a name may be completed."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("What happens now"))
        self._hint = _("Type what is said, or begin with a letter and a space")
        self.setAccessibleDescription(self._hint)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(fonts.font("reading"))
        self.document().setDocumentMargin(0)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.viewport().setAutoFillBackground(False)
        self.setFixedHeight(px(28))
        self.wants_tab: Callable[[], bool] = lambda: False

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._completes(event):
            self.completing.emit()
            return True
        return super().event(event)

    def _completes(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Tab and self.wants_tab()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif key == Qt.Key.Key_Backspace and self.textCursor().position() == 0 and not self.textCursor().hasSelection():
            self.backspaced.emit()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.document().isEmpty():
            painter = QPainter(self.viewport())
            put(painter, self._hint, QRectF(self.viewport().rect()).adjusted(px(2), 0, 0, 0), "body", "text_3")
            painter.end()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(" ".join(source.text().split()))


class _Tag(Painted):
    """The kind, once it is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._kind: CaptureKind = "note"

    def set_kind(self, kind: CaptureKind) -> None:
        self._kind = kind
        self.setAccessibleName(_(LOOKS[kind].word))
        self.changed()

    def natural_size(self) -> QSize:
        return QSize(round(fonts.measure(_(LOOKS[self._kind].word), "small_strong")) + px(44), px(32))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        look = LOOKS[self._kind]
        round_rect(painter, rect, px(theme.R_CONTROL), look.ground)
        put_icon(painter, look.icon, px(10), px(8), 16, look.tone)
        put(painter, _(look.word), rect.adjusted(px(32), 0, 0, 0), "small_strong", look.tone, elide=False)


class CaptureLine(QWidget):
    """``submitted(Captured)`` on Enter; the line is empty after that. Put it back with `restore` when it failed."""

    submitted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._kind: CaptureKind | None = None
        self._people: tuple[Candidate, ...] = ()
        self._me: UUID | None = None
        self._tag = _Tag()
        self._tag.hide()
        self.edit = CaptureEdit()
        self._marks = _Marks(self.edit)
        self._understood = Label("", "small", "text_2")
        self._enter = Key("Enter")
        self._box = _Box()
        self._box.setLayout(
            row(self._tag, (self.edit, 1), self._understood, self._enter, gap=10, margins=(12, 0, 14, 0))
        )
        self._box.setFixedHeight(px(theme.H_CAPTURE))
        self.setLayout(column(self._box) if theme.large_text() else column(self._box, 6, _hints(), gap=0))
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._read)
        self.edit.submitted.connect(self._submit)
        self.edit.backspaced.connect(lambda: self._set_kind(None))
        self.edit.completing.connect(self._complete)
        self.edit.wants_tab = lambda: self._offer() is not None
        self._read()

    def set_people(self, people: tuple[Candidate, ...], me: UUID | None) -> None:
        """Whom “@” can mean."""
        self._people, self._me = people, me

    def captured(self) -> Captured:
        return capture(
            self.edit.toPlainText(), self._people, clock.today(), kind=self._kind, me=self._me, language=language()
        )

    def understood(self) -> str:
        """What the line at the right says."""
        return self._understood.plain()

    def restore(self, captured: Captured, line: str) -> None:
        """Put a line back that couldn't be kept."""
        if not self.edit.toPlainText():
            self._set_kind(captured.kind if captured.kind != "note" else None)
            self.edit.setPlainText(line)
            self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)

    # --- reading ---------------------------------------------------------------
    def _set_kind(self, kind: CaptureKind | None) -> None:
        self._kind = kind
        self._tag.setVisible(kind is not None)
        if kind is not None:
            self._tag.set_kind(kind)
            announce(self.edit, _(LOOKS[kind].word))
        self._read()

    @Slot()
    def _read(self) -> None:
        line = self.edit.toPlainText()
        found = prefix_kind(line, language()) if self._kind is None else None
        if found is not None:
            kind, rest = found
            self._kind = kind
            self.edit.setPlainText(rest)
            self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)
            self._set_kind(kind)
            return
        captured = self.captured()
        if self._marks.captured is None or self._marks.captured.marks != captured.marks:
            self._marks.captured = captured
            self.edit.blockSignals(True)
            self._marks.rehighlight()
            self.edit.blockSignals(False)
        self._understood.setText(self._explained(captured, line))
        self._enter.setVisible(bool(line.strip()) or captured.votes is not None)

    def _explained(self, captured: Captured, line: str) -> str:
        offer = self._offer()
        if offer is not None:
            return _("{name}? Tab").format(name=offer.name)
        if captured.kind == "action":
            due = dates.short_date(captured.due) if captured.due else ""
            return ", ".join(part for part in (captured.owner_name, due) if part)
        if captured.votes is not None:
            votes = captured.votes
            counts = words.votes_text(votes.in_favour, votes.against, votes.abstained)
            return f"{counts}. {_(words.OUTCOMES[voting.outcome(votes)])}"
        return _("Note") if line.strip() and captured.kind == "note" else ""

    # --- names -----------------------------------------------------------------
    def _offer(self) -> Candidate | None:
        if self._kind != "action":
            return None
        line = self.edit.toPlainText()
        place = completion_at(line, len(line[: self.edit.textCursor().position()]))
        if place is None:
            return None
        found = candidates(place[1], self._people)
        return found[0] if found and found[0].name.casefold() != place[1].casefold() else None

    @Slot()
    def _complete(self) -> None:
        offer, cursor = self._offer(), self.edit.textCursor()
        place = completion_at(self.edit.toPlainText(), cursor.position())
        if offer is None or place is None:
            return
        cursor.setPosition(place[0] + 1, cursor.MoveMode.KeepAnchor)
        cursor.insertText(offer.name + " ")

    # --- keeping ---------------------------------------------------------------
    def line(self) -> str:
        return self.edit.toPlainText()

    @Slot()
    def _submit(self) -> None:
        captured = self.captured()
        if not captured.text and captured.votes is None:
            return
        line = self.line()
        self.edit.clear()
        self._set_kind(None)
        self.submitted.emit((captured, line))


class _Box(QFrame):
    """The edge of the line: always in the accent colour, it is the place to type."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        round_rect(painter, QRectF(self.rect()), px(theme.R_CARD), "surface", "focus", 2)
        painter.end()


def _hints() -> QWidget:
    hints = QWidget()
    parts: list[QWidget] = []
    for prefix, kind in PREFIXES[language()].items():
        look = LOOKS[kind]
        hint = QWidget()
        hint.setLayout(
            row(Icon(look.icon, look.tone, theme.ICON_SMALL), Label(prefix, "small_strong"), _hint_word(kind), gap=5)
        )
        parts.append(hint)
    following = QWidget()
    following.setLayout(row(Label(_("Next item"), "small", "text_2"), keys("Ctrl+Down"), gap=6))
    kinds = QWidget()
    kinds.setLayout(Flow(*parts, gap=14))
    hints.setLayout(row((kinds, 1), following, gap=14, margins=(4, 0, 4, 0)))
    return hints


def _hint_word(kind: CaptureKind) -> Label:
    example = {"vote": " 7-2-1"}.get(kind, "")
    return Label(_(LOOKS[kind].word).lower() + example, "small", "text_2")
