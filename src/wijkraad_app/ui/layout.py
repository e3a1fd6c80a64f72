"""Layout in one line: rows, columns, grounds, lines. Measures are pixels at 100%."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from .theme import S2, px

Item = QWidget | QLayout | int | tuple[QWidget | QLayout, int] | None
Part = TypeVar("Part", bound=QWidget | QLayout)
Margins = int | tuple[int, int, int, int]


def scaled_margins(margins: Margins) -> tuple[int, int, int, int]:
    left, top, right, bottom = (margins,) * 4 if isinstance(margins, int) else margins
    return (px(left) if left else 0, px(top) if top else 0, px(right) if right else 0, px(bottom) if bottom else 0)


def _filled(layout: QBoxLayout, items: tuple[Item, ...], gap: int, margins: Margins) -> None:
    layout.setSpacing(px(gap) if gap else 0)
    layout.setContentsMargins(*scaled_margins(margins))
    for item in items:
        stretch = 0
        if isinstance(item, tuple):
            item, stretch = item
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(px(item))
        elif isinstance(item, QWidget):
            layout.addWidget(item, stretch)
        else:
            layout.addLayout(item, stretch)


def row(*items: Item, gap: int = S2, margins: Margins = 0, top: bool = False) -> QHBoxLayout:
    """Left to right: widgets, layouts, ``(item, stretch)``, an int for a space, None for the stretch between."""
    layout = QHBoxLayout()
    _filled(layout, items, gap, margins)
    if top:
        for item in items:
            widget = item[0] if isinstance(item, tuple) else item
            if isinstance(widget, QWidget):
                layout.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
    return layout


def column(*items: Item, gap: int = S2, margins: Margins = 0) -> QVBoxLayout:
    """Top to bottom, as `row`."""
    layout = QVBoxLayout()
    _filled(layout, items, gap, margins)
    return layout


def frame(content: QLayout | None = None, kind: str = "", *, width: int = 0, height: int = 0) -> QFrame:
    """A ground: ``kind`` is ground, panel, surface, sunken, card, note, dialog, desk, ``ok_soft`` and so on."""
    made = QFrame()
    if kind:
        made.setProperty("is", kind)
    if content is not None:
        made.setLayout(content)
    if width:
        made.setFixedWidth(px(width))
    if height:
        made.setFixedHeight(px(height))
    return made


def line(*, vertical: bool = False, strong: bool = False) -> QFrame:
    """A hairline, for decoration."""
    made = frame(None, "line_strong" if strong else "line")
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def scroll(content: QWidget, *, name: str = "") -> QScrollArea:
    """``content`` scrolls up and down, never sideways; it isn't in the tab order itself."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area


def in_order(layout: QLayout, parts: Iterable[Part]) -> list[Part]:
    """Those of ``parts`` (widgets or layouts) that lie in ``layout`` itself, as they stand there.

    Instead of ``layout.itemAt``, which nothing may ask: see ARCHITECTURE, "What is odd".
    """
    found = [(at, part) for part in parts if (at := place_of(layout, part)) >= 0]
    return [part for _at, part in sorted(found, key=itemgetter(0))]


def place_of(layout: QLayout, part: QWidget | QLayout) -> int:
    """Where it stands in the layout, from 0; -1 when it isn't there."""
    return layout.indexOf(part)


def clear(layout: QLayout) -> None:
    """Take everything out of ``layout`` and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
