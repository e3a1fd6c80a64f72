"""Every place where a person or words occur, as the page and the command line show it; and what may go by now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijkraad_app.db import erasure
from wijkraad_app.db.base import Journaled, journaled_models
from wijkraad_app.db.erasure import Found, Place, ReadFile, Wanted, Where
from wijkraad_app.db.tables import Device
from wijkraad_app.features.council.model import Person
from wijkraad_app.features.search.queries import title
from wijkraad_app.features.search.rules.fields import KIND_NAMES
from wijkraad_app.features.signals.model import Signal, SignalContact
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef

from . import rules
from .rules import Asked


@dataclass(frozen=True, slots=True)
class Earlier:
    """An erasure of before: its moment (aware) and how many values it took out; never what."""

    at: datetime
    values: int


def earlier(session: Session) -> tuple[Earlier, ...]:
    """The list of erasures, the newest first."""
    found = (Earlier(datetime.fromisoformat(one.at), len(one.parts)) for one in erasure.inside(session))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


_AROUND = 40
SHOWN = 500


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place: the record it belongs to (None for labels of changes), its title, and the words in their
    surroundings as (text, whether it is what was asked)."""

    where: Where
    kind: str
    id: UUID
    field: str
    title: str
    ref: EntityRef | None
    around: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """All places. ``name`` is who or what was asked; ``letters`` were signed or sent, ``computers`` have the dossier
    too; ``more``: how many places aren't in ``rows``."""

    name: str
    rows: tuple[PlaceRow, ...]
    more: int
    letters: tuple[str, ...]
    computers: int

    @property
    def erasable(self) -> int:
        """How many places can be erased."""
        return sum(row.where is not Where.KEPT for row in self.rows) + self.more


def places(session: Session, asked: Asked, read_file: ReadFile) -> Listing:
    """Where it occurs; reads the whole dossier. `UserError` when nothing that can be looked for is given."""
    found, wholes = look(session, asked, read_file)[:2]
    entire = {(one.ref.kind, one.ref.id): one.names for one in wholes}
    others = (place for place in found.places if place.field not in entire.get((place.kind, place.id), ()))
    rows = [*_whole_rows(session, wholes), *(_row(session, place) for place in others)]
    rows.sort(key=lambda row: (list(Where).index(row.where), row.kind, row.title))
    letters = [row.title for row in rows if row.where is Where.KEPT]
    computers = session.scalar(select(func.count(Device.id))) or 0
    return Listing(
        name=name_of(session, asked),
        rows=tuple(rows[:SHOWN]),
        more=max(0, len(rows) - SHOWN),
        letters=tuple(dict.fromkeys(letters)),
        computers=max(0, computers - 1),
    )


def look(session: Session, asked: Asked, read_file: ReadFile) -> tuple[Found, tuple[erasure.Whole, ...], Wanted | None]:
    """What erasing ``asked`` has to touch; ``read_file`` gives the text in a file."""
    wholes, terms = _subject(session, asked)
    wanted = erasure.wanted(terms) if terms or not wholes else None
    if wanted is None:
        return Found(), wholes, None
    found = erasure.find(session, wanted, read_file=read_file, keep=rules.KEPT_FILES, rewritable=rules.REWRITABLE)
    return found, wholes, wanted


def _subject(session: Session, asked: Asked) -> tuple[tuple[erasure.Whole, ...], tuple[str, ...]]:
    if asked.person is not None:
        row = _there(session, Person, asked.person)
        return (erasure.Whole(EntityRef("person", row.id), rules.OF_PERSON),), rules.terms(_texts(row))
    if asked.signal is not None:
        contacts = session.scalars(select(SignalContact).where(SignalContact.signal == asked.signal)).all()
        wholes = tuple(whole_contact(contact) for contact in contacts)
        return wholes, tuple(dict.fromkeys(term for one in contacts for term in rules.terms(_texts(one))))
    return (), asked.words


def whole_contact(contact: SignalContact) -> erasure.Whole:
    """All of the contact data of a signal, the row with it."""
    return erasure.Whole(EntityRef("signal_contact", contact.id), rules.OF_CONTACT, remove=True)


def _there(session: Session, model: type[Person], row_id: UUID) -> Person:
    row = session.get(model, row_id)
    if row is None:
        raise UserError(_("This is no longer in the dossier. Someone may have removed it."), code="not_found")
    return row


def _texts(row: Person | SignalContact) -> dict[str, str]:
    return {name: str(getattr(row, name)) for name in rules.TELLING}


def name_of(session: Session, asked: Asked) -> str:
    """Who or what it is about, in words."""
    if asked.person is not None:
        return title(_there(session, Person, asked.person))
    signal = session.get(Signal, asked.signal) if asked.signal is not None else None
    return title(signal) if signal is not None else ", ".join(asked.words)


def _whole_rows(session: Session, wholes: Iterable[erasure.Whole]) -> Iterable[PlaceRow]:
    for one in wholes:
        row = session.get(journaled_models()[one.ref.kind], one.ref.id)
        for name in sorted(one.names):
            value = str(getattr(row, name, ""))
            if row is not None and value:
                piece = ((value[:200], True),)
                yield PlaceRow(
                    Where.NOW, one.ref.kind, one.ref.id, name, told(session, row), shown_at(session, row), piece
                )


def _row(session: Session, place: Place) -> PlaceRow:
    model = journaled_models().get(place.kind)
    row = session.get(model, place.id) if model is not None else None
    return PlaceRow(
        where=place.where,
        kind=place.kind,
        id=place.id,
        field=place.field,
        title=told(session, row) if row is not None else "",
        ref=shown_at(session, row) if row is not None else None,
        around=around(place) if place.spans else (),
    )


def around(place: Place) -> tuple[tuple[str, bool], ...]:
    """The first of the words found, with some text on either side."""
    start, end = place.spans[0]
    low, high = rules.whole_words(place.text, start - _AROUND, start, end, end + _AROUND)
    pieces = (("…" if low else "") + place.text[low:start], False), (place.text[start:end], True)
    after = place.text[end:high] + ("…" if high < len(place.text) else "")
    return tuple((" ".join(text.split("\n")), on) for text, on in (*pieces, (after, False)) if text)


_OWNERS = ("advice", "meeting", "conversation", "survey", "signal", "letter", "question", "item", "person")


def told(session: Session, row: Journaled) -> str:
    """The title of the record that people know: of a part, that of what it belongs to."""
    owner = _owner(session, row)
    return title(owner or row)


def shown_at(session: Session, row: Journaled) -> EntityRef | None:
    """Where people look at it: the record itself or what it belongs to; None when that was removed."""
    owner = row if row.__kind__ in KIND_NAMES else _owner(session, row)
    if owner is None or owner.deleted or owner.__kind__ not in KIND_NAMES:
        return None
    return EntityRef(owner.__kind__, owner.id)


def _owner(session: Session, row: Journaled) -> Journaled | None:
    if row.__kind__ == "snapshot":
        return _get(session, getattr(row, "subject_kind", ""), getattr(row, "subject", None))
    if row.__kind__ in KIND_NAMES:
        return None
    return next((found for kind in _OWNERS if (found := _get(session, kind, getattr(row, kind, None)))), None)


def _get(session: Session, kind: str, row_id: object) -> Journaled | None:
    model = journaled_models().get(kind)
    return session.get(model, row_id) if model is not None and isinstance(row_id, UUID) else None
