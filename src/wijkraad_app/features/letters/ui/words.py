"""How letters and verdicts are said: the sentence first, then who, then what was checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import LANGUAGES, _, in_language
from wijkraad_app.pdf.verification import Verdict
from wijkraad_app.ui.widgets.record_list import ListItem
from wijkraad_app.ui.widgets.rows import Cell

from ..queries import LetterItem, OpenedLetter, SignatureRow, Signer
from ..rules import LetterState

_CELLS = {
    None: ("mail", "accent_text"),
    LetterState.READY: ("signature", "accent_text"),
    LetterState.SIGNING: ("signature", "warn"),
    LetterState.SIGNED: ("shield-check", "ok"),
    LetterState.PAPER: ("printer", "ok"),
    LetterState.SENT: ("send", "text_2"),
    LetterState.REPLACED: ("rotate-ccw", "text_2"),
}


@dataclass(frozen=True, slots=True)
class SignerLine:
    """One signer: name, role and moment, and a badge."""

    name: str
    below: str
    badge: str
    tone: str
    icon: str


def state_word(state: LetterState | None) -> str:
    """Where a letter stands, in lower case."""
    return state.label if state is not None else _("to be made")


def list_item(row: LetterItem) -> ListItem:
    """One row of the list: title, state, reference."""
    icon, tone = _CELLS[row.state]
    cell = Cell(state_word(row.state), icon, tone)
    if row.blocked and row.state in (None, LetterState.READY, LetterState.SIGNING):
        cell = Cell(_("quote without consent"), "triangle-alert", "bad")
    return ListItem(row.advice, row.title, cell, right=row.reference)


def signer_lines(opened: OpenedLetter, verdict: Verdict | None = None) -> tuple[SignerLine, ...]:
    """Who signed and who still has to, in their order; ``verdict`` on the kept file, once it is known."""
    marks = {one.field: one for one in opened.letter.signatures} if opened.letter is not None else {}
    return tuple(_line(one, marks.get(one.field), opened.state, verdict) for one in opened.signers)


def _line(signer: Signer, mark: SignatureRow | None, state: LetterState | None, verdict: Verdict | None) -> SignerLine:
    name = signer.name or _("nobody yet")
    if mark is not None:
        below = with_moment(mark.role or signer.role, mark.at)
        return SignerLine(mark.signer, below, *_mark_badge(signer.field, verdict))
    if state in (LetterState.PAPER, LetterState.SENT):
        return SignerLine(name, signer.role, _("on paper"), "quiet", "printer")
    return SignerLine(name, signer.role, _("waits"), "quiet", "clock")


def _mark_badge(field: str, verdict: Verdict | None) -> tuple[str, str, str]:
    if verdict is None:
        return _("signed"), "quiet", "check"
    if verdict.valid and any(one.field == field and one.intact for one in verdict.signatures):
        return _("valid"), "ok", "check"
    return _("no longer holds"), "bad", "x"


def with_moment(role: str, at: datetime | None) -> str:
    """ "voorzitter, 4 december 2026, 16.12 uur"."""
    return ", ".join(part for part in (role, moment(at)) if part)


def moment(at: datetime | None) -> str:
    """ "4 december 2026, 16.12 uur", by the clock of the Netherlands; "" for None."""
    if at is None:
        return ""
    local = at.astimezone(ZoneInfo("Europe/Amsterdam"))
    return f"{dates.long_date(local.date())}, {dates.clock_time(local.time())}"


def person_of(label: str) -> tuple[str, str]:
    """Name and role in the label of a field made here, whatever its language; a label from elsewhere as it is."""
    for code in LANGUAGES:
        with in_language(code):
            forms = (_("Signature of {person}, {role}"), _("Signature of {person}"))
        for form in forms:
            pattern = re.escape(form).replace(r"\{person\}", "(?P<person>.+)").replace(r"\{role\}", "(?P<role>[^,]+)")
            if (found := re.fullmatch(pattern, label)) is not None:
                return found["person"], found.groupdict().get("role") or ""
    return label, ""


def own_keys() -> str:
    """What signatures with keys of the council's own are, and are not."""
    return _(
        "The keys were made by the council itself. They show that the letter is whole and with whose key it was "
        "signed. It is not a qualified signature (eIDAS)."
    )


def fingerprint(sha256: str) -> str:
    """The beginning and the end in groups of four: "9F2C 41D8 77AE 03B6 … C51E"."""
    groups = [sha256[at : at + 4].upper() for at in range(0, len(sha256), 4)]
    return " ".join([*groups[:4], "…", *groups[-1:]])
