"""From a version of an advice to what a letter says: its text, recommendations, sources and their tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.i18n import N_, _, in_language
from wijkraad_app.pdf import blocks, render
from wijkraad_app.pdf.letter import Letter, Source, letter_document

from .rules import annex
from .rules.sentences import unbroken
from .rules.snapshot import Content

_HEADINGS = {"occasion": N_("Occasion"), "findings": N_("Findings"), "considerations": N_("Considerations")}


@dataclass(frozen=True, slots=True)
class LetterBody:
    """The parts of `pdf.letter.Letter` that an advice fills. ``annex`` are the counts behind survey figures."""

    body: tuple[rich.Block, ...]
    recommendations: tuple[tuple[rich.Block, ...], ...]
    sources: tuple[Source, ...]
    annex: tuple[blocks.Block, ...]


def letter_body(content: Content) -> LetterBody:
    """The version in its own language; sections without text are left out."""
    with in_language(content.language):
        entries = annex.entries(content.sources)
        return LetterBody(
            body=tuple(_body(content)),
            recommendations=tuple(rich.parse(unbroken(one)) for one in content.recommendations),
            sources=tuple(
                Source(source.id, entry.title, tuple(f"{name}: {unbroken(value)}" for name, value in entry.facts))
                for source, entry in zip(content.sources, entries, strict=True)
            ),
            annex=tuple(_table(entry) for entry in entries if entry.table),
        )


def draft_pdf(content: Content, day: date, *, council: str = "", reference: str = "", example: bool = False) -> bytes:
    """The bare letter of a draft, where nobody can draw the whole one. Takes about half a second."""
    parts = letter_body(content)
    letter = Letter(
        house=blocks.HouseStyle(sender=council),
        addressee=(),
        day=day,
        reference=reference,
        subject=content.title,
        body=parts.body,
        recommendations=parts.recommendations,
        sources=parts.sources,
        annex=parts.annex,
        their_reference=content.request_reference,
        their_letter=content.request_day,
        language=content.language,
        example=example,
    )
    return render.render(letter_document(letter))


def _body(content: Content) -> Iterator[rich.Block]:
    for name, heading in _HEADINGS.items():
        markdown = getattr(content, name)
        if markdown.strip():
            yield rich.heading(_(heading), 2)
            yield from rich.parse(unbroken(markdown))


def _table(entry: annex.Entry) -> blocks.Table:
    header, *rows = entry.table
    return blocks.Table(
        header=header,
        rows=tuple(rows),
        columns=(blocks.Column(), blocks.Column(22, "right"), blocks.Column(22, "right")),
        caption=_("Source {number}: {title}").format(number=entry.number, title=entry.title),
        row_headers=True,
        small=True,
    )
