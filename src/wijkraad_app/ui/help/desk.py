"""Help of one window: what its commands and its Help button do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from wijkraad_app.kernel.commands import Command, Commands
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.preferences import data_folder

from ..tasks import Tasks
from ..widgets.buttons import make_menu

OPEN, KEYS, ABOUT = "help.open", "help.keys", "help.about"
_KEYS_KEY = "Ctrl+/;Ctrl+?;Ctrl+Shift+/"


def _nowhere() -> Sequence[tuple[str, Path]]:
    return ()


@dataclass
class HelpDesk:
    """``topic()`` is the key of the screen in front, ``here()`` its shown name, ``places()`` where its files are.

    `begin` registers the commands; what is registered at `ready` is there on every screen.
    """

    window: QWidget
    tasks: Tasks
    commands: Commands
    topic: Callable[[], str]
    here: Callable[[], str]
    places: Callable[[], Sequence[tuple[str, Path]]] = _nowhere
    extra: tuple[Command, ...] = ()
    """More ways to learn the program, as the guided tour."""
    _everywhere: dict[str, str] = field(default_factory=dict)
    """The commands of every screen with their keys; a screen may give one of them another key."""

    def begin(self) -> None:
        """Register the commands of help."""
        self.commands.replace(*self._own(), *self.extra)
        self.ready()

    def ready(self) -> None:
        """All commands that are there on every screen are registered; the first screen comes now."""
        self._everywhere = {command.id: command.shortcut for command in self.commands.all()}

    def _own(self) -> tuple[Command, ...]:
        return (
            Command(OPEN, N_("Help with this screen"), self.open, "F1", "circle-help", keywords=("hulp", "help")),
            Command(KEYS, N_("Show all keys"), self.keys, _KEYS_KEY, "keyboard"),
            Command(ABOUT, N_("About this program"), self.about, "", "info", keywords=("versie", "licentie")),
        )

    def offer(self, *more: Command) -> None:
        """Further ways to learn the program: for the menu, the palette and the keys."""
        self.extra = more
        self.begin()

    def open(self, topic: str = "") -> None:
        """The page of help of the screen in front, or of ``topic``."""
        from .window import open_help

        open_help(self.window, topic or self.topic())

    def keys(self) -> None:
        from .keys import KeysHelp, groups

        now = self.commands.all()
        own = frozenset(one.id for one in now if self._everywhere.get(one.id) != one.shortcut)
        KeysHelp(self.window, groups(now, own, self.here())).open_over()

    def about(self) -> None:
        from .about import About, Place

        kept = [Place(title, path) for title, path in self.places()]
        own = Place(_("Settings, keys and reports of this computer"), data_folder())
        About(self.window, self.tasks, (*kept, own)).open_over()

    def menu(self, button: QWidget) -> QMenu:
        """The commands of help with their keys, beside the button that opened it."""
        offered = (*self._own()[:2], *self.extra, self._own()[2])
        shown = [command for command in offered if command.enabled()]
        menu = make_menu(button, [(_with_key(command), command.icon, command.run) for command in shown])
        menu.setAccessibleName(_("Help"))
        corner = button.mapToGlobal(button.rect().topRight())
        lowest = button.screen().availableGeometry().bottom() - menu.sizeHint().height()
        corner.setY(min(corner.y(), lowest))
        menu.popup(corner)
        menu.setActiveAction(menu.actions()[0])
        return menu

    def press(self, event: QKeyEvent) -> bool:
        """For windows without a router of keys: F1 and the keys of the overview. Whether it was one of them."""
        pressed = QKeySequence(event.keyCombination())
        for command in self._own():
            if command.shortcut and any(QKeySequence(one) == pressed for one in command.shortcut.split(";")):
                command.run()
                return True
        return False


def _with_key(command: Command) -> str:
    keys = command.shortcut.split(";")[0]
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{_(command.title)}\t{native}" if keys else _(command.title)
