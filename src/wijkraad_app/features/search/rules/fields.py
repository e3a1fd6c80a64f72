"""What the fields and kinds of records are called in words."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import N_, _

KIND_NAMES = {
    "meeting": N_("Meetings"),
    "item": N_("Agenda items"),
    "decision": N_("Decisions"),
    "action": N_("Actions"),
    "survey": N_("Surveys"),
    "question": N_("Questions"),
    "conversation": N_("Conversations"),
    "quote": N_("Quotes"),
    "signal": N_("Signals"),
    "advice": N_("Advice"),
    "recommendation": N_("Recommendations"),
    "letter": N_("Letters"),
    "person": N_("People"),
    "organisation": N_("Organisations"),
}
"""The kinds search shows, in this order."""
KIND_ICONS = {
    "meeting": "calendar-days",
    "item": "list-ordered",
    "decision": "gavel",
    "action": "square-check",
    "survey": "clipboard-list",
    "question": "message-circle-question",
    "conversation": "messages-square",
    "quote": "quote",
    "signal": "inbox",
    "advice": "scroll-text",
    "recommendation": "list",
    "letter": "mail",
    "person": "user",
    "organisation": "building-2",
}
_FIELDS = {
    "title": N_("Title"),
    "name": N_("Name"),
    "text": N_("Text"),
    "subject": N_("Subject"),
    "kind": N_("Kind"),
    "state": N_("State"),
    "status": N_("Status"),
    "day": N_("Day"),
    "start": N_("Start"),
    "end": N_("End"),
    "place": N_("Place"),
    "public": N_("Public"),
    "chair": N_("Chair"),
    "minute_taker": N_("Minute-taker"),
    "introduction": N_("Introduction"),
    "minutes": N_("Minutes planned"),
    "minutes_state": N_("Minutes"),
    "explanation": N_("Explanation"),
    "notes": N_("Notes"),
    "introducer": N_("Introduced by"),
    "method": N_("Method"),
    "votes_for": N_("Votes for"),
    "votes_against": N_("Votes against"),
    "abstained": N_("Abstentions"),
    "outcome": N_("Outcome"),
    "owner": N_("Owner"),
    "owner_name": N_("Owner"),
    "due": N_("Due"),
    "done_on": N_("Done on"),
    "description": N_("Description"),
    "invited": N_("Invited"),
    "population": N_("Population"),
    "neighbourhood": N_("Neighbourhood"),
    "people": N_("How many people"),
    "consent": N_("Consent"),
    "recorder": N_("Recorded by"),
    "words": N_("Quote"),
    "speaker_role": N_("Who said it"),
    "note": N_("Note"),
    "theme": N_("Theme"),
    "channel": N_("Channel"),
    "received": N_("Received"),
    "follower": N_("Who follows"),
    "reference": N_("Reference"),
    "occasion": N_("Occasion"),
    "findings": N_("Findings"),
    "considerations": N_("Considerations"),
    "adopted_on": N_("Adopted on"),
    "sent_on": N_("Sent on"),
    "answered_on": N_("Answered on"),
    "due_reason": N_("Reason of the date"),
    "changes_text": N_("Changes when adopted"),
    "withdrawn_reason": N_("Why withdrawn"),
    "sentence": N_("Sentence"),
    "mail": N_("E-mail"),
    "phone": N_("Telephone"),
    "address": N_("Address"),
    "function": N_("Function"),
    "organisation": N_("Organisation"),
    "role": N_("Role"),
    "deleted": N_("Removed"),
}


_CODES = {
    "census": N_("Everyone invited"),
    "convenience": N_("Whoever could be reached"),
    "meta": N_("Technical data"),
    "multiple": N_("More than one answer"),
    "open_link": N_("Open link"),
    "paper": N_("signed on paper"),
    "personal": N_("Personal data"),
    "persons": N_("Number of persons"),
    "random": N_("Random sample"),
    "signing": N_("signed in part"),
    "single": N_("One answer"),
    "street": N_("In the street"),
}
"""Codes for which the windows have other words than the code itself."""


def field_word(name: str) -> str:
    """The field in the language in force; "" for one that says nothing to people (places in a list, digests)."""
    word = _FIELDS.get(name)
    return _(word) if word else ""


def value_word(value: Any) -> str:
    """A value of the journal (JSON) as people read it: days and times written out, codes in words."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = str(value)
    return _moment(text) or (_code_word(text) if _is_code(text) else text)


def _code_word(code: str) -> str:
    """The word that windows use for a code of the dossier: "under_discussion" is “in bespreking”."""
    words = code.replace("_", " ")
    for message in (_CODES.get(code, words), words.capitalize()):
        if (found := _(message)) != message:
            return found.lower()
    return words


def _is_code(text: str) -> bool:
    return text.isascii() and text.islower() and text.replace("_", "").isalpha()


def _moment(text: str) -> str:
    if not text[:1].isdigit():
        return ""
    for read in (_day, _time, _instant):
        try:
            return read(text)
        except ValueError:
            continue
    return ""


def _day(text: str) -> str:
    return dates.long_date(date.fromisoformat(text)) if len(text) == 10 else _refuse()


def _time(text: str) -> str:
    return dates.clock_time(time.fromisoformat(text)) if len(text) == 8 and ":" in text else _refuse()


def _instant(text: str) -> str:
    return dates.long_date(datetime.fromisoformat(text).date()) if len(text) > 18 else _refuse()


def _refuse() -> str:
    raise ValueError
