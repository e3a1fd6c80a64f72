"""What the eyes need: the focus can always be seen, and no state is told by colour alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.walk import OpenWalk, Walk, described, reachable
from wijkraad_app.ui.widgets.badge import Badge
from wijkraad_app.ui.widgets.record_list import RecordList
from wijkraad_app.ui.widgets.rows import Cell
from wijkraad_app.ui.widgets.table import LazyTable

TELLING = ("ok", "warn", "bad", "vote")
AROUND = 8


def picture(walk: Walk, widget: QWidget) -> QImage:
    """The widget and what is just around it, as it stands in the window."""
    corner = widget.mapTo(walk.window, QPoint(0, 0))
    rect = QRect(corner, widget.size()).adjusted(-AROUND, -AROUND, AROUND, AROUND).intersected(walk.window.rect())
    return walk.window.grab(rect).toImage()


def changed(before: QImage, after: QImage) -> int:
    """How many points differ clearly."""
    if before.size() != after.size():
        return before.width() * before.height()
    return int(np.sum(np.abs(lightness(before) - lightness(after)) > 40))


def lightness(image: QImage) -> np.ndarray[Any, Any]:
    """Of each point, from 0 to 255, as `QColor.lightness` has it."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine() // 4, 4)
    colours = rows[:, : plain.width(), :3].astype(int)
    return (colours.max(axis=2) + colours.min(axis=2)) // 2


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_focus_can_be_seen_on_every_kind_of_control(open_walk: OpenWalk, theme: str) -> None:
    walk = open_walk("nl", 1.0, theme)
    unseen, tried = [], set[tuple[str, str]]()
    for page in walk.pages():
        walk.visit(page)
        for one in reachable(walk.window):
            kind = (type(one).__name__, str(one.property("kind")))
            if kind in tried or not one.isVisible() or one.width() * one.height() > 500_000:
                continue
            tried.add(kind)
            walk.window.setFocus()
            QApplication.processEvents()
            before = picture(walk, one)
            one.setFocus(Qt.FocusReason.TabFocusReason)
            QApplication.processEvents()
            if changed(before, picture(walk, one)) < 40:
                unseen.append(f"{page}: {described(one)}")
    assert len(tried) > 12
    assert unseen == []


def test_a_state_is_an_icon_and_a_word_never_a_colour_alone(open_walk: OpenWalk) -> None:
    walk = open_walk()
    bare: list[str] = []
    for page in walk.pages():
        walk.visit(page)
        for cells in (listed(walk), tabled(walk)):
            bare += [f"{page}: {cell}" for cell in cells if cell.tone in TELLING and not (cell.text and cell.icon)]
        badges = [one for one in walk.window.findChildren(Badge) if one.isVisible()]
        bare += [f"{page}: badge" for one in badges if not one.text()]
    assert bare == []


def listed(walk: Walk) -> list[Cell]:
    lists = [one for one in walk.window.findChildren(RecordList) if one.isVisible()]
    return [item.state for one in lists for item in one.items() if item.state is not None]


def tabled(walk: Walk) -> list[Cell]:
    found: list[Cell] = []
    for table in walk.window.findChildren(LazyTable):
        if table.isVisible():
            model = table.model()
            cells = [
                table.cell_at(model.index(row, column))
                for row in range(min(table.count(), 40))
                for column in range(len(table.columns))
            ]
            found += [cell for cell in cells if cell is not None]
    return found
