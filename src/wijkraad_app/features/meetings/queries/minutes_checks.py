"""What is likely to be missing in a meeting's draft minutes."""

from __future__ import annotations

from ..rules.minutes_checks import ActionFacts, DecisionFacts, Facts, ItemFacts, Remark, remarks
from .rows import DecisionRow, ItemRow, MeetingView


def minutes_remarks(view: MeetingView) -> tuple[Remark, ...]:
    """Nothing for adopted minutes: those stay as they are."""
    return () if view.minutes_state == "adopted" else remarks(_facts(view))


def _facts(view: MeetingView) -> Facts:
    return Facts(
        chair=view.chair is not None,
        minute_taker=view.minute_taker is not None,
        unknown=sum(row.state == "unknown" for row in view.attendance if not row.guest),
        here=sum(row.here for row in view.attendance if row.votes),
        closed=view.status == "closed",
        items=tuple(_item(view, item) for item in view.items if item.kind != "break"),
        decisions=tuple(_decision(view, row) for row in view.decisions),
        actions=tuple(
            ActionFacts(row.id, row.text, row.item, bool(row.owner_name), row.due is not None, row.sort == "question")
            for row in view.actions
        ),
        open_comments=len(view.draft.open_comments),
    )


def _item(view: MeetingView, item: ItemRow) -> ItemFacts:
    """Unnumbered items and those above others get no remark of their own."""
    above = any(other.parent == item.id for other in view.items)
    decided = bool(view.decisions_of(item.id)) or above
    noted = bool(item.notes.strip() or item.closed_notes.strip() or view.actions_of(item.id))
    return ItemFacts(item.id, item.number, item.kind, bool(item.state), decided, noted)


def _decision(view: MeetingView, row: DecisionRow) -> DecisionFacts:
    counts = (row.votes_for, row.votes_against, row.abstained, row.blank)
    cast = sum(count or 0 for count in counts) if row.counted else None
    needed = row.needed if row.needed is not None else (view.quorum.needed if view.attendance_known else None)
    return DecisionFacts(row.id, row.short_name, row.item, row.method, row.present, needed, cast)
