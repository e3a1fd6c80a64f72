"""Finds what a test of the window does other than by keys and mouse: slots, services, private parts, values put in.

Calls are judged by the name of the method, since types aren't known here; names that mean something else to other
objects too (``run``, ``rows``, ``click``) are judged with the object they are called on.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

PUTS_IN = frozenset(
    {
        *("setText", "setPlainText", "setHtml", "insertPlainText", "setMarkdown", "setValue", "set_value", "setData"),
        *("setChecked", "setCheckState", "setDate", "setTime", "setCursorPosition", "setTextCursor", "selectAll"),
        *("setCurrentIndex", "setCurrentRow", "setCurrentItem", "setCurrentText", "setCurrentCell", "selectRow"),
        *("setActiveAction", "setSelection", "setFocus", "set_items", "select", "setEnabled", "setVisible", "hide"),
    }
)
"""Methods of widgets that put something in, choose something, show or hide it, or move the keyboard."""
SLOTS = frozenset(
    {
        *("trigger", "toggle", "animateClick", "emit", "navigate", "go", "go_back", "back", "rebuild", "undo", "redo"),
        *("flush", "close_dialog", "close_palette", "open_menu", "open_palette", "choose_person", "move_pane", "leave"),
        *("confirm", "open_path", "accept", "reject", "set_held", "begin_break", "focus_first", "focus_item"),
        *("focus_entries", "show_tab", "show_actions", "show_meeting", "show_item", "focus_action"),
    }
)
"""What buttons, menus, commands and the shell do when they are used."""
EVENTS = frozenset(
    {"keyPressEvent", "mousePressEvent", "mouseReleaseEvent", "mouseDoubleClickEvent", "dropEvent", "dragEnterEvent"}
)
"""Handlers of events: events come through Qt, so that what filters and refuses them is asked too."""


class Lint(ast.NodeVisitor):
    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if _private(node.attr) and not _own(node.value):
            self._tell(node, f"{_end(node.value)}.{node.attr}")
        elif node.attr == "acts":
            self._tell(node, f"{_end(node.value)}.acts")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Attribute) and self._acts(node, node.func):
            self._tell(node, f"{_end(node.func.value)}.{node.func.attr}()")
        elif isinstance(node.func, ast.Subscript) and _end(node.func.value).endswith("services"):
            self._tell(node, f"{ast.unparse(node.func.value).split('.')[-1]}[…]()")
        self.generic_visit(node)

    def _acts(self, node: ast.Call, function: ast.Attribute) -> bool:
        name, owner = function.attr, _end(function.value)
        if name in PUTS_IN | SLOTS | EVENTS:
            return owner != "clipboard()"
        return (name, owner) == ("rows", "pasted") or (name == "click" and not node.args) or (
            name == "run" and owner != "subprocess"
        )  # fmt: skip

    def _tell(self, node: ast.expr, what: str) -> None:
        self.found.append((node.lineno, what))


def _end(value: ast.expr) -> str:
    """The last part of what a method is called on: “button” of ``page.header.button``."""
    if isinstance(value, ast.Attribute):
        return value.attr
    if isinstance(value, ast.Call):
        return f"{_end(value.func)}()"
    return value.id if isinstance(value, ast.Name) else "…"


def _private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name != "_"


def _own(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id in {"self", "cls"}


def acts_around(source: str) -> Iterator[tuple[int, str]]:
    """Line and call of all that acts without a key or the mouse."""
    lint = Lint()
    lint.visit(ast.parse(source))
    yield from sorted(set(lint.found))
