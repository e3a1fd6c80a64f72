"""From what was adopted to the letter's PDF: only the snapshot speaks, never the draft behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wijkraad_app.features.advice.rules import annex
from wijkraad_app.features.advice.rules.numbering import SECTIONS
from wijkraad_app.features.advice.rules.snapshot import Content
from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.i18n import N_, _, in_language
from wijkraad_app.pdf import blocks, render
from wijkraad_app.pdf.letter import Letter, Source, letter_document

from .queries import LetterInput

_HEADINGS = {
    "occasion": N_("Occasion"),
    "findings": N_("Findings"),
    "considerations": N_("Considerations"),
}


def letter_pdf(given: LetterInput, *, public: bool = False, paper: bool = False) -> bytes:
    """The letter as PDF/A-2a and PDF/UA-1, with its signature fields. Takes about half a second."""
    return render.render(letter_document(letter(given, public=public, paper=paper)))


def letter(given: LetterInput, *, public: bool = False, paper: bool = False) -> Letter:
    """The letter of an advice: what was adopted, between sender and signatures."""
    content = given.content
    with in_language(content.language):
        body = tuple(_body(content))
        sources = tuple(_sources(content))
        roles = {"chair": _("chair"), "secretary": _("secretary")}
    return Letter(
        house=replace(given.house, lines=()) if public else given.house,
        addressee=given.addressee,
        day=given.day,
        reference=given.reference,
        subject=content.title,
        body=body,
        recommendations=tuple(rich.parse(one) for one in content.recommendations),
        signers=tuple(blocks.SignatureField(one.field, one.name, roles[one.field]) for one in given.signers),
        sources=sources,
        copies=given.copies,
        respond_by=given.respond_by,
        place=given.place,
        their_reference=content.request_reference,
        their_letter=content.request_day,
        contact="" if public else given.contact,
        salutation=given.salutation if content.language == "nl" else "",
        language=content.language,
        paper=paper,
        public=public,
        example=given.example,
    )


def _body(content: Content) -> Iterator[rich.Block]:
    for name in SECTIONS:
        markdown = getattr(content, name)
        if markdown.strip():
            yield rich.heading(_(_HEADINGS[name]), 2)
            yield from rich.parse(markdown)


def _sources(content: Content) -> Iterator[Source]:
    for source, entry in zip(content.sources, annex.entries(content.sources), strict=True):
        details = [f"{name}: {value}" for name, value in entry.facts]
        if entry.table:
            details.append("; ".join(" ".join(cell for cell in row if cell) for row in entry.table[1:]))
        yield Source(source.id, entry.title, tuple(details))
