"""What a vote comes to, and whether enough members are there."""

from __future__ import annotations

from dataclasses import dataclass

from wijkraad_app.features.council.rules.quorum import quorum_need

MAJORITIES = ("simple", "two_thirds")
METHODS = ("acclamation", "hands", "roll_call", "ballot")
OUTCOMES = ("adopted", "rejected", "tie")


@dataclass(frozen=True, slots=True)
class Votes:
    """Counts of a vote; none is negative."""

    in_favour: int
    against: int
    abstained: int = 0

    def __post_init__(self) -> None:
        if min(self.in_favour, self.against, self.abstained) < 0:
            raise ValueError("a count of votes is never negative")

    @property
    def total(self) -> int:
        return self.in_favour + self.against + self.abstained


def outcome(votes: Votes, majority: str = "simple") -> str:
    """``adopted``, ``rejected`` or ``tie``. Abstentions don't count for the majority.

    Simple: more for than against; as many for as against is a tie (staken van stemmen) and adopts nothing.
    Two thirds: at least two thirds of the votes for or against. Without a vote for or against nothing is adopted.
    """
    cast = votes.in_favour + votes.against
    if majority == "two_thirds":
        return "adopted" if cast and 3 * votes.in_favour >= 2 * cast else "rejected"
    if votes.in_favour == votes.against:
        return "tie" if cast else "rejected"
    return "adopted" if votes.in_favour > votes.against else "rejected"


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


def quorum(rule: str, number: int, members: int, present: int) -> Quorum:
    """By the council's rule: more than half (usual), half, or a fixed number of members."""
    return Quorum(quorum_need(members, rule, number), present, members)
