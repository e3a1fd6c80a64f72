"""Tab goes as one reads: by the layouts as they stand now, whatever was made first.

Qt keeps a chain in the order of making, in which every row that is read later comes behind the rest of the window.
"""

from __future__ import annotations

from collections.abc import Iterator

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
    return [widget for widget in _in_order(root) if widget.isVisible() and _takes_tab(widget)]


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.focusProxy() is None


def fields_first(group: QWidget) -> None:
    """From field to field first; the buttons that lie in and around them come after the last one."""
    group.setProperty(_FIELDS_FIRST, True)


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    """``widget``, then what its layout holds, then children that lie free in it."""
    inside = _inside(widget)
    yield widget
    if widget.property(_FIELDS_FIRST):
        yield from sorted(inside, key=lambda one: isinstance(one, QAbstractButton))
    else:
        yield from inside


def _inside(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    placed = list(_placed(layout)) if layout is not None else []
    for child in placed:
        yield from _in_order(child)
    for found in widget.children():
        if isinstance(found, QWidget) and not found.isWindow() and found not in placed:
            yield from _in_order(found)


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for place in sorted(range(layout.count()), key=lambda place: _cell(layout, place)):
        item = layout.itemAt(place)
        if item is None:
            continue
        if (inner := item.layout()) is not None:
            yield from _placed(inner)
        elif (widget := item.widget()) is not None:
            yield widget


def _cell(layout: QLayout, place: int) -> tuple[int, ...]:
    """Row and column in a grid, the place in any other layout."""
    found: object = layout.getItemPosition(place) if isinstance(layout, QGridLayout) else None
    return found[:2] if isinstance(found, tuple) else (place,)


def bring_into_view(widget: QWidget, root: QWidget) -> None:
    """Scroll what lies around ``widget`` under ``root`` so that it can be seen."""
    above = widget.parentWidget()
    while above is not None and above is not root:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
