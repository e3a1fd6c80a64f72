"""The side: the next meeting with what is ready for it, and what was opened lately."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtWidgets import QLayout

from wijkraad_app.features.meetings.queries import MeetingRow
from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.layout import column, frame, row
from wijkraad_app.ui.widgets.buttons import Quiet, Secondary
from wijkraad_app.ui.widgets.labels import Icon, Label, ProgressBar

from ..queries import NextMeeting, Visited
from ..rules import wording
from ..rules.preparation import Step
from . import agenda
from .parts import Opener, Part

ICONS = {
    "advice": "scroll-text",
    "meeting": "calendar-days",
    "survey": "clipboard-list",
    "conversation": "messages-square",
    "signal": "inbox",
    "person": "user",
    "organisation": "building-2",
    "action": "square-check",
    "promise": "flag",
    "letter": "mail",
}


class Meeting(Part):
    """The card of the next meeting."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app

    def show_meeting(self, found: NextMeeting | None) -> None:
        inside = self._none() if found is None else self._next(found)
        self.fill(column(frame(inside, "card"), gap=0))

    def _none(self) -> QLayout:
        go = Secondary(_("Plan a meeting"), self._plan, icon="calendar-plus")
        words = Label(_("There is no meeting ahead."), "body", "text_2", wrap=True)
        return column(_head(""), 4, words, 8, row(go, None), gap=5, margins=20)

    def _plan(self) -> None:
        """To the meetings, and there at once the question for the day."""
        self.app.navigate("meetings")
        if (new := self.app.commands.get("meetings.new")) is not None:
            new.run()

    def _next(self, found: NextMeeting) -> QLayout:
        meeting = found.row
        about = ", ".join(part for part in (meeting.place, _("public") if meeting.public else _("closed")) if part)
        ready = _("{done} of {all} ready").format(done=found.done, all=len(found.steps))
        bar = ProgressBar(found.done / max(1, len(found.steps)))
        go = Secondary(self._verb(found), lambda: self.app.navigate(EntityRef("meeting", meeting.id)))
        pdf = Quiet(_("Agenda (PDF)"), lambda: agenda.save(self.app, self, meeting))
        body = column(_head(wording.ahead(found.days)), 4, gap=5, margins=20)
        body.addWidget(Label(_when(meeting), "heading", wrap=True))
        body.addWidget(Label(about, "body", "text_2", wrap=True))
        body.addSpacing(10)
        body.addLayout(row((bar, 1), Label(ready, "small", "text_2"), gap=12))
        body.addSpacing(6)
        for step in found.steps:
            body.addLayout(_step(step))
        body.addSpacing(10)
        body.addLayout(Flow(go, pdf))
        return body

    def _verb(self, found: NextMeeting) -> str:
        if found.row.status == "running":
            return _("Go on with the meeting")
        return _("Hold the meeting") if found.days == 0 else _("Go on preparing")


def _head(aside: str) -> QLayout:
    words = Label(_("Next meeting"), "small_strong", "accent_text", wrap=True)
    return row(Icon("calendar-days", "accent_text"), (words, 1), Label(aside, "small", "text_2"), gap=8)


def _when(meeting: MeetingRow) -> str:
    assert meeting.day is not None
    day = dates.full_date(meeting.day)
    if meeting.day.year == clock.today().year:
        day = day.rsplit(" ", 1)[0]
    words = f"{day}, {dates.clock_time(meeting.start)}" if meeting.start else day
    return words[:1].upper() + words[1:]


def _step(step: Step) -> QLayout:
    icon = Icon("circle-check", "ok") if step.done else Icon("circle", "text_3")
    words = Label(step.text, "body", "text_2" if step.done else "text", wrap=True)
    words.setAccessibleName(f"{step.text}: {_('ready') if step.done else step.note or _('not ready')}")
    return row(icon, (words, 1), Label(step.note, "small", "text_2"), gap=10)


class Lately(Part):
    """Records opened lately on this computer."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app

    def show_visited(self, visited: Sequence[Visited], moments: Mapping[EntityRef, datetime]) -> None:
        now = clock.local_now()
        body = column(Label(_("Opened lately"), "heading"), 2, gap=3)
        for one in visited:
            at = moments.get(one.opened)
            when = wording.seen(at.astimezone(now.tzinfo), now) if at else ""
            icon = ICONS.get(one.ref.kind, "file-text")
            body.addWidget(Opener(one.title or _("without a title"), self._opens(one.ref), icon=icon, aside=when))
        self.fill(body)
        self.setHidden(not visited)

    def _opens(self, ref: EntityRef) -> Callable[[], None]:
        return lambda: self.app.navigate(ref)
