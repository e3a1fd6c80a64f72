"""Dialogs of a meeting: an action, a guest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import time
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.choices import CheckField, ChoiceField
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import LineField, TextField
from wijkraad_app.ui.widgets.parsed import DateField, TimeField

from .. import service
from ..queries import ActionRow, AttendanceRow, PersonRow


class ActionDialog(Dialog):
    """Make or change an action."""

    def __init__(
        self, app: App, over: QWidget, people: Sequence[PersonRow], *, action: ActionRow | None = None,
        item: UUID | None = None,
    ) -> None:  # fmt: skip
        super().__init__(over, _("Action") if action else _("New action"), width=480)
        self._app, self._action, self._item = app, action, item
        self.what = TextField(_("What has to be done"), least=2, most=5)
        options: list[tuple[Any, str]] = [(None, _("Nobody yet")), *((person.id, person.name) for person in people)]
        if action and action.owner and action.owner not in [value for value, _label in options]:
            options.append((action.owner, action.owner_name))
        self.owner = ChoiceField(_("Who"), options)
        self.other = LineField(_("Or someone else"), limit=200)
        self.due = DateField(_("Before"))
        self.sort = ChoiceField(_("Kind"), [("action", _("Action")), ("question", _("Question to look up"))])
        self.sort.set_value(action.sort if action else "action")
        self.progress = TextField(_("How it stands, or the answer"), least=1, most=5)
        if action is not None:
            self.what.set_value(action.text)
            self.other.set_value("" if action.owner else action.owner_name)
            self.due.set_value(action.due)
            self.progress.set_value(action.progress)
        self.owner.set_value(action.owner if action else None)
        self.add(self.what, self.owner, self.other, self.due, self.progress, self.sort)
        self.buttons(_("Record"), self._keep)

    def _keep(self) -> bool | None:
        text = self.what.value().strip()
        if not text:
            self.what.error(_("Type what has to be done."))
            return False
        if self.due.pending:
            return False
        facts: dict[str, Any] = {"text": text, "owner": self.owner.value(), "due": self.due.value()}
        facts |= {"sort": self.sort.value(), "progress": self.progress.value().strip()}
        facts["owner_name"] = "" if facts["owner"] else self.other.value()
        if self._action is not None:
            self._app.do(self._app, service.update_action, id=self._action.id, **facts)
        else:
            self._app.do(self._app, service.add_action, item=self._item, **facts)
        return None


class GuestDialog(Dialog):
    """Someone who isn't a member, new or known already."""

    def __init__(self, app: App, over: QWidget, meeting: UUID, guest: AttendanceRow | None = None) -> None:
        super().__init__(over, guest.shown_name if guest else _("Add guest"), width=440)
        self._app, self._meeting, self._guest = app, meeting, guest
        self.name = LineField(_("Name"), limit=200)
        self.role = LineField(_("Role"), hint=_("For example resident, alderman or press."), limit=200)
        self.by_name = CheckField(
            _("May be named"), hint=_("Agreed to be named in the public minutes of this meeting.")
        )
        if guest is not None:
            self.name.set_value(guest.name)
            self.role.set_value(guest.role)
            self.by_name.set_value(guest.by_name)
        self.add(self.name, self.role, self.by_name)
        self.say(_("In the public minutes a guest is named by role only, unless the name may be used."))
        self.buttons(_("Record") if guest else _("Add"), self._keep)

    def _keep(self) -> bool | None:
        if not self.name.value().strip() and not self.role.value().strip():
            self.name.error(_("Type the guest's name or role."))
            return False
        facts: dict[str, Any] = {"name": self.name.value(), "role": self.role.value(), "by_name": self.by_name.value()}
        guest = self._guest
        if guest is None or guest.id is None:
            self._app.do(self._app, service.add_guest, meeting=self._meeting, **facts)
        else:
            stay: dict[str, Any] = {"state": guest.state, "arrived": guest.arrived, "left": guest.left}
            self._app.do(self._app, service.update_attendance, id=guest.id, **stay, **facts)
        return None


class TimesDialog(Dialog):
    """When someone came and went; ``then(arrived, left)``."""

    def __init__(self, over: QWidget, found: AttendanceRow, then: Callable[[time | None, time | None], object]) -> None:
        super().__init__(over, found.shown_name, width=400)
        self._then = then
        self.arrived, self.left = TimeField(_("Came at")), TimeField(_("Left at"))
        self.arrived.set_value(found.arrived)
        self.left.set_value(found.left)
        self.add(self.arrived, self.left)
        self.say(_("Leave a time empty for who was there from the beginning, or to the end."))
        self.buttons(_("Record"), self._keep)

    def _keep(self) -> bool | None:
        if self.arrived.pending or self.left.pending:
            return False
        self._then(self.arrived.value(), self.left.value())
        return None


class AsideDialog(Dialog):
    """A member who steps aside at an item, and why."""

    def __init__(self, app: App, over: QWidget, item: UUID, found: AttendanceRow) -> None:
        super().__init__(over, _("{name} steps aside").format(name=found.name), width=440)
        self._app, self._item, self._person = app, item, found.person
        self.reason = LineField(_("Personal interest"), limit=300)
        self.add(self.reason)
        self.say(_("Takes no part in the vote on this item."))
        self.buttons(_("Record"), self._keep)

    def _keep(self) -> None:
        facts: dict[str, Any] = {"item": self._item, "person": self._person, "reason": self.reason.value()}
        self._app.do(self._app, service.step_aside, **facts)
