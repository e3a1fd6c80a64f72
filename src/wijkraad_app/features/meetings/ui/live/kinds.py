"""What the kinds of entries look like and are called."""

from __future__ import annotations

from dataclasses import dataclass

from wijkraad_app.kernel.i18n import N_


@dataclass(frozen=True, slots=True)
class Look:
    """Icon, colour role of words, soft ground, and the word (an English message id)."""

    icon: str
    tone: str
    ground: str
    word: str


LOOKS = {
    "note": Look("message-square-text", "text_2", "quiet_soft", N_("Note")),
    "decision": Look("gavel", "accent_text", "accent_soft", N_("Decision")),
    "amendment": Look("pencil", "accent_text", "accent_soft", N_("Amendment")),
    "motion": Look("megaphone", "accent_text", "accent_soft", N_("Motion")),
    "action": Look("square-check", "ok", "ok_soft", N_("Action")),
    "question": Look("message-circle-question", "ok", "ok_soft", N_("Question")),
    "vote": Look("vote", "vote", "vote_soft", N_("Vote")),
    "proposal": Look("lightbulb", "warn", "warn_soft", N_("Proposal")),
    "shown": Look("presentation", "text_2", "quiet_soft", N_("Shown")),
}
