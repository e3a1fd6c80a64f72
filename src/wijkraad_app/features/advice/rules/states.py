"""The life of an advice: draft → under discussion → adopted → signed → sent → answered, or withdrawn.

Sent first and adopted afterwards, and adopted by mail, are possible (DOMAIN.md, "Messy cases").
"""

from __future__ import annotations

from enum import StrEnum

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _


class State(StrEnum):
    """Where an advice stands; the values are those in the dossier."""

    DRAFT = "draft"
    UNDER_DISCUSSION = "under_discussion"
    ADOPTED = "adopted"
    SIGNED = "signed"
    SENT = "sent"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The state as people say it, capitalised, in the language in force."""
        return _(_LABELS[self])

    @property
    def editable(self) -> bool:
        """Whether the text can still be written; later it is what was adopted or sent."""
        return self in (State.DRAFT, State.UNDER_DISCUSSION)


STEPS = (State.DRAFT, State.UNDER_DISCUSSION, State.ADOPTED, State.SIGNED, State.SENT, State.ANSWERED)
"""The states in their usual order, as the stepper shows them."""

_LABELS = {
    State.DRAFT: N_("Draft"),
    State.UNDER_DISCUSSION: N_("Under discussion"),
    State.ADOPTED: N_("Adopted"),
    State.SIGNED: N_("Signed"),
    State.SENT: N_("Sent"),
    State.ANSWERED: N_("Answered"),
    State.WITHDRAWN: N_("Withdrawn"),
}

_MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.UNDER_DISCUSSION, State.ADOPTED, State.SENT, State.WITHDRAWN}),
    State.UNDER_DISCUSSION: frozenset({State.DRAFT, State.ADOPTED, State.SENT, State.WITHDRAWN}),
    State.ADOPTED: frozenset({State.SIGNED, State.SENT, State.WITHDRAWN}),
    State.SIGNED: frozenset({State.SENT, State.WITHDRAWN}),
    State.SENT: frozenset({State.ANSWERED, State.WITHDRAWN}),
    State.ANSWERED: frozenset(),
    State.WITHDRAWN: frozenset(),
}


def allowed_moves(state: State) -> frozenset[State]:
    """The states that can follow."""
    return _MOVES[state]


def move(state: State, to: State) -> State:
    """``to`` when it may follow ``state``, else `UserError` "wrong_state"."""
    if to not in _MOVES[state]:
        message = _("This advice is “{now}”. It can't become “{next}”.")
        raise UserError(message.format(now=state.label.lower(), next=to.label.lower()), code="wrong_state")
    return to


def after_adoption(state: State) -> State:
    """The state once adopted: what was sent or answered before stays so (sent first, adopted afterwards)."""
    if state in (State.SENT, State.ANSWERED):
        return state
    return move(state, State.ADOPTED)


def refuse_unless_editable(state: State) -> None:
    """`UserError` "frozen" when the text lies fixed."""
    if not state.editable:
        message = _("This advice is “{now}”, so its text is fixed. Correct a typing error with a reason instead.")
        raise UserError(message.format(now=state.label.lower()), code="frozen")
