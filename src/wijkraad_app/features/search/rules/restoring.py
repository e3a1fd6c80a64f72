"""Which fields of a record are put back as they once were: texts and facts people typed, never a state, a consent or
what a record belongs to."""

from __future__ import annotations

from collections.abc import Mapping

FIELDS: Mapping[str, tuple[str, ...]] = {
    "action": ("text", "owner", "owner_name", "due", "progress"),
    "advice": ("title", "occasion", "findings", "considerations"),
    "conversation": ("title", "day", "place", "neighbourhood", "people", "text"),
    "decision": ("text",),
    "item": ("title", "explanation", "notes", "introducer", "minutes"),
    "meeting": ("title", "day", "start", "end", "place", "introduction"),
    "organisation": ("name", "mail", "phone", "address", "notes"),
    "person": ("name", "mail", "phone", "address", "function", "notes"),
    "question": ("text",),
    "promise": ("text", "made_by", "made_on", "due", "page"),
    "quote": ("speaker_role", "note"),
    "recommendation": ("text",),
    "signal": ("title", "text", "place", "neighbourhood", "channel", "received"),
    "survey": ("title", "description"),
}
