"""All words of the full text, in memory, to find those that hold a piece: “vergader” in “buurtvergadering”.

FTS5 can only give its words by walking through its whole index (90 ms with 100,000 records), so they are read at the
first search and from then on those that are written come with them. A locked or closed dossier lets go of its pool of
connections and with it of these words.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from sqlalchemy import text
from sqlalchemy.orm import Session
from sqlalchemy.pool import Pool

SHORTEST_PART = 4
"""A shorter piece is in too many words to mean one of them."""
MOST = 40
_TABLE = text("CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_vocabulary USING fts5vocab('main', 'search_text', 'row')")
_TERMS = text("SELECT term FROM temp.search_vocabulary")


class _Vocabulary:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: set[str] = set()
        self._text = "\n"

    def add(self, words: Iterable[str]) -> None:
        with self._lock:
            if fresh := set(words) - self._known:
                self._known |= fresh
                self._text += "\n".join(fresh) + "\n"

    def holding(self, piece: str) -> list[str]:
        return re.findall(rf"(?m)^\w+{re.escape(piece)}\w*$", self._text)


_held: WeakKeyDictionary[Pool, _Vocabulary] = WeakKeyDictionary()


def learn(session: Session, words: Iterable[str]) -> None:
    """These words are being written."""
    if (held := _held.get(session.connection().engine.pool)) is not None:
        held.add(words)


def forget(session: Session) -> None:
    """Words were erased: read them anew when they are next needed."""
    _held.pop(session.connection().engine.pool, None)


def compounds(session: Session, piece: str) -> list[str]:
    """Words of the dossier that hold ``piece`` further on than their beginning, the shortest first."""
    if len(piece) < SHORTEST_PART:
        return []
    pool = session.connection().engine.pool
    held = _held.get(pool)
    if held is None:
        held = _held[pool] = _Vocabulary()  # before reading: what is written meanwhile comes in by `learn`
        session.execute(_TABLE)
        held.add(session.scalars(_TERMS))
    return sorted(held.holding(piece), key=lambda word: (len(word), word))[:MOST]
