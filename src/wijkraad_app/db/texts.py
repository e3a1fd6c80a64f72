"""The one module that knows Loro, the CRDT of long texts.

A text's document lives in `TextState`; a save adds one update. The peer id is new for each time a dossier is
opened: peers are never reused across diverging copies. Loro's errors are BaseExceptions, so they are caught here.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

_FIELD = "text"
_TIMEOUT_MS = 500


class DamagedText(ValueError):
    """A document or update that can't be read."""


@dataclass(frozen=True, slots=True)
class TextUpdate:
    """One save of a long text: the new document and what the journal keeps of the step."""

    state: bytes
    change: dict[str, Any]


def new_peer() -> int:
    """A peer id for this stay in a dossier."""
    return secrets.randbits(63)


@contextmanager
def _sound() -> Iterator[None]:
    """Loro raises bare BaseExceptions, which no caller should have to expect."""
    try:
        yield
    except Exception:
        raise
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        raise DamagedText(str(error)) from error


def _document(state: bytes | None) -> Any:
    from loro import LoroDoc

    document: Any = LoroDoc()  # type: ignore[no-untyped-call]  # its stubs lack this one signature
    if state:
        with _sound():
            document.import_(state)
    return document


def update(state: bytes | None, new: str, *, peer: int, epoch: int = 0) -> TextUpdate:
    """Bring the document to ``new`` by the smallest edit."""
    from loro import ExportMode

    document = _document(state)
    document.peer_id = peer
    before, known = document.state_frontiers, document.oplog_vv
    text = document.get_text(_FIELD)
    _edit(text, new)
    document.commit()
    change = {
        "epoch": epoch,
        "update": _pack(document.export(ExportMode.Updates(known))),
        "before": _pack(before.encode()),
        "after": _pack(document.state_frontiers.encode()),
    }
    return TextUpdate(document.export(ExportMode.Snapshot()), change)


def _edit(text: Any, new: str) -> None:
    """By character, else by line, else by what lies between the equal beginning and end: Loro's own search takes
    minutes for two long texts that have nothing in common, and falls back on nothing by itself."""
    for attempt in (text.update, text.update_by_line):
        try:
            attempt(new, timeout_ms=_TIMEOUT_MS)
            return
        except ValueError:
            continue
    old = str(text.to_string())
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    text.delete(start, len(old) - start - end)
    text.insert(start, new[start : len(new) - end])


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def versions(state: bytes) -> Callable[[str], str]:
    """Gives the text as it was at the ``before`` or ``after`` of each step, "" for one that isn't of this document;
    the document is read once."""
    from loro import Frontiers

    document = _document(state)

    @cache
    def look(frontiers: str) -> str:
        with _sound():
            wanted = Frontiers.decode(base64.b64decode(frontiers))
            if document.frontiers_to_vv(wanted) is None:
                return ""
            document.checkout(wanted)
            return str(document.get_text(_FIELD).to_string())

    return look


def at(state: bytes, frontiers: str) -> str:
    """The text as it was at the ``before`` or ``after`` of a step."""
    return versions(state)(frontiers)


@dataclass(frozen=True, slots=True)
class Merged:
    """A document after updates were taken in, and its text."""

    state: bytes
    text: str


def merge(state: bytes | None, updates: list[str]) -> Merged:
    """Take updates into a document, in whatever order they came; those it has already change nothing."""
    from loro import ExportMode

    document = _taken(state, updates)
    return Merged(document.export(ExportMode.Snapshot()), str(document.get_text(_FIELD).to_string()))


def merged(updates: list[str]) -> str:
    """The text that a set of updates amounts to, in whatever order they came."""
    return str(_taken(None, updates).get_text(_FIELD).to_string())


def _taken(state: bytes | None, updates: list[str]) -> Any:
    document = _document(state)
    if updates:
        with _sound():
            document.import_batch([base64.b64decode(update) for update in updates])
    return document


def begins(change: Mapping[str, Any]) -> bool:
    """Whether a step began a document: nothing was there before."""
    return bool(change["before"] == _nothing())


@cache
def _nothing() -> str:
    return _pack(_document(None).state_frontiers.encode())


def is_update(update: str) -> bool:
    """Whether this is an undamaged update of some text."""
    from loro import LoroDoc

    try:
        with _sound():
            LoroDoc.decode_import_blob_meta(base64.b64decode(update, validate=True), True)
    except ValueError:
        return False
    return True


def _pack(data: bytes) -> str:
    return base64.b64encode(data).decode()
