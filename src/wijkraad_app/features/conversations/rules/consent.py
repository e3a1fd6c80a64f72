"""Whether someone's words may be quoted, and how they are then printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from wijkraad_app.kernel.i18n import N_, _

NO, BY_ROLE, BY_NAME = "no", "by_role", "by_name"
CONSENTS = (NO, BY_ROLE, BY_NAME)
INHERIT = ""
"""A quote's own consent when the conversation's holds."""

_WORDS = {NO: N_("may not be quoted"), BY_ROLE: N_("quoted by role"), BY_NAME: N_("quoted by name")}


def consent_word(consent: str) -> str:
    """As shown beside a quote, in the language in force."""
    return _(_WORDS[consent])


def effective(conversation: str, quote: str = INHERIT) -> str:
    """The quote's own consent overrides the conversation's; anything unknown counts as no."""
    chosen = quote or conversation
    return chosen if chosen in CONSENTS else NO


def narrows(before: str, after: str) -> bool:
    """Whether less may be printed than before: no < by role < by name."""
    return CONSENTS.index(after) < CONSENTS.index(before)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words, who said them, and the consent in force."""

    words: str
    role: str
    name: str
    consent: str


def attribution(spoken: Spoken) -> str:
    """Who is named under the words: the role, with the name only if that was allowed; "" without consent."""
    if spoken.consent not in (BY_ROLE, BY_NAME):
        return ""
    role, name = spoken.role.strip(), spoken.name.strip()
    if spoken.consent == BY_NAME and name:
        return f"{name}, {role}" if role else name
    return role or _("resident")


def printed(spoken: Spoken) -> str:
    """Exactly what a letter prints: “words” (who said it); "" without consent, always."""
    who = attribution(spoken)
    return f"{quoted(spoken.words)} ({who})" if who else ""


def quoted(words: str) -> str:
    """In typographic quotation marks, blanks made one."""
    return f"“{' '.join(words.split())}”"


def fingerprint(spoken: Spoken, *circumstances: str) -> str:
    """Changes whenever what may be printed changes, in whatever language it is printed."""
    allowed = spoken.consent in (BY_ROLE, BY_NAME)
    parts = [spoken.consent]
    if allowed:
        parts += [spoken.words, spoken.role.strip(), *circumstances]
    if spoken.consent == BY_NAME:
        parts.append(spoken.name.strip())
    return sha256("\x1f".join(parts).encode()).hexdigest()


def blanked(text: str, spans: Iterable[tuple[int, int]], mark: str) -> str:
    """``text`` with each span (code points) replaced by ``mark``; spans that touch or overlap become one."""
    out, at = [], 0
    for start, end in _merged(spans):
        out += [text[at:start], mark]
        at = end
    return "".join([*out, text[at:]])


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
