"""Things that ask for attention: what they are called, how urgent they are and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import N_, _, ngettext, pgettext
from wijkraad_app.kernel.ids import EntityRef

from . import wording

SOON_DAYS = 14
"""From how many days before it is due an answer is announced (ours)."""
UNREAD_DAYS = 7
"""After how many days a signal that nobody looked at asks for attention (ours)."""


class Ask(StrEnum):
    """What asks; in this order of urgency."""

    LATE = "late"
    BROKEN = "broken"
    CONTACTS = "contacts"
    MERGED = "merged"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SIGN = "sign"
    LETTER = "letter"
    SOON = "soon"
    PROMISED = "promised"
    SIGNALS = "signals"
    WISH = "wish"


@dataclass(frozen=True, slots=True)
class Asking:
    """One thing. ``days`` is how late (`Ask.LATE`, `Ask.BROKEN`) or how soon; ``count`` how many signals, or things
    left; ``who`` promised it, or refused to sign, or is the role that must sign.

    ``target`` is the record or the page where it is dealt with.
    """

    what: Ask
    target: EntityRef | str
    title: str = ""
    reference: str = ""
    days: int = 0
    count: int = 0
    day: date | None = None
    who: str = ""


_HEADINGS = {
    Ask.BROKEN: N_("The college hasn't kept a promise"),
    Ask.PROMISED: N_("A promise of the college is coming up"),
    Ask.LATE: N_("The college hasn't answered"),
    Ask.CONTACTS: N_("Contact data may go"),
    Ask.MERGED: N_("Merging left something to put right"),
    Ask.REFUSED: N_("A signer refuses to sign a letter"),
    Ask.WITHDRAWN: N_("A signature was withdrawn"),
    Ask.SIGN: N_("A letter waits for a signature"),
    Ask.LETTER: N_("Adopted, but there is no letter yet"),
    Ask.SOON: N_("An answer from the college is coming up"),
    Ask.SIGNALS: N_("Signals that nobody has looked at"),
    Ask.WISH: N_("An answer from the college is still open"),
}
_BUTTONS = {
    Ask.BROKEN: N_("View promise"),
    Ask.PROMISED: N_("View promise"),
    Ask.LATE: N_("Remind the college"),
    Ask.CONTACTS: N_("Erase for good"),
    Ask.MERGED: N_("View what is left"),
    Ask.REFUSED: N_("View letter"),
    Ask.WITHDRAWN: N_("View letter"),
    Ask.SIGN: N_("Sign the letter"),
    Ask.LETTER: N_("Make the letter"),
    Ask.SOON: N_("View advice"),
    Ask.SIGNALS: N_("View signals"),
    Ask.WISH: N_("View advice"),
}
_ICONS = {
    Ask.BROKEN: "flag",
    Ask.PROMISED: "flag",
    Ask.LATE: "mail-open",
    Ask.CONTACTS: "shield",
    Ask.MERGED: "merge",
    Ask.REFUSED: "circle-alert",
    Ask.WITHDRAWN: "rotate-ccw",
    Ask.SIGN: "signature",
    Ask.LETTER: "file-plus",
    Ask.SOON: "mail",
    Ask.SIGNALS: "inbox",
    Ask.WISH: "mail",
}
_TONES = {Ask.LATE: "bad", Ask.BROKEN: "bad", Ask.WISH: "quiet", Ask.SIGNALS: "quiet", Ask.LETTER: "quiet"}
PROMISES = (Ask.BROKEN, Ask.PROMISED)


def answer(today: date, due: date | None, *, agreed: bool) -> tuple[Ask, int] | None:
    """What a sent advice without an answer asks: late, soon, a wish that passed, or nothing yet.

    Without an agreed term a date is a wish, and nothing is ever late (DOMAIN.md, "Bodies").
    """
    if due is None:
        return None
    days = (due - today).days
    if days > SOON_DAYS:
        return None
    if days >= 0:
        return Ask.SOON, days
    return (Ask.LATE, -days) if agreed else (Ask.WISH, 0)


def heading(one: Asking) -> str:
    """What is the matter."""
    return _(_HEADINGS[one.what])


def detail(one: Asking) -> str:
    """Which record it is about: "Advies 2026-05, Toekomst van De Schakel"."""
    if one.what is Ask.CONTACTS:
        return _("They are past their end date or were removed.")
    if one.what is Ask.MERGED:
        return _("Two computers worked in the same place.")
    if one.what is Ask.SIGNALS:
        return _("They came in more than a week ago.")
    if one.what in PROMISES:
        return f"{one.title} ({one.who})" if one.who else one.title
    if not one.reference:
        return _("Advice: {title}").format(title=one.title)
    return _("Advice {reference}, {title}").format(reference=one.reference, title=one.title)


def badge(one: Asking) -> str:
    """How urgent it is, in a few words."""
    if one.what in (Ask.LATE, Ask.BROKEN):
        return wording.late(one.days)
    if one.what in (Ask.SOON, Ask.PROMISED):
        return wording.left(one.days)
    if one.what in (Ask.SIGN, Ask.REFUSED, Ask.WITHDRAWN):
        return one.who
    if one.what is Ask.WISH and one.day is not None:
        return _("asked for {day}").format(day=dates.list_date(one.day))
    if one.what is Ask.LETTER:
        return pgettext("advice", "adopted")
    if one.what is Ask.MERGED:
        return ngettext("{n} thing", "{n} things", one.count).format(n=one.count)
    return ngettext("{n} signal", "{n} signals", one.count).format(n=one.count)


def tone(one: Asking) -> str:
    """The colour that goes with the words."""
    return _TONES.get(one.what, "warn")


def icon(one: Asking) -> str:
    return _ICONS[one.what]


def button(one: Asking) -> str:
    """What can be done about it."""
    return _(_BUTTONS[one.what])


def urgency(one: Asking) -> tuple[int, int]:
    """For sorting: the most urgent first."""
    days = -one.days if one.what in (Ask.LATE, Ask.BROKEN) else one.days
    return list(Ask).index(one.what), days
