"""The whole screen of a running meeting."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.layout import column, frame, line, row
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.badge import Badge
from wijkraad_app.ui.widgets.buttons import IconButton, MenuButton, Primary, Secondary
from wijkraad_app.ui.widgets.choices import Segments
from wijkraad_app.ui.widgets.empty import EmptyPage
from wijkraad_app.ui.widgets.labels import Elided, Label, SavedLabel

from ... import service
from ...queries import MeetingView, PersonRow
from .item_view import ItemView
from .people_panel import PeoplePanel
from .plan_panel import PlanPanel
from .speakers_panel import SpeakersPanel
from .stage import stage_of
from .steering import Steering, begin

TICK_MS = 15_000
WIDE = 1150
"""From this width on the sides have their full width."""


class LiveView(QWidget):
    """Agenda at the left, the item in the middle, people and speakers at the right."""

    def __init__(self, app: App, back: Callable[[], None], to_minutes: Callable[[], None]) -> None:
        super().__init__()
        self._app = app
        self._view: MeetingView | None = None
        self._shown: UUID | None = None
        self._people: tuple[PersonRow, ...] = ()
        self._front = False
        self._bring: Callable[[int], None] | None = None
        self.safe = False
        """Others look at this screen too."""
        self.stage = stage_of(app)
        self._title = Elided("", "strong")
        self._access = Badge("", "quiet", "door-open")
        self._count = Label("", "body", "text_2")
        self._quorum = Badge("", "quiet")
        self._start = Primary(_("Open the meeting"), self._begin, icon="clock")
        self.plan, self.item, self.people = PlanPanel(), ItemView(app), PeoplePanel(app)
        self.speakers = SpeakersPanel(app)
        self.steering = Steering(app, self, self.speakers, self.stage, self.toggle_safe, self._bring_people)
        self._room = Badge("", "quiet", "presentation")
        self._more = MenuButton(_("More"), self.steering.entries)
        self._projector = Secondary(_("Projector"), self.steering.projector, icon="presentation", shortcut="Shift+F9")
        self._finish = Secondary(_("Close the meeting"), self.steering.close, shortcut="Ctrl+Shift+E")
        self._minutes = Primary(_("To the minutes"), to_minutes, icon="file-text")
        self.plan.chosen.connect(self._look_at)
        back_button = IconButton("arrow-left", _("Back to the agenda"), back, shortcut="Esc")
        self._empty = EmptyPage(
            _("No agenda items yet"),
            _("Make the agenda first. Then this screen follows the meeting item by item."),
            (_("To the agenda"), "list", back),
            picture="sheet",
        )
        left = frame(column((self.plan, 1), gap=0), "panel")
        right = frame(column((self.people, 1), line(), self.speakers, gap=0), "panel")
        centre = frame(column((self.item, 1), (self._empty, 1), gap=0), "surface")
        self._panes: list[QWidget] = [left, centre, right]
        bar = self._wide_bar(back_button) if not theme.large_text() else self._large_bar(back_button)
        body = self._side_by_side() if not theme.large_text() else self._one_at_a_time()
        self.setLayout(column(bar, line(), (body, 1), gap=0))
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._ticked)
        self.stage.changed.connect(self._show_room)
        self.item.capture.edit.textChanged.connect(self._hide_ballot)
        self._show_room()

    def _wide_bar(self, back: QWidget) -> QWidget:
        return frame(
            row(
                back, (self._title, 0), self._access, self._room, None, SavedLabel(), 12, self._count, self._quorum, 12,
                self._more, self._projector, self._start, self._finish, self._minutes, gap=8, margins=(12, 0, 20, 0),
            ),
            "surface", height=60,
        )  # fmt: skip

    def _large_bar(self, back: QWidget) -> QWidget:
        """The projector has its place in “More” then, so that there is room for the item."""
        self._projector.setParent(self)
        self._projector.hide()
        facts = Flow(
            SavedLabel(), self._access, self._room, self._count, self._quorum, self._start, self._finish, self._minutes
        )
        head = row(back, (self._title, 1), self._more, gap=4)
        return frame(column(head, facts, gap=4, margins=(6, 4, 10, 6)), "surface")

    def _side_by_side(self) -> QWidget:
        left, centre, right = self._panes
        return frame(row(left, line(vertical=True), (centre, 1), line(vertical=True), right, gap=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not theme.large_text():
            wide = self.width() >= px(WIDE)
            self._panes[0].setFixedWidth(px(300 if wide else 226))
            self._panes[2].setFixedWidth(px(236 if wide else 212))

    def _one_at_a_time(self) -> QWidget:
        """With large text there is room for one part; tabs bring the others."""
        stack = QStackedWidget()
        for pane in self._panes:
            stack.addWidget(pane)
        parts = [(1, _("Agenda item")), (0, _("Agenda")), (2, _("Attendance"))]
        tabs = Segments(_("Parts of the screen"), parts, style="pills")
        tabs.changed.connect(lambda at: stack.setCurrentIndex(at))
        stack.setCurrentIndex(1)

        def bring(part: int) -> None:
            tabs.set_value(part)
            stack.setCurrentIndex(part)

        self.plan.chosen.connect(lambda _item: bring(1))
        self._bring = bring
        return frame(column(row(tabs, None, margins=(10, 6, 10, 6)), line(), (stack, 1), gap=0), "surface")

    def _bring_people(self) -> None:
        """People and speakers to the front, where there is room for one part only."""
        if self._bring is not None:
            self._bring(2)

    def panes(self) -> list[QWidget]:
        return self._panes

    def set_people(self, people: tuple[PersonRow, ...]) -> None:
        self._people = people
        self.steering.set_people(people)
        self.speakers.set_people(people)
        self._offer_people()

    def _offer_people(self) -> None:
        """While the room looks along, only names of members and of who is here are completed."""
        here = {one.person for one in self._view.attendance if one.here} if self._view is not None else set()
        known = [one for one in self._people if not self.safe or one.role or one.id in here]
        self.item.set_people(tuple(known))

    # --- the room --------------------------------------------------------------------
    def set_safe(self, safe: bool) -> None:
        """Show nothing that the room may not see: no one absent, no resident's name, no messages."""
        self.safe = safe
        self._app.presence.watched = safe and self._front
        self.people.set_public(safe)
        self.speakers.set_private(not safe)
        self.plan.set_public(safe)
        self._offer_people()
        self._show_room()
        self._show_item()

    def toggle_safe(self) -> None:
        if self._view is not None:
            self.stage.answer(self._view.id, safe=not self.safe)
            self.set_safe(not self.safe)

    @Slot()
    def _hide_ballot(self) -> None:
        """A line that counts a secret ballot is one under way."""
        if self.stage.open:
            self.stage.set_ballot_open(self.item.capture.captured().method == "ballot", "line")

    @Slot()
    def _show_room(self) -> None:
        said = self.stage.in_words() or (_("Screen for the room") if self.safe else "")
        self._room.set_state(said, "accent" if self.stage.scene.sort != "title" else "quiet", "presentation")
        self._room.setVisible(bool(said))
        self._projector.set_text(_("Close projector") if self.stage.open else _("Projector"))

    def show_view(self, view: MeetingView) -> None:
        if self._view is None or self._view.id != view.id:
            self._shown = None
        before, self._view = self._view, view
        if before is not None and view.current is not None and _current(before) != view.current.id:
            self._shown = view.current.id  # the meeting went on: so does the screen
        if view.item(self._shown) is None:
            first = view.items[0].id if view.items else None
            self._shown = view.current.id if view.current else first
        self._title.setText(view.name)
        if not theme.large_text():
            self._title.setMaximumWidth(self._title.sizeHint().width())
        shown = (_("public"), "quiet", "door-open") if view.public else (_("closed"), "warn", "lock")
        self._access.set_state(*shown)
        self._show_quorum(view)
        self._show_next_step(view.status)
        self.people.show_view(view)
        self._hide_ballot()
        if self._front:
            self.stage.follow(view)
        if self.safe:
            self._offer_people()
        self._show_item()

    def _show_next_step(self, status: str) -> None:
        """One button at a time; the keyboard stays on the step, or it would fall back to the rail."""
        here = self._finish.hasFocus() or self._minutes.hasFocus()
        self._start.setVisible(status == "planned")
        self._minutes.setVisible(status == "closed")
        if here:
            (self._minutes if status == "closed" else self.item.capture).setFocus()
        self._finish.setVisible(status == "running")

    def _show_quorum(self, view: MeetingView) -> None:
        quorum = view.quorum
        text = _("{present} of {members} present").format(present=quorum.present, members=quorum.members)
        self._count.setText(text if quorum.members else "")
        self._quorum.setVisible(quorum.members > 0)
        if quorum.reached:
            self._quorum.set_state(_("quorum reached"), "ok", "check")
        else:
            missing = quorum.needed - quorum.present
            self._quorum.set_state(_("{n} more for a quorum").format(n=missing), "warn", "users")

    def quorum_text(self) -> str:
        """How many are there, and whether that is enough."""
        return ", ".join(part for part in (self._count.plain(), self._quorum.text()) if part)

    def _show_item(self) -> None:
        if self._view is None:
            return
        self.plan.show_view(self._view, self._shown)
        item = self._view.item(self._shown)
        self.steering.view, self.steering.item = self._view, item
        self.speakers.show_view(self._view, self._shown)
        self.people.show_item(self._shown)
        self.item.setVisible(item is not None)
        self._empty.setVisible(item is None)
        if item is not None:
            self.item.show_item(self._view, item)

    @Slot()
    def _ticked(self) -> None:
        if self._view is not None and self.isVisible():
            self.plan.show_view(self._view, self._shown)
            self.item.show_time()

    @Slot(object)
    def _look_at(self, item: UUID) -> None:
        self.flush()
        self._shown = item
        self._show_item()

    # --- the course of the meeting --------------------------------------------------
    def step(self, by: int) -> None:
        """To the next item (or the one before); a running meeting begins it."""
        if self._view is None or not self._view.items:
            return
        ids = [item.id for item in self._view.items]
        place = ids.index(self._shown) + by if self._shown in ids else 0
        while 0 <= place < len(ids) and self._view.items[place].step.gone:
            place += by
        if not 0 <= place < len(ids):
            return
        self._look_at(ids[place])
        item = self._view.items[place]
        if by > 0 and self._view.status == "running" and item.began is None:
            begin(self._app, self, item)
        self.item.capture.setFocus()

    def _begin(self) -> None:
        if self._view is not None:
            self._app.do(self, service.start_meeting, id=self._view.id)
            self.item.capture.setFocus()

    def opened(self) -> None:
        """Come to front: the line to type in has the keyboard."""
        self._front = True
        self._app.presence.watched = self.safe
        if self._view is not None:
            self.stage.follow(self._view)
        self._tick.start()
        self.item.capture.setFocus()

    def closed(self) -> None:
        self._front = False
        self._app.presence.watched = False
        self._tick.stop()

    def flush(self) -> None:
        self.item.notes.flush()

    def up(self) -> bool:
        """Esc: out of what is open in the item first."""
        return self.item.up()


def _current(view: MeetingView) -> UUID | None:
    return view.current.id if view.current is not None else None
