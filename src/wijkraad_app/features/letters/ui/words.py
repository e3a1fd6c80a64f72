"""How letters and their signers are said: the sentence first, then who."""

from __future__ import annotations

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.pdf.verification import Verdict
from wijkraad_app.ui.widgets.record_list import ListItem
from wijkraad_app.ui.widgets.rows import Cell

from ..flow.wording import SignerLine, with_moment
from ..queries import LetterItem, OpenedLetter, SignatureRow, Signer
from ..rules import LetterState, SignerState

_CELLS = {
    None: ("mail", "accent_text"),
    LetterState.READY: ("signature", "accent_text"),
    LetterState.SIGNING: ("signature", "warn"),
    LetterState.SIGNED: ("shield-check", "ok"),
    LetterState.PAPER: ("printer", "ok"),
    LetterState.SENT: ("send", "text_2"),
    LetterState.REPLACED: ("rotate-ccw", "text_2"),
}


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
        return SignerLine(mark.signer, below, *_mark_badge(signer.field, verdict), field=signer.field)
    badge = _("waits"), "quiet", "clock"
    if state in (LetterState.PAPER, LetterState.SENT):
        badge = _("on paper"), "quiet", "printer"
    elif signer.state in _HELD_UP:
        badge = _HELD_UP[signer.state]
        badge = (_(badge[0]), *badge[1:])
    return SignerLine(name, signer.role, *badge, note=held_up_note(signer), field=signer.field)


def held_up_note(signer: Signer) -> str:
    """ "23 november 2026: Het derde punt is anders besloten."; "" for who didn't refuse or withdraw."""
    if not signer.reason:
        return ""
    return f"{dates.long_date(signer.day)}: {signer.reason}" if signer.day else signer.reason


_HELD_UP = {
    SignerState.REFUSED: (N_("refuses"), "bad", "circle-x"),
    SignerState.WITHDRAWN: (N_("signature withdrawn"), "warn", "undo-2"),
}


def _mark_badge(field: str, verdict: Verdict | None) -> tuple[str, str, str]:
    if verdict is None:
        return _("signed"), "quiet", "check"
    if verdict.valid and any(one.field == field and one.intact for one in verdict.signatures):
        return _("valid"), "ok", "check"
    return _("no longer holds"), "bad", "x"
