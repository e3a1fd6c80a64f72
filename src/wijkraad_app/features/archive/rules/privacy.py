"""What is left out of an archive: words without consent always, contact data unless they were asked for.

Contact data in running text of residents are found by their shape (`signals.rules.privacy`); what isn't found may
still be there: the README says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wijkraad_app.features.conversations.rules import consent
from wijkraad_app.features.signals.rules.privacy import masked

Row = dict[str, Any]

CONTACT_KINDS = frozenset({"signal_contact", "privacy_choice"})
"""Kinds that hold nothing else: choices about names hold the names that were taken out of public minutes."""
CONTACT_FIELDS: Mapping[str, tuple[str, ...]] = {
    "person": ("mail", "phone", "address"),
    "organisation": ("mail", "phone", "address"),
}
TOLD: Mapping[str, tuple[str, ...]] = {
    "signal": ("title", "text", "place"),
    "conversation": ("title", "text", "place"),
    "quote": ("words", "before", "after", "speaker_role", "speaker_name", "note"),
    "person": ("notes", "function"),
    "organisation": ("notes",),
    "evidence": ("sentence", "note", "frozen"),
    "action": ("text", "progress"),
}
"""Running text in which residents' contact data may stand."""
SHORTEST = 12
"""Words shorter than this are blanked in their own place only: "ja" stands everywhere."""


def without_contacts(kind: str, row: Row) -> Row:
    """The row with its contact data blank."""
    blank = {name: "" for name in CONTACT_FIELDS.get(kind, ())}
    told = {name: masked(row[name]) for name in TOLD.get(kind, ()) if row.get(name)}
    return {**row, **told, **blank}


def may_quote(quote: Row, conversations: Mapping[str, Row]) -> str:
    """The consent in force for a quote: of its own, else of its conversation."""
    told = conversations.get(quote["conversation"])
    return consent.effective(told["consent"] if told else consent.NO, quote["consent"])


def blank_quote(row: Row, allowed: str) -> Row:
    """A quote as it may leave: nothing of the words without consent, no name unless that was allowed."""
    name = row["speaker_name"] if allowed == consent.BY_NAME else ""
    if allowed != consent.NO:
        return {**row, "speaker_name": name}
    return {**row, "words": "", "before": "", "after": "", "note": "", "speaker_name": "", "start": 0, "end": 0}


def blank_text(text: str, quotes: Iterable[Row], mark: str) -> str:
    """A conversation's text without the words of ``quotes``."""
    return consent.blanked(text, [(quote["start"], quote["end"]) for quote in quotes], mark)


def withheld(quotes: Iterable[Row]) -> tuple[str, ...]:
    """The words that may stand nowhere, as they were said and as letters print them; the longest first."""
    found = {form for quote in quotes for form in (quote["words"], " ".join(quote["words"].split()))}
    return tuple(sorted((words for words in found if len(words) >= SHORTEST), key=lambda words: (-len(words), words)))


def without_words(value: Any, words: Iterable[str], mark: str) -> Any:
    """A field without ``words``, wherever they were copied to; also as they are written inside JSON."""
    if not isinstance(value, str):
        return value
    for one in words:
        for form in (one, one.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")):
            value = value.replace(form, mark)
    return value
