"""What the records of a person and an organisation share: a header and fields that save themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, line, row, scroll
from wijkraad_app.ui.page import RecordHeader
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import MenuButton
from wijkraad_app.ui.widgets.inputs import Field

from .saving import Entries, follow, saver

_WIDEST = 780


class FieldRecord(QWidget):
    """Subclasses fill ``fields``, lay out and ``read``.

    ``key`` is the argument of the verbs that names what is shown; ``removal`` is the menu's entry that removes it and
    its verb. ``gone`` when what is shown is no longer there.
    """

    gone = Signal()

    def __init__(self, app: App, key: str, removal: tuple[str, Callable[..., Any]]) -> None:
        super().__init__()
        self.app = app
        self.key = key
        self._remove_label, self._remove_verb = removal
        self.fields: dict[str, Field] = {}
        self.header = RecordHeader()
        self.header.add_action(MenuButton(_("More"), self._entries))
        self._wanted: UUID | None = None
        self._shown: UUID | None = None
        self._body = QWidget()
        self._body.setMaximumWidth(px(_WIDEST))
        self._body.setVisible(False)

    def lay_out(self, content: QLayout) -> None:
        """Put the fields below the header."""
        self._body.setLayout(content)
        holder = QWidget()
        holder.setLayout(row((self._body, 1000), (QWidget(), 1), gap=0))
        self.setLayout(column(self.header, line(), (scroll(holder), 1), gap=0))

    def show_one(self, wanted: UUID) -> None:
        """Show that one; what was typed in the one before is kept first."""
        if wanted != self._wanted:
            for field in self.fields.values():
                field.flush()
        self._wanted = wanted
        self.read()

    def read(self) -> None:
        """Read again; nothing when none is shown."""
        raise NotImplementedError

    def show_none(self) -> None:
        """What was wanted isn't there."""
        self._body.setVisible(False)
        self._wanted = self._shown = None
        self.header.set_title("")
        self.gone.emit()

    def show_row(self, found: Any, title: str, sort: str, verb: Callable[..., Any]) -> None:
        """Fill the fields from the attributes of a row; ``verb`` keeps what is typed in them."""
        self._body.setVisible(True)
        self.header.set_title(title, sort)
        for name, field in self.fields.items():
            if found.id == self._shown:
                follow(field, getattr(found, name))
            else:
                keys = {self.key: found.id}
                field.bind(getattr(found, name), saver(self.app, self, field, verb, name, **keys))
        self._shown = found.id

    def _entries(self) -> Entries:
        if self._shown is None:
            return []
        return [*self.app.entries("history.show", "erasure.here"), None, (self._remove_label, "trash-2", self._remove)]

    def _remove(self) -> None:
        if self._shown is not None:
            said = _("{name} removed.").format(name=self.header.title.plain())
            told = partial(self.app.toast, said, _("Undo"), self.app.undo)
            keys: dict[str, Any] = {self.key: self._shown}
            self.app.do(self.app, self._remove_verb, done=lambda _none: told(), **keys)
