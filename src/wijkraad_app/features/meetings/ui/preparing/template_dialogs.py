"""Agenda templates of the council's own: keep one, name it anew, remove it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, row
from wijkraad_app.ui.widgets.buttons import IconButton, Secondary
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import LineField, required
from wijkraad_app.ui.widgets.labels import Label

from ... import queries, service
from ...queries.templates import Template
from .holidays_section import tell_below


class KeepTemplateDialog(Dialog):
    """Ask for a name and keep the agenda of ``meeting``."""

    help_topic = "planning"

    def __init__(self, app: App, over: QWidget, meeting: UUID, name: str) -> None:
        super().__init__(over, _("Keep as template"), width=480)
        self._app, self._meeting = app, meeting
        self.name = LineField(_("Name of the template"), limit=200)
        self.name.set_value(name)
        self.say(_("Items, times and explanations are kept. Annexes, decisions and notes are not."))
        self.add(self.name)
        self.buttons(_("Keep template"), self._keep)
        self.focus_first(self.name.line)

    def _keep(self) -> bool:
        if required(self.name):
            told = partial(tell_below, self._app, self.name)
            facts: dict[str, Any] = {"meeting": self._meeting, "name": self.name.value()}
            self._app.do(self, service.add_template, failed=told, done=self._kept, **facts)
        return False

    @Slot(object)
    def _kept(self, _made: object) -> None:
        self.close_dialog()
        self._app.toast(_("Template kept. You can choose it at a new meeting."), _("Undo"), self._app.undo)


class TemplatesDialog(Dialog):
    """The council's own templates."""

    help_topic = "planning"

    def __init__(self, app: App, over: QWidget) -> None:
        super().__init__(over, _("Own agenda templates"), width=520)
        self._app = app
        self._shown: tuple[UUID, ...] = ()
        none = _("No templates of your own yet. Open a meeting and choose “Keep as template”.")
        self._none = Label(none, "body", "text_2", wrap=True)
        self._lines = column(gap=6)
        holder = QWidget()
        holder.setLayout(column(self._none, self._lines, gap=0))
        self.add(holder)
        self.cancel_button = Secondary(_("Close"), self.close_dialog)
        self.foot.addWidget(self.cancel_button)
        app.changes.connect(self._refresh)
        self._read()

    @Slot(object)
    def _refresh(self, changes: Changes) -> None:
        if changes.touches("template"):
            self._read()

    def _read(self) -> None:
        self._app.read(self, queries.own_templates, done=self._show, latest="templates")

    def _show(self, rows: Sequence[Template]) -> None:
        self._none.setVisible(not rows)
        ids = tuple(found.id for found in rows if found.id)
        if ids == self._shown:
            return
        self._shown = ids
        clear(self._lines)
        names = [self._line(found, found.id) for found in rows if found.id is not None]
        if names:
            names[0].line.setFocus()

    def _line(self, found: Template, id: UUID) -> LineField:
        name = LineField("", limit=200, placeholder=_("Name of the template"))
        name.line.setAccessibleName(_("Template {name}").format(name=found.title))
        told = partial(tell_below, self._app, name)

        def save(value: Any, group: UUID) -> None:
            self._app.do(self, service.rename_template, id=id, name=value, group=group, failed=told)

        name.bind(found.title, save)
        label = _("Remove template {name}").format(name=found.title)
        away = IconButton("trash-2", label, lambda: self._remove(id, found.title))
        self._lines.addLayout(row((name, 1), away, gap=8))
        return name

    def _remove(self, id: UUID, name: str) -> None:
        def told(_none: object) -> None:
            self._app.toast(_("{name} removed.").format(name=name), _("Undo"), self._app.undo)

        self._app.do(self, service.remove_template, id=id, done=told)
