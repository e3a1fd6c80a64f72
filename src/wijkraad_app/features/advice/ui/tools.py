"""One toolbar for all the fields of a draft: it works on the one that was written in last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.ui.layout import row
from wijkraad_app.ui.widgets.buttons import IconButton, Quiet
from wijkraad_app.ui.widgets.richtext import RichTextEdit, RichTextField

Run = Callable[[RichTextEdit], object]

_TOOLS: tuple[tuple[str, str, str, Run], ...] = (
    ("heading-2", N_("Heading"), "Ctrl+Shift+H", RichTextEdit.toggle_heading),
    ("bold", N_("Bold"), "Ctrl+B", RichTextEdit.toggle_bold),
    ("italic", N_("Italic"), "Ctrl+I", RichTextEdit.toggle_italic),
    ("list", N_("List"), "", lambda edit: edit.toggle_list("bullet")),
    ("list-ordered", N_("Numbered list"), "Ctrl+Shift+N", lambda edit: edit.toggle_list("number")),
    ("link", N_("Link"), "Ctrl+Shift+L", lambda edit: edit.link_wanted.emit()),
)


class Tools(QWidget):
    """Formatting at the left, “Insert source” at the right."""

    def __init__(self, target: Callable[[], RichTextField | None], insert: Callable[[], object]) -> None:
        super().__init__()
        self._target = target
        buttons = [
            IconButton(icon, _(name), partial(self._run, run), shortcut=keys) for icon, name, keys, run in _TOOLS
        ]
        for button in buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.insert = Quiet(_("Insert source"), insert, icon="plus", shortcut="Ctrl+Shift+B")
        self.letter = IconButton("panel-right", _("Show or hide the letter"))
        self.setLayout(row(*buttons, None, self.insert, self.letter, gap=2, margins=(20, 6, 12, 6)))
        self.formatting = buttons

    def _run(self, run: Run) -> None:
        field = self._target()
        if field is not None:
            field.edit.setFocus()
            run(field.edit)

    def set_editable(self, editable: bool) -> None:
        """Read-only texts need no formatting."""
        for button in (*self.formatting, self.insert):
            button.setVisible(editable)
