"""Verbs of series: meetings that come back on days that follow from a pattern, with exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import func, select

from wijkraad_app.db.fields import checked
from wijkraad_app.db.tables import ChangeItem
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.council.queries import council
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.ids import derived_id

from .. import queries
from ..model import Action, AgendaItem, Annex, Attendance, Decision, Meeting, Series, Speaker
from ..queries.series import meetings_of, pattern_of
from ..rules import recurrence, words
from ..rules.checks import one_of, some_text
from ..rules.recurrence import Pattern
from .meetings import remove_meeting
from .templates import chosen_template, fill

_COMMON = ("title", "kind", "public", "place", "online", "start", "end")
"""What the meetings of a series have in common with it."""


class SeriesFields(TypedDict, total=False):
    """What can be changed about a series beside its days."""

    title: str
    kind: str
    public: bool
    place: str
    online: str
    start: time | None
    end: time | None
    template: str


@verb(label=N_("Plan series “{title}”"))
def add_series(uow: UnitOfWork, *, pattern: Pattern, until: date | None = None, **fields: Unpack[SeriesFields]) -> UUID:
    """A series; with ``until`` its meetings from today to that day are made at once. Returns its id.

    `UserError` for a kind or template that isn't there.
    """
    kind = one_of(fields.get("kind", "plenary"), words.MEETING_KINDS)
    title = fields.get("title", "").strip() or _(words.MEETING_KINDS[kind])
    uow.describe(title=title)
    public = {"public": kind != "executive"}
    values = {**public, **_columns(uow, fields), **_pattern_columns(pattern), "title": title, "kind": kind}
    row = uow.add(Series(**checked(Series, values)))
    if until is not None:
        _plan(uow, row, clock.today(), until)
    return row.id


def _columns(uow: UnitOfWork, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields, checked."""
    chosen_template(uow, fields.get("template"))
    if "title" in fields:
        some_text(fields["title"], _("A series needs a title. Type one."))
    if "kind" in fields:
        one_of(fields["kind"], words.MEETING_KINDS)
    return dict(fields)


def _pattern_columns(pattern: Pattern) -> dict[str, Any]:
    return {
        "frequency": pattern.frequency,
        "interval": pattern.interval,
        "weekday": pattern.weekday,
        "nth": pattern.nth,
        "first_day": pattern.first_day,
        "last_day": pattern.last_day,
        "skip_months": recurrence.months_text(pattern.skip_months),
        "skip_days": recurrence.days_text(pattern.skip_days),
    }


@verb(label=N_("Change series “{title}”"))
def update_series(
    uow: UnitOfWork,
    *,
    id: UUID,
    pattern: Pattern | None = None,
    until: date | None = None,
    **fields: Unpack[SeriesFields],
) -> None:
    """Change a series and its coming meetings that nobody has worked on.

    Those on days that no longer belong to it go; with ``until`` those that are missing up to that day are made.
    """
    row = uow.get(Series, id)
    uow.describe(title=row.title)
    values = _columns(uow, fields)
    untouched = _untouched(uow, row)
    uow.update(row, **checked(Series, values))
    if pattern is not None:
        uow.update(row, **checked(Series, _pattern_columns(pattern)))
    days = pattern_of(row)
    common = {name: value for name, value in values.items() if name in _COMMON}
    for meeting in untouched:
        if meeting.series_day is not None and recurrence.days(days, meeting.series_day, meeting.series_day):
            uow.update(meeting, **checked(Meeting, common))
        else:
            remove_meeting(uow, id=meeting.id)
    if until is not None:
        _plan(uow, row, clock.today(), until)


def _untouched(uow: UnitOfWork, series: Series) -> list[Meeting]:
    """Its meetings from today on that are as the series made them: on its day, with its facts, and nothing done."""
    today = clock.today()
    return [row for row in meetings_of(uow.session, series.id) if _as_made(uow, series, row, today)]


def _as_made(uow: UnitOfWork, series: Series, row: Meeting, today: date) -> bool:
    if row.status != "planned" or row.day is None or row.day < today or row.day != row.series_day:
        return False
    if any(getattr(row, name) != getattr(series, name) for name in _COMMON if name != "place" or series.place):
        return False
    if row.introduction or row.minutes_state != "none" or _recorded(uow, row.id):
        return False
    items = list(uow.session.scalars(select(AgendaItem).where(AgendaItem.meeting == row.id)))
    numbers = {derived_id(row.id, "item", number): number for number in range(len(items))}
    if any(one.deleted or one.id not in numbers for one in items):
        return False
    worked = _changed(uow, [one.id for one in items])
    return all(_as_in_template(uow, series, one, numbers[one.id]) for one in items if one.id in worked)


def _as_in_template(uow: UnitOfWork, series: Series, item: AgendaItem, number: int) -> bool:
    """Whether an item that was made, removed and made again still is what the template says."""
    template = queries.find_template(uow.session, series.template)
    if template is None or number >= len(template.items):
        return False
    names = ("title", "kind", "minutes", "explanation", "purpose", "introducer")
    bare = not (item.notes or item.closed_notes or item.asked or item.state or item.start or item.subject)
    return bare and all(getattr(item, name) == getattr(template.items[number], name) for name in names)


def _recorded(uow: UnitOfWork, meeting: UUID) -> bool:
    """Whether anything was recorded at the meeting or put with its items."""
    for model in (Attendance, Decision, Action, Speaker):
        query = select(model.id).where(model.meeting == meeting, model.deleted.is_(False))
        if uow.session.scalar(query.limit(1)):
            return True
    annex = select(Annex.id).join(AgendaItem, Annex.item == AgendaItem.id).where(AgendaItem.meeting == meeting)
    return uow.session.scalar(annex.where(Annex.deleted.is_(False)).limit(1)) is not None


def _changed(uow: UnitOfWork, items: list[UUID]) -> set[UUID]:
    """Those that have more in the journal than that they were made."""
    steps = select(ChangeItem.row_id).where(ChangeItem.row_id.in_(items)).group_by(ChangeItem.row_id)
    return set(uow.session.scalars(steps.having(func.count() > 1)))


@verb(label=N_("Plan meetings of “{title}”"))
def plan_series(uow: UnitOfWork, *, id: UUID, until: date, since: date | None = None) -> tuple[UUID, ...]:
    """Make the meetings from ``since`` (today) to ``until`` that aren't there yet; returns their ids.

    Two computers that plan the same day make the same meeting.
    """
    row = uow.get(Series, id)
    uow.describe(title=row.title)
    return _plan(uow, row, since or clock.today(), until)


def _plan(uow: UnitOfWork, series: Series, since: date, until: date) -> tuple[UUID, ...]:
    uow.session.flush()
    there = {row.series_day for row in meetings_of(uow.session, series.id)}
    wanted = [day for day in recurrence.days(pattern_of(series), since, until) if day not in there]
    body = council(uow.session)
    zone = body.zone if body else "Europe/Amsterdam"
    return tuple(_meeting(uow, series, day, zone) for day in wanted)


def _meeting(uow: UnitOfWork, series: Series, day: date, zone: str) -> UUID:
    usual = queries.usual(uow.session, series.kind, day)
    fields = {name: getattr(series, name) for name in _COMMON}
    fields |= {"day": day, "series_day": day, "series": series.id, "zone": zone, "status": "planned"}
    fields |= {"chair": usual.chair, "minute_taker": usual.minute_taker, "place": series.place or usual.place}
    id = derived_id(series.id, "meeting", day.isoformat())
    row = uow.session.get(Meeting, id)
    if row is None:
        row = uow.add(Meeting(id=id, **checked(Meeting, fields)))
    else:
        uow.update(row, deleted=False, **checked(Meeting, fields))
    template = queries.find_template(uow.session, series.template) if series.template else None
    if template is not None:
        fill(uow, row, template.items, derived=True)
    return id


@verb(label=N_("Move meeting “{title}”"))
def move_occurrence(
    uow: UnitOfWork, *, id: UUID, day: date, start: time | None = None, end: time | None = None
) -> None:
    """Put one meeting of a series on another day, or at other times; the series stays as it is."""
    row = uow.get(Meeting, id)
    uow.describe(title=row.title)
    if row.status != "planned":
        raise UserError(_("This meeting has been opened. It can't be moved any more."), code="opened")
    uow.update(row, day=day, start=start or row.start, end=end or row.end)


@verb(label=N_("Skip meeting “{title}”"))
def skip_occurrence(uow: UnitOfWork, *, id: UUID) -> None:
    """Leave one meeting of a series out: it goes, and its day isn't planned again."""
    row = uow.get(Meeting, id)
    uow.describe(title=row.title)
    if row.status != "planned":
        raise UserError(_("This meeting has been opened. It can't be skipped any more."), code="opened")
    series = uow.session.get(Series, row.series) if row.series else None
    if series is None or row.series_day is None:
        raise UserError(_("This meeting doesn't belong to a series. Remove it instead."), code="no_series")
    kept = recurrence.days_of(series.skip_days) | {row.series_day}
    uow.update(series, skip_days=recurrence.days_text(kept))
    remove_meeting(uow, id=id)


@verb(label=N_("Remove series “{title}”"))
def remove_series(uow: UnitOfWork, *, id: UUID) -> None:
    """Remove a series with its coming meetings that nobody has worked on; the others stay by themselves."""
    row = uow.get(Series, id)
    uow.describe(title=row.title)
    gone = {meeting.id for meeting in _untouched(uow, row)}
    for meeting in meetings_of(uow.session, id):
        if meeting.id in gone:
            remove_meeting(uow, id=meeting.id)
        else:
            meeting.series = None
    uow.remove(row)
