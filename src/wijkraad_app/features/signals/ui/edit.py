"""The fields of one signal; each saves itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from wijkraad_app.features.council import service as council
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.growing import GrowingChoice
from wijkraad_app.ui.widgets.inputs import Field, LineField, TextField
from wijkraad_app.ui.widgets.parsed import DateField
from wijkraad_app.ui.widgets.suggest import suggest

from .. import service
from ..queries import Choices, SignalView
from ..rules.words import KINDS, kind_word


def theme_field(app: App, owner: QObject) -> GrowingChoice:
    """The theme of a signal; a theme that isn't there yet can be made on the spot."""
    field = GrowingChoice(_("Theme"), _("New theme…"), placeholder=_("no theme"))

    def make(name: str) -> None:
        app.do(owner, council.add_theme, name=name, done=lambda id: field.take(id, name))

    field.wanted.connect(make)
    return field


class SignalFields(QWidget):
    """Bind once per signal, refresh when the same one changed."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self._shown: UUID | None = None
        self._people: tuple[tuple[UUID, str], ...] = ()
        self._offered: tuple[tuple[UUID, str], ...] = ()
        self._follower: tuple[UUID, str] | None = None
        self.title = LineField(_("Subject"), limit=300)
        self.text = TextField(_("What the resident said"), least=4, most=14)
        self.kind = ChoiceField(_("Kind"), [(kind, kind_word(kind)) for kind in KINDS])
        self.neighbourhood = LineField(_("Neighbourhood"), limit=100)
        self.place = LineField(_("Place"), limit=200)
        self.channel = LineField(_("Channel"), hint=_("How it came in: consultation hour, mail, street."), limit=100)
        self.received = DateField(_("Received"))
        self.follower = ChoiceField(_("Who follows"), placeholder=_("nobody yet"))
        self.theme = theme_field(app, self)
        self.setLayout(column(*self._fields().values(), gap=12))

    def _fields(self) -> dict[str, Field]:
        return {
            "title": self.title,
            "text": self.text,
            "kind": self.kind,
            "neighbourhood": self.neighbourhood,
            "place": self.place,
            "channel": self.channel,
            "received": self.received,
            "follower": self.follower,
            "theme": self.theme,
        }

    def set_choices(self, choices: Choices) -> None:
        self._people = choices.people
        self._offer_people()
        self.theme.set_options([(None, _("no theme")), *choices.themes])
        suggest(self.neighbourhood, choices.neighbourhoods)
        suggest(self.channel, choices.channels)

    def _offer_people(self) -> None:
        """Who follows this signal now is among them, whoever that is."""
        now = self._follower
        others = () if now is None or now[0] in {one for one, _name in self._people} else (now,)
        offered = (*self._people, *others)
        if offered != self._offered:
            self._offered = offered
            self.follower.set_options([(None, _("nobody yet")), *offered])

    def show_signal(self, view: SignalView) -> None:
        self._follower = (view.follower, view.follower_name) if view.follower else None
        self._offer_people()
        for name, field in self._fields().items():
            value = getattr(view, name)
            if self._shown == view.id:
                field.refresh(value)
            else:
                field.bind(value, self._saver(view.id, name, field))
        self._shown = view.id

    def _saver(self, signal: UUID, name: str, field: Field) -> Callable[[Any, UUID], None]:
        def refused(error: BaseException) -> None:
            if isinstance(error, UserError):
                field.error(error.message)
            else:
                self.app.tell(error)

        def save(value: Any, group: UUID) -> None:
            self.app.do(self, service.update_signal, id=signal, group=group, failed=refused, **{name: value})

        return save
