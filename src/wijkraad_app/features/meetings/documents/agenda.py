"""The agenda as a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from itertools import count
from typing import Any

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.i18n import _, in_language, language
from wijkraad_app.pdf import blocks
from wijkraad_app.pdf.blocks import Block, Document
from wijkraad_app.pdf.pack import link_to

from ..queries import MeetingView
from ..rules import words
from .data import agenda_data
from .paper import Paper


def agenda_document(view: MeetingView, paper: Paper, *, public: bool = False, pack: bool = False) -> Document:
    """The agenda: when and where, the items with their times, then explanations and annexes.

    At the front of a ``pack`` its annexes are links, and it says what the pack isn't.
    """
    data = agenda_data(view, public=public)
    with in_language(paper.language or language()):
        heading = _("Agenda {meeting}").format(meeting=words.meeting_name(data["title"], day_of(data["date"])))
        online = (_("Online"), data["online"])
        parts: list[Block] = [blocks.Heading(heading), facts(data, online), *rich_blocks(data["introduction"], 2)]
        if pack:
            parts.append(_about_the_pack())
        if data["items"]:
            parts += [blocks.Spacer(3), _table(data["items"])]
        parts += _explanations(data["items"], count() if pack else None)
        return document(heading, parts, paper, view, public=public)


def _about_the_pack() -> Block:
    said = _(
        "The annexes follow the agenda. Because they come from elsewhere, this pack isn't PDF/A; "
        "the agenda on its own is."
    )
    return blocks.Paragraph(said, tone="small")


def document(
    title: str, parts: Sequence[Block], paper: Paper, view: MeetingView, *, public: bool, mark: str = ""
) -> Document:
    """A document of a meeting, in the language in force."""
    return Document(
        title=title,
        blocks=tuple(parts),
        date=paper.date or clock.now(),
        author=paper.house.sender,
        language=language(),
        house=paper.house,
        running=words.meeting_name(view.title, view.day),
        mark=mark or (_("Public version") if public else ""),
        example=paper.example,
        large=paper.large,
    )


def facts(data: Mapping[str, Any], *more: tuple[str, str]) -> blocks.KeyValues:
    """Date, time, place and whether everyone may come; then what else is known."""
    day, start, end = day_of(data["date"]), time_of(data["start"]), time_of(data["end"])
    pairs = (
        (_("Date"), dates.full_date(day) if day else ""),
        (_("Time"), words.span(start, end)),
        (_("Place"), data["place"]),
        (_("Access"), _("public meeting") if data["public"] else _("closed meeting")),
        *more,
    )
    return blocks.KeyValues(tuple(blocks.KeyValue(label, value) for label, value in pairs if value), label_width=36)


def _table(items: Sequence[Mapping[str, Any]]) -> blocks.Table:
    return blocks.Table(
        header=(_("No."), _("Time"), _("Item"), _("Purpose"), _("Min.")),
        rows=tuple(_row(item) for item in items),
        columns=(
            blocks.Column(),
            blocks.Column(),
            blocks.Column(width=0.56),
            blocks.Column(),
            blocks.Column(align="right"),
        ),
    )


def _row(item: Mapping[str, Any]) -> tuple[blocks.Inline, ...]:
    at, minutes = time_of(item["time"]), item["minutes"]
    below = [_("introduced by {name}").format(name=item["introducer"])] if item["introducer"] else []
    below += [] if item["public"] else [_("closed")]
    title = (rich.Span(item["title"], bold=item["level"] == 0 and item["kind"] != "break"),)
    extra = (rich.Span("\n" + ", ".join(below)),) if below else ()
    kind = "" if item["kind"] in ("procedure", "break") else _(words.ITEM_KINDS[item["kind"]])
    shown = "" if at is None else dates.bare_time(at)
    return (item["number"] or "", shown, (*title, *extra), kind, str(minutes) if minutes else "")


def _explanations(items: Sequence[Mapping[str, Any]], linked: Iterator[int] | None) -> list[Block]:
    wordy = [item for item in items if _told(item)]
    parts: list[Block] = [blocks.Heading(_("Explanation"), 2)] if wordy else []
    for item in wordy:
        parts.append(blocks.Heading(numbered(item), 3))
        parts += _aims(item)
        parts += rich_blocks(item["explanation"], 4)
        parts += annexes(item, linked)
    return parts


def _told(item: Mapping[str, Any]) -> bool:
    """Whether there is more to say of an item than its line in the table."""
    return any(str(item[name]).strip() for name in ("explanation", "purpose", "asked")) or bool(item["annexes"])


def _aims(item: Mapping[str, Any]) -> list[Block]:
    """What the council wants to reach at an item, and the decision asked in full."""
    parts: list[Block] = [blocks.Paragraph(item["purpose"])] if item["purpose"].strip() else []
    if item["asked"].strip():
        parts.append(blocks.Paragraph(_("Decision asked"), tone="strong", keep_with_next=True))
        parts += [blocks.Paragraph(line, close=True) for line in item["asked"].splitlines() if line.strip()]
    return parts


def numbered(item: Mapping[str, Any]) -> str:
    """ "4.a  Bomen"."""
    return f"{item['number']}  {item['title']}" if item["number"] else str(item["title"])


def annexes(item: Mapping[str, Any], linked: Iterator[int] | None = None) -> list[Block]:
    """The annexes of an item, if any; as links into the pack with the numbers that ``linked`` gives."""
    if not item["annexes"]:
        return []
    listed = tuple(blocks.ListItem(_annex(annex["title"], linked)) for annex in item["annexes"])
    return [blocks.Paragraph(_("Annexes"), tone="strong", keep_with_next=True), blocks.ItemList(listed)]


def _annex(title: str, linked: Iterator[int] | None) -> blocks.Inline:
    return title if linked is None else (rich.Span(title, href=link_to(next(linked))),)


def rich_blocks(markdown: str, top: int) -> list[Block]:
    """Formatted text, if there is any; a reference to a source has no list here and is left out."""
    parsed = tuple(_without_references(block) for block in rich.parse(markdown))
    return [blocks.Rich(parsed, top=top)] if parsed else []


def _without_references(block: rich.Block) -> rich.Block:
    if isinstance(block, rich.Table):
        return rich.Table(tuple(tuple(_no_refs(cell) for cell in row) for row in block.rows))
    return rich.Line(_no_refs(block.spans), block.kind, block.level, block.quote)


def _no_refs(spans: tuple[rich.Span, ...]) -> tuple[rich.Span, ...]:
    return tuple(span for span in spans if not span.ref)


def day_of(text: str | None) -> date | None:
    """A day from JSON."""
    return date.fromisoformat(text) if text else None


def time_of(text: str | None) -> time | None:
    """A clock time from JSON."""
    return time.fromisoformat(text) if text else None
