"""The capture line, explained where it is used for the first time on this computer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _, language
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column
from wijkraad_app.ui.widgets.banner import Banner

from ...rules.capture import PREFIXES
from .kinds import LOOKS

_SEEN = "capture_explained"


def first_use(app: App, then: Callable[[], None]) -> tuple[QWidget, ...]:
    """The explanation, once, and what is done when it is put away; nothing when it was put away before."""
    if app.preferences.get(_SEEN):
        return ()

    def put_away() -> None:
        app.preferences.set(_SEEN, True)
        then()
        room.hide()

    prefixes = {kind: prefix for prefix, kind in PREFIXES[language()].items()}
    known = ", ".join(
        f"{prefixes[kind]} {_(LOOKS[kind].word).lower()}" for kind in ("decision", "action", "vote", "proposal")
    )
    what = _("Type along in this line; Enter keeps it, and the minutes make themselves.")
    to_do = _("A letter and a space make it something else: {known}. ↑ takes the last line up again. F1 says more.")
    below = "" if theme.large_text() else to_do.format(known=known)
    banner = Banner("accent", what, below, _("Got it"), put_away)
    room = QWidget()
    room.setLayout(column(banner, 8, gap=0))
    return (room,)
