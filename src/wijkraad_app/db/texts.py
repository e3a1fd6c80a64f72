"""The one module that knows Loro, the CRDT of long texts.

A text's document lives in `TextState`; a save adds one update. The peer id is new for each time a dossier is
opened: peers are never reused across diverging copies. Loro's errors are BaseExceptions, so they are caught here.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from typing import Any

_FIELD = "text"
_TIMEOUT_MS = 500


@dataclass(frozen=True, slots=True)
class TextUpdate:
    """One save of a long text: the new document and what the journal keeps of the step."""

    state: bytes
    change: dict[str, Any]


def new_peer() -> int:
    """A peer id for this stay in a dossier."""
    return secrets.randbits(63)


def _document(state: bytes | None) -> Any:
    from loro import LoroDoc

    document: Any = LoroDoc()  # type: ignore[no-untyped-call]  # its stubs lack this one signature
    if state:
        document.import_(state)
    return document


def update(state: bytes | None, new: str, *, peer: int, epoch: int = 0) -> TextUpdate:
    """Bring the document to ``new`` by the smallest edit."""
    from loro import ExportMode

    document = _document(state)
    document.peer_id = peer
    before, known = document.state_frontiers, document.oplog_vv
    text = document.get_text(_FIELD)
    try:
        text.update(new, timeout_ms=_TIMEOUT_MS)
    except ValueError:
        text.update_by_line(new)
    document.commit()
    change = {
        "epoch": epoch,
        "update": _pack(document.export(ExportMode.Updates(known))),
        "before": _pack(before.encode()),
        "after": _pack(document.state_frontiers.encode()),
    }
    return TextUpdate(document.export(ExportMode.Snapshot()), change)


def at(state: bytes, frontiers: str) -> str:
    """The text as it was at the ``before`` or ``after`` of a step."""
    from loro import Frontiers

    document = _document(state)
    document.checkout(Frontiers.decode(base64.b64decode(frontiers)))
    return str(document.get_text(_FIELD).to_string())


def merged(updates: list[str]) -> str:
    """The text that a set of updates amounts to, in whatever order they came."""
    document = _document(None)
    if updates:
        document.import_batch([base64.b64decode(update) for update in updates])
    return str(document.get_text(_FIELD).to_string())


def _pack(data: bytes) -> str:
    return base64.b64encode(data).decode()
