"""What windows and command-line verbs know of an open dossier: read, do, undo, redo. `db.workspace` is the real one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar
from uuid import UUID

from .changes import ChangeBus
from .ids import EntityRef

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Stepped:
    """One step of undo or redo: its label in the user's language and where it happened."""

    label: str
    refs: frozenset[EntityRef]


class Workspace(Protocol):
    """An open dossier and the person who works in it."""

    path: Path
    changes: ChangeBus
    actor: UUID | None

    @property
    def encrypted(self) -> bool: ...

    @property
    def read_only(self) -> bool:
        """Whether it can only be read here."""

    def read(self, query: Callable[..., R], /, *args: Any, **kwargs: Any) -> R:
        """``query(session, *args, **kwargs)`` on a reader; results are frozen rows. Never on the GUI thread."""

    def do(self, verb: Callable[..., R], /, *, group: UUID | None = None, **kwargs: Any) -> R:
        """``verb(unit_of_work, **kwargs)`` as one user action: one transaction, one labelled changeset.

        Steps of one ``group`` are undone together. Raises `UserError`; then nothing is stored.
        """

    def undo(self, *, within: EntityRef | None = None) -> Stepped:
        """Take back the newest own step; `UserError` when there is none or it can't be taken back."""

    def redo(self, *, within: EntityRef | None = None) -> Stepped: ...

    def close(self) -> None: ...
