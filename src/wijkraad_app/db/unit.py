"""The unit of work: one user action, one transaction, one labelled changeset."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from . import blobs
from .base import Journaled

if TYPE_CHECKING:
    from .dossier import Dossier

Row = TypeVar("Row", bound=Journaled)


class UnitOfWork:
    """Given to verbs as their first argument. The entry point opens it; verbs called inside join it.

    ``actor`` is the id of the person who works, if known.
    """

    def __init__(self, session: Session, actor: UUID | None) -> None:
        self.session = session
        self.actor = actor
        self.params: dict[str, Any] = {}
        self.after: list[Callable[[Dossier], None]] = []
        self._described = False

    def describe(self, **params: Any) -> None:
        """Fill the label of the changeset. The outermost verb speaks first; later calls of joined verbs are ignored."""
        if not self._described:
            self.params = {name: _shown(value) for name, value in params.items()}
            self._described = True

    def afterwards(self, act: Callable[[Dossier], None]) -> None:
        """Run ``act(dossier)`` after the commit, after which the log beside the file is emptied; not at all when the
        unit fails."""
        self.after.append(act)

    def add(self, row: Row) -> Row:
        """A new record."""
        self.session.add(row)
        return row

    def get(self, model: type[Row], row_id: UUID) -> Row:
        """The live record, or a `UserError` when it isn't there (any more)."""
        row = self.session.get(model, row_id)
        if row is None or row.deleted:
            raise UserError(_("This is no longer in the dossier. Someone may have removed it."), code="not_found")
        return row

    def update(self, row: Journaled, **fields: Any) -> bool:
        """Set attributes by name; True when any value is new."""
        changed = False
        for name, value in fields.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
                changed = True
        return changed

    def remove(self, row: Journaled) -> None:
        """A tombstone: the row stays for undo, history and merging, and is gone for everyone who looks."""
        row.deleted = True

    def store_blob(self, data: bytes, media_type: str) -> str:
        """Keep a file; returns its digest."""
        return blobs.store(self.session, data, media_type)


def _shown(value: Any) -> Any:
    """Half characters (of a file's name) can't be kept."""
    return value if isinstance(value, int) else str(value)[:80].encode(errors="replace").decode()
