"""Full text: words and stems of journaled records in a contentless FTS5 table, kept in the same transaction.

Search is forgiving: prefixes, Dutch or English stems, and compounds that hold the word further on. A very common word
is looked up in the newest 2,000 hits only. Deleted records leave the index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from . import vocabulary
from .base import Journaled, journaled_models

CREATE = "CREATE VIRTUAL TABLE search_text USING fts5(words, stems, content='', contentless_delete=1)"
NEWEST = 2000
RANKED = 200
"""Of the newest hits so many are ranked."""
_WORD = re.compile(r"\w+")
_MARKUP = re.compile(r"\[\[bron:[0-9a-f-]{36}\]\]|[*_`#>|\\]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found, with a piece of its text around the first word found."""

    kind: str
    id: UUID
    title: str
    snippet: str


def words(value: str) -> list[str]:
    """Lower-case words without accents."""
    plain = unicodedata.normalize("NFKD", _MARKUP.sub(" ", value)).casefold()
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


@cache
def _stemmers() -> tuple[Any, ...]:
    import snowballstemmer

    return snowballstemmer.stemmer("dutch"), snowballstemmer.stemmer("english")


@lru_cache(maxsize=50_000)
def _stems(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stemmer.stemWord(word) for stemmer in _stemmers()))


def stems(found: Iterable[str]) -> list[str]:
    """The Dutch and English stems of the words."""
    return [stem for word in found for stem in _stems(word)]


def searchable(row: Journaled) -> str:
    """All the text of a record that search covers, its title first."""
    names = dict.fromkeys((row.__title__, *row.__search__))
    return "\n".join(str(getattr(row, name) or "") for name in names)


def index(session: Session, rows: Sequence[Journaled]) -> None:
    """Bring the index up to date with these rows."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return
    for row in rows:
        if not row.__search__:
            continue
        number = connection.execute(_ENTRY, {"row": row.id.bytes}).scalar()
        if row.deleted:
            if number is not None:
                connection.execute(_DROP, {"number": number})
            connection.execute(_FORGET, {"row": row.id.bytes})
            continue
        if number is None:
            number = connection.execute(_ADD, {"kind": row.__kind__, "row": row.id.bytes}).lastrowid
        found = words(searchable(row))
        vocabulary.learn(session, found)
        connection.execute(_PUT, {"number": number, "words": " ".join(found), "stems": " ".join(stems(found))})


_ENTRY = text("SELECT number FROM search_entry WHERE row_id = :row")
_DROP = text("DELETE FROM search_text WHERE rowid = :number")
_FORGET = text("DELETE FROM search_entry WHERE row_id = :row")
_ADD = text("INSERT INTO search_entry (kind, row_id) VALUES (:kind, :row)")
_PUT = text("INSERT OR REPLACE INTO search_text (rowid, words, stems) VALUES (:number, :words, :stems)")
_FIND = text(
    "SELECT e.kind, e.row_id FROM (SELECT rowid AS number FROM search_text WHERE search_text MATCH :query"
    " ORDER BY rowid DESC LIMIT :newest) AS hit JOIN search_entry AS e ON e.number = hit.number LIMIT :most"
)


def _query(session: Session, asked: str) -> str:
    """In FTS5's own language, of nothing but quoted words: no text can be taken for an operator or a column."""
    parts = []
    for word in words(asked):
        begins = "*" if len(word) > 1 else ""  # nearly everything holds a word that begins with that one letter
        choices = [f'words : "{word}"{begins}', *(f'stems : "{stem}"' for stem in _stems(word))]
        choices += [f'words : "{compound}"' for compound in vocabulary.compounds(session, word)]
        parts.append("(" + " OR ".join(choices) + ")")
    return " AND ".join(parts)


def find(session: Session, asked: str, *, limit: int = 50) -> tuple[Hit, ...]:
    """Records that hold every word asked for, newest first; records whose title holds them come before others."""
    query = _query(session, asked)
    if not query:
        return ()
    found = session.execute(_FIND, {"query": query, "newest": NEWEST, "most": max(limit * 4, RANKED)}).all()
    places = [(str(kind), UUID(bytes=bytes(row_id))) for kind, row_id in found]
    wanted = words(asked)

    def later(place: tuple[str, UUID]) -> bool:
        title = words(titles[place])
        return not all(any(w.startswith(a) for w in title) for a in wanted)

    titles = _titles(session, places)
    ranked = sorted((place for place in places if place in titles), key=later)[:limit]
    rows = _rows(session, ranked)
    return tuple(_hit(rows[place], asked) for place in ranked)


_LIKE = text(
    "SELECT e.row_id FROM search_text JOIN search_entry AS e ON e.number = search_text.rowid"
    " WHERE search_text MATCH :query AND e.kind = :kind ORDER BY search_text.rank LIMIT :most"
)


def like(session: Session, asked: Sequence[str], kind: str, *, limit: int = 30) -> tuple[UUID, ...]:
    """Records of ``kind`` that hold any of these words in any form, those with the most and rarest of them first."""
    forms = dict.fromkeys(stems(asked))
    if not forms or session.connection().dialect.name != "sqlite":
        return ()
    query = " OR ".join(f'stems : "{stem}"' for stem in forms)
    found = session.execute(_LIKE, {"query": query, "kind": kind, "most": limit})
    return tuple(UUID(bytes=bytes(row_id)) for (row_id,) in found)


def _by_kind(places: Iterable[tuple[str, UUID]]) -> Iterator[tuple[type[Journaled], list[UUID]]]:
    models = journaled_models()
    sorted_out: dict[str, list[UUID]] = {}
    for kind, row_id in places:
        sorted_out.setdefault(kind, []).append(row_id)
    for kind, ids in sorted_out.items():
        if kind in models:
            for chunk in (ids[start : start + 500] for start in range(0, len(ids), 500)):
                yield models[kind], chunk


def _titles(session: Session, places: Iterable[tuple[str, UUID]]) -> dict[tuple[str, UUID], str]:
    """The titles of those that are still there."""
    return {
        (model.__kind__, row_id): str(title or "")
        for model, ids in _by_kind(places)
        for row_id, title in session.execute(
            select(model.id, getattr(model, model.__title__)).where(model.id.in_(ids), model.deleted.is_(False))
        )
    }


def _rows(session: Session, places: Iterable[tuple[str, UUID]]) -> dict[tuple[str, UUID], Journaled]:
    return {
        (model.__kind__, row.id): row
        for model, ids in _by_kind(places)
        for row in session.scalars(select(model).where(model.id.in_(ids)))
    }


def _hit(row: Journaled, asked: str) -> Hit:
    body = " ".join(_MARKUP.sub(" ", searchable(row)).split())
    return Hit(row.__kind__, row.id, str(getattr(row, row.__title__) or ""), snippet(body, asked))


def snippet(body: str, asked: str, width: int = 120) -> str:
    """About ``width`` characters of ``body`` around the first word asked for."""
    lowered = body.casefold()
    places = [lowered.find(word) for word in words(asked)]
    start = max(0, min((place for place in places if place >= 0), default=0) - width // 3)
    piece = body[start : start + width]
    return ("…" if start else "") + piece.strip() + ("…" if start + width < len(body) else "")


def let_go(session: Session, rows: Sequence[Journaled]) -> None:
    """Bring the index up to date with these rows and drop from the file what it held of them before: a plain delete
    only marks words as gone until parts of the index are merged."""
    index(session, rows)
    if session.connection().dialect.name == "sqlite":
        vocabulary.forget(session)
        session.execute(text("INSERT INTO search_text (search_text) VALUES ('optimize')"))


def rebuild(session: Session) -> None:
    """Make the whole index anew from the records; nothing of the old one stays in the file (a plain DELETE would
    only mark its words)."""
    if session.connection().dialect.name != "sqlite":
        return
    vocabulary.forget(session)
    session.execute(text("INSERT INTO search_text (search_text) VALUES ('delete-all')"))
    session.execute(text("DELETE FROM search_entry"))
    for model in journaled_models().values():
        if model.__search__:
            for row in session.query(model).filter(model.deleted.is_(False)).yield_per(500):
                index(session, [row])
