"""The line that is always there in a meeting: a prefix and a blank choose the kind, Enter keeps it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.i18n import _, language
from wijkraad_app.ui import fonts, theme
from wijkraad_app.ui.accessibility import announce
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.paint import Painted, put, put_icon, round_rect
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.labels import Icon, Key, Label, keys

from ...queries import Entry
from ...rules.capture import (
    PREFIXES,
    Candidate,
    Captured,
    CaptureKind,
    Numbered,
    candidates,
    capture,
    completion_at,
    prefix_kind,
)
from .capture_edit import CaptureEdit, Marks
from .kinds import LOOKS
from .told import Room, told


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


@dataclass(frozen=True, slots=True)
class Line:
    """What was typed: the text, the kind of its tag, ``plain`` when its first letter is just a letter, and the entry
    that was taken up to be corrected."""

    text: str = ""
    kind: CaptureKind | None = None
    plain: bool = False
    entry: Entry | None = None


class CaptureLine(QWidget):
    """``submitted(Captured, Line)`` on Enter; the line is empty after that. Put it back with `restore` when it failed.

    ``stepped(by)`` asks for the entry before (-1) or after the one taken up; ``edited`` that something was typed.
    """

    submitted = Signal(object, object)
    stepped = Signal(int)
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind: CaptureKind | None = None
        self._plain = False
        self._before: tuple[str, str] | None = None
        """The line before its prefix was understood and after, as long as nothing else was typed."""
        self._entry: Entry | None = None
        self._taken = Line()
        self._told = Line()
        self._people: tuple[Candidate, ...] = ()
        self._me: UUID | None = None
        self._items: tuple[Numbered, ...] = ()
        self._room = Room()
        self._tag = _Tag()
        self._tag.hide()
        self.edit = CaptureEdit()
        self._marks = Marks(self.edit)
        self._understood = Label("", "small", "text_2", wrap=theme.large_text())
        self._enter = Key("Enter")
        self._box = _Box()
        beside = [] if theme.large_text() else [self._understood]
        self._box.setLayout(row(self._tag, (self.edit, 1), *beside, self._enter, gap=10, margins=(12, 0, 14, 0)))
        self._box.setFixedHeight(px(theme.H_CAPTURE))
        below = (4, self._understood) if theme.large_text() else (6, _hints())
        self.setLayout(column(self._box, *below, gap=0))
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._read)
        self.edit.submitted.connect(self._submit)
        self.edit.backspaced.connect(self._back)
        self.edit.completing.connect(self._complete)
        self.edit.stepped.connect(self._step)
        self.edit.wants_tab = lambda: self._offer() is not None
        self.edit.gives_back = self._gives_back
        self._read()

    def set_people(self, people: tuple[Candidate, ...], me: UUID | None) -> None:
        """Whom “@” can mean."""
        self._people, self._me = people, me

    def set_room(self, room: Room, items: tuple[Numbered, ...]) -> None:
        """Who may vote now, and which items “#” can mean."""
        self._room, self._items = room, items
        self._read()

    def captured(self) -> Captured:
        return self.meant(self.line(), "note" if self._plain and self._kind is None else self._kind)

    def meant(self, line: str, kind: CaptureKind | None) -> Captured:
        """What a line would be understood as here, without typing it."""
        return capture(
            line, self._people, clock.today(), kind=kind, me=self._me, language=language(), items=self._items
        )

    def understood(self) -> str:
        """What the line at the right says."""
        return self._understood.plain()

    def line(self) -> str:
        return self.edit.toPlainText()

    # --- what is typed, to be kept and put back ------------------------------------------
    def typed(self) -> Line:
        return Line(self.line(), self._kind, self._plain, self._entry)

    def restore(self, line: Line) -> bool:
        """Put a line back that couldn't be kept; False when something else stands there."""
        if self.line() or self._entry:
            return False
        self._show(line)
        return True

    def take_up(self, entry: Entry, text: str) -> None:
        """An entry, to be corrected or made into something else."""
        kind: CaptureKind = entry.kind  # type: ignore[assignment]  # the kinds of entries are among them
        self._taken = Line(text, kind, False, entry)
        self._show(self._taken)
        announce(self.edit, _("Change: {text}").format(text=text))

    def taken(self) -> Entry | None:
        """The entry that is being corrected."""
        return self._entry

    def untouched(self) -> bool:
        """Nothing that could be lost stands here: nothing at all, or an entry as it was."""
        return self.typed() == self._taken if self._entry else not self.line()

    def leave(self) -> bool:
        """Let an entry be as it was (Esc); False when none was taken up."""
        if self._entry is None:
            return False
        self.clear()
        return True

    def clear(self) -> None:
        self._show(Line())

    def choose_kind(self, kind: CaptureKind) -> None:
        """Another kind for what stands here."""
        self._set_kind(kind)

    def _show(self, line: Line) -> None:
        self._entry, self._plain, self._before = line.entry, line.plain, None
        self._kind = None
        self.edit.blockSignals(True)
        self.edit.put(line.text)
        self.edit.blockSignals(False)
        self._set_kind(line.kind)

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
        line = self.line()
        self._plain = self._plain and bool(line)
        if self._before is not None and self._before[1] != line:
            self._before = None
        found = None if self._kind or self._plain else prefix_kind(line, language(), self._items)
        if found is not None:
            kind, rest = found
            self._kind = kind
            self.edit.put(rest)
            self._before = (line, rest)
            self._set_kind(kind)
            return
        captured = self.captured()
        if self._marks.captured is None or self._marks.captured.marks != captured.marks:
            self._marks.captured = captured
            self.edit.blockSignals(True)
            self._marks.rehighlight()
            self.edit.blockSignals(False)
        self._tell(captured, line)
        if self.typed() != self._told:
            self._told = self.typed()
            self.edited.emit()

    def _tell(self, captured: Captured, line: str) -> None:
        offer, said = self._offer(), told(captured, self._room)
        text = said.text
        if offer is not None:
            text = _("{name}? Tab").format(name=offer.name)
        elif self._entry is not None and self.untouched():
            text = _("Change this, or Esc to leave it")
        elif not line and not captured.votes and self._kind is None:
            text = _("F7: decide as asked") if self._room.consent else ""
        self._understood.setText(text)
        self._understood.setVisible(bool(text))
        self._understood.set_tone("warn" if said.warns and text == said.text else "text_2")
        self._enter.setVisible(not captured.empty)

    @Slot()
    def _back(self) -> None:
        """Backspace gives the plain letter back right after it was understood; later it takes the kind away."""
        if self._before is not None:
            before, self._before = self._before[0], None
            self._plain = True
            self._kind = None
            self.edit.put(before)
            self._set_kind(None)
        elif self._kind is not None and self._entry is None:
            self._plain = bool(self.line())
            self._set_kind(None)

    def _gives_back(self) -> bool:
        return self._before is not None

    # --- names -----------------------------------------------------------------
    def _offer(self) -> Candidate | None:
        if self._kind not in ("action", "question"):
            return None
        line = self.line()
        place = completion_at(line, len(line[: self.edit.textCursor().position()]))
        if place is None:
            return None
        found = candidates(place[1], self._people)
        return found[0] if found and found[0].name.casefold() != place[1].casefold() else None

    @Slot()
    def _complete(self) -> None:
        offer, cursor = self._offer(), self.edit.textCursor()
        place = completion_at(self.line(), cursor.position())
        if offer is None or place is None:
            return
        cursor.setPosition(place[0] + 1, cursor.MoveMode.KeepAnchor)
        cursor.insertText(offer.name + " ")

    # --- keeping ---------------------------------------------------------------
    @Slot(int)
    def _step(self, by: int) -> None:
        """Only where nothing that was typed would go."""
        if self.untouched() and (by < 0 or self._entry is not None):
            self.stepped.emit(by)

    @Slot()
    def _submit(self) -> None:
        captured, line = self.captured(), self.typed()
        if captured.empty:
            return
        untouched = self._entry is not None and self.untouched()
        self.clear()
        if not untouched:
            self.submitted.emit(captured, line)


def written(line: Line) -> str:
    """A line as text, to be kept until it is finished; of an entry that was taken up only what was typed."""
    if not line.text and line.kind is None:
        return ""
    return json.dumps({"text": line.text, "kind": line.kind, "plain": line.plain})


def read_back(text: str) -> Line:
    """The opposite; nothing when it can't be read."""
    try:
        found = json.loads(text)
        kind = found["kind"] if found["kind"] in LOOKS else None
        return Line(str(found["text"]), kind, bool(found["plain"]))
    except (ValueError, KeyError, TypeError):
        return Line()


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
        if len(prefix) == 1 and kind != "note":
            look = LOOKS[kind]
            word = Label(_(look.word).lower() + {"vote": " 7-2-1"}.get(kind, ""), "small", "text_2")
            hint = QWidget()
            hint.setLayout(
                row(Icon(look.icon, look.tone, theme.ICON_SMALL), Label(prefix, "small_strong"), word, gap=5)
            )
            parts.append(hint)
    for said, key in ((_("Change"), "Ctrl+J"), (_("Next item"), "Ctrl+Down")):
        hint = QWidget()
        hint.setLayout(row(Label(said, "small", "text_2"), keys(key), gap=6))
        parts.append(hint)
    hints.setLayout(row((_flowing(parts), 1), margins=(4, 0, 4, 0)))
    return hints


def _flowing(parts: list[QWidget]) -> QWidget:
    flowing = QWidget()
    flowing.setLayout(Flow(*parts, gap=14))
    return flowing
