"""Contact data in what residents report: found by their shape (`kernel.contact_data`), taken out, kept apart."""

from __future__ import annotations

import re

from wijkraad_app.kernel.contact_data import (
    ADDRESS,
    BSN,
    GAP,
    IBAN,
    KINDS,
    MAIL,
    PHONE,
    Found,
    digits,
    found_contact,
    is_bsn,
    is_iban,
    masked,
    without,
)

__all__ = [
    "ADDRESS",
    "BSN",
    "GAP",
    "IBAN",
    "KINDS",
    "MAIL",
    "PHONE",
    "STORABLE",
    "Found",
    "digits",
    "found_contact",
    "is_bsn",
    "is_iban",
    "masked",
    "taken_out",
    "title_of",
    "without",
]

STORABLE = (PHONE, MAIL, ADDRESS)
"""Kinds with a contact field of their own; an IBAN or BSN is only taken out."""

_ANNOUNCED = re.compile(
    r"(?:\s*[,;]|\s+[–(-])\s*(?:bel|tel|telefoon|e?-?mail|app|call|phone)(?:\s+(?:mij|me|op|naar))*[\s:.…]*$", re.I
)
"""What says that contact data follow, at the end, where they were taken out: “Lamp stuk, bel …”."""
_TITLE = 80


def taken_out(text: str) -> tuple[str, dict[str, str]]:
    """``text`` without all that was found, and what of it can be kept: kind → value, several joined by commas."""
    kept: dict[str, list[str]] = {}
    for one in reversed(found_contact(text)):
        text = without(text, one.start, one.end)
        if one.kind in STORABLE and one.text not in (known := kept.setdefault(one.kind, [])):
            known.insert(0, one.text)
    return text, {kind: ", ".join(values) for kind, values in kept.items()}


def title_of(text: str) -> str:
    """A title for a signal: its first sentence without contact data, at most 80 characters; "" from nothing."""
    lines = masked(text).strip().splitlines()
    if not lines:
        return ""
    first = re.split(r"(?<=[.!?]) ", lines[0], maxsplit=1)[0].strip().removesuffix(".")
    first = _ANNOUNCED.sub("", first) or first
    if len(first) <= _TITLE:
        return first
    return first[: _TITLE - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
