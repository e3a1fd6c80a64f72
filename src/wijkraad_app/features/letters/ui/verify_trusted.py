"""The authorities that the user of this computer chose to trust: a list, and taking one out."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import new_id
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import flow as flowing
from wijkraad_app.ui.widgets.buttons import Secondary
from wijkraad_app.ui.widgets.dialog import Sheet
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList
from wijkraad_app.ui.widgets.rows import Cell

from .. import flow
from ..flow import Believed
from ..flow.wording import fingerprint
from .dialogs import certificates


class TrustedSheet(Sheet):
    """``changed()`` is called after every change, so that what was judged is judged again."""

    def __init__(self, app: App, over: QWidget, changed: Callable[[], None]) -> None:
        super().__init__(over, _("Authorities you trust"), width=720, height=520)
        self._app, self._changed = app, changed
        self._rows: dict[UUID, Believed] = {}
        self.say(_("Letters signed with their keys count as known on this computer, in every dossier."))
        self.empty = Label(_("None yet. Ask a council for its certificate and add it here."), "body", "text_2")
        self.list = RecordList(_("Authorities you trust"))
        self.list.setMinimumHeight(160)
        self.more = Secondary(_("Add a certificate"), self._add, icon="plus")
        self.less = Secondary(_("Trust it no longer"), self._remove, icon="circle-x")
        self.add(self.empty, self.list, flowing(self.more, self.less))
        self.foot.addWidget(Secondary(_("Close"), self.close_dialog))
        self.list.chosen.connect(lambda _id: self._allow())
        self.focus_first(self.more)
        self._read()

    def _read(self) -> None:
        self._app.run(self, lambda _job: flow.believed(), done=self._show, latest="trusted")

    def _show(self, found: tuple[Believed, ...]) -> None:
        self._rows = {new_id(): one for one in found}
        self.empty.setHidden(bool(found))
        self.list.setHidden(not found)
        self.list.set_items([_item(id, one) for id, one in self._rows.items()], current=next(iter(self._rows), None))
        self._allow()

    def _allow(self) -> None:
        self.less.allow(None if self._current() is not None else _("Choose an authority first."))

    def _current(self) -> Believed | None:
        current = self.list.current()
        return self._rows.get(current) if current is not None else None

    def _add(self) -> None:
        path = self._app.ask_file(_("Choose the council's certificate"), certificates())
        if path is not None:
            self._app.run(self, lambda _job: flow.believe(path), done=lambda _roots: self._done())

    def _remove(self) -> None:
        one = self._current()
        if one is not None:
            self._app.run(self, lambda _job: flow.disbelieve(one), done=lambda _none: self._done())

    def _done(self) -> None:
        self._read()
        self._changed()


def _item(id: UUID, one: Believed) -> ListItem:
    until = _("until {date}").format(date=dates.long_date(one.root.valid_until))
    expired = one.root.valid_until < clock.today()
    cell = Cell(fingerprint(one.root.fingerprint), "clock" if expired else "landmark", "warn" if expired else "text_2")
    return ListItem(id, one.root.name, cell, until)
