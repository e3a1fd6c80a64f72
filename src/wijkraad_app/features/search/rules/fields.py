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
    "promise": N_("Promises"),
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
    "promise": "flag",
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
    "majority": N_("Majority"),
    "purpose": N_("What for"),
    "end_date": N_("End date"),
    "body_kind": N_("Kind of body"),
    "municipality": N_("Municipality"),
    "ward": N_("Ward"),
    "ward_code": N_("Number of the ward"),
    "formal_right": N_("Formal right to advise"),
    "letter_language": N_("Language of letters"),
    "language": N_("Language of the letter"),
    "zone": N_("Time zone"),
    "accent": N_("Colour"),
    "sender_lines": N_("Sender"),
    "address_window": N_("Window of your envelopes"),
    "how": N_("How it goes along"),
    "alt": N_("What the picture shows"),
    "contact": N_("Contact person"),
    "addressee_lines": N_("Addressee"),
    "salutation": N_("Salutation"),
    "copies_to": N_("Copies to"),
    "term_count": N_("Length of the term"),
    "term_unit": N_("Unit of the term"),
    "term_agreed": N_("Agreed term"),
    "quorum_rule": N_("Quorum"),
    "quorum_number": N_("Members needed"),
    "notice_days": N_("Days of notice"),
    "reference_pattern": N_("Form of reference numbers"),
    "file_name": N_("File"),
    "skipped": N_("Replies left out"),
    "rows": N_("Replies"),
    "label": N_("Answer"),
    "missing": N_("Counts as no answer"),
    "count": N_("How often"),
    "target": N_("Number in the ward"),
    "joined": N_("Taken together with"),
    "source_kind": N_("Kind of source"),
    "frozen_at": N_("Taken over on"),
    "kept_on": N_("Older figures kept on"),
    "sort": N_("Kind"),
    "progress": N_("How it stands"),
    "reminded_on": N_("Owner reminded on"),
    "made_by": N_("Promised by"),
    "made_on": N_("Promised on"),
    "page": N_("Page in the letter"),
    "recommendation": N_("Recommendation"),
    "field": N_("Place among the signers"),
    "signing_order": N_("Who signs, in this order"),
    "sealed_until": N_("Sealed until"),
    "signer": N_("Signed by"),
    "signed_at": N_("Signed on"),
    "valid_until": N_("Valid until"),
    "revoked_on": N_("Revoked on"),
    "persons": N_("How many persons"),
    "counts_only": N_("Only totals"),
    "minutes_file_name": N_("File of the minutes"),
    "minutes_adopted_on": N_("Minutes adopted on"),
    "minutes_sent_on": N_("Minutes sent for comment on"),
    "sender": N_("Sender"),
    "instead": N_("What stands there instead"),
    "opened_at": N_("Opened at"),
    "closed_at": N_("Closed at"),
    "parent": N_("Belongs under"),
    "definition": N_("Definition"),
    "request_day": N_("Asked on"),
    "request_reference": N_("Reference of the request"),
    "adopted_how": N_("How it was adopted"),
    "decision": N_("Decision"),
    "changes_by": N_("Changes worked in by"),
    "due_rule": N_("Rule of the date"),
    "due_agreed": N_("Agreed date"),
    "answer_file_name": N_("File of the answer"),
    "sent_file_name": N_("File that was sent"),
    "earlier": N_("From before this program"),
    "secretary": N_("Secretary"),
    "guest_name": N_("Guest"),
    "guest_role": N_("Guest as"),
    "arrived": N_("Came at"),
    "left": N_("Left at"),
    "person": N_("Person"),
    "votes": N_("May vote"),
    "began": N_("Began at"),
    "speaker_name": N_("Name of the speaker"),
    "base": N_("How many were asked"),
    "meeting": N_("Meeting"),
    "item": N_("Agenda item"),
    "conversation": N_("Conversation"),
    "survey": N_("Survey"),
    "question": N_("Question"),
    "advice": N_("Advice"),
    "letter": N_("Letter"),
    "signal": N_("Signal"),
    "subject_kind": N_("About"),
    "reason": N_("Reason"),
    "direction": N_("Direction"),
    "party": N_("From or to whom"),
    "handling": N_("What to do with it"),
    "proposed_by": N_("Proposed by"),
    "wished": N_("Wished before"),
    "continues": N_("Comes from"),
    "online": N_("Link to join online"),
    "series": N_("Series"),
    "series_day": N_("Day in the series"),
    "frequency": N_("How often"),
    "interval": N_("Weeks or months between"),
    "weekday": N_("Weekday"),
    "nth": N_("Which in the month"),
    "first_day": N_("First day"),
    "last_day": N_("Last day"),
    "skip_months": N_("Months without meetings"),
    "skip_days": N_("Days left out"),
    "template": N_("Template"),
    "code": N_("Code in the file"),
    "number": N_("Number in the file"),
    "abstentions": N_("Abstentions"),
    "blanks": N_("Blank votes"),
    "blank": N_("Blank votes"),
    "tie_rule": N_("When the votes are tied"),
    "aside_in_quorum": N_("Who steps aside counts for the quorum"),
    "present": N_("Members present"),
    "needed": N_("Members needed"),
    "members": N_("Members with a vote"),
    "outcome_reason": N_("Why the outcome was corrected"),
    "choice": N_("Choice"),
    "amends": N_("What is amended"),
    "by_name": N_("May be named"),
    "shown": N_("Shown at the meeting"),
    "speaking_minutes": N_("Speaking time in minutes"),
    "confirmed": N_("Read back"),
    "since": N_("Has the floor since"),
    "spoken": N_("Seconds spoken"),
    "seconds": N_("Speaking time in seconds"),
    "resident": N_("Speaker from the public"),
    "closed_from": N_("Closed part since"),
    "closed_notes": N_("Closed notes"),
    "added_at": N_("Added during the meeting at"),
    "merged_into": N_("Merged into"),
    "deferred_to": N_("Deferred to"),
    "asked": N_("What is asked"),
    "ended": N_("Ended at"),
}

WORDLESS = frozenset(
    {"id", "created_at", "position", "before", "after", "source", "answers", "frozen", "fingerprint",
     "kept_fingerprint", "minutes_pdf", "certificate", "sha256", "unsigned_sha256", "content", "file", "minutes_file",
     "answer_file",
     "sent_file", "logo", "media_type", "format", "example", "chair_confirmed", "secretary_confirmed", "discussed",
     "adopted", "body", "version", "snapshot", "noted"}
)  # fmt: skip
"""Fields of which people are told nothing: places in lists, digests, what the program froze."""


def field_word(name: str) -> str:
    """The field in the language in force; "" for one that says nothing to people (places in a list, digests)."""
    word = _FIELDS.get(name)
    return _(word) if word else ""


def value_word(value: Any) -> str:
    """A value of the journal (JSON) that nobody typed, as people read it: days and times written out, yes and no."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = str(value)
    return _moment(text) or text


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
