"""The tab where the agenda is made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.layout import column, line, row, scroll
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.labels import Label, keys

from ..queries import MeetingView
from ..rules.times import overrun
from .facts import Facts
from .outline import Outline


def _hint(shortcut: str, text: str) -> QWidget:
    hint = QWidget()
    hint.setLayout(row(keys(shortcut), Label(text, "caption", "text_3"), gap=6))
    return hint


class AgendaTab(QWidget):
    """Facts above, the items below, and how long it takes."""

    def __init__(self, app: App, paste: Callable[[], None], backlog: Callable[[], None]) -> None:
        super().__init__()
        self.facts, self.outline = Facts(app), Outline(app)
        self._length = Label("", "small", "text_2")
        self._over = Banner("warn", "", icon="clock")
        self._over.hide()
        paste_button = Quiet(_("Paste agenda"), paste, icon="clipboard-paste")
        from_backlog = Quiet(_("From proposed items"), backlog, icon="inbox")
        words = (Label(_("Agenda items"), "heading"), self._length)
        buttons = (from_backlog, paste_button)
        head = Flow(*words, *buttons) if theme.large_text() else row(*words, None, *buttons)
        hints = (
            ("Enter", _("new item")),
            ("Alt+Shift+Right", _("below the item above")),
            ("Ctrl+Up", _("move")),
            ("Ctrl+Del", _("remove")),
        )
        body = QWidget()
        body.setLayout(
            column(
                self.facts, 8, line(), 4, head, self._over, self.outline,
                Flow(*(_hint(shortcut, text) for shortcut, text in hints), gap=16), None,
                gap=8, margins=(28, 16, 28, 20),
            )
        )  # fmt: skip
        area = scroll(body, name=_("Agenda"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column((area, 1), gap=0))

    def show_view(self, view: MeetingView) -> None:
        self.facts.show_view(view)
        self.outline.show_view(view)
        end = view.plan.end
        count = sum(bool(item.number) for item in view.items)
        text = ngettext("{n} item", "{n} items", count).format(n=count)
        if end is not None:
            text = _("{items}, ends at {time}").format(items=text, time=dates.clock_time(end))
        self._length.setText(text)
        over = overrun(view.plan, view.end)
        self._over.setVisible(over > 0)
        if over:
            self._over.set_words(
                _("This agenda takes {n} minutes longer than planned.").format(n=over),
                _("Give items fewer minutes, or let the meeting end later."),
            )

    def warning(self) -> str:
        """What is said about an agenda that takes too long; "" when it fits."""
        return self._over.text() if self._over.isVisible() else ""

    def flush(self) -> None:
        self.facts.flush()
        self.outline.flush()
