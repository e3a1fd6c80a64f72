"""What is said beside a decision: who said what, who stepped aside, whether enough members were there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from wijkraad_app.kernel.i18n import _

from .votes import CHOICES

_ASIDE = "aside"


class Decided(Protocol):
    """A decision, as rows of queries and the JSON of minutes know it."""

    @property
    def present(self) -> int | None: ...
    @property
    def needed(self) -> int | None: ...
    @property
    def members(self) -> int | None: ...
    @property
    def outcome_reason(self) -> str: ...
    def said(self, choice: str) -> tuple[str, ...]:
        """The names of those with that choice."""
        ...


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence; ``warns`` when it puts the decision in doubt."""

    text: str
    warns: bool = False


def remarks(decision: Decided) -> tuple[Remark, ...]:
    """All of them, in the order in which they are told."""
    return tuple(_remarks(decision))


def _remarks(decision: Decided) -> Iterator[Remark]:
    roll = roll_text(decision)
    if roll:
        yield Remark(roll)
    if decision.said(_ASIDE):
        yield Remark(_("Did not vote because of a personal interest: {names}.").format(names=_list(decision, _ASIDE)))
    if decision.present is not None and decision.needed is not None and decision.present < decision.needed:
        text = _("Without a quorum: {present} of {members} members present, {needed} needed.")
        facts = {"present": decision.present, "members": decision.members or 0, "needed": decision.needed}
        yield Remark(text.format(**facts), warns=True)
    if decision.outcome_reason:
        yield Remark(_("Outcome corrected: {reason}").format(reason=decision.outcome_reason))


def roll_text(decision: Decided) -> str:
    """ "Voor: Ans, Murat; tegen: Youssef." of a roll call; "" where nobody is known to have said what."""
    labels = {
        "for": _("For: {names}"),
        "against": _("against: {names}"),
        "abstained": _("abstained: {names}"),
        "blank": _("blank: {names}"),
    }
    parts = [labels[choice].format(names=_list(decision, choice)) for choice in CHOICES if decision.said(choice)]
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _list(decision: Decided, choice: str) -> str:
    return ", ".join(decision.said(choice))
