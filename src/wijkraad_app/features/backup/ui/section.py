"""Copies of the dossier: where they are and what opens them, making one, keeping them elsewhere, putting one back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from wijkraad_app.db.backup.volumes import Place, Volume
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.accessibility import focusable
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.layout import clear, column, frame, line, row
from wijkraad_app.ui.theme import large_text
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Primary, Quiet, Secondary
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.labels import Elided, Icon, Label

from .. import flow, queries, rules
from ..flow import Choices, Holding, Round, State
from ..queries import Copy
from .restore import restore, restore_from_file
from .watch import SERVICE, BackupWatch
from .words import age, aged, last_backup, moment, only_here, opens_with, size

ELSEWHERE = "dossier.backup"


class BackupSection(QWidget):
    """Reads the folders off the window's thread, each time it comes to front."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self.copies: tuple[Copy, ...] = ()
        self._state: State | None = None
        self.make = Primary(_("Make a backup now"), self._keep, icon="hard-drive-download")
        self.elsewhere = Secondary(_("Make one somewhere else"), self._elsewhere, icon="folder-open")
        if app.commands.get(ELSEWHERE) is None:
            self.elsewhere.hide()
        self.from_file = Quiet(_("Restore from a file"), self._from_file, icon="upload")
        self.months = ChoiceField(
            _("Remove backups older than"), [(months, age(months)) for months in rules.AGES]
        )  # fmt: skip
        self.months.bind(self._choices.months, self._choose_months)
        self._notes, self._place, self._list = QWidget(), QWidget(), QWidget()
        for part in (self._notes, self._place, self._list):
            part.setLayout(column(gap=0))
        self._lay_out()
        watch = app.services.get(SERVICE)
        if isinstance(watch, BackupWatch):
            watch.kept.connect(self.read)
        self.read()

    def _lay_out(self) -> None:
        words = _("A copy is made every half hour in which something changed, and when you close the dossier.")
        inside = column(gap=8)
        inside.addWidget(Label(words, "body", "text_2", wrap=True))
        where = str(queries.folder(self.app.workspace.path))
        inside.addWidget(Label(where, "small", "text_2", wrap=True, selectable=True))
        inside.addWidget(self._notes)
        inside.addSpacing(8)
        inside.addLayout(Flow(self.make, self.elsewhere, self.from_file))
        inside.addSpacing(12)
        inside.addWidget(Label(_("Keep a copy somewhere else too"), "heading"))
        inside.addWidget(self._place)
        inside.addSpacing(12)
        inside.addWidget(Label(_("Kept backups"), "heading"))
        thinned = _("Of the last day one an hour stays, of the last month one a day, then one a week and one a month.")
        inside.addWidget(Label(thinned, "small", "text_2", wrap=True))
        inside.addWidget(self._list)
        inside.addSpacing(8)
        inside.addWidget(self.months)
        self.setLayout(inside)

    # --- what was chosen ---------------------------------------------------------------
    @property
    def _workspace(self) -> Any:
        return self.app.workspace

    @property
    def _choices(self) -> Choices:
        return flow.choices(self.app.preferences, self._workspace)

    def _choose(self, chosen: Choices) -> None:
        flow.choose(self.app.preferences, self._workspace, chosen)

    def _choose_months(self, months: int, _group: object) -> None:
        self._choose(replace(self._choices, months=months))

    def _choose_folder(self) -> None:
        chosen = self.app.ask_folder(_("Where else should copies be kept?"))
        if chosen is not None:
            self.app.run(self, lambda _job: flow.place_of(chosen), done=self._keep_at)

    def _choose_stick(self, stick: Volume) -> None:
        self._keep_at(Place(".", stick.label, stick.id))

    def _keep_at(self, place: Place | None) -> None:
        self._choose(replace(self._choices, elsewhere=place, elsewhere_at=None))
        if place is None:
            self.read()
        else:
            self._round(lambda chosen: flow.keep_elsewhere(self._workspace, chosen))

    # --- what there is -----------------------------------------------------------------
    @Slot()
    def read(self) -> None:
        """Look in the folders again."""
        workspace, chosen = self._workspace, self._choices
        self.app.run(self, lambda _job: flow.state(workspace, chosen), done=self._show, latest="state")

    def _show(self, state: State) -> None:
        self._state, self.copies = state, state.copies
        place = self._focused_stop()
        self._fill(self._notes, *self._late(state))
        self._fill(self._place, self._elsewhere_card(state))
        made = self._card()
        self._fill(self._list, made)
        stops = list(focusable(made))
        if place is not None and stops:
            stops[min(place, len(stops) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        workspace, copies = self._workspace, state.copies
        self.app.run(self, lambda _job: flow.holding(workspace, copies), done=self._show_holding, latest="holding")

    def _show_holding(self, holding: Holding) -> None:
        state = self._state
        if state is None or not (holding.erased or holding.unseen):
            return
        self._fill(self._notes, *self._late(state), *self._held(holding))

    def _fill(self, part: QWidget, *widgets: QWidget) -> None:
        layout = part.layout()
        assert layout is not None
        clear(layout)
        layout.setSpacing(8)
        for widget in widgets:
            layout.addWidget(widget)

    def _late(self, state: State) -> list[QWidget]:
        if not state.overdue:
            return []
        what = last_backup(state.last, clock.now())
        return [Banner("warn", what, only_here(state.last))]

    def _held(self, holding: Holding) -> list[QWidget]:
        found: list[QWidget] = []
        count = len(holding.erased)
        if count:
            what = ngettext("{n} backup still holds what was erased", "{n} backups still hold what was erased", count)
            days = ", ".join(moment(copy.at) for copy in holding.erased)
            verb = _("Replace")
            replace_them = partial(self._ask_to_replace, holding.erased)
            found.append(Banner("warn", what.format(n=count), days, verb, replace_them))
        if holding.unseen:
            count = len(holding.unseen)
            what = ngettext("{n} backup has another passphrase", "{n} backups have another passphrase", count)
            found.append(Banner("quiet", what.format(n=count), _("What was erased since may still be in it.")))
        return found

    def _ask_to_replace(self, copies: tuple[Copy, ...]) -> None:
        count = len(copies)
        question = ngettext("Replace {n} backup?", "Replace {n} backups?", count).format(n=count)
        consequence = _("They are written anew without it. The rest stays in them.")
        self.app.confirm(question, consequence, _("Replace"), partial(self._replace, copies))

    def _replace(self, copies: tuple[Copy, ...]) -> None:
        workspace, chosen = self._workspace, self._choices
        job = self.app.run(
            self, lambda _job: flow.replace_erased(workspace, chosen, copies), done=self._replaced, writes=True
        )  # fmt: skip
        self.app.progress(_("Make a backup"), job)

    def _replaced(self, count: int) -> None:
        self.app.toast(ngettext("{n} backup replaced", "{n} backups replaced", count).format(n=count))
        self.read()

    def _elsewhere_card(self, state: State) -> QWidget:
        place, sticks = self._choices.elsewhere, state.sticks
        if place is None:
            words = _("A stick in a drawer helps when this computer breaks.")
            same, none = _("The copy has the same passphrase."), _("The copy has no passphrase either.")
            words += " " + (same if self._workspace.encrypted else none)
            ways = [
                Secondary(_("Use “{stick}”").format(stick=one.name), partial(self._choose_stick, one), icon="usb")
                for one in sticks
            ]
            ways.append(Secondary(_("Choose a folder or stick"), self._choose_folder, icon="folder-open"))
            return frame(column(Label(words, "body", "text_2", wrap=True), Flow(*ways), margins=16), "card")
        stop = Quiet(_("Stop"), partial(self._keep_at, None))
        stop.setAccessibleName(_("Keep no more copies on “{place}”").format(place=place.name))
        other = Quiet(_("Choose another"), self._choose_folder)
        told = Label(self._told(place, state), "small", "text_2", wrap=True)
        lines = column(Label(place.name, "strong", wrap=True), told, gap=2)
        icon = Icon("usb" if place.on_stick else "folder-open", "text_2")
        return frame(row(icon, (lines, 1), Flow(other, stop), gap=12, margins=(16, 12, 12, 12)), "card")

    def _told(self, place: Place, state: State) -> str:
        at = self._choices.elsewhere_at
        last = _("Last copy: {moment}.").format(moment=moment(at)) if at else _("There is no copy there yet.")
        if not state.missing:
            return last
        away = _("Not plugged in now.") if place.on_stick else _("This folder isn't there now.")
        return f"{away} {last}"

    def _focused_stop(self) -> int | None:
        focus = QApplication.focusWidget()
        if focus is None or not self._list.isAncestorOf(focus):
            return None
        return next((i for i, stop in enumerate(focusable(self._list)) if stop is focus), 0)

    def _card(self) -> QWidget:
        body = column(gap=0, margins=(0, 2, 0, 2))
        for number, copy in enumerate(self.copies):
            if number:
                body.addWidget(line())
            body.addLayout(self._row(copy))
        if not self.copies:
            words = Label(_("There is no backup in this folder yet."), "body", "text_2", wrap=True)
            body.addLayout(row((words, 1), margins=(16, 12, 16, 12)))
        return frame(body, "card")

    def _row(self, copy: Copy) -> QLayout:
        when = moment(copy.at)
        about = f"{size(copy.size)}, {opens_with(copy.encrypted, copy.since)}"
        if copy.place:
            about = _("on “{place}”, {about}").format(place=copy.place, about=about)
        icon = Icon("lock" if copy.encrypted else "lock-open", "text_2", 18)
        back = Quiet(_("Restore"), lambda: restore(self.app, copy.path, self), icon="rotate-ccw")
        back.setAccessibleName(_("Restore the backup of {moment}").format(moment=when))
        small = Label(about, "small", "text_2", wrap=True) if large_text() else Elided(about, "small", "text_2")
        words = column(Elided(when), small, gap=0)
        return row(icon, (words, 1), 8, back, gap=10, margins=(16, 6, 8, 6))

    # --- doing -------------------------------------------------------------------------
    def _keep(self) -> None:
        self.app.flush()
        self._round(lambda chosen: flow.keep(self._workspace, chosen, only_changed=False))

    def _round(self, work: Any) -> None:
        chosen = self._choices
        job = self.app.run(self, lambda _job: work(chosen), done=self._kept, writes=True)
        self.app.progress(_("Make a backup"), job)

    def _kept(self, done: Round) -> None:
        self._choose(flow.after(self._choices, done))
        if done.problems:
            self.app.tell(done.problems[0])
        elif done.made:
            name = Path(done.made[0].path).name
            gone = f" {aged(done.aged)}." if done.aged else ""
            self.app.toast(_("Backup made: {file}").format(file=name) + gone)
        self.read()

    def _elsewhere(self) -> None:
        command = self.app.commands.get(ELSEWHERE)
        if command is not None:
            self.app.flush()
            command.run()

    def _from_file(self) -> None:
        restore_from_file(self.app, self)
