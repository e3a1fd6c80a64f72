"""What this computer remembers: who works here, language, light or dark, text size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QWidget

from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.i18n import _, language
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.application import use_preferences
from wijkraad_app.ui.layout import column
from wijkraad_app.ui.widgets.choices import ChoiceField, Segments
from wijkraad_app.ui.widgets.labels import Label

from ..rules import TEXT_SCALES, nearest_scale


class ComputerSection(QWidget):
    """Each choice holds at once; the window is drawn anew and the focus stays on the choice."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self._people = app.services.get("people")
        self.who = ChoiceField(
            _("Who works here?"),
            placeholder=_("Choose your name"),
            hint=_("History, “me” and “mine” follow this. Change it anywhere with Ctrl+Shift+U."),
        )
        self.who.edited.connect(self._chosen)
        prefs = app.preferences
        self.language = _segments(
            _("Language"), [("nl", "Nederlands"), ("en", "English")], language(), partial(self._set, "language")
        )
        modes = [("system", _("As the computer")), ("light", _("Light")), ("dark", _("Dark"))]
        self.theme = _segments(_("Light or dark"), modes, prefs.get("theme", "system"), partial(self._set, "theme"))
        sizes = [(scale, f"{round(scale * 100)}%") for scale in TEXT_SCALES]
        self.text_size = _segments(
            _("Text size"), sizes, nearest_scale(theme.scale()), partial(self._set, "text_scale")
        )
        self.setLayout(
            column(
                self.who,
                12,
                *(part for name, one in self._named() for part in (Label(name, "small_strong", "text_2"), one, 8)),
                gap=8,
            )
        )
        self.who.setVisible(self._people is not None)
        self._read_people()

    def _named(self) -> tuple[tuple[str, Segments], ...]:
        return (_("Language"), self.language), (_("Light or dark"), self.theme), (_("Text size"), self.text_size)

    def _set(self, key: str, value: Any) -> None:
        self.app.flush()
        choose(self.app, key, value)

    # --- who works here ------------------------------------------------------
    def refresh(self, changes: Changes) -> None:
        """Follow new names."""
        if changes.touches("person", "membership", "council"):
            self._read_people()

    def _read_people(self) -> None:
        if self._people is not None:
            self.app.read(self, self._people.choices, done=self._show_people, latest="people")

    def _show_people(self, people: Sequence[tuple[UUID, str]]) -> None:
        self.who.set_options(people)
        self.who.set_value(self.app.workspace.actor)
        self.who.control.setEnabled(bool(people))

    @Slot(object)
    def _chosen(self, person: UUID) -> None:
        if self._people is not None:
            self._people.choose(person)
            self.app.changes.emit(Changes(frozenset({"council"}), frozenset(), "settings.who_works"))


def _segments(name: str, options: Sequence[tuple[Any, str]], now: Any, then: Callable[[Any], None]) -> Segments:
    made = Segments(name, options, style="pills")
    made.set_value(now)
    made.changed.connect(then)
    return made


def choose(app: App, key: str, value: Any) -> None:
    """Remember a choice on this computer and put it on."""
    app.preferences.set(key, value)
    qt = QApplication.instance()
    if isinstance(qt, QApplication):
        use_preferences(qt, app.preferences, accent=theme.house_accent())


def switch_theme(app: App) -> None:
    """From light to dark or back, from anywhere."""
    app.flush()
    choose(app, "theme", "light" if theme.name() == "dark" else "dark")
