"""Icons and colours that go with the words for kinds and states."""

from __future__ import annotations

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.widgets.rows import Cell

from ..rules import privacy
from ..rules.words import (
    COMPLAINT,
    COMPLIMENT,
    DONE,
    IN_PROGRESS,
    NEW,
    PROPOSAL,
    QUESTION,
    REPORT,
    WAITING,
    kind_word,
    status_word,
)

_KIND_ICONS = {
    REPORT: "wrench",
    QUESTION: "message-circle-question",
    PROPOSAL: "lightbulb",
    COMPLAINT: "circle-alert",
    COMPLIMENT: "heart",
}
_STATUS_SIGNS = {
    NEW: ("circle", "accent_text", True),
    IN_PROGRESS: ("circle-dot", "text_2", False),
    WAITING: ("clock", "warn", True),
    DONE: ("circle-check", "ok", False),
}
BADGE_TONES = {"accent_text": "accent", "text_2": "quiet", "warn": "warn", "ok": "ok"}


def kind_cell(kind: str) -> Cell:
    return Cell(kind_word(kind), _KIND_ICONS[kind])


def status_cell(status: str) -> Cell:
    icon, tone, strong = _STATUS_SIGNS[status]
    return Cell(status_word(status), icon, tone, strong)


def found_sentence(kind: str) -> str:
    """What was found in a text, said beside it."""
    return {
        privacy.PHONE: _("There is a telephone number in the text."),
        privacy.MAIL: _("There is an e-mail address in the text."),
        privacy.ADDRESS: _("There is a home address in the text."),
        privacy.IBAN: _("There is a bank account number in the text."),
        privacy.BSN: _("There is a citizen service number in the text."),
    }[kind]
