"""The rail at the left: the council, the pages with their counts, who works here, help and settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _, ngettext

from . import fonts, icons, theme
from .layout import column, row
from .paint import RIGHT, PaintedButton, put, round_rect
from .theme import capped, px
from .widgets.labels import Avatar, Elided, Emblem, initials


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the rail; ``title`` is already translated."""

    key: str
    title: str
    icon: str
    foot: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose dossier this is and who works here; ``logo`` is an image file's bytes, ``short`` stands above ``kind``."""

    council: str = ""
    kind: str = ""
    person: str = ""
    logo: bytes | None = None
    example: bool = False
    accent: str | None = None
    short: str = ""


class RailItem(PaintedButton):
    """40 high. Current: soft ground, bar at the left, semibold. Narrow: icon only, a dot for the count."""

    accessible_role = QAccessible.Role.PageTab

    def __init__(self, entry: Entry, *, narrow: bool) -> None:
        super().__init__()
        self.entry, self._narrow, self._count = entry, narrow, 0
        self.setCheckable(True)
        self.setText(entry.title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(
            QSizePolicy.Policy.Fixed if narrow else QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        )
        self._describe()

    def set_count(self, count: int) -> None:
        self._count = count
        self._describe()
        self.update()

    def _describe(self) -> None:
        name = self.entry.title
        if self._count:
            waiting = ngettext("{count} waiting", "{count} waiting", self._count)
            name = f"{name}, {waiting.format(count=dates.number(self._count))}"
        self.setAccessibleName(name)
        self.setToolTip(name if self._narrow else "")

    def sizeHint(self) -> QSize:
        if self._narrow:
            return QSize(capped(40), capped(40))
        return QSize(px(theme.RAIL_WIDE - 16), px(40))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """The rail decides what is current."""

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        size = capped if self._narrow else px
        on = self.isChecked()
        if on:
            round_rect(painter, rect, size(8), "selected")
            round_rect(painter, QRectF(0, size(10), size(3), rect.height() - size(20)), 1.5, "accent")
        elif self.underMouse():
            round_rect(painter, rect, size(8), "hover")
        if self.hasFocus():
            round_rect(painter, rect, size(8), None, "focus", 2)
        image = icons.pixmap(self.entry.icon, size(20), "accent_text" if on else "text_2", self.devicePixelRatioF())
        painter.drawPixmap(size(10 if self._narrow else 12), size(10), image)
        if self._narrow:
            if self._count:
                round_rect(painter, QRectF(rect.width() - size(11), size(5), size(8), size(8)), size(4), "accent")
        else:
            count = dates.number(self._count) if self._count else ""
            used = round(fonts.measure(count, "small")) + px(16) if count else px(6)
            words = rect.adjusted(px(42), 0, -used, 0)
            put(painter, self.entry.title, words, "strong" if on else "body", "text" if on else "text_2")
            put(painter, count, rect.adjusted(0, 0, -px(12), 0), "small", "text_2", RIGHT)


class PersonButton(PaintedButton):
    """Who works here; opens the choice of people."""

    def __init__(self, name: str, *, narrow: bool) -> None:
        super().__init__()
        self._narrow = narrow
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        size = capped if narrow else px
        avatar = Avatar(initials(name) if name else "?", "accent", 28 if not narrow else 26)
        avatar.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label = Elided(name or _("Who are you?"), "small", "text_2")
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if narrow:
            label.hide()
        self.setLayout(row(avatar, (label, 1), gap=8, margins=(8, 0, 4, 0) if not narrow else 0))
        if narrow:
            layout = self.layout()
            if layout is not None:
                layout.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedHeight(size(40))
        words = _("Working here: {name}. Change.").format(name=name) if name else _("Choose who works here")
        self.setAccessibleName(words)
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        return QSize(capped(40), capped(40)) if self._narrow else QSize(px(theme.RAIL_WIDE - 16), px(40))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        if self.underMouse():
            round_rect(painter, rect, px(8), "hover")
        if self.hasFocus():
            round_rect(painter, rect, px(8), None, "focus", 2)


class Rail(QFrame):
    """``chosen(key)`` for a page; ``person_asked`` for who works here."""

    chosen = Signal(str)
    person_asked = Signal()

    def __init__(
        self, entries: Sequence[Entry], identity: Identity, *, narrow: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.narrow = narrow
        self.setProperty("is", "ground")
        self.items = {entry.key: RailItem(entry, narrow=narrow) for entry in entries}
        self.person = PersonButton(identity.person, narrow=narrow)
        self.person.clicked.connect(lambda _checked=False: self.person_asked.emit())
        for key, item in self.items.items():
            item.clicked.connect(self._sender(key))
        pages = [self.items[entry.key] for entry in entries if not entry.foot]
        foot = [self.items[entry.key] for entry in entries if entry.foot]
        self.setLayout(column(self._head(identity), 14, *pages, None, self.person, *foot, gap=2))
        layout = self.layout()
        assert layout is not None
        size = capped if narrow else px
        layout.setContentsMargins(size(8), size(14), size(8), size(10))
        self.setFixedWidth(capped(theme.RAIL_NARROW) if narrow else px(theme.RAIL_WIDE))

    def _sender(self, key: str) -> Callable[[bool], None]:
        def send(_checked: bool = False) -> None:
            self.chosen.emit(key)

        return send

    def _head(self, identity: Identity) -> QWidget:
        made = QWidget()
        mark = _logo(identity.logo, self.narrow) or Emblem(32, narrow=self.narrow)
        if self.narrow:
            made.setLayout(row(None, mark, None, gap=0))
            made.setToolTip(identity.council)
        else:
            name = Elided(identity.short or identity.council, "small_strong")
            kind = identity.kind[:1].upper() + identity.kind[1:]
            words = column(name, Elided(kind, "caption", "text_2"), gap=0)
            made.setLayout(row(mark, (words, 1), gap=10, margins=(6, 0, 0, 0)))
        return made

    def set_current(self, key: str) -> None:
        for name, item in self.items.items():
            item.setChecked(name == key)

    def set_count(self, key: str, count: int) -> None:
        if key in self.items:
            self.items[key].set_count(count)

    def focus_current(self) -> None:
        """Give the keyboard to the page in front, or to the first one when that isn't in the rail."""
        items = list(self.items.values())
        target = next((item for item in items if item.isChecked()), items[0] if items else None)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)


def _logo(data: bytes | None, narrow: bool) -> QWidget | None:
    pixmap = QPixmap()
    if not data or not pixmap.loadFromData(QByteArray(data)):
        return None
    side = capped(32) if narrow else px(32)
    label = QLabel()
    label.setPixmap(
        pixmap.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    )
    label.setFixedSize(side, side)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
