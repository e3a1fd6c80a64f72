"""Tab goes as one reads: by the layouts as they stand now, whatever was made first.

Qt keeps a chain in the order of making, in which every row that is read later comes behind the rest of the window.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLayout, QScrollArea, QWidget

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
    layout = widget.layout()
    placed = list(_placed(layout)) if layout is not None else []
    known = set(placed)
    free = (found for found in widget.children() if isinstance(found, QWidget) and found not in known)
    return placed + [found for found in free if not found.isWindow()]


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for place in _places(layout):
        item = layout.itemAt(place)
        if item is None:
            continue
        if (inner := item.layout()) is not None:
            yield from _placed(inner)
        elif (widget := item.widget()) is not None:
            yield widget


def _places(layout: QLayout) -> Sequence[int]:
    """A grid is read row by row, any other layout as it stands."""
    places = range(layout.count())
    return sorted(places, key=partial(_cell, layout)) if isinstance(layout, QGridLayout) else places


def _cell(grid: QGridLayout, place: int) -> tuple[int, ...]:
    found: object = grid.getItemPosition(place)
    return found[:2] if isinstance(found, tuple) else (place,)


def bring_into_view(widget: QWidget, root: QWidget) -> None:
    """Scroll what lies around ``widget`` under ``root`` so that it can be seen."""
    above = widget.parentWidget()
    while above is not None and above is not root:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
