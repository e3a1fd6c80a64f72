"""Kinds and states of meetings, with the words people read."""

from __future__ import annotations

from datetime import date, time

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import N_, _, ngettext

MEETING_KINDS = {
    "plenary": N_("Council meeting"),
    "executive": N_("Executive committee"),
    "working_group": N_("Working group"),
    "theme_evening": N_("Theme evening"),
}
ITEM_KINDS = {
    "decide": N_("for decision"),
    "discuss": N_("for discussion"),
    "inform": N_("for information"),
    "consent": N_("consent item"),
    "procedure": N_("procedure"),
    "break": N_("break"),
}
STATUSES = {"planned": N_("planned"), "running": N_("in progress"), "closed": N_("held")}
ATTENDANCE = {
    "present": N_("present"),
    "online": N_("online"),
    "apologies": N_("with apologies"),
    "absent": N_("without apologies"),
    "unknown": N_("not yet known"),
}
DIRECTIONS = {"incoming": N_("came in"), "outgoing": N_("went out")}
PROPOSED_STATES = {"open": N_("waiting"), "placed": N_("on an agenda"), "dropped": N_("dropped")}
HERE = ("present", "online")
METHODS = {
    "acclamation": N_("by acclamation"),
    "consent": N_("as a consent item"),
    "hands": N_("by show of hands"),
    "roll_call": N_("by roll call"),
    "ballot": N_("by secret ballot"),
    "mail": N_("by mail"),
}
MAJORITIES = {
    "simple": N_("simple majority"),
    "two_thirds": N_("two-thirds majority"),
    "three_quarters": N_("change of the rules: three quarters present, two thirds of the votes"),
}
OUTCOMES = {
    "adopted": N_("Adopted."),
    "rejected": N_("Rejected."),
    "tie": N_("A tie: not adopted."),
    "withdrawn": N_("Withdrawn."),
}
_TIES = {"chair": N_("A tie: the chair decides."), "next_meeting": N_("A tie: it comes back at the next meeting.")}
SORTS = {"decision": N_("Decision"), "amendment": N_("Amendment"), "motion": N_("Motion")}
_NUMBERED = {
    "decision": N_("Decision {number}"),
    "amendment": N_("Amendment {number}"),
    "motion": N_("Motion {number}"),
}
CHOICES = {"for": N_("for"), "against": N_("against"), "abstained": N_("abstained"), "blank": N_("blank")}
AT_A_VOTE = CHOICES | {
    "present": N_("present"),
    "aside": N_("stepped aside"),
    "without": N_("present, without a vote"),
}
ACTION_SORTS = {"action": N_("action"), "question": N_("question to look up")}
ITEM_STATES = {
    "deferred": N_("deferred"),
    "merged": N_("merged"),
    "dropped": N_("dropped from the agenda"),
    "handled": N_("dealt with"),
}
SPEAKER_STATES = {
    "waiting": N_("waiting"),
    "speaking": N_("speaking"),
    "done": N_("has spoken"),
    "dropped": N_("doesn't speak after all"),
}
ACTION_STATES = {"open": N_("open"), "done": N_("done"), "dropped": N_("dropped")}


def decision_name(number: int, day: date | None, sort: str = "decision") -> str:
    """How a decision is named: "Besluit 3 van 1 december 2026"; without a number while it has no meeting."""
    named = short_name(number, sort)
    if day is None:
        return named
    return _("{decision} of {day}").format(decision=named, day=dates.long_date(day))


def short_name(number: int, sort: str = "decision") -> str:
    """ "Besluit 3", "Amendement 2": the same within its own meeting."""
    return _(_NUMBERED[sort]).format(number=number) if number else _(SORTS[sort])


def outcome_text(outcome: str, tie_rule: str = "rejected") -> str:
    """ "Aangenomen."; of a tie what the council's rules do with it."""
    return _(_TIES[tie_rule]) if outcome == "tie" and tie_rule in _TIES else _(OUTCOMES[outcome])


def meeting_name(title: str, day: date | None) -> str:
    """ "Wijkraad, dinsdag 1 december 2026"."""
    return f"{title}, {dates.full_date(day)}" if day else title


def votes_text(in_favour: int, against: int, abstained: int, blank: int = 0) -> str:
    """ "6 voor, 1 tegen, 1 onthouding, 2 blanco"; no abstentions or blanks, no word about them."""
    parts = [_("{n} for").format(n=in_favour), _("{n} against").format(n=against)]
    if abstained:
        parts.append(ngettext("{n} abstention", "{n} abstentions", abstained).format(n=abstained))
    if blank:
        parts.append(_("{n} blank").format(n=blank))
    return ", ".join(parts)


def span(start: time | None, end: time | None) -> str:
    """ "20.00 tot 21.30 uur"."""
    if start is None:
        return ""
    if end is None:
        return dates.clock_time(start)
    return _("{start} to {end}").format(start=dates.bare_time(start), end=dates.clock_time(end))


def stay(arrived: time | None, left: time | None) -> str:
    """ "vanaf 20.21 uur", "tot 21.00 uur", or both; "" for the whole meeting."""
    if arrived and left:
        return _("from {start} to {end}").format(start=dates.bare_time(arrived), end=dates.clock_time(left))
    if arrived:
        return _("from {time}").format(time=dates.clock_time(arrived))
    return _("until {time}").format(time=dates.clock_time(left)) if left else ""
