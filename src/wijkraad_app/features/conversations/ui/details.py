"""The fields of one conversation; each saves itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.inputs import Field, LineField
from wijkraad_app.ui.widgets.parsed import DateField, NumberField
from wijkraad_app.ui.widgets.suggest import suggest

from .. import service
from ..queries import Choices, ConversationView
from ..rules.words import KINDS, kind_word
from .signs import consent_options
from .withdrawing import consent_saver


class ConversationFields(QWidget):
    """Bind once per conversation, refresh when the same one changed."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self._shown: UUID | None = None
        self._consent = ""
        self.title = LineField(_("Title"), limit=200)
        self.day = DateField(_("Date"))
        self.people = NumberField(_("Number of people"), most=100_000)
        self.kind = ChoiceField(_("Kind"), [(kind, kind_word(kind)) for kind in KINDS])
        self.neighbourhood = LineField(_("Neighbourhood"), limit=100)
        self.place = LineField(_("Place"), limit=200)
        self.consent = ChoiceField(_("Quoting from this conversation"), consent_options())
        self.recorder = ChoiceField(_("Recorded by"), placeholder=_("nobody yet"))
        self.setLayout(column(*self._lines(), gap=10))

    def _lines(self) -> list[QHBoxLayout]:
        if theme.large_text():
            pairs = (self.title,), (self.day, self.people), (self.kind,), (self.neighbourhood, self.place)
            return [
                row(*((field, 1) for field in pair), gap=12) for pair in (*pairs, (self.consent,), (self.recorder,))
            ]
        return [
            row((self.title, 3), (self.day, 2), (self.people, 1), gap=12),
            row((self.kind, 6), (self.neighbourhood, 4), (self.place, 4), gap=12),
            row((self.consent, 1), (self.recorder, 1), gap=12),
        ]

    def _fields(self) -> dict[str, Field]:
        return {
            "title": self.title,
            "day": self.day,
            "people": self.people,
            "kind": self.kind,
            "neighbourhood": self.neighbourhood,
            "place": self.place,
            "consent": self.consent,
            "recorder": self.recorder,
        }

    def set_choices(self, choices: Choices) -> None:
        self.recorder.set_options([(None, _("nobody yet")), *choices.people])
        suggest(self.neighbourhood, choices.neighbourhoods)

    def show_conversation(self, view: ConversationView) -> None:
        self._consent = view.consent
        for name, field in self._fields().items():
            value = getattr(view, name)
            if self._shown == view.id:
                field.refresh(value)
            else:
                save = saver(self.app, self, field, *self._verb(view.id, name))
                if name == "consent":
                    save = consent_saver(self.app, field, "conversation", view.id, lambda: self._consent, save)
                field.bind(value, save)
        self._shown = view.id

    def _verb(self, id: UUID, name: str) -> tuple[Callable[..., Any], str, UUID]:
        return (service.set_consent if name == "consent" else service.update_conversation), name, id


def saver(
    app: App, owner: QWidget, field: Field, verb: Callable[..., Any], name: str, id: UUID
) -> Callable[[Any, UUID], None]:
    """What a field calls to save itself; a refusal is told below the field."""

    def refused(error: BaseException) -> None:
        if isinstance(error, UserError):
            field.error(error.message)
        else:
            app.tell(error)

    def save(value: Any, group: UUID) -> None:
        app.do(owner, verb, id=id, group=group, failed=refused, **{name: value})

    return save
