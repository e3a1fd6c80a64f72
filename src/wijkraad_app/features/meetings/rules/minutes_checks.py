"""What is likely to be missing in draft minutes. Pure; nothing here stops anyone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from wijkraad_app.kernel.i18n import _, ngettext

OUTCOME_ASKED = ("decide", "consent")
"""Kinds of items that end in a decision."""


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """``settled``: deferred, merged, dropped or handled otherwise; ``decided``: a decision was taken there."""

    id: UUID
    number: str
    kind: str
    settled: bool
    decided: bool
    noted: bool


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """Counts as they were when it was taken; None where nobody counted. ``cast`` are all votes counted."""

    id: UUID
    name: str
    item: UUID | None
    method: str
    present: int | None
    needed: int | None
    cast: int | None


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """``question``: to be looked up, which needs no date."""

    id: UUID
    text: str
    item: UUID | None
    owned: bool
    dated: bool
    question: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is looked at. ``unknown`` are members of whom nothing was recorded; ``here``: those with a vote."""

    chair: bool
    minute_taker: bool
    unknown: int
    here: int
    closed: bool
    items: tuple[ItemFacts, ...] = ()
    decisions: tuple[DecisionFacts, ...] = ()
    actions: tuple[ActionFacts, ...] = ()
    open_comments: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """``place`` is where it is mended: chair, minute_taker, attendance, item, decision, action or comments; ``id`` of
    which, and ``item`` where that stands."""

    text: str
    place: str
    id: UUID | None = None
    item: UUID | None = None


def remarks(facts: Facts) -> tuple[Remark, ...]:
    """What is missing or doesn't fit, in the order of the minutes."""
    return (*_people(facts), *_items(facts.items), *_decisions(facts), *_actions(facts.actions), *_comments(facts))


def _people(facts: Facts) -> Iterator[Remark]:
    if not facts.chair:
        yield Remark(_("No chair chosen."), "chair")
    if not facts.minute_taker:
        yield Remark(_("Nobody takes the minutes yet."), "minute_taker")
    if facts.unknown:
        text = ngettext(
            "Attendance of {n} member isn't known.", "Attendance of {n} members isn't known.", facts.unknown
        )
        yield Remark(text.format(n=facts.unknown), "attendance")


def _items(items: Sequence[ItemFacts]) -> Iterator[Remark]:
    for item in items:
        if item.kind in OUTCOME_ASKED and not item.settled and not item.decided:
            yield Remark(_("Item {number} has no outcome.").format(number=item.number), "item", item.id, item.id)
        elif item.kind == "discuss" and not item.settled and not item.decided and not item.noted:
            yield Remark(_("Nothing is noted at item {number}.").format(number=item.number), "item", item.id, item.id)


def _decisions(facts: Facts) -> Iterator[Remark]:
    for one in facts.decisions:
        present = one.present if one.present is not None else facts.here
        if one.method != "mail" and one.needed is not None and present < one.needed:
            yield Remark(_("{decision} was taken without a quorum.").format(decision=one.name), "decision", one.id,
                         one.item)  # fmt: skip
        if one.cast is not None and present and one.cast > present:
            text = _("{decision}: {cast} votes were counted, {present} members with a vote were there.")
            text = text.format(decision=one.name, cast=one.cast, present=present)
            yield Remark(text, "decision", one.id, one.item)


def _actions(actions: Sequence[ActionFacts]) -> Iterator[Remark]:
    for one in actions:
        short = one.text if len(one.text) <= _SHOWN else one.text[: _SHOWN - 1].rstrip() + "…"
        if not one.owned:
            text = _("Nobody does “{action}” yet.") if not one.question else _("Nobody looks up “{action}” yet.")
            yield Remark(text.format(action=short), "action", one.id, one.item)
        elif not one.dated and not one.question:
            yield Remark(_("“{action}” has no date.").format(action=short), "action", one.id, one.item)


def _comments(facts: Facts) -> Iterator[Remark]:
    if facts.open_comments:
        n = facts.open_comments
        yield Remark(ngettext("{n} comment is open.", "{n} comments are open.", n).format(n=n), "comments")


_SHOWN = 40
