"""What a vote comes to, and whether enough members are there.

Sources: Gemeentewet, art. 20, 28 to 32 (quorum, stepping aside, majority, a tie: staken van stemmen), from which most
councils copy their rules; what differs per council is in its settings (`Rules`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from wijkraad_app.features.council.rules.quorum import quorum_need
from wijkraad_app.features.council.rules.voting import Rules

MAJORITIES = ("simple", "two_thirds", "three_quarters")
METHODS = ("acclamation", "consent", "hands", "roll_call", "ballot", "mail")
OUTCOMES = ("adopted", "rejected", "tie", "withdrawn")
SORTS = ("decision", "amendment", "motion")
CHOICES = ("for", "against", "abstained", "blank")
"""What a member can say at a roll call."""
USUAL = Rules()


@dataclass(frozen=True, slots=True)
class Votes:
    """Counts of a vote; none is negative."""

    in_favour: int
    against: int
    abstained: int = 0
    blank: int = 0

    def __post_init__(self) -> None:
        if min(self.in_favour, self.against, self.abstained, self.blank) < 0:
            raise ValueError("a count of votes is never negative")

    @property
    def total(self) -> int:
        return self.in_favour + self.against + self.abstained + self.blank


def cast(votes: Votes, rules: Rules = USUAL) -> int:
    """The votes of which a majority is taken: for and against, and abstentions and blanks where they count."""
    counted = votes.in_favour + votes.against
    counted += votes.abstained if rules.abstentions == "counted" else 0
    return counted + (votes.blank if rules.blanks == "counted" else 0)


def outcome(votes: Votes, majority: str = "simple", rules: Rules = USUAL, there: Quorum | None = None) -> str:
    """``adopted``, ``rejected`` or ``tie``.

    Simple: more than half of the votes cast; as many for as against is a tie (staken van stemmen) and adopts nothing.
    Two thirds: at least two thirds of the votes cast. Three quarters (a change of the rules): two thirds, with three
    quarters of the members ``there``, as far as that is known. Without a vote for or against nothing is adopted.
    """
    all_cast = cast(votes, rules)
    if majority == "simple":
        if votes.in_favour == votes.against:
            return "tie" if votes.in_favour else "rejected"
        return "adopted" if 2 * votes.in_favour > all_cast else "rejected"
    if majority == "three_quarters" and there is not None and 4 * there.present < 3 * there.members:
        return "rejected"
    return "adopted" if votes.in_favour and 3 * votes.in_favour >= 2 * all_cast else "rejected"


def too_many(votes: Votes, present: int) -> int:
    """How many votes were counted beyond the members present who may vote; 0 when it fits."""
    return max(0, votes.total - present)


@dataclass(frozen=True, slots=True)
class Quorum:
    """``needed`` of ``members`` with a vote must be there; ``present`` are."""

    needed: int
    present: int
    members: int

    @property
    def reached(self) -> bool:
        return self.members > 0 and self.present >= self.needed

    def for_majority(self, majority: str) -> Quorum:
        """What a majority asks beside the quorum: three quarters of the members, for a change of the rules."""
        if majority != "three_quarters":
            return self
        return Quorum(max(self.needed, -(-3 * self.members // 4)), self.present, self.members)


def quorum(rule: str, number: int, members: int, present: int) -> Quorum:
    """By the council's rule: more than half (usual), half, or a fixed number of members."""
    return Quorum(quorum_need(members, rule, number), present, members)


@dataclass(frozen=True, slots=True)
class RollCall:
    """A vote by name, under way: ``said`` are the choices of the first of ``members``, in their order."""

    members: tuple[UUID, ...]
    said: tuple[str, ...] = ()

    @property
    def now(self) -> UUID | None:
        """Whose turn it is; None when all have voted."""
        return self.members[len(self.said)] if len(self.said) < len(self.members) else None

    @property
    def votes(self) -> Votes:
        """The count so far."""
        return Votes(*(self.said.count(choice) for choice in CHOICES))

    @property
    def choices(self) -> Mapping[UUID, str]:
        """What each said."""
        return dict(zip(self.members, self.said, strict=False))

    def say(self, choice: str) -> RollCall:
        """The next member's vote; nothing once all have voted."""
        if choice not in CHOICES:
            raise ValueError(f"no choice: {choice}")
        return self if self.now is None else RollCall(self.members, (*self.said, choice))

    def back(self) -> RollCall:
        """Without the last vote."""
        return RollCall(self.members, self.said[:-1])
