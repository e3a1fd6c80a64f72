"""Sources are numbered by first appearance: occasion, findings, considerations, recommendations."""

from __future__ import annotations

from collections.abc import Iterable

from wijkraad_app.kernel import text

SECTIONS = ("occasion", "findings", "considerations")
"""The long texts of an advice, in their order in the letter."""


def cited(markdowns: Iterable[str]) -> tuple[str, ...]:
    """The ids of all sources, each once, in order of first appearance over the texts: number 1 is the first."""
    found = (ref for markdown in markdowns for ref in text.references(text.parse(markdown)))
    return tuple(dict.fromkeys(found))


def numbers(markdowns: Iterable[str]) -> dict[str, int]:
    """The number of each cited source by its id."""
    return {ref: number for number, ref in enumerate(cited(markdowns), start=1)}


def appended(markdown: str, sentence: str, ref: str) -> str:
    """The text with a sentence and its note as a paragraph of its own at the end."""
    blocks = text.parse(markdown)
    note = text.paragraph(sentence.strip() + " ", text.evidence(ref))
    return text.serialise(text.normal((*blocks, note)))


def without(markdown: str, ref: str) -> str:
    """The text without the notes of one source; the words stay."""
    blocks = tuple(_without(block, ref) for block in text.parse(markdown))
    return text.serialise(text.normal(blocks))


def replaced(markdown: str, old: str, new: str) -> str | None:
    """The text with one sentence in place of another, or None when it isn't there word for word."""
    if not old:
        return None
    blocks = text.parse(markdown)
    for place, block in enumerate(blocks):
        if isinstance(block, text.Line):
            for at, span in enumerate(block.spans):
                if old in span.text:
                    spans = (
                        *block.spans[:at],
                        _with_text(span, span.text.replace(old, new, 1)),
                        *block.spans[at + 1 :],
                    )
                    line = text.Line(spans, block.kind, block.level, block.quote)
                    return text.serialise(text.normal((*blocks[:place], line, *blocks[place + 1 :])))
    return None


def _with_text(span: text.Span, words: str) -> text.Span:
    return text.Span(words, span.bold, span.italic, span.href, span.ref)


def _without(block: text.Block, ref: str) -> text.Block:
    if isinstance(block, text.Line):
        return text.Line(_kept(block.spans, ref), block.kind, block.level, block.quote)
    return text.Table(tuple(tuple(_kept(cell, ref) for cell in row) for row in block.rows))


def _kept(spans: tuple[text.Span, ...], ref: str) -> tuple[text.Span, ...]:
    return tuple(span for span in spans if span.ref != ref)
