"""Fields that save themselves through a verb and show a refusal below themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column
from wijkraad_app.ui.widgets.choices import CheckField
from wijkraad_app.ui.widgets.empty import EmptyPage
from wijkraad_app.ui.widgets.inputs import Field

from .. import queries, service
from ..queries import CouncilRow

Saving = Field | CheckField
Save = Callable[[Any, UUID], None]
Entries = list[tuple[str, str, Callable[[], object]] | None]
"""What a `MenuButton` offers."""


def saver(app: App, owner: QObject, field: Saving, verb: Callable[..., Any], name: str, **keys: Any) -> Save:
    """What `Field.bind` wants: one attribute through ``verb``; a refusal stands below the field."""

    def save(value: Any, group: UUID) -> None:
        clean = value.strip() if isinstance(value, str) and name not in ("notes",) else value
        values: dict[str, Any] = {**keys, name: clean}
        app.do(owner, verb, group=group, failed=partial(refused, app, field), **values)

    return save


def refused(app: App, field: Saving, error: BaseException) -> None:
    """Say below the field why it wasn't kept; a fault of the program goes its usual way."""
    if isinstance(error, UserError) and isinstance(field, Field):
        field.error(error.message)
    else:
        app.tell(error)


def follow(field: Saving, value: Any) -> None:
    """Show what the dossier has, but leave spaces alone that someone is typing around."""
    typed = field.value()
    if isinstance(typed, str) and isinstance(value, str) and typed.split() == value.split():
        return
    field.refresh(value)


class CouncilForm(QWidget):
    """A section of the settings over the council's own row. Subclasses lay out fields and fill ``fields``."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self.fields: dict[str, Saving] = {}
        self.row: CouncilRow | None = None
        self.form = QWidget()
        self.empty: QWidget | None = None
        self.setLayout(column(self.form, gap=0))
        self.build()
        self._read()

    def build(self) -> None:
        """Make the fields and the layout of ``form``."""
        raise NotImplementedError

    def shown(self, row: CouncilRow) -> None:
        """After the fields follow ``row``: whatever depends on more than one."""

    def save(self, name: str, value: Any, group: UUID | None = None) -> None:
        """One attribute at once, for what isn't a field."""
        values: dict[str, Any] = {name: value}
        self.app.do(self, service.update_council, group=group, **values)

    def refresh(self, changes: Changes) -> None:
        if changes.touches("council", "person", "membership"):
            self._read()

    def _read(self) -> None:
        self.app.read(self, queries.council, done=self._show, latest="council")

    def _show(self, row: CouncilRow | None) -> None:
        self.form.setVisible(row is not None)
        self._show_empty(row is None)
        if row is None:
            return
        first, self.row = self.row is None, row
        for name, field in self.fields.items():
            value = getattr(row, name)
            if first:
                field.bind(value, saver(self.app, self, field, service.update_council, name))
            else:
                follow(field, value)
        self.shown(row)

    def _show_empty(self, wanted: bool) -> None:
        if wanted and self.empty is None:
            self.empty = EmptyPage(
                _("No council yet"),
                _("Say which council this is, who belongs to it and where its letters go."),
                (_("Set up the council"), "landmark", self._set_up),
                picture="people",
            )
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self.empty)
        if self.empty is not None:
            self.empty.setVisible(wanted)

    def _set_up(self) -> None:
        from .first_run import FirstRun

        FirstRun(self.app, lambda: None).open_over()
