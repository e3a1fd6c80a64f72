"""What is left for a person when the work of two computers was put together, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import N_, _, ngettext
from wijkraad_app.kernel.ids import EntityRef

KEPT = frozenset({"letter", "letter_signature", "letter_signer", "snapshot"})
"""Kinds of which nothing is removed by hand: they have left the council or were adopted."""


class Matter(StrEnum):
    """What kind of thing is left; in this order in lists."""

    CROSSED = "crossed"
    LATE = "late"
    PLACE = "place"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that is left.

    ``ref`` is the record, ``title`` and ``called`` what it and its kind are called; ``shown`` is where it can be
    looked at. Of a record without its place: ``parent``, ``parent_title``, ``parent_called``. Of a late edit:
    ``field``, when (aware), who and on which ``device``. Of erasures that crossed: whether they can be done again by
    the program (``repeatable``). Of changes that wait: the device, how many and why (``reason`` as `loose_ends`).
    """

    matter: Matter
    ref: EntityRef | None = None
    title: str = ""
    called: str = ""
    shown: EntityRef | None = None
    parent: EntityRef | None = None
    parent_title: str = ""
    parent_called: str = ""
    field: str = ""
    field_word: str = ""
    when: datetime | None = None
    who: str = ""
    device: str = ""
    repeatable: bool = False
    reason: str = ""
    count: int = 0

    @property
    def key(self) -> tuple[Matter, UUID | None, str, str]:
        """The same thing when it is read again."""
        return self.matter, self.ref.id if self.ref else None, self.field, f"{self.device} {self.reason}".strip()

    @property
    def removable(self) -> bool:
        return self.matter is Matter.PLACE and self.ref is not None and self.ref.kind not in KEPT


_WAITS = {
    "newer": N_("They come from a newer version of the program. Install that one; then they come in by themselves."),
    "waiting": N_("They build on other changes that aren’t here yet. Ask that computer to send everything once more."),
    "ahead": N_(
        "The clock of that computer runs more than a day ahead. Set it right there; these changes come in by "
        "themselves when their day has come."
    ),
}  # fmt: skip


def what(left: Left) -> str:
    """What is the matter, in one sentence."""
    if left.matter is Matter.WAITING:
        told = ngettext("{n} change of “{device}” waits", "{n} changes of “{device}” wait", left.count)
        return told.format(n=left.count, device=left.device)
    name = _named(left.title, left.called)
    if left.matter is Matter.PLACE:
        parent = _named(left.parent_title, left.parent_called)
        return _("{what} belongs to {parent}, which was removed").format(what=name, parent=parent)
    if left.matter is Matter.CROSSED:
        return _("In {what} two computers erased something at the same time").format(what=name)
    return _("In {what} somebody worked while something was being erased").format(what=name)


def to_do(left: Left) -> str:
    """What a person does about it."""
    if left.matter is Matter.WAITING:
        return _(_WAITS.get(left.reason, _WAITS["waiting"]))
    if left.matter is Matter.PLACE:
        if not left.removable:
            return _("Put the other one back, so that this can be found again.")
        return _("Put the other one back, or remove this too.")
    if left.matter is Matter.LATE:
        return _late(left)
    if left.repeatable:
        return _("Each put back what the other took out. Erase it once more; then both are gone.")
    return _(
        "Each put back what the other took out, and it has been changed since. Look at it and take out what must go. "
        "After that, let its earlier versions go."
    )


def _late(left: Left) -> str:
    day = dates.long_date(left.when.astimezone(clock.local_now().tzinfo).date()) if left.when else ""
    who = left.who or _("Somebody")
    told = _("{who} typed something under “{field}” on {day}, on “{device}”. It isn’t in the text.")
    ask = _("Ask what it was and type it in again. After that, let the earlier versions go.")
    return f"{told.format(who=who, field=left.field_word, day=day, device=left.device)} {ask}"


def _named(title: str, called: str) -> str:
    text = " ".join(title.split())
    short = text if len(text) <= 80 else text[:79].rstrip() + "…"
    return f"“{short}” ({called})" if short else called
