"""Examples of the verbs that prepare a meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from wijkraad_app.features.meetings import queries, service
from wijkraad_app.features.meetings.rules.recurrence import Pattern

if TYPE_CHECKING:
    from .examples import World

PATTERN = Pattern("monthly", date(2027, 1, 1), 1, nth=2)
UNTIL = date(2027, 3, 31)


def _series(w: World) -> UUID:
    made: UUID = w.do(service.add_series, pattern=PATTERN, title="Wijkraad", until=UNTIL, template="plenary")
    return made


def _occurrence(w: World) -> UUID:
    _series(w)
    rows = w.workspace.read(queries.meeting_rows)
    return next(row.id for row in rows if row.day == date(2027, 2, 9))


def _holiday(w: World) -> UUID:
    made: UUID = w.do(
        service.add_school_holiday, name="Voorjaar", first_day=date(2027, 2, 20), last_day=date(2027, 2, 28)
    )
    return made


def _template(w: World) -> UUID:
    made: UUID = w.do(service.add_template, meeting=w.meeting, name="De onze")
    return made


def _proposed(w: World) -> UUID:
    made: UUID = w.do(service.add_proposed, title="Speeltuin", minutes=15)
    return made


def _dropped(w: World) -> UUID:
    made = _proposed(w)
    w.do(service.drop_proposed, id=made)
    return made


def _document(w: World) -> UUID:
    made: UUID = w.do(service.add_correspondence, subject="Brief", party="Gemeente")
    return made


def _later(w: World) -> UUID:
    made: UUID = w.do(service.add_meeting, title="Januari", template="plenary", day=date(2027, 1, 12))
    return made


def _second_annex(w: World) -> UUID:
    w.annex()
    return w.annex()


def _open(w: World) -> dict[str, Any]:
    w.action()
    _document(w)
    _proposed(w)
    meeting = _later(w)
    found = w.workspace.read(queries.open_matters, meeting)
    return {"meeting": meeting, "chosen": [(one.sort, one.id) for one in found]}


EXAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    "meetings.add_correspondence": lambda w: {"subject": "Brief", "party": "Gemeente"},
    "meetings.add_proposed": lambda w: {"title": "Speeltuin"},
    "meetings.add_school_holiday": lambda w: {
        "name": "Zomer", "first_day": date(2027, 7, 17), "last_day": date(2027, 8, 29)
    },
    "meetings.add_series": lambda w: {"pattern": PATTERN, "title": "Wijkraad", "until": UNTIL, "template": "plenary"},
    "meetings.add_template": lambda w: {"meeting": w.meeting, "name": "De onze"},
    "meetings.attach_correspondence": lambda w: {
        "id": _document(w), "file_name": "brief.pdf", "data": b"%PDF", "media_type": "application/pdf"
    },
    "meetings.carry_over": _open,
    "meetings.drop_proposed": lambda w: {"id": _proposed(w)},
    "meetings.move_annex": lambda w: {"id": _second_annex(w), "direction": "up"},
    "meetings.move_occurrence": lambda w: {"id": _occurrence(w), "day": date(2027, 2, 11), "start": time(19)},
    "meetings.move_to_meeting": lambda w: {"id": w.last(), "meeting": _later(w)},
    "meetings.place_proposed": lambda w: {"id": _proposed(w), "meeting": w.meeting},
    "meetings.plan_series": lambda w: {"id": _series(w), "until": date(2027, 6, 30)},
    "meetings.remove_correspondence": lambda w: {"id": _document(w)},
    "meetings.remove_proposed": lambda w: {"id": _proposed(w)},
    "meetings.remove_school_holiday": lambda w: {"id": _holiday(w)},
    "meetings.remove_series": lambda w: {"id": _series(w)},
    "meetings.remove_template": lambda w: {"id": _template(w)},
    "meetings.rename_template": lambda w: {"id": _template(w), "name": "Kort"},
    "meetings.reopen_proposed": lambda w: {"id": _dropped(w)},
    "meetings.skip_occurrence": lambda w: {"id": _occurrence(w)},
    "meetings.update_annex": lambda w: {"id": w.annex(), "title": "Kaart", "public": False},
    "meetings.update_correspondence": lambda w: {"id": _document(w), "handling": "Ter kennisname"},
    "meetings.update_proposed": lambda w: {"id": _proposed(w), "title": "De speeltuin"},
    "meetings.update_school_holiday": lambda w: {"id": _holiday(w), "name": "Krokus"},
    "meetings.update_series": lambda w: {"id": _series(w), "place": "De Schakel", "until": date(2027, 6, 30)},
}  # fmt: skip
