"""What changed between two versions of an advice."""

from __future__ import annotations

from wijkraad_app.kernel import text
from wijkraad_app.kernel.differences import Paragraph, Part, Piece, paragraphs, words
from wijkraad_app.kernel.i18n import N_, _

from .snapshot import Content

__all__ = ["Paragraph", "Part", "Piece", "compare", "paragraphs", "words"]

_LABELS = {
    "title": N_("Title"),
    "occasion": N_("Occasion"),
    "findings": N_("Findings"),
    "considerations": N_("Considerations"),
}


def compare(old: Content, new: Content) -> tuple[Part, ...]:
    """What changed from one version to the next: one part each, in the order of the letter; only changed parts."""
    parts = [
        Part(_(label), paragraphs(_lines(getattr(old, name), old), _lines(getattr(new, name), new)))
        for name, label in _LABELS.items()
    ]
    recommendations = paragraphs(_numbered(old), _numbered(new))
    sources = paragraphs(_sources(old), _sources(new))
    parts += [Part(_("Recommendations"), recommendations), Part(_("Sources"), sources)]
    return tuple(part for part in parts if part.changed)


def _lines(markdown: str, content: Content) -> list[str]:
    """Bare paragraphs; a note shows as its number in brackets, so that a moved source is seen."""
    numbers = content.numbers
    found = []
    for block in text.parse(markdown):
        if isinstance(block, text.Line):
            line = "".join(f"[{numbers.get(span.ref, '?')}]" if span.ref else span.text for span in block.spans)
            found.append(line)
        else:
            found += [" | ".join(text.line_text(cell) for cell in row) for row in block.rows]
    return [line for line in found if line.strip()]


def _numbered(content: Content) -> list[str]:
    lines = (" ".join(_lines(markdown, content)) for markdown in content.recommendations)
    return [f"{number}. {line}" for number, line in enumerate(lines, start=1)]


def _sources(content: Content) -> list[str]:
    return [f"{number}. {source.sentence}" for number, source in enumerate(content.sources, start=1)]
