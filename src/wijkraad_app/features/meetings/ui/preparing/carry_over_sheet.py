"""What is open when a meeting is made: ticked, it goes on the agenda in one step."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import N_, _, ngettext
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.choices import CheckBox
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.labels import Label

from ... import queries, service
from ...rules.open_matters import Matter

_HEADINGS = {
    "minutes": N_("Minutes to adopt"),
    "deferred": N_("Put off at an earlier meeting"),
    "proposed": N_("Proposed items"),
    "action": N_("Open actions"),
    "incoming": N_("Came in since last time"),
    "outgoing": N_("Went out since last time"),
    "due": N_("Answers expected"),
}


class CarryOverDialog(Dialog):
    """A list by sort, each line with its box."""

    help_topic = "planning"

    def __init__(self, app: App, over: QWidget, meeting: UUID, matters: tuple[Matter, ...]) -> None:
        super().__init__(over, _("What goes on the agenda?"), width=720)
        self._app, self._meeting = app, meeting
        self._boxes: dict[tuple[str, UUID], CheckBox] = {}
        self.say(_("This is still open. Each line you tick goes to the item it belongs to."))
        for sort, found in groupby(matters, key=lambda one: one.sort):
            self._section(sort, list(found))
        self.buttons(_("Put on the agenda"), self._take, cancel=_("Not now"))
        self.focus_first(next(iter(self._boxes.values())))
        self._count()

    def _section(self, sort: str, matters: list[Matter]) -> None:
        lines = column(gap=0)
        for matter in matters:
            lines.addLayout(self._line(matter))
        head: list[Any] = [Label(_(_HEADINGS[sort]), "strong"), None]
        if len(matters) > 1:
            head.append(Quiet(_("All or none"), lambda: self._toggle([(one.sort, one.id) for one in matters])))
        holder = QWidget()
        holder.setLayout(column(row(*head), lines, gap=2))
        self.add(holder)

    def _line(self, matter: Matter) -> Any:
        day = dates.short_date(matter.day) if matter.day and matter.sort in ("incoming", "outgoing") else ""
        detail = ", ".join(part for part in (day, matter.detail) if part)
        box = CheckBox(matter.title, matter.ticked)
        box.setAccessibleDescription(detail)
        box.clicked.connect(lambda _on=False: self._count())
        self._boxes[matter.sort, matter.id] = box
        return row((box, 1), Label(detail, "small", "text_2"), gap=8)

    def _toggle(self, keys: list[tuple[str, UUID]]) -> None:
        on = not all(self._boxes[key].isChecked() for key in keys)
        for key in keys:
            self._boxes[key].setChecked(on)
        self._count()

    def _chosen(self) -> list[tuple[str, UUID]]:
        return [key for key, box in self._boxes.items() if box.isChecked()]

    def _count(self) -> None:
        count = len(self._chosen())
        if self.main_button is not None:
            self.main_button.allow(None if count else _("Nothing is chosen yet. Tick what goes on the agenda."))

    def _take(self) -> None:
        def taken(count: int) -> None:
            text = ngettext("{n} matter on the agenda.", "{n} matters on the agenda.", count).format(n=count)
            self._app.toast(text, _("Undo"), self._app.undo)

        self._app.do(self._app, service.carry_over, meeting=self._meeting, chosen=self._chosen(), done=taken)


def offer(app: App, over: QWidget, meeting: UUID, *, told: bool = False) -> None:
    """Open the dialog when something is open for this meeting; ``told``: else say that nothing is."""

    def show(found: tuple[Matter, ...]) -> None:
        if found:
            CarryOverDialog(app, over, meeting, found).open_over()
        elif told:
            app.toast(_("Nothing is open for this agenda."))

    app.read(over, queries.open_matters, meeting, done=show, latest="open matters")
