"""Proposals among the notes of an item: a paragraph that begins with the word in bold."""

from __future__ import annotations

from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.i18n import N_, _, in_language

_LABEL = N_("Proposal:")


def label() -> str:
    """What a proposal begins with, in the language in force."""
    return _(_LABEL)


def _labels() -> tuple[str, ...]:
    with in_language("nl"):
        return (label(), _LABEL)


def with_note(notes: str, text: str, *, proposal: bool = False) -> str:
    """The notes (Markdown) with a plain text added as a paragraph of its own."""
    start = (rich.Span(label(), bold=True), rich.Span(" ")) if proposal else ()
    added = rich.paragraph(*start, rich.Span(" ".join(text.split())))
    return rich.serialise(rich.normal((*rich.parse(notes), added)))


def paragraphs(notes: str) -> tuple[rich.Block, ...]:
    """What the notes consist of, each paragraph, list item or table a block of its own."""
    return tuple(rich.parse(notes))


def replaced(notes: str, at: int, text: str | None, *, proposal: bool = False) -> str:
    """The notes with another text for paragraph ``at``, or without it (None)."""
    blocks = list(paragraphs(notes))
    blocks[at : at + 1] = paragraphs(with_note("", text, proposal=proposal)) if text is not None else ()
    return rich.serialise(rich.normal(tuple(blocks)))


def moved_up(notes: str, to: int) -> str:
    """The notes with the last paragraph as paragraph ``to``."""
    blocks = list(paragraphs(notes))
    blocks.insert(to, blocks.pop())
    return rich.serialise(rich.normal(tuple(blocks)))


def plain(block: rich.Block) -> str:
    """The words of a paragraph; of a proposal without its label."""
    if isinstance(block, rich.Table):
        return "\n".join("  |  ".join(rich.line_text(cell) for cell in row) for row in block.rows)
    return as_proposal(block) or rich.line_text(block.spans)


def as_proposal(block: rich.Block) -> str | None:
    """The text of a proposal without its label; None for any other block."""
    if not isinstance(block, rich.Line) or block.kind != "para":
        return None
    plain = rich.line_text(block.spans).strip()
    for word in _labels():
        if block.spans and block.spans[0].bold and plain.startswith(word):
            return plain.removeprefix(word).strip()
    return None


def last_proposal(notes: str) -> str:
    """The newest proposal in the notes; "" when there is none."""
    found = [proposal for block in rich.parse(notes) if (proposal := as_proposal(block))]
    return found[-1] if found else ""


def last_proposal_at(notes: str) -> int:
    """Which paragraph the newest proposal is, counted from 0; -1 when there is none."""
    found = [at for at, block in enumerate(rich.parse(notes)) if as_proposal(block)]
    return found[-1] if found else -1
