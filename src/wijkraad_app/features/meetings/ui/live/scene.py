"""What the public may see of a meeting now. Pure: a meeting and a `Curtain` go in, a `Scene` comes out.

Only what was entered is in it, and nothing of it is closed or private: no notes, no attendance, no closed item, no
resident's name without consent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from wijkraad_app.kernel.i18n import _

from ...queries import DecisionRow, ItemRow, MeetingView
from ...rules import words
from ...rules.course import above
from ...rules.proposals import last_proposal
from ...rules.speaking import Turn
from ...rules.times import at_minute, minute_of


@dataclass(frozen=True, slots=True)
class Curtain:
    """What this computer alone knows: ``blank`` by the key, a secret ``ballot`` under way, ``locked``."""

    blank: bool = False
    ballot: bool = False
    locked: bool = False

    @property
    def drawn(self) -> bool:
        return self.blank or self.ballot or self.locked


@dataclass(frozen=True, slots=True)
class Result:
    """A decision that was entered: what, what came of it (a sentence), and the counts in words."""

    text: str
    outcome: str
    counts: str = ""
    adopted: bool = True


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands on the projector. ``sort``: title (of the meeting only), item or break, ``until`` when it lasts."""

    meeting: str
    sort: str = "title"
    number: str = ""
    title: str = ""
    kind: str = ""
    asked: str = ""
    results: tuple[Result, ...] = ()
    speaker: str = ""
    turn: Turn | None = None
    until: time | None = None


NEWEST = 2
"""So many results of an item stand there together."""


def scene_of(view: MeetingView, curtain: Curtain) -> Scene:
    """The scene of a meeting. When in doubt it is the title alone."""
    item = view.current
    bare = Scene(view.title)
    if curtain.drawn or item is None or not view.public or view.closed_from is not None or not is_open(view, item):
        return bare
    if item.kind == "break":
        return _break(view, item)
    hidden = _private_names(view)
    speaking = view.speaking if view.speaking is not None and view.speaking.item in (item.id, None) else None
    return Scene(
        view.title,
        "item",
        item.number,
        masked(item.title, hidden),
        _(words.ITEM_KINDS[item.kind]) if item.kind != "procedure" else "",
        masked(last_proposal(item.notes) or item.asked, hidden),
        tuple(_result(view, row, hidden) for row in view.decisions_of(item.id)[-NEWEST:]),
        masked(speaking.public_name, {} if speaking.by_name else hidden) if speaking else "",
        speaking.turn if speaking else None,
    )


def is_open(view: MeetingView, item: ItemRow) -> bool:
    """Neither the item nor anything it stands under is closed."""
    chain = (item, *(view.items[at] for at in above(view.steps, view.items.index(item))))
    return all(one.public for one in chain)


def _break(view: MeetingView, item: ItemRow) -> Scene:
    until = at_minute(minute_of(item.began) + item.minutes) if item.began and item.minutes else None
    return Scene(view.title, "break", title=_("Break"), until=until)


def _result(view: MeetingView, row: DecisionRow, hidden: Mapping[str, str]) -> Result:
    outcome = words.outcome_text(row.outcome, view.voting.tie)
    return Result(masked(row.text, hidden), outcome, row.votes_text, row.outcome == "adopted")


def _private_names(view: MeetingView) -> dict[str, str]:
    """Residents who didn't agree to be named, with what stands in the place of their name."""
    names = {row.name: row.public_name for row in view.speakers if row.resident and not row.by_name and row.name}
    for row in view.attendance:
        if row.guest and not row.by_name and row.name and row.role:
            names.setdefault(row.name, row.role)
    someone = _("a resident")
    return {
        name: someone if any(one.casefold() in by.casefold() for one in names) else by for name, by in names.items()
    }


def masked(text: str, hidden: Mapping[str, str]) -> str:
    """The text with every one of those names replaced; longer names first, since one may hold another."""
    for name in sorted(hidden, key=len, reverse=True):
        text = hidden[name].join(re.split(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", text))
    return text
