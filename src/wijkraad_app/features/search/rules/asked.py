"""The words asked for as something that can be navigated to."""

from __future__ import annotations

from uuid import UUID

from wijkraad_app.kernel.ids import EntityRef, derived_id

KIND = "search"
_SPACE = UUID("1e9b7a0e-6a55-4c39-8b1c-0f5f3a3b6c21")
_asked: dict[UUID, str] = {}
_MOST = 200


def ref_for(text: str) -> EntityRef:
    """Stands for the results of ``text`` where windows ask for a record; forgotten when the program ends."""
    id = derived_id(_SPACE, text)
    _asked[id] = text
    while len(_asked) > _MOST:
        _asked.pop(next(iter(_asked)))
    return EntityRef(KIND, id)


def asked_of(id: UUID) -> str | None:
    """The words, None when they are forgotten."""
    return _asked.get(id)
