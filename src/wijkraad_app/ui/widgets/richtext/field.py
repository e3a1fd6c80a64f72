"""The editor with its toolbar, as a field that saves itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.ui import layout, theme
from wijkraad_app.ui.widgets.buttons import IconButton
from wijkraad_app.ui.widgets.inputs import Field

from .chip import Reference
from .edit import RichTextEdit
from .link import LinkPanel


@dataclass(frozen=True, slots=True)
class _Tool:
    icon: str
    name: str
    keys: str
    run: Callable[[RichTextEdit], None]
    is_on: Callable[[RichTextEdit], bool]


_TOOLS = (
    _Tool(
        *("heading-2", N_("Heading"), "Ctrl+Shift+H"),
        RichTextEdit.toggle_heading,
        lambda edit: edit.line().kind == "heading",
    ),
    _Tool("bold", N_("Bold"), "Ctrl+B", RichTextEdit.toggle_bold, RichTextEdit.is_bold),
    _Tool("italic", N_("Italic"), "Ctrl+I", RichTextEdit.toggle_italic, RichTextEdit.is_italic),
    _Tool(
        *("list", N_("List"), "Ctrl+Shift+B"),
        lambda edit: edit.toggle_list("bullet"),
        lambda edit: edit.line().kind == "bullet",
    ),
    _Tool(
        *("list-ordered", N_("Numbered list"), "Ctrl+Shift+N"),
        lambda edit: edit.toggle_list("number"),
        lambda edit: edit.line().kind == "number",
    ),
    _Tool(
        *("link", N_("Link"), "Ctrl+Shift+L"),
        lambda edit: edit.link_wanted.emit(),
        lambda edit: edit.currentCharFormat().isAnchor(),
    ),
)


class RichTextField(Field):
    """Formatted text with a toolbar above it; its value is Markdown.

    As other fields it has `bind`, `refresh`, `value` and `set_value`. ``edited`` carries `markdown` itself, to be
    called when it is time to save: reading 20,000 words takes 20 ms, too long for each key. ``edit`` is the editor,
    with ``note_reached`` and more.
    """

    def __init__(
        self,
        label: str,
        *,
        name: str = "",
        placeholder: str = "",
        toolbar: bool = True,
        grow: bool = False,
        framed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``name``: for screen readers, where no label is shown. ``grow``: as high as the text. ``framed``: with the
        border of an input, for a field among others rather than a page of text.
        """
        self.edit = RichTextEdit(grow=grow)
        self.edit.setProperty("is", "input" if framed else "page")
        super().__init__(label, self.edit, parent=parent)
        self.edit.setAccessibleName(label or name or placeholder)
        self.edit.setPlaceholderText(placeholder)
        self.edit.edited.connect(lambda: self.edited.emit(self.markdown))
        self.edit.link_wanted.connect(self._ask_link)
        self._buttons = [(tool, self._button(tool)) for tool in _TOOLS] if toolbar else []
        self._extra = layout.row(gap=theme.S2)
        self._put_bar()

    def _put_bar(self) -> None:
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            buttons = (button for _tool, button in self._buttons)
            column.insertLayout(1, layout.row(*buttons, None, self._extra, gap=2))
            column.setStretchFactor(self.edit, 1)
        self.edit.look_changed.connect(self._show_state)

    def _button(self, tool: _Tool) -> IconButton:
        button = IconButton(tool.icon, _(tool.name), lambda: self._run(tool), shortcut=tool.keys, parent=self)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _run(self, tool: _Tool) -> None:
        self.edit.setFocus()
        tool.run(self.edit)
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        for tool, button in self._buttons:
            button.setChecked(tool.is_on(self.edit))

    def add_tool(self, widget: QWidget) -> None:
        """A further button at the right end of the toolbar."""
        self._extra.addWidget(widget)

    @Slot()
    def _ask_link(self) -> None:
        panel = LinkPanel(self, self.edit.link())
        panel.chosen.connect(self.edit.set_link)
        panel.open_at(self.edit.viewport().mapToGlobal(self.edit.cursorRect().bottomLeft()))

    # --- value --------------------------------------------------------------------
    def value(self) -> str:
        return self.markdown()

    def set_value(self, value: str | None) -> None:
        self.edit.set_markdown(value or "")

    def refresh(self, value: str | None) -> None:
        """Follow the dossier, but never while something typed isn't saved; cursor and scroll stay."""
        if not self.pending:
            self.edit.set_markdown(value or "")

    def set_markdown(self, markdown: str) -> None:
        """See `RichTextEdit.set_markdown`."""
        self.edit.set_markdown(markdown)

    def markdown(self) -> str:
        """See `RichTextEdit.markdown`."""
        return self.edit.markdown()

    def references(self) -> tuple[str, ...]:
        """See `RichTextEdit.references`."""
        return self.edit.references()

    def set_references(self, references: Mapping[str, tuple[int, str, bool] | Reference]) -> None:
        """See `RichTextEdit.set_references`."""
        self.edit.set_references(references)

    def insert_reference(self, ref: str, sentence: str = "") -> None:
        """See `RichTextEdit.insert_reference`."""
        self.edit.insert_reference(ref, sentence)

    def set_read_only(self, read_only: bool) -> None:
        """Whether the text can only be read; the toolbar goes with it."""
        self.edit.setReadOnly(read_only)
        for _tool, button in self._buttons:
            button.setVisible(not read_only)
