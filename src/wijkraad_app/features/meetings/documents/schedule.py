"""The meetings of a year on paper."""

from __future__ import annotations

from itertools import groupby

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _, in_language, language, ngettext
from wijkraad_app.pdf import blocks
from wijkraad_app.pdf.blocks import Block, Document

from ..queries.calendar import Calendar, CalendarEntry
from ..rules import words
from .paper import Paper


def schedule_document(calendar: Calendar, year: int, paper: Paper) -> Document:
    """All meetings of a year by month: day, time, what kind of meeting and where."""
    with in_language(paper.language or language()):
        title = _("Meetings in {year}").format(year=year)
        parts: list[Block] = [blocks.Heading(title), blocks.Paragraph(_lead(calendar))]
        parts += [blocks.Paragraph(line, close=True) for line in calendar.series]
        for _month, entries in groupby(calendar.entries, key=lambda entry: entry.day.month):
            rows = tuple(entries)
            parts += [blocks.Heading(dates.month(rows[0].day), 2), _table(rows)]
        if not calendar.entries:
            parts.append(blocks.Paragraph(_("No meetings are planned for this year yet.")))
        return Document(
            title=title,
            blocks=tuple(parts),
            date=paper.date or clock.now(),
            author=paper.house.sender,
            language=language(),
            house=paper.house,
            running=title,
            example=paper.example,
            large=paper.large,
        )


def _lead(calendar: Calendar) -> str:
    count = len(calendar.entries)
    public = sum(entry.public for entry in calendar.entries)
    total = ngettext("{n} meeting", "{n} meetings", count).format(n=count)
    return _("{meetings}, of which {n} open to everyone.").format(meetings=total, n=public)


def _table(entries: tuple[CalendarEntry, ...]) -> blocks.Table:
    return blocks.Table(
        header=(_("Date"), _("Time"), _("Meeting"), _("Place"), _("Access")),
        rows=tuple(_row(entry) for entry in entries),
        columns=(
            blocks.Column(width=0.22),
            blocks.Column(width=0.2),
            blocks.Column(width=0.28),
            blocks.Column(width=0.18),
            blocks.Column(width=0.12),
        ),
    )


def _row(entry: CalendarEntry) -> tuple[blocks.Inline, ...]:
    kind = _(words.MEETING_KINDS[entry.kind])
    title = entry.title if entry.title.casefold() == kind.casefold() else f"{entry.title}\n{kind}"
    place = "\n".join(part for part in (entry.place, _("online") if entry.online else "") if part)
    day = dates.weekday_date(entry.day)
    return (day, words.span(entry.start, entry.end), title, place, _("public") if entry.public else _("closed"))
