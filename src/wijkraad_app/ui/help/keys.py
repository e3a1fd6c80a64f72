"""All keys, made from the commands that are registered now: those of the screen first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.i18n import _

from ..layout import column, row
from ..theme import large_text, px
from ..widgets.buttons import Secondary
from ..widgets.dialog import Sheet
from ..widgets.labels import Label, keys

GO = "go"


@dataclass(frozen=True, slots=True)
class Group:
    """A heading, already translated, with its commands."""

    title: str
    commands: tuple[Command, ...]


def groups(commands: Sequence[Command], of_screen: frozenset[str], here: str) -> tuple[Group, ...]:
    """The commands that have a key: ``of_screen`` under its name ``here``, everywhere, and to a screen, these by
    key; by title."""
    shown = sorted((one for one in commands if one.shortcut), key=lambda one: _(one.title))
    own = [one for one in shown if one.id in of_screen]
    going = [one for one in shown if one.id not in of_screen and _goes(one)]
    going.sort(key=lambda one: one.shortcut)  # as they stand in the rail
    rest = [one for one in shown if one.id not in of_screen and not _goes(one)]
    parts = ((here, own), (_("Everywhere"), rest), (_("To a screen"), going))
    return tuple(Group(title, tuple(some)) for title, some in parts if some)


def _goes(command: Command) -> bool:
    """Whether it only brings a screen to front."""
    place, _dot, name = command.id.partition(".")
    return place == GO and name not in ("palette", "back")


class KeysHelp(Sheet):
    """Every command that has a key, with all its keys, grouped per screen."""

    def __init__(self, over: QWidget, shown: Sequence[Group]) -> None:
        super().__init__(over, _("Keys"), width=860, height=600)
        built = [self._group(group) for group in shown]
        if large_text():
            self.body.addLayout(column(*built, self._always(), gap=20))
        else:
            left, right = column(built[0], *built[2:], None, gap=20), column(*built[1:2], self._always(), None, gap=20)
            self.body.addLayout(row((left, 1), (right, 1), gap=40))
        self.body.addStretch(1)
        close = Secondary(_("Close"), self.close_dialog)
        self.foot.addWidget(close)
        self.focus_first(close)

    def _group(self, group: Group) -> QWidget:
        return _block(group.title, [(_(one.title), one.shortcut.split(";")[0]) for one in group.commands])

    def _always(self) -> QWidget:
        """What the window itself does with keys, whatever the screen."""
        return _block(
            _("In any window"),
            [
                (_("One level up, or close"), "Esc"),
                (_("To the next field or button"), "Tab"),
                (_("Press a button"), "Enter"),
                (_("Choose in a list"), "Down"),
            ],
        )


def _block(title: str, lines: Sequence[tuple[str, str]]) -> QWidget:
    made = QWidget()
    cells = [_line(words, shortcut) for words, shortcut in lines]
    made.setLayout(column(Label(title, "heading"), 2, *cells, gap=6))
    return made


def _line(words: str, shortcut: str) -> QWidget:
    made = QWidget()
    made.setLayout(row((Label(words, "body", "text", wrap=True), 1), keys(shortcut), gap=12))
    made.setAccessibleName(f"{words}: {shortcut}")
    made.setMinimumHeight(px(24))
    return made
