"""The lists at the left: what asks for attention, and the actions of this week."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLayout, QWidget

from wijkraad_app.features.meetings.queries import ActionRow
from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.theme import S2, px
from wijkraad_app.ui.widgets.badge import Badge
from wijkraad_app.ui.widgets.buttons import Button, Quiet
from wijkraad_app.ui.widgets.choices import CheckBox
from wijkraad_app.ui.widgets.labels import Elided, Icon, Label

from ..queries import TodayView
from ..rules import asking, wording
from ..rules.asking import Ask, Asking
from .parts import Opener, Part, fixed, listed

MOST = 8
"""More than this at once helps nobody to begin."""

Finish = Callable[[ActionRow], None]


class Attention(Part):
    """A card with one row and one button for each thing that asks for attention."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app, self._whole = app, False

    def show_view(self, view: TodayView, *, compact: bool) -> None:
        shown = view.asking if self._whole else view.asking[:MOST]
        buttons = [self._button(one, first=not number) for number, one in enumerate(shown)]
        away = max((button.sizeHint().width() for button in buttons), default=0)
        rows = [self._row(one, button, away, compact) for one, button in zip(shown, buttons, strict=True)]
        if not rows:
            rows = [_quiet_row(_("Nothing asks for attention."))]
        head = row(Label(_("Asks for attention"), "heading"), None)
        if len(shown) < len(view.asking):
            every = _("Show all {n}").format(n=dates.number(len(view.asking)))
            head.addWidget(Quiet(every, lambda: self._show_all(view, compact)))
        self.fill(column(head, listed(*rows), gap=S2))

    def _show_all(self, view: TodayView, compact: bool) -> None:
        self._whole = True
        self.show_view(view, compact=compact)

    def _button(self, one: Asking, *, first: bool) -> Button:
        made = Button(asking.button(one), lambda: self._act(one), kind="primary" if first else "secondary")
        made.setAccessibleDescription(f"{asking.heading(one)}. {asking.detail(one)}, {asking.badge(one)}")
        return made

    def _act(self, one: Asking) -> None:
        """What can be done at once is done at once; for the rest there is a page."""
        at_once = self.app.services.get("erase_due") if one.what is Ask.CONTACTS else None
        if at_once is not None:
            at_once()
        else:
            self.app.navigate(one.target)

    def _row(self, one: Asking, button: Button, away: int, compact: bool) -> QLayout:
        tone = asking.tone(one)
        words = (Elided(asking.heading(one), "strong"), Elided(asking.detail(one), "small", "text_2"))
        badge = Badge(asking.badge(one), tone, "clock" if one.days else "")
        mark = row(Icon(asking.icon(one), "text_2" if tone == "quiet" else tone), margins=8)
        if compact:
            inside = column(*words, row(badge, None, button), gap=4)
            return row(mark, (inside, 1), gap=S2, margins=(8, 12, 14, 12))
        place = QWidget()
        place.setFixedWidth(away + px(4))
        place.setLayout(row(None, button))
        inside = column(*words, gap=0)
        return row(mark, (inside, 1), fixed(badge, 144), place, gap=S2, margins=(8, 12, 14, 12))


class Week(Part):
    """Actions to check off."""

    def __init__(self, app: App, finish: Finish) -> None:
        super().__init__()
        self.app, self._finish = app, finish

    def show_view(self, view: TodayView, *, compact: bool) -> None:
        rows = [self._row(one, compact) for one in view.actions]
        head = row(Label(_("Actions this week"), "heading"), None)
        if view.open_actions:
            words = _("All {n} actions") if view.open_actions > 1 else _("All actions")
            head.addWidget(Quiet(words.format(n=dates.number(view.open_actions)), self._all))
        if not rows:
            rows = [_quiet_row(_("No actions for this week."))]
        self.fill(column(head, listed(*rows), gap=S2))

    def _all(self) -> None:
        command = self.app.commands.get("meetings.actions")
        if command is not None:
            command.run()

    def _row(self, one: ActionRow, compact: bool) -> QLayout:
        box = CheckBox("", name=_("Done: {action}").format(action=one.text))
        box.clicked.connect(lambda _on=False: self._finish(one))
        words = Opener(" ".join(one.text.split()), lambda: self.app.navigate(EntityRef("action", one.id)))
        owner, due = Elided(self._owner(one), "small", "text_2"), _due(one)
        if compact:
            return row(box, (column(words, row(6, owner, due, None, gap=8), gap=2), 1), gap=2, margins=(8, 8, 14, 8))
        who = QWidget()
        who.setLayout(row((owner, 1)))
        who.setFixedWidth(px(112))
        return row(box, (words, 1), who, fixed(due, 142), gap=2, margins=(8, 5, 14, 5))

    def _owner(self, one: ActionRow) -> str:
        return _("me") if one.owner is not None and one.owner == self.app.workspace.actor else one.owner_name


def _due(one: ActionRow) -> QWidget:
    if one.due is None:
        return Label("", "small", "text_2")
    if one.late:
        return Badge(wording.late((clock.today() - one.due).days), "bad", "clock")
    return Label(dates.short_date(one.due), "small", "text_2")


def _quiet_row(text: str) -> QLayout:
    return row(
        Icon("circle-check", "ok"), (Label(text, "body", "text_2", wrap=True), 1), gap=12, margins=(16, 14, 14, 14)
    )
