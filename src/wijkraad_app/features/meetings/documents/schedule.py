"""The meetings of a year on paper."""

from __future__ import annotations

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _, in_language, language, ngettext
from wijkraad_app.pdf import blocks
from wijkraad_app.pdf.blocks import Block, Document

from ..queries.calendar import Calendar, CalendarEntry
from ..rules import words
from .paper import Paper


def schedule_document(calendar: Calendar, year: int, paper: Paper) -> Document:
    """All meetings of a year: day, time, what kind of meeting, where, and who may come."""
    with in_language(paper.language or language()):
        title = _("Meetings in {year}").format(year=year)
        parts: list[Block] = [blocks.Heading(title), blocks.Paragraph(_lead(calendar))]
        parts += [blocks.Paragraph(line, close=True) for line in calendar.series]
        if calendar.entries:
            parts += [blocks.Spacer(3), _table(calendar.entries)]
        else:
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
            blocks.Column(width=0.25),
            blocks.Column(width=0.21),
            blocks.Column(width=0.2),
            blocks.Column(width=0.22),
            blocks.Column(width=0.12),
        ),
    )


def _row(entry: CalendarEntry) -> tuple[blocks.Inline, ...]:
    kind = _(words.MEETING_KINDS[entry.kind])
    plain = entry.kind == "plenary" or entry.title.casefold() == kind.casefold()
    title = entry.title if plain else f"{entry.title}\n{kind}"
    day = dates.weekday_date(entry.day)
    access = _("public") if entry.public else _("closed")
    return (day, words.span(entry.start, entry.end), title, _place(entry), access)


def _place(entry: CalendarEntry) -> str:
    if entry.place and entry.online:
        return _("{place}, also online").format(place=entry.place)
    return entry.place or (_("online") if entry.online else "")
