"""What chair and secretary do with the meeting as a whole: items, breaks, closed part, speakers, projector."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.ui.app import App

from ... import service
from ...queries import ItemRow, MeetingView, PersonRow
from ...rules.course import GONE
from .course import BreakDialog, CourseDialog, NewItemDialog
from .read_back import ReadBackDialog, to_read_back
from .recap import RecapDialog
from .speakers_panel import SpeakersPanel
from .stage import Stage

MENU = (
    "meetings.take_item", "meetings.item_course", "meetings.restore_item", "meetings.add_item_now", "",
    "meetings.break", "meetings.closed_part", "meetings.speakers", "meetings.recap", "",
    "meetings.projector", "meetings.blank", "meetings.ballot", "meetings.room_screen", "meetings.close",
)  # fmt: skip
"""The commands in “More”, with lines between."""


class Steering:
    """Acts on the meeting and the item shown; ``over`` is the screen dialogs open above."""

    def __init__(
        self, app: App, over: QWidget, speakers: SpeakersPanel, stage: Stage, toggle_safe: Callable[[], None],
        bring_people: Callable[[], None],
    ) -> None:  # fmt: skip
        self._app, self._over, self._speakers, self._stage = app, over, speakers, stage
        self._toggle_safe, self._bring_people = toggle_safe, bring_people
        self._people: Sequence[PersonRow] = ()
        self.view: MeetingView | None = None
        self.item: ItemRow | None = None

    def set_people(self, people: Sequence[PersonRow]) -> None:
        self._people = people

    # --- commands ----------------------------------------------------------------------------
    def commands(self, holding: Callable[[], bool]) -> tuple[Command, ...]:
        def on() -> bool:
            return holding() and self.view is not None and self.view.status == "running"

        def gone() -> bool:
            return holding() and self.item is not None and self.item.state in GONE

        def here() -> bool:
            return holding() and self.item is not None and self.item.state not in GONE

        return (
            Command("meetings.take_item", N_("Take this item now"), self.take, "Ctrl+G", "play", on),
            Command("meetings.item_course", N_("Defer, merge or drop this item"), self.course, "Ctrl+D",
                    "corner-up-right", here),
            Command("meetings.restore_item", N_("Put this item back on the agenda"), self.restore, "", "undo-2", gone),
            Command("meetings.add_item_now", N_("Add an item to the agenda now"), self.add_item, "Ctrl+Shift+Return",
                    "plus", holding),
            Command("meetings.break", N_("Begin or end the break"), self.pause, "Ctrl+P", "coffee", on),
            Command("meetings.closed_part", N_("Begin or end the closed part"), self.closed_part, "Ctrl+Shift+G",
                    "door-open", on),
            Command("meetings.speakers", N_("To the speakers"), self.to_speakers, "F3", "mic", holding),
            Command("meetings.turn", N_("A speaker begins, is interrupted, goes on"), self._speakers.next_turn, "F5",
                    "timer", holding),
            Command("meetings.turn_over", N_("The speaker is done"), self._speakers.stop, "Shift+F5", "check", holding),
            Command("meetings.recap", N_("What was decided so far"), self.recap, "F4", "list-checks", holding),
            Command("meetings.projector", N_("Open or close the projector's window"), self.projector, "Shift+F9",
                    "presentation", holding),
            Command("meetings.blank", N_("Blank the projector, or show again"), self._stage.toggle_blank, "F9",
                    "eye-off", lambda: self._stage.open),
            Command("meetings.ballot", N_("A secret ballot begins or ends"), self._stage.toggle_ballot, "F10", "vote",
                    on),
            Command("meetings.room_screen", N_("Screen for the room: on or off"), self._toggle_safe, "", "eye",
                    holding),
            Command("meetings.close", N_("Close the meeting"), self.close, "Ctrl+Shift+E", "check", on),
        )  # fmt: skip

    def entries(self) -> list[tuple[str, str, Callable[[], object]] | None]:
        """The same as a menu."""
        found: list[tuple[str, str, Callable[[], object]] | None] = []
        for name in MENU:
            found += self._app.entries(name) if name else [None]
        return found

    # --- the agenda --------------------------------------------------------------------------
    def take(self) -> None:
        """The item that is shown, whatever its place: earlier, later, or again."""
        if self.item is not None:
            begin(self._app, self._over, self.item)

    def course(self) -> None:
        if self.view is not None and self.item is not None:
            CourseDialog(self._app, self._over, self.view, self.item).open_over()

    def restore(self) -> None:
        if self.item is not None:
            self._app.do(self._over, service.restore_item, id=self.item.id)

    def add_item(self) -> None:
        if self.view is not None:
            after = self._top_of(self.item) if self.item is not None else None
            NewItemDialog(self._app, self._over, self.view, after).open_over()

    def _top_of(self, item: ItemRow) -> UUID:
        while self.view is not None and item.parent is not None and (above := self.view.item(item.parent)) is not None:
            item = above
        return item.id

    # --- breaks and the closed part ----------------------------------------------------------
    def pause(self) -> None:
        if self.view is None:
            return
        if self.view.current is not None and self.view.current.kind == "break":
            self._app.do(self._over, service.end_break, meeting=self.view.id)
        else:
            BreakDialog(self._app, self._over, self.view).open_over()

    def closed_part(self) -> None:
        if self.view is None:
            return
        verb = service.begin_closed_part if self.view.closed_from is None else service.end_closed_part
        self._app.do(self._over, verb, meeting=self.view.id)

    # --- the room ----------------------------------------------------------------------------
    def projector(self) -> None:
        if self._stage.open:
            self._stage.close_window()
        else:
            self._stage.open_window()

    def to_speakers(self) -> None:
        self._bring_people()
        self._speakers.focus_first()

    def recap(self) -> None:
        if self.view is not None:
            RecapDialog(self._over, self.view, public=self._app.presence.watched).open_over()

    # --- the end -----------------------------------------------------------------------------
    def close(self) -> None:
        """What was kept is read back first."""
        if self.view is None:
            return
        if to_read_back(self.view):
            ReadBackDialog(self._app, self._over, self.view, self._people, self.close_now).open_over()
        else:
            self.close_now()

    def close_now(self) -> None:
        if self.view is None:
            return

        def closed(_result: object) -> None:
            self._app.toast(_("The meeting is closed. The minutes are a draft."), _("Undo"), self._app.undo)

        self._app.do(self._over, service.close_meeting, id=self.view.id, done=closed)


def begin(app: App, owner: QWidget, item: ItemRow) -> None:
    """The meeting comes to this item; at a break the lock is offered."""
    app.do(owner, service.begin_item, id=item.id)
    if item.kind == "break":
        app.presence.begin_break()
