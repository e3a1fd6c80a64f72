"""Another owner or another day for several actions in one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import LineField
from wijkraad_app.ui.widgets.parsed import DateField

from ... import service
from ...queries import PersonRow


def _counted(count: int) -> str:
    return ngettext("{n} action", "{n} actions", count).format(n=dates.number(count))


class _ForAll(Dialog):
    """Changes all of ``ids`` and says so, with the way back."""

    def __init__(self, app: App, over: QWidget, title: str, ids: Sequence[UUID]) -> None:
        super().__init__(over, title, width=440)
        self._app, self._ids = app, tuple(ids)
        self.say(_("For {what}.").format(what=_counted(len(ids))))

    def _change(self, **changes: Any) -> None:
        told = _("Changed: {what}.").format(what=_counted(len(self._ids)))
        self._app.do(
            self._app, service.change_actions, ids=self._ids, **changes,
            done=lambda _none: self._app.toast(told, _("Undo"), self._app.undo),
        )  # fmt: skip


class OwnerDialog(_ForAll):
    """Who does them from now on."""

    def __init__(self, app: App, over: QWidget, ids: Sequence[UUID], people: Sequence[PersonRow]) -> None:
        super().__init__(app, over, _("Another owner"), ids)
        self.owner = ChoiceField(_("Who"), [(None, _("Nobody yet")), *((one.id, one.name) for one in people)])
        self.owner.set_value(None)
        self.other = LineField(_("Or someone else"), limit=200)
        self.add(self.owner, self.other)
        self.buttons(_("Change"), self._keep)
        self.focus_first(self.owner)

    def _keep(self) -> None:
        owner = self.owner.value()
        self._change(owner=owner, owner_name="" if owner else self.other.value())


class DayDialog(_ForAll):
    """By when they have to be done."""

    def __init__(self, app: App, over: QWidget, ids: Sequence[UUID]) -> None:
        super().__init__(app, over, _("Another date"), ids)
        self.due = DateField(_("Before"), hint=_("Leave it empty for no date."))
        self.add(self.due)
        self.buttons(_("Change"), self._keep)
        self.focus_first(self.due)

    def _keep(self) -> bool | None:
        if self.due.pending:
            return False
        self._change(due=self.due.value())
        return None
