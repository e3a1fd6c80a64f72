"""The registers across meetings: sorted ids first, then rows on demand; and one decision with all that is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true
from sqlalchemy.orm import Session

from wijkraad_app.db import fulltext
from wijkraad_app.features.council.model import Person
from wijkraad_app.kernel.ids import EntityRef

from ..model import Action, AgendaItem, Decision, Meeting
from ..rules import words
from ..rules.registers import WITHOUT_MEETING, DecisionFilter, same_subject, telling
from ..rules.subjects import SUBJECTS
from .outcomes import action_rows, decision_row
from .rows import ActionRow, DecisionRow
from .voting import voters

_CHUNK = 500
_DAY = func.coalesce(Meeting.day, Decision.day)
_ABOUT = func.coalesce(Decision.subject, AgendaItem.subject)
_ABOUT_KIND = case((Decision.subject.is_not(None), Decision.subject_kind), else_=AgendaItem.subject_kind)
EARLIER = 6
ALL = DecisionFilter()


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A decision in the register. ``kind`` and ``meeting_title`` are of its meeting, "" outside one; ``about`` is the
    record it is about, with its title."""

    decision: DecisionRow
    kind: str
    meeting_title: str
    about: EntityRef | None
    about_title: str

    @property
    def id(self) -> UUID:
        return self.decision.id

    @property
    def subject(self) -> str:
        """What it is about, where its own text doesn't say so: minutes that are adopted are named there."""
        return self.about_title if self.about is not None and self.about.kind != Meeting.__kind__ else ""


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """One decision whole. ``earlier``: on the same subject, the nearest first; ``offered``: what it can be said to be
    about."""

    row: RegisterRow
    earlier: tuple[RegisterRow, ...]
    offered: tuple[tuple[EntityRef, str], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters of the register offer; ``total`` counts all decisions."""

    years: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    abouts: tuple[tuple[UUID, str], ...] = ()
    total: int = 0


def decision_ids(
    session: Session, *, sort: str = "day", descending: bool = True, wanted: DecisionFilter = ALL
) -> tuple[UUID, ...]:
    """Ids of decisions; ``sort``: day, text, outcome, sort or meeting, then the newest first."""
    query = _joined(select(Decision.id)).where(*_limits(wanted))
    keys: dict[str, ColumnElement[Any]] = {
        "text": func.lower(Decision.text),
        "outcome": Decision.outcome.expression,
        "sort": Decision.sort.expression,
        "meeting": func.lower(func.coalesce(Meeting.title, "")),
    }
    key = keys.get(sort, _DAY)
    newest = (_DAY.desc(), Decision.meeting, Decision.position.desc(), Decision.id)
    return tuple(session.scalars(query.order_by(key.desc() if descending else key.asc(), *newest)))


def _joined(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(Decision)
        .outerjoin(Meeting, and_(Decision.meeting == Meeting.id, Meeting.deleted.is_(False)))
        .outerjoin(AgendaItem, and_(Decision.item == AgendaItem.id, AgendaItem.deleted.is_(False)))
        .where(Decision.deleted.is_(False))
    )


def _limits(wanted: DecisionFilter) -> Iterable[ColumnElement[bool]]:
    if wanted.year is not None:
        yield _DAY.between(date(wanted.year, 1, 1), date(wanted.year, 12, 31))
    if wanted.outcome:
        yield Decision.outcome == wanted.outcome
    if wanted.kind:
        yield Decision.meeting.is_(None) if wanted.kind == WITHOUT_MEETING else Meeting.kind == wanted.kind
    if wanted.sort:
        yield Decision.sort == wanted.sort
    if wanted.about is not None:
        yield _ABOUT.in_((wanted.about,))
    yield and_(true(), *(Decision.text.icontains(word, autoescape=True) for word in wanted.text.split()))


def register_rows(session: Session, ids: Sequence[UUID]) -> tuple[RegisterRow, ...]:
    """The rows of those decisions in the order asked; removed ones are left out."""
    found: dict[UUID, RegisterRow] = {}
    titles: dict[EntityRef, str] = {}
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        query = _joined(select(Decision, Meeting.day, Meeting.kind, Meeting.title, _ABOUT_KIND, _ABOUT))
        rows = session.execute(query.where(Decision.id.in_(part))).all()
        numbers = _numbers(session, {row.meeting for row, *_rest in rows if row.meeting is not None})
        said = voters(session, [row.id for row, *_rest in rows])
        for row, day, kind, title, about_kind, about in rows:
            ref = EntityRef(about_kind, about) if about is not None and about_kind else None
            if ref is not None and ref not in titles:
                titles[ref] = _title(session, ref)
            named = titles.get(ref, "") if ref is not None else ""
            made = decision_row(row, numbers.get(row.id, 0), day or row.day, said.get(row.id, ()))
            found[row.id] = RegisterRow(made, kind or "", title or "", ref if named else None, named)
    return tuple(found[id] for id in ids if id in found)


def _numbers(session: Session, meetings: set[UUID]) -> dict[UUID, int]:
    """The number of each decision within its meeting."""
    place = func.row_number().over(partition_by=Decision.meeting, order_by=(Decision.position, Decision.id))
    query = select(Decision.id, place).where(Decision.meeting.in_(meetings), Decision.deleted.is_(False))
    return {id: number for id, number in session.execute(query)}


def _title(session: Session, ref: EntityRef) -> str:
    handler = SUBJECTS.get(ref.kind)
    return handler.title(session, ref.id) if handler is not None else ""


def register_choices(session: Session) -> Choices:
    """What there is to choose from now: years (the newest first), kinds of meeting, what decisions are about."""
    year = func.extract("year", _DAY)
    years = [int(one) for one in session.scalars(_joined(select(year)).distinct()) if one is not None]
    kinds = set(session.scalars(_joined(select(func.coalesce(Meeting.kind, WITHOUT_MEETING))).distinct()))
    known = [kind for kind in (*words.MEETING_KINDS, WITHOUT_MEETING) if kind in kinds]
    pairs = session.execute(_joined(select(_ABOUT_KIND, _ABOUT)).where(_ABOUT.is_not(None)).distinct())
    refs = [EntityRef(kind, id) for kind, id in pairs if kind and kind != Meeting.__kind__]
    abouts = [(ref.id, _title(session, ref)) for ref in refs]
    total = session.scalar(select(func.count(Decision.id)).where(Decision.deleted.is_(False))) or 0
    return Choices(
        tuple(sorted(years, reverse=True)),
        tuple(known),
        tuple(sorted(((id, title) for id, title in abouts if title), key=lambda one: one[1].casefold())),
        total,
    )


def decision_entry(session: Session, id: UUID) -> DecisionEntry | None:
    """One decision with who said what and what was decided on its subject before; None when it is gone."""
    rows = register_rows(session, (id,))
    if not rows:
        return None
    row = rows[0]
    earlier = earlier_on(session, row.decision.text, about=row.about.id if row.about else None, than=id)
    return DecisionEntry(row, earlier, SUBJECTS.offered(session))


def earlier_on(
    session: Session, text: str, *, about: UUID | None = None, than: UUID | None = None, limit: int = EARLIER
) -> tuple[RegisterRow, ...]:
    """Decisions on the same subject: those about the same record, then those whose words are nearest to ``text``;
    with ``than`` only decisions before that one."""
    ids: list[UUID] = []
    if about is not None:
        ids += decision_ids(session, wanted=DecisionFilter(about=about))
    wanted = telling(fulltext.words(text))
    near = [id for id in fulltext.like(session, wanted, Decision.__kind__) if id not in ids] if wanted else []
    before = register_rows(session, (than,))[0].decision.day if than is not None else None
    stems = fulltext.stems(wanted)
    rows = [row for row in register_rows(session, ids) if _before(row, than, before)]
    scored = [
        (same_subject(stems, fulltext.stems(telling(fulltext.words(row.decision.text)))), row)
        for row in register_rows(session, near)
        if _before(row, than, before)
    ]
    scored = sorted((one for one in scored if one[0]), key=lambda one: one[0], reverse=True)
    return (*rows, *(row for _score, row in scored))[:limit]


def _before(row: RegisterRow, than: UUID | None, day: date | None) -> bool:
    return row.id != than and (day is None or (row.decision.day or date.min) <= day)


@dataclass(frozen=True, slots=True)
class ActionChoices:
    """What the filters of the action list offer; a typed name stands for itself."""

    owners: tuple[tuple[UUID | str, str], ...] = ()
    meetings: tuple[tuple[UUID, str], ...] = ()


def action_choices(session: Session) -> ActionChoices:
    """Owners of actions by name, and the meetings they come from, the newest first."""
    live = Action.deleted.is_(False)
    people = session.execute(select(Person.id, Person.name).where(Person.id.in_(select(Action.owner).where(live))))
    typed = session.scalars(select(Action.owner_name).where(live, Action.owner.is_(None)).distinct())
    owners: list[tuple[UUID | str, str]] = [
        *((id, name) for id, name in people),
        *((name, name) for name in typed if name),
    ]
    meetings = select(Meeting.id, Meeting.title, Meeting.day).where(
        Meeting.id.in_(select(Action.meeting).where(live)), Meeting.deleted.is_(False)
    )
    found = session.execute(meetings.order_by(Meeting.day.desc(), Meeting.id))
    return ActionChoices(
        tuple(sorted(owners, key=lambda one: one[1].casefold())),
        tuple((id, words.meeting_name(title, day)) for id, title, day in found),
    )


@dataclass(frozen=True, slots=True)
class OwnerActions:
    """The open actions of one owner; ``person`` None for a typed name, ``mail`` "" where none is known.
    ``reminded_on`` is the last day any of them was asked about."""

    person: UUID | None
    name: str
    mail: str
    actions: tuple[ActionRow, ...]
    reminded_on: date | None


def owners_of_open(session: Session) -> tuple[OwnerActions, ...]:
    """Everyone with open actions, by name; what nobody has yet is left out."""
    query = select(Action.id, Action.owner, Action.owner_name, Action.reminded_on).where(
        Action.deleted.is_(False), Action.status == "open", or_(Action.owner.is_not(None), Action.owner_name != "")
    )
    grouped: dict[UUID | str, list[tuple[UUID, date | None]]] = {}
    for id, owner, name, reminded in session.execute(query.order_by(Action.due.is_(None), Action.due, Action.id)):
        grouped.setdefault(owner or name, []).append((id, reminded))
    people = {row.id: row for row in session.scalars(select(Person).where(Person.id.in_(_ids(grouped))))}
    found = [_owned(session, owner, rows, people) for owner, rows in grouped.items()]
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def _ids(owners: Iterable[UUID | str]) -> list[UUID]:
    return [one for one in owners if isinstance(one, UUID)]


def _owned(
    session: Session, owner: UUID | str, rows: Sequence[tuple[UUID, date | None]], people: dict[UUID, Person]
) -> OwnerActions:
    person = people.get(owner) if isinstance(owner, UUID) else None
    reminded = [day for _id, day in rows if day is not None]
    return OwnerActions(
        person.id if person else None,
        person.name if person else str(owner),
        person.mail if person is not None and not person.deleted else "",
        action_rows(session, tuple(id for id, _day in rows)),
        max(reminded, default=None),
    )
