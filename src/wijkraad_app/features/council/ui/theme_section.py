"""Settings: themes in two levels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, row
from wijkraad_app.ui.widgets.buttons import Button, IconButton, Secondary
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.inputs import LineField, required
from wijkraad_app.ui.widgets.labels import Label

from .. import queries, service
from ..queries import ThemeRow
from .saving import follow, refused, saver


class ThemeLine(QWidget):
    """One theme: its name, and away with it."""

    def __init__(self, app: App, theme: ThemeRow) -> None:
        super().__init__()
        self.app, self.theme = app, theme
        self.name = LineField("", limit=100, placeholder=_("Theme"))
        self.name.line.setAccessibleName(_("Theme {name}").format(name=theme.name))
        self.name.bind(theme.name, saver(app, self, self.name, service.update_theme, "name", theme=theme.id))
        away = IconButton("trash-2", _("Remove theme {name}").format(name=theme.name), self._remove)
        self.setLayout(row(28 * theme.depth or 1, (self.name, 1), away, gap=8))

    def _remove(self) -> None:
        told = partial(self.app.toast, _("{name} removed.").format(name=self.theme.name), _("Undo"), self.app.undo)
        self.app.do(self.app, service.remove_theme, theme=self.theme.id, done=lambda _none: told())


class ThemeSection(QWidget):
    """The tree of themes, and a line to add one."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self.lines: dict[UUID, ThemeLine] = {}
        self._lines = column(gap=6)
        self.none = Label(_("No themes yet. Signals and quotes can be sorted by them."), "body", "text_2", wrap=True)
        self.name = LineField(_("New theme"), limit=100)
        self.parent_choice = ChoiceField(_("Under"), [(None, _("no other theme"))])
        self.parent_choice.set_value(None)
        self.add: Button = Secondary(_("Add"), self._add, icon="plus")
        self.name.submitted.connect(lambda _text: self._add())
        adding = row((self.name, 3), (self.parent_choice, 2), column(24, self.add, gap=4), gap=12, top=True)
        self.setLayout(column(self.none, self._lines, 12, adding, gap=6))
        self._read()

    def refresh(self, changes: Changes) -> None:
        """Follow the dossier."""
        if changes.touches("theme"):
            self._read()

    def _read(self) -> None:
        self.app.read(self, queries.theme_tree, done=self._show, latest="themes")

    def _show(self, themes: Sequence[ThemeRow]) -> None:
        self.none.setVisible(not themes)
        tops = [(theme.id, theme.name) for theme in themes if theme.depth == 0]
        self.parent_choice.set_options([(None, _("no other theme")), *tops])
        if [(theme.id, theme.depth) for theme in themes] == [(one, x.theme.depth) for one, x in self.lines.items()]:
            for theme in themes:
                follow(self.lines[theme.id].name, theme.name)
            return
        clear(self._lines)
        self.lines = {theme.id: ThemeLine(self.app, theme) for theme in themes}
        for made in self.lines.values():
            self._lines.addWidget(made)

    def _add(self) -> None:
        if required(self.name):
            self.app.do(
                self,
                service.add_theme,
                name=self.name.value(),
                parent=self.parent_choice.value(),
                failed=partial(refused, self.app, self.name),
                done=lambda _made: self._added(),
            )

    def _added(self) -> None:
        self.name.set_value("")
        self.name.setFocus()
