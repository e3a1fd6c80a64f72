"""Items of layouts that Python still knows after Qt has thrown them away.

Whatever Qt puts at such a place next has two wrappers there; when that goes, PySide frees the wrong one and the
program ends without a word (ARCHITECTURE, "What is odd").
"""

from __future__ import annotations

import gc
from typing import Any

from PySide6.QtWidgets import QLayout, QLayoutItem
from shiboken6 import Shiboken

from wijkraad_app.ui.flow import Flow


def stale_items() -> list[str]:
    """Which items no layout holds any more; [] as it should be."""
    items = [one for one in Shiboken.getAllValidWrappers() if isinstance(one, QLayoutItem)]
    return [found for one in items if not isinstance(one, QLayout) and (found := _stale(one))]


def _stale(item: QLayoutItem) -> str:
    """What it is and who still knows it, "" when it lies in its layout. It is only compared, never asked."""
    if Shiboken.ownedByPython(item):
        return ""
    known: list[Any] = [one for one in gc.get_referrers(item) if isinstance(one, QLayout)]
    if not known or any(_holds(one, item) for one in known):
        return ""
    return f"{type(item).__name__} in {', '.join(type(one.parentWidget()).__name__ for one in known)}"


def _holds(layout: QLayout, item: QLayoutItem) -> bool:
    """Whether it lies in the layout, or in one in that."""
    if isinstance(layout, Flow) or layout.indexOf(item) >= 0:
        return True
    return any(_holds(inner, item) for inner in layout.children() if isinstance(inner, QLayout))
