"""Reading records of any kind: find them by words, list a kind, show one whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from wijkraad_app.db import fulltext
from wijkraad_app.db.base import Journaled, journaled_models
from wijkraad_app.db.canonical import to_json
from wijkraad_app.db.fulltext import Hit
from wijkraad_app.features.signals.rules.privacy import masked
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef

from ..rules.fields import KIND_NAMES

KINDS = (
    "meeting",
    "item",
    "decision",
    "action",
    "survey",
    "conversation",
    "quote",
    "signal",
    "advice",
    "promise",
    "letter",
    "person",
    "organisation",
)
MIN_PREFIX = 6
_PRIVATE = frozenset({"signal_contact"})


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record as lists of any kind show it."""

    ref: EntityRef
    title: str


def words(session: Session, asked: str, limit: int = 50) -> tuple[Hit, ...]:
    """Records that hold every word, the best first."""
    return fulltext.find(session, asked, limit=limit)


def records(session: Session, kind: str, asked: str = "") -> tuple[RecordRow, ...]:
    """All live records of a kind, oldest first, or only those that hold the words asked for."""
    if kind not in KINDS:
        raise UserError(
            _("There is no kind “{kind}”. Choose one of: {kinds}.").format(kind=kind, kinds=", ".join(KINDS))
        )
    model = journaled_models()[kind]
    found = {hit.id for hit in fulltext.find(session, asked, limit=10_000)} if asked else None
    rows = session.scalars(select(model).where(model.deleted.is_(False)).order_by(model.created_at, model.id))
    return tuple(_row(row) for row in rows if found is None or row.id in found)


def record(session: Session, ref: EntityRef) -> dict[str, Any]:
    """Every field of a record as JSON values, with its kind; records under it are listed by kind."""
    row = session.get(journaled_models()[ref.kind], ref.id)
    if row is None:
        raise UserError(_("This is no longer in the dossier. Someone may have removed it."), code="not_found")
    names = [attribute.key for attribute in inspect(type(row)).column_attrs]
    fields = {name: _plain(getattr(row, name)) for name in names}
    return {"kind": ref.kind, "title": title(row), **fields, **_children(session, ref)}


def resolve(session: Session, text: str) -> EntityRef:
    """The record that a whole id or a unique prefix of at least six characters names."""
    prefix = text.replace("-", "").lower()
    if len(prefix) < MIN_PREFIX or len(prefix) > 32 or not set(prefix) <= set("0123456789abcdef"):
        raise UserError(_("“{id}” is not an id. Give at least six of its characters.").format(id=text), code="bad_id")
    low, high = UUID(prefix.ljust(32, "0")), UUID(prefix.ljust(32, "f"))
    found = [
        row
        for kind, model in journaled_models().items()
        if kind not in _PRIVATE
        for row in session.scalars(select(model).where(model.id.between(low, high), model.deleted.is_(False)).limit(10))
    ]
    if not found:
        raise UserError(_("Nothing in the dossier has the id “{id}”.").format(id=text), code="not_found")
    if len(found) > 1:
        candidates = ", ".join(f"{row.id} ({row.__kind__}: {title(row)})" for row in found)
        raise UserError(
            _("“{id}” fits more than one record: {candidates}.").format(id=text, candidates=candidates),
            code="ambiguous",
        )
    return EntityRef(found[0].__kind__, found[0].id)


def title(row: Journaled) -> str:
    """What stands for a record in a list: one line."""
    return " ".join(str(getattr(row, row.__title__) or "").split())[:200]


def _row(row: Journaled) -> RecordRow:
    return RecordRow(EntityRef(row.__kind__, row.id), title(row))


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else to_json(value)


def _children(session: Session, ref: EntityRef) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for kind, model in journaled_models().items():
        if kind in _PRIVATE:
            continue
        for column in _belonging(model).get(ref.kind, ()):
            query = select(model).where(column == ref.id, model.deleted.is_(False))
            rows = [{"id": str(row.id), "title": title(row)} for row in session.scalars(query)]
            if rows:
                found[f"{kind}s"] = rows
    return found


@cache
def _belonging(model: type[Journaled]) -> dict[str, list[Any]]:
    """By kind, the columns with the record that a row can't do without."""
    columns = [attribute.columns[0] for attribute in inspect(model).column_attrs]
    needed = [column for column in columns if not column.nullable and "ref" in column.info]
    kinds = {column.info["ref"] for column in needed}
    return {kind: [column for column in needed if column.info["ref"] == kind] for kind in kinds}


@dataclass(frozen=True, slots=True)
class Found:
    """A record found; ``title`` and ``snippet`` as (text, whether it matches what was asked)."""

    ref: EntityRef
    title: tuple[tuple[str, bool], ...]
    snippet: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """All that was found, by kind in a fixed order; ``more``: there is more than is shown."""

    asked: str
    groups: tuple[tuple[str, tuple[Found, ...]], ...]
    more: bool

    @property
    def count(self) -> int:
        return sum(len(rows) for _kind, rows in self.groups)


SHOWN = 300


def results(session: Session, asked: str, limit: int = SHOWN) -> Results:
    """Records that hold every word, grouped by kind."""
    hits = [hit for hit in fulltext.find(session, asked, limit=limit) if hit.kind in KIND_NAMES]
    groups: dict[str, list[Found]] = {kind: [] for kind in KIND_NAMES}
    wanted = _wanted(asked)
    for hit in hits:
        groups[hit.kind].append(_found(hit, wanted))
    kept = tuple((kind, tuple(rows)) for kind, rows in groups.items() if rows)
    return Results(asked, kept, len(hits) >= limit)


def _found(hit: Hit, wanted: tuple[tuple[str, ...], frozenset[str]]) -> Found:
    title, snippet = shown(hit)
    return Found(EntityRef(hit.kind, hit.id), marked(title, wanted), marked(snippet, wanted))


def shown(hit: Hit) -> tuple[str, str]:
    """The title of what was found, and what stands there besides; "" when there is no more than the title."""
    title = " ".join(hit.title.split())[:200]
    snippet = hit.snippet.removeprefix(title).strip()
    if hit.kind == "signal":  # what a resident typed may hold a telephone number or address that wasn't moved yet
        title, snippet = masked(title), masked(snippet)
    return title, "" if snippet.strip("…") in title else snippet


def _wanted(asked: str) -> tuple[tuple[str, ...], frozenset[str]]:
    found = fulltext.words(asked)
    return tuple(found), frozenset(fulltext.stems(found))


def marked(text: str, wanted: tuple[tuple[str, ...], frozenset[str]]) -> tuple[tuple[str, bool], ...]:
    """``text`` in pieces: words that begin with a word asked for, or have its stem, match."""
    begins, stems = wanted
    pieces: list[tuple[str, bool]] = []
    for piece in _PIECE.findall(text):
        plain = fulltext.words(piece)
        on = bool(plain) and (plain[0].startswith(begins) or not stems.isdisjoint(fulltext.stems(plain)))
        if pieces and pieces[-1][1] == on:
            pieces[-1] = (pieces[-1][0] + piece, on)
        else:
            pieces.append((piece, on))
    return tuple(pieces)


_PIECE = re.compile(r"\w+|\W+")
