"""Dialogs that work while they stay open; a refusal is said inside them and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App, Types
from wijkraad_app.ui.layout import row
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Secondary
from wijkraad_app.ui.widgets.choices import CheckBox
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import Field
from wijkraad_app.ui.widgets.labels import Elided, Label

Done = Callable[[Any], None]


class WorkDialog(Dialog):
    """One piece of slow work at the end, off the window's thread."""

    def __init__(self, app: App, over: QWidget, title: str, *, width: int = 480) -> None:
        super().__init__(over, title, width=width)
        self.app = app
        self.problem = Banner("bad", "")
        self.problem.hide()
        self.busy = Label("", "small", "text_2")
        self.busy.hide()
        self.add(self.problem)

    def work(self, job: Callable[[], Any], done: Done, saying: str) -> bool:
        """Run ``job`` in the writer's row; close on success. False: the dialog stays until then."""
        self.problem.hide()
        self.busy.setText(saying)
        self.busy.show()
        if self.main_button is not None:
            self.main_button.allow(_("One moment…"))

        def succeeded(result: Any) -> None:
            self.close_dialog()
            done(result)

        self.app.run(self, lambda _job: job(), done=succeeded, failed=self._failed, writes=True)
        return False

    def _failed(self, error: BaseException) -> None:
        self.busy.hide()
        if self.main_button is not None:
            self.main_button.allow(None)
        if isinstance(error, UserError):
            self.refused(error)
        else:
            self.app.tell(error)

    def refused(self, error: UserError) -> None:
        """Say it above the fields; dialogs with a field for it say it there."""
        self.problem.set_words(error.message)
        self.problem.show()


class Agreement:
    """A box that must be checked first, where there is something to agree to."""

    def __init__(self, words: str) -> None:
        self.box = CheckBox(words) if words else None

    def missing(self, dialog: WorkDialog) -> bool:
        """Whether the box still has to be checked; then the dialog says so."""
        if self.box is None or self.box.isChecked():
            return False
        dialog.refused(UserError(_("Check the box first: “{words}”.").format(words=self.box.text()), code="not_agreed"))
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


class FileField(Field):
    """A file that the user chooses, with its name beside the button."""

    def __init__(self, app: App, label: str, verb: str, types: Types, *, hint: str = "", icon: str = "") -> None:
        self._app, self._title, self._types = app, verb, types
        self._path: Path | None = None
        self.name = Elided("", "body", "text_2")
        self.button = Secondary(verb, self._choose, icon=icon)
        holder = QWidget()
        holder.setLayout(row(self.button, (self.name, 1)))
        super().__init__(label, holder, hint=hint)
        self.setFocusProxy(self.button)
        self.set_value(None)

    def value(self) -> Path | None:
        return self._path

    def set_value(self, value: Path | None) -> None:
        self._path = value
        self.name.setText(value.name if value else _("No file chosen"))
        self.name.setToolTip(str(value) if value else "")
        self.button.setAccessibleDescription(self.name.plain())
        self.error("")

    def _choose(self) -> None:
        path = self._app.ask_file(self._title, self._types)
        if path is not None:
            self.set_value(path)
            self.edited.emit(path)
