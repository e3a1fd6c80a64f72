"""One declarative record per command: menus, toolbar, palette, shortcut help and tests are fed from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """``title`` is an English message id, translated where it is shown; ``shortcut`` is portable text ("Ctrl+K")."""

    id: str
    title: str
    run: Callable[[], None]
    shortcut: str = ""
    icon: str = ""
    enabled: Callable[[], bool] = _always
    why_disabled: Callable[[], str] | None = None
    keywords: tuple[str, ...] = field(default=())


class Commands:
    """The commands that can be given now, by id."""

    def __init__(self) -> None:
        self._by_id: dict[str, Command] = {}
        self._brought: tuple[str, ...] = ()
        self._covered: tuple[Command, ...] = ()

    def add(self, *commands: Command) -> None:
        for command in commands:
            if command.id in self._by_id:
                raise ValueError(f"command {command.id} exists")
            self._by_id[command.id] = command

    def replace(self, *commands: Command) -> None:
        """Put commands in place of any of the same id (a page that is opened again)."""
        for command in commands:
            self._by_id[command.id] = command

    def bring(self, *commands: Command) -> None:
        """The commands of the page in front. Those of the page before go, and what they covered is there again."""
        self.remove(*self._brought)
        self.replace(*self._covered)
        self._brought = tuple(command.id for command in commands)
        self._covered = tuple(self._by_id[id] for id in self._brought if id in self._by_id)
        self.replace(*commands)

    def remove(self, *ids: str) -> None:
        for command_id in ids:
            self._by_id.pop(command_id, None)

    def get(self, command_id: str) -> Command | None:
        return self._by_id.get(command_id)

    def all(self) -> tuple[Command, ...]:
        return tuple(self._by_id.values())
