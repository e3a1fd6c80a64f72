"""What has to be ready before a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _, ngettext

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the next meeting. ``before`` is the day of the meeting before, None without one.

    ``bare`` are the numbers of items for discussion or decision without papers or explanation.
    """

    day: date
    items: int
    before: date | None
    minutes_ready: bool
    chaired: bool
    attendance_known: bool
    notice_days: int
    bare: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to prepare; ``note`` says what is missing or by when."""

    text: str
    done: bool
    note: str = ""


def steps(facts: Facts, today: date) -> tuple[Step, ...]:
    """The list, in the order in which it is usually done.

    Nobody records that an invitation went out: it stands in the list as long as there is time for it.
    """
    found = [_agenda(facts), _minutes(facts), _chair(facts), _papers(facts), _attendance(facts), _notice(facts, today)]
    return tuple(step for step in found if step is not None)


def _agenda(facts: Facts) -> Step:
    if not facts.items:
        return Step(_("Agenda"), False, _("no items yet"))
    words = ngettext("Agenda with {n} item", "Agenda with {n} items", facts.items)
    return Step(words.format(n=facts.items), True)


def _minutes(facts: Facts) -> Step | None:
    if facts.before is None:
        return None
    words = _("Minutes of {day}").format(day=dates.long_date(facts.before).rsplit(" ", 1)[0])
    return Step(words, facts.minutes_ready, "" if facts.minutes_ready else _("not on the agenda"))


def _chair(facts: Facts) -> Step:
    return Step(_("Chair and minute-taker"), facts.chaired, "" if facts.chaired else _("not chosen"))


def _papers(facts: Facts) -> Step | None:
    if not facts.items:
        return None
    if not facts.bare:
        return Step(_("Papers with the items"), True)
    count = len(facts.bare)
    return Step(_papers_words(facts.bare), False, _("missing") if count == 1 else _("{n} missing").format(n=count))


def _papers_words(bare: Sequence[str]) -> str:
    if len(bare) > _NAMED:
        return _("Papers with the items")
    return ngettext("Papers with item {items}", "Papers with items {items}", len(bare)).format(items=_listed(bare))


def _listed(names: Sequence[str]) -> str:
    """ "4, 5 en 6"."""
    if len(names) < 2:
        return "".join(names)
    return _("{all} and {last}").format(all=", ".join(names[:-1]), last=names[-1])


def _attendance(facts: Facts) -> Step:
    return Step(_("Attendance list"), facts.attendance_known, "" if facts.attendance_known else _("nobody yet"))


def _notice(facts: Facts, today: date) -> Step | None:
    by = facts.day - timedelta(days=facts.notice_days)
    if by < today:
        return None
    return Step(_("Send the invitation"), False, _("by {day}").format(day=dates.short_date(by)))
