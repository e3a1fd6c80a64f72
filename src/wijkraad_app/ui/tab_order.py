"""Tab goes as one reads: by the layouts as they stand now, whatever was made first.

Qt keeps a chain in the order of making, in which every row that is read later comes behind the rest of the window.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLayout, QScrollArea, QWidget

from .layout import in_order, place_of

_FIELDS_FIRST = "fields_first"


def step(root: QWidget, now: QWidget | None, *, forward: bool, then: QWidget | None = None) -> bool:
    """Give the keyboard to what comes after ``now`` under ``root`` (or before it), around; False: there is nothing.

    What is under ``then`` comes after all of ``root``.
    """
    chain = stops(root) + (stops(then) if then is not None else [])
    if not chain:
        return False
    at = chain.index(now) if now in chain else -1 if forward else 0
    target = chain[(at + (1 if forward else -1)) % len(chain)]
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    bring_into_view(target, root)
    return True


def stops(root: QWidget) -> list[QWidget]:
    """What Tab comes to under ``root``, in order."""
    return [widget for widget in _in_order(root) if _takes_tab(widget)]


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.focusProxy() is None


def fields_first(group: QWidget) -> None:
    """From field to field first; the buttons that lie in and around them come after the last one."""
    group.setProperty(_FIELDS_FIRST, True)


def _in_order(widget: QWidget) -> list[QWidget]:
    """``widget`` and what can be seen in it; pages behind the one in front are not looked through."""
    if not widget.isVisible():
        return []
    inside = [one for child in _inside(widget) for one in _in_order(child)]
    if widget.property(_FIELDS_FIRST):
        inside.sort(key=lambda one: isinstance(one, QAbstractButton))
    return [widget, *inside]


def _inside(widget: QWidget) -> list[QWidget]:
    """What the layout holds, then children that lie free."""
    children = [found for found in widget.children() if isinstance(found, QWidget)]
    layout = widget.layout()
    placed = _placed(layout, children) if layout is not None else []
    known = set(placed)
    return placed + [found for found in children if found not in known and not found.isWindow()]


def _placed(layout: QLayout, children: Sequence[QWidget]) -> list[QWidget]:
    """Those of ``children`` that lie in the layout and the layouts in it."""
    inner = [found for found in layout.children() if isinstance(found, QLayout)]
    parts: list[QWidget | QLayout] = in_order(layout, (*children, *inner))
    if isinstance(layout, QGridLayout):
        parts.sort(key=partial(_cell, layout))
    return [one for part in parts for one in (_placed(part, children) if isinstance(part, QLayout) else [part])]


def _cell(grid: QGridLayout, part: QWidget | QLayout) -> tuple[int, ...]:
    """A grid is read row by row."""
    place = place_of(grid, part)
    found: object = grid.getItemPosition(place)
    return found[:2] if isinstance(found, tuple) else (place,)


def bring_into_view(widget: QWidget, root: QWidget) -> None:
    """Scroll what lies around ``widget`` under ``root`` so that it can be seen."""
    above = widget.parentWidget()
    while above is not None and above is not root:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
