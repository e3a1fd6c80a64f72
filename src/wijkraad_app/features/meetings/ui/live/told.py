"""What the line says before Enter: how it is understood, what a vote comes to, what doesn't fit."""

from __future__ import annotations

from dataclasses import dataclass

from wijkraad_app.features.council.rules.voting import Rules
from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _

from ...rules import votes as voting
from ...rules import words
from ...rules.capture import Captured
from ...rules.standing import Standing


@dataclass(frozen=True, slots=True)
class Room:
    """Who may vote at the item shown, by which rules; ``majority`` is that of the decision a vote is about,
    ``consent`` says that one key adopts what is asked."""

    standing: Standing | None = None
    rules: Rules = voting.USUAL
    majority: str = "simple"
    consent: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence; ``warns`` when something doesn't fit."""

    text: str
    warns: bool = False


def told(captured: Captured, room: Room) -> Told:
    """What is understood of a line that isn't empty."""
    where = f"#{captured.item.number} {captured.item.title}: " if captured.item else ""
    wrong = _too_many(captured, room)
    said = wrong or " ".join(part for part in (_understood(captured, room), _no_quorum(captured, room)) if part)
    return Told((where + said).rstrip(": ") if where else said, bool(wrong or _no_quorum(captured, room)))


def _understood(captured: Captured, room: Room) -> str:
    if captured.kind in ("action", "question"):
        due = dates.short_date(captured.due) if captured.due else ""
        return ", ".join(part for part in (captured.owner_name, due) if part)
    votes, method = captured.votes, captured.method
    if votes is not None:
        counts = words.votes_text(votes.in_favour, votes.against, votes.abstained, votes.blank)
        there = room.standing.quorum if room.standing and room.standing.known else None
        outcome = voting.outcome(votes, captured.majority or room.majority, room.rules, there)
        return f"{counts}. {words.outcome_text(outcome, room.rules.tie)}"
    if method == "roll_call":
        return _("Enter: vote by name")
    if method:
        return _(words.METHODS[method])
    return _("Note") if captured.kind == "note" and captured.text else ""


def _too_many(captured: Captured, room: Room) -> str:
    """What can't be kept: more votes than members who may vote."""
    here = room.standing
    if here is None or not here.known or captured.item is not None or captured.votes is None:
        return ""
    if not voting.too_many(captured.votes, len(here.voters)):
        return ""
    text = _("{votes} votes, but {present} members may vote.")
    return text.format(votes=captured.votes.total, present=len(here.voters))


def _no_quorum(captured: Captured, room: Room) -> str:
    here = room.standing
    if here is None or not here.known or captured.item is not None:
        return ""
    quorum = here.quorum.for_majority(captured.majority or room.majority)
    if captured.kind not in ("decision", "amendment", "motion", "vote") or quorum.reached:
        return ""
    text = _("No quorum: {present} present, {needed} needed.")
    return text.format(present=quorum.present, needed=quorum.needed)
