"""Items that someone wants on an agenda some time: kept here, placed from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.widgets.buttons import Quiet, Secondary
from wijkraad_app.ui.widgets.choices import CheckField, ChoiceField
from wijkraad_app.ui.widgets.inputs import LineField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import DateField, NumberField
from wijkraad_app.ui.widgets.record_list import ListItem
from wijkraad_app.ui.widgets.richtext import RichTextField
from wijkraad_app.ui.widgets.rows import Cell

from ... import queries, service
from ...queries import MeetingRow, ProposedRow
from ...rules import words
from ...rules.checks import LONGEST_ITEM
from .register_sheet import RegisterSheet

_ICONS = {"open": ("inbox", "accent_text"), "placed": ("circle-check", "ok"), "dropped": ("circle-x", "text_3")}


class BacklogSheet(RegisterSheet):
    """With ``meeting`` that one is offered first to place an item at."""

    help_topic = "planning"
    kinds = ("proposed_item", "item", "meeting")
    add_verb = service.add_proposed
    update_verb = service.update_proposed

    def __init__(
        self, app: App, over: QWidget, meeting: UUID | None = None, placed: Callable[[UUID], object] | None = None
    ) -> None:
        self._meeting, self._placed = meeting, placed
        none = _("Nothing waits for an agenda. Keep here what someone wants to talk about some time.")
        super().__init__(app, over, _("Proposed items"), new=_("New proposed item"), none=none)

    def build(self) -> Any:
        self.state = Label("", "small", "text_2", wrap=True)
        title = LineField(_("Title"), limit=300)
        kind = ChoiceField(_("Purpose"), [(kind, _(word)) for kind, word in words.ITEM_KINDS.items()])
        minutes = NumberField(_("Minutes planned"), most=LONGEST_ITEM)
        by, introducer = LineField(_("Proposed by"), limit=200), LineField(_("Introduced by"), limit=200)
        wished = DateField(_("Wished before"))
        purpose = LineField(_("What we want to reach"), limit=300)
        explanation = RichTextField(_("Explanation"), framed=True, grow=True)
        public = CheckField(_("Public item"))
        self.fields = {
            "title": title, "kind": kind, "minutes": minutes, "proposed_by": by, "introducer": introducer,
            "wished": wished, "purpose": purpose, "explanation": explanation, "public": public,
        }  # fmt: skip
        self.where = ChoiceField(_("Meeting"))
        self.place = Secondary(_("Put on the agenda"), self._put, icon="calendar-plus")
        self.drop = Quiet(_("Drop"), lambda: self.gone(_("Item dropped."), service.drop_proposed), icon="circle-x")
        self.reopen = Quiet(_("Take up again"), self._reopen, icon="rotate-ccw")
        remove = Quiet(_("Remove"), lambda: self.gone(_("Item removed."), service.remove_proposed), icon="trash-2")
        return column(
            self.state,
            row((self.where, 1), column(24, self.place, gap=4), gap=8, top=True),
            title,
            row((kind, 1), (minutes, 1), (wished, 1), gap=12, top=True),
            row((by, 1), (introducer, 1), gap=12, top=True),
            purpose,
            explanation,
            public,
            row(self.drop, self.reopen, remove, None),
            None,
            gap=10,
            margins=(4, 0, 12, 4),
        )

    def read(self) -> None:
        self.app.read(self, queries.proposed_items, done=self.show_rows, latest="proposed")
        self.app.read(self, queries.meeting_rows, done=self._offer, latest="meetings")

    def _offer(self, rows: Sequence[MeetingRow]) -> None:
        """Meetings still to come, the one in front of it first."""
        coming = [found for found in rows if found.status != "closed"]
        known = [found.id for found in coming]
        before = self.where.value()
        self.where.set_options([(found.id, found.name) for found in sorted(coming, key=_when)])
        wanted = before or self._meeting
        self.where.set_value(wanted if wanted in known else (min(coming, key=_when).id if coming else None))
        self.place.allow(None if coming else _("There is no meeting to come yet. Make one first."))

    def item_of(self, found: ProposedRow) -> ListItem:
        icon, tone = _ICONS.get(found.state, _ICONS["open"])
        word = _(words.PROPOSED_STATES.get(found.state, words.PROPOSED_STATES["open"]))
        day = dates.short_date(found.wished) if found.wished else ""
        return ListItem(found.id, found.title, Cell(word, icon, tone), day)

    def followed(self, found: ProposedRow) -> None:
        parts = [found.placed_at, found.subject_title]
        self.state.setText(", ".join(part for part in parts if part))
        self.state.setVisible(any(parts))
        waits = found.state == "open"
        self.place.setVisible(waits)
        self.where.setVisible(waits)
        self.drop.setVisible(waits)
        self.reopen.setVisible(not waits)

    def _put(self) -> None:
        meeting, shown = self.where.value(), self.shown
        if meeting is None or shown is None:
            return
        for field in self.fields.values():
            field.flush()

        name = self.where.box.currentText()

        def placed(item: UUID) -> None:
            self.app.toast(_("On the agenda of {meeting}.").format(meeting=name), _("Undo"), self.app.undo)
            if self._placed is not None:
                self._placed(item)

        self.app.do(self, service.place_proposed, id=shown, meeting=meeting, done=placed)

    def _reopen(self) -> None:
        if self.shown is not None:
            self.app.do(self, service.reopen_proposed, id=self.shown)


def _when(found: MeetingRow) -> tuple[bool, str]:
    return found.day is None, f"{found.day} {found.start}"
