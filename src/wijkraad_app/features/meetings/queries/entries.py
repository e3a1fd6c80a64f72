"""What stands in the list of an item, in the order of the meeting: notes, decisions, actions, documents shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from wijkraad_app.kernel import text as rich

from ..rules.kept import Kept
from ..rules.proposals import as_proposal, paragraphs, plain
from .rows import ActionRow, AnnexRow, DecisionRow, ItemRow, MeetingView


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. ``kept`` is how verbs know it; of ``block``, ``decision``, ``action`` and ``annex`` one is there.
    ``lead`` stands before a paragraph of a list."""

    kept: Kept
    block: rich.Block | None = None
    lead: str = ""
    decision: DecisionRow | None = None
    action: ActionRow | None = None
    annex: AnnexRow | None = None

    @property
    def kind(self) -> str:
        return self.kept.kind

    @property
    def said(self) -> str:
        return self.kept.text


def entries_of(view: MeetingView, item: ItemRow) -> tuple[Entry, ...]:
    """Everything kept at the item. What was kept among the notes stands there; what nobody knows that of, after them;
    then what was noted in a closed part."""
    records = sorted(_records(view, item), key=lambda one: (one[0] is None, one[0] or 0, one[1], _place(one[2])))
    notes = list(_notes(item, item.notes, closed=False))
    laid: list[Entry] = []
    for at in range(len(notes) + 1):
        laid += [entry for noted, _made, entry in records if (noted if noted is not None else len(notes)) == at]
        laid += notes[at : at + 1]
    laid += [entry for noted, _made, entry in records if noted is not None and noted > len(notes)]
    return (*laid, *_notes(item, item.closed_notes, closed=True))


def _place(entry: Entry) -> str:
    """Among those of the same moment."""
    return next((one.position for one in (entry.decision, entry.action) if one is not None), "")


def _records(view: MeetingView, item: ItemRow) -> Iterator[tuple[int | None, datetime, Entry]]:
    for decision in view.decisions_of(item.id):
        kept = Kept(decision.sort, item.id, decision.id, text=decision.text)
        yield decision.noted, decision.made, Entry(kept, decision=decision)
    for action in view.actions_of(item.id):
        kept = Kept(action.sort, item.id, action.id, text=action.text)
        yield action.noted, action.made, Entry(kept, action=action)
    for annex in item.annexes:
        if annex.shown and annex.made is not None:
            yield annex.noted, annex.made, Entry(Kept("shown", item.id, annex.id, text=annex.title), annex=annex)


def _notes(item: ItemRow, markdown: str, *, closed: bool) -> Iterator[Entry]:
    blocks = paragraphs(markdown)
    for at, (block, number) in enumerate(zip(blocks, rich.list_numbers(blocks), strict=True)):
        kind = "note" if as_proposal(block) is None else "proposal"
        lead = {"bullet": "•  ", "number": f"{number}.  "}.get(block.kind, "") if isinstance(block, rich.Line) else ""
        yield Entry(Kept(kind, item.id, at=at, text=plain(block), closed=closed), block, lead)
