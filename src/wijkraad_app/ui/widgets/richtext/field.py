"""The editor with its toolbar, as windows use it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.ui import icons, theme

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
        "heading-2",
        N_("Heading"),
        "Ctrl+Shift+H",
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


class RichTextField(QWidget):
    """Formatted text with a toolbar above it.

    `edited` tells that the user changed something; read `markdown` when it is time to save. The name for
    screen readers and the hint in an empty field are given once.
    """

    edited = Signal()

    def __init__(
        self,
        name: str,
        *,
        placeholder: str = "",
        toolbar: bool = True,
        grow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.edit = RichTextEdit(self, grow=grow)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(placeholder)
        self.edit.edited.connect(self.edited)
        self.edit.link_wanted.connect(self._ask_link)
        self.setFocusProxy(self.edit)
        self._buttons: list[tuple[_Tool, QPushButton]] = []
        self._bar = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.S1))
        if toolbar:
            self._build_bar()
            column.addLayout(self._bar)
        column.addWidget(self.edit, 1)

    def _build_bar(self) -> None:
        self._bar.setSpacing(theme.px(2))
        for tool in _TOOLS:
            button = self._button(tool)
            self._buttons.append((tool, button))
            self._bar.addWidget(button)
        self._bar.addStretch(1)
        self.edit.look_changed.connect(self._show_state)

    def _button(self, tool: _Tool) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "icon")
        button.setCheckable(True)
        button.setIcon(icons.icon(tool.icon))
        button.setIconSize(QSize(theme.px(theme.ICON_BUTTON), theme.px(theme.ICON_BUTTON)))
        button.setAccessibleName(_(tool.name))
        keys = QKeySequence(tool.keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{_(tool.name)} ({keys})")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._run(tool))
        return button

    def _run(self, tool: _Tool) -> None:
        self.edit.setFocus()
        tool.run(self.edit)
        self._show_state()

    def _show_state(self) -> None:
        for tool, button in self._buttons:
            button.setChecked(tool.is_on(self.edit))

    def add_tool(self, widget: QWidget) -> None:
        """A further button at the right end of the toolbar."""
        self._bar.addWidget(widget)

    def _ask_link(self) -> None:
        panel = LinkPanel(self, self.edit.link())
        panel.chosen.connect(self.edit.set_link)
        panel.open_at(self.edit.viewport().mapToGlobal(self.edit.cursorRect().bottomLeft()))

    # --- what windows need of the editor ---------------------------------------------
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
