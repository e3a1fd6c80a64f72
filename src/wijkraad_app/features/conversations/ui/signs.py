"""Consent as a word with an icon."""

from __future__ import annotations

from collections.abc import Sequence

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.widgets.rows import Cell

from ..rules.consent import BY_NAME, BY_ROLE, CONSENTS, INHERIT, NO, consent_word

_ICONS = {NO: ("eye-off", "text_2"), BY_ROLE: ("users", "ok"), BY_NAME: ("user-check", "ok")}


def consent_cell(consent: str) -> Cell:
    icon, tone = _ICONS[consent]
    return Cell(consent_word(consent), icon, tone)


def consent_options() -> Sequence[tuple[str, str]]:
    return [(consent, consent_word(consent)) for consent in CONSENTS]


def own_consent_options(conversation: str) -> Sequence[tuple[str, str]]:
    """For a quote: as the conversation, or its own."""
    same = _("conversation: {consent}").format(consent=consent_word(conversation))
    return [(INHERIT, same), *consent_options()]
