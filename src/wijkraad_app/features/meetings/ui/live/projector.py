"""The window for the projector: it draws a `Scene`, large, and knows nothing else of the dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QFont, QFontMetricsF, QPainter, QPaintEvent, QScreen

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import icons, theme
from wijkraad_app.ui.public_window import PublicWindow

from ...rules import speaking
from .scene import Scene

_LEAST = 0.5
"""Of the usual size: a longer text is cut off rather than made smaller still."""
_ALERT = {"": ("text", "clock"), "soon": ("warn", "timer"), "over": ("bad", "circle-alert")}
_UNITS = 44
"""The height of the window is so many units; sizes below are in units."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph: size and space below in units, weight, colour role, and an icon before it."""

    text: str
    size: float
    role: str = "text"
    bold: bool = False
    below: float = 0.8
    icon: str = ""


class Projector(PublicWindow):
    """What the room sees. It is told what by `show_scene`; seconds of a speaker it counts itself."""

    accessible_role = QAccessible.Role.StaticText
    revealed = Signal()
    """The dossier is open again: whoever knows the scene shows it."""

    def __init__(self) -> None:
        super().__init__()
        self._scene = Scene("")
        self._concealed = False
        self._tick = QTimer(self, interval=500)
        self._tick.timeout.connect(self._ticked)
        self.setMinimumSize(QSize(320, 240))
        theme.notifier().changed.connect(self.update)

    def show_on(self, screen: QScreen | None, size: QSize | None = None) -> None:
        """Fill ``screen``; without one a window of ``size``, to be moved by hand."""
        if screen is not None:
            self.setGeometry(screen.geometry())
            self.showFullScreen()
        else:
            self.resize(size or QSize(1024, 768))
            self.show()

    def show_scene(self, scene: Scene) -> None:
        """From now on this; while concealed no more of it than the title."""
        self._scene = Scene(scene.meeting) if self._concealed else scene
        self.setWindowTitle(_("Projector: {meeting}").format(meeting=scene.meeting))
        running = scene.turn is not None and scene.turn.since is not None
        if running != self._tick.isActive():
            self._tick.start() if running else self._tick.stop()
        self._ticked()

    def conceal(self) -> None:
        self._concealed = True
        self.show_scene(self._scene)

    def reveal(self) -> None:
        self._concealed = False
        self.revealed.emit()

    def spoken(self) -> str:
        """All that stands there, line by line."""
        return "\n".join(part.text for part in (*self._head(), *self._body(), *self._foot()) if part.text)

    @Slot()
    def _ticked(self) -> None:
        said = self.spoken()
        if said != self.accessibleName():
            self.setAccessibleName(said)
        self.update()

    # --- what stands there -------------------------------------------------------------------
    def _head(self) -> list[_Part]:
        scene = self._scene
        return [] if scene.sort == "title" else [_Part(scene.meeting, 1.6, "text_2", below=0)]

    def _body(self) -> list[_Part]:
        scene = self._scene
        if scene.sort == "title":
            return [_Part(scene.meeting, 4, bold=True)]
        if scene.sort == "break":
            until = scene.until
            text = _("Break until {time}").format(time=dates.clock_time(until)) if until else scene.title
            return [_Part(text, 4, bold=True, icon="coffee")]
        where = _("Item {number}").format(number=scene.number) if scene.number else ""
        small = ", ".join(part for part in (where, scene.kind) if part)
        parts = [_Part(small, 1.7, "accent_text", bold=True, below=0.3), _Part(scene.title, 3.4, bold=True, below=1.2)]
        if scene.asked and not any(result.text == scene.asked for result in scene.results):
            parts.append(_Part(scene.asked, 2.1))
        for result in scene.results:
            parts.append(_Part(result.text, 2.1, below=0.3))
            said = " ".join(part for part in (result.outcome, result.counts) if part)
            look = ("ok", "circle-check") if result.adopted else ("warn", "circle-x")
            parts.append(_Part(said, 2.1, look[0], bold=True, below=1, icon=look[1]))
        return [part for part in parts if part.text]

    def _foot(self) -> list[_Part]:
        scene = self._scene
        if scene.turn is None:
            return []
        now = clock.now()
        role, icon = _ALERT[speaking.urgency(speaking.left(scene.turn, now))]
        counted = speaking.countdown(scene.turn, now)
        if scene.turn.since is None:
            counted = _("{time}, interrupted").format(time=counted)
        return [_Part(scene.speaker, 1.9, below=0.2), _Part(counted, 3, role, bold=True, below=0, icon=icon)]

    # --- drawing -----------------------------------------------------------------------------
    def _unit(self) -> float:
        return min(self.height() / _UNITS, self.width() / (_UNITS * 1.25))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), theme.colour("surface"))
        unit = self._unit()
        painter.fillRect(QRectF(0, 0, self.width(), unit * 0.5), theme.colour("accent"))
        room = QRectF(self.rect()).adjusted(unit * 3, unit * 2, -unit * 3, -unit * 2)
        head, foot = self._head(), self._foot()
        top = self._draw(painter, head, room, unit)
        below = self._tall(foot, room.width(), unit)
        self._draw(painter, foot, QRectF(room.left(), room.bottom() - below, room.width(), below), unit)
        middle = QRectF(room.left(), top, room.width(), room.bottom() - below - top).adjusted(0, unit, 0, -unit)
        body = self._fitting(self._body(), middle, unit)
        free = max(0.0, middle.height() - self._tall(body, middle.width(), unit))
        painter.setClipRect(middle)
        self._draw(painter, body, middle.adjusted(0, free * 0.35, 0, 0), unit)
        painter.end()

    def _fitting(self, parts: Sequence[_Part], room: QRectF, unit: float) -> list[_Part]:
        """The parts, smaller where they would not fit."""
        share = 1.0
        while share > _LEAST:
            made = [replace(part, size=part.size * share, below=part.below * share) for part in parts]
            if self._tall(made, room.width(), unit) <= room.height():
                return made
            share -= 0.05
        return [replace(part, size=part.size * _LEAST, below=part.below * _LEAST) for part in parts]

    def _tall(self, parts: Sequence[_Part], width: float, unit: float) -> float:
        return sum(self._measured(part, width, unit).height() + part.below * unit for part in parts)

    def _draw(self, painter: QPainter, parts: Sequence[_Part], room: QRectF, unit: float) -> float:
        top = room.top()
        for part in parts:
            rect = self._measured(part, room.width(), unit)
            rect.moveTo(room.left(), top)
            painter.setFont(_font(part, unit))
            painter.setPen(theme.colour(part.role))
            if part.icon:
                side = round(part.size * unit)
                lead = painter.fontMetrics().height()
                drawn = icons.pixmap(part.icon, side, part.role, self.devicePixelRatioF())
                painter.drawPixmap(QPoint(round(room.left()), round(top + (lead - side) / 2)), drawn)
            painter.drawText(rect.translated(_indent(part, unit), 0), int(Qt.TextFlag.TextWordWrap), part.text)
            top += rect.height() + part.below * unit
        return top

    def _measured(self, part: _Part, width: float, unit: float) -> QRectF:
        across = QRect(0, 0, max(1, round(width - _indent(part, unit))), 100_000)
        metrics = QFontMetricsF(_font(part, unit))
        return metrics.boundingRect(QRectF(across), int(Qt.TextFlag.TextWordWrap), part.text)


def _font(part: _Part, unit: float) -> QFont:
    made = QFont(theme.FAMILY)
    made.setPixelSize(max(8, round(part.size * unit)))
    made.setWeight(QFont.Weight.DemiBold if part.bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def _indent(part: _Part, unit: float) -> float:
    return part.size * unit * 1.35 if part.icon else 0.0
