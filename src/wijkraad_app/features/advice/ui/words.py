"""How an advice looks in lists and headers: state as icon and word, the next step."""

from __future__ import annotations

from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.widgets.record_list import ListItem
from wijkraad_app.ui.widgets.rows import Cell

from ..queries import AdviceRow, AdviceView
from ..rules.states import State
from ..rules.words import kind_word

ICONS = {
    State.DRAFT: "pencil",
    State.UNDER_DISCUSSION: "messages-square",
    State.ADOPTED: "gavel",
    State.SIGNED: "signature",
    State.SENT: "send",
    State.ANSWERED: "circle-check",
    State.WITHDRAWN: "circle-x",
}


def list_item(row: AdviceRow) -> ListItem:
    """One row of the list: title, state, reference."""
    return ListItem(row.id, row.title, state_cell(row), right=row.reference)


def state_cell(row: AdviceRow) -> Cell:
    """The state, or what is the matter with it."""
    if row.blocked:
        return Cell(_("quote without consent"), "triangle-alert", "bad")
    if row.days_late:
        return Cell(_("answer late"), "clock", "bad")
    if row.changes_open:
        return Cell(_("changes open"), "pencil", "warn")
    tone = {State.ANSWERED: "ok", State.UNDER_DISCUSSION: "accent_text"}.get(row.state, "text_2")
    return Cell(row.state.label.lower(), ICONS[row.state], tone)


def reference_line(view: AdviceView) -> str:
    """ "2026-09, ongevraagd advies"; a draft has no number."""
    kind = kind_word(view.kind)
    return f"{view.reference}, {kind}" if view.reference else kind


def late_sentence(days: int) -> str:
    """ "Het college heeft niet geantwoord. 14 dagen te laat."."""
    text = ngettext(
        "The college hasn't answered. {days} day late.", "The college hasn't answered. {days} days late.", days
    )
    return text.format(days=days)
