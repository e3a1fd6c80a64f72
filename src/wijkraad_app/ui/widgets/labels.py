"""Text in the styles of the design: labels, eliding labels, wrapped text, the saved sign, keys."""

from __future__ import annotations

import sys
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAccessible, QFontMetricsF, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from wijkraad_app.kernel.i18n import _

from .. import fonts, icons, theme
from ..autosave import tracker
from ..layout import row
from ..paint import CENTRE, Painted, put, round_rect
from ..theme import px


class Label(QLabel):
    """``style`` is a name of `theme.TYPE`, ``tone`` a text colour role; ``wrap`` sets the design's line height."""

    def __init__(
        self,
        text: str = "",
        style: str = "body",
        tone: str = "text",
        *,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style, self._wrap, self._plain = style, wrap, ""
        self.setProperty("type", style)
        self.setProperty("tone", tone)
        self.setFont(fonts.font(style))
        self.setTextFormat(Qt.TextFormat.RichText if wrap else Qt.TextFormat.PlainText)
        if wrap:
            self.setWordWrap(True)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._plain = text
        super().setText(self._marked_up(text) if self._wrap else text)
        if self._wrap:
            self.setAccessibleName(text)

    def plain(self) -> str:
        return self._plain

    def set_tone(self, tone: str) -> None:
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)

    def _marked_up(self, text: str) -> str:
        kind = theme.TYPE[self._style]
        natural = QFontMetricsF(fonts.font(self._style)).lineSpacing() / px(kind.size)
        height = max(94, round(kind.line / kind.size / natural * 100))
        lines = escape(text).replace("\n", "<br>")
        return f'<p style="line-height:{height}%; margin:0">{lines}</p>'


class Elided(QLabel):
    """One line that ends in … when there is no room; the whole text is then its tooltip."""

    def __init__(
        self, text: str = "", style: str = "body", tone: str = "text", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._full = text
        self.setProperty("type", style)
        self.setProperty("tone", tone)
        self.setFont(fonts.font(style))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._full = text
        self.setAccessibleName(text)
        super().setText(text)
        self._fit()
        self.updateGeometry()

    def plain(self) -> str:
        return self._full

    def set_tone(self, tone: str) -> None:
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)

    def _fit(self) -> None:
        self.ensurePolished()
        shown = QFontMetricsF(self.font()).elidedText(self._full, Qt.TextElideMode.ElideRight, self.width() + 0.5)
        shown = "" if shown == "…" else shown  # dots alone say nothing
        if shown != self.text():
            super().setText(shown)
        self.setToolTip(self._full if shown != self._full else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        return QSize(int(metrics.horizontalAdvance(self._full)) + 3, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(32), super().minimumSizeHint().height())


class Icon(QLabel):
    """An icon beside a word (it says nothing by itself); ``size`` at 100%."""

    def __init__(self, name: str, role: str = "text_2", size: int = theme.ICON, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._role, self._size = name, role, size
        self._draw()
        theme.notifier().changed.connect(self._draw)

    def set_icon(self, name: str, role: str | None = None) -> None:
        self._name, self._role = name, role or self._role
        self._draw()

    @Slot()
    def _draw(self) -> None:
        self.setFixedSize(px(self._size), px(self._size))
        self.setPixmap(icons.pixmap(self._name, px(self._size), self._role))


class Key(Painted):
    """One key, as on a keyboard."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setAccessibleName(text)

    def natural_size(self) -> QSize:
        return QSize(max(px(22), round(fonts.measure(self._text, "caption")) + px(12)), px(22))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        round_rect(painter, rect, px(theme.R_SMALL), "panel", "line_button")
        put(painter, self._text, rect, "caption", "text_2", CENTRE, elide=False)


_ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Enter"}


def key_names(shortcut: str) -> list[str]:
    """ "Ctrl+Shift+N" as the keys of this system: ["Ctrl", "Shift", "N"] or ["⇧", "⌘", "N"]."""
    if sys.platform == "darwin":
        native = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        return list(native) if native and not native[0].isalnum() else [native]
    return [_ARROWS.get(part, part) for part in shortcut.split("+")]


def keys(shortcut: str) -> QHBoxLayout:
    return row(*[Key(name) for name in key_names(shortcut)], gap=4)


class SavedLabel(QWidget):
    """“Saved” in its fixed place; “Saving…” while there is unsaved typing."""

    def __init__(self, *, left: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon("check", "ok", theme.ICON_SMALL)
        self._text = Label("", "small", "text_2")
        parts = (self._icon, self._text, None) if left else (None, self._icon, self._text)
        self.setLayout(row(*parts, gap=4))
        tracker().changed.connect(self._show)
        widest = max((_("Saved"), _("Saving…"), _("Not saved")), key=lambda s: fonts.measure(s, "small"))
        self.setFixedWidth(round(fonts.measure(widest, "small")) + px(26))
        self._show()

    def text(self) -> str:
        return self._text.text()

    @Slot()
    def _show(self) -> None:
        text, icon, role = {
            "saved": (_("Saved"), "check", "ok"),
            "pending": (_("Saving…"), "circle-dot", "text_3"),
            "failed": (_("Not saved"), "circle-alert", "bad"),
        }[tracker().state]
        self._text.setText(text)
        self._icon.set_icon(icon, role)
        self.setAccessibleName(text)


class ProgressBar(Painted):
    """A thin bar of ``share`` (0–1), with an optional mark for the plan."""

    def __init__(self, share: float = 0.0, *, width: int = 100, role: str = "accent", grow: bool = True) -> None:
        super().__init__(grow=grow)
        self.share, self._role, self._width = share, role, width
        self.mark: float | None = None

    def set_share(self, share: float, mark: float | None = None) -> None:
        self.share, self.mark = min(max(share, 0.0), 1.0), mark
        self.update()

    def set_role(self, role: str) -> None:
        """Its colour: a role of the theme."""
        self._role = role
        self.update()

    def natural_size(self) -> QSize:
        return QSize(px(self._width), px(6))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        round_rect(painter, rect, rect.height() / 2, "track")
        if self.share > 0:
            filled = QRectF(rect)
            filled.setWidth(max(rect.height(), rect.width() * self.share))
            round_rect(painter, filled, rect.height() / 2, self._role)
        if self.mark is not None:
            painter.fillRect(QRectF(rect.width() * self.mark - 1, 0, 2, rect.height()), theme.colour("text"))


class Avatar(Painted):
    """Initials of a person on a soft disc."""

    def __init__(self, initials: str, tone: str = "accent", size: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials, self._tone, self._size = initials, tone, size

    def natural_size(self) -> QSize:
        return QSize(px(self._size), px(self._size))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        round_rect(painter, rect, rect.height() / 2, f"{self._tone}_soft")
        role = "accent_text" if self._tone == "accent" else self._tone
        put(painter, self._initials, rect, "caption_strong", role, CENTRE, elide=False)


# Words that begin a family name.
_PREFIXES = frozenset({"abu", "ait", "al", "ben", "bin", "da", "de", "del", "di", "el", "la", "le", "ter", "van"})


def initials(name: str) -> str:
    """ "Marijke van Duin" → "MD", "Youssef El Amrani" → "YE": a prefix with a capital counts, a small one doesn't."""
    parts = [part for part in name.split() if part[:1].isupper()] or name.split()
    family = next((part for part in parts[1:-1] if part.casefold() in _PREFIXES), parts[-1] if parts[1:] else "")
    return "".join(part[0] for part in (*parts[:1], family) if part).upper()


class Emblem(Painted):
    """The mark of a council without a logo: two gables and water."""

    def __init__(self, size: int = 32, *, narrow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = theme.capped(size) if narrow else px(size)

    def natural_size(self) -> QSize:
        return QSize(self._size, self._size)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        from ..art import emblem

        emblem(painter, rect)
